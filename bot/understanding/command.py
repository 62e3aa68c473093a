"""What a command is, and matching a line of chat to one; pure."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.language import Reading
from models.machine.delivery.rules import Message
from models.organisation.people.rules import Role
from models.values.grouping import grouped
from models.values.sheets import SentTable

if TYPE_CHECKING:
    from bot.understanding.request import Request

# How a blank for a person is called.
SOMEBODY = "姓名"
SEPARATORS = " \t\n,，、;；:：。.!！"


@dataclass(frozen=True)
class Blank:
    """A place in a command for a value.

    `read` takes the text and the moment it was said and returns the value, or None when it is no such value. A
    blank reads one word, or, with `rest`, everything that is left. What stands `apart` never follows a word without a
    space, even where numbers may.
    """

    name: str
    label: str
    read: Callable[[str, datetime], Any]
    optional: bool = False
    rest: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Command:
    """A command: its words, its blanks, who may use it and where, its help line, an example, and what it does.

    With `glued`, the first blank may follow the word without a space, as people type it. `free` turns the reading
    of free words into values of the blanks, or returns None when they are not for this command. `awaited` does so with
    a line in private that opens with no command, when it is what somebody waits to hear or can mean nothing else, and
    `found` with a line of which nobody else makes anything: what it asks may stand in this command's books. What it
    `answers` was learned to be asked of a village (`models/organisation/asking`); to answer a question writes nothing.
    `meant` turns a text into the line of this command that it may amount to, which is offered in private, not obeyed.
    What `shows` says by itself what it would do and asks before it does: what amounts to it is not asked about as well.
    What is `shown_first` is shown to whoever has said it in other words than its own, and done after his yes.
    What `takes_table` knows a table that somebody sends: the command is run without blanks for it (`request.table`).
    """

    name: str
    words: tuple[str, ...]
    run: "Callable[..., Awaitable[list[Message]]]"
    help: str
    example: str
    blanks: tuple[Blank, ...] = ()
    needs: frozenset[Role] | None = None
    private: bool = False
    glued: bool = False
    free: Callable[[Reading], dict[str, Any] | None] | None = None
    awaited: "tuple[Taker[Any], ...]" = ()
    found: "tuple[Taker[Any], ...]" = ()
    answers: "tuple[Taker[Any], ...]" = ()
    meant: Callable[[str, datetime], str | None] | None = None
    takes_table: Callable[[SentTable], bool] | None = None
    shown_first: bool = False
    shows: bool = False

    @property
    def about_somebody(self) -> bool:
        """Return whether it is done to a person: then it is offered only where somebody on the books is named."""
        return bool(self.blanks) and self.blanks[0].label.split()[0] == SOMEBODY

    @property
    def usage(self) -> str:
        """Return the command with its blanks, such as “更正 [编号] 〈改成什么〉”."""
        shown = [f"[{b.label}]" if b.optional else f"〈{b.label}〉" for b in self.blanks]
        return " ".join([self.words[0], *shown])


@dataclass(frozen=True)
class Match:
    """A command that a line begins with, and the values of its blanks; None when a blank could not be read."""

    command: Command
    word: str
    values: dict[str, Any] | None

    @property
    def tells(self) -> bool:
        """Return whether words of somebody's own stand behind the command, and not only a number or a day."""
        return any(isinstance(value, str) for value in (self.values or {}).values())


Said = TypeVar("Said")
Done = TypeVar("Done")


@dataclass(frozen=True)
class Telling(Generic[Done]):
    """The `run` of a command that an action does, given the values of its blanks; it says what came of it."""

    action: Callable[..., Awaitable[Done]]
    text: Callable[[Done], str]

    async def __call__(self, request: "Request", **values: Any) -> list[Message]:
        """Do it and say so."""
        return request.reply(self.text(await self.action(request.act, **values)))


@dataclass(frozen=True)
class Taker(Generic[Said]):
    """What takes a line that opens with no command, if its `words` occur there and whoever says it holds a role.

    In a group it is heard only where everybody may read the answer, `aloud`.
    `take` is given what the words found. It returns the values of the command's blanks, the line that is meant, to be
    obeyed (`request.plainly`), a match of another command, or None where the line is for somebody else after all.
    """

    words: Callable[[str], Said | None]
    take: "Callable[[Request, Said], Awaitable[dict[str, Any] | Match | str | None]]"
    needs: frozenset[Role] | None = None
    aloud: bool = False


