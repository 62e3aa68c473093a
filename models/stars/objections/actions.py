"""Objections to stars: what is meant, whose clock stops, what a ruling does; runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from tortoise.expressions import Q

from models.matters.steps.actions import Taken, waiting
from models.matters.steps.rules import Opening
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import called as called_by
from models.organisation.people.actions import lock
from models.organisation.people.rules import Asker, UnknownPerson, named_in
from models.organisation.people.tables import Person
from models.organisation.units.actions import branch_name
from models.procedure.notices.rules import working_day_after
from models.procedure.objections import actions as objections
from models.procedure.objections.actions import ObjectionMoved
from models.procedure.objections.rules import OBJECTION, TEXT_MOST, UNSETTLED, DaysToAnswer, Stage
from models.stars.appraisal.actions import change_star, policy_of, start_clock, stop_clock
from models.stars.appraisal.rules import SHOWN, STEPS
from models.stars.appraisal.tables import StarAppraisal
from models.stars.findings import actions as findings
from models.stars.findings import texts as finding_texts
from models.stars.objections import rules, texts
from models.stars.objections.rules import Verdict
from models.stars.objections.tables import StarObjection
from models.stars.objections.texts import ObjectionCase
from models.stars.points.tables import StarEntry
from models.stars.proposed.actions import candidates
from models.stars.proposed.rules import check_proposals
from models.values.numbers import Sign
from models.values.periods import Period
from models.values.refusal import Refusal, required

NAME_MOST = 32


def _days(act: Act) -> DaysToAnswer:
    return DaysToAnswer(act.policy.stars.objection_working_days, act.policy.stars.appeal_working_days)


async def meant_by(act: Act, said: str, called: str | None) -> tuple[StarAppraisal, str, bool]:
    """Return against which star under publicity a text speaks, in what words, and whether it names its member in full.

    Nobody named is the asker himself.

    `called` is a name that the text opens with although it is on no book. Raises UnknownPerson, NothingSaid,
    WHOSE_STAR or WhichOne when several may be meant, NothingUnderPublicity for whatever else is not open to this asker.
    """
    if act.asker.person_id is None:
        raise UnknownPerson
    shown = {row.member_id: row for row in await _shown_to(act)}
    named = rules.named_first(said, await _names_opening(said))
    member = await _spoken_of(act, said, named, [row.member for row in shown.values()])
    own = None if named or called else shown.get(act.asker.person_id)
    found = required(shown.get(member.id) if member else own, rules.NothingUnderPublicity)
    return found, rules.words_after(said, named), named is not None


async def _spoken_of(act: Act, said: str, named: str | None, people: Sequence[Person]) -> Person | None:
    """Return who of some people is named, or spoken of wherever and however a text does it; None for nobody."""
    if named:
        return await called_by(named, people, act.today)
    others = [one for one in people if one.id != act.asker.person_id]
    found = _named_anyhow(said, others)
    if len(found) > 1 and any(one.name not in said for one in found):
        raise Refusal(rules.WHOSE_STAR, names="、".join(one.name for one in found))
    return await called_by(found[0].name, found, act.today) if found else None


def _named_anyhow(said: str, people: Sequence[Person]) -> list[Person]:
    keys = named_in(said, {one.id: one.name for one in people}, {one.id: one.userid for one in people})
    return [one for one in people if one.id in keys]


async def raise_objection(act: Act, star: StarAppraisal, words: str) -> ObjectionMoved:
    """Keep an objection and stop the clock of that one star; refuses with ALREADY_OBJECTED or TAKEN_BACK_BEFORE."""
    asker = act.asker.person_id or 0
    await lock([star.member_id, asker])
    await star.refresh_from_db(fields=["state", "stars", "publicity_from", "stops"])
    if not await _is_shown(act, star):
        raise rules.NothingUnderPublicity
    await _check_first(act, star)
    title, people = texts.matter_title(Period.parse(star.period)), {Part.OWNER: [asker], Part.ABOUT: [star.member_id]}
    said = {"text": words[:TEXT_MOST]}
    what = Opening(star.branch.unit_id, title, people, branch_id=star.branch_id, said=said)
    moved = await objections.raise_against(act, what, _days(act))
    await StarObjection.create(matter_id=moved.number, appraisal_id=star.id)
    await stop_clock(star.id, act.today, act.cause)
    return moved


async def only_finding(act: Act, *, is_open: bool = True) -> int | None:
    """Return what was entered against the asker, where it is one thing: of all, or of what `is_open` to objection."""
    found = await findings.against(act.asker.person_id or 0)
    meant = [one.id for one in found if not is_open or act.today <= _last_day(act, one)]
    return meant[0] if len(meant) == 1 else None


async def own_finding(act: Act, said: str, called: str | None) -> tuple[int, str] | None:
    """Return the one thing entered against the asker that is open to objection, where a text opens with no name."""
    number = None if called or await _names_opening(said) else await only_finding(act)
    if number is None:
        return None
    entry = await findings.open_to_objection(act.asker.person_id or 0, number)
    return number, finding_texts.named(await findings.read_entry(entry))


def _last_day(act: Act, entry: StarEntry) -> date:
    """Return until when an entry may be objected to: working days after it was confirmed, or made."""
    since = act.day_of(entry.confirmed_at or entry.at)
    return working_day_after(since, _days(act).answer, act.calendar)


async def object_to_finding(act: Act, number: int, words: str) -> ObjectionMoved:
    """Keep a member's objection to what was entered against him; a veto that was confirmed goes to the office above.

    Refuses with NO_SUCH_ENTRY for everybody else's, NothingSaid, ALREADY_OBJECTED, or FINDING_TOO_OLD days after it.
    """
    if not words:
        raise rules.NothingSaid(name=Sign.FINDING.show(number))
    member = act.asker.person_id or 0
    entry = await findings.open_to_objection(member, number)
    if earlier := await findings.objected_to(entry.id):
        raise rules.already(*earlier)
    if act.today > _last_day(act, entry):
        raise Refusal(rules.FINDING_TOO_OLD)
    title, parts = finding_texts.named(await findings.read_entry(entry)), {Part.OWNER: [member], Part.ABOUT: [member]}
    said = {"text": words[:TEXT_MOST]}
    what = Opening(entry.branch.unit_id, title, parts, branch_id=entry.branch_id, said=said)
    moved = await objections.raise_against(act, what, _days(act), higher=entry.confirmed_at is not None)
    await findings.object_to(entry, moved.number)
    return moved


async def finding_named(number: int) -> str:
    """Return the entry against which an objection is, as people name it; empty for one against a star."""
    entry = await findings.objected(number)
    return finding_texts.named(await findings.read_entry(entry)) if entry else ""


async def _names_opening(said: str) -> frozenset[str]:
    """Return the names and accounts on the books with which a text opens."""
    openings = [said[:length] for length in range(2, min(len(said), NAME_MOST) + 1)]
    found = await Person.filter(Q(name__in=openings) | Q(userid__in=openings))
    return frozenset(word for person in found for word in (person.name, person.userid) if said.startswith(word))


async def _shown_to(act: Act) -> list[StarAppraisal]:
    """Return the stars under publicity whose notice is up for the asker, the newest of each member last."""
    near = Q(branch__unit_id=act.asker.unit_id) | Q(member_id=act.asker.person_id)
    rows = StarAppraisal.filter(near, state__in=list(SHOWN)).select_related("branch__unit", "member").order_by("id")
    return [row for row in await rows if _is_near(act.asker, row) and await _is_shown(act, row)]


def _is_near(asker: Asker, star: StarAppraisal) -> bool:
    """Return whether the asker can read the notice; only the member himself knows that he got no star."""
    own = star.member_id == asker.person_id
    return own or (star.stars is not None and rules.is_neighbour(asker, star.branch.unit_id, star.branch_id))


async def _is_shown(act: Act, star: StarAppraisal) -> bool:
    """Return whether the notice is up, for as many days as when the star was proposed."""
    days = (await policy_of(star, act.policy.stars)).publicity_working_days
    return star.state in SHOWN and rules.is_shown(act, star.publicity_from, star.stops, days)


async def _check_first(act: Act, star: StarAppraisal) -> None:
    """Refuse with ALREADY_OBJECTED or TAKEN_BACK_BEFORE for one more objection, unless the first was upheld."""
    since = datetime.combine(star.publicity_from or act.today, time(), act.now.tzinfo)
    his = {"matter__opened_by_id": act.asker.person_id, "matter__opened_at__gte": since}
    found = await StarObjection.filter(appraisal_id=star.id, **his).select_related("matter").order_by("-id")
    earlier = [row.matter for row in found]
    if sum(one.state == Stage.WITHDRAWN for one in earlier) >= rules.TAKEN_BACK_MOST:
        raise Refusal(rules.TAKEN_BACK_BEFORE, times=rules.TAKEN_BACK_MOST)
    for one in earlier:
        if one.said["kept"] is not False and one.state != Stage.WITHDRAWN:
            raise rules.already(one.id, Stage(one.state))


async def decide(act: Act, step: str, number: int, verdict: Verdict, reason: str | None) -> ObjectionMoved:
    """Answer an objection for the committee, or rule on an appeal for the township, which is final.

    The star stays or changes, and its clock runs again when nothing else is open about it.
    """
    why = reason or ""
    await objections.check_discreet(number, why)
    entry = await findings.objected(number)
    rules.check_not_his(entry.entered_by_id if entry else None, act.asker.person_id, step)
    moved = await objections.settle(act, number, step, kept=verdict.kept, reason=why, days=_days(act))
    rules.check_verdict(number, verdict, reason, finding=entry is not None)
    if entry is not None:
        if not verdict.kept:
            await findings.strike(entry, act.cause, why)
        return moved
    rules.check_change(number, verdict, (await _star_of(number)).stars)
    return replace(moved, running=await _carry_out(act, number, verdict, reason))


async def _star_of(number: int) -> StarAppraisal:
    return (await StarObjection.get(matter_id=number).select_related("appraisal__member")).appraisal


async def _carry_out(act: Act, number: int, verdict: Verdict, reason: str | None = None) -> bool:
    """Let the star be what was decided; return whether its clock runs, which it does when nothing else is open."""
    star = await _star_of(number)
    held_up = await StarObjection.filter(appraisal_id=star.id, matter__state__in=list(UNSETTLED)).exists()
    if not verdict.kept:
        if star.state not in STEPS["change"].sources:
            raise Refusal(rules.NO_LONGER_SHOWN, number=Sign.OBJECTION.show(number))
        found = await candidates([star.member], star.branch_id, Period.parse(star.period), act.today)
        check_proposals(found, verdict.stars, reason, await policy_of(star, act.policy.stars))
        await change_star(star.id, verdict.stars, act.cause, reason)
        if held_up:
            await stop_clock(star.id, act.today, act.cause)
    elif not held_up and star.state in STEPS["answer"].sources:
        await start_clock(star.id, act.today, act.cause)
    return not held_up


async def pass_overdue(act: Act) -> list[ObjectionMoved]:
    """Bring what nobody has answered in its days before the office above."""
    return await objections.pass_overdue(act, _days(act))


async def withdraw(act: Act, number: int | None) -> ObjectionMoved:
    """Take an open objection back, by default the newest. Its star's clock runs again."""
    moved = await objections.withdraw(act, number)
    if await findings.objected(moved.number):
        return moved
    return replace(moved, running=await _carry_out(act, moved.number, Verdict(kept=True)))


