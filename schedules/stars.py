"""The dates of the star appraisal."""

from datetime import date, datetime, time, timedelta

from bot.clockwork.job import Job, JobRequest, working_day
from bot.understanding.request import House
from models.machine.delivery.rules import Message, Purpose
from models.organisation.authority.actions import secretaries_by_branch
from models.organisation.people.actions import holders
from models.organisation.people.rules import OFFICES
from models.procedure.objections.actions import due_soon
from models.procedure.objections.rules import Stage
from models.stars.appraisal import texts
from models.stars.appraisal.actions import may_remind
from models.stars.appraisal.rules import report_until, working_period
from models.stars.filing import texts as filing_texts
from models.stars.filing.actions import piles
from models.stars.notice import texts as notice_texts
from models.stars.notice.actions import over_by_branch
from models.stars.objections import texts as objections_texts
from models.stars.proposed.actions import unproposed_by_branch
from models.stars.statistics.actions import reports_by_branch, to_invite
from models.values.numbers import Sign
from models.values.periods import Month


def on_day_star_invitation(day: date, house: House) -> bool:
    """Return whether it is the first working day among the month's last ones, or the first where none is worked."""
    last = Month.of(day).last
    first = last - timedelta(days=house.policy.stars.invitation_days - 1)
    worked = house.calendar.first_working_day(first)
    return day == (worked if worked <= last else first)


async def star_invitation(request: JobRequest) -> list[Message]:
    month = Month.of(request.due)
    text = texts.invitation(month.name, report_until(month, request.policy.stars))
    stale = datetime.combine(month.after.first, time(), request.due.tzinfo)
    people = await to_invite(month, request.due.date())
    return [Message(text, to=person.userid, purpose=Purpose.LIST, until=stale) for person in people]


STAR_INVITATION = Job(
    name="star_invitation", title="自评邀请", on_day=on_day_star_invitation, run=star_invitation, newest_only=True
)


def on_day_star_cut_off(day: date, house: House) -> bool:
    """Return whether self-reports of the month before closed the day before."""
    return day.day == house.policy.stars.self_report_until_day + 1


async def star_cut_off(request: JobRequest) -> list[Message]:
    month, messages = Month.of(request.due).before, []
    counts = await reports_by_branch(month)
    people = await secretaries_by_branch(counts, request.due.date())
    for branch_id, count in sorted(counts.items()):
        text = texts.cut_off(month.name, count)
        messages += [Message(text, to=person.userid, purpose=Purpose.LIST) for person in people[branch_id]]
    return messages


STAR_CUT_OFF = Job(
    name="star_cut_off", title="自评截止", on_day=on_day_star_cut_off, run=star_cut_off, newest_only=True
)


FIRST_FROM_DAY = 4
DAYS_LEFT = 2


def on_day_star_quarter_reminder(day: date, house: House) -> bool:
    """Return whether a quarter has just ended and this is the first working day from the 4th, or near the end."""
    if day.month % 3 != 1:
        return False
    last = max(FIRST_FROM_DAY, house.policy.stars.proposal_days - DAYS_LEFT)
    return day in {house.calendar.first_working_day(day.replace(day=number)) for number in (FIRST_FROM_DAY, last)}


async def star_quarter_reminder(request: JobRequest) -> list[Message]:
    day, policy = request.due.date(), request.policy.stars
    period, until = working_period(day), day.replace(day=policy.proposal_days)
    counts, messages = await unproposed_by_branch(period, day), []
    people = await secretaries_by_branch(counts, day)
    for branch_id, count in counts.items():
        if not await may_remind("propose", f"{branch_id}:{period}", policy.reminders_most, request.due):
            continue
        text = texts.time_to_propose(period.name, count, until)
        messages += [Message(text, to=person.userid, purpose=Purpose.LIST) for person in people[branch_id]]
    return messages


STAR_QUARTER_REMINDER = Job(
    name="star_quarter_reminder",
    title="评星提醒",
    on_day=on_day_star_quarter_reminder,
    run=star_quarter_reminder,
    newest_only=True,
)


async def star_publicity(request: JobRequest) -> list[Message]:
    day, policy = request.due.date(), request.policy.stars
    over, messages = await over_by_branch(request.act), []
    people = await secretaries_by_branch({branch_id for branch_id, _ in over}, day)
    for (branch_id, period), count in over.items():
        if not await may_remind("submit", f"{branch_id}:{period}", policy.reminders_most, request.due):
            continue
        text = notice_texts.over_note(period, count)
        messages += [Message(text, to=person.userid, purpose=Purpose.LIST) for person in people[branch_id]]
    return messages


STAR_PUBLICITY = Job(name="star_publicity", title="公示期满", on_day=working_day, run=star_publicity, newest_only=True)


async def star_filing_reminder(request: JobRequest) -> list[Message]:
    day, most = request.due.date(), request.policy.stars.reminders_most
    messages = []
    for unit_id, pile in (await piles()).items():
        if not await may_remind("file", f"{unit_id}:{pile.oldest}", most, request.due):
            continue
        text = filing_texts.filing_note(pile.branches, pile.oldest)
        people = await holders(OFFICES, day, unit_id)
        messages += [Message(text, to=person.userid, purpose=Purpose.LIST) for person in people]
    return messages


STAR_FILING_REMINDER = Job(
    name="star_filing_reminder",
    title="备案提醒",
    on_day=working_day,
    run=star_filing_reminder,
    newest_only=True,
)


async def star_answers_due(request: JobRequest) -> list[Message]:
    policy, messages = request.policy.stars, []
    for late in await due_soon(request.act):
        subject = f"{Sign.OBJECTION.show(late.number)} {late.stage}"
        if not late.deciders or not await may_remind("objection_due", subject, policy.reminders_most, request.due):
            continue
        text = objections_texts.due_soon(late.number, late.due, appeal=late.stage is Stage.APPEALED)
        messages += [Message(text, to=one.userid, purpose=Purpose.REMINDER) for one in late.deciders]
    return messages


STAR_ANSWERS_DUE = Job(
    name="star_answers_due",
    title="异议答复提醒",
    on_day=working_day,
    run=star_answers_due,
    newest_only=True,
)

JOBS = (
    STAR_INVITATION,
    STAR_CUT_OFF,
    STAR_QUARTER_REMINDER,
    STAR_PUBLICITY,
    STAR_FILING_REMINDER,
    STAR_ANSWERS_DUE,
)
