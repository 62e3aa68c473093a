"""What is said right after a report about that report: it was otherwise, or somebody else was there too."""

import re
from datetime import timedelta

import pytest

from tests.fakes.chat import Chat, 乙, 己, 核实人, 甲


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("不对，一个半", "1.5 小时"),
        ("不对是一个半小时", "1.5 小时"),
        ("搞错了，3小时", "3 小时"),
        ("改成昨天", "11月21日"),
        ("不是今天，是昨天", "11月21日"),
        ("三个小时才对", "3 小时"),
    ],
)
async def test_a_report_is_put_right_in_a_word(chat: Chat, said: str, now: str) -> None:
    await chat.says(甲, "今天上午打扫院坝2小时")
    [told] = await chat.says(甲, said)
    assert told.startswith("A0237 已更正")
    assert now in told.splitlines()[2]
    assert "1 条" in (await chat.says(甲, "我的记录"))[0]


@pytest.mark.parametrize(
    "said", ["罗正富也在", "再加上罗正富", "还有罗正富也去了", "加上罗正富", "帮罗正富也记一下，他和我一起的"]
)
async def test_whoever_came_along_is_named_afterwards_and_asked(chat: Chat, said: str) -> None:
    await chat.says(甲, "今天上午打扫院坝2小时")
    [told] = await chat.says(甲, said)
    assert told == "好的，罗正富也写进 A0237 了。\n罗正富那里我问一声，他们点头才给他们记。"
    assert "A0237" in chat.hears(乙)[0]
    assert (await chat.says(乙, "在"))[0].startswith("谢谢，记下了 A0239")


@pytest.mark.parametrize("said", ["陈桂兰那条我没去", "陈桂兰报的那次我没有去", "我没去"])
async def test_who_denies_it_in_whatever_words_is_asked_no_more(chat: Chat, said: str) -> None:
    await chat.says(甲, "昨天和罗正富打扫院坝2小时")
    assert "A0237" in chat.hears(乙)[0]
    [told] = await chat.says(乙, said)
    assert told.startswith("好的，没给您记。")
    assert "刚才在问" not in told
    assert "说那次他没在" in chat.hears(甲)[0]


async def test_long_after_a_report_a_word_is_not_about_it(chat: Chat) -> None:
    await chat.says(甲, "今天上午打扫院坝2小时")
    await chat.waits(timedelta(minutes=11))
    assert "已更正" not in (await chat.says(甲, "不对，一个半"))[0]
    assert "写进" not in (await chat.says(甲, "罗正富也在"))[0]


async def test_whoever_was_not_there_gives_way_to_whoever_was(chat: Chat) -> None:
    await chat.says(甲, "今天上午打扫院坝2小时")
    await chat.says(甲, "还有罗正富也去了")
    chat.hears(乙)
    [told] = await chat.says(甲, "不是罗正富，是唐敏")
    assert told.startswith("好的，A0237 里罗正富换成唐敏了。\n唐敏那里我问一声")
    assert "A0237" in chat.hears(核实人)[0]
    # Who is named no more has nothing to agree to.
    assert "A0237" in (await chat.says(乙, "在"))[0]
    assert "打扫院坝" not in (await chat.says(乙, "我的记录"))[0]


async def test_two_days_answer_which_day_it_was(chat: Chat) -> None:
    assert "是哪一天做的" in (await chat.says(甲, "上周也守了两晚卡点"))[0]
    [told] = await chat.says(甲, "周二和周四")
    assert [line for line in told.splitlines() if "守了两晚卡点" in line] == [
        "平安应急：也守了两晚卡点，11月17日（周二）",
        "平安应急：也守了两晚卡点，11月19日（周四）",
    ]


async def test_a_further_deed_leaves_the_one_before_as_it_is(chat: Chat) -> None:
    await chat.says(甲, "上报 昨天 抬电杆 3小时")
    further = (await chat.says(甲, "还有今天早上也抬了，一个小时"))[0]
    assert "已更正" not in further
    assert "A0238" in further
    assert "已更正" not in (await chat.says(甲, "不是改昨天的，是今天又抬了一个小时"))[0]
    assert "3 小时" in (await chat.says(甲, "我的记录"))[0]


async def test_a_further_deed_changes_none_before_it(chat: Chat) -> None:
    await chat.says(甲, "昨天打扫院坝3小时")
    assert (await chat.says(甲, "不是改昨天的，是今天又打扫了一个小时"))[0].startswith("谢谢，记下了 A0238")
    shown = (await chat.says(甲, "我的记录"))[0]
    assert "3 小时，11月21日" in shown and "1 小时，11月22日" in shown


async def test_how_long_each_of_several_took_is_said_afterwards_and_makes_no_further_record(chat: Chat) -> None:
    await chat.says(甲, "昨天去镇上开会，昨天上午开院坝会讲防火，昨天中午去劝架")
    assert await chat.says(甲, "院坝会一个小时，劝架四十分钟") == [
        "谢谢，A0238 按 1 小时 记下了，待核实。\n谢谢，A0239 按 40 分钟 记下了，待核实。\n"
        "刚才在问：A0237 做了多久？说“1小时”这样就行，不记得可以不填。"
    ]
    assert (await chat.says(甲, "开会两小时"))[0].startswith("谢谢，A0237 按 2 小时")
    assert "3 条" in (await chat.says(甲, "我的记录"))[0]
    # A deed of its own with its length is one, and one whose record is not to be kept is none.
    assert (await chat.says(甲, "昨天扫街一个小时，送菜半小时"))[0].count("谢谢，记下了") == 2
    assert await chat.says(甲, "昨天陪区领导调研，不用记") == ["好的，不记。"]


