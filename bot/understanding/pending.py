"""What waits for somebody, whatever it is: the numbers that answer to shared words, and what has a list of its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.understanding.command import Command
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
    found: list[Waits] = []
    for numbered in request.house.numbered:
        if any(request.may(command.needs) for command in numbered.words.values()):
            found += _by(next(iter(numbered.words)), await numbered.waiting(request, None))
    for source in request.house.pending:
        if request.may(source.command.needs):
            found += _by(source.command.words[0], await source.waiting(request))
    return sorted(found, key=lambda one: one.due or date.max)


def _by(word: str, found: Sequence[Waits]) -> list[Waits]:
    return [replace(one, word=one.word or word) for one in found]
