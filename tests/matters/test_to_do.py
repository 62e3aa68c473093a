"""待办: one list of all that waits for whoever asks, his own alone, each with the word that does it."""

from datetime import timedelta

import pytest

from handlers import NUMBERED
from models.duty.roster.tables import DutySlot
from models.matters.pending.words import asks_what_waits
from models.organisation.authority.deciders import Own
from models.organisation.people.rules import OFFICES, Role
from models.organisation.people.tables import Person, Post
from tests.fakes.chat import (
    Chat,
    after,
    at,
    both_engines,
    things,
    丁,
    丙,
    乙,
    外村党员,
    己,
    戊,
    核实人,
    甲,
    群众,
    镇干部,
)
from tests.fakes.rosters import publish

另一位 = "cheng.li"
NOTHING = "现在没有等您办的事，辛苦了。"
WHY = "年纪大了走不动"
EVERYBODY = "陈桂兰、唐敏、欧阳春燕、周小川、邓国才、何光荣、吉克·尔古"


async def _list(chat: Chat, who: str) -> str:
    return (await chat.says(who, "待办"))[0]


@pytest.mark.parametrize("who", [甲, 丁, 戊, 群众])
@pytest.mark.parametrize("said", ["待办", "我的待办", "等我办的"])
async def test_nothing_waits(chat: Chat, who: str, said: str) -> None:
    assert await chat.says(who, said) == [NOTHING]


@both_engines
async def test_one_list_of_all_that_waits_and_how_it_is_done(chat: Chat) -> None:
    before = await _list(chat, 乙)
    await chat.says(甲, f"免评 {WHY}")
    await chat.says(甲, "申请 卫生星 天天扫院坝")
    wish, star = (text.split(" ", 1)[0] for text in chat.hears(乙))
    await publish("12-03 am 唐敏")
    await chat.says(核实人, "请假 12月3日 带娃看病")
    chat.hears_all()
    lines = (await _list(chat, 乙)).splitlines()
    assert lines[0].startswith("等您办的有 ")
    assert [line for line in lines[1:] if line not in before] == [
        "J001 唐敏请假，12月3日前。发“同意 J001”",
        f"{wish} 陈桂兰 2026 年：{WHY}。发“同意 {wish}”",
        f"{star} 陈桂兰 环境卫生星：天天扫院坝。发“同意 {star}”",
    ]
    assert "带娃看病" not in "".join(lines)
    assert await _list(chat, 甲) == NOTHING
    for who in (镇干部, 外村党员, 群众, 己):
        assert WHY not in await _list(chat, who)
    several = (await chat.says(乙, "都同意吧"))[0]
    assert "您可以“同意”的有 3 件" in several and "先都没动，要办哪件就带上编号" in several
    for number in ("J001", wish, star):
        await chat.says(乙, f"同意 {number}")
    chat.hears_all()
    after = await _list(chat, 乙)
    assert not [number for number in ("J001", wish, star) if number in after]


async def test_records_wait_for_those_who_verify_and_never_ones_own(chat: Chat) -> None:
    await chat.says(乙, "全部通过")
    while "条服务记录" in await _list(chat, 乙):
        await chat.says(乙, "待核实")
        await chat.says(乙, "全部通过")
    await chat.says(核实人, "上报 打扫院坝 1小时")
    await chat.says(乙, "上报 打扫院坝 1小时")
    chat.hears_all()
    line = "1 条服务记录等核实，最早的是11月22日（周日）。发“待核实”"
    assert line in await _list(chat, 乙)
    assert line in await _list(chat, 核实人)
    assert "条服务记录" not in await _list(chat, 甲)
    await chat.says(乙, "待核实")
    assert "已核实 1 条" in (await chat.says(乙, "都通过吧"))[0]


