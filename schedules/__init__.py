"""Every timed job, by area; what people care most about first."""

from bot.clockwork.job import Job
from schedules import duty, honour, ledger, service, stars

JOBS: tuple[Job, ...] = (*honour.JOBS, *service.JOBS, *stars.JOBS, *duty.JOBS, *ledger.JOBS)
