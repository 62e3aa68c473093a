"""What the sandbox shows of a text: the kind it was taken for, how surely, and which words each value came from."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bot.language import Reading, clean
from bot.language.days import find_days
from bot.language.kinds import EFFECTS, guess
from bot.language.spent import find_spent
from bot.language.values import Message
from bot.texts import KINDS
from bot.understanding.command import SEPARATORS, Match, find, fold
from bot.understanding.reading import read, read_as
from bot.understanding.request import House
from bot.understanding.smalltalk import small_talk
from config.catalogue import categories
from models.values.showing import HALF_NAMES, show_date

Value = dict[str, Any]
Place = tuple[int, int]

_GAP = f"[{re.escape(SEPARATORS)}]*"
_WORD, _ALL = re.compile(rf"{_GAP}([^{re.escape(SEPARATORS)}]+)"), re.compile(rf"{_GAP}(.+)", re.S)

# What is not named here is of no interest to people.
NAMES = {
    "category": "类别", "description": "内容", "hours": "小时", "count": "数量", "unit": "单位", "date": "日期",
    "date_end": "到哪天", "place": "地点", "with_person": "和谁", "beneficiary": "帮谁", "on_behalf_of": "替谁报",
    "stars": "星级", "period": "时间", "reason": "理由", "person": "谁", "org": "哪里", "slot": "半天",
    "from_date": "哪天的班", "to_date": "换到哪天", "record_id": "编号", "item": "事项", "topic": "主题",
}  # fmt: skip


def understood(text: str, said_at: datetime, house: House) -> dict[str, Any]:
    """Return {"text", "kind", "sure", "values"} for a text as it was sent; pure, nothing is carried out.

    A value is {"name", "value", "words", "at"}: `at` holds the first and the following position in the cleaned text,
    None when the value was not said but follows from the kind or the day.
    """
    said = clean(text, house.bot_name)
    match = find(said, house.openings, said_at)
    if match is not None and match.values is not None:
        values, kind, sure = list(_of_command(said, match)), f"命令“{match.word}”", "写明了，一定是"
        if match.command.name == "report":
            # The word only says that it is a report; what was done is read as in free words.
            values = list(_of_reading(Message.of(said, said_at), read_as("activity", said, said_at)))
    elif small_talk(said, house.bot_name) is not None:
        values, kind, sure = [], "打招呼或应一声", "看得出来"
    else:
        kind, sure, values = _of_free_words(said, said_at, house.policy.reading.sure)
    return {"text": said, "kind": kind, "sure": sure, "values": values}


def _of_command(said: str, match: Match) -> Iterator[Value]:
    """Yield the values of a command's blanks; each took the next word, the last one everything that was left."""
    place = fold(said).index(match.word) + len(match.word)
    filled = [blank for blank in match.command.blanks if (match.values or {}).get(blank.name) is not None]
    for blank in filled:
        found = (_ALL if blank.rest else _WORD).match(said, place)
        if found is not None:
            yield _value(blank.label, found[1], found.span(1), said)
            place = found.end()


def _of_free_words(said: str, said_at: datetime, threshold: float) -> tuple[str, str, list[Value]]:
    message = Message.of(said, said_at)
    reading, guessed = read(said, said_at, threshold), guess(message, threshold)
    chance = f"{int(guessed.chance * 100)}%" if guessed.kind == reading.intent else ""
    sure = f"有把握{f'（{chance}）' if chance else ''}"
    if reading.intent in EFFECTS and not reading.sure:
        other = f"，也可能是“{KINDS[reading.second]}”" if reading.second else ""
        sure = f"没有十足把握{f'（{chance}）' if chance else ''}{other}，先问再记"
    return KINDS.get(reading.intent, reading.intent), sure, list(_of_reading(message, reading))


def _of_reading(message: Message, reading: Reading) -> Iterator[Value]:
    deeds: list[Mapping[str, Any]] = [item.as_slots() for item in reading.items] or [reading.slots]
    for number, slots in enumerate(deeds, 1):
        of = f"第 {number} 件的" if len(deeds) > 1 else ""
        for name, value in slots.items():
            if name in NAMES and value not in (None, "", [], ()):
                deed = max(message.said.find(str(slots.get("description", ""))), 0)
                shown, at = _found(message, name, value, deed)
                yield _value(of + NAMES[name], shown, at, message.said)


def _found(message: Message, name: str, value: Any, deed: int) -> tuple[str, Place | None]:
    """Return a value in words, and where it was said; of several hours those nearest to where the deed is told."""
    if name == "category":
        known = categories().get(value)
        return known.name if known else str(value), None
    if name in ("date", "from_date", "to_date", "date_end"):
        return _day(message, date.fromisoformat(value))
    if name == "hours":
        return f"{value:g}", _hours(message, round(value * 60), deed)
    text = "、".join(value) if isinstance(value, list) else str(value)
    shown = HALF_NAMES.get(text, text)
    start = message.said.find(shown)
    return shown, (start, start + len(shown)) if start >= 0 else None


def _day(message: Message, day: date) -> tuple[str, Place | None]:
    said = next((one for one in find_days(message) if day in one.days), None)
    return show_date(day), (said.start, said.end) if said else None


def _hours(message: Message, minutes: int, deed: int) -> Place | None:
    fitting = [one for one in find_spent(message.text) if one.minutes == minutes]
    spent = min(fitting, key=lambda one: (one.start < deed, abs(one.start - deed)), default=None)
    return (spent.start, spent.end) if spent else None


def _value(name: str, shown: str, at: Place | None, said: str) -> Value:
    return {"name": name, "value": shown, "words": said[slice(*at)] if at else "", "at": list(at) if at else None}
