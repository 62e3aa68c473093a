"""Putting up decisions and their results, answering what is asked about them; runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.democracy.decisions.actions import concerned, decisions, of_roles, posted_until, read
from models.democracy.decisions.rules import (
    DECISION,
    IMPLEMENTING,
    INQUIRY,
    INQUIRY_RAISED,
    POSTED,
    TITLE_MOST,
    WORDS_MOST,
    DecisionState,
    VillageDecision,
)
from models.democracy.decisions.tables import DecisionInquiry
from models.democracy.postings.rules import (
    NOT_TO_REPORT,
    STEPS,
    DecisionPosting,
    Nearness,
    ends_soon,
    is_progress_owed,
    nearness,
)
from models.democracy.postings.texts import answer_due, posting_ends, progress_wanted, result_due
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import open_new, readable, remark, take, told_of
from models.matters.steps.rules import Opening, Words
from models.matters.steps.tables import Matter, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import office_above
from models.organisation.authority.deciders import Part
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person
from models.procedure.inquiries.actions import QuestionAsked, ask, last_day_to_answer
from models.procedure.inquiries.texts import shown
from models.procedure.notices.rules import working_day_after
from models.values.refusal import Refusal
from models.values.wording import about

_FIELDS = {"post": "posted_on", "publish": "published_on"}
# A day off may lie between a day and its reminder; no official holiday is longer.
_LEEWAY = timedelta(days=12)


async def to_post(act: Act, words: str) -> Sequence[VillageDecision]:
    """Return the decisions that wait for their posting, else all under way; the one of them that some words name."""
    found = await of_roles(act, [Role.SECRETARY], DECISION.open)
    able = [one for one in found if one.state in STEPS] or found
    named = about(words, {one.number: one.title for one in able})
    return [one for one in able if one.number in named] or able


async def post(act: Act, number: int, posting: DecisionPosting) -> VillageDecision:
    """Put up what a decision waits for: only the secretary does."""
    await take(act, DECISION, number, posting.step, Words(adds={_FIELDS[posting.step]: posting.on.isoformat()}))
    return await read(act, number)


async def to_report(act: Act, number: int, result: str) -> VillageDecision:
    """Return a decision of which a result may be told; refuses with NOT_TO_REPORT, NotForEverybody."""
    one = await read(act, number)
    if one.state is not DecisionState.POSTED:
        raise Refusal(NOT_TO_REPORT, number=one.code, state=one.standing)
    await check_for_everybody(act, result)
    return one


async def report(act: Act, number: int, result: str) -> tuple[VillageDecision, list[Person]]:
    """Keep what came of a decision, by the village committee; return it with those who look at it."""
    await to_report(act, number, result)
    await take(act, DECISION, number, "report", Words(adds={"result": result[:WORDS_MOST]}))
    return await read(act, number), (await told_of(act, DECISION, number, "accept", everybody=True))[0]


@dataclass(frozen=True)
class InquiryRaised:
    """Something asked or objected: its number, about which decision, until when it is answered, by whom."""

    number: int
    about: str
    due: date
    told: Sequence[Person]


async def inquire(act: Act, number: int, text: str) -> InquiryRaised:
    """Keep what somebody asks or objects about a decision; refuses with NO_SUCH_DECISION, UnknownPerson."""
    owner = {Part.OWNER: [act.asker.known]}
    one, due = await read(act, number), last_day_to_answer(act)
    # While it hangs, who objects has his answer before it comes down.
    ends = posted_until(act, one)
    due = min(due, ends) if ends and ends > act.today else due
    matter = await open_new(
        act, INQUIRY, Opening(one.unit_id, one.title[:TITLE_MOST], owner, said={"text": text[:WORDS_MOST]}, due_on=due)
    )
    await DecisionInquiry.create(matter_id=matter.id, decision_id=number)
    told, _ = await told_of(act, INQUIRY, matter.id, "answer")
    return InquiryRaised(matter.id, await subject_of(matter.id), due, told)


async def question(act: Act, number: int, text: str) -> QuestionAsked | None:
    """Keep what the supervision committee of its place asks about a decision, which its dossier names; else None."""
    one = await read(act, number)
    if one.unit_id not in act.asker.units_as([Role.SUPERVISOR]):
        return None
    asked = await ask(act, f"{one.code} {text}")
    await remark(act, DECISION, number, f"{INQUIRY_RAISED}：{shown(asked.number)}")
    return asked


async def appealed(act: Act, number: int) -> tuple[date, Sequence[Person], str]:
    """Return until when the office above answers what was not answered well enough, who does, and the first answer."""
    first = await MatterStep.filter(matter_id=number, step="answer").get()
    due = last_day_to_answer(act)
    await Matter.filter(id=number).update(due_on=due)
    return due, (await told_of(act, INQUIRY, number, "rule", everybody=True))[0], first.reason or ""


async def subject_of(inquiry: int) -> str:
    """Return number and title of the decision that an inquiry is about."""
    about = (await DecisionInquiry.get(matter_id=inquiry).select_related("decision")).decision
    return f"{DECISION.sign.show(about.id)} {about.title}"


# Whom the day reminds by which a result is to be published: first who carries it out, then who watches.
_REMINDED = {
    Nearness.NEAR: (Role.SECRETARY, Role.VILLAGE_COMMITTEE),
    Nearness.LATE: (Role.SECRETARY, Role.SUPERVISOR),
}


async def results_owed(act: Act) -> list[Owed]:
    """Return who is reminded today of which result; past its day the office above is as well."""
    ahead, span = act.policy.democracy.result_reminder_days, timedelta(days=act.policy.democracy.result_reminder_days)
    days = (act.today - span - _LEEWAY, act.today + span + _LEEWAY)
    rows = Matter.filter(kind=DECISION.code, state__in=list(IMPLEMENTING), due_on__range=days)
    owed: list[Owed] = []
    for one in await decisions(act, rows.order_by("id")):
        if near := nearness(one.due, act.today, ahead, act.calendar) if one.due else None:
            above = await office_above(one.unit_id, act.today) if near is Nearness.LATE else []
            told = [*await concerned(act, one.unit_id, one.number, *_REMINDED[near]), *above]
            owed += [Owed(person.userid, result_due(one, near)) for person in told]
    return owed


async def answers_owed(act: Act) -> list[Owed]:
    """Return who has to answer what by the next working day; past its day the office above is told instead."""
    last, owed = working_day_after(act.today, 1, act.calendar), []
    rows = Matter.filter(kind=INQUIRY.code, state__in=list(INQUIRY.open), due_on__lte=last)
    for matter in await readable(rows, INQUIRY):
        due, step = matter.due_on or act.today, INQUIRY.waiting(matter.state)[0].name
        above = await office_above(matter.unit_id, act.today) if due < act.today else []
        told = above or (await told_of(act, INQUIRY, matter.id, step))[0]
        line = answer_due(matter.id, await subject_of(matter.id), due, late=bool(above))
        owed += [Owed(person.userid, line, str(matter.id)) for person in told]
    return owed


async def postings_ending(act: Act) -> list[Owed]:
    """Return the secretaries of whose postings tomorrow is the last day, with what is said of it."""
    rows = Matter.filter(kind=DECISION.code, state__in=list(POSTED)).order_by("id")
    days, owed = act.policy.democracy.publicity_days, []
    for one in await decisions(act, rows):
        if posting := ends_soon(one, act.today, days, act.calendar):
            told = await concerned(act, one.unit_id, one.number, Role.SECRETARY)
            owed += [Owed(person.userid, posting_ends(one, posting)) for person in told]
    return owed


async def progress_owed(act: Act) -> list[Owed]:
    """Return who carries out what, of which this quarter nothing was told."""
    rows = Matter.filter(kind=DECISION.code, state=DecisionState.POSTED).order_by("id")
    return [
        Owed(person.userid, progress_wanted(one))
        for one in await decisions(act, rows)
        if is_progress_owed(one, act.today, act.calendar)
        for person in await concerned(act, one.unit_id, one.number, *_REMINDED[Nearness.NEAR])
    ]
