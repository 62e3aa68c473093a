"""取消: said while nothing is being asked."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.dialogs import texts


async def run(request: Request) -> list[Message]:
    return request.reply(texts.nothing_open())


COMMAND = Command(
    name="cancel",
    words=("取消", "退出", "不弄了", "上一步"),
    run=run,
    help="取消：不答正在问的",
    example="取消",
)
