"""One file per timed job; JOBS lists them, the one people care most about first."""

from bot.job import Job
from schedules import (
    books_trim,
    collective_day_notice,
    duty_draft,
    duty_evening,
    duty_gaps,
    duty_publish_reminder,
    duty_watch,
    honour_list,
    honour_list_preview,
    secretary_digest,
    star_answers_due,
    star_cut_off,
    star_filing_reminder,
    star_invitation,
    star_publicity,
    star_quarter_reminder,
)

JOBS: tuple[Job, ...] = (
    honour_list.JOB,
    honour_list_preview.JOB,
    secretary_digest.JOB,
    star_invitation.JOB,
    star_cut_off.JOB,
    star_quarter_reminder.JOB,
    star_publicity.JOB,
    star_filing_reminder.JOB,
    star_answers_due.JOB,
    duty_draft.JOB,
    duty_publish_reminder.JOB,
    duty_gaps.JOB,
    duty_evening.JOB,
    duty_watch.JOB,
    collective_day_notice.JOB,
    books_trim.JOB,
)
