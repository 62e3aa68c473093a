"""What is kept no longer than promised."""

from datetime import datetime, timedelta

from bot.clock import to_milliseconds
from bot.clockwork.job import Job, JobRequest
from models.duty.attendance.actions import forget_presence
from models.duty.leave.actions import forget_leave
from models.duty.swaps.actions import forget_swaps
from models.honour.month_figures.actions import forget_months
from models.ledger.audit import actions as audit
from models.ledger.feedback.actions import forget_feedback
from models.ledger.personal_data.actions import forget_leavers
from models.machine.delivery.actions import forget_sent
from models.machine.delivery.rules import Message
from models.machine.dialogs.actions import forget_dialogs
from models.machine.inbox.actions import forget_handled
from models.matters.reminders.actions import forget_reminders
from models.organisation.imports.actions import forget_imports
from models.residents.needs.actions import forget_words
from models.service.activities.actions import forget_records, forget_texts
from models.stars.standing_out.actions import forget_reasons, lapsed
from models.stars.standing_out.texts import lapsed as wish_lapsed
from models.stars.standing_out.texts import your_wish_lapsed
from models.values.periods import Month


def years_before(due: datetime, years: int) -> datetime:
    """Return the beginning of the year that lies so many years before the current one."""
    return due.replace(year=due.year - years, month=1, day=1, hour=0, minute=0)


async def books_trim(request: JobRequest) -> list[Message]:
    due, policy = request.due, request.policy
    await forget_texts(due - timedelta(days=policy.activity.text_days))
    keys_since = to_milliseconds(due - timedelta(days=policy.delivery.reply_key_days))
    await forget_handled(keys_since)
    await forget_sent(to_milliseconds(due - timedelta(days=policy.retention.sent_days)))
    await forget_dialogs(due - timedelta(days=policy.retention.dialog_days))
    oldest = years_before(due, policy.retention.record_years).date()
    await forget_records(oldest)
    await forget_months(Month.of(oldest))
    await forget_feedback(years_before(due, policy.retention.feedback_years))
    await forget_words(years_before(due, policy.retention.record_years))
    duty_since = due - timedelta(days=366 * policy.retention.duty_years)
    await forget_leave(duty_since.date())
    await forget_swaps(duty_since)
    await forget_presence(duty_since)
    await forget_reminders(duty_since)
    over = await lapsed(request.act)
    await forget_reasons()
    leavers_since = due - timedelta(days=366 * policy.retention.leaver_years)
    await forget_leavers(request.act.cause, leavers_since.date())
    await forget_imports(due - timedelta(hours=policy.imports.undo_hours))
    await audit.forget(years_before(due, policy.retention.audit_years))
    his = [Message(your_wish_lapsed(wish.year), to=wish.member.userid) for wish, _ in over]
    return [*his, *(Message(wish_lapsed(wish), to=one.userid) for wish, people in over for one in people)]


BOOKS_TRIM = Job(name="books_trim", title="每晚整理", run=books_trim, newest_only=True)

JOBS = (BOOKS_TRIM,)
