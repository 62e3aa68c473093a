"""Complaints and suggestions: made, listed, answered."""

from collections.abc import Sequence
from typing import Any

from bot.language.kinds import EFFECTS
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker, when
from bot.understanding.numbered import Numbered
from bot.understanding.request import Request
from models.ledger.feedback import actions, texts
from models.ledger.feedback.rules import check_door
from models.ledger.feedback.words import CORRUPTION, PLAINLY_SO, asks_after_complaints
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.organisation.people.actions import holders
from models.organisation.people.rules import DISTRICT, ROLE_NAMES, Role
from models.organisation.units.actions import unit_of
from models.values.delicate import cleared
from models.values.numbers import Sign


async def feedback(request: Request, *, said: str | None) -> list[Message]:
    if said is None:
        return await _list(request)
    check_door(said)
    written = cleared(said)
    number = await actions.receive(request.asker, written.text, request.cause)
    unit = await unit_of(request.asker.unit_id)
    who = unit.name if unit else ROLE_NAMES[Role.RESIDENT]
    officers = await holders(DISTRICT, request.today)
    told = [request.tell(officer.userid, texts.forwarded(number, who, written.text)) for officer in officers]
    return [*request.reply_to(written, texts.received(number)), *told]


async def _list(request: Request) -> list[Message]:
    """List what waits for an officer's answer, or what somebody has said himself."""
    if request.may(DISTRICT):
        return request.reply(texts.to_answer(await actions.waiting()))
    return request.reply(texts.own(await actions.of(request.asker)))


async def _told(request: Request, said: object) -> dict[str, Any] | None:
    """Return that words of corruption are none of ours, however they are said; the doors for them are shown.

    Who tells of a deed (今天劝导违法停车1小时) or asks for something is not among them.
    """
    unclear = request.reading.intent in ("none", "clarify") or PLAINLY_SO.search(request.text)
    return {"said": request.text} if unclear and request.reading.intent not in EFFECTS else None


FEEDBACK = Command(
    name="feedback",
    words=("投诉建议", "投诉"),
    run=feedback,
    help="投诉建议 …：直接告诉区里",
    example="投诉建议 提醒太多了",
    blanks=(rest("said", "想说的话", optional=True),),
    private=True,
    awaited=(when(asks_after_complaints, said=None), Taker(CORRUPTION.search, _told)),
)


async def answer(request: Request, *, number: int, words: str | None) -> list[Message]:
    userid, said = await actions.close(request.asker, number, words or "", request.cause)
    told = [request.tell(userid, texts.answered(number, said))] if userid else []
    return [*request.reply(texts.closed(number, heard=bool(told))), *told]


def _closes(word: str, *, optional: bool) -> Command:
    """Return the command of a shared word that closes a suggestion, with an answer unless that is optional."""
    blanks = (Blank("number", "编号", Sign.FEEDBACK.read), rest("words", "怎么答复", optional=optional))
    said = f"{word} {Sign.FEEDBACK.show(1)}"
    return Command("close_feedback", (word,), answer, said, said, blanks, DISTRICT, private=True)


async def _waiting(request: Request, word: str | None) -> Sequence[Waits]:
    found = await actions.waiting() if request.may(DISTRICT) else []
    return [Waits(Sign.FEEDBACK.show(one.id), texts.line(one), word=word or next(iter(_WORDS))) for one in found]


COMMANDS = (FEEDBACK,)
_WORDS = {"答复": _closes("答复", optional=False), "办结": _closes("办结", optional=True)}
NUMBERED = (Numbered(Sign.FEEDBACK, _WORDS, _waiting, kept=actions.kept, told=str),)
