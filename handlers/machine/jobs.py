"""Timed jobs: listed, tried out, paused."""

from bot.clock import SHANGHAI
from bot.clockwork.job import Job, JobRequest, next_moment, upcoming
from bot.understanding.blanks import rest
from bot.understanding.command import Command, line_in
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.machine.schedule import actions, texts, words
from models.machine.schedule.rules import NOTHING_TO_TRY, RunState
from models.organisation.people.rules import DISTRICT, OFFICES
from models.values.refusal import Refusal


async def _line(request: Request, job: Job) -> str:
    standing, last = await actions.standing(job.name, request.now)
    shown = (last.due.astimezone(SHANGHAI), RunState(last.state), last.note) if last else None
    coming = await upcoming(job, request.house, request.now)
    return texts.run_line(job.title, coming, standing.paused_by is not None, shown)


async def timed(request: Request) -> list[Message]:
    lines = [await _line(request, job) for job in request.house.jobs]
    return request.reply(texts.schedule(lines))


TIMED = Command(
    name="timed",
    words=("定时",),
    run=timed,
    help="定时：看什么时候发什么",
    example="定时",
    needs=OFFICES,
    private=True,
)


async def try_out(request: Request, *, title: str | None) -> list[Message]:
    job = request.house.job_titled(title or request.house.jobs[0].title)
    if job.draft is None:
        raise Refusal(NOTHING_TO_TRY, title=job.title)
    upcoming = next_moment(job, request.house, request.now)
    drafts = await job.draft(JobRequest(request.house, job.name, upcoming or request.now))
    return request.reply(texts.trial(job.title, upcoming, drafts))


TRY_OUT = Command(
    name="try_out",
    words=("试发",),
    run=try_out,
    help="试发 月度红榜：只发给自己看",
    example="试发 月度红榜",
    blanks=(rest("title", "任务", optional=True),),
    needs=DISTRICT,
    private=True,
)


async def pause(request: Request, *, title: str) -> list[Message]:
    job = request.house.job_titled(title)
    await actions.pause(job.name, request.cause)
    return request.reply(texts.paused(job.title))


PAUSE = Command(
    name="pause",
    words=("暂停",),
    run=pause,
    help="暂停 月度红榜：先不发",
    example="暂停 月度红榜",
    blanks=(rest("title", "任务"),),
    needs=DISTRICT,
    private=True,
    awaited=(line_in(words.held_back, DISTRICT),),
    shown_first=True,
)


async def resume(request: Request, *, title: str) -> list[Message]:
    job = request.house.job_titled(title)
    await actions.resume(job.name, request.cause)
    return request.reply(texts.resumed(job.title, await upcoming(job, request.house, request.now)))


RESUME = Command(
    name="resume",
    words=("恢复",),
    run=resume,
    help="恢复 月度红榜：照常发",
    example="恢复 月度红榜",
    blanks=(rest("title", "任务"),),
    needs=DISTRICT,
    private=True,
)

COMMANDS = (
    TIMED,
    TRY_OUT,
    PAUSE,
    RESUME,
)
