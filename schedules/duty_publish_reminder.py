"""On the last day policy wants it, a private note to secretaries whose roster of next month is still a draft."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.days import Month
from models.delivery.rules import Message
from models.drafting import texts
from models.drafting.actions import units_with_draft
from models.people.actions import holders
from models.people.rules import Role


def on_day(day: date, house: House) -> bool:
    """Return whether drafts should be published by a day."""
    return day.day == house.policy.duty.publish_by_day


async def run(request: JobRequest) -> list[Message]:
    month = Month.of(request.due).after
    return [
        Message(texts.still_draft(month), userid=person.userid, not_after=request.due + timedelta(days=1))
        for unit_id in await units_with_draft(month)
        for person in await holders([Role.SECRETARY], request.due.date(), unit_id)
    ]


JOB = Job(name="duty_publish_reminder", title="值班表确认提醒", on_day=on_day, run=run)
