"""Bringing a decision from a suggestion to its resolution, and reading it; runs in the caller's transaction."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tortoise.queryset import QuerySet

from config.voting import Assembly, voting
from models.democracy.decisions.rules import (
    DECISION,
    DELIBERATIONS,
    INTERNAL,
    PROGRESS,
    TITLE_MOST,
    WRITERS,
    DecisionSaid,
    DecisionState,
    InquiryState,
    MeetingHeld,
    NoSuchDecision,
    NoSuchMeeting,
    NotAVillage,
    Noted,
    NotOnePerson,
    NotTheBranch,
    SaidByOthers,
    VillageDecision,
    assembly_meant,
    named_assembly,
    split_assembly,
)
from models.democracy.decisions.tables import DecisionInquiry
from models.democracy.decisions.words import is_same_draft
from models.matters.steps.actions import OPEN, WORD, open_matter, remark, take
from models.matters.steps.rules import REASON_MOST, Opening, Words
from models.matters.steps.tables import Matter, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import members_of, office_above, units_below
from models.organisation.authority.deciders import Part
from models.organisation.authority.rules import COMMITTEE
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import holders
from models.organisation.people.rules import MOBILE_CLASS, Role, UnknownPerson
from models.organisation.people.tables import Person
from models.organisation.posts.rules import names_of_roles
from models.organisation.units.tables import Branch, Unit
from models.procedure.bodies.rules import VILLAGES
from models.procedure.meetings.actions import About, call, check_notice, correct, held, hold, tally_of, to_hold
from models.procedure.meetings.rules import ExpectedTooFew, MeetingSaid, Outcome, Vote, check_proxies, decide
from models.procedure.meetings.tables import MeetingRecord
from models.procedure.meetings.texts import roll
from models.procedure.party_life.actions import has_roll, keep
from models.procedure.party_life.rules import Meeting
from models.procedure.party_life.words import read_absent
from models.values.wording import about

# The step that a deliberation takes when it has passed.
_PASSED = dict(zip(DELIBERATIONS, ("propose", "discuss", "deliberate", "resolve"), strict=True))


async def propose(act: Act, title: str, cost: str = "") -> VillageDecision:
    """Open a decision for the branch of the asker's village, with its cost where it is said at once.

    Raises NotTheBranch, NotAVillage, NotForEverybody.
    """
    if not act.asker.units_as([Role.SECRETARY]):
        raise NotTheBranch
    await check_for_everybody(act, cost)
    number = await _open(act, act.asker.unit_as([Role.SECRETARY]), title, {}, {"cost": cost})
    await take(act, DECISION, number, "take_up")
    return await read(act, number)


async def suggest(act: Act, title: str) -> tuple[VillageDecision, list[Person]]:
    """Keep what somebody of a village suggests to its branch; return it with the secretaries who are told."""
    if act.asker.unit_id is None or act.asker.person_id is None:
        raise UnknownPerson
    cadre = {Role.VILLAGE_COMMITTEE, Role.COMMITTEE, Role.SECRETARY} & act.asker.roles
    said = {"origin": "cadres" if cadre else "people"}
    number = await _open(act, act.asker.unit_id, title, {Part.OTHER: [act.asker.person_id]}, said)
    return await read(act, number), await holders([Role.SECRETARY], act.today, act.asker.unit_id)


async def _open(act: Act, unit_id: int | None, title: str, people: Mapping[Part, Any], said: Any = None) -> int:
    unit = await Unit.get(id=unit_id)
    if unit.kind not in VILLAGES:
        raise NotAVillage(unit=unit.name)
    await check_for_everybody(act, title)
    dossier = {"law": voting().version, **(said or {})}
    return (await open_matter(act, DECISION, Opening(unit.id, title[:TITLE_MOST], people, said=dossier))).id


async def fill(act: Act, number: int, field: str, value: str | date) -> VillageDecision:
    """Keep one thing that the branch says of what it proposes; raises NotForEverybody."""
    if isinstance(value, date):
        await take(act, DECISION, number, "fill")
        await Matter.filter(id=number).update(due_on=value)
    else:
        await check_for_everybody(act, value)
        await take(act, DECISION, number, "fill", Words(adds={field: value}))
    return await read(act, number)


@dataclass(frozen=True)
class Called:
    """A meeting that is, or would be, called: about which decision, before whom, when, and who is told.

    Of an assembly of everybody the group is told: `told` is None.
    """

    decision: VillageDecision
    assembly: Assembly
    day: date
    draft: str
    told: Sequence[Person] | None


async def to_call(act: Act, number: int, day: date, draft: str, told_on: date) -> Called:
    """Return the meeting that would be called, of which people read on a day; raises what stands against it."""
    one = await read(act, number)
    name, said = split_assembly(draft)
    assembly = assembly_meant(one, name or said, strictly=bool(name))
    draft = one.draft if one.draft and is_same_draft(said) else said
    await check_for_everybody(act, draft)
    check_notice(_about(one, assembly), told_on, day, told_on)
    return Called(one, assembly, day, draft, await _invited(act, one, assembly))


async def call_meeting(act: Act, number: int, day: date, draft: str, told_on: date) -> Called:
    """Call a meeting with its draft; only the secretary does. Raises as `to_call` does."""
    ready = await to_call(act, number, day, draft, told_on)
    await _check_secretary(act, ready.decision)
    await call(act, _about(ready.decision, ready.assembly), day, ready.draft, told_on)
    return ready


async def _check_secretary(act: Act, one: VillageDecision) -> None:
    """Raise NotTheBranch for whoever does not speak for the branch."""
    if one.unit_id not in act.asker.units_as([Role.SECRETARY]):
        raise NotTheBranch


def _about(one: VillageDecision, assembly: Assembly) -> About:
    return About(one.unit_id, one.number, one.code, assembly)


async def _seated(act: Act, one: VillageDecision, assembly: Assembly) -> list[Person] | None:
    """Return who has a seat in an assembly; None for one of everybody, whom the books do not know."""
    if assembly.seats:
        people = await holders([Role(seat) for seat in assembly.seats], act.today, one.unit_id)
        # A branch without a committee proposes with all of its members.
        if assembly.code != "branch_committee" or len(people) > 1:
            return people
    if assembly.code not in ("members_meeting", "branch_committee"):
        return None
    branches = [branch.id for branch in await Branch.filter(unit_id=one.unit_id)]
    own = [act.asker.branch_id] if act.asker.branch_id in branches else branches
    return await members_of([branch for branch in own if branch])


async def _invited(act: Act, one: VillageDecision, assembly: Assembly) -> Sequence[Person] | None:
    """Return who is told of a meeting: whoever sits there, the supervisors, and the township where it attends."""
    seated = await _seated(act, one, assembly)
    if seated is None:
        return None
    watching = await holders([Role.SUPERVISOR], act.today, one.unit_id)
    above = await office_above(one.unit_id, act.today) if assembly.attended else []
    found = {person.id: person for person in (*seated, *watching, *above)}
    return [person for person in found.values() if person.id != act.asker.person_id]


@dataclass(frozen=True)
class Deliberated:
    """What a meeting has made of a decision: before which assemblies, with which outcome of each.

    `unsigned` is the day of a members' meeting of which is not said yet who was absent.
    """

    decision: VillageDecision
    outcomes: Sequence[tuple[Assembly, Outcome]]
    unsigned: date | None = None


async def to_deliberate(act: Act, number: int, said: MeetingSaid) -> VillageDecision:
    """Return a decision about which a meeting may be kept; raises what stands against it, whoever attended."""
    one = await read(act, number)
    await _check_secretary(act, one)
    assembly = assembly_meant(one, said.words)
    await to_hold(act, _about(one, assembly))
    await _check_expected(act, one, assembly, said)
    check_proxies(assembly, said)
    decide(assembly, said.tally)
    return one


async def meant(
    act: Act, text: str, roles: Collection[Role], states: Collection[DecisionState], *, only: bool = False
) -> VillageDecision | None:
    """Return the decision in some states that a text is about, of the villages in which the asker has a role.

    `only` lets it be the only one there is, whatever the text names. None where it is none, or one of several.
    """
    units = list(act.asker.units_as(roles))
    rows = Matter.filter(kind=DECISION.code, unit_id__in=units, state__in=list(states))
    found = {one.number: one for one in (await decisions(act, rows) if units else ())}
    named = about(text, {number: one.title for number, one in found.items()})
    numbers = named or (list(found) if only else [])
    return found[numbers[0]] if len(numbers) == 1 else None


async def carried_out(act: Act, text: str) -> VillageDecision | None:
    """Return the decision that is put up and that a text is about, for those who carry it out."""
    return await meant(act, text, WRITERS[PROGRESS], [DecisionState.POSTED])


async def deliberate(act: Act, number: int, said: MeetingSaid, *, merged: bool = False) -> Deliberated:
    """Keep a meeting about a decision; it comes one step on when the meeting has passed it.

    `merged` lets one meeting propose and discuss, where one person is secretary and head of the village committee.
    """
    one = await read(act, number)
    await _check_secretary(act, one)
    await check_for_everybody(act, said.minutes)
    outcomes = []
    for _ in range(_steps_at_once(act, one, merged=merged)):
        assembly = assembly_meant(one, "" if merged else said.words)
        await _check_expected(act, one, assembly, said)
        outcome = await hold(act, _about(one, assembly), said)
        outcomes.append((assembly, outcome))
        if outcome.vote is not Vote.PASSED:
            break
        await take(act, DECISION, number, _PASSED[one.state])
        one = await read(act, number)
    counts = outcomes[-1][1].vote is not Vote.NO_QUORUM
    members = counts and outcomes[-1][0].code == Meeting.MEMBERS_MEETING
    return Deliberated(one, outcomes, await _sign_in(act, number, said) if members else None)


async def _sign_in(act: Act, number: int, said: MeetingSaid) -> date | None:
    """Keep who was absent from a members' meeting as the branch's sheet of that day; return the day while it has none.

    The members' points are read from there, and nobody enters the meeting again.
    """
    day, absent = (await held([number]))[number][-1].day, read_absent(said.words)
    if absent is not None:
        await keep(act, Meeting.MEMBERS_MEETING, day, absent)
    return None if await has_roll(act, Meeting.MEMBERS_MEETING, day) else day


def _steps_at_once(act: Act, one: VillageDecision, *, merged: bool) -> int:
    if not merged:
        return 1
    both = one.unit_id in act.asker.units_as([Role.VILLAGE_COMMITTEE])
    if not both or not act.policy.democracy.merge_first_two or one.state is not DecisionState.PROPOSING:
        raise NotOnePerson
    return 2


async def _check_expected(act: Act, one: VillageDecision, assembly: Assembly, said: MeetingSaid) -> None:
    seated = await _seated(act, one, assembly) or []
    # A probationary member has no vote, and who is away most of the year may be left out.
    voting_here = [
        person
        for person in seated
        if assembly.code != "members_meeting" or (person.standing == "full" and person.member_class != MOBILE_CLASS)
    ]
    if said.tally.expected < len(voting_here):
        raise ExpectedTooFew(name=assembly.name, least=len(voting_here), expected=said.tally.expected)


async def to_correct(act: Act, number: int) -> VillageDecision:
    """Return a decision whose meetings the asker may correct; raises NoSuchDecision or NotTheBranch."""
    one = await read(act, number)
    await _check_secretary(act, one)
    return one


async def correct_meeting(act: Act, number: int, said: MeetingSaid, reason: str) -> tuple[VillageDecision, MeetingHeld]:
    """Keep other figures of a meeting about a decision, the one that is named or else the last, with the reason.

    What was put up stays as it was; raises NoSuchMeeting, and what `correct` raises.
    """
    one, name = await to_correct(act, number), named_assembly(said.words)
    await check_for_everybody(act, reason)
    assemblies = voting().assemblies
    meant = {code for code, each in assemblies.items() if name in (None, each.name, *each.words)}
    rows = [row for row in (await held([number]))[number] if row.assembly in meant]
    if not rows:
        raise NoSuchMeeting(number=one.code)
    assembly = assemblies[rows[-1].assembly]
    await _check_expected(act, one, assembly, said)
    await correct(act, rows[-1], assembly, said.tally, reason[:REASON_MOST])
    corrected = (await held([number]))[number]
    return await read(act, number), _meeting(next(row for row in corrected if row.corrects_id == rows[-1].id))


async def read(act: Act, number: int) -> VillageDecision:
    """Return a decision for somebody who may read it; raises NoSuchDecision."""
    found = await decisions(act, Matter.filter(kind=DECISION.code, id=number))
    if not found:
        raise NoSuchDecision(number=DECISION.sign.show(number))
    return found[0]


async def of_unit(act: Act, unit_id: int, most: int = 30) -> list[VillageDecision]:
    """Return the newest decisions of a unit that the asker may read, newest first."""
    newest = Matter.filter(kind=DECISION.code, unit_id=unit_id).order_by("-id").limit(most)
    return await decisions(act, newest)


async def decisions(act: Act, rows: QuerySet[Matter]) -> list[VillageDecision]:
    """Return decisions with all that was done about them, as far as the asker may read them."""
    area = await units_below(act.asker)
    matters = [one for one in await rows.select_related("unit") if _may_read(act, one, area)]
    numbers = [one.id for one in matters]
    meetings, noted = await held(numbers), await _noted(act, numbers)
    asked: dict[int, list[str]] = defaultdict(list)
    for link in await DecisionInquiry.filter(decision_id__in=numbers).select_related("matter").order_by("id"):
        asked[link.decision_id].append(link.matter.state)
    return [_decision(one, meetings[one.id], noted[one.id], asked[one.id]) for one in matters]


def _decision(
    one: Matter, meetings: Sequence[MeetingRecord], noted: Sequence[Noted], asked: Sequence[str]
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
        meetings=[_meeting(row) for row in meetings],
        noted=noted,
        inquiries=len(asked),
        answered=asked.count(InquiryState.ANSWERED),
    )


def _meeting(row: MeetingRecord) -> MeetingHeld:
    assembly = voting().assemblies[row.assembly]
    said, tally = (row.draft or "", row.minutes or "", row.attendant or ""), tally_of(row)
    percent = 100 * tally.present // tally.expected
    shown = roll(tally, row.proxies)
    return MeetingHeld(assembly, row.day, shown, bool(row.passed), *said, row.correction or "", percent)


def _may_read(act: Act, one: Matter, area: set[int]) -> bool:
    """Return whether a decision is for somebody: of his village, below his office, or put up already."""
    own = one.opened_by_id is not None and one.opened_by_id == act.asker.person_id
    works = own or one.unit_id in area or one.unit_id in act.asker.units_as(COMMITTEE)
    if one.state in INTERNAL:
        return works
    return works or one.unit_id == act.asker.unit_id or bool(one.said["posted_on"])


async def _noted(act: Act, numbers: Sequence[int]) -> dict[int, list[Noted]]:
    noted: dict[int, list[Noted]] = defaultdict(list)
    for row in await MatterStep.filter(matter_id__in=list(numbers)).exclude(step=OPEN).order_by("id"):
        step, words = row.step, row.reason or ""
        if step == WORD:
            step, _, words = words.partition("：")
        noted[row.matter_id].append(Noted(step, row.at.astimezone(act.now.tzinfo).date(), words))
    return noted


async def note(act: Act, number: int, what: str, words: str) -> VillageDecision:
    """Keep a word beside a decision: how it goes on, by the village committee, or what a group thinks of it.

    Raises SaidByOthers, NotForEverybody.
    """
    one, allowed = await read(act, number), WRITERS[what]
    if one.unit_id not in act.asker.units_as(allowed):
        raise SaidByOthers(word=what, who=names_of_roles(allowed), number=DECISION.sign.show(number))
    await check_for_everybody(act, words)
    await remark(act, DECISION, number, f"{what}：{words}")
    return await read(act, number)


def posted_until(act: Act, one: VillageDecision) -> date | None:
    """Return the last day on which a resolution hangs; the day on which it was put up does not count."""
    days = timedelta(days=act.policy.democracy.publicity_days)
    return one.said.posted_on + days if one.said.posted_on else None
