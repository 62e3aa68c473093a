"""服务之星: at most five names a branch and month, each by his own word, by the alphabet, no hours."""

from models.honour.service_stars.rules import ServiceStar, in_order
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.service.examples.rules import Deeds
from tests.fakes.chat import Chat, 乙, 核实人, 甲, 群众


async def _both_served(chat: Chat) -> None:
    for who in (甲, 核实人):
        await chat.says(who, "上报 打扫院坝 2小时")
    chat.hears_all()
    await ActivityRecord.filter(month="2026-11", status=Status.CLAIMED).update(status=Status.VERIFIED)


async def test_a_name_stands_there_when_he_has_said_so(chat: Chat) -> None:
    await _both_served(chat)
    asked = (await chat.says(乙, "服务之星 11月 陈桂兰 唐敏"))[0]
    assert asked.startswith("好的，私下问陈桂兰、唐敏愿不愿意上2026年11月服务之星")
    first, second = chat.hears(甲)[0], chat.hears(核实人)[0]
    assert "不写时长" in first
    number, other = first.split("“同意 ")[1][:4], second.split("“同意 ")[1][:4]
    assert "还没有同意上榜的" in (await chat.says(乙, "服务之星 11月"))[0]
    assert "已经问过了（等本人同意）" in (await chat.says(乙, "服务之星 11月 陈桂兰"))[0]
    assert "服务之星会有您" in (await chat.says(甲, f"同意 {number}"))[0]
    assert "好的，不列" in (await chat.says(核实人, f"不同意 {other}"))[0]
    assert chat.hears(乙)[0] == "2026年11月服务之星：陈桂兰同志同意上榜。"
    shown, picture = await chat.says(乙, "服务之星 11月")
    assert picture == "[图片]"
    assert shown.split("\n")[1].startswith("陈桂兰：")
    assert "唐敏" not in shown and "小时" not in shown
    assert "这就私下发给您" in (await chat.says(乙, "打印 服务之星 11月"))[0]
    assert "往后的榜上不再有" in (await chat.says(甲, f"撤回 {number}"))[0]
    assert "还没有同意上榜的" in (await chat.says(乙, "服务之星 11月"))[0]
    assert "这次没办" in (await chat.says(群众, "服务之星 11月"))[0]
    chat.hears_all()


async def test_nobody_is_asked_where_one_cannot_be(chat: Chat) -> None:
    await ActivityRecord.filter(month="2026-11").update(status=Status.CLAIMED)
    assert "还没有核实过的服务，没有去问" in (await chat.says(乙, "服务之星 11月 陈桂兰"))[0]
    assert "最多 5 位" in (await chat.says(乙, "服务之星 11月 陈桂兰 唐敏 罗正富 何光荣 林晓雨 蒲德明"))[0]
    assert "名册里没有" in (await chat.says(乙, "服务之星 11月 李志强"))[0]
    await chat.says(甲, "不要记我的")
    assert "说过不在这里记，所以没有去问" in (await chat.says(乙, "服务之星 11月 陈桂兰"))[0]


def test_they_stand_by_the_alphabet() -> None:
    found = [ServiceStar(name, Deeds(9 - n, 1, {})) for n, name in enumerate(["唐敏", "欧阳春燕", "陈桂兰", "龘𬭎㛃"])]
    assert [one.name for one in in_order(found)] == ["陈桂兰", "龘𬭎㛃", "欧阳春燕", "唐敏"]
