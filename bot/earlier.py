"""What was said before the demo began: the talk that the records of the sample's two months came from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain

from bot.clock import SHANGHAI
from bot.sandbox.messages import APP, BOT, Message, private
from bot.sandbox.world import World
from config.catalogue import Category, categories
from models.organisation.people.tables import Person
from models.service.activities.actions import claim_of
from models.service.activities.tables import ActivityRecord
from models.service.activities.texts import receipt, short_receipt
from models.service.verification.rules import Item
from models.service.verification.texts import approved, batch

# Every third report was made in the group, as people do who like others to know.
IN_GROUP_EACH = 3


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
