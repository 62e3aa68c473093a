"""Every night: what has served its purpose is deleted, as the privacy notice promises."""

from datetime import date, datetime, timedelta

from bot.clock import to_milliseconds
from bot.job import Job, JobRequest
from bot.request import House
from models.absences.actions import forget_leave
from models.activities.actions import forget_records, forget_texts
from models.audit import actions as audit
from models.days import Month
from models.delivery.actions import forget_keys, forget_sent
from models.delivery.rules import Message
from models.dialogs.actions import forget_dialogs
from models.feedback.actions import forget_feedback
from models.presence.actions import forget_presence
from models.rankings.actions import forget_months
from models.swaps.actions import forget_swaps


def on_day(day: date, house: House) -> bool:
    """Return True: every day."""
    return True


def years_before(due: datetime, years: int) -> datetime:
    """Return the beginning of the year that lies so many years before the current one."""
    return due.replace(year=due.year - years, month=1, day=1, hour=0, minute=0)


async def run(request: JobRequest) -> list[Message]:
    due, policy = request.due, request.policy
    await forget_texts(due - timedelta(days=policy.activity.text_days))
    await forget_keys(to_milliseconds(due - timedelta(days=policy.delivery.reply_key_days)))
    await forget_sent(to_milliseconds(due - timedelta(days=policy.retention.sent_days)))
    await forget_dialogs(due - timedelta(days=policy.retention.dialog_days))
    oldest = years_before(due, policy.retention.record_years).date()
    await forget_records(oldest)
    await forget_months(Month.of(oldest))
    await forget_feedback(years_before(due, policy.retention.feedback_years))
    duty_since = due - timedelta(days=366 * policy.retention.duty_years)
    await forget_leave(duty_since.date())
    await forget_swaps(duty_since)
    await forget_presence(duty_since)
    await audit.forget(years_before(due, policy.retention.audit_years))
    return []


JOB = Job(name="books_trim", title="每晚整理", on_day=on_day, run=run, newest_only=True)
