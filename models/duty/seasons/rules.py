"""What a season of watch may be, and whose slots it changes; pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.duty.roster.rules import Slot
from models.duty.swaps.rules import Swap
from models.values.refusal import Refusal

SEASON_DAYS_MOST = 200
NAME_CHARACTERS = (2, 8)


@dataclass(frozen=True)
class Changed:
    """Somebody whose slots to come are others now: those he has no more, those he has instead.

    `at_once` says that one of them has begun, so that word of it cannot wait.
    """

    userid: str
    lost: tuple[Slot, ...]
    got: tuple[Slot, ...]
    at_once: bool


@dataclass(frozen=True)
class Resettled:
    """A season that opened or closed: in how many units published days changed, and for whom.

    `empty` are the slots of its days that wait for somebody, `secretaries` those of each unit, `void` the requests to
    change duty that lost their shifts.
    """

    units: int
    told: tuple[Changed, ...]
    empty: tuple[Slot, ...]
    secretaries: Mapping[int, Sequence[str]]
    void: tuple[Swap, ...]


ODD_SEASON = "值守要说清叫什么、从哪天到哪天，今天以后、不超过 {most} 天，例如“值守 防汛 7月1日到7月15日”。"
NAMES_SOMEBODY = "值守的名称大家都看得到，不写人名（“{person}”），这次没安排。写是什么值守就行，例如防汛。"
SEASON_OPEN = "{name}值守在这段时间已经开着，不用再开。要提前结束，发“结束值守 {name}”。"
NO_SUCH_SEASON = "您这一级没有开着的“{name}”值守。"


def check_season(name: str, first: date, last: date, today: date) -> None:
    """Refuse with ODD_SEASON unless a season of watch may be opened."""
    shortest, longest = NAME_CHARACTERS
    fits = shortest <= len(name) <= longest and today <= last and first <= last
    if not fits or (last - first).days >= SEASON_DAYS_MOST:
        raise Refusal(ODD_SEASON, most=SEASON_DAYS_MOST)


def held(slots: Iterable[Slot]) -> dict[int, dict[tuple[object, ...], Slot]]:
    """Return {person: what he keeps}, collective days left out, for they ask the same of everybody."""
    found: dict[int, dict[tuple[object, ...], Slot]] = {}
    for slot in slots:
        if slot.person_id is not None and not slot.collective:
            found.setdefault(slot.person_id, {})[slot.starts, slot.part] = slot
    return found


def changed(before: Sequence[Slot], after: Sequence[Slot]) -> dict[int, tuple[tuple[Slot, ...], tuple[Slot, ...]]]:
    """Return {person: (the slots he has no more, the slots he has instead)} of those whose slots differ, by id."""
    old, new = held(before), held(after)
    differ = sorted(key for key in old.keys() | new.keys() if old.get(key, {}).keys() != new.get(key, {}).keys())
    return {
        key: (_only(old.get(key, {}), new.get(key, {})), _only(new.get(key, {}), old.get(key, {}))) for key in differ
    }


def _only(some: Mapping[tuple[object, ...], Slot], others: Collection[tuple[object, ...]]) -> tuple[Slot, ...]:
    return tuple(slot for key, slot in some.items() if key not in others)
