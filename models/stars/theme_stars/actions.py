"""Applying for theme stars and awarding them, once a year each; runs in the caller's transaction."""

from collections.abc import Collection
from datetime import date

from config.star_catalogue import MemberClass, Theme, catalogue
from config.star_policy import StarsPolicy
from models.ledger.audit.actions import Cause, record
from models.organisation.authority.actions import branch_judged, branch_led_by, heads_below, member_named
from models.organisation.authority.rules import COMMITTEE
from models.organisation.people.actions import lock
from models.organisation.people.rules import Asker, UnknownPerson
from models.organisation.people.tables import Person
from models.stars.theme_stars.rules import (
    Album,
    AlreadyAwarded,
    Application,
    Award,
    NoEvidence,
    NotApplied,
    OwnTheme,
    State,
    check_score,
    check_standing,
    class_of,
    theme_called,
)
from models.stars.theme_stars.tables import StarTheme
from models.values.days import appraisal_year

EVIDENCE_MOST = 200


async def held(member_id: int) -> list[tuple[str, int]]:
    """Return (theme code, year) of what a member has been awarded, oldest first."""
    rows = await StarTheme.filter(member_id=member_id, state=State.AWARDED).order_by("year", "id")
    return [(row.theme, row.year) for row in rows]


async def album(asker: Asker, cause: Cause) -> Album:
    """Return the themes of the asker's class and where they stand this year; raises UnknownPerson or NoClass."""
    if asker.person_id is None:
        raise UnknownPerson
    member = await Person.get(id=asker.person_id)
    year = appraisal_year(cause.at.date())
    rows = await StarTheme.filter(member_id=member.id, year=year).order_by("id")
    return Album(_class_of(member), year, {row.theme: State(row.state) for row in rows})


def _class_of(member: Person) -> MemberClass:
    return class_of(member.member_class, member.name, catalogue())


async def check_class(asker: Asker, themes: Collection[str]) -> None:
    """Raise NotOfThisClass, or NoClass, for a theme code that is none of the asker's class."""
    for code in themes:
        member = await Person.get(id=asker.person_id)
        theme_called(catalogue().themes[code].name, _class_of(member))


async def apply(asker: Asker, word: str, evidence: str, cause: Cause) -> Application:
    """Keep a member's application for a theme of his class; said again, its evidence is replaced."""
    if asker.person_id is None or asker.branch_id is None:
        raise UnknownPerson
    await lock([asker.person_id])
    member = await Person.get(id=asker.person_id)
    check_standing(member.standing)
    theme, year = theme_called(word, _class_of(member)), appraisal_year(cause.at.date())
    await _check_first(member, theme, year)
    row = await _row(member, theme, year, cause)
    await StarTheme.filter(id=row.id).update(evidence=evidence[:EVIDENCE_MOST], at=cause.at)
    await record(cause, "theme_apply", ("star_theme", row.id), after={"theme": theme.code, "year": year})
    return _application(member, theme, year, evidence)


def _application(member: Person, theme: Theme, year: int, evidence: str) -> Application:
    return Application(member.name, member.userid, theme.name, year, evidence[:EVIDENCE_MOST])


async def _check_first(member: Person, theme: Theme, year: int) -> None:
    if await StarTheme.filter(member_id=member.id, theme=theme.code, year=year, state=State.AWARDED).exists():
        raise AlreadyAwarded(name=member.name, year=year, theme=theme.name)


async def _row(member: Person, theme: Theme, year: int, cause: Cause) -> StarTheme:
    """Return the open application of a member for a theme of a year, begun if need be."""
    row = await StarTheme.get_or_none(member_id=member.id, theme=theme.code, year=year, state=State.APPLIED)
    return row or await StarTheme.create(
        member_id=member.id,
        branch_id=member.branch_id,
        theme=theme.code,
        member_class=member.member_class,
        year=year,
        state=State.APPLIED,
        evidence="",
        catalogue=catalogue().version,
        at=cause.at,
    )


async def applications(asker: Asker, day: date) -> list[Application]:
    """Return what waits for the asker's committee, or for the office above secretaries who are alone; oldest first.

    Never his own.
    """
    rows = StarTheme.filter(state=State.APPLIED, member__left_on=None).select_related("member").order_by("id")
    if asker.roles & COMMITTEE:
        branch = await branch_led_by(asker, COMMITTEE)
        found = await rows.filter(branch_id=branch.id).exclude(member_id=asker.person_id)
    else:
        heads = await heads_below(asker, day, COMMITTEE)
        found = await rows.filter(member_id__in=[one.id for one in heads])
    themes = catalogue().themes
    return [
        _application(row.member, themes.get(row.theme, Theme(row.theme, row.theme)), row.year, row.evidence)
        for row in found
    ]


async def award(asker: Asker, said: Award, cause: Cause, policy: StarsPolicy) -> Application:
    """Award a theme of a member's class, on his application or on what the committee says for it."""
    member, theme = await _meant(asker, said.name, said.word, cause)
    check_standing(member.standing)
    check_score(said.score, policy.theme_threshold)
    year = appraisal_year(cause.at.date())
    await _check_first(member, theme, year)
    open_one = StarTheme.filter(member_id=member.id, theme=theme.code, year=year, state=State.APPLIED)
    if not said.evidence and not await open_one.exists():
        raise NoEvidence(name=member.name, theme=theme.name)
    row = await _row(member, theme, year, cause)
    shown = row.evidence or said.evidence[:EVIDENCE_MOST]
    await StarTheme.filter(id=row.id).update(evidence=shown, score=said.score)
    await _decide(row, State.AWARDED, asker, cause)
    return _application(member, theme, year, shown)


async def decline(asker: Asker, name: str, word: str, cause: Cause) -> Application:
    """Decline a member's application; raises NotApplied."""
    member, theme = await _meant(asker, name, word, cause)
    row = await StarTheme.filter(member_id=member.id, theme=theme.code, state=State.APPLIED).order_by("-id").first()
    if row is None:
        raise NotApplied(name=member.name, theme=theme.name)
    await _decide(row, State.DECLINED, asker, cause)
    return _application(member, theme, row.year, row.evidence)


async def _meant(asker: Asker, name: str, word: str, cause: Cause) -> tuple[Person, Theme]:
    """Return the other member and the theme of his class that are meant, the member locked; raises OwnTheme."""
    branch = await branch_judged(asker, {name}, cause.at.date())
    member = await member_named(branch, name)
    if member.id == asker.person_id:
        raise OwnTheme
    await lock([member.id])
    return member, theme_called(word, _class_of(member))


async def _decide(row: StarTheme, state: State, asker: Asker, cause: Cause) -> None:
    decided = {"state": state, "decided_by_id": asker.person_id, "decided_at": cause.at}
    await StarTheme.filter(id=row.id).update(**decided)
    before, after = {"state": row.state}, {"state": state, "theme": row.theme, "year": row.year}
    await record(cause, f"theme_{state}", ("star_theme", row.id), before=before, after=after)
