"""Posting a notice to one's own group and taking it down; runs in the caller's transaction."""

from datetime import date, datetime

from models.ledger.audit.actions import record
from models.machine.delivery.waiting import call_off, postpone_to
from models.matters.steps.actions import Taken, open_matter, take, told_of
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person
from models.organisation.units.actions import groups_of, hold_groups, unit_of, with_below, with_groups
from models.procedure.announcements.rules import (
    ANNOUNCEMENT,
    NO_GROUP,
    NOTHING_TO_TAKE_DOWN,
    SPEAKERS,
    STANDING,
    TITLE_MOST,
    Audience,
    check_length,
)
from models.procedure.announcements.texts import called
from models.values.refusal import required


async def ready(act: Act, text: str) -> Audience:
    """Return in whose groups a notice would stand; refuses with TOO_MUCH_TO_READ, NotForEverybody, NO_GROUP."""
    check_length(text)
    await check_for_everybody(act, text)
    return await audience(act)


async def audience(act: Act) -> Audience:
    """Return who would read what the asker posts; refuses with NO_GROUP."""
    return await readers_of(act.asker.unit_as(SPEAKERS))


async def readers_of(unit_id: int | None) -> Audience:
    """Return who reads the notices of a unit; refuses with NO_GROUP."""
    unit = await unit_of(unit_id)
    if unit is None:
        raise AssertionError("who speaks to groups has a unit")
    units = required(await heard_in(unit.id), NO_GROUP, unit=unit.name)
    names = [group.name for found in (await groups_of(units)).values() for group in found]
    return Audience(unit.id, unit.name, tuple(units), called(names))


async def heard_in(unit_id: int) -> list[int]:
    """Return the places whose groups hear what a place says: its own, and of an office all below it."""
    return await with_groups(await with_below(unit_id))


async def announce(act: Act, unit_id: int, text: str) -> int:
    """Keep a notice that goes out; return its number."""
    number = await _open(act, unit_id, text)
    await take(act, ANNOUNCEMENT, number, "post")
    return number


async def ask_for_a_look(act: Act, unit_id: int, text: str) -> tuple[int, list[Person]]:
    """Keep a notice that goes out when somebody else has seen no harm in it; return its number and who is asked."""
    number = await _open(act, unit_id, text)
    return number, (await told_of(act, ANNOUNCEMENT, number, "let_through"))[0]


async def _open(act: Act, unit_id: int, text: str) -> int:
    people = {Part.OWNER: [act.asker.person_id or 0]}
    opening = Opening(unit_id, text[:TITLE_MOST], people, said={"text": text})
    return (await open_matter(act, ANNOUNCEMENT, opening)).id


async def stands(number: int) -> bool:
    """Return whether a notice holds."""
    return await Matter.filter(id=number, state=STANDING).exists()


async def standing(act: Act) -> dict[int, str]:
    """Return the notices that stand in a group of the asker's units, the newest first; else NOTHING_TO_TAKE_DOWN."""
    led = list(act.asker.units_as(SPEAKERS))
    found = Matter.filter(kind=ANNOUNCEMENT.code, unit_id__in=led, state=STANDING).order_by("-id")
    return {row.id: row.said["text"] for row in required(await found, NOTHING_TO_TAKE_DOWN)}


async def newest_today(act: Act) -> int | None:
    """Return the notice that was written last of those that stand in a group of the asker's units and are of today."""
    led = list(act.asker.units_as(SPEAKERS))
    found = Matter.filter(kind=ANNOUNCEMENT.code, unit_id__in=led, state=STANDING, opened_at__gte=act.midnight)
    newest = await found.order_by("-id").first()
    return newest.id if newest else None


async def take_down(act: Act, number: int) -> Taken:
    """Let a secretary of the unit take a notice down."""
    return await take(act, ANNOUNCEMENT, number, "withdraw")


async def called_off(number: int, cause: str) -> list[int]:
    """Stop a notice on its way; return when what was read of it went. `cause` is that of a message's key."""
    posted = MatterStep.filter(matter_id=number, step__in=["post", "let_through"])
    keys = await posted.values_list("message_key", flat=True)
    return await call_off(cause.format(key=keys[0]))


async def hold_today(act: Act, until: datetime, *, held: bool) -> date:
    """Let nothing be posted to the groups of the asker's units for the rest of the day, or again; return till when."""
    units = sorted(act.asker.units_as([Role.SECRETARY]))
    chats = await hold_groups(units, act.today if held else None)
    if held:
        await postpone_to(chats, round(until.timestamp() * 1000))
    for unit_id in units:
        await record(act.cause, "hold_groups", ("unit", unit_id), after={"held": held})
    return until.date()
