"""What people are reminded of, whatever it is: in the morning, and of tomorrow in the evening."""

from functools import partial

from bot.clockwork.job import Job
from bot.clockwork.reminders import remind

MORNING = Job(name="morning", title="每日提醒", run=partial(remind, evening=False), newest_only=True, any_day=True)
EVENING = Job(name="evening", title="明日提醒", run=partial(remind, evening=True), newest_only=True, any_day=True)

JOBS = (MORNING, EVENING)
