"""The honour list reaches each group at most once, whenever the process dies, and nothing ends in silence."""

import re
import signal
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.app import build_house
from bot.clock import SHANGHAI, MovableClock
from bot.demo import DemoPlace, demo_doors, demo_settings
from bot.receiving.conversation import Conversations
from bot.sandbox.wecom import StandIn
from bot.wecom.updates import Update
from config.database import transact
from config.policy import load_policy
from models.honour.month_figures.tables import HonourList
from models.machine.delivery.rules import OPEN, Fate
from models.machine.delivery.tables import OutboxRow
from models.machine.schedule.actions import standing
from models.machine.schedule.tables import JobRun
from models.values.periods import Month
from tests.fakes.databases import ENGINES, sample_url
from tests.fakes.honour import FEW_GROUPS, approve_list, keep_few_groups
from tests.whole.street import AT_ONCE, Street, all_is_settled, killed, open_books, open_street, until

PUBLISHED = datetime(2026, 12, 7, 10, 7, tzinfo=SHANGHAI)
DISTRICT = "ShenWenjing"
POSTS = 2 * FEW_GROUPS  # a text and its picture
# The process that is killed starts a moment after the list was due, the one that takes over later.
DUE, LATER = PUBLISHED + timedelta(seconds=1), timedelta(minutes=5)
# What it had in hand is free again after this, and what was delivered to it is still fresh.
RECOVERY = timedelta(seconds=load_policy().delivery.lease_seconds + 30)


async def _book_until(url: str, moment: datetime) -> None:
    """Note that the list is approved and the schedule was looked at shortly before, as a running process would have."""
    async with open_books(url):
        await keep_few_groups()
        await approve_list(Month(2026, 11), moment - timedelta(hours=1))
        await transact(lambda: standing("honour_list", moment - timedelta(minutes=5)))


def _posted(stand_in: StandIn) -> Counter[tuple[str, bool]]:
    """Return {(chatid, whether pictures): how many messages the group has really got}."""
    groups = {chat.chatid for chat in stand_in.world.chats}
    return Counter((one.chat, "image" in one.extra) for one in stand_in.messages if one.chat in groups)


async def _until_posted(street: Street, count: int) -> None:
    async def met() -> bool:
        return _posted(street.stand_in).total() >= count

    await until(met)


async def _until_nothing_is_open() -> None:
    async def met() -> bool:
        states = await OutboxRow.all().values_list("state", flat=True)
        return len(states) >= POSTS and not OPEN & set(states)

    await until(met)


async def _told_of_broadcast() -> str:
    """Return what the district is answered about the first broadcast."""
    settings = demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace("sqlite://unused", 0, PUBLISHED))
    clock = MovableClock(PUBLISHED + timedelta(hours=1), frozen=True)
    asked = Update("app:1", "app", "text", DISTRICT, None, "投递 B001", int(PUBLISHED.timestamp()))
    reply = await Conversations(build_house(settings, load_policy()), clock).answer(asked)
    return reply.spoken if reply else ""


@pytest.mark.parametrize(
    ("engine", "posts"),
    [("sqlite", 0), ("sqlite", 1), ("sqlite", 5), ("sqlite", 8), ("postgres", 1), ("postgres", 5)],
)
async def test_a_kill_around_the_minute_posts_nothing_twice(engine: str, posts: int) -> None:
    url = await sample_url(engine)
    await _book_until(url, PUBLISHED)
    clock = MovableClock(DUE)
    async with open_street(clock) as street:
        street.stand_in.faults.script("webhook/send", [f"slow:0.1*{POSTS}"])
        first = await street.starts(url)
        if posts:
            await _until_posted(street, posts)
        first.signals(signal.SIGKILL)
        await first.ended()
        clock.set(clock.now() + LATER)
        await street.serves(url)
        async with open_books(url):
            await _until_nothing_is_open()
            rows = await OutboxRow.all()
            posted = _posted(street.stand_in)
            assert len(rows) == POSTS
            assert max(posted.values()) == 1
            for row in rows:
                assert row.state in (Fate.SENT, Fate.UNCONFIRMED)
                assert row.state == Fate.UNCONFIRMED or posted[row.destination, row.enclosure_id is not None] == 1
            unsure = sum(row.state == Fate.UNCONFIRMED for row in rows)
            told = await _told_of_broadcast()
            assert told.startswith("B001 月度红榜：")
            assert sum(int(sent) for sent in re.findall(rf"(\d+)/{FEW_GROUPS} 已送达", told)) == POSTS - unsure
            assert told.count("：不知是否送达") == unsure
            assert (unsure > 0) == ("重发 B001" in told)
            assert await HonourList.all().count() == 1


