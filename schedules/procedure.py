"""What the supervision committee has asked and nobody has answered in its days."""

from bot.clockwork.job import Job, JobRequest, working_day
from models.machine.delivery.rules import Message
from models.procedure.inquiries.actions import overdue
from models.procedure.inquiries.texts import late


async def questions_overdue(request: JobRequest) -> list[Message]:
    return [
        Message(late(one.number, one.unit, one.text, one.due), to=person.userid)
        for one in await overdue(request.act)
        for person in one.told
    ]


QUESTIONS_OVERDUE = Job(
    name="questions_overdue", title="质询到期上报", on_day=working_day, run=questions_overdue, newest_only=True
)

JOBS = (QUESTIONS_OVERDUE,)
