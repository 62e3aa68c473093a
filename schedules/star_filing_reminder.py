"""Every working day: a private note to townships that stars wait to be filed, at most twice."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.delivery.rules import Message
from models.filing import texts
from models.filing.actions import piles
from models.people.actions import holders
from models.people.rules import OFFICES
from models.stars.actions import may_remind


def on_day(day: date, house: House) -> bool:
    """Return whether it is a working day."""
    return house.calendar.is_working_day(day)


async def run(request: JobRequest) -> list[Message]:
    day, most = request.due.date(), request.policy.stars.reminders_most
    messages = []
    for unit_id, pile in (await piles()).items():
        if not await may_remind("file", f"{unit_id}:{pile.oldest}", most, request.due):
            continue
        text = texts.filing_note(pile.branches, pile.oldest)
        people = await holders(OFFICES, day, unit_id)
        stale = request.due + timedelta(days=2)
        messages += [Message(text, userid=person.userid, not_after=stale) for person in people]
    return messages


JOB = Job(name="star_filing_reminder", title="备案提醒", on_day=on_day, run=run, newest_only=True)
