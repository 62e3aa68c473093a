"""Every evening: whoever is on duty tomorrow is told in private, one message a person."""

from datetime import date

from bot.job import Job, JobRequest
from bot.request import House
from models.delivery.rules import Message
from models.presence import texts
from models.presence.actions import tomorrow


def on_day(day: date, house: House) -> bool:
    """Return True: every day."""
    return True


async def run(request: JobRequest) -> list[Message]:
    # Held back by the quiet hours it would come in the morning, when the duty may be somebody else's.
    until = request.due + JOB.lateness(request.policy)
    return [
        Message(texts.evening(shifts, handover), userid=userid, not_after=until)
        for userid, shifts, handover in await tomorrow(request.due)
    ]


JOB = Job(name="duty_evening", title="明日值班提醒", on_day=on_day, run=run, newest_only=True, any_day=True)
