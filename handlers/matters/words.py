"""The words for steps: one command each, which goes by the sign of the number; without a number, by what waits."""

import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.language.kinds import EFFECTS
from bot.language.spent import read_minutes
from bot.understanding.command import ANY, Blank, Command, Match, Taker, find, read_blanks
from bot.understanding.dialog import Question, Values
from bot.understanding.dispatch import obey, obey_line, suggest, taken_by
from bot.understanding.numbered import Numbered, may_say, sign_of, told_for, waits_of
from bot.understanding.reading import read
from bot.understanding.request import Request
from bot.understanding.smalltalk import small_talk
from models.machine.delivery.rules import Asks, Message
from models.machine.delivery.waiting import has_read, was_just_told
from models.machine.dialogs.rules import bare, yes_or_no
from models.matters.pending.rules import Waits
from models.matters.pending.texts import CHOICES_MOST, by_word, nothing, said_plainly, taken_for, which_of
from models.matters.pending.words import place_in
from models.matters.steps.actions import has_moved
from models.matters.steps.rules import TAKE_BACK, ReasonNeeded
from models.matters.steps.texts import NOT_TAKEN, not_for, which_reason
from models.matters.steps.words import GRANTED, TELLING, kept_with, of_somebody_known, step_words, told_of
from models.organisation.authority.act import Act
from models.values.numbers import Sign, signed
from models.values.wording import about, asks, near, pairs


def _reader(alone: str) -> Callable[[str, datetime], str | None]:
    """Return what reads a text that opens with a number, or that, without one, may stand `alone` after the word."""

    def read(text: str, moment: datetime) -> str | None:
        return text if sign_of(text) or (alone and re.fullmatch(alone, text, re.DOTALL)) else None

    return read


def _words(text: str, moment: datetime) -> str | None:
    """Return what is said without a number; who says as well how long it took reports."""
    return text if sign_of(text) is None and read_minutes(text) is None else None


def _run(word: str) -> Callable[..., Awaitable[list[Message]]]:
    async def run(request: Request, *, said: str | None, words: str | None) -> list[Message]:
        if request.plainly and said is None and words:
            return await _which(request, words)
        able = {one.sign: one for one in request.house.numbered if word in one.words}
        if said is None:
            return await _alone(request, word, words, list(able.values()))
        if request.plainly:
            return await _shown(request, word, said, list(able.values()))
        return await _with_number(request, word, said, able)

    return run


async def _with_number(request: Request, word: str, said: str, able: Mapping[Sign, Numbered]) -> list[Message]:
    sign, number = sign_of(said) or (None, 0)
    if sign is not None and sign not in able:
        return request.reply(not_for(sign.show(number), word))
    meant = _plain(able.values(), word) if sign is None else able[sign]
    return await _do(request, word, meant, said) if meant else request.reply(nothing(word))


async def _shown(request: Request, word: str, said: str, able: Sequence[Numbered]) -> list[Message]:
    """Show which word of which number was said plainly."""
    waits = await waits_of(request, able, word)
    one = next((one for _, one in waits if signed(one.said) == signed(said.split(maxsplit=1)[0])), None)
    if one is None:
        return await _with_number(request, word, said, {each.sign: each for each in able})
    return request.preview(said_plainly(request.text, one))


async def _said_plainly(request: Request, said: object) -> Match | str | None:
    """Take a sentence that says a word of the only thing that waits for it, or of the one it names; or ask which."""
    number, told, words = told_of(request.text)
    chosen = await _chosen(request, number, told, words)
    if len(chosen) == 1:
        return await _line(request, chosen[0], told)
    if chosen:
        return f"{chosen[0][0]} {told}"
    return f"{words[0]} {number} {told}" if words and _is_answered(request, number) else None


Chosen = tuple[str, Numbered, Waits]


