"""待答复: the branch's committee reads the objections that it may answer."""

from bot.command import Command
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.objections import actions, texts
from models.objections.rules import Stage


async def run(request: Request) -> list[Message]:
    return request.reply(texts.waiting_for_answer(await actions.waiting(request.asker, Stage.OPEN)))


COMMAND = Command(
    name="to_answer",
    words=("待答复",),
    run=run,
    help="待答复：看等您答复的异议",
    example="待答复",
    needs=COMMITTEE,
    private=True,
)
