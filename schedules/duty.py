"""The dates of duty: drafts, shifts that are near, collective days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.clockwork.job import Job, JobRequest
from bot.understanding.request import House
from models.duty.attendance.actions import due_notes, moments_between
from models.duty.collective_days import texts as collective_days_texts
from models.duty.collective_days.actions import announced
from models.duty.drafts.actions import draft
from models.duty.roster.actions import rostered, units_with_pool
from models.duty.settings.actions import desk_of
from models.machine.delivery.rules import Groups, Message, Purpose
from models.organisation.units.actions import groups
from models.values.periods import Month


def on_day_duty_draft(day: date, house: House) -> bool:
    """Return whether drafts are made on a day."""
    return day.day == house.policy.duty.draft_day


async def duty_draft(request: JobRequest) -> list[Message]:
    month = Month.of(request.due).after
    for unit_id in sorted(await units_with_pool(month.first) - await rostered(month)):
        await draft(request.act, unit_id, month)
    return []


DUTY_DRAFT = Job(name="duty_draft", title="排班草稿", on_day=on_day_duty_draft, run=duty_draft)


async def asks(house: House, after: datetime, until: datetime) -> Sequence[datetime]:
    """Return when something is to be said about a shift."""
    return await moments_between(after, until, house.policy.duty)


async def duty_watch(request: JobRequest) -> list[Message]:
    return await due_notes(request.act)


DUTY_WATCH = Job(name="duty_watch", title="值班提醒", run=duty_watch, any_day=True, asks=asks)


async def collective_day_notice(request: JobRequest) -> list[Message]:
    policy = request.policy.duty
    found = await announced(request.due.date() + timedelta(days=1), policy)
    messages = []
    for group in await groups() if found else ():
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
    DUTY_WATCH,
    COLLECTIVE_DAY_NOTICE,
)
