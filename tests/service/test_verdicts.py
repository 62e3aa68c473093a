"""What a verifier says plainly of a list of three: which pass, and which goes back."""

from datetime import date, datetime

import pytest

from bot.clock import SHANGHAI
from models.service.activities.claims import Claim
from models.service.verification.rules import Item
from models.service.verification.words import Verification, verdict
from models.values.refusal import Refusal

NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)


def _item(position: int, name: str, deed: str) -> Item:
    claim = Claim(date(2026, 11, 22 - position), "other", deed, 60, None, None)
    return Item(position, 230 + position, name, claim, False, (), False)


LISTED = [_item(1, "罗正富", "打扫院坝"), _item(2, "陈桂兰", "看望王婆婆"), _item(3, "邓国才", "巡逻")]


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("都属实", (1, 2, 3)),
        ("2不要，其余通过", (1, 3)),
        ("2先放一下，别的通过", (1, 3)),
        ("除了2都通过", (1, 3)),
        ("除2外都通过", (1, 3)),
        ("都通过，第二个除外", (1, 3)),
        ("都通过，第3条我没看到", (1, 2)),
        ("都通过，就是3我没看到", (1, 2)),
        ("1和2都通过", (1, 2)),
        ("1、3不对，其他的都对", (2,)),
        ("1通过，其余的也通过", (1, 2, 3)),
        ("1通过，2退回", (1,)),
        ("1可以2不可以", (1,)),
        ("退回2，通过3", (3,)),
        ("就第一个通过", (1,)),
        ("除了罗书记那条，别的都对", (2, 3)),
        ("老邓巡逻那条我看到了，是真的", (3,)),
    ],
)
def test_who_passes(said: str, passes: tuple[int, ...]) -> None:
    assert verdict(said, NOW, LISTED) == Verification(passes)


@pytest.mark.parametrize("said", ["第二个不通过", "2不通过", "第2条不对", "退回2", "陈桂兰那条没看到她"])
def test_who_goes_back(said: str) -> None:
    found = verdict(said, NOW, LISTED)
    assert found is not None
    assert (found.passes, found.back) == ((), 2)


@pytest.mark.parametrize(
    "said", ["其余通过，还有一条不要", "不通过", "1、2不要", "巡逻2小时", "唐敏今天上午来了，我证明"]
)
def test_what_is_not_clear_passes_nobody(said: str) -> None:
    assert verdict(said, NOW, LISTED) is None


def test_who_is_not_on_the_list_cannot_be_left_out() -> None:
    with pytest.raises(Refusal, match="没有 5 号"):
        verdict("5不要，其余通过", NOW, LISTED)
