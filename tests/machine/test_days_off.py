"""What somebody causes for others on a day off or at night: told later, said so, looked at, hurried, stopped."""

from models.ledger.audit.tables import AuditRow
from tests.fakes.chat import Chat, at, 丙, 乙, 己, 核实人, 甲, 群众
from tests.fakes.rosters import publish

SATURDAY, MONDAY = "2026-11-28T10:00:00+08:00", "2026-11-30T08:01:00+08:00"
LATER = "今天休息，要告诉别人的11月30日8点送到；等不到那时，发“现在送”。"


@at(SATURDAY)
async def test_what_can_wait_is_told_on_the_next_working_day_and_the_answer_says_so(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-04 am 周小川")
    assert (await chat.says(核实人, "换班 12月3日 周小川"))[0].endswith(LATER)
    assert chat.hears(己) == []
    assert await chat.says(核实人, "投递") == [
        "还没送的：\n· 给周小川：11月30日8点\n等不到那时发“现在送”。以后班或假有变动，到时按变动后的说。"
    ]
    await chat.moves_to(MONDAY)
    assert sum("H001" in text for text in chat.hears(己)) == 1
    assert await chat.says(核实人, "投递") == ["没有等着送的，说过的都送出去了。"]
    chat.hears_all()


@at(SATURDAY)
async def test_what_concerns_a_duty_before_the_next_working_day_is_over_is_told_at_once(chat: Chat) -> None:
    await publish("11-29 phone 唐敏", "11-30 am 周小川")
    assert "休息" not in (await chat.says(核实人, "换班 11月29日 周小川"))[0]
    assert sum("H001" in text for text in chat.hears(己)) == 1
    answer = (await chat.says(乙, "改班 11月30日上午 欧阳春燕"))[0]
    assert "休息" not in answer
    assert any("不用来了" in text for text in chat.hears(己))
    chat.hears_all()


@at(SATURDAY)
async def test_whoever_cannot_wait_lets_it_go_once(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-04 am 周小川")
    await chat.says(核实人, "换班 12月3日 周小川")
    assert await chat.says(核实人, "现在送", msgid="9101") == ["好的，1 条现在就送。"]
    assert await chat.says(核实人, "现在送", msgid="9101") == ["好的，1 条现在就送。"]
    await chat.moves_to("2026-11-28T10:01:00+08:00")
    assert sum("H001" in text for text in chat.hears(己)) == 1
    assert await chat.says(核实人, "现在送") == ["没有等着送的，说过的都送出去了。"]
    # What he has heard of is taken back before his eyes, too.
    assert "H001 已撤回" in (await chat.says(核实人, "撤回换班"))[0]
    await chat.moves_to(MONDAY)
    assert any("H001" in text and "收回" in text for text in chat.hears(己))
    chat.hears_all()


@at("2026-11-23T21:15:00+08:00")
async def test_an_early_duty_of_tomorrow_may_be_told_at_night_and_nothing_else(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-26 am 周小川")
    early = (await chat.says(乙, "改班 11月24日上午 周小川"))[0]
    assert early.endswith("夜里不打扰，要告诉别人的明早8点送到；等不到那时，发“现在送”。")
    far = (await chat.says(乙, "改班 11月26日上午 唐敏"))[0]
    assert far.endswith("夜里不打扰，要告诉别人的明早8点送到；急的话请打个电话。")
    assert await chat.says(乙, "现在送") == ["好的，2 条现在就送。另外 2 条不赶早，明早再送。"]
    await chat.moves_to("2026-11-23T21:16:00+08:00")
    assert any("11月24日" in text for text in chat.hears(己))
    assert not any("11月26日" in text for text in chat.hears(核实人))
    await chat.moves_to("2026-11-24T08:01:00+08:00")
    assert any("11月26日" in text for text in chat.hears(核实人))
    chat.hears_all()


@at("2026-11-23T21:15:00+08:00")
async def test_a_shift_given_away_and_back_in_one_night_is_told_to_nobody(chat: Chat) -> None:
    await publish("11-24 am 唐敏")
    assert "我会告诉唐敏、周小川。" in (await chat.says(乙, "改班 11月24日上午 周小川"))[0]
    # Whom the first change has not reached has nothing to hear of; who takes it at last does.
    assert "我会告诉欧阳春燕。" in (await chat.says(乙, "改班 11月24日上午 欧阳春燕"))[0]
    back = (await chat.says(乙, "改班 11月24日上午 唐敏"))[0]
    assert "告诉" not in back
    assert await chat.says(乙, "投递") == ["没有等着送的，说过的都送出去了。"]
    await chat.moves_to("2026-11-24T08:01:00+08:00")
    assert not any("11月24日" in text for who in (核实人, 己, "ouyangchunyan") for text in chat.hears(who))
    chat.hears_all()


@at(SATURDAY)
async def test_a_roster_for_the_group_waits_can_be_changed_and_stopped(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    await chat.says(乙, "排班 12月")
    assert "11月30日8点发到群里" in (await chat.says(乙, "确认排班 12月"))[0]
    assert "群里的不想发了，发“收住”。" in (await chat.says(乙, "投递"))[0]
    assert await chat.says(乙, "收住") == ["好的，1 条不发了。"]
    assert await chat.says(乙, "收住") == ["没有等着发到群里的。"]
    await chat.moves_to(MONDAY)
    assert chat.group_hears(group) == []
    chat.hears_all()


@at(SATURDAY)
async def test_a_notice_waits_is_let_go_and_taken_down_by_its_own_word(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    assert "11月30日8点发，大家看到的是" in (await chat.says(乙, "通知 开坝坝会的地方换到村口了"))[0]
    number = (await chat.says(乙, "发"))[0].partition("（")[2][:4]
    assert f"不想发了发“撤下 {number}”" in (await chat.says(乙, "投递"))[0]
    assert await chat.says(乙, "收住") == [f"通知要收住，发“撤下 {number}”。"]
    assert await chat.says(乙, "现在送") == ["好的，1 条现在就送。"]
    await chat.moves_to("2026-11-28T10:01:00+08:00")
    assert len(chat.group_hears(group)) == 1
    assert "这就在群里说一声" in (await chat.says(乙, f"撤下 {number}"))[0]
    assert "不作数" in chat.group_hears(group)[0]


@at("2026-11-23T22:30:00+08:00")
async def test_only_the_district_lets_a_posting_go_at_night_and_says_why(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    await chat.says(乙, "通知 今晚有大雨，沿河的住户先到村委会")
    await chat.says(乙, "发")
    assert "夜里只有赶早的班才叫人" in (await chat.says(乙, "现在送"))[0]
    assert "用的" in (await chat.says(乙, "应急 B001 大雨"))[0]
    assert (await chat.says(丙, "应急 B001"))[0].startswith("还差一点")
    assert await chat.says(丙, "应急 B001 暴雨红色预警") == ["B001 的 1 条现在就发，原因记下了。"]
    await chat.moves_to("2026-11-23T22:31:00+08:00")
    assert len(chat.group_hears(group)) == 1
    assert (await AuditRow.get(action="hurry")).reason == "暴雨红色预警"
    assert await chat.says(丙, "应急 B001 暴雨红色预警") == ["B001 没有等着发的。"]
    chat.hears_all()


@at("2026-11-23T22:30:00+08:00")
async def test_what_is_urgent_goes_alone_and_once_and_what_was_stopped_not_at_all(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    await chat.says(乙, "通知 今晚有大雨，沿河的住户先到村委会")
    await chat.says(乙, "发")
    await chat.says(乙, "通知 明天下午开坝坝会")
    second = (await chat.says(乙, "发"))[0].partition("（")[2][:4]
    assert await chat.says(丙, "应急 B001 暴雨红色预警") == ["B001 的 1 条现在就发，原因记下了。"]
    assert await chat.says(丙, "应急 B001 暴雨红色预警") == ["B001 没有等着发的。"]
    await chat.says(乙, f"撤下 {second}")
    assert await chat.says(丙, "应急 B002 暴雨红色预警") == ["B002 没有等着发的。"]
    await chat.moves_to("2026-11-23T22:31:00+08:00")
    assert ["大雨" in text for text in chat.group_hears(group)] == [True]
    chat.hears_all()


@at("2026-11-23T21:00:00+08:00")
async def test_what_was_asked_and_decided_in_one_night_is_asked_of_nobody_in_the_morning(chat: Chat) -> None:
    assert "明早8点送到" in (await chat.says(甲, "免评 年纪大了走不动"))[0]
    await chat.says(乙, "同意免评 陈桂兰")
    await chat.moves_to("2026-11-24T08:01:00+08:00")
    assert [text for text in chat.hears(乙) if "免评" in text] == []
    assert sum("免评" in text for text in chat.hears(甲)) == 1
    chat.hears_all()


async def test_nobody_sees_what_others_have_waiting(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-04 am 周小川")
    await chat.moves_to("2026-11-23T21:00:00+08:00")
    chat.hears_all()
    await chat.says(核实人, "换班 12月3日 周小川")
    for who in (甲, 群众, 己):
        assert await chat.says(who, "投递") == ["没有等着送的，说过的都送出去了。"]
        assert "没有 B" in (await chat.says(who, "投递 B001"))[0]
    chat.hears_all()
