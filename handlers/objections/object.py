"""异议: anybody of the unit objects to a star under publicity, in private; the clock of that one star stops."""

import re
from datetime import datetime

from bot.command import Blank, Command
from bot.language.people import name_header
from bot.language.star_talk import object_line
from bot.language.values import Message as Said
from bot.request import Request
from models.delivery.rules import Message
from models.objections import actions, texts
from models.objections.rules import Stage, Terms

# 异议期到哪天, 异议怎么提 and the like ask about objections and raise none.
_ABOUT = re.compile(r"期|怎|如何|是什么|什么|有没有|在哪|提交|处理|答复")


def _read(text: str, moment: datetime) -> str | None:
    return None if _ABOUT.match(text) else text or None


async def run(request: Request, *, said: str) -> list[Message]:
    terms = Terms(request.house.calendar, request.policy.stars)
    called = name_header(Said.of(said, request.said_at))
    moved = await actions.raise_objection(request.asker, said, called[0] if called else None, request.cause, terms)
    number, due, above = moved.number, moved.due, moved.stage is Stage.APPEALED
    subject = next((one.name for one in moved.parties), None)
    please = texts.please_rule(number, due) if above else texts.please_answer(number, due)
    until = texts.last_day(due, known=request.house.calendar.knows(due.year))
    thanks = texts.raised_above if above else texts.raised
    return [
        *request.reply(thanks(number, until, subject)),
        *(request.tell(one.userid, texts.about_you(number, due)) for one in moved.parties),
        *(request.tell(one.userid, please) for one in moved.deciders),
    ]


COMMAND = Command(
    name="object",
    words=("异议", "提异议"),
    run=run,
    help="异议 姓名 内容：对公示的星级",
    example="异议 陈桂兰 这次评高了",
    blanks=(Blank("said", "姓名和内容", _read, rest=True),),
    private=True,
    glued=True,
    meant=object_line,
)
