"""决定: what a village has decided and how far it is, asked in any words, answered from the books or honestly not."""

from collections.abc import Sequence
from typing import Any

from bot.language import Reading
from bot.understanding.blanks import rest
from bot.understanding.command import Command
from bot.understanding.request import Request
from models.democracy.decisions import actions, texts
from models.democracy.decisions.rules import VillageDecision
from models.democracy.decisions.words import (
    asks_of_meetings,
    asks_what_is_decided,
    asks_whether_decided,
    is_general,
    number_in,
    objects,
    wanted,
)
from models.duty.roster.actions import asked_unit
from models.library.catalogue.actions import look_up
from models.library.catalogue.rules import Book
from models.library.catalogue.texts import answered
from models.machine.delivery.rules import Message
from models.organisation.people.rules import Role
from models.values.wording import about


def _free(reading: Reading) -> dict[str, Any] | None:
    return {"asked": None} if reading.intent == "decision_query" else None


def _about(words: str, found: Sequence[VillageDecision]) -> list[VillageDecision]:
    named = number_in(words)
    numbers = [named] if named else about(words, {one.number: one.title for one in found})
    return [one for one in found if one.number in numbers]


# How it is decided stands in these books, and what was decided in none of them.
OF_PROCEDURE = (Book.DEMOCRACY, Book.PARTY, Book.RULES)


async def asked(request: Request, *, asked: str | None) -> list[Message]:
    unit = await asked_unit(request.asker, None, request.group, asked or "")
    found, words = await actions.of_unit(request.act, unit.id), (asked or request.text).replace(unit.name, "")
    if asks_of_meetings(words):
        return request.reply(texts.meetings(unit.name, await actions.meetings_ahead(request.act, found), found))
    meant, want, watches = _about(words, found), wanted(words), request.may(frozenset({Role.SUPERVISOR}))
    if not meant and want and len(found) == 1 and is_general(words):
        meant = found
    if len(meant) == 1:
        until = actions.posted_until(request.act, meant[0])
        return request.reply(texts.answer(meant[0], want, until, request.today, watches=watches))
    if meant or words in ASKED.words or is_general(words):
        return request.reply(texts.listed(unit.name, meant or found, want))
    rule = await look_up(request.act, OF_PROCEDURE, words)
    if rule.entry:
        return request.reply(answered(rule))
    return request.reply(texts.not_on_the_books(unit.name, found, want, watches=watches))


async def _awaited(request: Request) -> dict[str, Any] | None:
    """Return a line that objects to what a village may have decided, or names a decision by its number."""
    means = any(asks(request.text) for asks in (objects, number_in, asks_what_is_decided, asks_of_meetings))
    return {"asked": request.text} if means and request.asker.unit_id is not None else None


async def _found(request: Request) -> dict[str, Any] | None:
    """Return a question of which nobody else makes anything, if it is about a decision of the asker's village."""
    unit_id = request.asker.unit_id
    found = await actions.of_unit(request.act, unit_id) if unit_id is not None else []
    asks = asks_whether_decided(request.text) or asks_of_meetings(request.text)
    meant = _about(request.text, found) or (unit_id is not None and asks)
    return {"asked": request.text} if meant else None


ASKED = Command(
    name="decisions",
    words=("决定", "村里的决定", "四议"),
    run=asked,
    help="决定 路灯：村里决定了什么、到哪步",
    example="决定 路灯",
    blanks=(rest("asked", "哪件事", optional=True),),
    free=_free,
    awaited=_awaited,
    found=_found,
)

COMMANDS = (ASKED,)
