"""The lunar calendar, held against published tables: those of the Hong Kong Observatory, 2025 to 2040."""

from datetime import date, timedelta

import pytest

from bot.language.lunar import festival, lunar_day

# Year; 春节, 元宵, 端午, 中秋, 重阳 as month.day; the leap month, 0 for none; how long the twelfth month is; 清明.
YEARS = """
2025  1.29  2.12  5.31  10.6  10.29   6  29  4.4
2026  2.17  3.3   6.19  9.25  10.18   0  29  4.5
2027  2.6   2.20  6.9   9.15  10.8    0  29  4.5
2028  1.26  2.9   5.28  10.3  10.26   5  29  4.4
2029  2.13  2.27  6.16  9.22  10.16   0  30  4.4
2030  2.3   2.17  6.5   9.12  10.5    0  29  4.5
2031  1.23  2.6   6.24  10.1  10.24   3  29  4.5
2032  2.11  2.25  6.12  9.19  10.12   0  30  4.4
2033  1.31  2.14  6.1   9.8   10.1   11  30  4.4
2034  2.19  3.5   6.20  9.27  10.20   0  30  4.5
2035  2.8   2.22  6.10  9.16  10.9    0  30  4.5
2036  1.28  2.11  5.30  10.4  10.27   6  30  4.4
2037  2.15  3.1   6.18  9.24  10.17   0  30  4.4
2038  2.4   2.18  6.7   9.13  10.7    0  29  4.5
2039  1.24  2.7   5.27  10.2  10.26   5  29  4.5
2040  2.12  2.26  6.14  9.20  10.14   0  29  4.4
"""
ROWS = [line.split() for line in YEARS.strip().splitlines()]
DAYS = [
    pytest.param(name, int(row[0]), row[column], id=f"{name}{row[0]}")
    for row in ROWS
    for column, name in ((1, "春节"), (2, "元宵"), (3, "端午"), (4, "中秋"), (5, "重阳"), (8, "清明"))
]


@pytest.mark.parametrize(("name", "year", "published"), DAYS)
def test_a_festival_falls_on_the_published_day(name: str, year: int, published: str) -> None:
    month, day = map(int, published.split("."))
    assert festival(name, year) == date(year, month, day)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_only_the_published_month_comes_twice(row: list[str]) -> None:
    year, leap = int(row[0]), int(row[6])
    assert [month for month in range(1, 13) if lunar_day(year, -month, 1)] == ([leap] if leap else [])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_last_day_of_the_year_is_its_30th_or_its_29th(row: list[str]) -> None:
    year, length = int(row[0]), int(row[7])
    last = festival("除夕", year)
    assert last == festival("大年三十", year) == lunar_day(year, 12, length)
    assert lunar_day(year, 12, length + 1) is None
    assert last and last + timedelta(days=1) == festival("春节", year + 1)


def test_a_leap_month_stands_behind_the_month_it_repeats() -> None:
    assert (lunar_day(2025, 6, 1), lunar_day(2025, -6, 1), lunar_day(2025, 7, 1)) == (
        date(2025, 6, 25),
        date(2025, 7, 25),
        date(2025, 8, 23),
    )


@pytest.mark.parametrize("day", [(2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 31), (2026, -6, 1), (0, 1, 1)])
def test_what_is_no_day_is_none(day: tuple[int, int, int]) -> None:
    assert lunar_day(*day) is None
