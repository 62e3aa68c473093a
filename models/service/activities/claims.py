"""What may be reported and changed, and what deserves a second look; pure. Source of every number: policy, activity."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from config.policy import ActivityPolicy, SoftLimits
from models.organisation.people.rules import is_meant
from models.values.delicate import Delicate, cleared, delicate_in
from models.values.numbers import Sign
from models.values.refusal import Refusal
from models.values.showing import show_day, show_minutes


@dataclass(frozen=True)
class Claim:
    """What a member says he did: minutes and count may be unsaid, never invented."""

    day: date
    category: str
    description: str
    minutes: int | None = None
    starts: time | None = None
    ends: time | None = None
    count: int | None = None
    count_unit: str | None = None
    place: str | None = None
    companions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """A record of the same member that stands: neither returned, revoked nor replaced."""

    number: int
    day: date
    category: str
    minutes: int | None
    starts: str | None
    ends: str | None


@dataclass(frozen=True)
class Described:
    """A record as somebody speaks of it: 昨天那条, 扫街那条."""

    day: date | None
    category: str | None


A_COMRADE = "一位同志"
FUTURE_ACTIVITY = "{day}还没到，先不记。做完以后再报一次就行。"
BY_OFFICE = (
    "辛苦您跑一趟。列席村里的会是工作，不算个人的活动，先没记。那次会由村里书记登记，请他写上“列席 {name}”就有了。"
)
TOO_LONG_AGO = "{day}隔了 {days} 天，我记不了了。跟书记说一声，他发“补录 姓名 哪天做了什么、多久”就能补上。"


class DayIsFull(Refusal):
    """More than a day has hours; what is on record already is not said, for others may read along."""

    text = "{day}一共才 {most}，再加 {minutes} 怕是打错了？这条先没记，改一下再发就行。"


class Overlaps(Refusal):
    """The same hours are on record already."""

    text = "{day} {starts}–{ends} 您报过 {number} 了，是同一件吗？这条先没记。要改那条，发“更正 {number} …”。"


def check_day(day: date, today: date, policy: ActivityPolicy, *, any_age: bool = False) -> bool:
    """Return whether a report is late (补报); refuses with FUTURE_ACTIVITY or TOO_LONG_AGO.

    Args:
        day: the activity's local day.
        today: the local day of the report.
        policy: free and most days back.
        any_age: a verifier reports, who is not limited.
    """
    age = (today - day).days
    if age < 0:
        raise Refusal(FUTURE_ACTIVITY, day=show_day(day))
    if age > policy.backdate_max_days and not any_age:
        raise Refusal(TOO_LONG_AGO, day=show_day(day), days=age)
    return age > policy.backdate_free_days


def is_backfilled(day: date, today: date, policy: ActivityPolicy) -> bool:
    """Return whether an activity is older than its member may report himself, so that it is marked as 补录."""
    return (today - day).days > policy.backdate_max_days


def without_delicate(claim: Claim, text: str | None, name: str) -> tuple[Claim, str | None, tuple[Delicate, ...]]:
    """Return a claim and what was typed without what must not be kept of anybody, and the kinds of what was left out.

    What has nothing left to say is called by the `name` of its category.
    """
    kinds = delicate_in("\n".join(filter(None, (claim.description, claim.place, text))))
    if not kinds:
        return claim, text, ()
    description, place, text = (cleared(said or "").text for said in (claim.description, claim.place, text))
    return replace(claim, description=description or name, place=place or None), text or None, kinds


def without_names(claim: Claim, text: str | None, called: Collection[str]) -> tuple[Claim, str | None]:
    """Return a claim and what was typed without people as they are called there."""
    described, typed = claim.description, text
    for said in called:
        described = described.replace(said, A_COMRADE)
        typed = typed and typed.replace(said, A_COMRADE)
    others = tuple(said for said in claim.companions if said not in called)
    return replace(claim, description=described, companions=others), typed


def check_claim(claim: Claim, known: Sequence[Known], policy: ActivityPolicy) -> None:
    """Raise DayIsFull or Overlaps when the claim cannot be true beside the records that stand."""
    minutes = claim.minutes or 0
    before = sum([record.minutes or 0 for record in known if record.day == claim.day])
    if minutes and before + minutes > policy.day_minutes_max:
        raise DayIsFull(
            day=show_day(claim.day),
            minutes=show_minutes(minutes),
            most=show_minutes(policy.day_minutes_max),
        )
    for record in known:
        if _overlap(claim, record):
            raise Overlaps(
                day=show_day(claim.day),
                starts=f"{claim.starts:%H:%M}",
                ends=f"{claim.ends:%H:%M}",
                number=Sign.RECORD.show(record.number),
            )


def _overlap(claim: Claim, record: Known) -> bool:
    if not (claim.starts and claim.ends and record.starts and record.ends):
        return False
    begins, ends = _span(claim.day, claim.starts, claim.ends)
    other_begins, other_ends = _span(record.day, time.fromisoformat(record.starts), time.fromisoformat(record.ends))
    return begins < other_ends and other_begins < ends


def _span(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """Return the moments of a span; one that ends before it starts goes over midnight."""
    begins = datetime.combine(day, starts)
    finish = datetime.combine(day, ends)
    return begins, finish if finish > begins else finish + timedelta(days=1)


def twin(claim: Claim, known: Sequence[Known], limits: SoftLimits) -> int | None:
    """Return the number of a standing record that may be the same activity, or None.

    The same category and day, and minutes within the ratio (or unsaid in both).
    """
    for record in known:
        if record.day != claim.day or record.category != claim.category:
            continue
        if claim.minutes is None or record.minutes is None:
            if claim.minutes == record.minutes:
                return record.number
        elif abs(claim.minutes - record.minutes) <= Fraction(str(limits.duplicate_ratio)) * record.minutes:
            return record.number
    return None


def flags(claim: Claim, known: Sequence[Known], same: int | None, limits: SoftLimits) -> list[str]:
    """Return why a verifier should look twice; never shown to anybody else.

    Args:
        claim: what is reported now.
        known: standing records of the member on that day.
        same: the number of its `twin` among them.
        limits: the soft limits.
    """
    minutes = claim.minutes or 0
    today = [record.minutes or 0 for record in known if record.day == claim.day]
    marks = []
    if minutes > limits.record_minutes:
        marks.append(f"单次超过 {show_minutes(limits.record_minutes)}")
    if sum(today) + minutes > limits.day_minutes:
        marks.append(f"当天超过 {show_minutes(limits.day_minutes)}")
    if len(today) >= limits.records_per_day:
        marks.append(f"当天超过 {limits.records_per_day} 条")
    if same is not None:
        marks.append(f"与 {Sign.RECORD.show(same)} 相近")
    return marks


def same_words_flag(limits: SoftLimits) -> str:
    """Return the mark of a record whose words several members sent."""
    return f"同一句话 {limits.copies_people} 人报"


@dataclass(frozen=True)
class NotThere:
    """The record of somebody else in which one is named who was not there."""

    number: int


@dataclass(frozen=True)
class Change:
    """What a correction replaces; None keeps what was said."""

    minutes: int | None = None
    day: date | None = None
    category: str | None = None
    description: str | None = None
    count: int | None = None
    count_unit: str | None = None
    companions: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()

    def applied_to(self, claim: Claim) -> Claim:
        """Return the claim with the change; new minutes or another day drop the clock times that no longer fit.

        `companions` join those who were named before, `instead_of` some of them.
        """
        given = {
            name: value
            for name in ("minutes", "day", "category", "description", "count", "count_unit")
            if (value := getattr(self, name)) is not None
        }
        if self.minutes is not None:
            given |= {"starts": None, "ends": None}
        gone = [one for one in claim.companions if any(is_called(one, out) for out in self.instead_of)]
        there = [*(name for name in claim.companions if name not in gone), *self.companions]
        given.setdefault("description", self._without(claim.description, gone))
        return replace(claim, companions=tuple(dict.fromkeys(there)), **given)

    def _without(self, description: str, gone: Sequence[str]) -> str:
        """Return what was done without those who were not there; one who was instead stands in the place of one."""
        instead = self.companions[0] if len(gone) == len(self.companions) == 1 else ""
        for name in gone:
            description = without_name(description, name, instead) or description
        return description


# Somebody who is told to have been there, in what was done: 和老蒲、小林; 老蒲一起.
_AMONG_THEM = "{0}、|[、和跟与] ?{0}(?!、)(?:一[起路道块])?|{0}(?:一[起路道块])?"
_TWICE = re.compile("[，,]{2,}")


def is_called(said: str, name: str) -> bool:
    """Return whether two names are of one person: 老蒲 and 蒲德明."""
    return said == name or is_meant(said, name) or is_meant(name, said)


def without_name(description: str, name: str, instead: str = "") -> str:
    """Return what was done without somebody who was not there, or with another one in his place."""
    if instead:
        return description.replace(name, instead)
    left = re.sub(_AMONG_THEM.format(re.escape(name)), "", description)
    return _TWICE.sub("，", left).strip("，, ")


def month_flag(minutes: int, limits: SoftLimits) -> list[str]:
    """Return the mark of a member whose standing minutes of one month are unusually many."""
    over = minutes > limits.month_minutes
    return [f"当月超过 {show_minutes(limits.month_minutes)}"] if over else []
