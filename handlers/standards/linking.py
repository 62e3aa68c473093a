"""断点, 结对, 推进进度, and the bulletin of a belt: 连点成线 for the offices."""

import re
from datetime import datetime
from typing import Any

from bot.language.periods import find_period
from bot.language.values import Message as Said
from bot.understanding.blanks import rest, words
from bot.understanding.command import Blank, Command, Taker
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.machine.delivery.rules import Groups, Message, Purpose
from models.matters.steps.actions import Taken
from models.organisation.people.rules import DISTRICT, OFFICES
from models.organisation.units.actions import with_groups
from models.organisation.units.words import gaps_asked
from models.standards.linking import actions, texts
from models.standards.linking.rules import PAIRING
from models.values.periods import Quarter


async def gaps(request: Request, *, name: str) -> list[Message]:
    belt, places, found = await actions.belt_gaps(request.act, name)
    return request.reply(
        texts.gaps(belt, places, request.policy.standards.quiet_days, found, may_pair=request.may(DISTRICT))
    )


async def _of_a_belt(request: Request, said: re.Match[str]) -> dict[str, Any]:
    return {"name": said["name"]}


GAPS = Command(
    name="belt_gaps",
    words=("断点",),
    run=gaps,
    help="断点 工业港：带上缺哪几处",
    example="断点 工业港",
    blanks=(rest("name", "哪一条示范带"),),
    found=(Taker(gaps_asked, _of_a_belt, OFFICES),),
    needs=OFFICES,
    private=True,
)


async def pair(request: Request, *, unit: str, helper: str) -> list[Message]:
    pair, told, unheard = await actions.pair(request.act, unit, helper)
    return [
        *request.reply(texts.paired(*pair, "、".join(one.name for one in told), unheard)),
        *(request.tell(one.userid, texts.you_are_paired(*pair)) for one in told),
    ]


PAIR = Command(
    name="pair_places",
    words=("结对",),
    run=pair,
    help="结对 新皂 金家林：请后者带前者",
    example="结对 新皂 金家林",
    blanks=(Blank("unit", "哪一处", words), Blank("helper", "谁来带", words)),
    needs=DISTRICT,
    private=True,
)


async def progress(request: Request) -> list[Message]:
    return request.reply(texts.progress(await actions.all_progress(request.act), request.policy.standards.quiet_days))


PROGRESS = Command(
    name="belt_progress",
    words=("推进进度",),
    run=progress,
    help="推进进度：三条带走到哪一步",
    example="推进进度",
    needs=OFFICES,
    private=True,
)


def _read_quarter(text: str, moment: datetime) -> Quarter | None:
    return Quarter.written(find_period(Said.of(text if "季度" in text else f"{text}度", moment)))


async def bulletin(request: Request, *, name: str, quarter: Quarter | None) -> list[Message]:
    shown, units = await actions.bulletin(request.act, name, quarter or Quarter.of(request.today).before)
    reached = await with_groups(units)
    if not request.confirmed:
        return request.preview(texts.may_it_go(shown, len(reached)))
    posts = [Message(shown, to=Groups(unit_id), purpose=Purpose.NOTICE) for unit_id in reached]
    return [*request.reply(texts.sent(len(reached))), *posts]


BULLETIN = Command(
    name="belt_bulletin",
    words=("简报", "示范带简报", "带简报"),
    run=bulletin,
    help="简报 工业港 第三季度：发到这条带",
    example="简报 工业港 第三季度",
    blanks=(Blank("name", "哪一条示范带", words), Blank("quarter", "季度", _read_quarter, optional=True, rest=True)),
    needs=DISTRICT,
    private=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    text = texts.ended(taken.matter.id, taken.matter.title)
    told = await actions.offices_of(taken.matter.id, request.today)
    return [*request.reply(text), *(request.tell(one.userid, text) for one in told)]


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(taken.matter.title)


COMMANDS = (GAPS, PAIR, PROGRESS, BULLETIN)
NUMBERED = (matters_of(PAIRING, _done, _line, DISTRICT),)
