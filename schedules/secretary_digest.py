"""A weekly private note to verifiers for whom records wait; nobody is told when nothing waits."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.delivery.rules import Message
from models.people.actions import asker, holders
from models.people.rules import VERIFIERS
from models.showing import show_day
from models.verification import texts
from models.verification.actions import waiting


def on_day(day: date, house: House) -> bool:
    """Return True: policy names the weekday."""
    return True


async def run(request: JobRequest) -> list[Message]:
    messages = []
    for person in await holders(VERIFIERS, request.due.date()):
        found = await waiting(await asker(person.userid, request.due.date()))
        if found:
            text = texts.digest(len(found), show_day(found[0].day))
            messages.append(Message(text, userid=person.userid, not_after=request.due + timedelta(days=1)))
    return messages


JOB = Job(name="secretary_digest", title="核实周报", on_day=on_day, run=run, newest_only=True)
