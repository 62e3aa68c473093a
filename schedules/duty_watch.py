"""Around every shift: a reminder shortly before, a private note when there is no sign, then the secretary."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.job import Job, JobRequest
from bot.request import House
from models.delivery.rules import Button, Message
from models.presence import texts
from models.presence.actions import Told, due_notes, moments_between
from models.presence.rules import Note


def on_day(day: date, house: House) -> bool:
    """Return True: every day."""
    return True


def said(told: Told) -> str:
    """Return the words of a note."""
    if told.note is Note.REMIND:
        return texts.soon(told.shift, told.handover)
    words = texts.nudge if told.note is Note.NUDGE else texts.please_call
    return words(told.name, told.shift)


def buttons(told: Told) -> tuple[Button, ...]:
    """Return the buttons under a note: only what is left to the secretary has one."""
    return (texts.call_button(told.name),) if told.note is Note.ESCALATE else ()


async def asks(house: House, after: datetime, until: datetime) -> Sequence[datetime]:
    """Return when something is to be said about a shift."""
    return await moments_between(after, until, house.policy.duty)


async def run(request: JobRequest) -> list[Message]:
    return [
        Message(
            said(told), userid=told.userid, not_after=told.until, urgent=told.note is Note.REMIND, buttons=buttons(told)
        )
        for told in await due_notes(request.due, request.policy.duty)
    ]


JOB = Job(name="duty_watch", title="值班提醒", on_day=on_day, run=run, any_day=True, asks=asks)
