"""Who may join, and what a season may be; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.duty.rules import Slot
from models.refusal import Refusal

SEASON_DAYS_MOST = 200
NAME_CHARACTERS = (2, 8)


@dataclass(frozen=True)
class Notice:
    """Somebody whose coming duty has changed, and his next slot; None when he has none any more."""

    userid: str
    next_slot: Slot | None


class NobodyOfThatName(Refusal):
    """No person of that name belongs to the unit."""

    text = "本单位名册里没有{name}，没有改动。请核对姓名；名册里没有的，请先联系区里补录。"


class AlreadyInPool(Refusal):
    """He takes turns already."""

    text = "{name}已经在坐班名单里，没有改动。"


class OddSeason(Refusal):
    """The season has no sensible name, is past or too long."""

    text = "值守时间或名称不对，没有改动。请说清起止，今天以后、不超过 {most} 天，例如“值守 防汛 7月1日到7月15日”。"


class SeasonOpen(Refusal):
    """A season of that name is open on some of the days."""

    text = "{name}值守在这段时间已经开着，没有重复安排。要提前结束，发“结束值守 {name}”。"


class NoSuchSeason(Refusal):
    """No open season of that name was opened by this unit."""

    text = "没有正在安排、由您这一级开的“{name}”值守，没有改动。"


def check_season(name: str, first: date, last: date, today: date) -> None:
    """Raise OddSeason unless a season of watch may be opened."""
    shortest, longest = NAME_CHARACTERS
    fits = shortest <= len(name) <= longest and today <= last and first <= last
    if not fits or (last - first).days >= SEASON_DAYS_MOST:
        raise OddSeason(most=SEASON_DAYS_MOST)


def held(slots: Iterable[Slot]) -> dict[int, set[tuple[object, ...]]]:
    """Return {person: what he keeps}, collective days left out, for they ask the same of everybody."""
    found: dict[int, set[tuple[object, ...]]] = {}
    for slot in slots:
        if slot.person_id is not None and not slot.collective:
            found.setdefault(slot.person_id, set()).add((slot.starts, slot.part))
    return found


def changed(before: Sequence[Slot], after: Sequence[Slot]) -> list[int]:
    """Return the people whose slots differ, by id."""
    old, new = held(before), held(after)
    return sorted(person for person in old.keys() | new.keys() if old.get(person) != new.get(person))


def next_of(slots: Sequence[Slot], people: Iterable[int]) -> Mapping[int, Slot | None]:
    """Return each person's first slot among some that are in order; a collective day is not looked at."""
    return {key: next((s for s in slots if s.person_id == key and not s.collective), None) for key in people}
