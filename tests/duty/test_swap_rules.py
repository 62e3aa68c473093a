"""Changing duty: whom a text means, which shift comes back, when a request is worth nothing any more."""

from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from models.duty.planner.shifts import Fairness, ShiftPart
from models.duty.roster.rules import Slot
from models.duty.swaps.rules import (
    STEPS,
    Deal,
    Fault,
    SwapDecided,
    SwapKind,
    SwapState,
    check_step,
    fault_of,
    mirrors,
    nearest_return,
)
from models.organisation.people.rules import named_in

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI)
ME, HIM, HER = 1, 2, 3
POOL = {ME: "罗正富", HIM: "唐敏", HER: "欧阳春燕", 4: "周小川", 5: "周大川", 6: "吉克·尔古", 7: "李唐"}


def _held(
    slot_id: int, person: int | None, day: int, *, hour: int = 8, kind: str = "weekday", collective: bool = False
) -> Slot:
    """Return a shift of four hours on a day counted from NOW."""
    starts = NOW.replace(hour=hour) + timedelta(days=day)
    ends, counts_as = starts + timedelta(hours=4), Fairness(kind)
    return Slot(slot_id, 1, starts.date(), ShiftPart.AM, 1, counts_as, starts, ends, person, collective=collective)


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
    assert nearest_return(mine, theirs, [mine], 31) == 3


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
    ],
)
def test_a_shift_comes_back_only_when_it_fits_both(
    theirs: list[Slot], own: list[Slot], most_days: int, found: int | None
) -> None:
    mine = _held(1, ME, 4)
    assert nearest_return(mine, theirs, [mine, *own], most_days) == found


SWAP = Deal(SwapKind.SWAP, ME, HIM, 1, 2)
RELIEF = Deal(SwapKind.SUBSTITUTE, ME, HIM, 1, None)
COVER = Deal(SwapKind.COVER, ME, HIM, 2, None)


@pytest.mark.parametrize(
    ("deal", "slot", "back", "fault"),
    [
        (SWAP, _held(1, ME, 1), _held(2, HIM, 2), None),
        (SWAP, _held(1, HER, 1), _held(2, HIM, 2), Fault.MOVED),
        (SWAP, _held(1, None, 1), _held(2, HIM, 2), Fault.MOVED),
        (SWAP, _held(1, ME, 1), _held(2, HER, 2), Fault.MOVED),
        (SWAP, _held(1, ME, 1), None, Fault.MOVED),
        (SWAP, None, _held(2, HIM, 2), Fault.MOVED),
        (SWAP, _held(1, ME, 0, hour=9), _held(2, HIM, 2), Fault.BEGUN),
        (SWAP, _held(1, ME, 1), _held(2, HIM, -1), Fault.BEGUN),
        (RELIEF, _held(1, ME, 1), None, None),
        (RELIEF, _held(1, HIM, 1), None, Fault.MOVED),
        (COVER, _held(2, HIM, 1), None, None),
        (COVER, _held(2, ME, 1), None, Fault.MOVED),
    ],
)
def test_a_request_is_void_when_a_shift_moved_or_began(
    deal: Deal, slot: Slot | None, back: Slot | None, fault: Fault | None
) -> None:
    assert fault_of(deal, slot, back, NOW) is fault


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SWAP, Deal(SwapKind.SWAP, HIM, ME, 2, 1), True),
        (SWAP, Deal(SwapKind.SWAP, HIM, ME, 2, 3), False),
        (SWAP, Deal(SwapKind.SWAP, HER, ME, 2, 1), False),
        (SWAP, SWAP, False),
        (RELIEF, Deal(SwapKind.COVER, HIM, ME, 1, None), True),
        (COVER, Deal(SwapKind.SUBSTITUTE, HIM, ME, 2, None), True),
        (RELIEF, Deal(SwapKind.SUBSTITUTE, HIM, ME, 1, None), False),
        (RELIEF, Deal(SwapKind.SWAP, HIM, ME, 1, 2), False),
    ],
)
def test_two_who_ask_each_other_for_the_same_agree(one: Deal, other: Deal, same: bool) -> None:
    assert mirrors(one, other) is same
    assert mirrors(other, one) is same


def test_who_gives_and_who_takes() -> None:
    assert (SWAP.giver_id, SWAP.taker_id) == (RELIEF.giver_id, RELIEF.taker_id) == (ME, HIM)
    assert (COVER.giver_id, COVER.taker_id) == (HIM, ME)


@pytest.mark.parametrize("now", SwapState)
@pytest.mark.parametrize("then", SwapState)
def test_only_what_waits_is_answered(now: SwapState, then: SwapState) -> None:
    if now is SwapState.ASKED and then is not SwapState.ASKED:
        check_step(1, now, then)
    else:
        assert then not in STEPS[now]
        with pytest.raises(SwapDecided, match="H001"):
            check_step(1, now, then)
