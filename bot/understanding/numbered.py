"""What a number answers to: one word for a step of every kind of number that has such a step.

A kind of matter joins with `matters_of`; what keeps rows of its own (a swap, a record) lists a `Numbered` itself.
"""

import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.machine.delivery.rules import Message
from models.matters.steps import texts
from models.matters.steps.actions import Taken, take_word, told_of, waiting
from models.matters.steps.rules import Kind
from models.organisation.people.rules import Role
from models.values.numbers import Sign, signed

if TYPE_CHECKING:
    from bot.understanding.request import Request

_NUMBER = re.compile(r"([A-Za-z]?\s*\d{1,9})(?:[\s，。,、：:]+(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Named:
    """What follows a word for a step: a number with its sign (none: any kind's), and what is said after it."""

    number: int | None = None
    sign: Sign | None = None
    rest: str = ""


@dataclass(frozen=True)
class Waits:
    """One thing that waits for somebody: its number as people see it, and what it is about."""

    named: Named
    shown: str
    line: str


async def _nothing_waits(request: "Request", word: str) -> Sequence[Waits]:
    return ()


@dataclass(frozen=True)
class Numbered:
    """The numbers of one sign: what each word does with one, who may say it, and what waits for it.

    A bare number, or no number where nothing waits, is this sign's after the words in `plain`.
    """

    sign: Sign
    words: "Mapping[str, Callable[[Request, Named], Awaitable[list[Message]]]]"
    waiting: "Callable[[Request, str], Awaitable[Sequence[Waits]]]" = _nothing_waits
    needs: frozenset[Role] | None = None
    private: bool = True
    plain: Collection[str] = field(default_factory=frozenset)
    kind: Kind | None = None


def named(text: str) -> Named | None:
    """Return the number in M0012, m12 or 12 that opens a text, with what follows it; None for anything else."""
    found = _NUMBER.fullmatch(text)
    which = signed(found[1]) if found else None
    return Named(which[1], which[0], (found[2] or "").strip()) if found and which else None


def matters_of(
    kind: Kind,
    done: "Callable[[Request, Taken], Awaitable[list[Message]]]",
    line: "Callable[[Request, Taken], Awaitable[str]]",
    needs: frozenset[Role] | None = None,
) -> Numbered:
    """Return what the numbers of a kind of matter answer to: the words of its steps.

    `done` says what is said when a step is taken, `line` what stands beside a number in a list.
    """

    def of(word: str) -> "Callable[[Request, Named], Awaitable[list[Message]]]":
        async def run(request: "Request", said: Named) -> list[Message]:
            taken = await take_word(request.act, kind, said.number or 0, word, said.rest)
            return await (_second(request, kind, taken) if taken.half else done(request, taken))

        return run

    async def waits(request: "Request", word: str) -> list[Waits]:
        found = await waiting(request.act, [kind], word)
        return [
            Waits(Named(o.matter.id, kind.sign), kind.sign.show(o.matter.id), await line(request, o)) for o in found
        ]

    words = {step.word: of(step.word) for step in kind.steps if step.word}
    return Numbered(kind.sign, words, waits, needs, kind=kind)


async def _second(request: "Request", kind: Kind, taken: Taken) -> list[Message]:
    """Say that a second person is needed, and ask the others who may."""
    people, _ = await told_of(request.act, kind, taken.matter.id, taken.step.name)
    shown, others = kind.sign.show(taken.matter.id), [one for one in people if one.id != request.asker.person_id]
    asked = texts.second_asked(shown, taken.matter.title, taken.step.word)
    return [*request.reply(texts.second_needed(shown)), *(request.tell(one.userid, asked) for one in others)]
