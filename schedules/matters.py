"""What people are reminded of, whatever it is, and what goes on by itself when its day is over."""

from functools import partial

from bot.clockwork.job import Job, JobRequest, working_day
from bot.clockwork.reminders import remind
from models.machine.delivery.rules import Message
from models.stars.objections import texts
from models.stars.objections.actions import finding_named, pass_overdue

MORNING = Job(name="morning", title="每日提醒", run=partial(remind, evening=False), newest_only=True, any_day=True)
EVENING = Job(name="evening", title="明日提醒", run=partial(remind, evening=True), newest_only=True, any_day=True)


async def objections_overdue(request: JobRequest) -> list[Message]:
    moved = await pass_overdue(request.act)
    sides = [
        Message(texts.gone_up(one.number, one.due, ruling=one.ruling), to=side.userid)
        for one in moved
        for side in one.parties
    ]
    above = [(who.userid, one, await finding_named(one.number)) for one in moved for who in one.deciders]
    return sides + [Message(texts.please_rule(one.number, one.due, named), to=who) for who, one, named in above]


OBJECTIONS_OVERDUE = Job(
    name="objections_overdue", title="异议到期上交", on_day=working_day, run=objections_overdue, newest_only=True
)

JOBS = (MORNING, EVENING, OBJECTIONS_OVERDUE)
