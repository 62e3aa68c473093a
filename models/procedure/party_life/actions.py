"""Keeping what a branch has held, and what is not on record yet; runs in the caller's transaction.

It stands beside the meetings about decisions: a members' meeting that has decided something is one of the branch's.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import (
    branch_led_by,
    branches_led_by,
    members,
    secretaries_by_branch,
    units_below,
)
from models.organisation.authority.rules import COMMITTEE, NOT_IN_BRANCH
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import lock
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person, Post
from models.organisation.transfers.actions import member_then
from models.organisation.units.tables import Branch, Unit
from models.procedure.meetings.tables import MeetingRecord
from models.procedure.party_life.rules import (
    RHYTHM,
    LifeOfYear,
    Meeting,
    PromptWanted,
    Rhythm,
    Roll,
    asked_before,
    check_day,
    due,
    meeting_of,
    missing,
    speaks_of_dues,
    theme_day_told,
)
from models.procedure.party_life.tables import GroupPromptSetting
from models.values.grouping import grouped
from models.values.periods import HalfYear, Month, Period, Year
from models.values.refusal import Refusal


async def keep(act: Act, meeting: Meeting, day: date, absent: Sequence[str] | None, topic: str = "") -> Roll:
    """Keep that the asker's branch has held a meeting on a day, and who was absent; said again, it is said anew.

    Dues are kept under the first day of their month. None stands for what is not said of who was there, no topic for
    what is not said of what it was about. Raises NotForEverybody for a topic.
    """
    await check_for_everybody(act, topic)
    branch = await branch_led_by(act.asker, COMMITTEE)
    check_day(day, act.today)
    gone = {one.id: one.name for one in [await member_then(branch, name, day) for name in absent or ()]}
    there = await members(branch.id)
    await lock(person.id for person in there)
    expected = _expected(there, act.today if meeting is Meeting.DUES else day)
    unsaid = absent is None
    replaced = await _keep(act, branch, meeting, day, None if unsaid else sorted(gone), topic)
    missed = None if unsaid else tuple(gone.values())
    return Roll(meeting, day, expected, missed, replaced, await _days_of(branch, meeting, HalfYear.of(day)), topic)


async def _days_of(branch: Branch, meeting: Meeting, period: Period) -> int:
    return [one for one, _ in await held_in(branch, period.first, period.last)].count(meeting)


async def note(act: Act, branch: Branch, meeting: Meeting, day: date, since: date) -> bool:
    """Keep a meeting of which something else is entered, unless one is on record since a day; return whether it was."""
    if any(held is meeting for held, _ in await held_in(branch, since, day)):
        return False
    return not await _keep(act, branch, meeting, day, None)


async def _keep(
    act: Act, branch: Branch, meeting: Meeting, day: date, absent: list[int] | None, topic: str = ""
) -> bool:
    """Write the row of a meeting, or write it anew; return whether it was there before."""
    values: dict[str, Any] = {"absent": absent, "entered_by_id": act.asker.person_id, "at": act.now}
    values["minutes"] = topic or None
    row, begun = await MeetingRecord.get_or_create(values, **_place(branch, meeting, day))
    before = None if begun else {"absent": row.absent, "topic": row.minutes}
    # A day alone takes nothing back of who was there.
    values["absent"] = row.absent if absent is None else absent
    values["minutes"] = topic or row.minutes
    await MeetingRecord.filter(id=row.id).update(**values)
    after = {"kind": meeting, "day": day.isoformat(), "absent": values["absent"], "topic": values["minutes"]}
    await record(act.cause, "roll", ("meeting", row.id), before=before, after=after)
    return not begun


def _place(branch: Branch, meeting: Meeting, day: date) -> dict[str, Any]:
    """Return where a meeting is kept: for its branch; what is the whole village's, for its unit."""
    whose = None if meeting is Meeting.REPRESENTATIVES else branch.id
    return {"unit_id": branch.unit_id, "branch_id": whose, "assembly": meeting, "day": day, "matter_id": None}


def _expected(people: Sequence[Person], day: date) -> int:
    """Return how many were in the branch on a day."""
    return sum((person.branch_since or person.joined_on) <= day for person in people)


