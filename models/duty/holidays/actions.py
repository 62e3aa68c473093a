"""Loading a year's notice, and planning anew what it changes; runs in the caller's transaction."""

from dataclasses import replace
from datetime import date

from config.holidays import HolidayNotice
from models.duty.holidays.rules import Spans, changed, check_notice
from models.duty.holidays.tables import HolidayNoticeRow
from models.duty.seasons.actions import resettle
from models.duty.seasons.rules import Resettled
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.people.rules import Role


async def notices() -> list[HolidayNotice]:
    """Return every notice that was loaded."""
    rows = await HolidayNoticeRow.all()
    return [HolidayNotice(row.year, _days(row.off), _days(row.worked)) for row in rows]


def _days(written: list[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, written))


def changes(act: Act, notice: HolidayNotice) -> Spans:
    """Return the days to come that a notice makes something else; refuses as `check_notice` does."""
    check_notice(notice, act.today)
    return changed(act.calendar, act.calendar.with_notices([notice]), notice.year, act.today)


async def load(act: Act, notice: HolidayNotice) -> Resettled:
    """Keep a year's notice in place of any other, and plan anew what it changes in the asker's district.

    Refuses as `check_notice` does.
    """
    spans = changes(act, notice)
    written = {"off": sorted(map(str, notice.off)), "worked": sorted(map(str, notice.worked))}
    before = await HolidayNoticeRow.filter(year=notice.year).select_for_update().first()
    row, _ = await HolidayNoticeRow.update_or_create(
        {**written, "at": act.now, "loaded_by_id": act.asker.known}, year=notice.year
    )
    old = {"off": before.off, "worked": before.worked} if before else None
    await record(act.cause, "holiday_notice", ("holiday_notice", row.id), before=old, after=written)
    then = replace(act, calendar=act.calendar.with_notices([notice]))
    return await resettle(then, min(act.asker.units_as([Role.DISTRICT])), spans)
