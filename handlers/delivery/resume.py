"""恢复: the district lets a paused job run again."""

from bot.blanks import rest
from bot.command import Command
from bot.job import upcoming
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.schedule import actions, texts


async def run(request: Request, *, title: str) -> list[Message]:
    job = request.house.job_titled(title)
    await actions.resume(job.name, request.cause)
    return request.reply(texts.resumed(job.title, await upcoming(job, request.house, request.now)))


COMMAND = Command(
    name="resume",
    words=("恢复",),
    run=run,
    help="恢复 月度红榜：照常发",
    example="恢复 月度红榜",
    blanks=(rest("title", "任务"),),
    needs=frozenset({Role.DISTRICT}),
    private=True,
)
