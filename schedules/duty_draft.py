"""On the day policy names, next month's draft for every unit with a pool; its secretary is told unless he published."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.audit.actions import Cause
from models.days import Month
from models.delivery.rules import Message
from models.desk.actions import secretaries, units_with_pool
from models.drafting import actions, texts
from models.duty.actions import roster_of, rostered


def on_day(day: date, house: House) -> bool:
    """Return whether drafts are made on a day."""
    return day.day == house.policy.duty.draft_day


async def run(request: JobRequest) -> list[Message]:
    month, policy, today = Month.of(request.due).after, request.policy.duty, request.due.date()
    cause = Cause("duty_draft", request.due)
    notes = [] if request.house.calendar.knows(month.year) else [texts.unknown_year([month.year])]
    messages = []
    known, told = await rostered(month), await secretaries(today)
    for unit_id in await units_with_pool(month.first):
        standing = await roster_of(unit_id, month) if unit_id in known else None
        if standing is None:
            empty = await actions.draft(unit_id, month, cause, request.house.calendar, policy)
        elif standing.published:
            continue
        else:
            empty = sum(slot.is_empty for slot in standing.slots)
        text = texts.draft_ready(month, empty, policy.publish_by_day, notes)
        for userid in told.get(unit_id, ()):
            messages.append(Message(text, userid=userid, not_after=request.due + timedelta(days=3)))
    return messages


JOB = Job(name="duty_draft", title="排班草稿", on_day=on_day, run=run)
