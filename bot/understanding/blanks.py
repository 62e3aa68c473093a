"""The kinds of blank a command can have; pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.language.counts import find_counts
from bot.language.days import Said, find_days, read_day
from bot.language.halves import half_of_day
from bot.language.periods import find_period, read_month
from bot.language.spent import read_minutes
from bot.language.values import Message
from bot.understanding.command import Blank
from bot.understanding.reading import read_as
from config.catalogue import categories
from models.duty.leave.rules import HALVES, Leave
from models.duty.swaps.rules import Wanted
from models.service.activities.claims import Change
from models.service.activities.correcting import no_record
from models.stars.appraisal.rules import SelfReport
from models.values.numbers import Sign, signed
from models.values.periods import Month, Period
from models.values.showing import HALF_WORDS


def record_or_other(text: str, moment: datetime | None = None) -> int | str | None:
    """Return the number of a record, or the word for something else that has a command of its own, such as 自评."""
    number = Sign.RECORD.read(text)
    return no_record(text) if number is None else number


def marked_record(text: str, moment: datetime) -> int | str | None:
    """Return the number in A0231 or a231, of anything else with a sign the number as it is shown; None for digits."""
    sign, number = signed(text) or (None, 0)
    if sign is None:
        return None
    return number if sign is Sign.RECORD else sign.show(number)


def item(text: str, moment: datetime) -> tuple[str, int] | None:
    """Return ("record", 231) for A0231 and ("position", 3) for a bare number."""
    found = signed(text)
    if found is None or found[0] not in (None, Sign.RECORD):
        return None
    return ("record" if found[0] else "position"), found[1]


def exceptions(text: str, moment: datetime) -> list[int] | None:
    """Return the positions in “除了 3 7” or “除3、7”; "一条不留"-like text is not read."""
    found = re.fullmatch(r"除了?((?:[\s,，、和]*\d++[号条]?)+)", text)
    return [int(number) for number in re.findall(r"\d+", found[1])] if found else None


def words(text: str, moment: datetime) -> str | None:
    """Return any text that is not empty."""
    return text or None


def month(text: str, moment: datetime) -> Month | None:
    """Return the month in “10月”, “上个月” or “2026年10月”."""
    found = read_month(text, moment)
    return Month.written(found)


def rest(name: str, label: str, *, optional: bool = False) -> Blank:
    """Return a blank that takes everything that is left."""
    return Blank(name, label, words, optional=optional, rest=True)


RECORD = Blank("number", "编号", Sign.RECORD.read)
RECORD_OR_OTHER = Blank("number", "编号", record_or_other, optional=True, rest=True)
OWN_RECORD = Blank("number", "编号", marked_record, optional=True)
BROADCAST = Blank("number", "投递号", Sign.BROADCAST.read, optional=True)
ITEM = Blank("item", "序号或编号", item)
MONTH = Blank("month", "月份", month, optional=True, rest=True)


def change(text: str, moment: datetime) -> Change | None:
    """Return what a correction replaces: minutes, day, category or description; None when nothing was understood."""
    if text.startswith(("内容", "改成内容")):
        said = text.split("内容", 1)[1].strip(" ：:")
        return Change(description=said) if said else None
    category = next((c.code for c in categories().values() if c.name in text), None)
    said = Message.of(text, moment).text
    minutes = read_minutes(said)
    counted = find_counts(said) if minutes is None else []
    found = Change(minutes, read_day(text, moment), category)
    if counted:
        found = replace(found, count=counted[0].number, count_unit=counted[0].unit)
    return found if found != Change() else None


def self_report_from(slots: Mapping[str, Any]) -> SelfReport:
    """Return the self-report in a reading; what was left unsaid is None or empty."""
    return SelfReport(
        slots.get("stars"),
        tuple(slots.get("themes", ())),
        slots.get("reason"),
        Month.written(slots.get("period")),
        corrects="replaces" in slots,
    )


def change_from(replaced: Mapping[str, Any]) -> Change:
    """Return the change in a reading such as {"hours": 3} or {"date": "2026-07-21"}."""
    hours, day = replaced.get("hours"), replaced.get("date")
    return Change(
        minutes=round(float(hours) * 60) if hours is not None else None,
        day=date.fromisoformat(day) if isinstance(day, str) else None,
        category=replaced.get("category"),
        description=replaced.get("description"),
        count=replaced.get("count"),
        count_unit=replaced.get("unit"),
        companions=tuple(replaced.get("with_person") or ()),
        instead_of=tuple(replaced.get("without_person") or ()),
    )


CHANGE = Blank("change", "改成什么", change, rest=True)


def shifts(text: str, moment: datetime) -> list[Wanted] | None:
    """Return the days with their halves, if said, in “12月3日上午 唐敏 12月5日”; None when no day is named."""
    message = Message.of(text, moment)
    named = find_days(message, ahead=True)
    if not named or any(said.doubt for said in named):
        return None
    ends = [*(said.start for said in named[1:]), None]
    return [shift for said, end in zip(named, ends, strict=True) for shift in _shifts(message, said, end)]


def _shifts(message: Message, said: Said, end: int | None) -> list[Wanted]:
    """Return the days with the half that is said before the next day."""
    half = half_of_day(message.text[said.start : end])
    return [Wanted(day, half if half in HALVES else None) for day in said.days]


def shifts_to_take(text: str, moment: datetime) -> list[Wanted] | None:
    """Return every day in “12月15日和29日下午 周小川” with its half, if said; None when no day is named."""
    found = listed_days(text, moment)
    return [Wanted(day, HALF_WORDS.get(part)) for day, part in found[0]] if found else None


def shifts_from(slots: Mapping[str, Any]) -> list[Wanted]:
    """Return the days in a reading about a change of duty; the half belongs to the first of them."""
    half = slots.get("slot") if slots.get("slot") in HALVES else None
    days = [date.fromisoformat(slots[name]) for name in ("from_date", "to_date") if slots.get(name)]
    return [Wanted(day, half if position == 0 else None) for position, day in enumerate(days)]


def leave(text: str, moment: datetime) -> tuple[Leave, str | None] | None:
    """Return the days of leave and the reason in “5月3日到5日 外出”; None when no day is named."""
    return leave_from(read_as("duty_leave", text, moment).slots)


def leave_from(slots: Mapping[str, Any]) -> tuple[Leave, str | None] | None:
    """Return the days of leave and the reason in a reading; None when no day is named."""
    if not slots.get("date"):
        return None
    first = date.fromisoformat(slots["date"])
    last = max(first, date.fromisoformat(slots.get("date_end") or slots["date"]))
    half = slots.get("slot") if slots.get("slot") in HALVES and first == last else None
    return Leave(first, last, half), slots.get("reason")


def leave_wanted(text: str, moment: datetime) -> tuple[Leave | str, str | None] | None:
    """Return the same; instead of days that are in doubt what is to be asked about them."""
    reading = read_as("duty_leave", text, moment)
    return leave_from(reading.slots) or ((reading.doubt, reading.slots.get("reason")) if reading.doubt else None)


def leave_ended(text: str, moment: datetime) -> tuple[Leave, str | None] | int | None:
    """Return the number of a leave, or its days."""
    return Sign.LEAVE.read(text) or leave(text, moment)


LEAVE_NUMBER = Blank("number", "编号", Sign.LEAVE.read, optional=True)
SWAP_NUMBER = Blank("number", "编号", Sign.SWAP.read, optional=True)
SHIFTS_TO_TAKE = Blank("wanted", "日期、姓名", shifts_to_take, rest=True)
SHIFTS_OPTIONAL = Blank("wanted", "日期", shifts, optional=True, rest=True)
LEAVE = Blank("said", "日期、原因", leave_wanted, optional=True, rest=True)
LEAVE_ENDED = Blank("said", "日期或编号", leave_ended, optional=True, rest=True)


def coming_month(text: str, moment: datetime) -> Month | None:
    """Return the month in “12月”, “下个月” or “明年1月”; without a year the nearest one, ahead or past."""
    found = month(text, moment)
    if found is not None and "明年" in text:
        return Month(moment.year + 1, found.number)
    if found is None or re.search(r"20\d\d|[今去前]年|[本上下这当]", text):
        return found
    years = [Month(moment.year + step, found.number) for step in (-1, 0, 1)]
    return min(years, key=lambda one: abs((one.year - moment.year) * 12 + one.number - moment.month))


def held_month(text: str, moment: datetime) -> Month | None:
    """Return the month likewise; one after the next has not been held yet, so that last year's is meant."""
    found = coming_month(text, moment)
    if found is None or "年" in text or found <= Month.of(moment.date()).after:
        return found
    return Month(found.year - 1, found.number)


