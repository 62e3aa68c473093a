"""Reminders: one message for a person, each thing twice at most, and what somebody says about them is obeyed."""

import pytest

from tests.fakes.chat import Chat, things, 乙, 核实人, 甲, 群众
from tests.fakes.rosters import publish

UNDER = "\n——每日提醒，嫌多就发“提醒少一点”，不想收就发“不要提醒”。"
MORNING, EVENING = "2026-11-26T08:38:00+08:00", "2026-11-23T19:08:00+08:00"
# Records of the sample wait from the first morning on for verifiers of these villages; how often each is told of it.
MONDAYS = ("2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14")
WANTED = {
    核实人: ("帮助", 2),
    "longyan": ("提醒少一点", 1),
    "wangxiulan2": ("不要提醒", 0),
    "lizhiqing": ("别再发提醒了", 0),
    "pan.xiaoli": ("恢复提醒", 2),
}


async def test_all_that_is_owed_this_morning_is_one_message_that_says_how_to_have_less(chat: Chat) -> None:
    await chat.skips_to("2026-11-25T23:00:00+08:00")
    await chat.says(乙, "提议 何光荣 3星")
    await publish("11-29 am 空")
    await chat.moves_to(MORNING)
    told = chat.hears(乙)
    assert len(told) == 1
    assert told[0].endswith(UNDER)
    assert [thing[:4] for thing in things(told)] == ["2026", "这几个班"]
    chat.hears_all()


async def test_a_thing_is_said_twice_once_or_never_as_somebody_wants(chat: Chat) -> None:
    assert "以后不提醒您了" in (await chat.says("pan.xiaoli", "不要提醒"))[0]
    answers = {who: (await chat.says(who, said))[0] for who, (said, _) in WANTED.items()}
    assert "照常提醒您" in answers["pan.xiaoli"]
    told = dict.fromkeys(WANTED, 0)
    for day in MONDAYS:
        await chat.moves_to(f"{day}T09:00:00+08:00")
        for who in WANTED:
            told[who] += sum("等您核实" in text for text in chat.hears(who))
        chat.hears_all()
    assert told == {who: times for who, (_, times) in WANTED.items()}
    for who in WANTED:
        assert "服务记录等核实" in (await chat.says(who, "待办"))[0]


async def test_one_s_own_duty_is_told_in_any_case(chat: Chat) -> None:
    await publish("11-24 am 唐敏")
    await chat.says(核实人, "不要提醒")
    await chat.moves_to(EVENING)
    assert [text for text in things(chat.hears(核实人)) if "值" in text] == [
        "下周您值的班：\n11月24日（周二）上午 08:30-12:00\n来不了请发“换班”或“请假”；有变动我再说。"
    ]
    chat.hears_all()


async def test_whoever_wants_few_words_hears_of_his_week_at_once(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-26 am 唐敏")
    await chat.says(核实人, "提醒少一点")
    await chat.moves_to("2026-11-22T19:08:00+08:00")
    told = things(chat.hears(核实人))[0].splitlines()
    assert told[:3] == ["下周您值的班：", "11月24日（周二）上午 08:30-12:00", "11月26日（周四）上午 08:30-12:00"]
    await chat.moves_to(EVENING)
    assert not any("您值班" in text for text in chat.hears(核实人))
    chat.hears_all()


async def test_the_half_hour_is_given_and_taken_back_and_a_repetition_changes_nothing(chat: Chat) -> None:
    for _ in range(2):
        answer = await chat.says(核实人, "提前半小时提醒我", msgid="twice")
        assert answer == ["好的，您每个班开始前 30 分钟提醒您一声。不用了，发“不用提前提醒”。"]
    assert "不再另外提醒" in (await chat.says(核实人, "不用提前提醒"))[0]


async def test_somebody_of_no_roster_has_nothing_to_stop(chat: Chat) -> None:
    assert "以后不提醒您了" in (await chat.says(群众, "不要提醒"))[0]
    assert "私聊我" in (await chat.says(甲, "不要提醒", to=chat.group_of("莲花池村")))[0]


@pytest.mark.parametrize("said", ["提醒太多了，烦得很", "不要老是提醒我", "莫一天到晚给我发消息", "每天发这么多烦死了"])
async def test_a_complaint_is_taken_for_a_wish_after_one_yes(chat: Chat, said: str) -> None:
    assert "提醒少一点" in (await chat.says(甲, said))[0]
    assert (await chat.says(甲, "是"))[0].startswith("好的，少说几句")
