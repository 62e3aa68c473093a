"""名录: who holds which post, the office's place, phone and hours, for anybody, in a group as well."""

from datetime import datetime
from typing import Any

from bot.understanding.command import Blank, Command, Taker
from bot.understanding.request import Request
from models.duty.roster.actions import asked_unit
from models.machine.delivery.rules import Message
from models.organisation.asking.words import AskedOf, asking, kind_asked
from models.residents.directory import actions, texts
from models.residents.directory.rules import DirectoryQuestion, PostAsked
from models.residents.directory.words import (
    COMMITTEE,
    POSTS_OF_ALL,
    asks_for_phone,
    asks_of_duties,
    is_of_another_house,
    named,
    posts_in,
    who_mends,
)


def _asked(text: str, moment: datetime) -> DirectoryQuestion | None:
    return named(text)


async def who_is_who(request: Request, *, asked: DirectoryQuestion | None) -> list[Message]:
    if asked is None:
        return request.reply(texts.HOW)
    unit = await asked_unit(request.asker, None, request.group, request.text)
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


async def _of_posts(request: Request, said: object) -> dict[str, Any]:
    """Return the posts that are named, or see to what is named; else who is (我们组管事的那个，姓林的).

    Where nobody is, it is the committee, or everybody.
    """
    if mends := who_mends(request.text):
        return {"asked": mends}
    posts = posts_in(request.text)
    if not posts and (somebody := await _of_somebody(request, said)):
        return somebody
    of = POSTS_OF_ALL if kind_asked(request.text)[0] is AskedOf.BODIES else COMMITTEE
    duty, phone = (finds(request.text) is not None for finds in (asks_of_duties, asks_for_phone))
    return {"asked": DirectoryQuestion(posts=posts or of, duty=duty, phone=phone)}


async def _of_office(request: Request, said: object) -> dict[str, Any] | None:
    if is_of_another_house(request.text):
        return None
    phone = asks_for_phone(request.text) is not None
    posts = posts_in(request.text) if phone else ()
    return {"asked": DirectoryQuestion(posts=posts, office=not posts, phone=phone)}


async def _of_somebody(request: Request, said: object) -> dict[str, Any] | None:
    unit = await asked_unit(request.asker, None, request.group, request.text)
    name = await actions.spoken_of(request.act, unit, request.text)
    posts = posts_in(request.text)
    return {"asked": DirectoryQuestion(person=name or "", posts=posts)} if name or posts else None


WHO_IS_WHO = Command(
    name="who_is_who",
    words=("名录",),
    run=who_is_who,
    help="名录 三组组长：谁是谁、电话、地址",
    example="名录 三组组长",
    blanks=(Blank("asked", "岗位", _asked, optional=True, rest=True),),
    found=(Taker(who_mends, _mends),),
    answers=(
        Taker(asking(AskedOf.POST, AskedOf.BODIES), _of_posts, aloud=True),
        Taker(asking(AskedOf.PERSON), _of_somebody, aloud=True),
        Taker(asking(AskedOf.OFFICE), _of_office, aloud=True),
    ),
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
