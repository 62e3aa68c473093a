"""Raising, answering, appealing and deciding objections to a star; runs in the caller's transaction."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tortoise.queryset import QuerySet

from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import in_office, office_above
from models.organisation.authority.rules import COMMITTEE, in_committee
from models.organisation.people.actions import lock, present
from models.organisation.people.rules import OFFICES, Asker, UnknownPerson
from models.organisation.people.tables import Person
from models.stars.appraisal.actions import change_star, policy_of, start_clock, stop_clock
from models.stars.appraisal.rules import SHOWN, STEPS, working_day_after
from models.stars.appraisal.tables import StarAppraisal
from models.stars.objections import rules
from models.stars.objections.rules import ObjectionDecision, ObjectionStep, Stage
from models.stars.objections.tables import StarObjection
from models.stars.objections.texts import ObjectionCase
from models.stars.proposed.actions import candidates
from models.stars.proposed.rules import check_proposal
from models.values.numbers import Sign
from models.values.periods import Period

NAME_MOST = 32
_WHOLE = ("appraisal__branch__unit", "appraisal__member", "raised_by", "appealed_by")
_COLUMNS = {ObjectionStep.ANSWER: ("answer", "answered"), ObjectionStep.RULE: ("ruling", "ruled")}


@dataclass(frozen=True)
class ObjectionMoved:
    """How far an objection has come: who is told, who acts next and until when, and whether the star's clock runs."""

    number: int
    stage: Stage
    due: date
    parties: tuple[Person, ...] = ()
    deciders: tuple[Person, ...] = ()
    running: bool = False


async def raise_objection(act: Act, said: str, called: str | None) -> ObjectionMoved:
    """Keep an objection and stop the clock of that one star; the township gets it when no committee may answer.

    `called` is a name that the text opens with although it is on no book. Raises UnknownPerson, NothingSaid,
    AlreadyObjected, and NothingUnderPublicity for whatever else is not open to this asker.
    """
    asker, day = act.asker, act.today
    if asker.person_id is None:
        raise UnknownPerson
    named = rules.named_first(said, await _names_opening(said))
    words = rules.words_after(said, named)
    star = await _star_meant(act, named or called)
    await _check_first(asker.person_id, star)
    stage, due, deciders = (
        Stage.OPEN,
        rules.answer_due(act, day),
        await _deciders(star, Stage.OPEN, asker.person_id, day),
    )
    if not deciders:
        stage, due = Stage.APPEALED, rules.ruling_due(act)
        deciders = await _ruled_by(star, asker.person_id, day)
    values: dict[str, Any] = {"text": words[: rules.TEXT_MOST], "raised_on": day, "due_on": due, "state": stage}
    above = due if stage is Stage.APPEALED else None
    row = await StarObjection.create(appraisal_id=star.id, raised_by_id=asker.person_id, appeal_due_on=above, **values)
    await record(act.cause, "object", ("star_objection", row.id), after={"state": stage, "due_on": due.isoformat()})
    await stop_clock(star.id, day, act.cause)
    return ObjectionMoved(row.id, stage, due, await present({star.member_id} - {asker.person_id}), deciders)


async def _names_opening(said: str) -> frozenset[str]:
    """Return the names on the books with which a text opens."""
    openings = [said[:length] for length in range(2, min(len(said), NAME_MOST) + 1)]
    return frozenset(person.name for person in await Person.filter(name__in=openings))


async def _star_meant(act: Act, named: str | None) -> StarAppraisal:
    """Return the star under publicity that is meant, its member locked: the own one, or that of a name."""
    rows = StarAppraisal.filter(state__in=list(SHOWN)).select_related("branch__unit", "member")
    rows = rows.filter(member__name=named) if named else rows.filter(member_id=act.asker.person_id)
    found = [row for row in await rows.order_by("id") if _is_near(act.asker, row) and await _is_shown(act, row)]
    if len({row.member_id for row in found}) > 1:
        raise rules.SeveralNamesakes
    if not found:
        raise rules.NothingUnderPublicity
    await lock([found[-1].member_id])
    await found[-1].refresh_from_db(fields=["state", "stars", "publicity_from", "stops"])
    if not await _is_shown(act, found[-1]):
        raise rules.NothingUnderPublicity
    return found[-1]


def _is_near(asker: Asker, star: StarAppraisal) -> bool:
    """Return whether the asker can read the notice; only the member himself knows that he got no star."""
    own = star.member_id == asker.person_id
    return own or (star.stars is not None and rules.is_neighbour(asker, star.branch.unit_id, star.branch_id))


