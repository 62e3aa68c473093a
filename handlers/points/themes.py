"""十星: a member sees the ten theme stars of his class, and those he has."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.themes import actions, texts


async def run(request: Request) -> list[Message]:
    return request.reply(texts.album(await actions.album(request.asker, request.cause)))


COMMAND = Command(
    name="themes",
    words=("十星", "主题星", "五级十星"),
    run=run,
    help="十星：看主题星和您已有的",
    example="十星",
    needs=frozenset({Role.MEMBER}),
    private=True,
)
