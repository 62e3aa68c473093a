"""Reading a record's history from the audit ledger."""

from models.activities.actions import claim_of, current
from models.activities.rules import NoSuchRecord, Status, show_number
from models.audit.actions import history
from models.people.rules import Asker, masked
from models.people.tables import Person
from models.places.tables import Unit
from models.tracing.rules import Step, Trace, channel, sees_details, sees_steps


async def trace(asker: Asker, number: int) -> Trace:
    """Return a record's history as this asker may see it; raises NoSuchRecord, also for a record out of reach."""
    row = await current(number)
    if row is None:
        raise NoSuchRecord(number=show_number(number))
    unit = await Unit.get(id=row.unit_id)
    details = sees_details(asker, row.member_id, row.unit_id, row.branch_id)
    if not details and not sees_steps(asker, row.unit_id, unit.parent_id):
        raise NoSuchRecord(number=show_number(number))
    rows = await history(("activity", number))
    people = {
        person.userid: person.name if details else masked(person.name)
        for person in await Person.filter(userid__in={step.actor for step in rows})
    }
    member = await Person.get(id=row.member_id)
    steps = (
        Step(
            r.at,
            r.action,
            people.get(r.actor, r.actor),
            channel(r.message_key),
            r.reason if details else None,
        )
        for r in rows
    )
    return Trace(
        number=number,
        member=member.name if details else masked(member.name),
        unit=unit.name,
        status=Status(row.status),
        claim=claim_of(row) if details else None,
        steps=tuple(steps),
    )
