"""What months of messages are judged by: the budget of domain rules 8, duties that nobody was told of, repetitions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.clock import SHANGHAI, from_milliseconds, to_milliseconds
from config.database import rows
from models.machine.delivery.rules import Delivered, load_lines
from models.machine.delivery.told import told_between
from models.organisation.people.actions import foremost_roles
from models.organisation.people.rules import ROLE_NAMES, Role
from models.organisation.units.actions import groups
from models.values.periods import Month
from models.values.showing import show_day
from tests.whole.months import Heard

# Messages of themselves that one may get in a month, and in a day. For who verifies, or holds another post in a
# village (a group's leader has residents' matters in her hands), the rules name no number: once a week, and what every
# member gets. Each post has its own row of the table.
OTHER_POST = 6
BUDGET = {Role.RESIDENT: 2, Role.MEMBER: 2, Role.SECRETARY: 30} | dict.fromkeys(
    (Role.CADRE, Role.TOWNSHIP, Role.DISTRICT), 20
)
GROUP_MONTH, PERSON_DAY = 6, 3
# What law or rule demands is outside of a group's six, and so is an approved list.
SHIFT, OWN_DUTY = re.compile(r"\d+月\d+日（周.）\S+ \d\d:\d\d"), ("您值班：", "下周您值的班：")
OUTSIDE = re.compile(r"^(?:决议公示|实施结果公布|\S*红榜)")


@dataclass(frozen=True)
class Judged:
    """A month: the lines of its table, and whoever got more than the budget allows, with how many."""

    table: list[str]
    over: list[tuple[str, int]]


async def of_month(month: Month) -> Judged:
    """Return how a month stands to the budget, from what stands in the outbox."""
    ends = [datetime.combine(one.first, time(), SHANGHAI) for one in (month, month.after)]
    told = await told_between(*map(to_milliseconds, ends))
    of_itself = [one for one in told if one.automatic]
    roles, chats = await foremost_roles(month.first), await groups()
    kinds = {group.chatid: ("群", "个") for group in chats}
    kinds |= {who: (ROLE_NAMES[role], "人") for who, role in roles.items()}
    counts, days = Counter(one.destination for one in of_itself if one.channel == "app"), _days(of_itself)
    most = {who: BUDGET.get(role, OTHER_POST) for who, role in roles.items()}
    most |= dict.fromkeys((group.chatid for group in chats), GROUP_MONTH)
    posted = await _posted(*map(to_milliseconds, ends))
    over = [(who, n) for who, n in (counts | posted).items() if n > most.get(who, 0)]
    over += [(f"{who} {day}", n) for (who, day), n in days.items() if n > PERSON_DAY]
    lines = [f"{name} {len(got)}：共 {sum(got)}，最多 {max(got)}" for (name, _), got in load_lines(told, kinds).items()]
    lines.append(f"一天最多 {max(days.values(), default=0)}，群里一个月最多 {max(posted.values(), default=0)}")
    return Judged(lines, over)


def _days(told: Sequence[Delivered]) -> Counter[tuple[str, object]]:
    people = (one for one in told if one.channel == "app")
    return Counter((one.destination, from_milliseconds(one.due).astimezone(SHANGHAI).date()) for one in people)


async def _posted(since: int, until: int) -> Counter[str]:
    """Return how often each group was posted into, whoever caused it; a posting with its picture and file is one."""
    found = await rows(
        "SELECT destination, broadcast_id, MIN(payload) AS text FROM outbox WHERE channel = 'webhook' "
        "AND enclosure_id IS NULL AND due >= ? AND due < ? AND state = 'sent' GROUP BY destination, broadcast_id",
        [since, until],
    )
    return Counter(row["destination"] for row in found if not OUTSIDE.search(row["text"]))


async def missed_duties(heard: Sequence[Heard]) -> list[str]:
    """Return the published shifts of the past of which whoever kept them had not been told before they began."""
    shifts = await rows(
        "SELECT persons.userid, duty_slots.day, starts_at, duty_slots.part FROM duty_slots "
        "JOIN persons ON persons.id = duty_slots.person_id "
        "JOIN duty_rosters ON duty_rosters.id = duty_slots.roster_id "
        "WHERE superseded_at IS NULL AND published_at IS NOT NULL AND starts_at < ?",
        [heard[-1].at.astimezone().isoformat(" ")] if heard else ["0"],
    )
    told: dict[str, list[Heard]] = {}
    for one in heard:
        if one.channel == "app" and "值" in one.text:
            told.setdefault(one.to, []).append(one)
    missed = []
    for row in shifts:
        begins = datetime.fromisoformat(row["starts_at"]).astimezone(SHANGHAI)
        shown = show_day(begins.date()), f"{begins:%H:%M}"
        before = [one.text for one in told.get(row["userid"], ()) if one.at < begins]
        if not any(all(word in text for word in shown) for text in before):
            missed.append(f"{row['userid']} {begins:%m-%d %H:%M}")
    return missed


def said_twice(heard: Sequence[Heard]) -> list[str]:
    """Return what somebody was told of itself more often than twice, and which shift more often than once."""
    things: Counter[tuple[str, str]] = Counter()
    shifts: Counter[tuple[str, str]] = Counter()
    for one in heard:
        text, source, _ = one.text.partition("\n——")
        if one.channel == "answer" or not source:
            continue
        for thing in text.split("\n\n"):
            things[one.to, thing] += 1
            shifts.update((one.to, shift) for shift in SHIFT.findall(thing) if thing.startswith(OWN_DUTY))
    often = {2: things, 1: shifts}
    return [f"{who} {n} × {what}" for most, told in often.items() for (who, what), n in told.items() if n > most]
