"""On the last day policy wants it, a private note to secretaries whose roster of next month is still a draft."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.days import Month
from models.delivery.rules import Message
from models.desk.actions import secretaries
from models.drafting import texts
from models.drafting.actions import units_with_draft


def on_day(day: date, house: House) -> bool:
    """Return whether a day is the last one worked on which drafts can still be published in time."""
    return day == house.calendar.last_working_day(day.replace(day=house.policy.duty.publish_by_day))


async def run(request: JobRequest) -> list[Message]:
    month, told = Month.of(request.due).after, await secretaries(request.due.date())
    return [
        Message(texts.still_draft(month), userid=userid, not_after=request.due + timedelta(days=1))
        for unit_id in await units_with_draft(month)
        for userid in told.get(unit_id, ())
    ]


JOB = Job(name="duty_publish_reminder", title="值班表确认提醒", on_day=on_day, run=run)
