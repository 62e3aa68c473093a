"""Records that wait for verification."""

from bot.clockwork.job import Job, JobRequest
from models.machine.delivery.rules import Message, Purpose
from models.organisation.people.actions import asker, holders
from models.organisation.people.rules import VERIFIERS
from models.service.verification import texts
from models.service.verification.actions import waiting
from models.values.showing import show_day


async def secretary_digest(request: JobRequest) -> list[Message]:
    messages = []
    for person in await holders(VERIFIERS, request.due.date()):
        found = await waiting(await asker(person.userid, request.due.date()))
        if found:
            text = texts.digest(len(found), show_day(found[0].day))
            messages.append(Message(text, to=person.userid, purpose=Purpose.LIST))
    return messages


SECRETARY_DIGEST = Job(name="secretary_digest", title="核实周报", run=secretary_digest, newest_only=True)

JOBS = (SECRETARY_DIGEST,)
