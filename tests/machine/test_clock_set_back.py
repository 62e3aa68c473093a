"""A clock that was ahead, for whatever reason, and is put right: nothing waits for the day that it had shown."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.copies import copies
from bot.health import Health
from bot.operating.nightly import is_due, trial_is_due
from models.machine.delivery.rules import Message, Purpose
from models.machine.delivery.tables import OutboxRow
from tests.fakes.databases import NOON
from tests.machine.post_office import open_post_office, to_groups, 丙, 乙, 甲

STEPS = [timedelta(hours=1), timedelta(days=1), timedelta(days=400)]


@pytest.mark.parametrize(("engine", "step"), [*(("sqlite", step) for step in STEPS), ("postgres", STEPS[1])])
@pytest.mark.parametrize("restarts", [False, True])
async def test_nothing_that_was_sent_or_tried_ahead_holds_up_what_comes_after(
    engine: str, step: timedelta, restarts: bool
) -> None:
    async with open_post_office(engine) as office:
        faults = office.stand_in.faults
        await office.outbox.deliver()
        office.clock.set(NOON + step)
        await office.posts(*(Message(f"第{n}条", to=office.groups()) for n in range(25)), cause="many")
        await office.posts(Message("没人听", to=office.groups(1)), cause="throttled")
        faults.script("webhook/send", ["ok"] * 20 + ["45009"])
        await office.outbox.deliver()
        await office.posts(Message("再说一遍", to=甲), cause="retried")
        faults.script("message/send", ["502"] * 4)
        await office.outbox.deliver()
        await office.posts(Message("发到一半", to=乙), cause="half")
        await OutboxRow.filter(destination=乙).update(state="sending", taken=int(office.clock.now().timestamp() * 1000))
        await office.posts(Message("刚写好", to=丙, purpose=Purpose.ALARM), cause="new")
        office.clock.set(NOON)
        if restarts:
            office.outbox = office.another()
        await office.runs(2.2 * 3600, step=30)
        assert await office.fates() == {"sent": 29}
        assert len(office.heard(office.group())) == 25
        for person, text in ((甲, "再说一遍"), (乙, "发到一半"), (丙, "刚写好")):
            assert office.heard(f"app:{person}") == [text]


@pytest.mark.parametrize("step", STEPS)
async def test_a_token_that_was_fetched_ahead_is_fetched_anew_when_it_is_dead(step: timedelta) -> None:
    async with open_post_office("sqlite") as office:
        office.clock.set(NOON + step)
        office.stand_in.faults.script("message/send", ["40014"] * 2)
        await office.posts(Message("一", to=甲))
        await office.outbox.deliver()
        office.clock.set(NOON)
        await office.runs(600, step=30)
        assert office.heard(f"app:{甲}") == ["一"]


async def test_what_waits_for_the_morning_still_does() -> None:
    async with open_post_office("sqlite", start=NOON + timedelta(hours=10)) as office:
        await office.outbox.deliver()
        await office.posts(*to_groups(office))
        office.clock.set(office.clock.now() - timedelta(minutes=20))
        await office.runs(3600, step=60)
        assert await office.fates() == {"pending": 20}
        await office.runs(10 * 3600, step=300)
        assert await office.fates() == {"sent": 20}


def test_a_backup_from_a_day_that_has_not_come_counts_for_none(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"x")
    ahead = (NOON + timedelta(days=400)).isoformat()
    (tmp_path / "a.db.json").write_text(json.dumps({"made": ahead, "tried": ahead}))
    known = copies(tmp_path, NOON)
    assert is_due(known, NOON)
    assert trial_is_due(known, NOON)
    hours = Health(MovableClock(NOON, frozen=True), tmp_path).backup_hours()
    assert hours == {"backup_hours": None, "trial_hours": None}