HELD_MONTH = Blank("month", "月份", held_month, optional=True, rest=True)
_PARTS = re.compile(r"上午|下午|电话值班|电话|带班|[^\s）)]{0,8}值守")
_LISTED = re.compile(rf"\s?(?:{_PARTS.pattern})?\s?(?:[、，,和跟与及]|还有)?\s?")


def coming_days(text: str, moment: datetime) -> tuple[date, date, str] | None:
    """Return (first day, last day, what else is said) in “防汛 7月1日到7月15日” or “明天 换届动员”, nearest in time."""
    message = Message.of(text, moment)
    named = find_days(message, ahead=True)
    if not named or named[0].first is None:
        return None
    one = named[0]
    return one.days[0], one.days[-1], f"{message.said[: one.start]} {message.said[one.end :]}".strip()


def listed_days(text: str, moment: datetime) -> tuple[list[tuple[date, str]], str] | None:
    """Return each day of the list in “12月15日和29日下午 唐敏” with the word for its part, and what else is said.

    A day without such a word has that of the next one; None without a day, or where one of them must be asked about.
    """
    message = Message.of(text, moment)
    listed = _listed(message)
    # 22日上午到24日下午 are more than one part of each day.
    if not listed or any(one.doubt or _PARTS.search(message.said[one.start : one.end]) for one in listed):
        return None
    return _with_parts(message, listed), f"{message.said[: listed[0].start]} {message.said[listed[-1].end :]}".strip()


