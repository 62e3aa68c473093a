"""Questions that nobody has answered in their days; what a group reads of the regular life of its branch."""

from bot.clockwork.job import Job, JobRequest, working_day
from models.machine.delivery.rules import Groups, Message, Purpose
from models.procedure.inquiries.actions import overdue
from models.procedure.inquiries.texts import late
from models.procedure.party_life import texts
from models.procedure.party_life.actions import prompts_today


async def questions_overdue(request: JobRequest) -> list[Message]:
    return [
        Message(late(one.number, one.unit, one.text, one.due), to=person.userid)
        for one in await overdue(request.act)
        for person in one.told
    ]


QUESTIONS_OVERDUE = Job(
    name="questions_overdue", title="质询到期上报", on_day=working_day, run=questions_overdue, newest_only=True
)


async def group_prompts(request: JobRequest) -> list[Message]:
    said = [
        (branch, texts.theme_day(one, day, branch.name) if day else texts.dues(branch.name))
        for branch, one, day in await prompts_today(request.act)
    ]
    return [Message(text, to=Groups(branch.unit_id), purpose=Purpose.NOTICE) for branch, text in said]


GROUP_PROMPTS = Job(name="group_prompts", title="群里提醒", on_day=working_day, run=group_prompts, newest_only=True)

JOBS = (QUESTIONS_OVERDUE, GROUP_PROMPTS)
