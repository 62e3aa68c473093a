"""上报: a member says what he did."""

from datetime import datetime
from typing import Any

from bot import language
from bot.command import Blank, Command
from bot.language import Reading
from bot.request import Request
from handlers.activities.proxy import propose
from handlers.activities.recording import record
from models.delivery.rules import Message
from models.presence.actions import seen


def _read(text: str, moment: datetime) -> Reading | None:
    reading = language.read_activity(text, moment)
    return reading if reading.items else None


def _free(reading: Reading) -> dict[str, Any] | None:
    return {"said": reading} if reading.intent == "activity" and reading.items else None


async def run(request: Request, *, said: Reading) -> list[Message]:
    name = said.on_behalf_of
    if name is not None and name != request.asker.name:
        return await propose(request, name, request.text)
    answer = await record(request, said, request.text)
    if request.asker.person_id is not None and any(item.day == request.today for item in said.items):
        await seen(request.asker.person_id, request.cause)
    return answer


COMMAND = Command(
    name="report",
    words=("上报", "报活动"),
    run=run,
    help="上报 三组 清理沟渠 2小时：记一条服务",
    example="上报 三组 清理沟渠 2小时",
    blanks=(Blank("said", "在哪里做了什么、多久", _read, rest=True),),
    glued=True,
    free=_free,
)
