"""Months, quarters and years: written, read and counted on."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.values.periods import Month, Period, Quarter, Year, read_period, read_year, year_of


def test_a_period_is_written_and_read_back() -> None:
    for period in (Year(2026), *(Quarter(2026, n) for n in range(1, 5)), *(Month(2026, n) for n in range(1, 13))):
        assert Period.parse(str(period)) == period
        assert period.after.before == period == period.of(period.last)
        assert period.after.first - period.last == timedelta(days=1)
    assert (Quarter(2026, 4).first, Quarter(2026, 4).last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (Year(2026).first, Year(2026).last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (Year(2026).name, Quarter(2026, 2).name) == ("2026年度", "2026年第二季度")
    assert [Quarter.of(date(2026, month, 1)).number for month in (1, 3, 4, 6, 7, 9, 10, 12)] == [1, 1, 2, 2, 3, 3, 4, 4]


@pytest.mark.parametrize(
    ("said", "period", "rest"),
    [("年度 陈桂兰", "2026", "陈桂兰"), ("2025年 陈桂兰", "2025", "陈桂兰"), ("三季度 陈桂兰", "2026-Q3", "陈桂兰"),
     ("本季度陈桂兰", "2026-Q4", "陈桂兰"), ("上季度 陈桂兰", "2026-Q3", "陈桂兰"), ("去年第4季度", "2025-Q4", ""),
     ("2026年度：陈桂兰", "2026", "陈桂兰"), ("陈桂兰", "None", "陈桂兰"), ("年小军", "None", "年小军")],
)  # fmt: skip
def test_a_period_may_come_first(said: str, period: str, rest: str) -> None:
    found, left = read_period(said, date(2026, 11, 22))
    assert (str(found), left) == (period, rest)


def test_until_march_the_year_is_the_one_that_ended() -> None:
    assert read_period("年度", date(2027, 3, 1))[0] == Year(2026)
    assert read_period("一季度", date(2027, 3, 1))[0] == Quarter(2027, 1)
    assert [year_of(text) for text in ("2026-10", "2025-Q4", "2024", "all", None)] == [2026, 2025, 2024, None, None]


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-Q5", "26", "2026-1", "2026-11-02", "all"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Period.parse(text)
    assert Period.written(text) is None


def test_a_period_of_another_kind_is_none() -> None:
    assert [kind.written("2026-Q4") for kind in (Month, Year, Quarter)] == [None, None, Quarter(2026, 4)]
    with pytest.raises(ValueError, match="2026"):
        Month.parse("2026")


@pytest.mark.parametrize(
    ("said", "year"),
    [("2025年", 2025), ("2025", 2025), ("去年", 2025), ("今年度", 2026), ("本年", 2026), ("前年", None)],
)
def test_a_year_is_read(said: str, year: int | None) -> None:
    assert read_year(said, datetime(2026, 11, 22, 12, tzinfo=UTC)) == year
