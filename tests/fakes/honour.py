"""A month's honour list that the district has approved."""

from datetime import datetime

from config.database import transact
from config.holidays import load_calendar
from models.honour.honour_list.actions import freeze, proposed
from models.honour.honour_list.rules import Way
from models.organisation.authority.act import Act
from models.organisation.people.rules import Asker
from models.organisation.units.tables import ChatGroup
from models.values.periods import Month
from tests.fakes.chat import Chat, at, 丙
from tests.fakes.databases import POLICY

# Enough for messages in hand, messages that wait and pictures that are still to be drawn.
FEW_GROUPS = 8


def act_of_the_district(at: datetime) -> Act:
    """Return what somebody of the district does at a moment."""
    return Act(Asker("ShenWenjing", "沈文静"), at, None, POLICY, load_calendar())


async def approve_list(month: Month, at: datetime) -> None:
    """Let the district approve the list of a month at a moment; the books are open."""
    act = act_of_the_district(at)

    async def work() -> None:
        await freeze(act, await proposed(act, month, Way.APPROVED))

    await transact(work)


async def keep_few_groups() -> None:
    """Leave a district so many groups: each more is a list and a picture to draw, and tells of a kill no more."""
    kept = await ChatGroup.all().order_by("id").limit(FEW_GROUPS).values_list("id", flat=True)
    await ChatGroup.exclude(id__in=list(kept)).delete()


async def approve_in(chat: Chat) -> str:
    """Let the district look at last month's list and approve it by chat; return what it is told."""
    assert "可以就回“批准”" in (await chat.says(丙, "批准红榜"))[0]
    return (await chat.says(丙, "批准"))[0]


@at("2026-12-07T09:59:00+08:00")
async def list_approved(chat: Chat) -> None:
    """Let the district approve November's honour list, minutes before it is posted."""
    await approve_in(chat)
    chat.hears_all()
