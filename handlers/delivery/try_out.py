"""试发: the district sees what a job would send next, to the one who asks only."""

from bot.blanks import rest
from bot.command import Command
from bot.job import JobRequest, next_moment
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.schedule import texts
from models.schedule.rules import NothingToTry


async def run(request: Request, *, title: str | None) -> list[Message]:
    job = request.house.job_titled(title or request.house.jobs[0].title)
    if job.draft is None:
        raise NothingToTry(title=job.title)
    upcoming = next_moment(job, request.house, request.now)
    drafts = await job.draft(JobRequest(request.house, upcoming or request.now))
    return request.reply(texts.trial(job.title, upcoming, drafts))


COMMAND = Command(
    name="try_out",
    words=("试发",),
    run=run,
    help="试发 月度红榜：只发给自己看",
    example="试发 月度红榜",
    blanks=(rest("title", "任务", optional=True),),
    needs=frozenset({Role.DISTRICT}),
    private=True,
)
