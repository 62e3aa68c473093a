"""待核实: a verifier sees the batch that waits for him."""

from bot.command import Command
from bot.request import Request
from config.catalogue import categories
from models.delivery.rules import Message
from models.people.rules import VERIFIERS
from models.verification import actions, texts


async def run(request: Request) -> list[Message]:
    items, total = await actions.show_batch(request.asker, request.cause, request.policy)
    return request.reply(texts.batch(items, total, categories()))


COMMAND = Command(
    name="pending",
    words=("待核实", "核实"),
    run=run,
    help="待核实：看等您核实的记录",
    example="待核实",
    needs=VERIFIERS,
    private=True,
)
