"""From what was typed to what is meant: the kind is learned, the values are read by the topic that owns the words."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.language.kinds import EFFECTS, Guess, guess
from bot.language.sounds import put_right
from bot.language.values import Message, Reading
from bot.understanding import unbuilt
from models.duty.attendance.words import read_presence
from models.duty.leave.words import read_leave
from models.duty.roster.words import read_query
from models.duty.swaps.words import read_swap
from models.honour.honour_list.words import read_ranking
from models.service.activities.correcting import read_revoke
from models.service.activities.words import read_own_question, read_report
from models.stars.appraisal.words import read_stars

_NOTHING = Reading("none")
_NOTHING_SAID = frozenset({"none", "clarify"})
_CLEAR, _BETTER = 0.75, 0.6
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
    "decision_query": unbuilt.read_decision,
    "service_list": unbuilt.read_service,
    "library_query": unbuilt.read_library,
    "help": unbuilt.read_help,
    "clarify": unbuilt.read_unclear,
}


def read(text: str, sent_at: datetime) -> Reading:
    """Return what the message asks for: `none` is not for the bot, `clarify` must be asked back."""
    message = Message.of(text, sent_at)
    if not message.text:
        return _NOTHING
    guessed = guess(message)
    if guessed.chance < _CLEAR or guessed.kind in _NOTHING_SAID:
        # What is not clear as typed is read once more with slips of the pen and of the ear put right.
        righted = replace(message, text=put_right(message.text))
        second = guess(righted) if righted.text != message.text else guessed
        if second.kind not in _NOTHING_SAID and second.chance > _BETTER:
            return _as_guessed(righted, second)
    return _as_guessed(message, guessed)


def _as_guessed(message: Message, guessed: Guess) -> Reading:
    words = _WORDS.get(guessed.kind)
    reading = words(message) if words else _NOTHING
    sure = (guessed.sure and reading.sure) or reading.intent not in EFFECTS
    return replace(reading, sure=sure, second=None if sure else guessed.second)


def read_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield a JSON line with intent, slots and sureness for each JSON line with text and sent_at."""
    for line in lines:
        if line.strip():
            asked = json.loads(line)
            reading = read(asked["text"], datetime.fromisoformat(asked["sent_at"]))
            answer = {"intent": reading.intent, "slots": dict(reading.slots), "sure": reading.sure}
            yield json.dumps(answer, ensure_ascii=False)
