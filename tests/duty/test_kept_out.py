"""Duty keeps somebody or some time out: each never, only and until, from the side of those who are out."""

from datetime import date

import pytest

from models.duty.roster.tables import DutyAbsence
from models.organisation.people.tables import Person, Post
from tests.fakes.chat import Chat, both_engines, 乙, 己, 核实人, 镇干部
from tests.fakes.rosters import board, publish

外村书记 = "LiaoHongmei"


async def test_leave_that_is_only_asked_for_keeps_nobody_from_a_shift(chat: Chat) -> None:
    await publish("12-03 am 空")
    await chat.says(核实人, "请假 12月3日")
    assert "顶上" in (await chat.says(核实人, "顶班 12月3日"))[0]
    chat.hears_all()
    assert await board() == ["12-03 am 唐敏"]


async def test_nobody_grants_his_own_leave_when_he_has_become_secretary_since(chat: Chat) -> None:
    await chat.says(核实人, "请假 12月3日")
    person = await Person.get(userid=核实人)
    await Post.create(
        person_id=person.id, role="secretary", unit_id=person.unit_id, title="书记", valid_from=date(2026, 11, 1)
    )
    chat.hears_all()
    for said in ("准假", "准假 J001"):
        assert "没有找到等您批的假" in (await chat.says(核实人, said))[0]
    assert (await DutyAbsence.get(id=1)).state == "asked"


async def test_a_leave_whose_days_are_over_is_brought_up_no_more(chat: Chat) -> None:
    await chat.says(核实人, "请假 11月23日")
    chat.hears_all()
    for day, told in ((23, True), (25, False)):
        await chat.moves_to(f"2026-11-{day}T10:30:00+08:00")
        assert ("J001" in "".join(chat.hears(乙))) is told, day
        chat.hears_all()


@pytest.mark.parametrize("opener", [乙, 镇干部])
async def test_leave_is_marked_only_while_a_season_holds(chat: Chat, opener: str) -> None:
    await chat.agreed(opener, "值守 防汛 11月22日到12月12日")
    chat.hears_all()
    for day, marked in (("12月12日", True), ("12月13日", False)):
        await chat.says(核实人, f"请假 {day}")
        assert ("正在防汛值守期" in chat.hears(乙)[-1]) is marked, day
    await chat.says(opener, "结束值守 防汛")
    chat.hears_all()
    await chat.says(己, "请假 12月11日")
    assert "值守期" not in chat.hears(乙)[-1]


async def test_a_free_chair_and_a_past_shift_are_no_gaps(chat: Chat) -> None:
    await publish("11-21 phone 空")
    await publish("11-24 am 空", collective=True)
    assert (await chat.says(乙, "缺班"))[0] == "近 14 天已公布的班都有人，辛苦了。"
    await chat.moves_to("2026-11-24T08:00:00+08:00")
    assert not any("还没有人" in text for texts in chat.everybody_hears().values() for text in texts)
    chat.hears_all()


async def test_a_collective_day_counts_for_nobody_and_is_nobody_s_next_shift(chat: Chat) -> None:
    await publish("12-07 am 唐敏", collective=True)
    await publish("12-09 am 唐敏")
    assert "唐敏：平日1" in (await chat.says(乙, "公平 2026年12月"))[0]
    assert (await chat.says(核实人, "为什么是我"))[0].startswith("12月9日（周三）上午")


@both_engines
async def test_a_secretary_reaches_only_those_of_the_own_unit(chat: Chat) -> None:
    await publish("11-24 am 唐敏")
    await chat.says(乙, "集中事项 12月7日 医保缴费代办")
    await chat.moves_to("2026-11-24T09:11:00+08:00")
    chat.hears_all()
    assert "现在没有要确认的值班" in (await chat.says(外村书记, "电话确认在岗 唐敏"))[0]
    assert "没有找到您这里的集中事项 S001" in (await chat.says(外村书记, "办结 S001"))[0]
    assert "在岗" in (await chat.says(乙, "电话确认在岗 唐敏"))[0]
    assert "已办结" in (await chat.says(乙, "办结 S001"))[0]


async def test_only_the_asker_takes_his_request_back(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川")
    await chat.says(核实人, "换班 12月3日 周小川")
    chat.hears_all()
    for who in (己, 乙):
        assert "没有找到还在等答复的换班 H001" in (await chat.says(who, "撤回换班 H001"))[0]
    assert "H001 已撤回" in (await chat.says(核实人, "撤回换班 H001"))[0]
    chat.hears_all()


async def test_leave_that_was_declined_is_no_sign_any_more(chat: Chat) -> None:
    await chat.says(乙, "值班设置 到岗提醒 开")
    await publish("11-24 am 唐敏")
    await chat.moves_to("2026-11-24T08:41:00+08:00")
    await chat.says(核实人, "请假 今天 发烧")
    await chat.says(乙, "不准假 J001 先请人顶")
    chat.hears_all()
    await chat.moves_to("2026-11-24T09:04:00+08:00")
    assert any("现在轮到您值班" in text for text in chat.hears(核实人))
    chat.hears_all()


@pytest.mark.parametrize(("half", "other"), [("上午", "pm"), ("下午", "am")])
async def test_what_is_left_of_a_leave_names_no_shift_outside_it(chat: Chat, half: str, other: str) -> None:
    await publish("12-02 am 空", f"12-03 {'am' if other == 'pm' else 'pm'} 唐敏", f"12-03 {other} 空", "12-04 am 空")
    await chat.says(核实人, f"请假 12月3日{half}")
    await chat.says(乙, "准假")
    chat.hears_all()
    said = f"好的，J001 已销假。这段还空着的班：12月3日（周四）{half}，接"
    assert (await chat.says(核实人, "销假"))[0].startswith(said)
    chat.hears_all()


async def test_nobody_swaps_into_a_time_when_he_takes_no_turns_any_more(chat: Chat) -> None:
    await publish("12-03 am 周小川", "12-08 am 唐敏")
    await Post.filter(person__userid=己, role="cadre").update(valid_to=date(2026, 12, 5))
    said = "周小川不在坐班名单里"
    assert said in (await chat.says(己, "换班 12月3日 唐敏 12月8日"))[0]
    assert await board() == ["12-03 am 周小川", "12-08 am 唐敏"]


async def test_whoever_takes_no_turns_gets_no_shift_by_hand_and_nobody_two_at_once(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-03 am 周小川", "12-04 am 空")
    assert "何光荣不在坐班名单里" in (await chat.says(乙, "改班 12月4日 何光荣"))[0]
    assert "唐敏12月3日（周四）那个时段另有安排" in (await chat.says(乙, "改班 12月3日 周小川 唐敏"))[0]
    assert await board() == ["12-03 am 唐敏", "12-03 am 周小川", "12-04 am 空"]
