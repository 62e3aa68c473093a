"""待裁定: the township reads the appeals that it may rule on."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.objections import actions, texts
from models.objections.rules import Stage
from models.people.rules import OFFICES


async def run(request: Request) -> list[Message]:
    return request.reply(texts.waiting_for_ruling(await actions.waiting(request.asker, Stage.APPEALED)))


COMMAND = Command(
    name="to_rule",
    words=("待裁定",),
    run=run,
    help="待裁定：看等您裁定的申诉",
    example="待裁定",
    needs=OFFICES,
    private=True,
)
