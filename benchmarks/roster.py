"""How long the rosters of all organisations take, beside a bare round-robin; run as `python -m benchmarks.roster`."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import cycle, pairwise
from random import Random
from statistics import median
from time import process_time

from config.holidays import WorkCalendar
from config.policy import load_policy
from models.duty.planner.assigning import plan
from models.duty.planner.shifts import Assigned, Away, Fairness, Hours, Member, Shift, ShiftPart, shifts_of
from models.values.periods import Month

POLICY = load_policy().duty
CALENDAR = WorkCalendar()
HOURS = Hours.of(POLICY.hours)
# A month like most, and one that begins with a week of holidays.
MONTHS = (Month(2026, 12), Month(2026, 10))
UNITS = 183
ROUNDS = 7
GOAL_SECONDS = 2.0

Unit = tuple[list[Member], list[Away], dict[tuple[int, Fairness], int]]


def main() -> None:
    """Print the medians beside the goal, and the ratio to handing the same shifts around in turn."""
    print(f"{UNITS} organisations, pools of 3 to 9, every fifth person away for some days; medians of {ROUNDS}")
    print("| month | what | processor s | goal s | beside in turn | more than one apart | in a row |\n|-|-|-|-|-|-|-|")
    for month in MONTHS:
        units = [_unit(month, number) for number in range(UNITS)]
        (turn, handed), (spent, planned) = (_measured(month, units, way) for way in (_in_turn, _planned))
        for name, seconds, goal, found in (("in turn", turn, "", handed), ("planned", spent, GOAL_SECONDS, planned)):
            uneven = sum(_is_uneven(*one) for one in zip(units, found, strict=True))
            rows = sum(map(_rows, found))
            print(f"| {month} | {name} | {seconds:.3f} | {goal} | {seconds / turn:.1f} | {uneven} | {rows} |")


def _unit(month: Month, number: int) -> Unit:
    """Return a pool, its leave, and what is carried over; the same on every run."""
    random = Random(number)
    pool = [Member(person, leader=person <= 2) for person in range(1, random.randint(3, 9) + 1)]
    carried = {(member.person_id, kind): 20 + random.randint(0, 1) for member in pool for kind in Fairness}
    gone = [member for member in pool if random.random() < 0.2]
    first, days = month.first + timedelta(days=random.randint(0, 20)), random.randint(1, 5)
    return pool, [_leave(member, first, days) for member in gone], carried


def _leave(member: Member, first: date, days: int) -> Away:
    starts, ends = HOURS.span(first, ShiftPart.AM)[0], HOURS.span(first + timedelta(days=days), ShiftPart.AM)[0]
    return Away(member.person_id, starts, ends)


def _measured(
    month: Month, units: Sequence[Unit], way: Callable[[list[Shift], Unit], list[Assigned]]
) -> tuple[float, list[list[Assigned]]]:
    """Return the median processor seconds of all units' shifts and plans, and the plans."""
    spent = []
    for _ in range(ROUNDS):
        begun = process_time()
        found = [way(shifts_of(month, CALENDAR, HOURS, [], len(unit[0]), POLICY), unit) for unit in units]
        spent.append(process_time() - begun)
    return median(spent), found


def _planned(shifts: list[Shift], unit: Unit) -> list[Assigned]:
    return plan(shifts, *unit)


def _in_turn(shifts: list[Shift], unit: Unit) -> list[Assigned]:
    """Hand the shifts around without looking at leave, leaders, or what anybody has had."""
    people = cycle(unit[0])
    return [Assigned(shift, next(people).person_id) for shift in shifts]


def _is_uneven(unit: Unit, found: Sequence[Assigned]) -> bool:
    """Return whether two of the pool are more than one apart in weekdays or weekends."""
    pool, _, carried = unit
    counts = Counter(carried)
    counts.update((one.person_id or 0, one.shift.counts_as) for one in found if not one.shift.collective)
    kinds = [[counts[member.person_id, kind] for member in pool] for kind in (Fairness.WEEKDAY, Fairness.WEEKEND)]
    return any(max(numbers) - min(numbers) > 1 for numbers in kinds)


def _rows(found: Sequence[Assigned]) -> int:
    own = [one for one in found if not one.shift.collective]
    return sum(one.person_id == other.person_id for one, other in pairwise(own) if one.person_id is not None)


if __name__ == "__main__":
    main()
