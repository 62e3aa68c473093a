"""Reminders go to whoever has the shift then, once; notes about absence stay private and are never late."""

import pytest

from bot.app import build_house
from bot.clock import MovableClock, to_milliseconds
from bot.clockwork.scheduler import Scheduler
from bot.demo import DemoPlace, demo_doors, demo_settings
from models.duty.roster.tables import DutySlot
from models.duty.settings.tables import DutySetting
from models.machine.delivery.tables import OutboxRow
from models.matters.reminders.tables import ReminderWish
from tests.fakes.books import open_books
from tests.fakes.chat import Chat, after, both_engines, things, 乙, 己, 核实人
from tests.fakes.databases import NOON, POLICY
from tests.fakes.rosters import publish

EVENING = "2026-11-23T19:08:00+08:00"
SOON = "一会儿轮到您值班：11月24日（周二）上午 08:30-12:00。辛苦了。"


def _at(clock: str, day: int = 24) -> str:
    return f"2026-11-{day}T{clock}:00+08:00"


def _heard(chat: Chat) -> dict[str, list[str]]:
    """Return what each was told about duty since the last look; groups are told nothing of a person."""
    assert not [text for texts in chat.groups_hear().values() for text in texts if "唐敏" in text]
    duty = {who: [text for text in things(texts) if "值" in text] for who, texts in chat.everybody_hears().items()}
    return {who: texts for who, texts in duty.items() if texts}


async def _notes(chat: Chat, *moments: str) -> list[tuple[str, str]]:
    """Move from moment to moment; return (who, the first words) of what anybody was told about duty."""
    told: list[tuple[str, str]] = []
    for moment in moments:
        await chat.moves_to(moment)
        told += [(who, text[:7]) for who, texts in _heard(chat).items() for text in texts]
    return told


async def _all_is_wanted(chat: Chat) -> None:
    """Let those who are on duty ask for the half hour, and the secretary for word of whoever gives no sign.

    It is the evening before the first shifts then.
    """
    for who in (乙, 己, 核实人):
        await chat.says(who, "提前半小时提醒我")
    assert (await chat.says(乙, "值班设置 到岗提醒 开"))[0].startswith("设好了，马上生效")
    await chat.skips_to("2026-11-23T19:00:00+08:00")


