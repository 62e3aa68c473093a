"""我的资料: everybody learns where to see what is kept about him, and how to have it exported."""

from typing import Any

from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.people import texts


def _free(reading: Reading) -> dict[str, Any] | None:
    return {} if reading.intent == "my_record" and reading.slots.get("metric") == "export" else None


async def run(request: Request) -> list[Message]:
    return request.reply(texts.where_ones_data_are())


COMMAND = Command(
    name="my_data",
    words=("我的资料", "我的数据", "导出我的资料"),
    run=run,
    help="我的资料：记了您什么、在哪看",
    example="我的资料",
    private=True,
    free=_free,
)
