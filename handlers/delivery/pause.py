"""暂停: the district stops a timed job until it is resumed."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.schedule import actions, texts


async def run(request: Request, *, title: str) -> list[Message]:
    job = request.house.job_titled(title)
    await actions.pause(job.name, request.cause)
    return request.reply(texts.paused(job.title))


COMMAND = Command(
    name="pause",
    words=("暂停",),
    run=run,
    help="暂停 月度红榜：先不发",
    example="暂停 月度红榜",
    blanks=(rest("title", "任务"),),
    needs=frozenset({Role.DISTRICT}),
    private=True,
)
