"""Who acts, when, because of what, and by which numbers and holidays: one value for every action; pure."""

from dataclasses import dataclass
from datetime import date, datetime

from config.holidays import WorkCalendar
from config.policy import Policy
from config.rest import Rest
from models.ledger.audit.rules import Cause
from models.organisation.people.rules import Asker


@dataclass(frozen=True)
class Act:
    """One message or one due moment of a job, as the actions of the organisation see it; their first argument.

    `now` is local; `key` is the message's; `policy` is today's: what a year has frozen is asked of that year's topic.
    A job is an asker that is on no book and holds no post.
    """

    asker: Asker
    now: datetime
    key: str | None
    policy: Policy
    calendar: WorkCalendar

    @property
    def rest(self) -> Rest:
        """Return when people are left in peace."""
        return Rest(self.policy.delivery.quiet, self.calendar)

    @property
    def today(self) -> date:
        """Return the local day."""
        return self.now.date()

    @property
    def midnight(self) -> datetime:
        """Return when the local day began."""
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def cause(self) -> Cause:
        """Return what the audit ledger notes about whatever is changed."""
        return Cause(self.asker.userid, self.now, self.key)

    def day_of(self, moment: datetime) -> date:
        """Return the local day of a moment on the books."""
        return moment.astimezone(self.now.tzinfo).date()
