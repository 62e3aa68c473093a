"""What waits for somebody, whatever it is: the numbers that answer to shared words, and what has a list of its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.understanding.command import Command
from bot.understanding.numbered import waits_of
from models.matters.pending.rules import Waits

if TYPE_CHECKING:
    from bot.understanding.request import Request


@dataclass(frozen=True)
class Source:
    """What waits by a command of some topic: it is shown to nobody who may not say that command."""

    command: Command
    waiting: "Callable[[Request], Awaitable[Sequence[Waits]]]"


async def pending(request: "Request") -> list[Waits]:
    """Return what waits for the asker alone, by the day on which it is due."""
    able = [one for one in request.house.numbered if any(request.may(word.needs) for word in one.words.values())]
    found = [_by(next(iter(one.words)), waits) for one, waits in await waits_of(request, able)]
    for source in request.house.pending:
        if request.may(source.command.needs):
            found += [_by(source.command.words[0], waits) for waits in await source.waiting(request)]
    return sorted(found, key=lambda one: one.due or date.max)


def _by(word: str, one: Waits) -> Waits:
    return replace(one, word=one.word or word)
