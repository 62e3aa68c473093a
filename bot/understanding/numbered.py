"""What the numbers of one sign answer to: the words for steps, shared by all kinds that have such a step.

A kind of matter joins with `matters_of`; what keeps rows of its own (a swap, a record) lists a `Numbered` itself.
"""

import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.understanding.blanks import rest
from bot.understanding.command import SEPARATORS, Blank, Command, Taker
from models.ledger.audit.rules import Kept
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.matters.steps.actions import Taken, take_word, waiting
from models.matters.steps.rules import Kind, Step
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.rules import Asker, Role
from models.values.delicate import cleared, with_note
from models.values.numbers import Sign, signed
from models.values.wording import whole

if TYPE_CHECKING:
    from bot.understanding.request import Request

_OPENING = re.compile(r"([A-Za-z]{1,2}\s*\d{3,9}(?!\d)|[A-Za-z]{0,2}\s*\d{1,9}(?=$|[\s，。,、：:]))")


def sign_of(text: str) -> tuple[Sign | None, int] | None:
    """Return the sign (None: bare digits) and the number that open a text; None when none does."""
    found = _OPENING.match(text)
    return signed(found[1]) if found else None


number_alone = whole(r"\s*[A-Za-zＡ-Ｚａ-ｚ]{1,2}\s*\d+\s*", around=SEPARATORS)


def only_number(request: "Request") -> tuple[Sign | None, int]:
    """Return the sign and the number of a line that is nothing else; no sign where it is another line."""
    return signed(request.text.strip(SEPARATORS)) or (None, 0)


def alone(*signs: Sign, **others: None) -> Taker[Any]:
    """Return what takes a line that is nothing but a number of one of these signs, for the command that shows it.

    `others` are the blanks of that command which stay empty.
    """

    async def take(request: "Request", said: object) -> dict[str, Any] | None:
        sign, number = only_number(request)
        return {"number": number, **others} if sign in signs else None

    return Taker(number_alone, take)


async def _nothing(request: "Request", word: str | None) -> Sequence[Waits]:
    return ()


@dataclass(frozen=True)
class Numbered:
    """The numbers of one sign: the command that each shared word is for them, and what waits for a word, or for any.

    What keeps rows of its own says itself what is `waiting`, for each of its words; of the open matters that wait for
    him a kind has its own `shown`. After the words in `plain`, bare digits are this sign's, and so is a word alone for
    which nothing else waits. Where a number comes from is told by its `kind` of matter, or by what is `kept` of it, as
    far as it is the asker's business at all. What a sentence without the word becomes behind it says `told`; None for
    what reads such sentences itself.
    """

    sign: Sign
    words: Mapping[str, Command]
    waiting: "Callable[[Request, str | None], Awaitable[Sequence[Waits]]]" = _nothing
    plain: Collection[str] = field(default_factory=frozenset)
    kind: Kind | None = None
    shown: "Callable[[Request, str | None, Sequence[Taken]], Awaitable[Sequence[Waits]]] | None" = None
    kept: "Callable[[Asker, int], Awaitable[Kept | None]] | None" = None
    told: Callable[[str], str] | None = None


async def waits_of(
    request: "Request", numbered: Sequence[Numbered], word: str | None = None
) -> list[tuple[Numbered, Waits]]:
    """Return what waits of some numbers for a word, or for any; matters are looked for once, whatever their kinds."""
    kinds = [one.kind for one in numbered if one.kind]
    matters = await waiting(request.act, kinds, word) if kinds else []
    found: list[tuple[Numbered, Waits]] = []
    for one in numbered:
        waits = one.shown(request, word, matters) if one.shown else one.waiting(request, word)
        found += [(one, each) for each in await waits]
    return found


async def told_for(request: "Request", word: str) -> list[tuple[Numbered, Waits]]:
    """Return what waits for a word of the asker's that may be said in a sentence of his own."""
    able = [one for one in request.house.numbered if one.told and word in one.words]
    return await waits_of(request, [one for one in able if may_say(request, one.words[word])], word)


def may_say(request: "Request", command: Command) -> bool:
    """Return whether somebody may say a command where he speaks."""
    return (request.private or not command.private) and request.may(command.needs)


def shared(command: Command, numbered: Sequence[Numbered]) -> Command:
    """Return the command of a shared word for all who may say it of any number, and where any may be said."""
    able = [one.words[word] for one in numbered for word in command.words if word in one.words]
    needs = (
        None if any(one.needs is None for one in able) else frozenset[Role]().union(*(one.needs or () for one in able))
    )
    return replace(command, needs=needs, private=all(one.private for one in able))


def read_by_all(command: Command) -> Command:
    """Return the command of a step whose reason everybody reads beside the matter."""

    async def run(request: "Request", *, number: int, reason: str | None) -> list[Message]:
        await check_for_everybody(request.act, reason)
        return await command.run(request, number=number, reason=reason)

    return replace(command, run=run)


def matters_of(
    kind: Kind,
    done: "Callable[[Request, Taken], Awaitable[list[Message]]]",
    line: "Callable[[Request, Taken], Awaitable[str]] | None" = None,
    needs: frozenset[Role] | None = None,
    listed: Callable[[Asker, Taken], bool] = lambda asker, taken: True,
    by: Callable[[Step], str] = lambda step: step.word,
) -> Numbered:
    """Return what the numbers of a kind of matter answer to: the words of its steps.

    `done` does what follows from a step and says it, `line` is what stands beside a number in a list, if not its title.
    Of what somebody may do only what is `listed` for him waits; `by` tells the word for a step, of its own or that of
    a command.
    """

    def command(word: str) -> Command:
        async def run(request: "Request", *, number: int, reason: str | None) -> list[Message]:
            written = cleared(reason or "")
            taken = await take_word(request.act, kind, number, word, written.text)
            said = await done(request, taken)
            return [replace(one, text=with_note(one.text, written.left_out)) for one in said[:1]] + said[1:]

        blanks = (Blank("number", "编号", kind.sign.read), rest("reason", "说明", optional=True))
        example = f"{word} {kind.sign.show(12)}"
        return Command(f"{kind.code}_{word}", (word,), run, example, example, blanks, needs, private=True)

    async def shown(request: "Request", word: str | None, matters: Sequence[Taken]) -> Sequence[Waits]:
        return [
            Waits(
                kind.sign.show(one.matter.id),
                await line(request, one) if line else one.matter.title,
                one.matter.due_on,
                by(one.step),
            )
            for one in matters
            if one.matter.kind == kind.code and (word is not None or listed(request.asker, one))
        ]

    words = {step.word: command(step.word) for step in kind.steps if step.word}
    return Numbered(kind.sign, words, kind=kind, shown=shown, told=str)
