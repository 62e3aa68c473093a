"""Reading a record's history from the audit ledger."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from config.catalogue import categories
from models.ledger.audit.actions import history
from models.ledger.audit.rules import Kept
from models.ledger.audit.tables import AuditRow
from models.ledger.tracing import texts
from models.ledger.tracing.rules import (
    NO_STAR_TO_TRACE,
    NO_TRACE,
    ROLL_ACTIONS,
    RollChange,
    Subject,
    Trace,
    TracedStep,
    channel,
    reads,
    sees_details,
    sees_names,
    sees_steps,
)
from models.matters.steps.actions import HANDED_ON, OPEN, WORD, story
from models.matters.steps.rules import Kind
from models.matters.steps.tables import Matter, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import area_of
from models.organisation.authority.deciders import OWN
from models.organisation.authority.rules import Sight, sight_of
from models.organisation.people.actions import called
from models.organisation.people.actions import names_of as people_named
from models.organisation.people.namesakes import names_of
from models.organisation.people.rules import FORGOTTEN, Asker, Role, UnknownPerson, masked
from models.organisation.people.tables import Person
from models.organisation.people.texts import LEFT, NO_ACCOUNT_NOW
from models.organisation.transfers.tables import Transfer
from models.organisation.units.tables import Branch, Unit
from models.procedure.objections.rules import ABOVE
from models.service.activities.actions import claim_of, current
from models.service.activities.rules import NO_SUCH_RECORD, Status
from models.stars.appraisal.rules import SHOWN, StarState, shown_state
from models.stars.appraisal.tables import StarAppraisal
from models.stars.findings.actions import against
from models.stars.findings.tables import FindingObjection
from models.stars.objections.tables import StarObjection
from models.stars.points.rules import TENTHS, FindingKind
from models.stars.points.tables import StarEntry
from models.values.numbers import Sign
from models.values.periods import Period, Quarter
from models.values.refusal import Refusal

BEFORE_SENDING = frozenset({"star_report", "star_count"})
SENT_UP = frozenset({StarState.SUBMITTED, StarState.FILED, StarState.ENDED})


async def trace(asker: Asker, number: int) -> Trace:
    """Return a record's history as this asker may see it; else NO_SUCH_RECORD, also for a record out of reach."""
    row = await current(number)
    unit = await Unit.get(id=row.unit_id) if row is not None else None
    if row is None or unit is None:
        raise Refusal(NO_SUCH_RECORD, number=Sign.RECORD.show(number))
    details = sees_details(asker, row.member_id, row.unit_id, row.branch_id)
    if not details and not sees_steps(asker, row.unit_id, unit.parent_id):
        raise Refusal(NO_SUCH_RECORD, number=Sign.RECORD.show(number))
    member = await Person.get(id=row.member_id)
    called = f"{Sign.RECORD.show(number)} {unit.name} {_named(member, details)}"
    head = texts.record(called, Status(row.status), claim_of(row) if details else None, categories())
    return Trace(head, await _steps(number, details))


def _named(person: Person, details: bool) -> str:
    return person.name if details else masked(person.name)


async def _steps(number: int, details: bool) -> tuple[TracedStep, ...]:
    rows = await history(("activity", number))
    actors = await Person.filter(userid__in={row.actor for row in rows})
    names = {person.userid: _named(person, details) for person in actors}
    return tuple(
        TracedStep(
            row.at,
            row.action,
            names.get(row.actor, row.actor),
            channel(row.message_key),
            row.reason if details else None,
        )
        for row in rows
    )


