"""The yearly checks of demonstration sites."""

from datetime import date

from bot.clockwork.job import Job, JobRequest
from bot.understanding.request import House
from models.machine.delivery.rules import Message, Purpose
from models.standards.sites import texts
from models.standards.sites.actions import officers, to_check


def on_day_sites_check(day: date, house: House) -> bool:
    """Return whether it is the month's first working day."""
    return day == house.calendar.first_working_day(day.replace(day=1))


async def sites_check(request: JobRequest) -> list[Message]:
    day = request.due.date()
    found = await to_check(day)
    told = await officers(day) if found else []
    return [Message(texts.due(found, day), to=one.userid, purpose=Purpose.LIST) for one in told]


SITES_CHECK = Job(
    name="sites_check", title="示范点复核提醒", on_day=on_day_sites_check, run=sites_check, newest_only=True
)

JOBS = (SITES_CHECK,)