async def take_back(act: Act, meeting: Meeting, day: date) -> bool:
    """Take a meeting of the asker's branch off the books; return whether there was one."""
    branch = await branch_led_by(act.asker, COMMITTEE)
    row = await MeetingRecord.get_or_none(**_place(branch, meeting, day))
    if row is None:
        return False
    before = {"kind": meeting, "day": day.isoformat(), "absent": row.absent}
    await record(act.cause, "cancel_roll", ("meeting", row.id), before=before)
    await MeetingRecord.filter(id=row.id).delete()
    return True


async def has_roll(act: Act, meeting: Meeting, day: date) -> bool:
    """Return whether it is on record who was absent from a meeting of the asker's branch; True where he has none."""
    branches = await branches_led_by(act.asker, COMMITTEE)
    return not branches or await rolls(branches[0].id).filter(assembly=meeting, day=day).exists()


def rolls(branch_id: int) -> QuerySet[MeetingRecord]:
    """Return the meetings and dues of a branch of which is said who was absent, by day."""
    return MeetingRecord.filter(branch_id=branch_id, absent__isnull=False).order_by("day", "id")


async def held_in(branch: Branch, first: date, last: date) -> list[tuple[Meeting, date]]:
    """Return what a branch has held between two days, by day; what its unit has decided in a meeting is among it."""
    return (await _held([branch], first, last))[branch.id]


async def _held(branches: Collection[Branch], first: date, last: date) -> dict[int, list[tuple[Meeting, date]]]:
    rows = MeetingRecord.filter(unit_id__in=[one.unit_id for one in branches], day__range=(first, last))
    # What is called about a decision is not held yet.
    rows = rows.filter(Q(matter_id=None) | Q(passed__isnull=False)).order_by("day", "id")
    found: dict[int, dict[tuple[Meeting, date], None]] = defaultdict(dict)
    of_unit = grouped((row.unit_id, row) for row in await rows)
    for branch in branches:
        for row in of_unit[branch.unit_id]:
            meeting = meeting_of(row.assembly)
            if meeting and row.branch_id in (None, branch.id):
                found[branch.id][meeting, row.day] = None
    return {branch.id: list(found[branch.id]) for branch in branches}


async def of_month(branch_id: int, month: Month) -> dict[tuple[Meeting, date], str]:
    """Return what a branch has held in a month, by day, with what it was about; dues stand under its first."""
    held = await held_in(await Branch.get(id=branch_id), month.first, month.last)
    rows = MeetingRecord.filter(branch_id=branch_id, day__range=(month.first, month.last), minutes__isnull=False)
    topics = {(meeting_of(row.assembly), row.day): row.minutes or "" for row in await rows.filter(matter_id=None)}
    return {one: topics.get(one, "") for one in held}


def attended(member_id: int, since: date, rolls: Iterable[MeetingRecord]) -> Counter[Meeting]:
    """Return at how many meetings of some rolls a member was since a day, and for how many months he has paid."""
    # Dues stand under the first day of their month.
    after = (roll for roll in rolls if roll.day >= (since.replace(day=1) if roll.assembly == Meeting.DUES else since))
    return Counter(Meeting(roll.assembly) for roll in after if member_id not in (roll.absent or ()))


async def of_year(act: Act, unit: Unit, year: int) -> LifeOfYear:
    """Return the regular life of the asker's branch in a year, or, for an office above it, of a unit's first one.

    Refuses with NOT_IN_BRANCH where he is of none there.
    """
    branches = await Branch.standing().filter(unit_id=unit.id).order_by("id").select_related("unit")
    above = unit.id in await units_below(act.asker)
    branch = next((one for one in branches if above or one.id == act.asker.branch_id), None)
    if branch is None:
        raise Refusal(NOT_IN_BRANCH)
    period, seated = Year(year), await _with_committee(act)
    held = await held_in(branch, period.first, period.last)
    able = [one for one in RHYTHM if _able(one, branch, seated)] if year == act.today.year else []
    there = await _own(act.asker.person_id, branch, period)
    return LifeOfYear(branch.name, period, held, missing(able, unit.kind, held, act.today), there)