async def trace_matter(act: Act, kind: Kind, number: int) -> Trace:
    """Return how a matter went on, to those who decide in it and those who have a part; raises NoSuchMatter.

    Those whose own it is read who decided, and why; whoever else has a part reads his own name and his own words.
    """
    matter, rows, decides = await story(act, kind, number)
    targets = {step.name: kind.states[step.target] for step in kind.steps} | {OPEN: kind.states[kind.first]}
    targets |= {WORD: WORD, HANDED_ON: HANDED_ON}
    asker = act.asker.person_id
    sees = decides or asker in {one.person_id for one in matter.people if one.part in OWN}
    steps = tuple(_step(row, targets[row.step], read=sees or row.by_id == asker) for row in rows)
    return Trace(texts.matter(kind.sign.show(number), kind.name, kind.states[matter.state]), steps)


def _step(row: MatterStep, name: str, *, read: bool) -> TracedStep:
    """Return a step of a matter, by whom and why where that may be `read`."""
    return TracedStep(
        row.at,
        name,
        row.by.name if row.by and read else None,
        channel(row.message_key),
        row.reason if read else None,
    )


async def trace_kept(asker: Asker, sign: Sign, number: int, kept: Kept | None) -> Trace:
    """Return what the ledger says of a row; refuses with NO_TRACE for whom it does not concern."""
    if kept is None or not reads(asker, kept):
        raise Refusal(NO_TRACE, number=sign.show(number))
    own = Sight.OWN if asker.person_id in kept.concerned else Sight.SENT_UP
    sight = Sight.WHOLE if sees_names(asker, kept) else own
    head = texts.matter(sign.show(number), kept.name, kept.state)
    return Trace(head, await steps_of(asker, (kept.subject, number), sight))


async def trace_star(asker: Asker, subject: Subject, day: date) -> Trace:
    """Return how a member's star came about, by default the newest year's; else NO_STAR_TO_TRACE or WhichOne."""
    rows = await _stars_of(asker, subject).order_by("-period").select_related("member", "branch__unit")
    seen = [(row, sight) for row in rows if (sight := _sight(asker, row)) is not None]
    meant = await called(subject.name, {row.member_id: row.member for row, _ in seen}.values(), day)
    for row, sight in sorted(seen, key=lambda one: isinstance(Period.parse(one[0].period), Quarter)):
        if meant is None or row.member_id == meant.id:
            return await _star(asker, row, sight, day)
    raise Refusal(NO_STAR_TO_TRACE)


async def decided_about(asker: Asker) -> Subject:
    """Return what was decided about the asker himself: his star or, without one, the newest thing against him."""
    own = Subject(is_star=True)
    found = await against(asker.person_id or 0)
    return own if not found or await _stars_of(asker, own).exists() else Subject(number=found[-1].id, sign=Sign.FINDING)


def _stars_of(asker: Asker, subject: Subject) -> QuerySet[StarAppraisal]:
    named = Q(member__name=subject.name) | Q(member__userid_key=subject.name.casefold())
    stars = StarAppraisal.filter(named if subject.name else Q(member_id=asker.person_id or 0))
    return stars.filter(period=str(subject.period)) if subject.period else stars


def _sight(asker: Asker, row: StarAppraisal) -> Sight | None:
    return sight_of(asker, [row.member_id], _place(row.branch), sent=row.state in SENT_UP)


def _place(branch: Branch) -> tuple[int, int, int | None]:
    """Return where something of a branch stands: the branch, its unit and the office above."""
    return branch.id, branch.unit_id, branch.unit.parent_id


async def _star(asker: Asker, row: StarAppraisal, sight: Sight, day: date) -> Trace:
    is_known = sight is Sight.WHOLE or row.state in SHOWN | SENT_UP
    hidden = BEFORE_SENDING if sight is Sight.SENT_UP else ()
    objectors = StarObjection.filter(appraisal_id=row.id).values_list("matter__opened_by__userid", flat=True)
    told = await steps_of(asker, ("star_appraisal", row.id), sight, {str(one) for one in await objectors})
    steps = [step for step in told if step.action in texts.ACTIONS and step.action not in hidden]
    shown = steps if is_known else [replace(step, stars=None, reason=None) for step in steps]
    state = shown_state(StarState(row.state), row.valid_to, day)
    return Trace(texts.star(row.member.name, Period.parse(row.period), state, row.stars, known=is_known), shown)


