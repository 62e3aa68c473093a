"""The days of public promises."""

from bot.clockwork.job import Job, JobRequest
from models.machine.delivery.rules import Message, Purpose
from models.undertakings.promises import texts
from models.undertakings.promises.actions import to_remind


async def promises_due(request: JobRequest) -> list[Message]:
    told = await to_remind(request.act)
    return [Message(texts.due_today(mine), to=userid, purpose=Purpose.REMINDER) for userid, mine in told.items()]


PROMISES_DUE = Job(name="promises_due", title="承诺到期提醒", run=promises_due, newest_only=True)

JOBS = (PROMISES_DUE,)
