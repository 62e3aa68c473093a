"""Killed around a consent or a publication, the roster has changed once and everybody concerned has heard it once."""

import asyncio
import signal
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI, MovableClock
from bot.sandbox.packets import Packet
from config.database import transact
from models.delivery.rules import OPEN, Fate
from models.delivery.tables import OutboxRow
from models.duty.tables import DutyRoster, DutySlot
from models.swaps.tables import DutySwap
from tests.fakes.chat import 乙, 己, 核实人
from tests.fakes.databases import sample_url
from tests.fakes.rosters import board, publish
from tests.whole.street import POLL_SECONDS, Process, Street, open_books, open_street

MORNING = datetime(2026, 11, 24, 10, 7, tzinfo=SHANGHAI)
DONE_SECONDS, AT_ONCE, NEVER = 20, -1, 99


async def _serves(street: Street, url: str) -> Process:
    return await street.serves(url, "tests.whole.clocked", street.stand_in.now().isoformat())


async def _answered(street: Street, packet: Packet, process: Process) -> str:
    """Deliver something until it is answered, as the platform does, and return the one answer to it."""
    async with asyncio.timeout(DONE_SECONDS):
        while await street.posts(packet, process.port) != 200 or not street.answers[packet.msgid]:
            await asyncio.sleep(POLL_SECONDS)
    return "".join(street.words(packet))


async def _killed_while(street: Street, packet: Packet, process: Process, calls: int) -> None:
    """Deliver something and kill the process once it has made so many calls about it: AT_ONCE asks for no answer."""
    before = len(street.stand_in.ledger.since(0))
    posting = asyncio.create_task(street.posts(packet, process.port))
    if calls != AT_ONCE:
        await posting
        async with asyncio.timeout(DONE_SECONDS):
            while len(street.stand_in.ledger.since(0)) - before < calls:
                await asyncio.sleep(POLL_SECONDS / 5)
    process.signals(signal.SIGKILL)
    await process.ended()
    await posting


async def _until_nothing_is_open() -> None:
    async with asyncio.timeout(DONE_SECONDS):
        while OPEN & set(await OutboxRow.all().values_list("state", flat=True)):
            await asyncio.sleep(POLL_SECONDS)