async def trace_entry(asker: Asker, number: int) -> Trace:
    """Return how an entry about a member came about, to an office only that of a veto; refuses with NO_TRACE."""
    row = await StarEntry.get_or_none(id=number).select_related("member", "branch__unit")
    sight = None
    if row is not None:
        sight = sight_of(asker, [row.member_id], _place(row.branch), sent=row.kind == FindingKind.VETO)
    if row is None or sight is None:
        raise Refusal(NO_TRACE, number=Sign.FINDING.show(number))
    steps, near = await steps_of(asker, ("star_entry", number), sight), sight is not Sight.SENT_UP
    points = Fraction(row.tenths, TENTHS) if near else None
    reason = " ".join(filter(None, (row.reason, row.document))) if near else ""
    of = (row.year, FindingKind(row.kind))
    return Trace(texts.entry(number, row.member.name, of, points, reason), steps)


async def trace_objection(asker: Asker, number: int) -> Trace:
    """Return how an objection went on; who raised it reads his own words, the member none but the answers.

    Refuses with NO_TRACE.
    """
    about = await _star_objected_to(number) or await _finding_objected_to(number)
    sight = _sight_of_objection(asker, about) if about else None
    if about is None or sight is None:
        raise Refusal(NO_TRACE, number=Sign.OBJECTION.show(number))
    taken = await MatterStep.filter(matter_id=number).order_by("id").select_related("by")
    steps = [_objected(one, about.matter.said, whole=sight is not Sight.OWN, asker=asker) for one in taken]
    return Trace(texts.objection(number, about.member.name, about.matter.title), steps)


@dataclass(frozen=True)
class _Objected:
    """What an objection is against: the matter, whose star or finding, and in which branch."""

    matter: Matter
    member: Person
    branch: Branch


async def _star_objected_to(number: int) -> _Objected | None:
    row = await StarObjection.get_or_none(matter_id=number).select_related(
        "matter", "appraisal__member", "appraisal__branch__unit"
    )
    return _Objected(row.matter, row.appraisal.member, row.appraisal.branch) if row else None


async def _finding_objected_to(number: int) -> _Objected | None:
    row = await FindingObjection.get_or_none(matter_id=number).select_related(
        "matter", "entry__member", "entry__branch__unit"
    )
    return _Objected(row.matter, row.entry.member, row.entry.branch) if row else None


def _objected(step: MatterStep, said: Mapping[str, Any], *, whole: bool, asker: Asker) -> TracedStep:
    """Return a step as the asker may read it: an answer and a ruling, by whom, are meant for both sides, no more is."""
    is_read = whole or step.by_id == asker.person_id or step.step in ("answer", "rule")
    words = said.get("text" if step.step == OPEN else step.step) if is_read else None
    return TracedStep(
        step.at, step.step, step.by.name if step.by and is_read else None, channel(step.message_key), words
    )


def _sight_of_objection(asker: Asker, about: _Objected) -> Sight | None:
    people, sent = (about.member.id, about.matter.opened_by_id or 0), about.matter.state in ABOVE
    return sight_of(asker, people, _place(about.branch), sent=sent)


# What is said with an objection is told with its own number only.
OBJECTED = frozenset({"star_object", "star_answer"})


async def steps_of(
    asker: Asker, subject: tuple[str, int], sight: Sight, unnamed: Collection[str] = ()
) -> tuple[TracedStep, ...]:
    """Return every step of a star matter, with who took it and why to its committee.

    Whom it is about reads that as well, but for those `unnamed` (userids of who objected); others read their own name.
    """
    rows = await history(subject)
    people = {row.actor: row.actor for row in rows}
    people |= {person.userid: person.name for person in await Person.filter(userid__in=list(people))}
    own: Mapping[str, str | None] = {asker.userid: asker.name}
    shown: Mapping[Sight, Mapping[str, str | None]] = {
        Sight.WHOLE: people,
        Sight.OWN: {**people, **dict.fromkeys(unnamed), **own},
        Sight.SENT_UP: own,
    }
    named = shown[sight]
    untold = {Sight.WHOLE: frozenset[str](), Sight.OWN: OBJECTED}.get(sight)
    return tuple(_ledger_step(row, named.get(row.actor), untold) for row in rows)


