"""Bringing a decision from a suggestion to its resolution, and reading it; runs in the caller's transaction."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from config.voting import voting
from models.democracy.decisions.rules import (
    DECISION,
    DELIBERATIONS,
    GROUP_OPINION,
    INTERNAL,
    NO_SUCH_DECISION,
    NONE_ON_THE_BOOKS,
    NOT_A_VILLAGE,
    NOT_THE_BRANCH,
    ONLY_THE_NOTICE,
    OPINIONS,
    PROGRESS,
    SAID_BY_OTHERS,
    TITLE_MOST,
    WHICH_TITLE,
    WRITERS,
    DecisionSaid,
    DecisionState,
    InquiryState,
    MeetingAhead,
    MeetingHeld,
    VillageDecision,
    assemblies_for,
    refused,
)
from models.democracy.decisions.tables import DecisionInquiry
from models.democracy.decisions.words import is_general, is_of_the_notice, number_in
from models.matters.steps.actions import OPEN, WORD, open_new, remark, take, waiting
from models.matters.steps.rules import TAKE_BACK, Happened, Opening, Words
from models.matters.steps.tables import Matter, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import units_below
from models.organisation.authority.deciders import OF_THE_VILLAGE, Part
from models.organisation.authority.rules import COMMITTEE
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import holders
from models.organisation.people.rules import OFFICES, Role
from models.organisation.people.tables import Person, Post
from models.organisation.posts.rules import names_of_roles
from models.organisation.units.tables import Unit
from models.procedure.bodies.rules import VILLAGES
from models.procedure.meetings.actions import ahead, held, replaced, tally_of
from models.procedure.meetings.tables import MeetingRecord
from models.procedure.meetings.texts import roll
from models.values.grouping import grouped
from models.values.refusal import Refusal, required
from models.values.showing import show_time
from models.values.wording import about, near


async def propose(act: Act, title: str, cost: str = "") -> VillageDecision:
    """Open a decision for the branch of the asker's village, with its cost where it is said at once.

    Refuses with NOT_THE_BRANCH, NOT_A_VILLAGE, NotForEverybody.
    """
    if not act.asker.units_as([Role.SECRETARY]):
        raise Refusal(NOT_THE_BRANCH)
    await check_for_everybody(act, cost)
    number = await _open(act, act.asker.unit_as([Role.SECRETARY]), title, {}, {"cost": cost})
    await take(act, DECISION, number, "take_up")
    return await settled(act, number, "take_up")


# By these steps something becomes the business of the asker's branch, and of no other of the village.
TO_THE_BRANCH = frozenset({"take_up", "reopen"})


async def settled(act: Act, number: int, step: str) -> VillageDecision:
    """Return a decision of which a step was taken just now, and keep whose branch it has become."""
    if step in TO_THE_BRANCH:
        await Matter.filter(id=number).update(branch_id=act.asker.branch_id)
    return await read(act, number)


async def suggest(act: Act, title: str) -> tuple[VillageDecision, list[Person]]:
    """Keep what somebody of a village suggests to its branch; return it with the secretaries who are told."""
    cadre = {Role.VILLAGE_COMMITTEE, Role.COMMITTEE, Role.SECRETARY} & act.asker.roles
    said = {"origin": "cadres" if cadre else "people"}
    number = await _open(act, act.asker.own_unit, title, {Part.OTHER: [act.asker.known]}, said)
    return await read(act, number), await holders([Role.SECRETARY], act.today, act.asker.own_unit)


async def _open(act: Act, unit_id: int | None, title: str, people: Mapping[Part, Any], said: Any = None) -> int:
    unit = await Unit.get(id=unit_id)
    if unit.kind not in VILLAGES:
        raise Refusal(NOT_A_VILLAGE, unit=unit.name)
    await check_for_everybody(act, title)
    dossier = {"law": voting().version, **(said or {})}
    return (await open_new(act, DECISION, Opening(unit.id, title[:TITLE_MOST], people, said=dossier))).id


async def fill(act: Act, number: int, field: str, value: str | date) -> VillageDecision:
    """Keep one thing that the branch says of what it proposes; raises NotForEverybody."""
    if isinstance(value, date):
        await take(act, DECISION, number, "fill")
        await Matter.filter(id=number).update(due_on=value)
    else:
        await check_for_everybody(act, value)
        await take(act, DECISION, number, "fill", Words(adds={field: value}))
    return await read(act, number)


async def meant(
    act: Act,
    text: str,
    roles: Collection[Role],
    states: Collection[str],
    *,
    only: bool = False,
    named_in: Callable[[str, Mapping[int, str]], list[int]] = about,
) -> VillageDecision | None:
    """Return the decision in some states that a text is about, of the villages in which the asker has a role.

    It is the one whose number is said; `only` lets it be the only one there is, whatever the text names. None where it
    is none, or one of several.
    """
    found = {one.number: one for one in await of_roles(act, roles, states)}
    if number := number_in(text):
        return found.get(number)
    named = named_in(text, {number: one.title for number, one in found.items()})
    numbers = named or (list(found) if only else [])
    return found[numbers[0]] if len(numbers) == 1 else None


async def of_roles(act: Act, roles: Collection[Role], states: Collection[str]) -> list[VillageDecision]:
    """Return the decisions in some states of the villages in which the asker has a role.

    What one branch has taken up is none of the secretary's of another.
    """
    units = list(act.asker.units_as(roles))
    rows = Matter.filter(kind=DECISION.code, unit_id__in=units, state__in=list(states))
    if Role.SECRETARY in roles and not act.asker.roles & OF_THE_VILLAGE:
        rows = rows.filter(Q(branch_id=None) | Q(branch_id=act.asker.branch_id))
    return await decisions(act, rows) if units else []


async def carried_out(act: Act, text: str) -> VillageDecision | None:
    """Return the decision that a text is about, for those who carry it out: one that is put up, else any under way."""
    for states in ({DecisionState.POSTED}, DECISION.open):
        if one := await meant(act, text, WRITERS[PROGRESS], states, named_in=near):
            return one
    return None


async def lacks(number: int, field: str) -> bool:
    """Return whether a proposal still lacks something that the branch has to say of it."""
    row = await Matter.get_or_none(id=number, kind=DECISION.code, state=DecisionState.PROPOSING)
    return row is not None and not (row.due_on if field == "due" else row.said.get(field))


async def read(act: Act, number: int) -> VillageDecision:
    """Return a decision for somebody who may read it; refuses with NO_SUCH_DECISION."""
    return required(
        await decisions(act, Matter.filter(kind=DECISION.code, id=number)),
        NO_SUCH_DECISION,
        number=DECISION.sign.show(number),
    )[0]


async def titled(act: Act, unit_id: int, number: int | None, words: str, word: str) -> VillageDecision:
    """Return the decision of a number, or the one of a unit that some words name; refuses with WHICH_TITLE."""
    if number is not None:
        return await read(act, number)
    found = required({one.number: one for one in await of_unit(act, unit_id)}, NONE_ON_THE_BOOKS)
    titles_of = {number: one.title for number, one in found.items()}
    named = list(found) if is_general(words) else near(words, titles_of)
    if len(named) != 1:
        titles = "、".join(f"{one.code} {one.title}" for one in list(found.values())[:5])
        raise Refusal(WHICH_TITLE, titles=titles, word=word, number=next(iter(found.values())).code)
    return found[named[0]]


async def of_unit(act: Act, *units: int, most: int = 30) -> list[VillageDecision]:
    """Return the newest decisions of a unit, or of several, that the asker may read, newest first."""
    newest = Matter.filter(kind=DECISION.code, unit_id__in=units).order_by("-id").limit(most)
    return await decisions(act, newest)


async def decisions(act: Act, rows: QuerySet[Matter]) -> list[VillageDecision]:
    """Return decisions with all that was done about them, as far as the asker may read them."""
    found = await rows.prefetch_related("unit")
    area = await units_below(act.asker) if found else set()
    matters = [one for one in found if _may_read(act, one, area)]
    if not matters:
        return []
    numbers = [one.id for one in matters]
    meetings, noted = await _meetings(act, numbers), await _noted(act, numbers)
    asked = grouped(
        (link.decision_id, link.matter.state)
        for link in await DecisionInquiry.filter(decision_id__in=numbers).select_related("matter").order_by("id")
    )
    return [_decision(one, meetings.get(one.id, ()), noted[one.id], asked[one.id]) for one in matters]


async def meetings_ahead(act: Act, found: Sequence[VillageDecision]) -> list[MeetingAhead]:
    """Return the meetings that are called for some decisions and are still to be held, by their days."""
    of_number = {one.number: one for one in found if one.state in DELIBERATIONS}
    called = [(row, of_number[row.matter_id or 0]) for row in await ahead(list(of_number), act.today)]
    return [
        MeetingAhead(show_time(row.day, row.hour), each, one, row.draft or "")
        for row, one in sorted(called, key=lambda each: each[0].day)
        for each in assemblies_for(one, one.state)
        if each.code == row.assembly
    ]


def _decision(
    one: Matter, meetings: Sequence[MeetingHeld], noted: Sequence[Happened], asked: Sequence[str]
) -> VillageDecision:
    return VillageDecision(
        number=one.id,
        title=one.title,
        unit_id=one.unit_id,
        unit=one.unit.name,
        unit_kind=one.unit.kind,
        state=DecisionState(one.state),
        said=DecisionSaid.model_validate(one.said),
        due=one.due_on,
        meetings=meetings,
        noted=noted,
        inquiries=len(asked),
        answered=len(asked) - asked.count(InquiryState.OPEN),
    )


def meeting_of(row: MeetingRecord, before: Sequence[tuple[date, str]] = ()) -> MeetingHeld:
    """Return a meeting that was held as people see it, with its figures before each of their corrections."""
    assembly, tally = voting().assemblies[row.assembly], tally_of(row)
    return MeetingHeld(
        assembly,
        row.day,
        _roll(row),
        bool(row.passed),
        draft=row.draft or "",
        minutes=row.minutes or "",
        attendant=row.attendant or "",
        correction=row.correction or "",
        percent=100 * tally.present // tally.expected,
        ballot=row.ballot or "",
        before=before,
    )


async def _meetings(act: Act, numbers: Sequence[int]) -> dict[int, list[MeetingHeld]]:
    """Return {decision: its meetings}, each with the days on which its figures were replaced and what they were."""
    of_number, zone = await held(numbers), act.now.tzinfo
    found = await replaced([row for rows in of_number.values() for row in rows])
    before = {one: [(by.at.astimezone(zone).date(), _roll(old)) for old, by in each] for one, each in found.items()}
    return {number: [meeting_of(row, before.get(row.id, ())) for row in rows] for number, rows in of_number.items()}


def _roll(row: MeetingRecord) -> str:
    return roll(tally_of(row), row.proxies, row.ballot or "")


def _may_read(act: Act, one: Matter, area: set[int]) -> bool:
    """Return whether a decision is for somebody: of his village, below his office, or put up already."""
    own = one.opened_by_id is not None and one.opened_by_id == act.asker.person_id
    works = own or one.unit_id in area or one.unit_id in act.asker.units_as(COMMITTEE)
    if one.state in INTERNAL:
        return works
    return works or one.unit_id == act.asker.unit_id or bool(one.said["posted_on"])


async def _noted(act: Act, numbers: Sequence[int]) -> dict[int, list[Happened]]:
    noted: dict[int, list[Happened]] = defaultdict(list)
    rows = await MatterStep.filter(matter_id__in=list(numbers)).exclude(step=OPEN).order_by("id")
    by = [row.by_id for row in rows if row.step in OPINIONS]
    posts = await Post.filter(person_id__in=by, role__in=list(OFFICES)) if by else []
    officers = {post.person_id for post in posts}
    for row in rows:
        step, words = row.step, row.reason or ""
        if step == WORD:
            step, _, words = words.partition("：")
        above = step in OPINIONS and row.by_id in officers
        noted[row.matter_id].append(Happened(step, act.day_of(row.at), words=words, above=above))
    return noted


async def concerned(act: Act, unit_id: int, number: int, *roles: Role) -> list[Person]:
    """Return who holds some roles in the village of a decision; of its secretaries the one whose branch took it up.

    They are all, where that branch has none.
    """
    branch_id = (await Matter.get(id=number)).branch_id
    heads = await holders([Role.SECRETARY], act.today, unit_id) if Role.SECRETARY in roles else []
    own = [one for one in heads if one.branch_id == branch_id] or heads
    others = await holders(set(roles) - {Role.SECRETARY}, act.today, unit_id)
    return sorted({one.id: one for one in (*own, *others)}.values(), key=lambda one: one.userid_key)


async def to_take_back(act: Act, number: int, reason: str) -> VillageDecision | None:
    """Return a decision that the asker may take back, if something has passed with it or it is resolved; else None.

    Refuses with ONLY_THE_NOTICE where a meeting is meant and not what it was to be about.
    """
    if number not in [taken.matter.id for taken in await waiting(act, [DECISION], TAKE_BACK)]:
        return None
    one = await read(act, number)
    if one.state in DELIBERATIONS and is_of_the_notice(reason):
        raise Refusal(ONLY_THE_NOTICE, number=one.code)
    return one if one.meetings or await ahead([number], act.today) else None


def refused_to(act: Act, one: VillageDecision, word: str) -> Refusal:
    """Return why a word is not for the asker to say of a decision, and what is."""
    return refused(
        one,
        word,
        leads=one.unit_id in act.asker.units_as([Role.SECRETARY]),
        watches=one.unit_id in act.asker.units_as([Role.SUPERVISOR]),
    )


async def to_note(act: Act, number: int, what: str, words: str) -> VillageDecision:
    """Return the decision beside which the asker may keep a word; refuses with SAID_BY_OTHERS, NotForEverybody."""
    one, allowed = await read(act, number), WRITERS[what]
    if one.unit_id not in act.asker.units_as(allowed):
        raise Refusal(SAID_BY_OTHERS, word=what, who=names_of_roles(allowed), number=one.code)
    await check_for_everybody(act, words)
    return one


async def note(act: Act, number: int, what: str, words: str) -> VillageDecision:
    """Keep a word beside a decision: how it goes on, by the village committee, or what a group thinks of it."""
    one = await to_note(act, number, what, words)
    whose = f"{await _group_of(act)}：" if what == GROUP_OPINION else ""
    await remark(act, DECISION, number, f"{what}：{whose}{words}")
    return one


async def _group_of(act: Act) -> str:
    """Return the post by which somebody speaks for a group, such as 三组组长."""
    held = Post.held_on(act.today).filter(person_id=act.asker.known, role__in=list(WRITERS[GROUP_OPINION]))
    return "、".join([post.title for post in await held.order_by("id")])


def posted_until(act: Act, one: VillageDecision) -> date | None:
    """Return the last day on which a resolution hangs; the day on which it was put up does not count."""
    days = timedelta(days=act.policy.democracy.publicity_days)
    return one.said.posted_on + days if one.said.posted_on else None