async def appeal(act: Act, number: int, said: str) -> ObjectionMoved:
    """Bring an answer before the township, while the star is shown or some days after the answer."""
    moved = await objections.appeal(act, number, said, _days(act))
    if await findings.objected(number):
        if act.today > await objections.last_day_to_appeal(act, number, _days(act)):
            raise Refusal(rules.TOO_LATE_TO_APPEAL, number=Sign.OBJECTION.show(number))
        return moved
    star = await _star_of(number)
    if not await _is_shown(act, star) and act.today > await objections.last_day_to_appeal(act, number, _days(act)):
        raise Refusal(rules.TOO_LATE_TO_APPEAL, number=Sign.OBJECTION.show(number))
    if star.state in STEPS["object"].sources:
        await stop_clock(star.id, act.today, act.cause)
    return moved


async def cases(act: Act, stage: Stage, word: str | None = None) -> list[ObjectionCase]:
    """Return what the asker may answer (of the open ones) or rule on (of the appealed ones), oldest first.

    With a word of the steps it is what he may say that of, such as take back.
    """
    his = [one for one in await waiting(act, [OBJECTION], word) if one.matter.state == stage]
    rows = StarObjection.filter(matter_id__in=[one.matter.id for one in his]).select_related("appraisal__branch")
    stars = {row.matter_id: row.appraisal for row in await rows}
    return [await _case(one, stars.get(one.matter.id), act) for one in his]


async def _case(taken: Taken, star: StarAppraisal | None, act: Act) -> ObjectionCase:
    said, due = taken.matter.said, taken.matter.due_on or taken.matter.opened_at.date()
    names = {one.id: one.name for part in (Part.OWNER, Part.ABOUT) for one in taken.people[part]}
    return ObjectionCase(
        taken.matter.id,
        taken.subject.name,
        await branch_name(taken.matter.branch_id),
        texts.shown_star(Period.parse(star.period), star.stars) if star else taken.matter.title,
        taken.people[Part.OWNER][0].name,
        said["text"],
        due,
        said["answer"],
        names.get(said["appeal_by"]),
        said["appeal"],
        (act.today - act.day_of(taken.matter.opened_at)).days,
        star is None,
    )
