"""决定: what a village has decided and how far it is, asked in any words, answered from the books or honestly not."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.language.sounds import put_right
from bot.understanding.before import before
from bot.understanding.blanks import rest
from bot.understanding.command import ANY, Command, Taker, of_kind
from bot.understanding.request import Request
from models.democracy.decisions import actions, texts
from models.democracy.decisions.rules import DECISION, DecisionState, VillageDecision
from models.democracy.decisions.texts import OBJECT
from models.democracy.decisions.words import (
    cannot_come,
    is_general,
    names_number,
    number_in,
    stays_away,
    still_to_post,
    tells_why,
    that_day,
    wanted,
)
from models.democracy.deliberations.words import speaks_of_meeting
from models.duty.roster.actions import asked_unit
from models.machine.delivery.rules import Message
from models.matters.steps.rules import DISAGREE
from models.matters.steps.words import TELLING, told_of
from models.organisation.asking.words import OF_DECISIONS, AskedOf, asking
from models.organisation.people.rules import CADRES, OFFICES, Role
from models.organisation.posts.words import villagers_group_in
from models.organisation.units.actions import with_below
from models.values.wording import asks, near, pairs


def _about(words: str, found: Sequence[VillageDecision]) -> list[VillageDecision]:
    """Return the decisions that are named, by few characters as well: of those of one villagers' group its own."""
    named, titles = number_in(words), {one.number: one.title for one in found}
    numbers = [named] if named else _near(words, titles) or _near(_as_it_sounds(words, titles), titles)
    return [one for one in found if one.number in numbers]


def _as_it_sounds(words: str, titles: Mapping[int, str]) -> str:
    """Return a text in which what only sounds like a word of some titles is that word: 路登."""
    return put_right(words, frozenset(pair for title in titles.values() for pair in pairs(title) if len(pair) == 2))


def _near(words: str, titles: Mapping[int, str]) -> list[int]:
    group = villagers_group_in(words)
    own = {number: title for number, title in titles.items() if group and villagers_group_in(title) == group}
    return near(words, own) or near(words, titles, 2)


def _of_a_meeting(words: str) -> bool:
    return bool(cannot_come(words) or (asks(words) and asking(AskedOf.MEETING)(words)))


async def asked(request: Request, *, asked: str | None) -> list[Message]:
    said = asked or request.text
    unit = await asked_unit(request.asker, None, request.group, said)
    found, words = await _of_place(request, unit.id), said.replace(unit.name, "")
    if (states := still_to_post(words)) is not None:
        return request.reply(texts.to_post(unit.name, [one for one in found if one.state in states]))
    if _of_a_meeting(words):
        return await _of_meetings(request, unit.name, found, said)
    return request.reply(await _of_decisions(request, unit.name, found, words))


async def _of_decisions(request: Request, unit: str, found: Sequence[VillageDecision], words: str) -> str:
    want, watches = wanted(words), request.may(frozenset({Role.SUPERVISOR}))
    if len(meant := _about(words, found) or await _spoken_of(request, words, found) or _hinted(words, found)) == 1:
        until = actions.posted_until(request.act, meant[0])
        return texts.answer(meant[0], words, until, request.today, watches=watches)
    if meant or asking(AskedOf.DECISIONS)(words) or is_general(words):
        return texts.listed(unit, meant or found, want)
    return texts.not_on_the_books(unit, found, want, watches=watches)


async def _of_place(request: Request, unit_id: int | None) -> Sequence[VillageDecision]:
    """Return the newest decisions of a place, for an office of all places below it."""
    if unit_id is None:
        return []
    units = await with_below(unit_id) if request.may(OFFICES) else [unit_id]
    return await actions.of_unit(request.act, *units)


async def _spoken_of(request: Request, words: str, found: Sequence[VillageDecision]) -> Sequence[VillageDecision]:
    """Return the decision that a question is about which names none: the one spoken of before, the only one there is.

    Who asks what was on that day means the one that was voted on last.
    """
    if not wanted(words) or not (that_day(words) or is_general(words)):
        return []
    told = number_in(await before(request))
    voted = _in_order_of_meetings(found) if that_day(words) else []
    return [one for one in found if one.number == told] or voted[-1:] or (found if len(found) == 1 else [])


def _in_order_of_meetings(found: Sequence[VillageDecision]) -> list[VillageDecision]:
    return sorted((one for one in found if one.meetings), key=lambda one: one.meetings[-1].day)


