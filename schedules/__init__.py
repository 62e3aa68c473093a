"""Every timed job, by area; what people care most about first."""

from bot.clockwork.job import Job
from schedules import duty, honour, ledger, matters, procedure, residents

_AREAS = (honour, matters, duty, residents, procedure, ledger)
JOBS: tuple[Job, ...] = tuple(job for area in _AREAS for job in area.JOBS)
