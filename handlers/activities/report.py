"""上报: a member says what he did."""

from datetime import datetime
from typing import Any

from bot import language
from bot.command import Blank, Command
from bot.language import Reading
from bot.request import Request
from config.catalogue import categories
from handlers.activities.asking import question_about, worded
from handlers.activities.proxy import propose
from models.activities import actions, texts
from models.activities.rules import Claim
from models.delivery.rules import Asks, Message


def _read(text: str, moment: datetime) -> Reading | None:
    reading = language.read_activity(text, moment)
    return reading if reading.items else None


def _free(reading: Reading) -> dict[str, Any] | None:
    return {"said": reading} if reading.intent == "activity" and reading.items else None


async def run(request: Request, *, said: Reading) -> list[Message]:
    name = said.on_behalf_of
    if name is not None and name != request.asker.name:
        return await propose(request, name, request.text)
    return await record(request, said, request.text)


async def record(request: Request, said: Reading, text: str) -> list[Message]:
    """Put every activity of a reading on the asker's record and ask at most one question about them."""
    answers: list[str] = []
    asks: Asks | None = None
    for item in said.items:
        claim = Claim(
            day=item.day,
            category=item.category,
            description=item.description[: request.policy.activity.description_characters],
            minutes=item.minutes,
            starts=item.starts,
            ends=item.ends,
            count=item.count,
            count_unit=item.unit,
            place=item.place,
            companions=item.with_persons,
        )
        done = await actions.report(request.asker, claim, request.cause, request.policy, text=text)
        receipt = texts.receipt if request.private else texts.short_receipt
        answers.append(receipt(done.number, done.claim, categories(), notes=texts.notes(done)))
        asks = asks or question_about(done, item)
    if asks is not None:
        answers.append(worded(asks))
    return request.reply("\n".join(answers), asks)


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