def _hinted(words: str, found: Sequence[VillageDecision]) -> Sequence[VillageDecision]:
    """Return at what one character hints where something of a decision is asked: 装灯要花好多钱."""
    if not asking(*OF_DECISIONS, AskedOf.OPINION)(words):
        return []
    hinted = near(words, {one.number: one.title for one in found})
    return [one for one in found if one.number in hinted]


async def _of_meetings(request: Request, unit: str, found: Sequence[VillageDecision], said: str) -> list[Message]:
    """Tell which meetings there are; the secretary hears of who will not come to one of them."""
    ahead = await actions.meetings_ahead(request.act, found)
    if cannot_come(said) and len({one.decision.unit_id for one in ahead}) != 1:
        return request.reply(texts.which_meeting(ahead))
    if not cannot_come(said):
        return request.reply(texts.meetings(unit, ahead, found))
    told = await actions.concerned(request.act, ahead[0].decision.unit_id, ahead[0].decision.number, Role.SECRETARY)
    line = texts.will_be_absent(request.asker.name, said, ahead)
    return [*request.reply(texts.TOLD_OF_ABSENCE), *(request.tell(one.userid, line) for one in told)]


_OPINION_DUE = DECISION.asks - {DecisionState.SUGGESTED}


async def _objects(request: Request, told: object) -> dict[str, Any] | str | None:
    """Return the line that objects to the one decision that a text is about; of several it is asked which."""
    unit_id = request.asker.unit_id
    if unit_id is None or asks(request.text):
        return None
    found = await actions.of_unit(request.act, unit_id)
    meant = _about(request.text, found) or found
    # Who was just asked for his opinion gives that one.
    asked = [one for one in meant if one.state in _OPINION_DUE and request.may(frozenset({Role.SUPERVISOR}))]
    if len(asked) == 1:
        return f"{DISAGREE} {asked[0].code} {request.text}"
    return f"{OBJECT} {meant[0].code} {request.text}" if len(meant) == 1 else {"asked": request.text}


async def _by_number(request: Request, said: object) -> dict[str, Any] | None:
    """Return what names a decision, unless it says one of the shared words of it: D012不弄了."""
    return None if told_of(request.text)[2] not in ((), TELLING) else await _asked(request, said)


async def _asked(request: Request, said: object) -> dict[str, Any] | None:
    return {"asked": request.text} if request.asker.unit_id is not None else None


async def _named(request: Request, said: object) -> dict[str, Any] | None:
    """Return a question of which nobody else makes anything, if it names a decision of the asker's village."""
    found = await _of_place(request, request.asker.unit_id)
    return {"asked": request.text} if _about(request.text, found) else None


async def _of_what_is_ahead(request: Request, said: object) -> dict[str, Any] | None:
    """Return a question that says no more than where or when, if a meeting of the asker's village is called."""
    found = await _of_place(request, request.asker.unit_id)
    return {"asked": request.text} if await actions.meetings_ahead(request.act, found) else None


async def _absent(request: Request, said: object) -> dict[str, Any] | None:
    """Return what somebody says who will not be at a meeting; a cadre who names no meeting means his duty."""
    named, takes_turns = speaks_of_meeting(request.text), request.asker.roles & CADRES
    if named and not takes_turns:
        return {"asked": request.text}
    return None if takes_turns and not named else await _of_what_is_ahead(request, said)


ASKED = Command(
    name="decisions",
    words=("决定", "村里的决定", "四议", "进度", "进展", "提议列表", "建议列表", "议题列表", "提议清单", "建议清单"),
    run=asked,
    help="决定 路灯：村里决定了什么、到哪步",
    example="决定 路灯",
    blanks=(rest("asked", "哪件事", optional=True),),
    free=of_kind("decision_query", lambda slots: {"asked": None}),
    awaited=(
        Taker(tells_why, _objects),
        Taker(names_number, _by_number),
        Taker(stays_away, _asked),
        Taker(cannot_come, _absent),
    ),
    found=(Taker(ANY, _named),),
    answers=(
        Taker(asking(AskedOf.DECISIONS, AskedOf.MEETING, *OF_DECISIONS), _asked, aloud=True),
        Taker(asking(AskedOf.OPINION), _asked),
    ),
)

COMMANDS = (ASKED,)
