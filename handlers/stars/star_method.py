"""评星办法: how stars are given, for everybody."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.stars import texts
from models.stars.actions import present_version


async def run(request: Request) -> list[Message]:
    policy = request.policy.stars
    return request.reply(texts.method(policy, await present_version(policy)))


COMMAND = Command(
    name="star_method",
    words=("评星办法", "评星标准"),
    run=run,
    help="评星办法：分数线、比例、步骤",
    example="评星办法",
)
