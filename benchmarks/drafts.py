"""How long the job of the 25th takes for 183 organisations on SQLite; run as `python -m benchmarks.drafts`."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from time import perf_counter, process_time

from bot.app import build_house
from bot.clock import SHANGHAI
from bot.clockwork.job import JobRequest
from config.database import Database, transact
from config.policy import load_policy
from config.settings import Settings
from models.duty.roster.tables import DutyRoster, DutySlot
from models.migrations import migrate
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person, Post
from models.organisation.units.tables import Unit
from schedules.duty import DUTY_DRAFT

UNITS = 183
DUE = datetime(2026, 11, 25, 9, 17, tzinfo=SHANGHAI)
SINCE = date(2024, 1, 1)


async def _settle() -> None:
    """Write the units, each with three to nine cadres, two of whom may lead."""
    for number in range(UNITS):
        unit = await Unit.create(code=f"{number}", name=f"{number}", kind="village")
        for seat in range(3 + number % 7):
            key = f"{number}-{seat}"
            person = await Person.create(
                userid=key, userid_key=key, name=key, unit_id=unit.id, standing="full", joined_on=SINCE
            )
            roles = [Role.CADRE, *([Role.VILLAGE_COMMITTEE] if seat < 2 else [])]
            for role in roles:
                await Post.create(person_id=person.id, role=role, unit_id=unit.id, title="", valid_from=SINCE)


async def _timed(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Return (seconds by the wall, seconds of the processor) of some work in one transaction."""
    wall, processor = perf_counter(), process_time()
    await transact(work)
    return perf_counter() - wall, process_time() - processor


async def _bare() -> None:
    """Write the same slots once more under other rosters, with nothing thought about."""
    rosters = {row.id: row.unit_id for row in await DutyRoster.all()}
    copies = {key: await DutyRoster.create(unit_id=unit, month="bare", state="draft", drafted_at=DUE)
              for key, unit in rosters.items()}  # fmt: skip
    rows = await DutySlot.all()
    for row in rows:
        row.id, row.roster_id, row.seat, row._saved_in_db = None, copies[row.roster_id].id, row.seat + 100, False
    await DutySlot.bulk_create(rows, batch_size=200)


async def main() -> None:
    """Print both ways of filling the table."""
    house = build_house(Settings(_env_file=None), load_policy())
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite://{folder}/bot.db")
        await database.open()
        try:
            await migrate()
            await transact(_settle)
            made = await _timed(lambda: DUTY_DRAFT.run(JobRequest(house, DUTY_DRAFT.name, DUE)))
            slots = await DutySlot.all().count()
            bare = await _timed(_bare)
        finally:
            await database.close()
    print(f"{UNITS} organisations, {slots} slots\n| what | wall s | processor s | beside bare |\n|-|-|-|-|")
    for name, (wall, processor) in (("read and written back, bare", bare), ("drafted", made)):
        print(f"| {name} | {wall:.2f} | {processor:.2f} | {processor / bare[1]:.1f} |")


if __name__ == "__main__":
    asyncio.run(main())
