"""How much the bot says of itself in an ordinary December, everybody acting and nobody: domain rules, section 8.

Jobs are driven by the clock over the sample district, and nothing is sent: what counts is what stands in the outbox.
`pytest tests/whole/test_load.py -s` shows the table.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest

from bot.clock import SHANGHAI, from_milliseconds, to_milliseconds
from config.database import transact
from models.duty.drafts.actions import publish
from models.machine.delivery.rules import Delivered, load_lines
from models.machine.delivery.tables import OutboxRow
from models.machine.delivery.told import told_between
from models.organisation.people.actions import foremost_roles, holders
from models.organisation.people.rules import ROLE_NAMES, Role
from models.organisation.people.tables import Person
from models.organisation.units.actions import groups
from models.service.activities.tables import ActivityRecord
from models.service.verification.actions import waiting_by_verifier
from models.stars.appraisal.tables import StarAppraisal
from models.stars.points.tables import StarEntry
from models.values.periods import Month
from models.values.refusal import Refusal
from tests.access.town import Town, open_town
from tests.fakes.books import act_of

# Messages of themselves that one may get in a month; those of a group beside approved lists, and a person's in a day.
# For who verifies the rules name no number: once a week, and what every member gets.
BUDGET = {Role.RESIDENT: 0, Role.MEMBER: 2, Role.VERIFIER: 6, Role.CADRE: 20, Role.SECRETARY: 30}
GROUP_MONTH, PERSON_DAY = 6, 3
MONTH = Month(2026, 12)
FIRST, AT = date(2026, 11, 22), time(14, 11)
SATURDAY, MONDAY = 5, 0

Deeds = Callable[[Town, date], Awaitable[None]]


async def nobody(town: Town, day: date) -> None:
    """Do nothing."""


async def everybody(town: Town, day: date) -> None:
    """Do what an ordinary month asks of people; nobody uses what is voluntary, as 到岗."""
    people = list(await foremost_roles(day))
    said: list[tuple[str, str]] = []
    if day.day in (FIRST.day, 26):
        await _publish(town, day, Month.of(day).after)
    if day.weekday() == SATURDAY:
        said += [(who, "上报 三组 清理沟渠 2小时") for who in people[::6]]
    if day.weekday() == MONDAY:
        said += [(who, word) for who in await waiting_by_verifier(day) for word in ("待核实", "通过")]
    if day.day == 27:
        said += [(who, "自评3星") for who in people[::2]]
    for who, text in said:
        await town.says(who, text)


async def _publish(town: Town, day: date, month: Month) -> None:
    """Let every secretary publish a month's roster; the picture that goes with it is drawn elsewhere."""
    for person in await holders([Role.SECRETARY], day):
        with suppress(Refusal):
            await town.says(person.userid, f"排班 {month.number}月")
            await transact(lambda person=person: _confirm(person.userid, day, month))  # type: ignore[misc]


async def _confirm(userid: str, day: date, month: Month) -> None:
    await publish(await act_of(userid, datetime.combine(day, AT, SHANGHAI)), month)


async def _live(town: Town, deeds: Deeds) -> None:
    day = FIRST
    while day <= MONTH.last:
        await town.lives_to(datetime.combine(day, AT, SHANGHAI))
        await deeds(town, day)
        day += timedelta(days=1)
    await town.lives_to(datetime.combine(day, time(), SHANGHAI))


async def _told() -> list[Delivered]:
    ends = [datetime.combine(one.first, time(), SHANGHAI) for one in (MONTH, MONTH.after)]
    return [one for one in await told_between(*map(to_milliseconds, ends)) if one.automatic]


@pytest.mark.parametrize("deeds", [nobody, everybody])
async def test_what_comes_of_itself_stays_within_the_budget(deeds: Deeds) -> None:
    async with open_town() as town:
        await _live(town, deeds)
        roles, chats = await foremost_roles(MONTH.first), await groups()
        kinds = {group.chatid: ("群", "个") for group in chats}
        kinds |= {who: (ROLE_NAMES[role], "人") for who, role in roles.items()}
        told = await _told()
        print(f"\n{MONTH.name} {deeds.__name__}", *load_lines(told, kinds), sep="\n")
        people = [one for one in told if one.destination in roles]
        counts = Counter(one.destination for one in people)
        over = {who: n for who, n in counts.items() if n > BUDGET.get(roles[who], BUDGET[Role.CADRE])}
        assert over == {}
        days = Counter((one.destination, from_milliseconds(one.due).date()) for one in people)
        assert max(days.values()) <= PERSON_DAY
        posts = Counter(one.destination for one in told if one.channel == "webhook")
        lists = 1  # the approved honour list
        assert max(posts.values(), default=0) <= GROUP_MONTH + lists
        assert counts or deeds is nobody
        if deeds is nobody:
            await _nothing_bad_happened_to_anybody()


async def _nothing_bad_happened_to_anybody() -> None:
    """Hold the design test of the rules: a month unheard of costs nobody a star, a point or a good name."""
    names = {person.name for person in await Person.all()}
    posted = [row.payload for row in await OutboxRow.filter(channel="webhook")]
    assert [text for text in posted if any(name in text for name in names)] == []
    assert not await StarEntry.all().exists()
    assert not await StarAppraisal.filter(stars__not_isnull=True).exists()
    assert not await ActivityRecord.filter(status="returned").exists()