async def _chosen(request: Request, number: str, said: str, words: Sequence[str]) -> Sequence[Chosen]:
    """Return what waits for a word that a sentence may say: what has its number, else what it is about.

    A sentence that says none of the words may still answer what it is about.
    """
    if not words and not _may_answer(request):
        return []
    waits = _spoken(said, [(each, *one) for each in words or TELLING for one in await told_for(request, each)])
    found = _of_number(number, waits) if number else _meant(request, said, waits, plainly=bool(words))
    return await _in_hand(request, found) if len(found) > 1 else found


def _spoken(said: str, waits: Sequence[Chosen]) -> Sequence[Chosen]:
    """Return what waits for the word that is said in so many words, as in 验收合格，同意; all where none is."""
    return [one for one in waits if one[0] in said] or waits


def _of_number(number: str, waits: Sequence[Chosen]) -> Sequence[Chosen]:
    return [one for one in waits if signed(one[2].said) == signed(number)]


def _meant(request: Request, said: str, waits: Sequence[Chosen], *, plainly: bool) -> Sequence[Chosen]:
    shown = {at: one.line for at, (_, _, one) in enumerate(waits)}
    named = (near if plainly else about)(said, shown)
    return [waits[at] for at in named] or (waits if plainly and not _is_deed(request) else [])


def _is_deed(request: Request) -> bool:
    """Return whether a sentence tells a deed that stands for itself."""
    reading = request.reading
    return reading.intent in EFFECTS and reading.sure and not of_somebody_known(request.text)


def _may_answer(request: Request) -> bool:
    """Return whether nobody else makes anything of a sentence, and it asks nothing."""
    nothing_else = request.reading.intent in ("none", "clarify") and request.amounts_to is None
    return nothing_else and not asks(request.text) and small_talk(request.text, "") is None


async def _in_hand(request: Request, waits: Sequence[Chosen]) -> Sequence[Chosen]:
    """Return those of several that stand on the asker's own list, or all where none does."""
    kinds = {one.sign: one for _, one, _ in waits}
    his = {each.said for _, each in await waits_of(request, list(kinds.values()))}
    return [one for one in waits if one[2].said in his] or waits


async def _line(request: Request, chosen: Chosen, said: str) -> Match | str | None:
    """Return the line that a sentence amounts to; no more than the word itself is obeyed, right after it was asked."""
    word, numbered, one = chosen
    if bare(said).removeprefix(ONESELF) == word and await _may_be_short(request, word, numbered, one):
        return find(f"{word} {one.said}", request.house.openings, request.said_at)
    return _written(chosen, said)


def _written(chosen: Chosen, said: str) -> str:
    word, numbered, one = chosen
    kept = kept_with(word, said)
    told = numbered.told(kept) if numbered.told and kept else ""
    return f"{word} {one.said} {told}".rstrip()


async def _which(request: Request, said: str) -> list[Message]:
    """Ask which of several things a sentence is about, with what each would get."""
    chosen = (await _chosen(replace(request, text=said), *told_of(said)))[:CHOICES_MOST]
    lines = [_written(one, said) for one in chosen]
    shown = [one.line for _, _, one in chosen]
    return request.reply(
        which_of(said, lines, shown), Asks("which_waits", {"said": said, "lines": lines, "shown": shown})
    )


def _is_answered(request: Request, number: str) -> bool:
    """Return whether a number is of a kind that is answered: who has no part in that one is told so."""
    found = signed(number)
    return found is not None and any(one.sign is found[0] and TELLING[0] in one.words for one in request.house.numbered)


REASON_LEAST, ONESELF = 2, "我"
GIVING, HOW = ("同意", "通过"), ("办结", "答复")
_THAT_ONE = re.compile(r"^(?:就?是|指的?是|说的?是)?|(?:那|这)?一?[个件条]?(?:事|的)?[吧嘛哈]?$")
Found = Sequence[tuple[Numbered, Waits]]


