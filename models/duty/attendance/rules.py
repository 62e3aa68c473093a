"""Signs of being there, the log of the desk, and who is reminded when; pure. Nothing here is counted for anybody."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from config.duty_policy import DutyPolicy
from models.duty.planner.shifts import ShiftPart
from models.duty.roster.rules import Slot
from models.matters.reminders.rules import Amount
from models.values.numbers import count
from models.values.refusal import required

# How long before a shift somebody may say that he is there, and how long after it.
EARLY, LINGER = timedelta(hours=1), timedelta(hours=3)
AFTER_OPENING = timedelta(minutes=2)
STEP = timedelta(minutes=5)
HANDOVER_CHARACTERS = 200
NOTE_CHARACTERS = 60


class Presence(StrEnum):
    """Signs that somebody is on duty."""

    ARRIVED = "arrived"
    AWAY = "away"
    PHONE = "phone"


class Note(StrEnum):
    """What is said about a shift of its own accord: before it, when nobody gave a sign, and when still nobody did."""

    REMIND = "remind"
    NUDGE = "nudge"
    ESCALATE = "escalate"


@dataclass(frozen=True)
class Watched:
    """A shift somebody holds, and what was said about it already; `sign` is of presence, or of leave asked for.

    `soon` says that he is reminded shortly before: he asked for it, or a word was left for him. `chased` says that a
    sign of presence is waited for: in a season, or where the village wants it so.
    """

    starts: datetime
    ends: datetime
    part: ShiftPart
    collective: bool = False
    reminded: bool = False
    nudged: bool = False
    escalated: bool = False
    sign: bool = False
    soon: bool = False
    chased: bool = False


@dataclass(frozen=True)
class HandedOn:
    """A word for whoever is on duty next in a unit: who left it, and when."""

    unit_id: int
    person_id: int
    at: datetime
    text: str


def word_for(slot: Slot, words: Sequence[HandedOn], starts: Collection[tuple[int, datetime]]) -> str | None:
    """Return the word that somebody else left for a shift, or None.

    It is for the next shift only: where another one of the unit has begun since, it was given there.

    Args:
        slot: the shift.
        words: what was left, the newest first.
        starts: (unit, start) of the shifts that may lie between.
    """
    for word in words:
        if word.unit_id == slot.unit_id and word.at < slot.starts and word.person_id != slot.person_id:
            given = any(unit_id == slot.unit_id and word.at < at < slot.starts for unit_id, at in starts)
            return None if given else word.text
    return None


def windows(shift: Watched, policy: DutyPolicy) -> Iterator[tuple[Note, datetime, datetime]]:
    """Yield what is still to be said about a shift, each with its first moment and the one at which it is too late.

    What was missed is not made up for: a note that comes too late helps nobody. Nobody is spoken of to the secretary
    before he was asked himself.
    """
    if shift.soon and not shift.reminded:
        yield Note.REMIND, shift.starts - timedelta(minutes=policy.reminder_minutes), shift.starts
    if not shift.chased or shift.sign or shift.collective or shift.part is ShiftPart.PHONE:
        return
    nudge, escalate = (timedelta(minutes=minutes) for minutes in policy.absence_nudge_minutes)
    if not shift.nudged:
        yield Note.NUDGE, shift.starts + nudge, min(shift.starts + escalate, shift.ends)
    elif not shift.escalated:
        yield Note.ESCALATE, shift.starts + escalate, min(shift.starts + 2 * escalate, shift.ends)


def told_of(slots: Sequence[Slot], first: date, last: date, many: int, amount: Amount) -> tuple[Sequence[Slot], bool]:
    """Return which of somebody's shifts he is told of in the evening, and whether those are of a whole week.

    Args:
        slots: his shifts from `first` to `last` of which he was not told yet, by start.
        first: the next day.
        last: the last day that can be told of, another one only on the evening before a week.
        many: from so many days of duty on the week is told at once.
        amount: how much he wants to be reminded of; whoever wants less than usual is told of the week.
    """
    days = {slot.day for slot in slots}
    if last > first and (len(days) >= many or amount is not Amount.USUAL):
        return slots, True
    return [slot for slot in slots if slot.day == first], False


def note_due(shift: Watched, due: datetime, policy: DutyPolicy) -> Note | None:
    """Return what is to be said about a shift at a due moment, or None."""
    return next((note for note, opens, closes in windows(shift, policy) if opens <= due < closes), None)


def may_be_said(shift: Watched, after: datetime, until: datetime, policy: DutyPolicy) -> bool:
    """Return whether anything can be said about a shift at a moment from `after` to `until`, both included."""
    return any(opens <= until and after < closes for _, opens, closes in windows(shift, policy))


def moment_in(opens: datetime, closes: datetime, after: datetime, until: datetime) -> datetime | None:
    """Return the moment in (after, until] at which something is said that can be said in a window, or None.

    That is shortly after it opens, or, when that moment has gone by, the newest of those that follow every few
    minutes; never on the hour or the half, when everybody else speaks.
    """
    first = opens + AFTER_OPENING
    if first <= after:
        first = after + STEP
    steps = (until - first) // STEP if first <= until < closes else 0
    moment = first + steps * STEP
    if moment.minute % 30 == 0:
        moment += timedelta(minutes=1)
    return moment if after < moment <= until and moment < closes else None


KIND_NAMES = {
    "visit": "来访",
    "agency": "代办",
    "mediation": "调解",
    "inquiry": "咨询",
    "home_visit": "上门",
    "phone": "电话",
    "other": "其他",
}
_KINDS = {
    "接待来访": "visit",
    "接待群众": "visit",
    "接待": "visit",
    "电话咨询": "phone",
    **{name: kind for kind, name in KIND_NAMES.items()},
}
_ENTRY = re.compile(
    rf"(?P<kind>{'|'.join(_KINDS)})[\s:：]*(?P<count>\d{{1,3}}|[一二两三四五六七八九十])\s*(?:人次|[人件次个起户])?"
)
_BETWEEN = " \t\n,，、;；。和"


NOT_HIS_SHIFT = "{day}没有排您的班，坐班日志由当班的同志来记。看记过的，发“坐班日志 11月”这样。"


ONLY_NUMBERS = "坐班日志只记类别和数字，这条里还有别的，先没记。这样发：坐班日志 来访2 代办1（类别有：{kinds}）。"


HANDOVER_TOO_LONG = "交接长了点，{most} 字以内就好（现在 {length} 字），缩一缩再发一次。"
NOBODY_TO_CONFIRM = "现在没有要确认的值班{name}。发“今天谁值班”看看。"
WHOM_TO_CONFIRM = "现在值班的有：{names}。请带上姓名，例如“电话确认在岗 {example}”。"
NOTHING_AHEAD = "接下来两个月没有排到您的班。想问哪一天，发“为什么是我 5月3日”。"
NOT_ON_DUTY = "这会儿没排您的班，不用报。下一班看“我的值班”。"


def read_log(text: str) -> dict[str, int] | None:
    """Return {kind: count} when the text holds nothing but known kinds with numbers; None otherwise."""
    left = _ENTRY.sub("", text).strip(_BETWEEN)
    entries = list(_ENTRY.finditer(text))
    if not entries or any(sign not in _BETWEEN for sign in left):
        return None
    counts: dict[str, int] = {}
    for entry in entries:
        kind = _KINDS[entry["kind"]]
        counts[kind] = counts.get(kind, 0) + count(entry["count"])
    return counts


# A log is written on the day itself, or the morning after.
_WHEN = re.compile(r"^(?:今天|(?P<yesterday>昨天))?(?:我?(?:值班|坐班)(?:时|的时候|期间)?)?[,，:：\s]*")
_TOLD = re.compile(
    rf"来了?(?P<came>\d{{1,3}}|[一二两三四五六七八九十]+)个?人(?:次)?(?:来)?(?:办事|办理)?|"
    r"(?:[一-龥·]{2,6}?来)?办了(?P<done>\d{1,3}|[一二两三四五六七八九十])[件桩个]事情?|"
    r"(?:记|写|登)[到进在](?:坐班|值班)日志里?|"
    rf"(?P<kind>{'|'.join(_KINDS)})了(?P<count>\d{{1,3}}|[一二两三四五六七八九十])[起件个户次]?(?:纠纷|矛盾)?|今天|一共"
)


def told_log(text: str) -> dict[str, int] | None:
    """Return the same of a log that is told: 来了9个人办事，调解了一起; None where it tells anything else."""
    if _TOLD.sub("", text).strip(_BETWEEN):
        return read_log(text)
    groups = {"came": "visit", "done": "agency", "count": None}
    found = [(one, one.lastgroup or "") for one in _TOLD.finditer(text) if one.lastgroup in groups]
    return {groups[told] or _KINDS[one["kind"]]: count(one[told]) for one, told in found} or None


def dated_log(text: str) -> tuple[timedelta, str]:
    """Return how long ago the day was that a log is of, and the log: 昨天值班来访5个，代办2件."""
    when = _WHEN.match(text)
    assert when is not None
    return timedelta(days=1 if when["yesterday"] else 0), text[when.end() :]


def show_log(counts: Mapping[str, int]) -> str:
    """Return the counts of a log in the order of the kinds."""
    return "、".join(f"{name} {counts[kind]}" for kind, name in KIND_NAMES.items() if counts.get(kind))


def check_log(text: str) -> dict[str, int]:
    """Return {kind: count} of a log; refuses with ONLY_NUMBERS."""
    return required(read_log(text), ONLY_NUMBERS, kinds="、".join(KIND_NAMES.values()))


def is_now(starts: datetime, ends: datetime, now: datetime) -> bool:
    """Return whether a shift is kept now, or is about to be, or was kept a short while ago."""
    return starts - EARLY <= now <= ends + LINGER
