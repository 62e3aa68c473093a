"""A private note to those who may answer an objection or rule on an appeal that is due, on working days."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.delivery.rules import Message
from models.objections import texts
from models.objections.actions import due_soon
from models.objections.rules import Stage, Terms, show_objection
from models.stars.actions import may_remind


def on_day(day: date, house: House) -> bool:
    """Return whether the day is worked."""
    return house.calendar.is_working_day(day)


async def run(request: JobRequest) -> list[Message]:
    policy, messages = request.policy.stars, []
    for late in await due_soon(request.due.date(), Terms(request.house.calendar, policy)):
        subject = f"{show_objection(late.number)} {late.stage}"
        if not late.deciders or not await may_remind("objection_due", subject, policy.reminders_most, request.due):
            continue
        text = texts.due_soon(late.number, late.due, appeal=late.stage is Stage.APPEALED)
        stale = request.due + timedelta(days=1)
        messages += [Message(text, userid=one.userid, not_after=stale) for one in late.deciders]
    return messages


JOB = Job(name="star_answers_due", title="异议答复提醒", on_day=on_day, run=run, newest_only=True)
