"""From what was typed to what is meant: the kind is learned, the values are read by the topic that owns the words."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.language.days import find_days
from bot.language.kinds import EFFECTS, SURE, Guess, guess
from bot.language.pattern import Pattern
from bot.language.sounds import put_right
from bot.language.spent import PART, Spent, find_spent, read_minutes
from bot.language.text import spans_of, without, without_courtesy
from bot.language.undone import puts_itself_right, undecided
from bot.language.values import Message, Reading
from bot.understanding import unbuilt
from models.democracy.decisions.words import read_decision
from models.duty.attendance.words import read_presence
from models.duty.leave.words import read_leave
from models.duty.roster.words import read_query
from models.duty.swaps.words import read_swap
from models.honour.honour_list.words import read_ranking
from models.library.catalogue.words import read_library, read_service
from models.service.activities.correcting import read_revoke
from models.service.activities.words import read_own_question, read_report
from models.stars.appraisal.words import read_stars

_NOTHING = Reading("none")
_NOTHING_SAID = frozenset({"none", "clarify"})
# Their own words look for somebody who puts himself right, also behind the word of a command.
_SAY_IT_OTHERWISE = frozenset({"activity", "star_report", "revoke"})
_ASKS = re.compile("谁|班|哪|吗|[?？]")
_CLEAR, _BETTER = 0.75, 0.6
# What is like no question that can be answered is none.
_NOTHING_LIKE_IT = 0.22
_WORDS: Mapping[str, Callable[[Message], Reading]] = {
    "activity": read_report,
    "star_report": read_stars,
    "duty_query": read_query,
    "duty_swap": read_swap,
    "duty_leave": read_leave,
    "duty_checkin": read_presence,
    "ranking_query": read_ranking,
    "my_record": read_own_question,
    "revoke": read_revoke,
    "decision_query": read_decision,
    "service_list": read_service,
    "library_query": read_library,
    "help": unbuilt.read_help,
    "clarify": unbuilt.read_unclear,
}


def read(text: str, sent_at: datetime, threshold: float = SURE) -> Reading:
    """Return what the message asks for: `none` is not for the bot, `clarify` must be asked back.

    `threshold` is the probability from which an effect needs no question.
    """
    message = Message.of(without_courtesy(text), sent_at)
    if not message.text:
        return _NOTHING
    guessed = guess(message, threshold)
    if guessed.chance < _CLEAR or guessed.kind in _NOTHING_SAID:
        # What is not clear as typed is read once more with slips of the pen and of the ear put right.
        righted = replace(message, text=put_right(message.text))
        second = guess(righted, threshold) if righted.text != message.text else guessed
        if second.kind not in _NOTHING_SAID and second.chance > _BETTER:
            return _as_guessed(righted, second)
    return _as_guessed(message, guessed)


def read_as(kind: str, text: str, sent_at: datetime) -> Reading:
    """Return what a text says that is known to be of this kind, because a command word stands before it."""
    words = _WORDS.get(kind)
    return words(Message.of(text, sent_at)) if words else _NOTHING


def says_nothing_else(reading: Reading, text: str, kind: str) -> bool:
    """Return whether words beside a question of a kind tell or ask nothing else, so that they may answer it.

    A day, with or without a name, asks who is on duty only where nothing was asked.
    """
    asks = reading.intent == "duty_query" and _ASKS.search(text) is not None
    return reading.intent in (*_NOTHING_SAID, kind, "duty_query") and not asks


def open_day(
    text: str, sent_at: datetime, *, ahead: bool = False, of: Collection[str] | None = None
) -> tuple[str, str] | None:
    """Return (the words, what must be asked) of the first day that was named and cannot be read; None for none.

    With `of` it is the first that cannot be read for one of these reasons.
    """
    message = Message.of(text, sent_at)
    found = (said for said in find_days(message, ahead=ahead) if said.doubt and (of is None or said.doubt in of))
    doubtful = next(found, None)
    return (message.said[doubtful.start : doubtful.end], doubtful.doubt) if doubtful else None


_HOURS_MOST = 12
_HOUR = "小时"
_PUT_RIGHT = re.compile(r"不是.+是|改成|应该是")
_BARE_CHARACTERS = 3
_EDGES = " \t\n，。！!,.~～、"


def read_answer_minutes(text: str, sent_at: datetime) -> int | None:
    """Return the minutes in an answer to “how long”, such as 大概两个半小时 or a bare 2 (hours); None when it is none.

    What says more than a length is no answer (老何做了2小时), and of “不是2小时是3小时” only the second is one.
    Several are added up: 上午3小时，下午4小时.
    """
    if _PUT_RIGHT.search(text):
        replaced: Mapping[str, Any] = read_as("revoke", text, sent_at).slots.get("replace") or {}
        if replaced.get("hours") is not None:
            return round(float(replaced["hours"]) * 60)
    word = Message.of(text.strip(_EDGES), sent_at).text
    spent = find_spent(word)
    if not spent:
        return _bare_hours(word)
    if _ROUND_A_LENGTH.sub("", without(word, spans_of(spent))):
        return None
    return read_minutes(word) if len(spent) == 1 else _sum(spent)


def _sum(spent: Sequence[Spent]) -> int:
    return sum(one.minutes or 0 for one in spent)


def _bare_hours(word: str) -> int | None:
    """Return the minutes of a bare number of hours; so many that it is more likely minutes are asked again."""
    hours = read_minutes(word + _HOUR) if len(word) <= _BARE_CHARACTERS else None
    return hours if hours is not None and hours <= _HOURS_MOST * 60 else None


# What stands around a length that somebody answers with, and changes nothing about it.
_ROUND_A_LENGTH = Pattern(
    rf"{PART}|不到|不满|没到|大概|大约|差不多|左右|上下|可能|应该|估计|总共|一共|时间|时长|整整|足足|前前后后|那次|这次|[那这]条|"
    r"[,，、。\s共有得了做干搞弄忙用花就是的吧嘛哈啊呢哦嘞多整我们才也和加又从到个]"
)


def _as_guessed(message: Message, guessed: Guess) -> Reading:
    words = _WORDS.get(guessed.kind)
    reading = words(message) if words else _NOTHING
    if reading.intent not in EFFECTS:
        likely = guessed.sure or guessed.chance > _NOTHING_LIKE_IT
        return replace(reading if likely else _NOTHING, sure=guessed.sure)
    sure = guessed.sure and reading.sure and not _changes_its_mind(reading, message.text)
    return replace(reading, sure=sure, second=None if guessed.sure else guessed.second)


def _changes_its_mind(reading: Reading, text: str) -> bool:
    """Return whether a text puts itself right on the way, and nothing of it is asked for anyway, or decides nothing."""
    asked = bool(reading.doubt) or reading.intent in _SAY_IT_OTHERWISE
    return (not asked and puts_itself_right(text)) or undecided(text)


def read_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield a JSON line with intent, slots and sureness for each JSON line with text and sent_at."""
    for line in lines:
        if line.strip():
            asked = json.loads(line)
            reading = read(asked["text"], datetime.fromisoformat(asked["sent_at"]))
            deeds = [deed.as_slots() for deed in reading.items]
            answer = {
                "intent": reading.intent if reading.intent in _WORDS else "none",
                "slots": {**({"items": deeds} if deeds else {}), **reading.slots},
                "sure": reading.sure or reading.intent not in EFFECTS,
            }
            yield json.dumps(answer, ensure_ascii=False)