async def _own(person_id: int | None, branch: Branch, period: Period) -> dict[Meeting, int]:
    """Return {meeting: how often somebody was there} of what is on record of who was, in his own branch."""
    own = await Person.get_or_none(id=person_id, branch_id=branch.id)
    if own is None:
        return {}
    sheets = await rolls(branch.id).filter(day__range=(period.first, period.last))
    mine = attended(own.id, own.branch_since or own.joined_on, sheets)
    return {(kind := Meeting(one.assembly)): mine[kind] for one in sheets}


async def to_ask(act: Act) -> list[tuple[Sequence[Person], list[Rhythm], str]]:
    """Return (its secretaries, what it has not on record, how the reminder is told apart) of each branch asked today.

    A branch without a committee is not asked about its meetings.
    """
    asked = due(act.today, act.calendar)
    if not asked:
        return []
    branches = await Branch.all().select_related("unit").order_by("id")
    held = await _held(branches, Year.of(act.today).first, act.today)
    told, seated = await secretaries_by_branch([one.id for one in branches], act.today), await _with_committee(act)
    found = {
        one.id: missing([each for each in asked if _able(each, one, seated)], one.unit.kind, held[one.id], act.today)
        for one in branches
    }
    return [(told[one], open_, _subject(act, one, open_)) for one, open_ in found.items() if open_ and told[one]]


async def still_missing(act: Act) -> list[Rhythm]:
    """Return what the branch that the asker leads has not on record, and what nobody asks about any more."""
    led = await branches_led_by(act.asker, [Role.SECRETARY])
    asked = asked_before(act.today) if led else []
    if not asked:
        return []
    branch, seated = led[0], await _with_committee(act)
    held = await held_in(branch, Year.of(act.today).first, act.today)
    return missing([one for one in asked if _able(one, branch, seated)], branch.unit.kind, held, act.today)


def _able(rhythm: Rhythm, branch: Branch, seated: Collection[int]) -> bool:
    return rhythm.meeting is not Meeting.COMMITTEE_MEETING or branch.unit_id in seated


def _subject(act: Act, branch_id: int, missing: Sequence[Rhythm]) -> str:
    periods = sorted({str(one.period.of(act.today)) for one in missing})
    return f"{branch_id}:{'+'.join(periods)}"


async def _with_committee(act: Act) -> set[int]:
    """Return the units whose branch has a committee."""
    posts = Post.held_on(act.today).filter(role=Role.COMMITTEE, person__left_on=None)
    return {post.unit_id for post in await posts}


async def set_prompt(act: Act, wanted: PromptWanted | None) -> GroupPromptSetting:
    """Set what the group of the asker's branch reads, unless nothing is, and return it; raises NotForEverybody."""
    branch = await branch_led_by(act.asker, COMMITTEE)
    row, _ = await GroupPromptSetting.get_or_create(branch_id=branch.id)
    if wanted is None:
        return row
    await check_for_everybody(act, wanted.words)
    theme = {"theme_day": wanted.day, "theme_words": wanted.words}
    values = {"dues": wanted.on} if wanted.what is Meeting.DUES else theme
    await GroupPromptSetting.filter(id=row.id).update(**values)
    await record(act.cause, "group_prompt", ("branch", branch.id), after=values)
    return await GroupPromptSetting.get(id=row.id)


async def prompts_today(act: Act) -> list[tuple[Branch, GroupPromptSetting, date | None]]:
    """Return the branches whose group reads something today: what they want, and the theme day; None stands for dues.

    Of several branches of a unit that speak of dues the first does.
    """
    rows = await GroupPromptSetting.filter(branch__ended_on=None).prefetch_related("branch").order_by("id")
    found: list[tuple[Branch, GroupPromptSetting, date | None]] = []
    for row in rows:
        if row.theme_day and (day := theme_day_told(row.theme_day, act.today, act.calendar)):
            found.append((row.branch, row, day))
    if speaks_of_dues(act.today, act.calendar):
        first = {row.branch.unit_id: row for row in reversed(rows) if row.dues}
        found += [(row.branch, row, None) for row in first.values()]
    return found
