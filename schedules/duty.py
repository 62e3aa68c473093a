"""The dates of duty: drafts, gaps, reminders, collective days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.clockwork.job import Job, JobRequest
from bot.understanding.request import House
from models.duty.attendance import texts as attendance_texts
from models.duty.attendance.actions import Told, due_notes, moments_between, tomorrow
from models.duty.attendance.rules import Note
from models.duty.collective_days import texts as collective_days_texts
from models.duty.collective_days.actions import announced
from models.duty.drafts import actions, texts
from models.duty.drafts.actions import drafted, raise_gaps
from models.duty.roster import texts as roster_texts
from models.duty.roster.actions import rostered, units_with_pool, who_could
from models.duty.settings.actions import desk_of
from models.machine.delivery.rules import Button, Groups, Message, Purpose
from models.organisation.authority.actions import secretaries_by_unit
from models.organisation.units.actions import groups
from models.values.periods import Month


def on_day_duty_draft(day: date, house: House) -> bool:
    """Return whether drafts are made on a day."""
    return day.day == house.policy.duty.draft_day


async def duty_draft(request: JobRequest) -> list[Message]:
    month, by_day = Month.of(request.due).after, request.policy.duty.publish_by_day
    notes = [] if request.house.calendar.knows(month.year) else [texts.unknown_year([month.year])]
    known, empty = await rostered(month), await drafted(month)
    for unit_id in sorted(await units_with_pool(month.first) - known):
        empty[unit_id] = await actions.draft(request.act, unit_id, month)
    ready = {unit_id: texts.draft_ready(month, empty[unit_id], by_day, notes) for unit_id in sorted(empty)}
    return await _to_secretaries(request, ready, Purpose.LIST)


async def _to_secretaries(request: JobRequest, said: Mapping[int, str], purpose: Purpose) -> list[Message]:
    """Return to the secretaries of each unit what is said to them."""
    told = await secretaries_by_unit(request.due.date())
    return [
        Message(text, to=userid, purpose=purpose) for unit_id, text in said.items() for userid in told.get(unit_id, ())
    ]


DUTY_DRAFT = Job(name="duty_draft", title="排班草稿", on_day=on_day_duty_draft, run=duty_draft)


def on_day_duty_publish_reminder(day: date, house: House) -> bool:
    """Return whether a day is the last one worked on which drafts can still be published in time."""
    return day == house.calendar.last_working_day(day.replace(day=house.policy.duty.publish_by_day))


async def duty_publish_reminder(request: JobRequest) -> list[Message]:
    month = Month.of(request.due).after
    return await _to_secretaries(
        request, dict.fromkeys(sorted(await drafted(month)), texts.still_draft(month)), Purpose.REMINDER
    )


DUTY_PUBLISH_REMINDER = Job(
    name="duty_publish_reminder", title="值班表确认提醒", on_day=on_day_duty_publish_reminder, run=duty_publish_reminder
)


async def duty_gaps(request: JobRequest) -> list[Message]:
    raised = {
        unit_id: roster_texts.gap_raised(await who_could(slots, request.policy.duty))
        for unit_id, slots in (await raise_gaps(request.act)).items()
    }
    return await _to_secretaries(request, raised, Purpose.REMINDER)


DUTY_GAPS = Job(name="duty_gaps", title="缺班提醒", run=duty_gaps, newest_only=True, any_day=True)


async def duty_evening(request: JobRequest) -> list[Message]:
    # Held back by the quiet hours it would come in the morning, when the duty may be somebody else's.
    until = request.due + DUTY_EVENING.lateness(request.policy)
    return [
        Message(attendance_texts.evening(shifts, handover), to=userid, purpose=Purpose.REMINDER, until=until)
        for userid, shifts, handover in await tomorrow(request.act)
    ]


DUTY_EVENING = Job(
    name="duty_evening",
    title="明日值班提醒",
    run=duty_evening,
    newest_only=True,
    any_day=True,
)


def said(told: Told) -> str:
    """Return the words of a note."""
    if told.note is Note.REMIND:
        return attendance_texts.soon(told.shift, told.handover)
    words = attendance_texts.nudge if told.note is Note.NUDGE else attendance_texts.please_call
    return words(told.name, told.shift)


def buttons(told: Told) -> tuple[Button, ...]:
    """Return the buttons under a note: only what is left to the secretary has one."""
    return (attendance_texts.call_button(told.name),) if told.note is Note.ESCALATE else ()


async def asks(house: House, after: datetime, until: datetime) -> Sequence[datetime]:
    """Return when something is to be said about a shift."""
    return await moments_between(after, until, house.policy.duty)


async def duty_watch(request: JobRequest) -> list[Message]:
    return [
        Message(
            said(told),
            to=told.userid,
            purpose=Purpose.DUTY if told.note is Note.REMIND else Purpose.REMINDER,
            until=told.until,
            buttons=buttons(told),
        )
        for told in await due_notes(request.act)
    ]


DUTY_WATCH = Job(name="duty_watch", title="值班提醒", run=duty_watch, any_day=True, asks=asks)


async def collective_day_notice(request: JobRequest) -> list[Message]:
    policy = request.policy.duty
    found = await announced(request.due.date() + timedelta(days=1), policy)
    messages = []
    for group in await groups():
        if group.unit_id in found:
            when, matters = found.pop(group.unit_id)
            phone = (await desk_of(group.unit_id, policy)).phone
            text = collective_days_texts.notice(group.unit.name, when, matters, phone, late=request.late)
            messages.append(Message(text, to=Groups(group.unit_id), purpose=Purpose.NOTICE, until=when.starts))
    return messages


COLLECTIVE_DAY_NOTICE = Job(
    name="collective_day_notice",
    title="集中办公通知",
    run=collective_day_notice,
    newest_only=True,
    any_day=True,
)

JOBS = (
    DUTY_DRAFT,
    DUTY_PUBLISH_REMINDER,
    DUTY_GAPS,
    DUTY_EVENING,
    DUTY_WATCH,
    COLLECTIVE_DAY_NOTICE,
)
