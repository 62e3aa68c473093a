"""The evening before a collective office day, its group learns time, place and what can be done."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.collective import texts
from models.collective.actions import announced
from models.delivery.rules import Message
from models.desk.actions import desk_of
from models.places.actions import groups


def on_day(day: date, house: House) -> bool:
    """Return True: any day may be the evening before."""
    return True


async def run(request: JobRequest) -> list[Message]:
    policy = request.policy.duty
    found = await announced(request.due.date() + timedelta(days=1), policy)
    messages = []
    for group in await groups():
        if group.unit_id in found:
            when, matters = found[group.unit_id]
            phone = (await desk_of(group.unit_id, policy)).phone
            text = texts.notice(group.unit.name, when, matters, phone, late=request.late)
            messages.append(Message(text, webhook_key=group.webhook_key, heads=group.heads, not_after=when.starts))
    return messages


JOB = Job(name="collective_day_notice", title="集中办公通知", on_day=on_day, run=run, newest_only=True, any_day=True)
