"""Killed around a consent or a publication, the roster has changed once and everybody concerned has heard it once."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI, MovableClock
from bot.sandbox.packets import Packet
from config.database import transact
from config.policy import load_policy
from models.duty.roster.tables import DutyRoster
from models.duty.swaps.tables import DutySwap
from models.ledger.audit.tables import AuditRow
from models.machine.delivery.rules import Fate
from models.machine.delivery.tables import OutboxRow
from tests.fakes.chat import 乙, 己, 核实人
from tests.fakes.databases import sample_url
from tests.fakes.rosters import board, publish
from tests.whole.street import AT_ONCE, Street, all_is_settled, killed, open_books, open_street

MORNING = datetime(2026, 11, 24, 10, 7, tzinfo=SHANGHAI)
# What a process had in hand when it died is free again after this, and what was delivered to it is still fresh.
RECOVERY = timedelta(seconds=load_policy().delivery.lease_seconds + 30)
PARTS = ["file", "image", "text"]


def _told(street: Street, userid: str, about: str) -> list[str]:
    """Return what the application has told somebody of its own accord about a matter."""
    room = f"app:{userid}"
    return [one.content for one in street.stand_in.messages if one.chat == room and about in one.content]


def _heard(street: Street, packet: Packet, about: str) -> list[str]:
    """Return the answers to something, given at once (to a repeat alike) or sent after when that was too late."""
    return [*(street.words(packet) - {""}), *_told(street, packet.userid, about)]


@pytest.mark.parametrize(("engine", "posted"), [("sqlite", AT_ONCE), ("sqlite", 1), ("postgres", AT_ONCE)])
async def test_a_kill_around_the_consent_swaps_once_and_tells_each_once(engine: str, posted: int) -> None:
    url = await sample_url(engine)
    async with open_books(url):
        await transact(lambda: publish("12-03 am 唐敏", "12-08 am 周小川"))
    clock = MovableClock(MORNING)
    async with open_street(clock) as street:
        first = await street.serves(url)
        await street.delivers(street.says(核实人, "换班 12月3日 周小川"), first.port)
        await all_is_settled(url)
        consent = street.says(己, "同意")
        street.stand_in.faults.script("message/send", ["slow:0.2*2"])
        await killed(street, first, consent, "message/send", posted)
        clock.set(clock.now() + RECOVERY)
        second = await street.serves(url)
        for _ in range(2):
            await street.delivers(consent, second.port)
        await all_is_settled(url)
        async with open_books(url):
            assert await board() == ["12-03 am 周小川", "12-08 am 唐敏"]
            assert await DutySwap.all().values_list("state", flat=True) == ["accepted"]
            assert await AuditRow.filter(action="swap_swap").count() == 2
        assert len(_told(street, 核实人, "换好了（H001）")) == 1
        assert len(_told(street, 乙, "值班有调整（H001")) == 1
        assert len(_heard(street, consent, "换好了（H001）")) == 1


@pytest.mark.parametrize(("engine", "posted"), [("sqlite", 1), ("postgres", AT_ONCE)])
async def test_a_kill_around_the_publication_posts_nothing_twice(engine: str, posted: int) -> None:
    url = await sample_url(engine)
    clock = MovableClock(MORNING)
    async with open_street(clock) as street:
        first = await street.serves(url)
        await street.delivers(street.says(乙, "排班 12月"), first.port)
        await all_is_settled(url)
        order = street.says(乙, "确认排班 12月")
        street.stand_in.faults.script("webhook/send", ["slow:0.2*3"])
        called = await killed(street, first, order, "webhook/send", posted)
        async with open_books(url):
            published = await DutyRoster.filter(state="published").count()
            assert await OutboxRow.filter(channel="webhook").count() == (len(PARTS) if published else 0)
        clock.set(clock.now() + RECOVERY)
        second = await street.serves(url)
        await street.delivers(order, second.port)
        await all_is_settled(url)
        async with open_books(url):
            fates = Counter(await OutboxRow.filter(channel="webhook").values_list("state", flat=True))
            assert await DutyRoster.all().values_list("state", flat=True) == ["published"]
        assert len(_heard(street, order, "2026年12月值班表已公布")) == 1
        # What was under way when the process died may have arrived: it is never posted again, a person is asked.
        assert fates[Fate.SENT] + fates[Fate.UNCONFIRMED] == len(PARTS)
        assert fates[Fate.UNCONFIRMED] <= (called > 0)
        shown = sorted(one.msgtype for one in street.stand_in.messages if one.sender == "webhook")
        assert fates[Fate.SENT] <= len(shown)
        assert shown == sorted(set(shown))