async def _alone(request: Request, word: str, words: str | None, able: Sequence[Numbered]) -> list[Message]:
    """Take a word without a number for the only thing that waits for it, or list what waits."""
    mine = [one for one in able if may_say(request, one.words[word])]
    waits = await _asked(request, mine, word)
    plain = _plain(mine, word)
    if words:
        return await _told_of_its_own(request, word, plain) or _alone_with(request, word, words, waits)
    if len(waits) == 1:
        return await _only(request, word, *waits[0])
    if plain and _tells_itself(request, word, plain, waits):
        return await _do(request, word, plain, "")
    return request.reply(by_word(word, [found for _, found in waits]))


async def _only(request: Request, word: str, numbered: Numbered, one: Waits) -> list[Message]:
    """Do what a word alone says of the only thing that waits for it, or show that first."""
    if await _may_be_short(request, word, numbered, one):
        return await _do(request, word, numbered, one.said)
    line = f"{word} {one.said}"
    return replace(request, text=line).preview(said_plainly(line, one))


async def _may_be_short(request: Request, word: str, numbered: Numbered, one: Waits) -> bool:
    """Return whether a word alone is enough for what waits: what gives or takes something was just asked for."""
    if word not in GIVING or word in numbered.plain:
        return True
    return await was_just_told(request.asker.userid, request.conversation, one.said)


async def _asked(request: Request, mine: Sequence[Numbered], word: str) -> Found:
    """Return what waits for a word: of several those that he is asked for, not what he has said it of before."""
    waits = await waits_of(request, mine, word)
    if len(waits) < 2 or word == TAKE_BACK:
        return waits
    his = {one.said for _, one in await waits_of(request, mine)}
    return [each for each in waits if each[1].said in his] or waits


async def _told_of_its_own(request: Request, word: str, plain: Numbered | None) -> list[Message] | None:
    """Return what the kind whose plain word it is makes of a sentence that goes on: 都通过，就是老何那条我没看到."""
    own = plain.words[word].name if plain else None
    return await taken_by(request, [(one, takes) for one, takes in request.house.awaiting if one.name == own])


def _tells_itself(request: Request, word: str, plain: Numbered, waits: Found) -> bool:
    """Return whether the kind whose plain word it is says that it has none, or which of its own is meant."""
    asks = read_blanks("", plain.words[word].blanks, request.said_at) is not None
    return all(one is plain for one, _ in waits) and (asks or not waits)


def _alone_with(request: Request, word: str, words: str, waits: Found) -> list[Message]:
    """Show what a word with other words than a number is taken for: they may be about something else."""
    found = _named(words, waits)
    if len(found) == 1 and found[0][1].said:
        one, line = found[0][1], _with_words(request, word, words, *found[0])
        return replace(request, text=line).preview(taken_for(word, one, words, only=len(waits) == 1))
    meant = None if found else request.amounts_to
    return suggest(request, meant) if meant else request.reply(by_word(word, [one for _, one in found]))


def _named(words: str, waits: Found) -> Found:
    named = near(words, {at: one.line for at, (_, one) in enumerate(waits)}) if len(waits) > 1 else []
    return [waits[at] for at in named] or waits


def _with_words(request: Request, word: str, words: str, numbered: Numbered, one: Waits) -> str:
    """Return the line that is meant; what takes no words but its number was named by them."""
    takes = read_blanks(f"{one.said} {words}", numbered.words[word].blanks, request.said_at)
    return f"{word} {one.said} {words if takes else ''}".rstrip()


def _plain(able: Collection[Numbered], word: str) -> Numbered | None:
    return next((one for one in able if word in one.plain), None)


async def _do(request: Request, word: str, one: Numbered, said: str) -> list[Message]:
    command = one.words[word]
    try:
        return await obey(request, Match(command, word, read_blanks(said, command.blanks, request.said_at)))
    except ReasonNeeded:
        return request.reply(which_reason(word), Asks("reason", {"line": f"{word} {said}", "word": word}))


