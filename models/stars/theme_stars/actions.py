"""Applying for theme stars and awarding them, once a year each; runs in the caller's transaction."""

from collections.abc import Collection

from config.star_catalogue import MemberClass, Theme, catalogue
from models.ledger.audit.actions import record
from models.matters.steps.actions import Taken, open_matter, take, told_of
from models.matters.steps.rules import Opening
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branch_judged, member_named
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import lock
from models.organisation.people.rules import Asker, UnknownPerson
from models.organisation.people.tables import Person
from models.stars.theme_stars.rules import (
    ALREADY_AWARDED,
    NO_EVIDENCE,
    NOT_APPLIED,
    THEME,
    Album,
    ThemeStarState,
    check_score,
    check_standing,
    class_of,
    theme_called,
)
from models.stars.theme_stars.tables import StarTheme
from models.values.days import appraisal_year
from models.values.refusal import Refusal, required

EVIDENCE_MOST = 200


async def held(member_id: int) -> list[tuple[str, int]]:
    """Return (theme code, year) of what a member has been awarded, oldest first."""
    rows = await StarTheme.filter(member_id=member_id, matter__state=ThemeStarState.AWARDED).order_by("year", "id")
    return [(row.theme, row.year) for row in rows]


async def album(act: Act) -> Album:
    """Return the themes of the asker's class and where they stand this year; else UnknownPerson or NO_CLASS."""
    member, year = await Person.get(id=act.asker.known), appraisal_year(act.today)
    rows = await StarTheme.filter(member_id=member.id, year=year).select_related("matter").order_by("id")
    return Album(_class_of(member), year, {row.theme: ThemeStarState(row.matter.state) for row in rows})


def _class_of(member: Person) -> MemberClass:
    return class_of(member.member_class, member.name, catalogue())


async def check_class(asker: Asker, themes: Collection[str]) -> None:
    """Refuse with NOT_OF_THIS_CLASS, or NO_CLASS, a theme code that is none of the asker's class."""
    for code in themes:
        member = await Person.get(id=asker.person_id)
        theme_called(catalogue().themes[code].name, _class_of(member))


async def apply(act: Act, word: str, evidence: str) -> tuple[StarTheme, list[Person]]:
    """Keep a member's application for a theme of his class; said again, its evidence is added to.

    Return it with those who are told that they decide.
    """
    asker = act.asker
    if asker.person_id is None or asker.branch_id is None:
        raise UnknownPerson
    await lock([asker.person_id])
    member = await Person.get(id=asker.person_id)
    check_standing(member.standing)
    theme, year = theme_called(word, _class_of(member)), appraisal_year(act.today)
    await _check_first(member, theme, year)
    row = await _open(member, theme, year) or await _begin(act, member, theme)
    row.evidence, row.member = "；".join(filter(None, [row.evidence, evidence]))[:EVIDENCE_MOST], member
    await row.save(update_fields=["evidence"])
    await record(act.cause, "theme_apply", ("matter", row.matter_id), after={"theme": theme.code, "year": year})
    told, _ = await told_of(act, THEME, row.matter_id, "award")
    return row, told


async def _check_first(member: Person, theme: Theme, year: int) -> None:
    awarded = StarTheme.filter(member_id=member.id, theme=theme.code, year=year, matter__state=ThemeStarState.AWARDED)
    if await awarded.exists():
        raise Refusal(ALREADY_AWARDED, name=member.name, year=year, theme=theme.name)


async def _open(member: Person, theme: Theme, year: int) -> StarTheme | None:
    """Return the open application of a member for a theme of a year."""
    return await StarTheme.get_or_none(
        member_id=member.id, theme=theme.code, year=year, matter__state=ThemeStarState.APPLIED
    )


async def _begin(act: Act, member: Person, theme: Theme) -> StarTheme:
    year = appraisal_year(act.today)
    opening = Opening(member.unit_id, theme.name, {Part.ABOUT: [member.id]}, branch_id=member.branch_id)
    matter = await open_matter(act, THEME, opening)
    return await StarTheme.create(
        matter_id=matter.id,
        member_id=member.id,
        branch_id=member.branch_id,
        theme=theme.code,
        member_class=member.member_class,
        year=year,
        evidence="",
        catalogue=catalogue().version,
    )


async def application_of(taken: Taken) -> StarTheme:
    """Return the application that a matter is."""
    return await StarTheme.get(matter_id=taken.matter.id).select_related("member")


async def award(act: Act, name: str, word: str, evidence: str, score: int | None) -> Taken:
    """Award a theme of a member's class, on his application or on what the committee says for it, by a score if any."""
    member, theme = await _meant(act, name, word)
    check_standing(member.standing)
    check_score(score, act.policy.stars.theme_threshold)
    year = appraisal_year(act.today)
    await _check_first(member, theme, year)
    row = await _open(member, theme, year)
    if not evidence and row is None:
        raise Refusal(NO_EVIDENCE, name=member.name, theme=theme.name)
    row = row or await _begin(act, member, theme)
    row.evidence, row.score = row.evidence or evidence[:EVIDENCE_MOST], score
    await row.save(update_fields=["evidence", "score"])
    return await take(act, THEME, row.matter_id, "award")


async def decline(act: Act, name: str, word: str) -> Taken:
    """Decline a member's application; refuses with NOT_APPLIED."""
    member, theme = await _meant(act, name, word)
    his = StarTheme.filter(member_id=member.id, theme=theme.code, matter__state=ThemeStarState.APPLIED)
    row = required(await his.order_by("-id").first(), NOT_APPLIED, name=member.name, theme=theme.name)
    return await take(act, THEME, row.matter_id, "decline")


async def _meant(act: Act, name: str, word: str) -> tuple[Person, Theme]:
    """Return the member and the theme of his class that are meant, the member locked."""
    member = await member_named(await branch_judged(act.asker, {name}, act.today), name, act.today)
    await lock([member.id])
    return member, theme_called(word, _class_of(member))
