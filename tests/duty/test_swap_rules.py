"""Changing duty: whom a text means, which shift comes back, when a request is worth nothing any more."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from models.duty.planner.shifts import Away, Fairness, Shift, ShiftPart
from models.duty.roster.rules import Slot
from models.duty.swaps.rules import (
    Fault,
    Party,
    Swap,
    SwapKind,
    SwapState,
    nearest_return,
)
from models.organisation.people.rules import named_in
from models.values.refusal import Refusal

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI)
ME, HIM, HER = 1, 2, 3
POOL = {ME: "罗正富", HIM: "唐敏", HER: "欧阳春燕", 4: "周小川", 5: "周大川", 6: "吉克·尔古", 7: "李唐"}


def _held(
    slot_id: int, person: int | None, day: int, *, hour: int = 8, kind: str = "weekday", collective: bool = False
) -> Slot:
    """Return a shift of four hours on a day counted from NOW."""
    starts = NOW.replace(hour=hour) + timedelta(days=day)
    ends, counts_as = starts + timedelta(hours=4), Fairness(kind)
    shift = Shift(starts.date(), ShiftPart.AM, 1, counts_as, starts, ends, collective=collective)
    return Slot(**vars(shift), id=slot_id, unit_id=1, person_id=person)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("换班 12月3日 唐敏", [HIM]),
        ("12月3日想跟欧阳春燕换", [HER]),
        ("和欧阳主任换", [HER]),
        ("找春燕顶", [HER]),
        ("喊小唐替我", [HIM]),
        ("老周帮我上", [4, 5]),
        ("周小川", [4]),
        ("小川", [4]),
        ("吉克·尔古", [6]),
        ("尔古", [6]),
        ("吉克同志", [6]),
        ("换班 12月3日", []),
        ("换班 12月3日 张三", []),
    ],
)
def test_whom_a_text_means(text: str, found: list[int]) -> None:
    assert named_in(text, POOL) == found


def test_the_nearest_shift_of_the_same_kind_comes_back() -> None:
    mine = _held(1, ME, 4)
    theirs = [_held(2, HIM, 9), _held(3, HIM, 6), _held(4, HIM, 5, kind="weekend"), _held(5, HIM, 3, collective=True)]
    assert nearest_return(mine, theirs, [], 31) == theirs[1]


@pytest.mark.parametrize(
    ("theirs", "own", "most_days", "found"),
    [
        ([_held(2, HIM, 6)], [], 31, 2),
        ([_held(2, HIM, 6)], [], 1, None),
        ([_held(2, HIM, 6)], [_held(9, ME, 6)], 31, None),
        ([_held(2, HIM, 6), _held(3, HIM, 8)], [_held(9, ME, 6)], 31, 3),
        ([_held(2, HIM, 4), _held(3, HIM, 8)], [], 31, None),
        ([_held(2, HIM, 4, hour=14), _held(3, HIM, 8)], [], 31, 2),
        ([], [], 31, None),
        ([_held(2, HIM, 6), _held(3, HIM, 8)], [Away(ME, NOW + timedelta(days=5), NOW + timedelta(days=7))], 31, 3),
    ],
)
def test_a_shift_comes_back_only_when_it_fits_both(
    theirs: list[Slot], own: list[Slot | Away], most_days: int, found: int | None
) -> None:
    fits = nearest_return(_held(1, ME, 4), theirs, own, most_days)
    assert (fits.id if fits else None) == found


def _asked(kind: SwapKind, asker: int, other: int, slot: Slot, back: Slot | None = None) -> Swap:
    who, whom = Party(asker, f"u{asker}", POOL[asker]), Party(other, f"u{other}", POOL[other])
    return Swap(1, kind, SwapState.ASKED, who, whom, slot, back)


@pytest.mark.parametrize(
    ("kind", "slot", "back", "fault"),
    [
        (SwapKind.SWAP, _held(1, ME, 1), _held(2, HIM, 2), None),
        (SwapKind.SWAP, _held(1, HER, 1), _held(2, HIM, 2), Fault.MOVED),
        (SwapKind.SWAP, _held(1, None, 1), _held(2, HIM, 2), Fault.MOVED),
        (SwapKind.SWAP, _held(1, ME, 1), _held(2, HER, 2), Fault.MOVED),
        (SwapKind.SWAP, _held(1, ME, 0, hour=9), _held(2, HIM, 2), Fault.BEGUN),
        (SwapKind.SWAP, _held(1, ME, 1), _held(2, HIM, -1), Fault.BEGUN),
        (SwapKind.SUBSTITUTE, _held(1, ME, 1), None, None),
        (SwapKind.SUBSTITUTE, _held(1, HIM, 1), None, Fault.MOVED),
        (SwapKind.COVER, _held(2, HIM, 1), None, None),
        (SwapKind.COVER, _held(2, ME, 1), None, Fault.MOVED),
    ],
)
def test_a_request_is_void_when_a_shift_moved_or_began(
    kind: SwapKind, slot: Slot, back: Slot | None, fault: Fault | None
) -> None:
    assert _asked(kind, ME, HIM, slot, back).fault_at(NOW) is fault


MINE, HIS, ANOTHER = _held(1, ME, 1), _held(2, HIM, 2), _held(3, HIM, 3)
SWAP = _asked(SwapKind.SWAP, ME, HIM, MINE, HIS)
RELIEF = _asked(SwapKind.SUBSTITUTE, ME, HIM, MINE)
COVER = _asked(SwapKind.COVER, ME, HIM, HIS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SWAP, _asked(SwapKind.SWAP, HIM, ME, HIS, MINE), True),
        (SWAP, _asked(SwapKind.SWAP, HIM, ME, HIS, ANOTHER), False),
        (SWAP, _asked(SwapKind.SWAP, HER, ME, HIS, MINE), False),
        (SWAP, SWAP, False),
        (RELIEF, _asked(SwapKind.COVER, HIM, ME, MINE), True),
        (COVER, _asked(SwapKind.SUBSTITUTE, HIM, ME, HIS), True),
        (RELIEF, _asked(SwapKind.SUBSTITUTE, HIM, ME, MINE), False),
        (RELIEF, _asked(SwapKind.SWAP, HIM, ME, MINE, HIS), False),
    ],
)
def test_two_who_ask_each_other_for_the_same_agree(one: Swap, other: Swap, same: bool) -> None:
    assert one.mirrors(other) is same
    assert other.mirrors(one) is same


def test_who_gives_and_who_takes() -> None:
    assert (SWAP.giver.id, SWAP.taker.id) == (RELIEF.giver.id, RELIEF.taker.id) == (ME, HIM)
    assert (COVER.giver.id, COVER.taker.id) == (HIM, ME)


@pytest.mark.parametrize("state", SwapState)
def test_only_what_waits_is_answered(state: SwapState) -> None:
    if state is SwapState.ASKED:
        replace(SWAP, state=state).check_waits()
    else:
        with pytest.raises(Refusal, match="H001"):
            replace(SWAP, state=state).check_waits()