def _listed(message: Message) -> list[Said]:
    listed: list[Said] = []
    for one in find_days(message, ahead=True):
        if listed and not _LISTED.fullmatch(message.said[listed[-1].end : one.start]):
            break
        listed.append(one)
    return listed


def _with_parts(message: Message, listed: Sequence[Said]) -> list[tuple[date, str]]:
    found: list[tuple[date, str]] = []
    part, end = "", len(message.said)
    for one in reversed(listed):
        own = _PARTS.search(message.said[one.end : end])
        part, end = own[0] if own else part, one.start
        found[:0] = [(day, part) for day in one.days]
    return found


def turns(text: str, moment: datetime) -> tuple[list[tuple[date, str]], list[str]] | None:
    """Return ((day, word for the part or nothing), names) in “12月3日上午 唐敏”; None without a day and a name."""
    found = listed_days(text, moment)
    names = _PARTS.sub(" ", found[1], count=1).replace("换成", " ").split() if found else []
    return (found[0], names) if found and 1 <= len(names) <= 2 else None


def period(text: str, moment: datetime) -> Period | None:
    """Return the month, quarter or year in “本月”, “本季” or “今年”."""
    said = re.sub(r"季度?$", "季度", text)
    found = find_period(Message.of(said, moment))
    return Period.written(found)


PERIOD = Blank("period", "月份、季度或年", period, optional=True, rest=True)


_PLACE = re.compile(r"\S{2,}(?:村|社区)(?:（示例）)?")


def month_of_place(read: Callable[[str, datetime], Month | None]) -> Blank:
    """Return the blank for a month beside which a village may stand; a village alone asks for this month."""

    def reads(text: str, moment: datetime) -> Month | None:
        return read(text, moment) or (Month.of(moment.date()) if _PLACE.fullmatch(text) else None)

    return Blank("month", "月份", reads, optional=True, rest=True)


COMING_MONTH = Blank("month", "月份", coming_month, optional=True, rest=True)
