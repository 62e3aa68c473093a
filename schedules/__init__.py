"""One file per timed job; JOBS lists them, the one people care most about first."""

from bot.job import Job
from schedules import books_trim, honour_list, honour_list_preview, secretary_digest

JOBS: tuple[Job, ...] = (honour_list.JOB, honour_list_preview.JOB, secretary_digest.JOB, books_trim.JOB)
