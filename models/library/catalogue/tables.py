"""Table of the entries of all books, every version of them."""

from datetime import date
from typing import Any

from tortoise import fields

from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.values.fields import DayField, NumberedTable


class CatalogueEntry(NumberedTable):
    """One entry of a book in one version; a book without a unit is everybody's. `called` are other names of it.

    `facts` hold what a program reads of it, by the model of the book. A row is never changed but for its end:
    `valid_to` is its last day, `replaced_by` the entry that holds instead.
    """

    book = fields.CharField(max_length=16)
    unit_id: int | None
    unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", null=True, on_delete=fields.RESTRICT
    )
    source = fields.CharField(max_length=60)
    version = fields.CharField(max_length=16)
    sample = fields.BooleanField(default=False)
    number = fields.CharField(max_length=16)
    title = fields.CharField(max_length=60)
    called: list[str] = fields.JSONField()
    page = fields.CharField(max_length=16, null=True)
    text = fields.TextField()
    facts: dict[str, Any] = fields.JSONField()
    valid_from = DayField()
    valid_to: date | None = DayField(null=True)
    replaced_by_id = fields.IntField(null=True)


class DailyReader(NumberedTable):
    """Somebody who wants to read one entry a day."""

    person_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", unique=True, on_delete=fields.RESTRICT
    )
