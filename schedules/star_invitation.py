"""One private invitation a month to give oneself stars, on a working day near its end; silence has no effect."""

from datetime import date, datetime, time, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.days import Month
from models.delivery.rules import Message
from models.stars import texts
from models.stars.rules import report_until
from models.tallies.actions import to_invite


def on_day(day: date, house: House) -> bool:
    """Return whether it is the first working day among the month's last ones, or the first where none is worked."""
    last = Month.of(day).last
    first = last - timedelta(days=house.policy.stars.invitation_days - 1)
    worked = house.calendar.first_working_day(first)
    return day == (worked if worked <= last else first)


async def run(request: JobRequest) -> list[Message]:
    month = Month.of(request.due)
    text = texts.invitation(month.name, report_until(month, request.policy.stars))
    stale = datetime.combine(month.after.first, time(), request.due.tzinfo)
    people = await to_invite(month, request.due.date())
    return [Message(text, userid=person.userid, not_after=stale) for person in people]


JOB = Job(name="star_invitation", title="自评邀请", on_day=on_day, run=run, newest_only=True)