@at("2026-12-01T12:00:00+08:00")
async def test_a_swap_waits_for_the_other_until_it_cannot_be_carried_out_any_more(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川")
    await chat.says(核实人, "换班 12月3日 周小川")
    chat.hears_all()
    assert "H001 唐敏换班，12月3日前。发“同意 H001”" in await _list(chat, 己)
    assert "H001" not in await _list(chat, 核实人)
    assert "H001" not in await _list(chat, 乙)
    await chat.skips_to("2026-12-03T12:00:00+08:00")
    assert "H001" not in await _list(chat, 己)


async def test_a_veto_waits_for_the_township_but_for_him_whom_it_is_about(chat: Chat) -> None:
    await chat.agreed(乙, "一票否决 何光荣 受党纪处分 涪纪〔2026〕3号")
    chat.hears_all()
    assert "何光荣" in await _list(chat, 镇干部)
    assert "发“同意 P0001”" in await _list(chat, 镇干部)
    for who in (乙, 核实人, 丙, 外村党员):
        assert "P0001" not in await _list(chat, who)
    about, township = await Person.get(name="何光荣"), await Post.get(person__userid=镇干部, role=Role.TOWNSHIP)
    await Post.create(
        person_id=about.id, role=Role.TOWNSHIP, unit_id=township.unit_id, title="干部", valid_from=township.valid_from
    )
    assert "P0001" not in await _list(chat, about.userid)
    assert "P0001" in await _list(chat, 镇干部)
    # Nor does he take away what is about himself.
    assert "P0001" not in (await chat.says(about.userid, "撤销录入"))[0]
    assert "P0001" in (await chat.says(镇干部, "撤销录入"))[0]


async def test_the_roster_waits_for_its_secretary(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-04 am 周小川")
    await DutySlot.filter(day="2026-12-03").update(person_id=None)
    assert "近 14 天有 1 个班待安排，12月3日前。发“缺班”" in await _list(chat, 乙)
    assert "缺班" not in await _list(chat, 核实人)
    await chat.says(乙, "排班 1月")
    assert "2027年1月 值班表还是草稿。发“确认排班 2027年1月”" in await _list(chat, 乙)
    assert "草稿" not in await _list(chat, 核实人)
    await chat.says(乙, "确认排班 1月")
    chat.hears_all()
    assert "草稿" not in await _list(chat, 乙)


@at("2026-12-10T14:05:00+08:00")
async def _not_yet_asked_for_stars(chat: Chat) -> None:
    assert "等支委会提议" not in await _list(chat, 乙)


@after(_not_yet_asked_for_stars, then="2027-01-05T14:05:00+08:00")
async def test_the_stars_of_a_year_wait_for_one_after_the_other(chat: Chat) -> None:
    await chat.sandbox.bot.settle()
    chat.hears_all()
    line = "2026年度还有 7 位同志的星级等支委会提议。发“评议进度”"
    assert [line in await _list(chat, who) for who in (乙, 核实人, 甲, 镇干部)] == [True, True, False, False]
    await chat.says(乙, f"提议 {EVERYBODY} 3星")
    await chat.says(核实人, "提议 罗正富 3星")
    await chat.says(乙, "评星会 应到8 实到7")
    await chat.says(乙, "星级公示")
    await chat.says(乙, "是")
    await chat.says(群众, "异议 陈桂兰 评高了")
    chat.hears_all()
    assert "等支委会提议" not in await _list(chat, 乙)
    assert "Y0010 莲花池村党支部 陈桂兰的异议，1月12日前。发“待答复”" in await _list(chat, 乙)
    assert [("Y0010" in await _list(chat, who)) for who in (甲, 群众, 镇干部)] == [False, False, False]
    assert "评高了" not in await _list(chat, 乙)
    await chat.says(乙, "答复 Y0010 维持 核过")
    await chat.says(群众, "申诉 Y0010 再看看")
    assert "发“待裁定”" in await _list(chat, 镇干部)
    assert "Y0010" not in await _list(chat, 乙)
    await chat.says(镇干部, "裁定 Y0010 维持 核过")
    await chat.skips_to("2027-01-18T14:05:00+08:00")
    line = "2026年度有 8 名星级公示期满。发“报备”"
    assert [line in await _list(chat, who) for who in (乙, 核实人, 镇干部)] == [True, False, False]
    await chat.says(乙, "报备")
    line = "莲花池村党支部 2026年度 8 名星级等备案。发“待备案”"
    assert [line in await _list(chat, who) for who in (乙, 核实人, 镇干部)] == [False, False, True]
    await chat.says(镇干部, "备案 莲花池村")
    chat.hears_all()
    assert "星级" not in await _list(chat, 镇干部)


async def test_more_than_a_page_is_counted(chat: Chat) -> None:
    for name in ("卫生星", "和谐星", "诚信星"):
        for who in (甲, 戊, 己, 核实人, "ouyangchunyan"):
            await chat.says(who, f"申请 {name} 天天扫院坝")
    chat.hears_all()
    lines = (await _list(chat, 乙)).splitlines()
    listed, total = lines[1:-1], int(lines[0].removeprefix("等您办的有 ").split(" ")[0])
    assert len(listed) == 12
    assert lines[-1] == f"还有 {total - 12} 件，办完这些再发“待办”接着看。"


# Every kind, and how it is seen that somebody has not answered: it asks, it has days of its own, or nobody is asked.
NOT_ASKED = {"pairing"}
OWN_DAYS = {"booking", "data_request", "handover", "inquiry", "need", "question", "service_star"}


def test_every_matter_that_waits_for_somebody_is_seen_with_its_days() -> None:
    kinds = {one.kind.code: one.kind for one in NUMBERED if one.kind}
    assert {code for code, kind in kinds.items() if not kind.asks} == NOT_ASKED | OWN_DAYS
    for kind in kinds.values():
        assert kind.asks <= kind.open
        assert all(any(step.word for step in kind.waiting(state)) for state in kind.asks), kind.code
    # Where nobody of a place can answer the office above does, and may say the word.
    for one, kind in [(one, one.kind) for one in NUMBERED if one.kind and one.kind.asks]:
        for step in [
            step for step in kind.steps if step.word and step.own is not Own.ONLY and step.sources & kind.asks
        ]:
            needs = one.words[step.word].needs
            assert needs is None or needs >= OFFICES or not needs & {Role.SECRETARY}, (kind.code, step.word)


@at("2026-12-10T10:00:00+08:00")
async def test_who_does_not_answer_is_asked_again_and_the_asker_sees_it(chat: Chat) -> None:
    await chat.says(丙, "摘牌 莲花池村 两年没有复核")
    await chat.says(丙, "是")
    number = chat.hears(另一位)[0].split("“摘牌 ")[1][:4]
    assert number not in await _list(chat, 丙)
    assert f"发“同意 {number}”" in await _list(chat, 另一位)
    assert "要两个人办" in (await chat.says(丙, f"摘牌 {number} 两年没有复核"))[0]
    for _ in range(7):
        await chat.waits(timedelta(days=1))
    heard = [thing for thing in things(chat.hears(另一位)) if number in thing]
    assert heard == [
        f"{number} 示范点 春风式模范新村（示例），等您 7 天了。看过就发“同意 {number}”或“不同意 {number}”。"
    ]
    chat.hears_all()
    listed = await _list(chat, 丙)
    assert f"{number} 示范点 春风式模范新村（示例），在等程立，7 天了。再问一声发“催 {number}”" in listed
    assert "还没回音的有 1 件" in listed
    first = await chat.says(丙, "催", msgid="77001")
    assert f"我再请程立看看：{number} 示范点 春风式模范新村（示例）。不办了发“撤回 {number}”" in first[0]
    assert await chat.says(丙, "催", msgid="77001") == first
    assert len([text for text in chat.hears(另一位) if number in text]) == 1
    assert "今天已经请他们看过一次了" in (await chat.says(丙, f"催{number}"))[0]
    assert f"没有找到 {number}" in (await chat.says(乙, f"催 {number}"))[0]
    assert "不能用“催”" in (await chat.says(丙, "催 A0001"))[0]
    assert "现在没有您请别人办" in (await chat.says(甲, "催"))[0]
    assert "不摘牌，仍是已授牌" in (await chat.says(丙, f"撤回 {number}"))[0]
    assert number not in await _list(chat, 丙) + await _list(chat, 另一位)
    assert f"{number} 已授牌，这一步不用办了" in (await chat.says(丙, f"催 {number}"))[0]
    # Another may then ask, and he who asked before may be the second.
    await chat.says(另一位, f"摘牌 {number} 两年没有复核")
    await chat.says(另一位, "是")
    assert "已摘牌" in (await chat.says(丙, f"同意 {number}"))[0]
    assert "已摘牌" in chat.hears(另一位)[0]
    assert "不再挂牌" in chat.hears(乙)[0]


async def test_a_transfer_sent_by_mistake_is_called_off(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    number = chat.hears(外村党员)[0].split(" ", 1)[0]
    chat.hears_all()
    assert "陈桂兰同志不转了，还在莲花池村党支部" in (await chat.says(乙, f"撤回 {number}"))[0]
    assert [("不转了" in chat.hears(who)[0]) for who in (甲, 外村党员)] == [True, True]
    assert number not in await _list(chat, 外村党员)


@pytest.mark.parametrize(
    "said",
    [
        "今天有哪些要我处理的",
        "有没得啥子要我办的",
        "有哪些事等我看",
        "有没有等我批的",
        "还有啥子要我核的没",
        "手上还有哪些等我办",
        "今天有啥子要办的",
        "我有啥子要办的",
        "我这边有啥子活路",
    ],
)
async def test_what_waits_is_asked_plainly(chat: Chat, said: str) -> None:
    assert await chat.says(乙, said) == await chat.says(乙, "待办")


@pytest.mark.parametrize(
    "said",
    ["要我帮忙不", "哪些人要办社保", "有啥子要带的", "还有哪些人要去扫街", "等我看完电视", "昨天有两家要我去劝架"],
)
def test_what_only_sounds_like_it_does_not_ask_what_waits(said: str) -> None:
    assert not asks_what_waits(said)
