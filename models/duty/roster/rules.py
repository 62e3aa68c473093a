"""What a slot of the roster is, and what cannot be done with one; pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from models.duty.planner.shifts import ZONE, Fairness, Shift, ShiftPart
from models.organisation.people.rules import Role
from models.values.periods import Month
from models.values.refusal import Refusal

MIDDAY = time(13, 0)
LEADERS = frozenset({Role.SECRETARY, Role.VILLAGE_COMMITTEE})
# Whose title is shown when somebody holds several posts in a unit.
TITLES = (Role.SECRETARY, Role.VILLAGE_COMMITTEE, Role.COMMITTEE, Role.SUPERVISOR, Role.GROUP_LEADER, Role.CADRE)

Carried = dict[tuple[int, Fairness], int]


class RosterState(StrEnum):
    """States of a month's roster."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True)
class Slot(Shift):
    """A shift of a roster as it stands; `person_id` is None while it is empty.

    `title` is the person's post in the unit; `presence` the sign he gave, if any.
    """

    id: int
    unit_id: int
    person_id: int | None
    person_name: str = ""
    title: str = ""
    season: str | None = None
    presence: str | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether somebody has to be found; a free chair on a collective day is none."""
        return self.person_id is None and not self.collective


@dataclass(frozen=True)
class Party:
    """Somebody whom a change of duty concerns: on the books, where he is told, and what he is called."""

    id: int
    userid: str
    name: str


@dataclass(frozen=True)
class RosterView:
    """A month's roster of a unit as it stands, its slots by start; when and by whom it was published, if it was."""

    unit_id: int
    month: Month
    published: bool
    slots: tuple[Slot, ...]
    published_on: date | None = None
    published_by: str = ""


@dataclass(frozen=True)
class DeskState:
    """How duty stands in a village: whether anybody takes turns, which months are published, what nobody has yet."""

    name: str
    has_pool: bool
    published: frozenset[str]
    empty: tuple[Slot, ...]


@dataclass(frozen=True)
class Counted:
    """One slot that somebody has kept or will keep: who, of which kind, on which day."""

    person_id: int
    kind: Fairness
    day: date


OF_NO_UNIT = "名册上还没有您，不知道您问的是哪个村或社区。请带上名称，例如“今天谁值班 莲花池村”。"


class NoDutyThatDay(Refusal):
    """The person is not on duty on that day (or no longer)."""

    text = "{day}没有排到您的班。发“我的值班”看接下来的班次。"


AMBIGUOUS_DUTY = "{day}有{parts}几个班。请把是哪一班也说上，例如“{day}{first}”。"
ONLY_COLLECTIVE = "{day}是集中办公日，大家都在，不用换班。有事来不了，发“请假 {short}”就行。"
NO_SUCH_SLOT = "这个班次已经不在值班表上了。发“本周值班”看最新的。"
BUSY_THEN = "{name}{day}那个时段另有安排。可以换一位，发“缺班”看还有谁方便。"
NOT_IN_POOL = "{name}不在坐班名单里。要加进来，书记发“加入值班 {name}”。"
LEADER_NEEDED = "{day}这个班要由书记或村(居)委会成员带班，请换一位。"


class JustChanged(Refusal):
    """Somebody else changed the slot at the same moment."""

    text = "这个班刚刚有人动过，这次没改成。发“本周值班”看最新的，再发一次就行。"


def away_between(first: date, last: date, part: str | None) -> tuple[datetime, datetime]:
    """Return the local moments between which somebody on leave is away; a part is the half of the day, am or pm."""
    starts = datetime.combine(first, MIDDAY if part == ShiftPart.PM else time(), ZONE)
    if part == ShiftPart.AM:
        return starts, datetime.combine(last, MIDDAY, ZONE)
    return starts, datetime.combine(last, time(), ZONE) + timedelta(days=1)


def in_half(slots: Sequence[Slot], half: str | None) -> Sequence[Slot]:
    """Return those of some slots that are in a half of the day, all where none is named or nothing is in it."""
    return [slot for slot in slots if slot.part == half] or slots


def count(found: Iterable[Counted]) -> dict[int, dict[Fairness, int]]:
    """Return {person: {kind: how many}}."""
    counted = _tally(found)
    people = {person for person, _ in counted}
    return {person: {kind: counted[person, kind] for kind in Fairness} for person in people}


def balance(
    found: Collection[Counted],
    joined: Mapping[int, date],
    first: date,
    away: Collection[tuple[int, date, date]] = (),
) -> Carried:
    """Return how many slots of each kind count for each person of the pool, from the day `first` on.

    Whoever joined later, or came back, starts with the fewest that anybody before him had by then, and whoever was
    away with the fewest that anybody else had meanwhile, so that he is not flooded with everything he missed.

    Args:
        found: the slots that count.
        joined: the day on which each person of the pool joined, the last time.
        first: from this day on.
        away: (person, first day, last day) of leaves.
    """
    recent = [one for one in found if one.day >= first]
    kept = _tally(one for one in recent if one.day >= joined.get(one.person_id, first))
    for person, day in joined.items():
        kept.update(_fewest(person, [one for one in recent if one.day < day], joined))
    for person, begins, ends in away:
        kept.update(_meanwhile(person, (begins, ends), recent, joined))
    return {(person, kind): kept[person, kind] for person in joined for kind in Fairness}


def _fewest(person: int, slots: Collection[Counted], joined: Mapping[int, date]) -> Carried:
    """Return the fewest of each kind of some slots that anybody had who was there before a person joined."""
    earlier, had = [other for other, since in joined.items() if since < joined[person]], _tally(slots)
    return {(person, kind): min((had[other, kind] for other in earlier), default=0) for kind in Fairness}


def _meanwhile(
    person: int, days: tuple[date, date], recent: Collection[Counted], joined: Mapping[int, date]
) -> Carried:
    """Return the fewest of each kind that anybody else had on the days on which a person was away."""
    first = max(days[0], joined.get(person, date.max))
    own = [one for one in recent if first <= one.day <= days[1]]
    return _fewest(person, own, {**joined, person: days[0]})


def _tally(found: Iterable[Counted]) -> Counter[tuple[int, Fairness]]:
    return Counter((one.person_id, one.kind) for one in found)
