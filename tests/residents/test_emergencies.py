"""Somebody needs help this minute: whom to call, before anything else; nothing is booked, nothing is asked."""

import pytest

from models.residents.emergencies.rules import urgent
from tests.fakes.chat import Chat, 乙, 甲, 群众, 镇干部


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("着火了，三组后山", "119"),
        ("河边涨水了有人被困了", "119"),
        ("河边涨水起来了", "今天谁值班"),
        ("三组煤气漏了，好大的味道", "119"),
        ("有老人晕倒在路上了怎么办", "120"),
        ("狗咬人了！", "120"),
        ("坝坝头打起来了，快来人", "110"),
        ("娃儿不见了，放学到现在没回来", "110"),
        ("我不想活了", "12356"),
        ("有人滚到堰塘头去了", "120"),
        ("老汉出不到气了", "120"),
        ("三组的房子垮了", "119"),
        ("电线掉下来了在冒火花", "119"),
        ("后山在冒烟", "119"),
        ("刚刚遭骗了两万块", "110"),
        ("隔壁屋头煤气味道好大，喊不答应", "别开灯"),
        ("后山那边冒好大的烟，哪个去看下", "119"),
        ("老人在屋头绊倒了，动不得，咋办", "120"),
        ("有人在喊我转账，说是公安局的", "96110"),
        ("河水涨到路上来了，好吓人", "往高处走"),
        ("桥头有个娃儿掉水里了", "自己别下水"),
        ("山上滚石头下来把路挡了", "离远些"),
    ],
)
async def test_whoever_needs_help_now_is_told_whom_to_call(chat: Chat, said: str, number: str) -> None:
    assert number in (await chat.says(甲, said))[0]
    assert "还没有记录" in (await chat.says(甲, "我的记录"))[0]


TOLD = (
    "昨天后山着火我去救火2小时", "参加防溺水宣传1小时", "我去扑灭了一场山火", "劝开了打架的两家人",
    "不想活动了", "打我电话",
    "值班接到报警，三组有人打架", "想死你了", "堰沟堵了",
    "清沟里的淤泥", "反电信诈骗宣传", "三组的路灯坏了", "给老人送药",
    "落石清理了一下午", "水涨价了没有", "他让我转告你", "村道上搬开滚下来的石头", "会议上要我打分",
    "三组路上的井盖坏了，老人差点摔倒", "堰边没得栏杆，娃儿险些掉到水里", "差一点栽到坎下头，路边要安护栏",
)  # fmt: skip


@pytest.mark.parametrize("told", TOLD)
def test_what_is_over_or_was_done_about_it_is_no_emergency(told: str) -> None:
    assert urgent(told) is None


async def test_an_emergency_beside_an_open_question_leaves_it_open_and_is_not_followed_by_it(chat: Chat) -> None:
    await chat.says(乙, "今天搞了卫生")
    told = (await chat.says(乙, "有人掉河里了"))[0]
    assert told.startswith("先喊人")
    assert "刚才在问" not in told
    assert "A0237 按 2 小时 记下了" in (await chat.says(乙, "2小时"))[0]


async def test_a_danger_that_is_reported_reaches_who_can_act_at_night_and_an_ordinary_report_waits(chat: Chat) -> None:
    await chat.moves_to("2026-11-23T22:40:00+08:00")
    chat.hears_all()
    assert "前面加“反映”两个字再发一次" in (await chat.says(群众, "桥头的电线掉下来了"))[0]
    said = (await chat.says(群众, "反映 三组桥头的电线掉下来了"))[0]
    assert said.startswith("先离开，马上打 119！") and "由林晓雨办，11月24日前" in said and "夜里不打扰" not in said
    for userid in ("linxiaoyu", 乙):
        [heard] = chat.hears(userid)
        assert heard.startswith("先离开，马上打 119！") and "马小军反映：三组桥头的电线掉下来了" in heard
    assert "夜里不打扰" in (await chat.says(群众, "反映 三组路灯不亮"))[0]
    assert chat.everybody_hears() == {}
    await chat.moves_to("2026-11-24T08:05:00+08:00")
    assert "三组路灯不亮" in chat.hears("linxiaoyu")[0]


def test_who_is_on_no_list_is_not_sent_to_what_he_cannot_use() -> None:
    told = urgent("电线掉下来了", listed=False)
    assert told and "119" in told.sentence and "反映" not in told.sentence


async def test_who_is_beaten_is_the_village_s_and_the_office_s_above_at_once_and_a_child_has_no_name(
    chat: Chat,
) -> None:
    said = (await chat.says(群众, "反映 三组王小宝被他爸打，电话13812345678"))[0]
    assert said.startswith("有危险先打 110") and "打 12345" in said
    assert "：三组儿童被他爸打\n由欧阳春燕办，11月23日前给您回话" in said
    heard = chat.everybody_hears()
    assert heard.keys() == {"ouyangchunyan", 镇干部}
    assert not [line for lines in heard.values() for line in lines if "王小宝" in line or "138" in line]
    assert "由林晓雨办" in (await chat.says(群众, "反映 三组广场没人打扫"))[0]
    chat.everybody_hears()
