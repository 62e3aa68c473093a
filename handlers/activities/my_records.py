"""我的记录: a member sees his own records."""

from typing import Any

from bot.blanks import MONTH, month_of
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from config.catalogue import categories
from models.activities import actions, texts
from models.days import Month
from models.delivery.rules import Message


def _free(reading: Reading) -> dict[str, Any] | None:
    answered = {"records", "hours", "count"}
    if reading.intent != "my_record" or reading.slots.get("metric") not in answered:
        return None
    return {"month": month_of(reading.slots.get("period"))}


async def run(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    lines = await actions.own_records(request.asker, wanted.first, wanted.last)
    return request.reply(texts.record_list(f"{wanted.name}您的记录", lines, categories()))


COMMAND = Command(
    name="my_records",
    words=("我的记录", "我的活动"),
    run=run,
    help="我的记录：看自己本月报了什么",
    example="我的记录 10月",
    blanks=(MONTH,),
    private=True,
    free=_free,
)
