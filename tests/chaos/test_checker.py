"""The checker finds what it is there to find: a good day in which one thing was spoilt breaks that invariant."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from bot.demo import demo_doors
from bot.sandbox.messages import Message as Bubble
from bot.sandbox.packets import Act, Packer, Packet
from bot.wecom.updates import Update
from config.database import rows
from models.machine.delivery.rules import Message
from tests.chaos.checker import INVARIANTS, Day, check, report
from tests.chaos.operations import day_of_office, house_at
from tests.chaos.scene import MORNING
from tests.machine.post_office import PostOffice, open_post_office, to_groups
from tests.whole.street import SEED, members

SPEAKER, OTHER = members(2)
KEY = f"app:1:{SPEAKER}"
COPY = "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = (SELECT MAX(id) FROM {table})"
OUTBOX = "broadcast_id, channel, destination, heads, payload, state, due, attempt, burned"
RUN = "INSERT INTO job_runs (job, due, state, ran_at, tries) VALUES ('honour_list', '{due}', '{state}', '{due}', 1)"
DIALOG = (
    'INSERT INTO dialogs (conversation, question, "values", tries, state, opened_at, touched_at, origin_key) '
    "VALUES ('a', 'q', '{}', 0, 'open', '2026-11-24', '2026-11-24', 'k')"
)


def _packet(text: str) -> Packet:
    act = Act("app", f"app:{SPEAKER}", SPEAKER, "1", {"MsgType": "text", "Content": text})
    return Packer(demo_doors(), SEED).pack(act, MORNING)


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    """Give a way out on which five groups and a person were told something."""
    async with open_post_office("sqlite", start=MORNING) as opened:
        until = opened.clock.now() + timedelta(hours=5)
        await opened.posts(*to_groups(opened, count=5), Message("请看一看", to=OTHER, until=until))
        await opened.outbox.deliver()
        yield opened


@pytest.fixture
async def day(office: PostOffice) -> Day:
    """Give a day on which one report was made and acknowledged."""
    conversations, scheduler, _ = house_at(MORNING)
    await scheduler.tick()
    day, text = day_of_office(office), report(1)
    answered = await conversations.answer(Update(KEY, "app", "text", SPEAKER, None, text, int(MORNING.timestamp())))
    assert answered is not None
    day.said[KEY] = _packet(text), text
    day.statuses[KEY].append(200)
    day.answers[KEY].append(answered.spoken)
    day.quiet_sends, day.restored = 0, True
    return day


async def test_a_good_day_breaks_nothing_and_is_looked_at_from_every_side(day: Day) -> None:
    found = await check(day)
    assert {name: wrong for name, (_, wrong) in found.items() if wrong} == {}


def _forgets(day: Day) -> None:
    day.statuses["app:2:x"].append(200)
    day.said["app:2:x"] = day.said[KEY]


def _fails(day: Day) -> None:
    day.statuses[KEY].append(500)


def _changes_its_mind(day: Day) -> None:
    day.answers[KEY].append("谢谢，记下了别的")


def _sends_at_start(day: Day) -> None:
    day.quiet_sends = 1


def _prints_a_secret(day: Day) -> None:
    day.pages.append(day.stand_in.world.doors.app_secret)


def _says(chat: str, text: str, count: int = 1) -> Callable[[Day], None]:
    def say(day: Day) -> None:
        for _ in range(count):
            day.stand_in.messages.add(Bubble(chat, "app", day.now, "text", text))

    return say


SPOILT: list[tuple[str, str | Callable[[Day], None]]] = [
    ("I1", _forgets),
    (
        "I2",
        "UPDATE audit_rows SET action = 'report', message_key = 'k' WHERE id IN (SELECT id FROM audit_rows LIMIT 2)",
    ),
    ("I3", "UPDATE activity_records SET minutes = minutes + 1"),
    ("I3", "UPDATE inbox SET state = 'pending'"),
    ("I3", _changes_its_mind),
    ("I4", RUN.format(due="2026-11-24 02:00:00+00:00", state="done")),
    ("I5", RUN.format(due="2026-12-07 02:00:00+00:00", state="failed")),
    ("I6", COPY.format(table="outbox", columns=f"once_key, {OUTBOX}", values=f"'9' || once_key, {OUTBOX}")),
    ("I7", _says(f"app:{OTHER}", "请看一看")),
    ("I7", "UPDATE outbox SET payload = 'never shown'"),
    ("I8", "UPDATE outbox SET state = 'retry_at'"),
    ("I9", "UPDATE outbox SET state = 'expired'"),
    ("I10", _says(f"app:{OTHER}", "x", 31)),
    ("I11", _says(f"app:{OTHER}", report(1))),
    ("I12", _prints_a_secret),
    ("I13", _fails),
    ("I15", f"DELETE FROM audit_rows WHERE message_key = '{KEY}'"),
    ("I16", _sends_at_start),
    ("I17", f"DELETE FROM activity_records WHERE message_key = '{KEY}'"),
]


@pytest.mark.parametrize(("name", "spoil"), SPOILT)
async def test_what_was_spoilt_is_found(day: Day, name: str, spoil: str | Callable[[Day], None]) -> None:
    if isinstance(spoil, str):
        await rows(f"{spoil} RETURNING id", [])
    else:
        spoil(day)
    assert (await check(day))[name][1]


async def test_a_second_open_question_is_refused_by_the_database_itself(office: PostOffice) -> None:
    await rows(f"{DIALOG} RETURNING id", [])
    with pytest.raises(IntegrityError):
        await rows(f"{DIALOG} RETURNING id", [])


def test_every_other_invariant_is_spoilt_once() -> None:
    assert {name for name, _ in SPOILT} | {"I14"} == INVARIANTS.keys()
