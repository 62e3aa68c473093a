"""定时: how every timed job stands."""

from bot.clock import SHANGHAI
from bot.command import Command
from bot.job import Job, upcoming
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import OFFICES
from models.schedule import actions, texts
from models.schedule.rules import RunState


async def _line(request: Request, job: Job) -> str:
    standing = await actions.standing(job.name, request.now)
    last = standing.last
    shown = (last.due.astimezone(SHANGHAI), RunState(last.state), last.note) if last else None
    coming = await upcoming(job, request.house, request.now)
    return texts.run_line(job.title, coming, standing.paused_by is not None, shown)


async def run(request: Request) -> list[Message]:
    lines = [await _line(request, job) for job in request.house.jobs]
    return request.reply(texts.schedule(lines))


COMMAND = Command(
    name="timed",
    words=("定时",),
    run=run,
    help="定时：看什么时候发什么",
    example="定时",
    needs=OFFICES,
    private=True,
)
