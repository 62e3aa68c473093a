"""What a timed job is, and at which moments it is due; pure."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.understanding.request import House
from config.policy import ASKED, WEEKDAYS, Policy
from models.machine.delivery.rules import Message
from models.organisation.authority.act import Act
from models.organisation.people.rules import Asker

# How far ahead the books are asked for what comes next.
AHEAD = timedelta(days=40)
Moments = Callable[[House, datetime, datetime], Awaitable[Sequence[datetime]]]


@dataclass(frozen=True)
class JobRequest:
    """One due moment of a job of a name, in local time; a job computes from `due`, never from the present moment.

    `late` says that it runs so long after that its messages should say so.
    """

    house: House
    job: str
    due: datetime
    late: bool = False

    @property
    def act(self) -> Act:
        """Return what actions are given: the job acts, at the moment at which it was due."""
        return self.house.act(Asker(self.job, self.job), self.due)

    @property
    def policy(self) -> Policy:
        """Return the organisation's numbers."""
        return self.house.policy


def every_day(day: date, house: House) -> bool:
    """Return True."""
    return True


def working_day(day: date, house: House) -> bool:
    """Return whether a day is worked."""
    return house.calendar.is_working_day(day)


def first_working(day_of: Callable[[date, House], date]) -> Callable[[date, House], bool]:
    """Return what tells whether a day is the first worked one from a day on that is named for it."""
    return lambda day, house: day == house.calendar.first_working_day(day_of(day, house))


@dataclass(frozen=True)
class Job:
    """A job: its name in policy, its title for people, its days, what it does, and how to try it out.

    `on_day` tells whether a local day is one of its days (beside a weekday that policy may name); `run` returns
    messages; `draft` returns the texts that the next run would send, and writes nothing. Of a `newest_only` job
    that was missed several times only the last due moment is run. What it says waits for a working day, unless it
    speaks on `any_day`, as the duty of weekends and holidays must.

    A job with `asks` has no time of its own in policy (it says `asked` there): it tells from the books at which local
    moments in (after, until] there is something to do.
    """

    name: str
    title: str
    run: Callable[[JobRequest], Awaitable[list[Message]]]
    on_day: Callable[[date, House], bool] = every_day
    draft: Callable[[JobRequest], Awaitable[list[str]]] | None = None
    newest_only: bool = False
    any_day: bool = False
    asks: Moments | None = None

    def lateness(self, policy: Policy) -> timedelta:
        """Return how late it may still run."""
        return timedelta(hours=policy.schedule[self.name].late_hours)


def moments(job: Job, house: House, after: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the due moments in (after, until] that policy names, oldest first; both are aware local moments."""
    written = house.policy.schedule[job.name].at
    if written == ASKED:
        return
    weekday, _, clock = written.rpartition(" ")
    at = time.fromisoformat(clock)
    day = after.date()
    while day <= until.date():
        due = datetime.combine(day, at, after.tzinfo)
        fits = not weekday or WEEKDAYS[day.weekday()] == weekday
        if after < due <= until and fits and job.on_day(day, house):
            yield due
        day += timedelta(days=1)


async def due_moments(job: Job, house: House, after: datetime, until: datetime) -> list[datetime]:
    """Return every due moment in (after, until], oldest first, whether policy or the books name it."""
    if job.asks is None:
        return list(moments(job, house, after, until))
    return sorted({moment for moment in await job.asks(house, after, until) if after < moment <= until})


def next_moment(job: Job, house: House, after: datetime) -> datetime | None:
    """Return the first moment after one that policy names, or None when there is none within 400 days."""
    return next(moments(job, house, after, after + timedelta(days=400)), None)


async def upcoming(job: Job, house: House, after: datetime) -> datetime | None:
    """Return the first due moment after one, whether policy or the books name it; None when there is none in sight."""
    if job.asks is None:
        return next_moment(job, house, after)
    return next(iter(await due_moments(job, house, after, after + AHEAD)), None)
