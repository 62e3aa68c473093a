"""Calling, holding and correcting the meetings about a decision; runs in the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from config.voting import Assembly, voting
from models.democracy.decisions.actions import decisions, meeting_of, of_roles, read
from models.democracy.decisions.rules import (
    CORRECTION_ASKED,
    DECISION,
    DELIBERATIONS,
    NOT_THE_BRANCH,
    PASSED,
    DecisionState,
    MeetingHeld,
    VillageDecision,
)
from models.democracy.deliberations.rules import (
    NO_SUCH_MEETING,
    NONE_CALLED,
    NOT_ONE_PERSON,
    OUTCOME_CHANGES,
    are_known,
    assemblies_meant,
    may_be_called,
    named_assembly,
    split_assembly,
)
from models.democracy.deliberations.texts import announced, called_off
from models.democracy.deliberations.words import is_same_draft, split_hour
from models.machine.delivery.rules import Groups, Message, Purpose
from models.matters.steps.actions import lapse, remark, take
from models.matters.steps.rules import REASON_MOST
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.authority.actions import members_of, office_above, units_below
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import holders
from models.organisation.people.rules import MOBILE_CLASS, Role
from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.procedure.meetings.actions import (
    About,
    ahead,
    call,
    called,
    called_before,
    check_notice,
    correct,
    forget_calls,
    held,
    hold,
    to_hold,
)
from models.procedure.meetings.rules import PASSED_NAMES, MeetingSaid, Outcome, Vote, check_expected, decide
from models.procedure.meetings.tables import MeetingRecord
from models.procedure.party_life.actions import has_roll, keep
from models.procedure.party_life.rules import Meeting
from models.procedure.party_life.words import read_absent
from models.values.refusal import Refusal, required
from models.values.showing import show_time
from models.values.wording import about


async def of_own_branch(act: Act, number: int) -> VillageDecision:
    """Return a decision for which the asker speaks as secretary; refuses with NO_SUCH_DECISION or NOT_THE_BRANCH."""
    one = await read(act, number)
    if one.unit_id not in act.asker.units_as([Role.SECRETARY]):
        raise Refusal(NOT_THE_BRANCH)
    return one


def _about(one: VillageDecision, assembly: Assembly) -> About:
    return About(one.unit_id, one.number, one.code, assembly)


@dataclass(frozen=True)
class Called:
    """A meeting that is, or would be, called: about which decision, before whom, when, and who is told.

    Of an assembly of everybody the group is told: `told` is None. Without a draft there is nothing to be called yet.
    The hour, with the place, is as it was said; it may be held `instead` of a meeting that was called for another time.
    Who sits in the assembly may be `unknown` to the books.
    """

    decision: VillageDecision
    assembly: Assembly
    day: date
    draft: str
    told: Sequence[Person] | None
    hour: str = ""
    instead: MeetingRecord | None = None
    unknown: bool = False


async def to_call(act: Act, number: int, day: date, draft: str, told_on: date) -> Called:
    """Return the meeting that would be called, of which people read on a day; raises what stands against it."""
    one = await of_own_branch(act, number)
    hour, said = split_hour(draft)
    assembly, (_, said) = (await assemblies_to_call(one, draft))[0], split_assembly(said)
    draft = one.draft if is_same_draft(said) else said
    await check_for_everybody(act, draft)
    check_notice(_about(one, assembly), told_on, day, told_on)
    before = await called(number, assembly.code)
    moved = before if before and before.day >= act.today and (before.day, before.hour or "") != (day, hour) else None
    unknown = await _seated(act, one, assembly) == []
    return Called(one, assembly, day, draft, await _invited(act, one, assembly), hour, moved, unknown)


async def assemblies_to_call(one: VillageDecision, draft: str) -> list[Assembly]:
    """Return the assemblies before which a meeting would be called with such words, as `assemblies_meant` tells."""
    name, said = split_assembly(split_hour(draft)[1])
    return assemblies_meant(one, name or said, await called_before(one.number), strictly=bool(name))


async def call_meeting(act: Act, ready: Called, told_on: date) -> None:
    """Call a meeting that may be called, with its draft."""
    await call(act, _about(ready.decision, ready.assembly), (ready.day, ready.hour), ready.draft, told_on)


async def _seated(act: Act, one: VillageDecision, assembly: Assembly) -> list[Person] | None:
    """Return who has a seat in an assembly; None for one of everybody, whom the books do not know."""
    people = await holders([Role(seat) for seat in assembly.seats], act.today, one.unit_id)
    # A branch without a committee proposes with all of its members.
    no_committee = assembly.code == Meeting.COMMITTEE_MEETING and len(people) < 2
    if no_committee or assembly.code == Meeting.MEMBERS_MEETING:
        return await _members(act, one)
    return people if assembly.seats else None


async def _members(act: Act, one: VillageDecision) -> list[Person]:
    """Return the members of the asker's own branch, or, where it is none of the village's, of all of them."""
    found = await _of_all_branches(one)
    return [person for person in found if person.branch_id == act.asker.branch_id] or found


async def _of_all_branches(one: VillageDecision) -> list[Person]:
    return await members_of([branch.id for branch in await Branch.filter(unit_id=one.unit_id)])


async def _invited(act: Act, one: VillageDecision, assembly: Assembly) -> Sequence[Person] | None:
    """Return who is told of a meeting: whoever sits there, the supervisors, and the township where it attends."""
    seated = await _seated(act, one, assembly)
    if seated is None:
        return None
    watching = await holders([Role.SUPERVISOR], act.today, one.unit_id)
    above = await office_above(one.unit_id, act.today) if assembly.attended else []
    found = {person.id: person for person in (*seated, *watching, *above)}
    return [person for person in found.values() if person.id != act.asker.person_id]


async def to_move(act: Act, text: str, day: date | None = None) -> MeetingRecord | None:
    """Return the meeting ahead that a secretary may mean who moves one or calls it off: the named, or the only one.

    Where he names the `day` for which it was called, it is one of that day.
    """
    titles = {one.number: one.title for one in await of_roles(act, [Role.SECRETARY], DELIBERATIONS)}
    rows, able, meant = await ahead(list(titles), act.today) if titles else [], _codes(text), about(text, titles)
    rows = [row for row in rows if day in (None, row.day) and row.assembly in able]
    chosen = [row for row in rows if row.matter_id in meant] or rows
    return chosen[0] if len(chosen) == 1 else None


def called_for(row: MeetingRecord, day: date | None, hour: str) -> tuple[str, date, str, str, str]:
    """Return (number, day, hour, assembly, draft) of a meeting that was called, moved as far as it is said."""
    name = voting().assemblies[row.assembly].name
    return DECISION.sign.show(row.matter_id or 0), day or row.day, hour or row.hour or "", name, row.draft or ""


async def to_call_off(act: Act, number: int, words: str) -> Called:
    """Return the meeting ahead that some words name, with those who were told of it; refuses with NONE_CALLED."""
    one, name = await of_own_branch(act, number), named_assembly(words)
    rows = required(
        [row for row in await ahead([number], act.today) if name in voting().assemblies[row.assembly].names],
        NONE_CALLED,
        number=one.code,
    )
    row, assembly = rows[0], voting().assemblies[rows[0].assembly]
    return Called(one, assembly, row.day, row.draft or "", await _invited(act, one, assembly), row.hour or "", row)


async def forget_ahead(act: Act, one: VillageDecision) -> list[Message]:
    """Forget the meetings that are called about a decision which goes another way; return what is said of them."""
    said: list[Message] = []
    for row in await ahead([one.number], act.today):
        assembly = voting().assemblies[row.assembly]
        off = Called(one, assembly, row.day, "", await _invited(act, one, assembly), row.hour or "")
        said += to_all(act, off, called_off(one, assembly, show_time(off.day, off.hour)))
    await forget_calls(one.number)
    return said


def to_all(act: Act, one: Called, shown: str) -> list[Message]:
    """Return what those read who are told that a meeting will be, or will not."""
    meets = datetime.combine(one.day, time(), act.now.tzinfo)
    if one.told is None:
        return [Message(shown, to=Groups(one.decision.unit_id), purpose=Purpose.NOTICE, concerns=meets)]
    return [Message(shown, to=who.userid, concerns=meets) for who in one.told]


async def just_held(act: Act, since: datetime) -> MeetingRecord | None:
    """Return the meeting about a decision that the asker has told last, if that is not long ago."""
    told = MeetingRecord.filter(entered_by_id=act.asker.person_id, at__gte=since, matter_id__gt=0)
    return await told.exclude(passed=None).order_by("-id").first()


async def meetings(number: int) -> int | None:
    """Return how many meetings were called or held about a decision; None for one that waits for no deliberation."""
    waits = await Matter.filter(id=number, state__in=list(DELIBERATIONS)).exists()
    return await MeetingRecord.filter(matter_id=number).count() if waits else None


async def waits_at(number: int, state: str) -> bool:
    """Return whether a decision waits for the deliberation of a state."""
    return await Matter.filter(id=number, state=state).exists()


async def to_deliberate(act: Act, one: VillageDecision, said: MeetingSaid) -> tuple[Assembly, date, Outcome]:
    """Return the assembly whose meeting about a decision may be kept, its day and its outcome.

    Raises what stands against it.
    """
    _steps_at_once(act, one, said)
    return await _able(act, one, said)


async def _able(act: Act, one: VillageDecision, said: MeetingSaid) -> tuple[Assembly, date, Outcome]:
    assembly = (await assemblies_told(one, said))[0]
    day, _, outcome = await to_hold(act, _about(one, assembly), said)
    await _check_expected(act, one, assembly, said)
    return assembly, day, outcome


async def assemblies_told(one: VillageDecision, said: MeetingSaid) -> list[Assembly]:
    """Return the assemblies before which a meeting that was held may have been, as `assemblies_meant` tells."""
    return assemblies_meant(one, "" if said.merged else said.words, await called_before(one.number))


async def unannounced(act: Act, one: VillageDecision, said: MeetingSaid) -> Assembly | None:
    """Return the assembly of a meeting that was held, if it needs a notice and was not called here."""
    assembly = (await assemblies_told(one, said))[0]
    return assembly if assembly.notice_days and assembly.code not in await called_before(one.number) else None


async def keep_announced(act: Act, number: int, said: MeetingSaid, day: date | None, draft: str) -> None:
    """Keep that a meeting was called by other means, with its draft; raises NoticeTooShort, also where it was not."""
    one = await of_own_branch(act, number)
    assembly = (await assemblies_told(one, said))[0]
    await check_for_everybody(act, draft)
    check_notice(_about(one, assembly), day, said.day, act.today)
    if day:
        await call(act, _about(one, assembly), (said.day, ""), one.draft if is_same_draft(draft) else draft, day)
        await remark(act, DECISION, number, announced(assembly, day))


async def deliberate(
    act: Act, number: int, said: MeetingSaid
) -> tuple[VillageDecision, list[tuple[Assembly, Outcome]], date | None]:
    """Keep a meeting about a decision; it comes one step on when the meeting has passed it.

    Return it, the assemblies before which it was with their outcomes, and the day of a members' meeting of which is not
    said yet who was absent.

    One that is `merged` proposes and discusses, where one person is secretary and head of the village committee.
    """
    one = await of_own_branch(act, number)
    await check_for_everybody(act, said.minutes)
    outcomes = []
    for _ in range(_steps_at_once(act, one, said)):
        assembly, _, _ = await _able(act, one, said)
        outcome = await hold(act, _about(one, assembly), said)
        outcomes.append((assembly, outcome))
        if outcome.vote is not Vote.PASSED:
            break
        await take(act, DECISION, number, PASSED[one.state])
        one = await read(act, number)
    counts = outcomes[-1][1].vote is not Vote.NO_QUORUM
    members = counts and outcomes[-1][0].code == Meeting.MEMBERS_MEETING
    return one, outcomes, await _sign_in(act, number, said) if members else None


async def _sign_in(act: Act, number: int, said: MeetingSaid) -> date | None:
    """Keep who was absent from a members' meeting as the branch's sheet of that day; return the day while it has none.

    The members' points are read from there, and nobody enters the meeting again.
    """
    day, absent = (await held([number]))[number][-1].day, read_absent(said.words)
    if absent is not None:
        await keep(act, Meeting.MEMBERS_MEETING, day, absent)
    return None if await has_roll(act, Meeting.MEMBERS_MEETING, day) else day


def _steps_at_once(act: Act, one: VillageDecision, said: MeetingSaid) -> int:
    if not said.merged:
        return 1
    both = one.unit_id in act.asker.units_as([Role.VILLAGE_COMMITTEE])
    if not both or not act.policy.democracy.merge_first_two or one.state is not DecisionState.PROPOSING:
        raise Refusal(NOT_ONE_PERSON)
    return 2


async def _check_expected(act: Act, one: VillageDecision, assembly: Assembly, said: MeetingSaid) -> None:
    seated = await _seated(act, one, assembly) or []
    least = most = len(seated)
    if assembly.code == Meeting.COMMITTEE_MEETING:
        # Where a village has several branches the one that proposes may sit alone, or with the others.
        least = sum(one.branch_id == act.asker.branch_id for one in seated)
    if assembly.code == Meeting.MEMBERS_MEETING:
        # A probationary member has no vote, and who is away most of the year may be left out.
        least, most = _voters(seated, away=False), _voters(await _of_all_branches(one), away=True)
    check_expected(assembly, said.tally.expected, least, most if are_known(one, assembly, said) else 0)


def _voters(people: Collection[Person], *, away: bool) -> int:
    return sum(one.standing == "full" and (away or one.member_class != MOBILE_CLASS) for one in people)


@dataclass(frozen=True)
class MeetingCorrection:
    """What would be corrected: a meeting about a decision; that it then has passed, is for the office above to say."""

    decision: VillageDecision
    row: MeetingRecord
    passes: bool
    above: bool


async def to_correct(act: Act, number: int, said: MeetingSaid) -> MeetingCorrection:
    """Return the meeting about a decision whose figures are corrected: the one that is named, or else the last.

    Refuses with NOT_THE_BRANCH, NO_SUCH_MEETING, and OUTCOME_CHANGES where other figures undo what has come of it.
    """
    one = await read(act, number)
    above = one.unit_id in await units_below(act.asker)
    if not above:
        await of_own_branch(act, number)
    row = await _meeting_meant(one, said.words)
    assembly = voting().assemblies[row.assembly]
    await _check_expected(act, one, assembly, said)
    passed = decide(assembly, said.tally).vote is Vote.PASSED
    changes = passed is not row.passed
    # It comes one step on where it still waits for that assembly; what has come of a meeting is not undone so.
    if changes and not (passed and may_be_called(one, assembly.name)):
        raise Refusal(OUTCOME_CHANGES, name=assembly.name, passed=PASSED_NAMES[passed])
    return MeetingCorrection(one, row, changes, above)


def _codes(words: str) -> set[str]:
    """Return the assemblies that some words may mean: those of the name in them, or all."""
    name = named_assembly(words)
    return {code for code, one in voting().assemblies.items() if name is None or name in one.names}


async def _meeting_meant(one: VillageDecision, words: str) -> MeetingRecord:
    meant = _codes(words)
    return required(
        [row for row in (await held([one.number]))[one.number] if row.assembly in meant],
        NO_SUCH_MEETING,
        number=one.code,
    )[-1]


async def ask_correction(act: Act, one: VillageDecision, line: str) -> list[Person]:
    """Keep that the office above is asked for a correction by such a line; return who is asked."""
    await remark(act, DECISION, one.number, f"{CORRECTION_ASKED}：{line}")
    return await office_above(one.unit_id, act.today)


async def corrections_asked(act: Act) -> list[VillageDecision]:
    """Return the decisions of which the asker's office is asked for a correction, and nothing was done since."""
    units = await units_below(act.asker)
    rows = Matter.filter(kind=DECISION.code, unit_id__in=list(units), state__in=list(DELIBERATIONS))
    return [one for one in await decisions(act, rows) if one.noted and one.noted[-1].step == CORRECTION_ASKED]


async def correct_meeting(act: Act, number: int, said: MeetingSaid, reason: str) -> tuple[VillageDecision, MeetingHeld]:
    """Keep other figures of a meeting about a decision, with the reason; what was put up stays as it was.

    By what has passed then the decision comes one step on. Raises what `to_correct` and `correct` do.
    """
    wanted = await to_correct(act, number, said)
    row = wanted.row
    await check_for_everybody(act, f"{reason} {said.minutes}")
    await correct(act, row, voting().assemblies[row.assembly], said, reason[:REASON_MOST])
    if wanted.passes:
        await lapse(act, DECISION, number, PASSED[wanted.decision.state])
    corrected = (await held([number]))[number]
    return await read(act, number), meeting_of(next(each for each in corrected if each.corrects_id == row.id))