async def test_how_many_it_was_rather_is_put_right(chat: Chat) -> None:
    await chat.says(甲, "昨天给敬老院老人剪头发，剪了七个，两个小时")
    assert "2 小时，8 个" in (await chat.says(甲, "剪了八个不是七个"))[0].splitlines()[-1]


async def test_who_told_of_it_himself_has_one_record_of_it_and_nobody_is_asked_twice(chat: Chat) -> None:
    何光荣, 林晓雨 = "heguangrong", "linxiaoyu"
    await chat.says(甲, "今天上午打扫院坝2小时")
    await chat.says(甲, "还有何光荣")
    assert len(chat.hears(何光荣)) == 1
    assert "林晓雨那里我问一声" in (await chat.says(甲, "加上林晓雨"))[0]
    assert chat.hears(何光荣) == []
    assert len(chat.hears(林晓雨)) == 1
    await chat.says(甲, "刚才那条改成3小时")
    told = (await chat.says(林晓雨, "今天上午打扫院坝2小时"))[0].split()[1].rstrip("，待核实。")
    assert await chat.says(林晓雨, "是") == [f"好的，您自己报的 {told} 就是这一次，没有再记一遍。"]
    assert (await chat.says(林晓雨, "我的记录"))[0].count("打扫院坝") == 1
    assert "打扫院坝，3 小时" in (await chat.says(何光荣, "是"))[0]
    assert (await chat.says(何光荣, "我的记录"))[0].count("打扫院坝") == 1
    assert (await chat.says(甲, "我的记录"))[0].count("打扫院坝") == 1


async def test_what_is_said_of_a_self_report_changes_no_record(chat: Chat) -> None:
    await chat.says(甲, "今天扫街一个小时")
    await chat.says(甲, "自评4星")
    assert "自评记下了：3 星" in (await chat.says(甲, "不对，是3"))[0]


async def test_somebody_elses_deed_with_its_own_length_is_no_word_about_ones_own(chat: Chat) -> None:
    await chat.says(乙, "昨天党员大扫除2小时")
    assert "也写进" not in (await chat.says(乙, "何光荣昨天也去清沟了，3小时"))[0]
    chat.hears_all()


async def test_points_are_no_length(chat: Chat) -> None:
    assert "做了多久" in (await chat.says(乙, "今天走访了群众"))[0]
    assert "按 2 分钟" not in (await chat.says(乙, "扣何光荣2分，他没来开会"))[0]
    chat.hears_all()


async def test_what_was_just_done_is_taken_back_without_a_name_for_it(chat: Chat) -> None:
    number = re.search(r"A\d{4}", (await chat.says(甲, "今天扫街一小时"))[0])
    assert number
    assert f"{number[0]} 已撤销" in (await chat.says(甲, "那个算了"))[0]
    await chat.says(己, "后天请假")
    assert (await chat.says(己, "算了"))[0].startswith("您是说“撤回 J001”")
    assert "J001 已销假" in (await chat.says(己, "是"))[0]
    assert (await chat.says(己, "算了"))[0] == "好的，有事随时说一声。"
    chat.hears_all()


async def test_for_everybody_nothing_is_recorded_before_they_are_named(chat: Chat) -> None:
    assert (await chat.says(乙, "给大家都记上，昨天党员大扫除2小时"))[0].startswith("先没记。")


async def test_a_deed_and_a_need_in_one_message_are_two_things(chat: Chat) -> None:
    [told] = await chat.says(甲, "反映一下，也报个活动：我扫了街一个小时，但是三组沟渠又堵了")
    deed, need = told.split("\n\n")
    assert "扫了街，1 小时" in deed
    assert need.startswith("谢谢，记下了（V0010）：三组沟渠又堵了")
    chat.hears_all()


async def test_whoever_was_there_too_stands_in_her_own_record_with_who_told_it(chat: Chat) -> None:
    await chat.says(甲, "今天上午和林晓雨一起打扫院坝2小时")
    await chat.says("linxiaoyu", "在")
    record = (await chat.says("linxiaoyu", "我的记录"))[0]
    assert "和陈桂兰一起打扫院坝" in record and "和林晓雨" not in record
    chat.hears_all()


async def test_of_two_deeds_of_one_message_the_second_is_put_right(chat: Chat) -> None:
    await chat.says(甲, "上报 给王婆婆送柴2小时；打扫院坝1小时")
    [told] = await chat.says(甲, "第二条搞错了，是一个半小时")
    assert told.startswith("A0238 已更正")
    assert "1.5 小时" in told.splitlines()[2]


@pytest.mark.parametrize("said", ["前头那条改成3小时", "前面那条不算，撤了"])
async def test_the_one_before_may_be_either_of_two_told_just_now(chat: Chat, said: str) -> None:
    await chat.says(甲, "今天上午打扫院坝2小时")
    await chat.says(甲, "昨天下午在三组巡逻1小时")
    [told] = await chat.says(甲, said)
    assert "说的是哪一条" in told
    assert "A0238 " in told
    assert "A0237 打扫院坝" in told
    assert "A0237 已更正" in (await chat.says(甲, "A0237 改成3小时"))[0]
