"""隐私: what is kept about people, who sees it and for how long."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people import texts


async def run(request: Request) -> list[Message]:
    return request.reply(texts.privacy(request.house.keeper))


COMMAND = Command(
    name="privacy",
    words=("隐私", "隐私说明"),
    run=run,
    help="隐私：看怎么用您的资料",
    example="隐私",
)
