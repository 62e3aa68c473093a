"""What happened before the demo began: two months of talk in its books, the month's roster, the last honour list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import chain

from bot.clock import SHANGHAI
from bot.drawing.board import board_of
from bot.sandbox.messages import APP, BOT, WEBHOOK, Message, private
from bot.sandbox.world import World
from config.catalogue import Category, categories
from config.holidays import WorkCalendar
from config.policy import Policy
from models.duty.drafts import actions as drafts
from models.duty.roster.actions import members_of
from models.honour.honour_list.actions import freeze, let_out, proposed
from models.honour.honour_list.rules import NobodyTookPart, Way, due
from models.machine.delivery.rules import Groups
from models.organisation.authority.act import Act
from models.organisation.authority.actions import secretaries_by_unit
from models.organisation.people.actions import asker, holders
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.service.activities.actions import claim_of
from models.service.activities.tables import ActivityRecord
from models.service.activities.texts import receipt, short_receipt
from models.service.verification.rules import Item
from models.service.verification.texts import approved, batch
from models.values.periods import Month

# Every third report was made in the group, as people do who like others to know.
IN_GROUP_EACH = 3
# The secretaries published this month's roster so many days before it began.
ROSTER_AHEAD = timedelta(days=6)


async def earlier_talk(world: World) -> list[Message]:
    """Return the bubbles of every report in the books and of its confirmation, in the order they were said.

    The words are the bot's own; the books were filled from the same reports, so numbers and states agree.
    """
    names = categories()
    people = {person.id: person for person in await Person.all()}
    groups = {userid: chat.chatid for chat in reversed(world.chats) for userid in chat.members}
    rows = await ActivityRecord.all().order_by("reported_at", "id")
    talk = chain.from_iterable(_talk_of(row, people, groups, names, world.doors.smartbot_name) for row in rows)
    return sorted(talk, key=lambda message: message.when)


async def earlier_decisions(world: World, now: datetime, policy: Policy, calendar: WorkCalendar) -> list[Message]:
    """Let the secretaries publish this month's roster and the district the newest list; return what the groups saw.

    The same actions write the books that write them on the day; nobody is told of it a second time.
    """
    names = {unit.id: unit.name for unit in await Unit.all()}
    said = [*await _rosters(now, policy, calendar), *await _honour_list(now, policy, calendar)]
    return [
        Message(chat.chatid, WEBHOOK, when.astimezone(SHANGHAI), "text", text, extra={"earlier": True})
        for unit_id, when, text in said
        for chat in world.chats
        if chat.unit == names[unit_id]
    ]


async def _rosters(now: datetime, policy: Policy, calendar: WorkCalendar) -> list[tuple[int, datetime, str]]:
    """Return (unit, when, text) of the rosters that are published for this month."""
    month, found = Month.of(now.date()), []
    when = datetime.combine(month.first, time(10), now.tzinfo) - ROSTER_AHEAD
    for unit_id, userids in (await secretaries_by_unit(when.date())).items():
        if not await members_of(unit_id, month.first):
            continue
        act = Act(await asker(userids[0], when.date()), when, None, policy, calendar)
        await drafts.draft(act, unit_id, month)
        found.append((unit_id, when, (await board_of(await drafts.publish(act, month), policy.duty)).text))
    return found


async def _honour_list(now: datetime, policy: Policy, calendar: WorkCalendar) -> list[tuple[int, datetime, str]]:
    """Return (unit, when, text) of the newest list whose day has come."""
    last = Month.of(now.date()).before
    month = last if due(last, now, policy, calendar) <= now else last.before
    when, officers = due(month, now, policy, calendar), await holders([Role.DISTRICT], now.date())
    look = Act(await asker(officers[0].userid, now.date()), when - timedelta(hours=1), None, policy, calendar)
    try:
        row = await freeze(look, await proposed(look, month, Way.APPROVED))
    except NobodyTookPart:
        return []
    posted = await let_out(replace(look, now=when), row, when)
    return [(one.to.unit_id, when, one.text) for one in posted if isinstance(one.to, Groups)]


def _talk_of(
    row: ActivityRecord,
    people: dict[int, Person],
    groups: dict[str, str],
    names: Mapping[str, Category],
    bot_name: str,
) -> Iterable[Message]:
    member, claim = people[row.member_id], claim_of(row)
    group = groups.get(member.userid) if row.id % IN_GROUP_EACH == 0 else None
    said = row.source_text or claim.description
    if group:
        lines = [f"@{bot_name} {said}", short_receipt(row.id, claim, names)]
    else:
        lines = [said, receipt(row.id, claim, names)]
    yield from _exchange(group or private(BOT, member.userid), member.userid, row.reported_at, lines)
    if row.decided_by_id and row.decided_at:
        verifier = people[row.decided_by_id].userid
        shown = batch([Item(1, row.id, member.name, claim, False, (), False)], 1, names)
        lines = ["待核实", shown, "通过", approved([row.id], 0)]
        yield from _exchange(private(APP, verifier), verifier, row.decided_at, lines)


def _exchange(room: str, userid: str, when: datetime, lines: Sequence[str]) -> Iterable[Message]:
    """Yield what somebody said and was answered by turns."""
    door = BOT if not room.startswith(APP) else APP
    for place, line in enumerate(lines):
        speaker = door if place % 2 else userid
        yield Message(room, speaker, when.astimezone(SHANGHAI), "text", line, extra={"earlier": True})
