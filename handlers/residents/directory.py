"""名录: who holds which post, the office's place, phone and hours, for anybody, in a group as well."""

from datetime import datetime
from typing import Any

from bot.understanding.command import Blank, Command, Taker, of_kind
from bot.understanding.request import Request
from models.duty.roster.actions import asked_unit
from models.machine.delivery.rules import Message
from models.residents.directory import actions, texts
from models.residents.directory.rules import DirectoryQuestion, PostAsked
from models.residents.directory.words import asked_beside, asked_in, named, who_mends


def _asked(text: str, moment: datetime) -> DirectoryQuestion | None:
    return named(text)


async def who_is_who(request: Request, *, asked: DirectoryQuestion | None) -> list[Message]:
    if asked is None:
        return request.reply(texts.HOW)
    unit = await asked_unit(request.asker, asked.unit, request.group)
    office = await actions.office(request.act, unit)
    held = [await actions.holding(request.act, unit, post) for post in asked.posts]
    if asked.person:
        held = [PostAsked(asked.person, await actions.posts_of(request.act, unit, asked.person))]
        if not held[0].found:
            return request.reply(texts.in_no_post(unit.name, asked.person))
    said = [texts.holders(unit.name, one) for one in held]
    where = [texts.about_office(office)] if asked.office else []
    return request.reply("".join([*said, *where, texts.at_the_end(office, asked)]))


async def _mends(request: Request, asked: DirectoryQuestion) -> dict[str, Any]:
    return {"asked": asked}


WHO_IS_WHO = Command(
    name="who_is_who",
    words=("名录",),
    run=who_is_who,
    help="名录 三组组长：谁是谁、电话、地址",
    example="名录 三组组长",
    blanks=(Blank("asked", "岗位", _asked, optional=True, rest=True),),
    free=of_kind("who_is_who", lambda slots: {"asked": asked_in(slots["question"])}),
    awaited=(Taker(asked_beside, _mends),),
    found=(Taker(asked_beside, _mends), Taker(who_mends, _mends)),
)


async def office_phone(request: Request) -> list[Message]:
    return await who_is_who(request, asked=DirectoryQuestion(office=True, phone=True))


OFFICE_PHONE = Command(
    name="office_phone",
    words=("办公电话",),
    run=office_phone,
    help="办公电话：村里的座机",
    example="办公电话",
)

COMMANDS = (WHO_IS_WHO, OFFICE_PHONE)
