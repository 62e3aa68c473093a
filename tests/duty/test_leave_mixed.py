"""Leave beside other things in one message: each part is its own, and no day of another part is taken."""

from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, at, 乙, 己, 核实人, 甲


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


async def test_who_puts_the_day_right_on_the_way_is_asked_for_it(chat: Chat) -> None:
    assert "想请哪天的假" in (await chat.says(己, "明天请假，不，是后天"))[0]
    assert "11月24日（周二）" in (await chat.says(己, "后天"))[0]
    chat.hears_all()


async def test_halves_of_two_days_are_asked_for_one_by_one(chat: Chat) -> None:
    assert "想请哪天的假" in (await chat.says(己, "25号下午和26号上午请假"))[0]


async def test_how_a_leave_stands_right_after_it(chat: Chat) -> None:
    await chat.says(己, "后天请假")
    assert (await chat.says(己, "批了没"))[0].startswith("J001 请假，现在等批")
    chat.hears_all()


async def test_a_secretary_who_lets_somebody_stand_in_is_shown_that_at_once(chat: Chat) -> None:
    [shown] = await chat.says(乙, "我下周去区里培训，请唐敏代我")
    assert shown.startswith("登记：从今天到2026年11月29日，由唐敏同志代行莲花池村书记的事；过了这天自动收回。")
    assert "唐敏同志代行到2026年11月29日" in (await chat.says(乙, "是"))[0]
    chat.hears_all()


async def test_where_one_of_several_things_is_refused_the_others_stand_and_that_is_said(chat: Chat) -> None:
    before = await ActivityRecord.all().count()
    told = (await chat.says(甲, "今天上午清了水沟一小时，另外后天我请假"))[0]
    assert "“请假”是坐班干部用的" in told
    assert told.startswith("谢谢，记下了") and "只有这一件没办" in told
    assert await ActivityRecord.all().count() == before + 1


async def test_a_secretary_asks_who_is_away_and_says_plainly_which_leave_he_does_not_grant(chat: Chat) -> None:
    assert "还没有人请假" in (await chat.says(乙, "哪个请假了"))[0]
    await chat.says(己, "后天请假")
    await chat.says(核实人, "12月8号请假")
    away = "今天起请假的：\n· J001 周小川 11月24日（周二）：等批\n· J002 唐敏 12月8日（周二）：等批"
    assert (await chat.says(乙, "唐敏请的哪天假"))[0] == away
    assert "有 2 条假等您批" in (await chat.says(乙, "都准"))[0]
    assert "J002 已准" in (await chat.says(乙, "唐敏的可以"))[0]
    assert "J002 已经有结果了：已准。准了的要收回，请本人发“销假”" in (await chat.says(乙, "说错了，那个不准"))[0]
    assert "“不准假”还差一句原因" in (await chat.says(乙, "不准"))[0]
    assert "J001 没有批准" in (await chat.says(乙, "那天人手不够"))[0]
    assert any("这次没能准：那天人手不够" in one for one in chat.hears(己))
    chat.hears_all()


async def test_who_needs_no_leave_after_all_may_say_why(chat: Chat) -> None:
    await chat.says(己, "明天请假")
    assert "J001 已销假" in (await chat.says(己, "算了不请了，我老公去"))[0]
    chat.hears_all()


async def test_of_a_week_that_has_begun_the_days_that_are_left_are_meant(chat: Chat) -> None:
    await chat.moves_to("2026-12-01T09:00:00+08:00")
    assert "12月1日（周二）到12月6日（周日）共 6 天" in (await chat.says(己, "我病了，这周都值不了"))[0]
    chat.hears_all()


@at("2028-02-10T09:00:00+08:00")
async def test_of_a_feast_that_has_just_passed_the_day_is_asked(chat: Chat) -> None:
    assert (await chat.says(己, "元宵节请假"))[0].startswith("“元宵节”是哪一天。想请哪天的假？")
    assert "2月28日（周一）到2月29日（周二）共 2 天" in (await chat.says(己, "月底请两天假"))[0]
    chat.hears_all()
