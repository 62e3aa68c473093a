"""Which month may be planned, and which slot is meant; pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from models.duty.planner.shifts import PART_NAMES, Assigned, Key, Season, Shift, is_breathless, season_on
from models.duty.roster.rules import Slot
from models.values.grouping import grouped
from models.values.periods import Month
from models.values.refusal import Refusal
from models.values.showing import show_date

MONTHS_AHEAD = 2
NOBODY = ("空", "空出", "待安排", "待顶班", "无")


@dataclass(frozen=True)
class MovedTurn:
    """A slot before and after it was given to somebody else, and whether people know of it already."""

    before: Slot
    after: Slot
    published: bool


def concerned(done: Sequence[MovedTurn], but: int) -> dict[tuple[int, bool], list[Slot]]:
    """Return {(person, whether he has them now): turns} of all concerned but one; the relieved first."""
    gone = [((one.before.person_id, False), one.after) for one in done]
    come = [((one.after.person_id, True), one.after) for one in done]
    return grouped(((key, on), slot) for (key, on), slot in gone + come if key not in (None, but))


class EmptyPool(Refusal):
    """Nobody takes turns in the unit."""

    text = "您这里还没有坐班干部，排不出班。请先发“加入值班 姓名”，一次一位。"


class MonthOver(Refusal):
    """The month is past."""

    text = "{month}已经过完，不再排班。要看那个月，发“值班表 {number}月”。"


MONTH_FAR = "{month}还早，人员和放假安排可能会变，现在最多排到{last}。"


ALREADY_PUBLISHED = (
    "{month}的值班表已经公布，不用再公布。个别要调，发“改班 日期 姓名”；再看一遍，发“值班表 {number}月”。"
)


NOTHING_DRAFTED = "{month}还没有排班，没有公布。请先发“排班 {number}月”看看，合适再确认。"
NO_SLOT_THEN = "值班表上没有{day}{part}的班。发“排班 {number}月”看这个月排了哪些班。"
NOT_THEIR_SLOT = "{day}{part}没有{name}的班。发“{day}谁值班”看看，再发“改班 {day}{part} 姓名”。"
WHICH_SLOT = "{day}有{parts}几个班。请说清是哪一个，例如“改班 {day}{first} {name}”。"
WHOSE_SEAT = "{day}{part}有{names}一起值。请把换下来的也说上，例如“改班 {day}{part} {first} {name}”。"
WHOLE_POOL = "{day}是集中办公日，大家都在，不用改。"
ALREADY_SO = "{day}这个班本来就是这样排的。要换成别人，再发一次“改班 日期 姓名”。"
SLOT_OVER = "{day}这个班已经过去。"


def check_month(month: Month, today: date) -> None:
    """Refuse with MonthOver or MONTH_FAR unless a month can be planned today."""
    this, last = Month.of(today), Month.of(today)
    for _ in range(MONTHS_AHEAD):
        last = last.after
    if month < this:
        raise MonthOver(month=month.name, number=month.number)
    if month > last:
        raise Refusal(MONTH_FAR, month=month.name, last=last.name)


def meant(slots: Sequence[Slot], day: date, part: str, names: Sequence[str]) -> Slot:
    """Return the slot of a day that is meant by a word for its part (or none) and the names said with it.

    Of two names the first is whom the second relieves; with one, an empty seat is meant before a taken one.
    """
    short = show_date(day)
    fitting = [slot for slot in slots if part in (slot.season or "") + PART_NAMES[slot.part]]
    own = [slot for slot in fitting if not slot.collective and names[0] in (slot.person_name, names[-1])]
    if not own:
        _say_why_none(fitting, day, part, names[0])
    parts = list(dict.fromkeys(PART_NAMES[slot.part] for slot in own))
    if len(parts) > 1:
        raise Refusal(WHICH_SLOT, day=short, parts="、".join(parts), first=parts[0], name=names[-1])
    return _seat(own, short, parts[0], names[-1])


def _say_why_none(fitting: Sequence[Slot], day: date, part: str, name: str) -> None:
    short = show_date(day)
    if any(slot.collective for slot in fitting):
        raise Refusal(WHOLE_POOL, day=short)
    if fitting:
        raise Refusal(NOT_THEIR_SLOT, day=short, part=part, name=name)
    raise Refusal(NO_SLOT_THEN, day=short, part=part, number=day.month)


def _seat(seats: Sequence[Slot], day: str, part: str, name: str) -> Slot:
    empty = [slot for slot in seats if slot.person_id is None]
    if len(seats) == 1 or empty:
        return empty[0] if empty else seats[0]
    taken = "、".join(slot.person_name for slot in seats)
    raise Refusal(WHOSE_SEAT, day=day, part=part, names=taken, first=seats[0].person_name, name=name)


def reached(days: int, gap_days: Collection[int]) -> list[int]:
    """Return which of the days ahead at which a gap is raised have come for a slot so many days away."""
    return [gap for gap in gap_days if days <= gap]


def to_fill(planned: Iterable[Shift], days: tuple[date, date], begun: Collection[Key], now: datetime) -> list[Shift]:
    """Return which shifts of some days are still to be filled: what has begun stands, a watch begins at once."""
    first, last = days
    coming = [shift for shift in planned if first <= shift.day <= last and shift.ends > now and shift.key not in begun]
    return [replace(shift, starts=max(shift.starts, now)) for shift in coming]


def facts(found: Iterable[Assigned]) -> dict[str, int | None]:
    """Return who has which shift, for the ledger; collective days, which are for all, left out."""
    own = [one for one in found if not one.shift.collective]
    return {f"{one.shift.day} {one.shift.part} {one.shift.seat}": one.person_id for one in own}


def columns(one: Assigned, seasons: Iterable[Season]) -> dict[str, Any]:
    """Return a planned slot as its row has it."""
    season = season_on(one.shift.day, seasons)
    return {
        "day": one.shift.day,
        "part": one.shift.part,
        "seat": one.shift.seat,
        "counts_as": one.shift.counts_as,
        "collective": one.shift.collective,
        "needs_leader": one.shift.needs_leader,
        "starts_at": one.shift.starts,
        "ends_at": one.shift.ends,
        "person_id": one.person_id,
        "why": vars(one.why),
        "season": season.name if season else None,
    }


def on_end(slots: Iterable[Slot]) -> list[tuple[Slot, Slot]]:
    """Return each two slots, by start, that somebody has one after the other without a night between."""
    own = grouped((slot.person_id, slot) for slot in slots if slot.person_id is not None and not slot.collective)
    pairs = [pair for held in own.values() for pair in pairwise(held) if is_breathless(*pair)]
    return sorted(pairs, key=lambda pair: pair[0].starts)
