"""通过: a verifier confirms the batch he was shown, except some."""

from bot.blanks import EXCEPTIONS
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import VERIFIERS
from models.verification import actions, texts


async def run(request: Request, *, without: list[int] | None) -> list[Message]:
    numbers = await actions.approve(request.asker, without or [], request.cause, request.policy)
    return request.reply(texts.approved(numbers, len(without or [])))


COMMAND = Command(
    name="approve",
    words=("通过", "全部通过"),
    run=run,
    help="通过 除了 3 7：核实这一批",
    example="通过 除了 3 7",
    blanks=(EXCEPTIONS,),
    needs=VERIFIERS,
    private=True,
    glued=True,
)
