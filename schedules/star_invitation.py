"""One private invitation a month to give oneself stars, a few days before the month ends; silence has no effect."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.days import Month
from models.delivery.rules import Message
from models.stars import texts
from models.stars.actions import to_invite
from models.stars.rules import report_until


def on_day(day: date, house: House) -> bool:
    """Return whether so many days of the month are left as policy says, this one counted."""
    return Month.of(day).last - day == timedelta(days=house.policy.stars.invitation_days - 1)


async def run(request: JobRequest) -> list[Message]:
    month = Month.of(request.due)
    text = texts.invitation(month.name, report_until(month, request.policy.stars))
    stale = request.due + timedelta(days=request.policy.stars.invitation_days)
    people = await to_invite(month, request.due.date())
    return [Message(text, userid=person.userid, not_after=stale) for person in people]


JOB = Job(name="star_invitation", title="自评邀请", on_day=on_day, run=run, newest_only=True)
