"""The values a command's blanks take."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from bot.understanding import blanks
from models.service.activities.claims import Change
from models.values.numbers import Sign
from models.values.periods import Month

NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
TODAY = NOW.date()
Read = Callable[[str, datetime], Any]


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (blanks.marked_record, "A0231", 231),
        (blanks.marked_record, "231", None),
        (blanks.marked_record, "", None),
        (blanks.marked_record, "P0231", "P0231"),
        (blanks.item, "3", ("position", 3)),
        (blanks.item, "A0003", ("record", 3)),
        (blanks.item, "P0003", None),
        (blanks.item, "三", None),
        (blanks.exceptions, "除了 3 7", [3, 7]),
        (blanks.exceptions, "除3、7", [3, 7]),
        (blanks.exceptions, "除了3号和7号", [3, 7]),
        (blanks.exceptions, "除了", None),
        (blanks.exceptions, "3 7", None),
        (blanks.exceptions, "除了3以外", None),
        (blanks.words, "原因", "原因"),
        (blanks.words, "", None),
        (blanks.month, "10月", Month(2026, 10)),
        (blanks.month, "上个月", Month(2026, 10)),
        (blanks.month, "2026年9月", Month(2026, 9)),
        (blanks.month, "13月", None),
        (blanks.month, "打扫", None),
    ],
)
def test_a_blank_reads_its_own_kind_of_value_only(read: Read, text: str, value: Any) -> None:
    assert read(text, NOW) == value


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("1小时", Change(minutes=60)),
        ("昨天", Change(day=TODAY - timedelta(days=1))),
        ("昨天 90分钟", Change(minutes=90, day=TODAY - timedelta(days=1))),
        ("类别 环境卫生", Change(category="sanitation")),
        ("内容 三组清理水沟", Change(description="三组清理水沟")),
        ("改成内容：四组", Change(description="四组")),
        ("内容", None),
        ("随便", None),
    ],
)
def test_a_change_names_what_is_replaced(text: str, change: Change | None) -> None:
    assert blanks.change(text, NOW) == change


def test_a_change_is_built_from_a_reading() -> None:
    assert blanks.change_from({"hours": 1.5, "date": "2026-11-01", "category": "care"}) == Change(
        minutes=90, day=date(2026, 11, 1), category="care"
    )
    assert blanks.change_from({}) == Change()


@given(st.text(max_size=20), st.sampled_from([Sign.RECORD.read, blanks.item, blanks.month, blanks.change]))
def test_no_text_breaks_a_blank(text: str, read: Read) -> None:
    read(text, NOW)


@given(st.one_of(st.none(), st.text(max_size=8), st.integers()))
def test_a_period_that_is_no_month_is_no_month(period: object) -> None:
    found = Month.written(period)
    assert found is None or str(found) == period


def test_a_long_row_of_digits_does_not_hold_up_everybody() -> None:
    """A process of its own, because a pattern that never ends cannot be interrupted from within."""
    asked = "from bot.understanding.blanks import exceptions; print(exceptions('除了' + '1' * 60 + 'x', None))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "None\n"
