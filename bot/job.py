"""What a timed job is, and at which moments it is due; pure."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.request import House
from config.policy import WEEKDAYS, Policy, minutes_apart
from models.delivery.rules import Message

# Frequent jobs fall due at minutes 2, 7, 12, …: never on the hour or half, when everybody else's do.
FIRST_MINUTE = 2


@dataclass(frozen=True)
class JobRequest:
    """One due moment of a job, in local time; a job computes from `due`, never from the present moment.

    `late` says that it runs so long after that its messages should say so.
    """

    house: House
    due: datetime
    late: bool = False

    @property
    def policy(self) -> Policy:
        """Return the organisation's numbers."""
        return self.house.policy


@dataclass(frozen=True)
class Job:
    """A job: its name in policy, its title for people, its days, what it does, and how to try it out.

    `on_day` tells whether a local day is one of its days (beside a weekday that policy may name); `run` returns
    messages; `draft` returns the texts that the next run would send, and writes nothing. Of a `newest_only` job
    that was missed several times only the last due moment is run.
    """

    name: str
    title: str
    on_day: Callable[[date, House], bool]
    run: Callable[[JobRequest], Awaitable[list[Message]]]
    draft: Callable[[JobRequest], Awaitable[list[str]]] | None = None
    newest_only: bool = False

    def lateness(self, policy: Policy) -> timedelta:
        """Return how late it may still run."""
        return timedelta(hours=policy.delivery.lateness_hours[self.name])

    def minutes_apart(self, policy: Policy) -> int | None:
        """Return every how many minutes it is due, or None for a job that is due on a day once."""
        return minutes_apart(policy.schedule[self.name])


def moments(job: Job, house: House, after: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the job's due moments in (after, until], oldest first; both are aware local moments."""
    written = house.policy.schedule[job.name]
    weekday = written[:3] if written[:3] in WEEKDAYS else None
    times = _times(written)
    day = after.date()
    while day <= until.date():
        if (weekday is None or WEEKDAYS[day.weekday()] == weekday) and job.on_day(day, house):
            due = (datetime.combine(day, at, after.tzinfo) for at in times)
            yield from (moment for moment in due if after < moment <= until)
        day += timedelta(days=1)


def _times(written: str) -> list[time]:
    """Return the times of a day at which something written in the schedule falls due."""
    step = minutes_apart(written)
    if step is None:
        return [time.fromisoformat(written[-5:])]
    return [time(minute // 60, minute % 60) for minute in range(FIRST_MINUTE, 24 * 60, step)]


def next_moment(job: Job, house: House, after: datetime) -> datetime | None:
    """Return the first due moment after one, or None when there is none within 400 days."""
    return next(moments(job, house, after, after + timedelta(days=400)), None)
