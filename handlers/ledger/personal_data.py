"""What is kept about the one who asks."""

from typing import Any

from bot.language import Reading
from bot.understanding.command import Command
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.people import texts


def _free(reading: Reading) -> dict[str, Any] | None:
    return {} if reading.intent == "my_record" and reading.slots.get("metric") == "export" else None


async def my_data(request: Request) -> list[Message]:
    return request.reply(texts.where_ones_data_are())


MY_DATA = Command(
    name="my_data",
    words=("我的资料", "我的数据", "导出我的资料"),
    run=my_data,
    help="我的资料：记了您什么、在哪看",
    example="我的资料",
    private=True,
    free=_free,
)


async def privacy(request: Request) -> list[Message]:
    return request.reply(texts.privacy(request.house.keeper))


PRIVACY = Command(
    name="privacy",
    words=("隐私", "隐私说明"),
    run=privacy,
    help="隐私：看怎么用您的资料",
    example="隐私",
)

COMMANDS = (
    MY_DATA,
    PRIVACY,
)
