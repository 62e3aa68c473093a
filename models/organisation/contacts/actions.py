"""Comparing the books with a list of contacts, following an account that changed; runs in the caller's transaction."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from models.ledger.audit.actions import between, record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import area_of
from models.organisation.contacts.rules import ListCompared, OnBooks, compare
from models.organisation.people.tables import Person

_READ, _SLICE = ("userid", "name", "in_contacts", "missing_since"), 500


async def compared(act: Act, accounts: Mapping[str, str]) -> ListCompared:
    """Return what a list {account: name} says about the books, and note who is named in it and who is missing."""
    people = await Person.filter(left_on=None).order_by("id").values_list("id", *_READ)
    found = compare([OnBooks(*one[:4]) for one in people], accounts)
    listed, absent = ({one[0] for one in people if one[column]} for column in (3, 4))
    await _mark(found.named - listed, in_contacts=True)
    await _mark(found.named & absent, missing_since=None)
    await _mark({one.id for one in found.missing} - absent, missing_since=act.now)
    return found


async def _mark(people: Collection[int], **values: Any) -> None:
    """Note something of people, so many at a time as one statement may name."""
    ids = sorted(people)
    for start in range(0, len(ids), _SLICE):
        await Person.filter(id__in=ids[start : start + _SLICE]).update(**values)


async def rename(act: Act, userid: str, account: str) -> Person | None:
    """Let somebody keep his books under another account; None for a stranger, or where the account is somebody's."""
    person = await Person.get_or_none(userid_key=userid.casefold(), left_on=None)
    if person is None or await Person.filter(userid_key=account.casefold()).exclude(id=person.id).exists():
        return None
    await Person.filter(id=person.id).update(userid=account, userid_key=account.casefold(), in_contacts=True)
    before, after = {"account": person.userid}, {"account": account}
    await record(act.cause, "change_person", ("person", person.id), before=before, after=after)
    return await Person.get(id=person.id)


async def missing_people(act: Act, which: str | None) -> list[Person]:
    """Return who of the asker's area but he himself is missing from the list of contacts and still on the books.

    `which` names their unit, or some of them.
    """
    area = await area_of(act.asker)
    found = Person.filter(left_on=None, missing_since__isnull=False, unit_id__in=list(area.units))
    found = found.exclude(id=act.asker.known)
    people = await found.select_related("unit").order_by("unit_id", "id")
    return [one for one in people if which is None or which in one.unit.name or one.name in which]


async def gone_today(act: Act) -> int:
    """Return how many the asker has taken for gone since midnight."""
    rows = await between(act.midnight, act.midnight + timedelta(days=1))
    return sum(row.action == "leave" and row.actor == act.cause.actor for row in rows)
