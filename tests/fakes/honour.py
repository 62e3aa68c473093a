"""A month's honour list that the district has approved."""

from datetime import datetime

from config.database import transact
from config.holidays import load_calendar
from config.policy import load_policy
from models.honour.honour_list.actions import freeze, proposed
from models.honour.honour_list.rules import Way
from models.organisation.authority.act import Act
from models.organisation.people.rules import Asker
from models.values.periods import Month


async def approve_list(month: Month, at: datetime) -> None:
    """Let the district approve the list of a month at a moment; the books are open."""
    act = Act(Asker("ShenWenjing", "沈文静"), at, None, load_policy(), load_calendar())

    async def work() -> None:
        await freeze(act, await proposed(act, month, Way.APPROVED))

    await transact(work)