async def _is_shown(act: Act, star: StarAppraisal) -> bool:
    """Return whether the notice is up, for as many days as when the star was proposed."""
    days = (await policy_of(star, act.policy.stars)).publicity_working_days
    return star.state in SHOWN and rules.is_shown(act, star.publicity_from, star.stops, days)


async def _check_first(person_id: int, star: StarAppraisal) -> None:
    """Raise AlreadyObjected or TakenBackBefore for one more objection to a publicity, unless the first was upheld."""
    earlier = StarObjection.filter(appraisal_id=star.id, raised_by_id=person_id, raised_on__gte=star.publicity_from)
    if await earlier.filter(state=Stage.WITHDRAWN).count() >= rules.TAKEN_BACK_MOST:
        raise rules.TakenBackBefore(times=rules.TAKEN_BACK_MOST)
    for row in await earlier.order_by("-id"):
        if row.kept is not False and row.state != Stage.WITHDRAWN:
            raise rules.AlreadyObjected(number=Sign.OBJECTION.show(row.id), stage=rules.STAGE_NAMES[Stage(row.state)])


async def _deciders(star: StarAppraisal, stage: Stage, raised_by: int, day: date) -> tuple[Person, ...]:
    """Return who may answer (the branch's committee) or rule (the township above), but for those it is about."""
    if stage is Stage.OPEN:
        people = await in_office(star.branch, COMMITTEE, day)
    else:
        people = await office_above(star.branch.unit_id, day)
    return tuple(one for one in people if one.id not in (star.member_id, raised_by))


async def _ruled_by(star: StarAppraisal, raised_by: int, day: date) -> tuple[Person, ...]:
    """Return who may rule; raises NobodyToDecide."""
    found = await _deciders(star, Stage.APPEALED, raised_by, day)
    if not found:
        raise rules.NobodyToDecide
    return found


async def decide(act: Act, step: ObjectionStep, decision: ObjectionDecision) -> ObjectionMoved:
    """Answer an objection for the committee, or rule on an appeal for the township, which is final.

    The star stays or changes, and its clock runs again when nothing else is open about it.
    """
    row = await _locked(decision.number)
    unheard = step is ObjectionStep.RULE and row.appeal_due_on is None
    if unheard or not _may_decide(act.asker, row, rules.STEPS[step][0]):
        raise rules.NoSuchObjection(number=Sign.OBJECTION.show(row.id))
    if act.asker.person_id in _sides(row):
        raise rules.OwnObjection(number=Sign.OBJECTION.show(row.id))
    stage = rules.check_stage(row.id, Stage(row.state), step)
    rules.check_verdict(decision, row.appraisal.stars)
    (words, done), said = _COLUMNS[step], (decision.reason or "")[: rules.TEXT_MOST] or None
    changes = {"kept": decision.verdict.kept, words: said, f"{done}_by_id": act.asker.person_id, f"{done}_at": act.now}
    await StarObjection.filter(id=row.id).update(state=stage, **changes)
    after = {"state": stage, **decision.verdict.as_values}
    await record(act.cause, step, ("star_objection", row.id), before={"state": row.state}, after=after, reason=said)
    running = await _carry_out(act, row, decision)
    due = row.appeal_due_on or rules.answer_due(act, act.today)
    return ObjectionMoved(row.id, stage, due, await present({*_sides(row), row.answered_by_id}), running=running)


async def _carry_out(act: Act, row: StarObjection, decision: ObjectionDecision) -> bool:
    """Let the star be what was decided; return whether its clock runs, which it does when nothing else is open."""
    star, day, stars = row.appraisal, act.today, decision.verdict.stars
    held_up = await StarObjection.filter(appraisal_id=star.id, state__in=list(rules.UNSETTLED)).exists()
    if not decision.verdict.kept:
        if star.state not in STEPS["change"].sources:
            raise rules.NoLongerShown(number=Sign.OBJECTION.show(row.id))
        for candidate in await candidates([star.member], star.branch_id, Period.parse(star.period), day):
            check_proposal(candidate, stars, decision.reason, await policy_of(star, act.policy.stars))
        await change_star(star.id, stars, act.cause, decision.reason)
        if held_up:
            await stop_clock(star.id, day, act.cause)
    elif not held_up and star.state in STEPS["answer"].sources:
        await start_clock(star.id, day, act.cause)
    return not held_up


