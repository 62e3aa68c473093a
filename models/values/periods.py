"""Months, quarters and years: how they are written in rows, named for people and read from what people type; pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import ClassVar, Self

DIGITS = "一二三四"
THIS_QUARTER, LAST_YEAR = "本", "去"
_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])|-Q(?P<quarter>[1-4]))?")
_PERIOD = re.compile(
    r"(?P<year>20\d\d|今(?=年)|去(?=年))年?度?\s*(?:第?(?P<quarter>[一二三四1-4])季度)?|"
    r"第?(?P<bare>[一二三四1-4])季度|(?:年度|全年)|(?P<near>[本上])个?季度"
)
# At the end only what can be nothing but a period: 全年 there may belong to a reason.
_LAST = re.compile(
    r"(?<=[\s,，、:：;；])(?:(?:20\d\d|今年|去年)年?(?:度|第?[一二三四1-4]季度)|20\d\d年|今年|去年|"
    r"年度|第?[一二三四1-4]季度|[本上]个?季度)$"
)
_YEAR = re.compile(r"(?:(?P<said>20\d\d)年?|(?P<near>[今去本])年)度?")


@dataclass(frozen=True, order=True)
class Period:
    """A month, a quarter or a year: the `number`-th of its kind in a year; every one is one of the three below."""

    year: int
    number: int = 1

    months: ClassVar[int]

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month, quarter or year that holds a local day."""
        return cls(day.year, (day.month - 1) // cls.months + 1)

    @classmethod
    def written(cls, text: object) -> Self | None:
        """Return the period written "2026-11", "2026-Q4" or "2026"; None for one of another kind, and for none."""
        found = _WRITTEN.fullmatch(str(text))
        if not found:
            return None
        kind: type[Period] = Month if found["month"] else Quarter if found["quarter"] else Year
        period = kind(int(found["year"]), int(found["month"] or found["quarter"] or 1))
        return period if isinstance(period, cls) else None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the period written so; raises ValueError for one of another kind, and for none."""
        found = cls.written(text)
        if found is None:
            raise ValueError(text)
        return found

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, (self.number - 1) * self.months + 1, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> Self:
        """Return the next one."""
        a_year = 12 // self.months
        return type(self)(self.year + self.number // a_year, self.number % a_year + 1)

    @property
    def before(self) -> Self:
        """Return the one before."""
        return self.of(self.first - timedelta(days=1))

    def moments(self, zone: tzinfo | None) -> tuple[datetime, datetime]:
        """Return the moments of a zone at which it begins and is over."""
        begins, ends = (datetime.combine(day, time(), zone) for day in (self.first, self.after.first))
        return begins, ends

    @property
    def each_month(self) -> "list[Month]":
        """Return the months it is made of, in order."""
        return [*reversed(Month.of(self.after.first).earlier(self.months))]

    def earlier(self, count: int) -> list[Self]:
        """Return the `count` ones before this one, nearest first."""
        found = [self]
        for _ in range(count):
            found.append(found[-1].before)
        return found[1:]

    @property
    def name(self) -> str:
        """Return the period for people."""
        raise NotImplementedError


class Month(Period):
    """One month; written "2026-11" in rows and "2026年11月" for people."""

    months = 1

    @property
    def name(self) -> str:
        """Return the month for people."""
        return f"{self.year}年{self.number}月"

    def __str__(self) -> str:
        """Return the month for rows."""
        return f"{self.year:04}-{self.number:02}"


class Quarter(Period):
    """One quarter; written "2026-Q4" in rows and "2026年第四季度" for people."""

    months = 3

    @property
    def name(self) -> str:
        """Return the quarter for people."""
        return f"{self.year}年第{DIGITS[self.number - 1]}季度"

    def __str__(self) -> str:
        """Return the quarter for rows."""
        return f"{self.year:04}-Q{self.number}"


class HalfYear(Period):
    """Half a year; written "2026-H2" and "2026年下半年" for people."""

    months = 6

    @property
    def name(self) -> str:
        """Return the half year for people."""
        return f"{self.year}年{'上下'[self.number - 1]}半年"

    def __str__(self) -> str:
        """Return the half year for rows."""
        return f"{self.year:04}-H{self.number}"


class Year(Period):
    """One year; written "2026" in rows and "2026年度" for people."""

    months = 12

    @property
    def name(self) -> str:
        """Return the year for people."""
        return f"{self.year}年度"

    def __str__(self) -> str:
        """Return the year for rows."""
        return f"{self.year:04}"


def read_period(text: str, today: date) -> tuple[Period | None, str]:
    """Return the quarter or year that a text opens or ends with, and the rest; None when it does neither."""
    found = _PERIOD.match(text)
    if found:
        return _period(found, today), text[found.end() :].strip(" \n,，、:：")
    last = _LAST.search(text)
    if last and (meant := _PERIOD.fullmatch(last[0])):
        return _period(meant, today), text[: last.start()].strip(" \n,，、:：;；")
    return None, text


def _period(found: re.Match[str], today: date) -> Period:
    if found["near"]:
        running = Quarter.of(today)
        return running if found["near"] == THIS_QUARTER else running.before
    said = found["quarter"] or found["bare"]
    if not said:
        return Year(_year(found["year"], today, begun=today.month > 3))
    number = DIGITS.find(said) + 1 or int(said)
    return Quarter(_year(found["year"], today, begun=number <= Quarter.of(today).number), number)


def _year(said: str | None, today: date, *, begun: bool) -> int:
    """Return the year that is said or else meant: of a quarter the latest begun, of a year until March the old one."""
    if said:
        return int(said) if said.isdigit() else today.year - (said == LAST_YEAR)
    return today.year - (not begun)


def read_year(text: str, moment: datetime) -> int | None:
    """Return the year in 2025年 or 去年."""
    found = _YEAR.fullmatch(text)
    if not found:
        return None
    return int(found["said"]) if found["said"] else moment.year - (found["near"] == LAST_YEAR)


def year_of(period: object) -> int | None:
    """Return the year of a time that the language reads ("2026-10", "2026-Q4", "2026", a day), None for every other."""
    found = re.match(r"20\d\d(?!\d)", str(period))
    return int(found[0]) if found else None
