"""Reading a record's history from the audit ledger."""

from models.activities.actions import claim_of, current
from models.activities.rules import NoSuchRecord, Status
from models.audit.actions import history
from models.people.rules import Asker, masked
from models.people.tables import Person
from models.places.tables import Unit
from models.showing import show_number
from models.tracing.rules import Step, Trace, channel, sees_details, sees_steps


async def trace(asker: Asker, number: int) -> Trace:
    """Return a record's history as this asker may see it; raises NoSuchRecord, also for a record out of reach."""
    row = await current(number)
    unit = await Unit.get(id=row.unit_id) if row is not None else None
    if row is None or unit is None:
        raise NoSuchRecord(number=show_number(number))
    details = sees_details(asker, row.member_id, row.unit_id, row.branch_id)
    if not details and not sees_steps(asker, row.unit_id, unit.parent_id):
        raise NoSuchRecord(number=show_number(number))
    member = await Person.get(id=row.member_id)
    return Trace(
        number=number,
        member=_named(member, details),
        unit=unit.name,
        status=Status(row.status),
        claim=claim_of(row) if details else None,
        steps=await _steps(number, details),
    )


def _named(person: Person, details: bool) -> str:
    return person.name if details else masked(person.name)


async def _steps(number: int, details: bool) -> tuple[Step, ...]:
    rows = await history(("activity", number))
    actors = await Person.filter(userid__in={row.actor for row in rows})
    names = {person.userid: _named(person, details) for person in actors}
    return tuple(
        Step(
            row.at,
            row.action,
            names.get(row.actor, row.actor),
            channel(row.message_key),
            row.reason if details else None,
        )
        for row in rows
    )
