"""A small book to act on: people of the sample, one transaction for each act, and a recount from the records."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from config.catalogue import categories
from config.database import Database, transact
from config.holidays import load_calendar
from models.honour.month_figures.tables import MonthRow
from models.ledger.audit.actions import Cause
from models.organisation.authority.act import Act
from models.organisation.people.actions import asker
from models.service.activities import actions
from models.service.activities.claims import Claim
from models.service.activities.rules import Reported, Status
from models.service.activities.tables import ActivityRecord
from models.service.verification import actions as verification
from models.values.refusal import Refusal
from tests.fakes.databases import NOON, POLICY, sample_url

MEMBER, SECRETARY, VERIFIER = "chenguilan", "LuoZhengfu", "tang.min"
_keys = count(1)

Row = tuple[str, int, int, int, int]


@asynccontextmanager
async def open_books(engine: str) -> AsyncIterator[None]:
    """Open a fresh copy of the sample district until the block ends."""
    database = Database(await sample_url(engine))
    await database.open()
    try:
        yield
    finally:
        await database.close()


def cause_of(userid: str, at: datetime = NOON, key: str | None = None) -> Cause:
    """Return the cause of somebody's next message."""
    return Cause(userid, at, key or f"app:{next(_keys)}")


async def act_of(userid: str, at: datetime = NOON) -> Act:
    """Return what somebody's next message does."""
    return Act(await asker(userid, at.date()), at, f"app:{next(_keys)}", POLICY, load_calendar())


def claim(minutes: int | None, *, days_ago: int = 0, category: str = "care", what: str = "看望老人") -> Claim:
    """Return what a member may say he did, some days before NOON."""
    return Claim((NOON - timedelta(days=days_ago)).date(), category, what, minutes)


async def report(userid: str, said: Claim, at: datetime = NOON) -> Reported:
    """Report in a transaction of its own."""

    async def work() -> Reported:
        return await actions.report(await act_of(userid, at), said, text="原话")

    return await transact(work)


async def list_batch(userid: str, at: datetime = NOON) -> list[int]:
    """Show a verifier his batch in a transaction of its own; return the record numbers."""

    async def work() -> list[int]:
        items, _ = await verification.show_batch(await act_of(userid, at))
        return [item.number for item in items]

    return await transact(work)


async def approve(userid: str, without: tuple[int, ...] = (), at: datetime = NOON) -> list[int]:
    """Confirm a verifier's batch in a transaction of its own; return the record numbers."""

    async def work() -> list[int]:
        return await verification.approve(await act_of(userid, at), without)

    return await transact(work)


async def pass_everything(*verifiers: str) -> None:
    """Let verifiers confirm batch after batch until nothing waits for them."""
    for userid in verifiers:
        while await list_batch(userid):
            await approve(userid)


@dataclass(frozen=True)
class Ended:
    """How several acts at once ended: what they returned, and the sentences of those that were refused."""

    returned: list[object]
    refused: list[str]


async def at_once(*acts: Callable[[], Awaitable[object]]) -> Ended:
    """Run acts in concurrent transactions; anything but a refusal fails the test."""
    ends = await asyncio.gather(*(act() for act in acts), return_exceptions=True)
    wrong = [end for end in ends if isinstance(end, BaseException) and not isinstance(end, Refusal)]
    assert wrong == []
    return Ended(
        [end for end in ends if not isinstance(end, Refusal)], [str(e) for e in ends if isinstance(e, Refusal)]
    )


async def month_rows() -> set[Row]:
    """Return every month row as (month, unit, member, records, minutes)."""
    return {(r.month, r.unit_id, r.member_id, r.records, r.minutes) for r in await MonthRow.all()}


async def recount() -> set[Row]:
    """Return what the month rows should be, counted in plain Python from every record there is."""
    minutes: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for row in await ActivityRecord.all():
        if row.status == Status.VERIFIED and row.timely and categories()[row.category].service:
            minutes[row.day.isoformat()[:7], row.unit_id, row.member_id].append(row.minutes or 0)
    return {(*key, len(spent), sum(spent)) for key, spent in minutes.items()}


async def versions_of(number: int) -> list[ActivityRecord]:
    """Return every version of a record, oldest first."""
    rows = [row for row in await ActivityRecord.all().order_by("version") if actions.number_of(row) == number]
    return rows
