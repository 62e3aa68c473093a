"""What residents have reported and nobody has done in time."""

from bot.clockwork.job import Job, JobRequest, working_day
from models.machine.delivery.rules import Message
from models.residents.needs import texts
from models.residents.needs.actions import overdue


async def needs_overdue(request: JobRequest) -> list[Message]:
    moved = await overdue(request.act)
    doers = [Message(texts.late(one.need), to=who.userid) for one in moved for who in one.doers]
    above = [
        Message(texts.please_press_on(one.need, [each.name for each in one.above]), to=who.userid)
        for one in moved
        for who in one.above
    ]
    writers = [Message(texts.takes_longer(one.need), to=who.userid) for one in moved for who in one.writers]
    return doers + above + writers


NEEDS_OVERDUE = Job(name="needs_overdue", title="反映到期上报", on_day=working_day, run=needs_overdue, newest_only=True)

JOBS = (NEEDS_OVERDUE,)
