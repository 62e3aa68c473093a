"""Past activities of the sample district: always the same ones for the same moment and seed."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from config.sample.load import read
from config.sample.records import SampleDistrict, SamplePerson, SampleReport
from config.zone import SHANGHAI

SILENT_SHARE = 0.12
# Share of the others who report: two months ago, last month, this month. The rise fills the progress list.
TURNOUT = (0.5, 0.85, 0.9)
MOST_REPORTS = (2, 4, 4)
LATENESS = ("今天", "昨天", "前天", "大前天")
LATENESS_WEIGHTS = (60, 25, 10, 5)


@dataclass(frozen=True)
class _Phrase:
    category: str
    words: str
    shortest: int
    longest: int
    kinds: str


@dataclass(frozen=True)
class _Duration:
    minutes: int
    words: str


@dataclass(frozen=True)
class _Speech:
    phrases: tuple[_Phrase, ...]
    durations: tuple[_Duration, ...]
    places: dict[str, list[str]]


@dataclass(frozen=True)
class _Month:
    first: date
    turnout: float
    most: int


def past_reports(district: SampleDistrict, now: datetime, seed: int = 1) -> tuple[SampleReport, ...]:
    """Reports of the two full months before `now` and of its own month so far, in the order they came in.

    Later moments of the same month only add reports and confirmations.
    """
    reports = [
        report
        for person in district.people
        for month in _months(now.astimezone(SHANGHAI).date())
        for report in _reports_of(person, district, month, seed)
        if report.reported_at <= now
    ]
    return tuple(sorted((_as_of(report, now) for report in reports), key=lambda item: (item.reported_at, item.userid)))


def _months(today: date) -> Iterator[_Month]:
    this = today.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    before = (last - timedelta(days=1)).replace(day=1)
    for first, turnout, most in zip((before, last, this), TURNOUT, MOST_REPORTS, strict=True):
        yield _Month(first, turnout, most)


def _reports_of(person: SamplePerson, district: SampleDistrict, month: _Month, seed: int) -> Iterator[SampleReport]:
    """A member's reports of a whole month, each already confirmed; none from a silent member."""
    chance = Random(f"{seed} {person.userid} {month.first}")
    silent = Random(f"{seed} {person.userid}").random() < SILENT_SHARE
    if silent or chance.random() >= month.turnout:
        return
    kind = next(unit.kind for unit in district.units if unit.code == person.unit)
    length = monthrange(month.first.year, month.first.month)[1]
    for number in chance.sample(range(length), chance.randint(1, month.most)):
        day = month.first + timedelta(days=number)
        verifier = _verifier(person, district, day)
        if verifier:
            yield _report(person.userid, kind, day, verifier, chance)


def _verifier(person: SamplePerson, district: SampleDistrict, day: date) -> str | None:
    """Who confirms in the member's branch: its secretary, or for the secretary the named verifier."""
    colleagues = [other for other in district.people if other.branch == person.branch and other.userid != person.userid]
    able = (other.userid for role in ("secretary", "verifier") for other in colleagues if other.holds(role, day))
    return next(able, None) if person.branch else None


def _report(userid: str, kind: str, day: date, verifier: str, chance: Random) -> SampleReport:
    speech = _speech()
    phrase = chance.choice([phrase for phrase in speech.phrases if kind in phrase.kinds.split()])
    spans = [span for span in speech.durations if phrase.shortest <= span.minutes <= phrase.longest]
    span = chance.choice(spans)
    place = chance.choice(speech.places[kind]) if "{place}" in phrase.words else None
    late = chance.choices(range(len(LATENESS)), LATENESS_WEIGHTS)[0]
    reported_at = _moment(day + timedelta(days=late), 13, chance)
    return SampleReport(
        userid=userid,
        text=f"{LATENESS[late]}{phrase.words.format(place=place)}，{span.words}",
        category=phrase.category,
        minutes=span.minutes,
        place=place,
        day=day,
        reported_at=reported_at,
        verified_at=_moment(reported_at.date() + timedelta(days=chance.randint(1, 2)), 8, chance),
        verifier=verifier,
    )


def _moment(day: date, earliest_hour: int, chance: Random) -> datetime:
    """A moment of that day before 20:30, when the quiet hours begin."""
    start = datetime.combine(day, time(earliest_hour), SHANGHAI)
    return start + timedelta(minutes=chance.randrange((20 - earliest_hour) * 60 + 30))


def _as_of(report: SampleReport, now: datetime) -> SampleReport:
    if report.verified_at is None or report.verified_at <= now:
        return report
    return replace(report, verified_at=None, verifier=None)


@cache
def _speech() -> _Speech:
    file = read("activities.toml")
    return _Speech(
        phrases=tuple(_Phrase(**row) for row in file["activity"]),
        durations=tuple(_Duration(**row) for row in file["duration"]),
        places={row["kind"]: row["places"].split() for row in file["setting"]},
    )