@after(_all_is_wanted)
async def test_the_evening_before_and_half_an_hour_before(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-24 pm 唐敏", "11-25 am 周小川")
    await chat.moves_to(EVENING)
    assert _heard(chat) == {
        核实人: [
            "您值班：11月24日（周二）上午 08:30-12:00；11月24日（周二）下午 14:30-17:30。来不了请发“换班”或“请假”。"
        ]
    }
    assert await _notes(chat, _at("07:58")) == []
    await chat.moves_to(_at("08:03"))
    assert _heard(chat) == {核实人: [SOON]}
    assert await _notes(chat, _at("08:08"), _at("08:28")) == []


@after(_all_is_wanted)
async def test_no_sign_after_half_an_hour_and_after_an_hour(chat: Chat) -> None:
    await publish("11-24 am 唐敏")
    await chat.moves_to(_at("08:10"))
    chat.hears_all()
    assert await _notes(chat, _at("08:58")) == []
    await chat.moves_to(_at("09:04"))
    nudge = "唐敏同志，现在轮到您值班（11月24日（周二）上午），若已到岗请忽略。"
    told = _heard(chat)
    assert list(told) == [核实人]
    assert told[核实人][0].startswith(nudge)
    await chat.moves_to(_at("09:34"))
    told = _heard(chat)
    assert list(told) == [乙]
    # Why he is asked stands under it.
    assert told[乙][0].endswith("没事就回“电话确认在岗 唐敏”。")
    assert await _notes(chat, _at("09:40"), _at("10:10"), _at("11:40")) == []


@after(_all_is_wanted)
@pytest.mark.parametrize("said", ["到岗", "外出 三组调解", "坐班日志 来访1", "请假 今天 发烧"])
async def test_whoever_gave_a_sign_is_left_in_peace(chat: Chat, said: str) -> None:
    await publish("11-24 am 唐敏")
    await chat.moves_to(_at("08:41"))
    await chat.says(核实人, said)
    chat.hears_all()
    assert await _notes(chat, _at("09:04"), _at("09:34"), _at("10:04")) == []


@after(_all_is_wanted)
async def test_a_telephone_call_ends_the_matter(chat: Chat) -> None:
    await publish("11-24 am 唐敏")
    assert len(await _notes(chat, _at("08:03"), _at("09:04"))) == 3
    await chat.says(乙, "电话确认在岗 唐敏")
    assert await _notes(chat, _at("09:34"), _at("10:04")) == []


@after(_all_is_wanted)
@pytest.mark.parametrize(("part", "collective"), [("phone", False), ("am", True)])
async def test_nobody_is_missed_at_the_telephone_or_when_all_are_there(chat: Chat, part: str, collective: bool) -> None:
    await publish(f"11-24 {part} 唐敏", collective=collective)
    await chat.moves_to(_at("08:50"))
    chat.hears_all()
    assert await _notes(chat, _at("09:04"), _at("09:34"), _at("10:04")) == []


@after(_all_is_wanted)
async def test_the_secretary_is_not_told_about_himself(chat: Chat) -> None:
    await publish("11-24 am 罗正富")
    told = await _notes(chat, _at("09:04"), _at("09:34"), _at("10:04"))
    assert told[-1] == (乙, "罗正富同志，现")
    assert {who for who, _ in told} == {乙}


@both_engines
async def test_a_word_is_for_the_next_shift_and_never_for_whoever_left_it(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-24 pm 唐敏", "11-25 am 唐敏", "11-25 pm 周小川", "11-26 am 欧阳春燕")
    word = "上一班交接：钥匙在门卫那里"
    await chat.moves_to(_at("11:50"))
    await chat.says(核实人, "交接 钥匙在门卫那里")
    chat.hears_all()
    for moment in (_at("14:03"), _at("19:08"), _at("08:03", 25)):
        await chat.moves_to(moment)
        assert not any(word in text for texts in chat.everybody_hears().values() for text in texts)
    await chat.moves_to(_at("11:11", 25))
    await chat.says(核实人, "交接 钥匙在门卫那里")
    await chat.moves_to(_at("14:03", 25))
    assert [text.splitlines()[-1] for text in things(chat.hears(己))] == [word]
    chat.hears_all()
    await chat.moves_to(_at("19:08", 25))
    assert chat.hears("ouyangchunyan")
    assert not any(word in text for texts in chat.everybody_hears().values() for text in texts)


async def test_an_older_word_of_somebody_else_comes_through_beside_one_s_own(chat: Chat) -> None:
    await publish("11-24 am 周小川", "11-25 am 唐敏")
    await chat.moves_to(_at("10:11"))
    await chat.says(己, "交接 三组的表在抽屉里")
    await chat.moves_to(_at("15:11"))
    await chat.says(核实人, "交接 带上印章")
    chat.hears_all()
    await chat.moves_to(_at("08:03", 25))
    assert things(chat.hears(核实人))[-1].splitlines()[-1] == "上一班交接：三组的表在抽屉里"
    chat.hears_all()


@after(_all_is_wanted)
async def test_a_swap_after_the_evening_takes_the_reminder_along(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-26 am 周小川")
    await chat.moves_to(EVENING)
    assert chat.hears(核实人)
    await chat.says(核实人, "换班 明天 周小川")
    assert "11月24日（周二）上午由您值" in (await chat.says(己, "同意"))[0]
    chat.hears_all()
    await chat.moves_to(_at("08:03"))
    assert _heard(chat) == {己: [SOON]}
    await chat.moves_to("2026-11-25T19:08:00+08:00")
    told = _heard(chat)
    assert "您值班：11月26日（周四）" in "".join(told[核实人])


@after(_all_is_wanted)
async def test_a_swap_after_the_reminder_reminds_the_new_one(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-26 am 周小川")
    await chat.moves_to(_at("08:03"))
    chat.hears_all()
    await chat.says(核实人, "换班 今天 周小川")
    await chat.says(己, "同意")
    chat.hears_all()
    await chat.moves_to(_at("08:08"))
    assert _heard(chat) == {己: [SOON]}


@pytest.mark.parametrize(
    ("engine", "moments", "told"),
    [
        ("sqlite", ["24 08:25"], ["soon"]),
        ("sqlite", ["24 08:25", "24 08:27", "24 08:29"], ["soon"]),
        ("sqlite", ["24 08:31"], []),
        ("sqlite", ["24 09:13"], ["nudge"]),
        ("sqlite", ["24 09:50"], []),
        ("sqlite", ["24 09:13", "24 09:35"], ["nudge", "call"]),
        ("postgres", ["24 09:13", "24 09:35"], ["nudge", "call"]),
        ("sqlite", ["24 09:13", "24 12:40"], ["nudge"]),
        ("sqlite", ["24 08:04", "24 09:40"], ["soon"]),
        ("sqlite", ["26 10:00"], []),
    ],
)
async def test_a_clock_that_jumps_neither_doubles_nor_sends_what_is_stale(
    engine: str, moments: list[str], told: list[str]
) -> None:
    clock = MovableClock(NOON, frozen=True)
    settings = demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace("sqlite://unused", 0, NOON))
    async with open_books(engine):
        schedulers = [Scheduler(build_house(settings, POLICY), clock) for _ in range(2)]
        await schedulers[0].tick()
        slots = await publish("11-24 am 唐敏")
        slot = await DutySlot.get(id=slots[0])
        await ReminderWish.create(person_id=slot.person_id, amount="usual", half_hour=True)
        await DutySetting.create(unit_id=slot.unit_id, chase=True)
        for moment in moments:
            clock.set(NOON.replace(day=int(moment[:2]), hour=int(moment[3:5]), minute=int(moment[6:])))
            for scheduler in schedulers * 4:
                await scheduler.tick()
        words = {"一会儿": "soon", "唐敏同志": "nudge", "电话确认": "call"}
        fresh = OutboxRow.filter(not_after__gte=to_milliseconds(clock.now())) if len(moments) == 1 else OutboxRow.all()
        sent = [row.payload for row in await fresh.order_by("id")]
        assert [kind for text in sent for word, kind in words.items() if word in text] == told


@after(_all_is_wanted)
async def test_a_guard_is_reminded_in_the_quiet_hours_too(chat: Chat) -> None:
    slot = (await publish("11-24 guard 唐敏"))[0]
    await DutySlot.filter(id=slot).update(starts_at=NOON.replace(day=24, hour=23))
    await chat.moves_to(_at("22:33", 24))
    assert any("一会儿轮到您值班：11月24日（周二）防汛值守" in text for text in chat.hears(核实人))
    chat.hears_all()


@after(_all_is_wanted)
async def test_an_early_shift_is_reminded_of_in_the_quiet_hours_and_nothing_else_is_said_in_them(chat: Chat) -> None:
    slot = (await publish("11-24 am 唐敏"))[0]
    await DutySlot.filter(id=slot).update(starts_at=NOON.replace(day=24, hour=6))
    await chat.moves_to(_at("05:20"))
    chat.hears_all()
    assert await _notes(chat, _at("05:33")) == [(核实人, "一会儿轮到您值")]
    assert await _notes(chat, _at("06:33"), _at("07:03"), _at("07:55")) == []


async def test_unasked_nobody_is_chased_and_nobody_reminded_twice(chat: Chat) -> None:
    await publish("11-24 am 唐敏")
    await chat.moves_to(EVENING)
    assert len(_heard(chat)[核实人]) == 1
    assert await _notes(chat, _at("08:03"), _at("09:04"), _at("09:34"), _at("10:04")) == []


async def test_in_a_season_a_watch_without_a_sign_is_asked_after(chat: Chat) -> None:
    slot = (await publish("11-24 guard 唐敏"))[0]
    await DutySlot.filter(id=slot).update(season="防汛")
    await chat.moves_to(_at("09:04"))
    assert [text[:7] for text in _heard(chat)[核实人]][-1] == "唐敏同志，现在"


@after(_all_is_wanted)
async def test_one_secretary_hears_of_silent_shifts_twice_a_week(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-25 am 唐敏", "11-26 am 唐敏", "12-02 am 唐敏")
    told = []
    for day in ("2026-11-24", "2026-11-25", "2026-11-26", "2026-12-02"):
        for clock in ("09:04", "09:34"):
            await chat.moves_to(f"{day}T{clock}:00+08:00")
            told += [day for who, texts in _heard(chat).items() for text in texts if "打个电话" in text]
    assert told == ["2026-11-24", "2026-11-25", "2026-12-02"]


async def test_whoever_is_on_duty_most_days_is_told_of_the_week_and_then_of_what_changed(chat: Chat) -> None:
    chat.hears_all()
    await publish(*(f"11-{day} am 唐敏" for day in (23, 24, 26, 27)), "11-25 am 周小川", "11-23 pm 周小川")
    await chat.moves_to("2026-11-22T19:08:00+08:00")
    told = _heard(chat)
    assert told[核实人][0].splitlines()[0] == "下周您值的班："
    assert len(told[核实人][0].splitlines()) == 6
    assert told[己] == ["您值班：11月23日（周一）下午 14:30-17:30。来不了请发“换班”或“请假”。"]
    assert await _notes(chat, "2026-11-23T19:08:00+08:00") == []
    await chat.says(己, "换班 11月25日 唐敏")
    await chat.says(核实人, "同意")
    chat.hears_all()
    assert await _notes(chat, _at("19:08")) == [(核实人, "您值班：11月")]
    assert 核实人 not in {who for who, _ in await _notes(chat, _at("19:08", 25))}