def _ledger_step(row: AuditRow, actor: str | None, untold: Collection[str] | None) -> TracedStep:
    """Return a step of the ledger by an actor; why is told of none (None) or of all but some actions."""
    reason = row.reason if untold is not None and row.action not in untold else None
    return TracedStep(row.at, row.action, actor, channel(row.message_key), reason, (row.after or {}).get("stars"))


_PIECE, _WENT = 500, ("member_id", "from_branch_id")


async def roll_changes(asker: Asker, most: int, *, own: bool) -> list[RollChange]:
    """Return the newest changes on the books about the people whose books the asker reads, or about himself.

    Raises UnknownPerson for whoever is on none.
    """
    if asker.person_id is None:
        raise UnknownPerson
    units = {*(await area_of(asker)).units, *asker.units_as({Role.SUPERVISOR})}
    here = {one.id: one for one in await _read_by(asker, units, own=own)}
    went = {} if own else dict(await Transfer.filter(from_branch__unit_id__in=list(units)).values_list(*_WENT))
    rows = AuditRow.filter(subject="person", action__in=list(ROLL_ACTIONS)).order_by("-id")
    found = await _concerned(rows, lambda row: row.subject_id in here or _is_leaving(row, went), most)
    names = _told_apart([*here.values(), *await Person.filter(id__in=list(went.keys() - here.keys()))])
    actors = await people_named({row.actor for row, _ in found})
    return [_changed(row, names.get(row.subject_id, LEFT), actors, several) for row, several in found]


def _told_apart(people: Sequence[Person]) -> Mapping[int, str]:
    """Return {person: what tells him from others of his name}, without those whose names are forgotten."""
    return names_of([(one.id, one.name, one.villagers_group) for one in people if not one.userid.startswith(FORGOTTEN)])


async def _read_by(asker: Asker, units: Collection[int], *, own: bool) -> list[Person]:
    return await (Person.filter(id=asker.person_id) if own else Person.filter(unit_id__in=list(units)))


def _is_leaving(row: AuditRow, went: Mapping[int, int]) -> bool:
    """Return whether it is told here that somebody went, {person: the branch he left}: of later nothing is."""
    return row.action == "transfer" and (row.before or {}).get("branch") == went.get(row.subject_id, 0)


def _changed(row: AuditRow, name: str, actors: Mapping[str, str], several: int) -> RollChange:
    actor = actors.get(row.actor, NO_ACCOUNT_NOW if row.message_key else row.actor)
    return RollChange(row.at, actor, name, row.action, row.before or {}, row.after or {}, several)


async def _concerned(
    rows: QuerySet[AuditRow], concerns: Callable[[AuditRow], bool], most: int
) -> list[tuple[AuditRow, int]]:
    """Return the newest rows that concern somebody, what one message did to several people once, and to how many.

    Read piece by piece: a district's may be tens of thousands.
    """
    found, offset = dict[tuple[Any, ...], list[AuditRow]](), 0
    while len(found) < most and (piece := await rows.offset(offset).limit(_PIECE)):
        for row in filter(concerns, piece):
            found.setdefault((row.actor, row.message_key, row.at, row.action), []).append(row)
        offset += len(piece)
    return list(chain.from_iterable(map(_in_one, found.values())))[:most]


def _in_one(alike: Sequence[AuditRow]) -> list[tuple[AuditRow, int]]:
    """Return what was done at once with so many people: one row for several, each row about one."""
    several = len({row.subject_id for row in alike})
    return [(row, several) for row in (alike[:1] if several > 1 else alike)]
