"""Leave beside other things in one message: each part is its own, and no day of another part is taken."""

from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, 乙, 己, 甲


async def test_a_deed_a_leave_and_a_question_in_one_message_are_three_things(chat: Chat) -> None:
    [told] = await chat.says(己, "今天上午清了水沟一小时，另外后天我请假，还有明天哪个值班")
    deed, leave, duty = told.split("\n\n")
    assert "清了水沟，1 小时" in deed
    assert leave.startswith("收到，J001 11月24日（周二），")
    assert duty.startswith("11月23日（周一）莲花池村")

    assert "原因：" not in chat.hears(乙)[0]


async def test_what_else_fills_the_day_is_no_reason_and_no_half_of_the_leave(chat: Chat) -> None:
    [answer] = await chat.says(己, "我上午坐班，下午入户，晚上开会，明天请假")
    assert answer.startswith("收到，J001 11月23日（周一），")

    assert "原因：" not in chat.hears(乙)[0]


async def test_a_reason_in_a_clause_of_its_own_stays(chat: Chat) -> None:
    await chat.says(己, "我妈住院了，明天请假")
    assert "原因：我妈住院了" in chat.hears(乙)[0]


async def test_so_many_days_are_kept_until_it_is_said_from_when_on(chat: Chat) -> None:
    assert "想请哪天的假" in (await chat.says(己, "请假两天"))[0]
    assert "11月26日（周四）到11月27日（周五）共 2 天" in (await chat.says(己, "从26号开始"))[0]
    chat.hears_all()


async def test_halves_of_two_days_are_asked_for_one_by_one(chat: Chat) -> None:
    assert "想请哪天的假" in (await chat.says(己, "25号下午和26号上午请假"))[0]


async def test_how_a_leave_stands_right_after_it(chat: Chat) -> None:
    await chat.says(己, "后天请假")
    assert (await chat.says(己, "批了没"))[0].startswith("J001 请假，现在等批")
    chat.hears_all()


async def test_a_secretary_who_lets_somebody_stand_in_is_offered_that(chat: Chat) -> None:
    [offered] = await chat.says(乙, "我下周去区里培训，请唐敏代我")
    assert offered == "您是不是想说“代行 唐敏 到11月29日”？是就回“是”。"


async def test_where_one_of_several_things_is_refused_none_is_done_and_that_is_said(chat: Chat) -> None:
    before = await ActivityRecord.all().count()
    told = (await chat.says(甲, "今天上午清了水沟一小时，另外后天我请假"))[0]
    assert "“请假”是坐班干部用的" in told
    assert "别的也先没记。请分开再说一遍" in told
    assert await ActivityRecord.all().count() == before