# The words of a taker that has to ask the books, or the reader, of any line.
ANY = re.compile("").match


def of_kind(
    intent: str, values: Callable[[Mapping[str, Any]], dict[str, Any] | None], **said: str | None
) -> Callable[[Reading], dict[str, Any] | None]:
    """Return the `free` of a command: the values out of the slots of a reading of one kind that says just so much."""

    def free(reading: Reading) -> dict[str, Any] | None:
        fits = reading.intent == intent and all(reading.slots.get(name) == one for name, one in said.items())
        return values(reading.slots) if fits else None

    return free


def when(words: Callable[[str], object], needs: frozenset[Role] | None = None, **values: Any) -> Taker[Any]:
    """Return what takes a text in which words occur with these values of the command's blanks."""

    async def take(request: "Request", said: object) -> dict[str, Any]:
        return values

    return Taker(words, take, needs)


def line_in(words: Callable[[str], str | None], needs: frozenset[Role] | None = None) -> Taker[str]:
    """Return what takes a text of which words make the line that is meant."""

    async def take(request: "Request", line: str) -> str:
        return line

    return Taker(words, take, needs)


_KEPT = {ord(sign): sign for sign in "，：；！？（）"}
_FOLDED = {ord("　"): " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, **_KEPT}


def fold(text: str) -> str:
    """Return the text with full-width letters, digits and blanks as half-width ones, for matching only."""
    return text.translate(_FOLDED)


Openings = Mapping[str, Sequence[tuple[str, Command]]]


def openings(commands: Sequence[Command]) -> Openings:
    """Return {first character: (word, its command)} of all words, the longest first, for `find`."""
    words = [(word, command) for command in commands for word in command.words]
    return grouped((word[0], (word, command)) for word, command in sorted(words, key=lambda pair: -len(pair[0])))


def find(text: str, known: Openings, moment: datetime) -> Match | None:
    """Return the command whose longest word opens the text, with its blanks read; None when none does.

    A word that is followed by other text without a separator counts only for a glued command whose blanks can
    be read: otherwise the sentence merely begins like a command. Of commands that share a word it is the first that
    can read what follows.
    """
    folded = fold(text).strip(SEPARATORS)
    first: Match | None = None
    for word, command in known.get(folded[:1], ()):
        if not folded.startswith(word) or (first and first.word != word):
            continue
        match = _match(folded, word, command, moment)
        if match and match.values is not None:
            return match
        first = first or match
    return first


# What nobody means by the sounds at the end of 催一下嘛.
_SOUNDS = "嘛吧噻哈"


# What was done already is told: 借用了村里的梯子修路灯2小时 asks for nothing.
_WAS_DONE = re.compile(r"[了过].*(?:\d|[一二两三四五六七八九十半]).*(?:小时|钟头|分钟|天)")


def _match(folded: str, word: str, command: Command, moment: datetime) -> Match | None:
    rest = folded[len(word) :]
    rest = "" if not rest.strip(_SOUNDS) else rest
    values = read_blanks(rest.strip(SEPARATORS), command.blanks, moment)
    glued = command.glued and not _WAS_DONE.match(rest) and _may_be_glued(command.blanks, values)
    counts = not rest or rest[0] in SEPARATORS or glued
    return Match(command, word, values) if counts else None


def _may_be_glued(blanks: Sequence[Blank], values: Mapping[str, Any] | None) -> bool:
    return values is not None and not any(blank.apart and values[blank.name] for blank in blanks)


def read_blanks(text: str, blanks: Sequence[Blank], moment: datetime) -> dict[str, Any] | None:
    """Return {name: value} when the blanks consume the whole text; None when they cannot."""
    values: dict[str, Any] = {}
    for blank in blanks:
        word, rest = (text, "") if blank.rest else first_word(text)
        value = blank.read(word, moment) if word else None
        if value is None and not blank.optional:
            return None
        values[blank.name] = value
        text = rest if value is not None else text
    return None if text else values


# The point in an account, such as tang.min, parts nothing.
_BETWEEN = re.compile(rf"(?:[{re.escape(SEPARATORS.replace('.', ''))}]|(?<![A-Za-z])\.|\.(?![A-Za-z\d]))+")


def first_word(text: str) -> tuple[str, str]:
    """Return the first word of a text and what follows it."""
    parts = _BETWEEN.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""
