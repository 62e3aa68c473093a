"""关于: what the bot is, who runs it, and its filing number."""

from bot import texts
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message


async def run(request: Request) -> list[Message]:
    house = request.house
    return request.reply(texts.about(house.bot_name, house.keeper, house.filing_no))


COMMAND = Command(
    name="about",
    words=("关于",),
    run=run,
    help="关于：谁在管、备案号",
    example="关于",
)
