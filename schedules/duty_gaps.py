"""Published slots that wait for somebody are raised some days ahead, to the unit's secretary in private."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.delivery.rules import Message
from models.desk.actions import secretaries
from models.drafting.actions import raise_gaps
from models.duty import texts
from models.duty.actions import suggestions_for


def on_day(day: date, house: House) -> bool:
    """Return True: every day is looked at."""
    return True


async def run(request: JobRequest) -> list[Message]:
    policy, told = request.policy.duty, await secretaries(request.due.date())
    messages = []
    for unit_id, slots in (await raise_gaps(request.due, policy)).items():
        able = [await suggestions_for(slot.id, policy) for slot in slots]
        found = [(slot, [person.name for person in people]) for slot, people in zip(slots, able, strict=True)]
        for userid in told.get(unit_id, ()):
            text = texts.gap_raised(found)
            messages.append(Message(text, userid=userid, not_after=request.due + timedelta(days=1)))
    return messages


JOB = Job(name="duty_gaps", title="缺班提醒", on_day=on_day, run=run, newest_only=True, any_day=True)