@pytest.mark.parametrize("engine", ENGINES)
async def test_stopped_before_and_started_after_posts_once_in_all(engine: str) -> None:
    """Asked to end in the middle of posting, the process sends what it has in hand; nothing is in doubt."""
    url = await sample_url(engine)
    await _book_until(url, PUBLISHED)
    clock = MovableClock(DUE)
    async with open_street(clock) as street:
        street.stand_in.faults.script("webhook/send", [f"slow:0.1*{POSTS}"])
        first = await street.starts(url)
        await _until_posted(street, 5)
        first.signals(signal.SIGTERM)
        await first.ended()
        clock.set(clock.now() + LATER)
        await street.serves(url)
        async with open_books(url):
            await _until_nothing_is_open()
            assert set(_posted(street.stand_in).values()) == {1}
            assert {row.state for row in await OutboxRow.all()} == {Fate.SENT}


@pytest.mark.parametrize(("engine", "posted"), [("sqlite", AT_ONCE), ("postgres", 1), ("sqlite", 9)])
async def test_a_kill_around_the_approval_freezes_once_and_posts_nothing_twice(engine: str, posted: int) -> None:
    """Approved after its day the list goes out with the approval: one message freezes, lets out and posts."""
    url = await sample_url(engine)
    async with open_books(url):
        await keep_few_groups()
    clock = MovableClock(PUBLISHED + timedelta(days=2))
    async with open_street(clock) as street:
        first = await street.serves(url)
        await street.delivers(street.says(DISTRICT, "批准红榜 11月"), first.port)
        await all_is_settled(url)
        approval = street.says(DISTRICT, "批准")
        street.stand_in.faults.script("webhook/send", [f"slow:0.1*{POSTS}"])
        await killed(street, first, approval, "webhook/send", posted)
        clock.set(clock.now() + RECOVERY)
        second = await street.serves(url)
        for _ in range(2):
            await street.delivers(approval, second.port)
        await all_is_settled(url)
        async with open_books(url):
            rows = await OutboxRow.filter(channel="webhook")
            assert len(rows) == POSTS
            assert {row.state for row in rows} <= {Fate.SENT, Fate.UNCONFIRMED}
            found = _posted(street.stand_in)
            assert max(found.values()) == 1
            for row in rows:
                assert row.state == Fate.UNCONFIRMED or found[row.destination, row.enclosure_id is not None] == 1
            assert [row.out_at is not None for row in await HonourList.all()] == [True]


async def test_two_replicas_in_the_same_minute_post_once() -> None:
    url = await sample_url("postgres")
    await _book_until(url, PUBLISHED)
    async with open_street(MovableClock(DUE)) as street:
        for replica in [await street.starts(url) for _ in range(2)]:
            await replica.is_ready(street.session)
        async with open_books(url):
            await _until_nothing_is_open()
            assert set(_posted(street.stand_in).values()) == {1}
            assert _posted(street.stand_in).total() == POSTS
            assert {row.state for row in await OutboxRow.all()} == {Fate.SENT}
            assert await HonourList.all().count() == 1


async def test_ordered_by_three_hands_at_once_the_list_is_issued_once() -> None:
    url = await sample_url("postgres")
    await _book_until(url, PUBLISHED)
    async with open_street() as street:
        order = ("job", "run", "honour_list", "--due", PUBLISHED.isoformat())
        hands = [await street.starts(url, *order) for _ in range(3)]
        statuses = [await hand.ended() for hand in hands]
        async with open_books(url):
            assert await JobRun.filter(job="honour_list").count() == 1
            assert await OutboxRow.all().count() == POSTS
            assert await HonourList.all().count() == 1
        assert statuses == [0, 0, 0]
