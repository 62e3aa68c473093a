"""Asking for what is missing: one open question per person and chat, answered, left or interrupted at will."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.language.spent import read_minutes
from bot.understanding.command import SEPARATORS, find, first_word
from bot.understanding.numbered import waits_of
from bot.understanding.reading import read
from bot.understanding.request import Request
from bot.understanding.smalltalk import small_talk
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs import texts
from models.machine.dialogs.actions import begin, drop_paused, end, not_understood, open_dialog, repeats, resume_paused
from models.machine.dialogs.rules import (
    GROUP_SPAN,
    PRIVATE_SPAN,
    TRIES_MOST,
    DialogState,
    Turn,
    is_aside,
    is_free_answer,
    may_answer,
    other_door,
    turn_of,
    yes_or_no,
)
from models.machine.dialogs.tables import Dialog
from models.values.numbers import Sign, signed

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """One thing that can be asked.

    `ask` words it with an example; `read` returns the answer in a text, or None; `run` does what the answer means;
    `left` says what stands when nobody answers. A text that opens with a command is no answer, but for the command `of`
    for which it asks; without a `run` the answer is the values with which that command is run. Of a `free` question any
    words are the answer but a question, another number and the end of it. A `fleeting` question ends in silence when
    something else is said, `patient` only when that happens again, and any question when what it asks about no longer
    `stands`, or was seen to by its number in another way. It stands under no other answer until it is `ready` to be
    answered. A command that says `again` what was asked is a yes.
    """

    name: str
    ask: Callable[[Values], str]
    read: Callable[[str, datetime, Values], Any]
    left: Callable[[Values], str]
    run: Callable[[Request, Values, Any], Awaitable[list[Message]]] | None = None
    of: str | None = None
    fleeting: bool = False
    patient: bool = False
    free: bool = False
    stands: Callable[[Values], Awaitable[bool]] | None = None
    ready: Callable[[Values], Awaitable[bool]] | None = None
    again: Callable[[str, Values], bool] | None = None

    async def still_stands(self, values: Values) -> bool:
        """Return whether there is still what it asks about."""
        return self.stands is None or await self.stands(values)

    async def may_be_repeated(self, values: Values) -> bool:
        """Return whether it may stand under another answer: there is what it asks about, and an answer can help."""
        return await self.still_stands(values) and (self.ready is None or await self.ready(values))

    async def answered(self, request: Request, values: Values, answer: Any) -> list[Message]:
        """Do what the answer means."""
        if self.run is not None:
            return await self.run(request, values, answer)
        command = next(command for command in request.house.commands if command.name == self.of)
        return await command.run(request, **answer)


def yes_no(
    name: str,
    ask: Callable[[Values], str],
    yes: Callable[[Request, Values], Awaitable[list[Message]]],
    left: Callable[[Values], str],
    no: Callable[[Values], str] | None = None,
    words: tuple[Collection[str], Collection[str]] = ((), ()),
) -> Question:
    """Return a question that is answered by yes or no; a no leaves all as it is and says so.

    `words` are those that agree and those that disagree to this question, besides the plain ones.
    """

    async def run(request: Request, values: Values, agrees: bool) -> list[Message]:
        return await yes(request, values) if agrees else request.reply((no or left)(values))

    def read(text: str, moment: datetime, values: Values) -> bool | None:
        plain = yes_or_no(text, *words)
        return plain if plain is not None else _opening(text, moment, words)

    return Question(name, ask, read, left, run)


def reading_first(
    question: Question,
    read: Callable[[str, Values], Any],
    run: Callable[[Request, Values, Any], Awaitable[list[Message]]] | None = None,
) -> Question:
    """Return a question to which what `read` makes of a text is the answer; where it makes None, its own reading.

    `read` is given what the question is about as well. What it makes is seen to by `run`, yes and no as ever.
    """

    def reads(text: str, moment: datetime, values: Values) -> Any:
        found = read(text, values)
        return found if found is not None else question.read(text, moment, values)

    async def runs(request: Request, values: Values, answer: Any) -> list[Message]:
        if run is None or isinstance(answer, bool):
            return await question.answered(request, values, answer)
        return await run(request, values, answer)

    return replace(question, read=reads, run=runs)


def _opening(text: str, moment: datetime, words: tuple[Collection[str], Collection[str]]) -> bool | None:
    """Return the yes or no that opens a sentence (“不是，我昨天没去”); None where the rest says more."""
    head, rest = first_word(text.strip(SEPARATORS))
    agrees = yes_or_no(head, *words)
    if agrees is None or not rest:
        return agrees
    said = read(rest, moment)
    asks_more = said.sure and said.intent not in ("none", "clarify", "activity")
    return None if asks_more or read_minutes(rest) is not None else agrees


class Dialogs:
    """The questions of a house, and what a text does with an open one."""

    def __init__(self, questions: Sequence[Question]) -> None:
        """Know every question by its name."""
        self._questions = {question.name: question for question in questions}

    @property
    def fleeting(self) -> list[str]:
        """Return the names of the questions that end when something else is said."""
        return [name for name, question in self._questions.items() if question.fleeting]

    def worded(self, asks: Asks | None) -> list[str]:
        """Return the line with which a question is asked; none where nothing is."""
        return [self._questions[asks.question].ask(asks.values)] if asks else []

    async def answered(self, request: Request, dialog: Dialog) -> list[Message] | None:
        """Return what is said to a text that answers an open question; None when it is about something else."""
        question = self._questions[dialog.question]
        if not await question.still_stands(dialog.values):
            await end(dialog, DialogState.CANCELLED, request.now)
            return None
        answer = await _read_answer(request, question, dialog.values)
        turn = turn_of(request.text, answers=answer is not None)
        if turn is Turn.OTHER:
            return None
        if turn is Turn.CANCEL:
            # Whoever wants to be asked no more is not walked back to the question before this one.
            await end(dialog, DialogState.CANCELLED, request.now)
            await drop_paused(dialog.conversation)
            return request.reply(texts.cancelled(question.left(dialog.values)))
        if turn in (Turn.HELP, Turn.BACK):
            return request.reply(texts.explained(question.ask(dialog.values)))
        if not await end(dialog, DialogState.DONE, request.now):
            return None
        return await self._then(request, await question.answered(request, dialog.values, answer))

    async def interrupted(self, request: Request, dialog: Dialog, messages: list[Message]) -> list[Message]:
        """Return what was said to something else, and the question again; or count an answer that nobody could read."""
        question = self._questions[dialog.question]
        if not messages:
            return messages
        if any(message.asks for message in messages):
            return await self._left_for_another(request, dialog, messages)
        if not (messages[0].unclear and may_answer(request.text)) or is_aside(request.text):
            return await self._repeated(request, dialog, messages)
        if await not_understood(dialog, request.now) >= TRIES_MOST:
            # Whoever could not answer this one is spared the one before it.
            await end(dialog, DialogState.CANCELLED, request.now)
            return request.reply(texts.given_up(question.left(dialog.values)))
        return request.reply(texts.rephrased(question.ask(dialog.values)))

    async def _left_for_another(self, request: Request, dialog: Dialog, messages: list[Message]) -> list[Message]:
        """Return what was said; the question waits until the one that came up is answered, unless it is fleeting."""
        if self._questions[dialog.question].fleeting:
            await end(dialog, DialogState.CANCELLED, request.now)
        return messages

    async def _repeated(self, request: Request, dialog: Dialog, messages: list[Message]) -> list[Message]:
        """Return what was said to something else, with the question once more, but only once."""
        question = self._questions[dialog.question]
        if question.ready and not await question.ready(dialog.values):
            return messages
        asked = question.ask(dialog.values)
        once = await _once_more(messages, asked, dialog, request.now)
        passes = question.fleeting and not (question.patient and once)
        if passes or _seen_to(request.text, messages, dialog.values) or not await question.still_stands(dialog.values):
            await end(dialog, DialogState.CANCELLED, request.now)
            return messages
        return _add(messages, texts.again(asked)) if once else messages

    async def _then(self, request: Request, messages: list[Message]) -> list[Message]:
        """Come back to the question that was put aside, unless the answer asks something next."""
        if any(message.asks for message in messages):
            return messages
        paused = await resume_paused(request.conversation, request.now)
        question = self._questions[paused.question] if paused else None
        if paused is None or question is None or not await question.may_be_repeated(paused.values):
            return messages
        if _seen_to(request.text, messages, paused.values):
            await end(paused, DialogState.CANCELLED, request.now)
            return messages
        return _add(messages, texts.again(question.ask(paused.values)))


async def open_in(request: Request) -> Dialog | None:
    """Return the question that is open in a conversation; one that was left for too long ends in silence.

    Where none is, in private, it is the one at the other door: who was asked by the application may answer the bot. A
    nod (好的, 收到) or a call for help answers only what was asked here.
    """
    span = PRIVATE_SPAN if request.private else GROUP_SPAN
    found = await open_dialog(request.conversation, request.now, span)
    elsewhere = other_door(request.conversation)
    if found is not None or elsewhere is None or turn_of(request.text, answers=True) in (Turn.HELP, Turn.BACK):
        return found
    if small_talk(request.text, request.house.bot_name) is not None:
        return None
    return await open_dialog(elsewhere, request.now, span)


async def leave_open(conversation: str, messages: list[Message], now: datetime, key: str) -> None:
    """Open the question that an answer asks, if it asks one."""
    asked = [message.asks for message in messages if message.asks]
    if asked:
        await begin(conversation, asked[0].question, asked[0].values, now, key)


async def _read_answer(request: Request, question: Question, values: Values) -> Any:
    """Return the answer in a text; None where it has gone on to something else, or says none."""
    if question.again and question.again(request.text, values):
        return True
    if await _opens_another(request, question) or (question.free and not is_free_answer(request.text)):
        return None
    return question.read(request.text, request.said_at, values)


def _seen_to(text: str, messages: Sequence[Message], values: Values) -> bool:
    """Return whether a command was said, or the answer opens with, the number that the line in question is about."""
    number = _number_in(values.get("line") or values.get("text") or "")
    told = {signed(first_word(message.text)[0]) for message in messages if message.is_reply}
    return number is not None and (number == _number_in(text) or number in told)


def _number_in(line: str) -> tuple[Sign | None, int] | None:
    """Return the number of the books that follows the word of a command; None where none does."""
    found = signed(first_word(first_word(line)[1])[0])
    return found if found and found[0] else None


async def _opens_another(request: Request, question: Question) -> bool:
    """Return whether a text can be obeyed as a command that has nothing to do with the question.

    A shared word alone (同意) for which nothing waits can not. Where any words are the answer, one that only lacks
    something (准假 周小川) is none either.
    """
    match = find(request.text, request.house.openings, request.said_at)
    if match is None or match.command.name == question.of or not request.may(match.command.needs):
        return False
    if match.values is None:
        return question.free
    able = [one for one in request.house.numbered if match.word in one.words]
    alone = able and not any(match.values.values())
    return not (alone and not await waits_of(request, able, match.word))


async def _once_more(messages: Sequence[Message], asked: str, dialog: Dialog, now: datetime) -> bool:
    """Return whether a question is to stand under an answer: for the first time, unless 待办 tells it already."""
    told = any(asked.partition("。")[0] in message.text for message in messages)
    return not told and await repeats(dialog, now)


def _add(messages: list[Message], text: str) -> list[Message]:
    """Return the messages with a line added to the reply."""
    reply = next((message for message in messages if message.is_reply), None)
    if reply is None:
        return [*messages, Message(text)]
    return [replace(m, text=f"{m.text}\n{text}") if m is reply else m for m in messages]