def _read_reason(text: str, moment: datetime, values: Values) -> str | None:
    """Return the reason; what agrees or plainly does something else is none."""
    reading = read(text, moment)
    said = step_words(text)
    # How it was done is told as a deed is; one with hours stands for itself.
    how = values["word"] in HOW and reading.intent == "activity" and read_minutes(text) is None
    other = (reading.intent in EFFECTS and reading.sure and not how) or yes_or_no(text) is not None
    # Who says that it is well now, or that he grants it, does not tell what is still wrong.
    other = other or (values["word"] == "不满意" and "满意" in said) or GRANTED.search(text) is not None
    return None if other or len(bare(text)) < REASON_LEAST or small_talk(text, "") is not None else text


ASK_REASON = Question(
    name="reason",
    ask=lambda values: which_reason(values["word"]),
    read=_read_reason,
    run=lambda request, values, reason: obey_line(request, f"{values['line']} {reason}", nothing(values["word"])),
    left=lambda values: NOT_TAKEN,
    free=True,
)


def _read_which(text: str, moment: datetime, values: Values) -> str | None:
    """Return the line that is chosen: by its place, its number or what it is about."""
    lines: list[str] = values["lines"]
    places = [at for at in range(len(lines)) if at + 1 == place_in(bare(text))]
    numbers = [at for at, line in enumerate(lines) if signed(line.split()[1]) == (signed(bare(text)) or ())]
    # What goes on to say something else chooses nothing, however much alike it sounds.
    named = pairs(_THAT_ONE.sub("", bare(text)))
    found = places or numbers or [at for at, title in enumerate(values["shown"]) if named and named <= pairs(title)]
    return lines[found[0]] if len(found) == 1 else None


ASK_WHICH = Question(
    name="which_waits",
    ask=lambda values: which_of(values["said"], values["lines"], values["shown"]),
    read=_read_which,
    run=lambda request, values, line: obey_line(request, line, NOT_TAKEN),
    left=lambda values: NOT_TAKEN,
    fleeting=True,
)
QUESTIONS = (ASK_REASON, ASK_WHICH)


def _word(word: str, name: str, meaning: str, example: str, alone: str = "", also: tuple[str, ...] = ()) -> Command:
    said = f"{word} {example}"
    number = Blank("said", "编号", _reader(alone), optional=True, rest=True)
    words = Blank("words", "说明", _words, optional=True, rest=True, apart=True)
    return Command(name, (word, *also), _run(word), f"{said}：{meaning}", said, (number, words), glued=True)


async def _unless_moved(act: Act, values: Mapping[str, Any]) -> list[Message] | None:
    return [] if await has_moved(values["matter"], values["key"]) else None


async def _if_heard(act: Act, values: Mapping[str, Any]) -> list[Message] | None:
    return None if await has_read(values["to"], values["number"]) else []


RECIPES = {"matter": _unless_moved, "heard": _if_heard}

COMMANDS = (
    # Which of the words a sentence says is found out once, for all of them.
    replace(
        _word(
            "通过", "approve", "核实这一批", "除了 3 7", alone=r"除了?[\d\s,，、和号条]+", also=("都通过", "都通过吧")
        ),
        awaited=(Taker(ANY, _said_plainly),),
    ),
    _word("退回", "send_back", "请本人补充", "3 时间不对"),
    _word("同意", "agree", "答应一件事", "H012", also=("都同意", "都同意吧")),
    _word("不同意", "disagree", "这次不行", "H012"),
    _word("办结", "settle", "一件事办完了", "S001"),
    _word("答复", "answer", "回异议、投诉", "Y0001 维持 理由", also=("答复他", "答复她", "回复他", "回复她")),
    _word("再议", "discuss_again", "重新提一件事", "D012 原因"),
    _word("满意", "satisfied", "办得好", "V0001"),
    _word("不满意", "unsatisfied", "还没办好", "V0001 哪里还没好"),
    _word("撤回", "take_back", "收回自己的", "H012"),
)
