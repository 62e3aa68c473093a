"""A published roster of 莲花池村, written as one would on a board."""

from datetime import date, datetime, time, timedelta

from bot.clock import SHANGHAI
from models.duty.roster.tables import DutyRoster, DutySlot
from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from tests.fakes.chat import Chat, after, 乙

VILLAGE = "莲花池村"
EMPTY = "空"
HOURS = {
    "am": ("08:30", "12:00"),
    "pm": ("14:30", "17:30"),
    "phone": ("09:00", "17:00"),
    "guard": ("08:30", "08:30"),
    "holiday": ("08:30", "08:30"),
}


async def publish(*lines: str, collective: bool = False) -> list[int]:
    """Publish shifts such as “12-03 am 唐敏” (of 2026 unless said, 空 for nobody); return their ids."""
    unit = await Unit.get(name=VILLAGE)
    return [await _slot(unit, *line.split(), collective=collective) for line in lines]


async def _slot(unit: Unit, said: str, part: str, name: str, *, collective: bool) -> int:
    day = date.fromisoformat(said if len(said) > len("12-03") else f"2026-{said}")
    now = datetime.combine(day, time(), SHANGHAI)
    month = {"unit_id": unit.id, "month": f"{day:%Y-%m}"}
    roster, _ = await DutyRoster.get_or_create(**month, defaults={"state": "published", "drafted_at": now})
    starts, ends = (datetime.combine(day, time.fromisoformat(at), SHANGHAI) for at in HOURS[part])
    slot = await DutySlot.create(
        roster_id=roster.id,
        unit_id=unit.id,
        day=day,
        part=part,
        seat=1 + await DutySlot.filter(unit_id=unit.id, day=day, part=part).count(),
        counts_as="weekday" if day.weekday() < 5 else "weekend",
        collective=collective,
        starts_at=starts,
        ends_at=ends if ends > starts else ends + timedelta(days=1),
        person_id=None if name == EMPTY else (await Person.get(name=name, unit_id=unit.id)).id,
        why={"had": 2, "fewest": 1, "away": 1, "in_a_row": False, "kept": False},
        season="防汛" if part == "guard" else None,
    )
    return slot.id


async def board() -> list[str]:
    """Return every shift as one would read it on the board."""
    rows = await DutySlot.all().order_by("starts_at", "seat").select_related("person")
    return [f"{row.day:%m-%d} {row.part} {row.person.name if row.person else EMPTY}" for row in rows]


async def december_drafted(chat: Chat) -> None:
    """Let the secretary look at December's draft."""
    await chat.says(乙, "排班 12月")


@after(december_drafted)
async def december_published(chat: Chat) -> None:
    """Let the secretary publish December's roster."""
    await chat.says(乙, "确认排班 12月")
    chat.hears_all()