async def withdraw(act: Act, number: int | None) -> ObjectionMoved:
    """Take an open objection back, by default the newest; only who raised it may. Its star's clock runs again."""
    newest = await _at(Stage.OPEN).filter(raised_by_id=act.asker.person_id).last()
    if number is None and newest is None:
        raise rules.NothingRaised
    row = await _locked(number or (newest.id if newest else 0))
    if row.raised_by_id != act.asker.person_id:
        raise rules.NoSuchObjection(number=Sign.OBJECTION.show(row.id))
    stage = rules.check_stage(row.id, Stage(row.state), ObjectionStep.WITHDRAW)
    await StarObjection.filter(id=row.id).update(state=stage)
    await record(
        act.cause,
        ObjectionStep.WITHDRAW,
        ("star_objection", row.id),
        before={"state": row.state},
        after={"state": stage},
    )
    running = await _carry_out(act, row, ObjectionDecision(row.id, rules.Verdict(kept=True), None))
    deciders = await _deciders(row.appraisal, Stage.OPEN, row.raised_by_id, act.today)
    return ObjectionMoved(row.id, stage, row.due_on, await present(_sides(row) - {row.raised_by_id}), deciders, running)


async def appeal(act: Act, number: int, said: str) -> ObjectionMoved:
    """Bring an answer before the township; open to who objected and to the member."""
    asker, row, day = act.asker, await _locked(number), act.today
    if asker.person_id is None or asker.person_id not in _sides(row):
        raise rules.NoSuchObjection(number=Sign.OBJECTION.show(number))
    stage = rules.check_stage(row.id, Stage(row.state), ObjectionStep.APPEAL)
    answered = row.answered_at.astimezone(act.now.tzinfo).date() if row.answered_at else day
    if not await _is_shown(act, row.appraisal) and day > rules.answer_due(act, answered):
        raise rules.TooLateToAppeal(number=Sign.OBJECTION.show(number))
    due, deciders = rules.ruling_due(act), await _ruled_by(row.appraisal, row.raised_by_id, day)
    changes = {"appeal": said[: rules.TEXT_MOST], "appealed_by_id": asker.person_id, "appealed_at": act.now}
    await StarObjection.filter(id=row.id).update(state=stage, appeal_due_on=due, **changes)
    before, after = {"state": row.state}, {"state": stage, "due_on": due.isoformat()}
    await record(act.cause, ObjectionStep.APPEAL, ("star_objection", row.id), before=before, after=after)
    if row.appraisal.state in STEPS["object"].sources:
        await stop_clock(row.appraisal_id, day, act.cause)
    return ObjectionMoved(row.id, stage, due, await present(_sides(row) - {asker.person_id}), deciders)


async def _locked(number: int) -> StarObjection:
    """Return an objection with all that belongs to it, its member locked; raises NoSuchObjection."""
    found = await StarObjection.get_or_none(id=number).select_related("appraisal")
    if found is None:
        raise rules.NoSuchObjection(number=Sign.OBJECTION.show(number))
    await lock([found.appraisal.member_id])
    return await StarObjection.get(id=number).select_related(*_WHOLE)


def _sides(row: StarObjection) -> set[int]:
    return {row.appraisal.member_id, row.raised_by_id}


def _may_decide(asker: Asker, row: StarObjection, stage: Stage) -> bool:
    """Return whether the asker holds the post that decides at a stage, for this star."""
    branch = row.appraisal.branch
    if stage is Stage.OPEN:
        return in_committee(asker, branch.unit_id, branch.id)
    return branch.unit.parent_id in asker.units_as(OFFICES)


async def waiting(asker: Asker, stage: Stage) -> list[ObjectionCase]:
    """Return what the asker may answer (of the open ones) or rule on (of the appealed ones), oldest first."""
    rows = (row for row in await _at(stage) if asker.person_id not in _sides(row))
    return [_case(row) for row in rows if _may_decide(asker, row, stage)]


async def due_soon(act: Act) -> list[ObjectionMoved]:
    """Return what is due on the next working day or before, with those who may do it."""
    last = working_day_after(act.today, 1, act.calendar)
    late = [*await _at(Stage.OPEN).filter(due_on__lte=last), *await _at(Stage.APPEALED).filter(appeal_due_on__lte=last)]
    found = []
    for row in late:
        stage = Stage(row.state)
        deciders = await _deciders(row.appraisal, stage, row.raised_by_id, act.today)
        found.append(ObjectionMoved(row.id, stage, row.appeal_due_on or row.due_on, deciders=deciders))
    return found


def _at(stage: Stage) -> QuerySet[StarObjection]:
    return StarObjection.filter(state=stage).select_related(*_WHOLE).order_by("id")


def _case(row: StarObjection) -> ObjectionCase:
    star, period = row.appraisal, Period.parse(row.appraisal.period).name
    said = (row.raised_by.name, row.text, row.appeal_due_on or row.due_on, row.answer)
    by = row.appealed_by.name if row.appealed_by else None
    return ObjectionCase(row.id, star.member.name, star.branch.name, period, star.stars, *said, by, row.appeal)
