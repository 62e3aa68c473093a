"""上报: what a member says becomes a record, once."""

import asyncio

import pytest

from tests.fakes.chat import Chat, both_engines, 丁, 乙, 外村党员, 戊, 核实人, 甲


async def test_a_member_reports_and_is_thanked(chat: Chat) -> None:
    assert await chat.says(甲, "上报 三组 清理沟渠 2小时") == [
        "谢谢，记下了 A0237，待核实。\n"
        "公益劳动：三组清理沟渠，2 小时，11月22日（周日）\n"
        "写错了？发“撤销”或“更正 A0237 1小时”。"
    ]


@pytest.mark.parametrize(
    "said",
    [
        "上报三组清理沟渠两小时",
        "上报 三组 清理沟渠 2h",
        "上报　三组　清理沟渠　１２０分钟",
        "三组清理沟渠2个小时",
    ],
)
async def test_the_same_activity_said_differently_gives_the_same_record(chat: Chat, said: str) -> None:
    answer = (await chat.says(甲, said))[0]
    assert "公益劳动" in answer
    assert "三组清理沟渠，2 小时，11月22日（周日）" in answer


@both_engines
async def test_the_same_delivery_four_times_counts_once(chat: Chat) -> None:
    first = await chat.says(甲, "上报 三组 清理沟渠 2小时", msgid="7001")
    again = await asyncio.gather(*(chat.says(甲, "上报 三组 清理沟渠 2小时", msgid="7001") for _ in range(3)))
    assert all(answer == first for answer in again)
    assert "1 条" in (await chat.says(甲, "我的记录"))[0]


async def test_in_the_group_the_receipt_is_short(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    assert await chat.says(甲, "上报 看望王婆婆 送饭 1小时", to=group) == [
        "谢谢，记下了 A0237：帮扶关爱，1 小时，11月22日（周日），待核实。\n写错了？回复 撤销"
    ]


async def test_a_group_is_left_in_peace(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    assert await chat.says(甲, "明天上午九点村委会开会，请大家互相转告", to=group) == []
    assert await chat.says(丁, "辛苦大家了", to=group) == []


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("上报 明天 打扫院坝 2小时", "还没到，先不记"),
        ("上报 9月1日 打扫院坝 2小时", "隔了 82 天"),
        ("上报", "还差一点"),
    ],
)
async def test_what_cannot_be_recorded_is_said_and_nothing_is_stored(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(甲, said))[0]
    assert "还没有记录" in (await chat.says(甲, "我的记录 11月"))[0]


async def test_more_than_a_day_has_hours_is_refused(chat: Chat) -> None:
    for _ in range(3):
        await chat.says(甲, "上报 抗洪值守 8小时")
    assert "怕是打错了" in (await chat.says(甲, "上报 打扫院坝 2小时"))[0]


async def test_overlapping_hours_are_refused_with_the_record_they_overlap(chat: Chat) -> None:
    await chat.says(甲, "上报 上午9点到11点半 清理沟渠")
    answer = (await chat.says(甲, "上报 上午10点到12点 打扫院坝"))[0]
    assert "A0237" in answer
    assert "是同一件吗" in answer


async def test_an_unsaid_duration_is_asked_once_and_never_invented(chat: Chat) -> None:
    answer = (await chat.says(甲, "今天搞了卫生"))[0]
    assert "做了多久？" in answer
    assert "小时，11月" not in answer


async def test_a_twin_is_kept_and_asked_about(chat: Chat) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    assert "A0238 和 A0237 很像，是同一次吗？" in (await chat.says(甲, "上报 打扫院坝 2小时"))[0]


@both_engines
async def test_of_those_who_send_the_same_words_the_third_is_asked_whether_they_did_it_together(chat: Chat) -> None:
    said, asked = "上报 三组 清理沟渠 2小时", "大家一起做的同一件事吗"
    for member in (外村党员, 甲, 乙):
        assert asked not in (await chat.says(member, said))[0]
    third = (await chat.says(核实人, said))[0]
    assert third.endswith(f"另外 2 位刚才也发了一样的话，是{asked}？回复“是”就记成一起做的，“不是”就各记各的。")
    assert await chat.says(核实人, "是") == ["好的，A0240 记成一起做的，核实人会看到。"]
    assert asked not in (await chat.says(戊, said))[0]


async def test_a_refusal_of_one_of_two_activities_stores_neither(chat: Chat) -> None:
    answer = (await chat.says(甲, "上报 昨天打扫院坝2小时，昨天防汛值守23小时"))[0]
    assert "先没记" in answer
    assert "还没有记录" in (await chat.says(甲, "我的记录"))[0]


async def test_another_members_record_is_out_of_reach(chat: Chat) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    assert await chat.says(外村党员, "撤销 A0237") == ["没有找到您的记录 A0237。发“我的记录”看编号。"]
    # He verifies in his own village, where he may correct what he has verified.
    for number in ("A0237", "A0999"):
        answer = await chat.says(外村党员, f"更正 {number} 1小时")
        assert answer == [f"没有找到记录 {number}，或者不归您管。"]


@pytest.mark.parametrize(
    "said",
    [
        "主题党日 打扫院坝2小时",
        "党课 学习党章2小时",
        "值守 水库巡查2小时",
        "外出 走访困难户2小时",
        "答复 群众政策咨询 2小时",
    ],
)
async def test_a_report_that_begins_like_a_command_is_a_report(chat: Chat, said: str) -> None:
    assert "记下了 A0237" in (await chat.says(甲, said))[0]


async def test_it_is_a_report_from_those_too_who_have_the_command(chat: Chat) -> None:
    assert "记下了 A0237" in (await chat.says(乙, "主题党日 打扫院坝2小时"))[0]


async def test_a_word_said_again_before_a_further_deed_is_no_part_of_it(chat: Chat) -> None:
    await chat.says(甲, "上报 修路 1小时\n上报：扫地 2小时")
    mine = (await chat.says(甲, "我的记录"))[0]
    assert "修路，1 小时" in mine and "：扫地，2 小时" in mine and "上报" not in mine


async def test_what_cannot_be_is_refused_at_once(chat: Chat) -> None:
    assert "一共才 24 小时" in (await chat.says(甲, "上报 三组 清理沟渠 26小时"))[0]
    assert "现在没有在问的事" in (await chat.says(甲, "是"))[0]


async def test_when_both_stand_the_new_one_is_asked_how_long_it_took(chat: Chat) -> None:
    await chat.says(甲, "打扫院坝")
    await chat.says(甲, "不记得")
    assert "A0238 和 A0237 很像" in (await chat.says(甲, "打扫院坝"))[0]
    assert "A0238 做了多久？" in (await chat.says(甲, "不是"))[0]
    assert "A0238 按 1 小时 记下了" in (await chat.says(甲, "一个小时吧"))[0]
