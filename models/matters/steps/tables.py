"""Tables of matters, of those who have a part in them, and of every step."""

from datetime import datetime
from typing import Any

from tortoise import fields

from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch, UnitTable
from models.values.fields import Abstract, DayField, MomentField, NumberedTable


class Matter(UnitTable):
    """Something opened by somebody that has a state; what a kind filters by stands in a table of its own topic."""

    kind = fields.CharField(max_length=16)
    branch_id: int | None
    branch: fields.ForeignKeyNullableRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", null=True, on_delete=fields.RESTRICT
    )
    title = fields.CharField(max_length=60)
    said: dict[str, Any] = fields.JSONField()
    state = fields.CharField(max_length=16)
    due_on = DayField(null=True)
    opened_by_id: int | None
    opened_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="matters_opened", on_delete=fields.RESTRICT
    )
    opened_at = MomentField()
    closed_at: datetime | None = MomentField(null=True)
    people: fields.ReverseRelation["MatterPerson"]


class MatterTable(NumberedTable):
    """What a kind keeps of a matter in columns of its own."""

    Meta = Abstract

    matter_id: int
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField("models.Matter", on_delete=fields.RESTRICT)


class MatterPerson(NumberedTable):
    """Somebody's part in a matter."""

    matter_id: int
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "models.Matter", related_name="people", on_delete=fields.RESTRICT
    )
    person_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="matters", on_delete=fields.RESTRICT
    )
    part = fields.CharField(max_length=8)
    since = MomentField()
    ended_at = MomentField(null=True)

    class Meta:
        """Where the rows are."""

        table = "matter_people"


class MatterStep(NumberedTable):
    """One step: rows are only ever added."""

    matter_id = fields.IntField()
    step = fields.CharField(max_length=16)
    by_id: int | None
    by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="matter_steps", on_delete=fields.RESTRICT
    )
    at = MomentField()
    reason = fields.CharField(max_length=200, null=True)
    message_key = fields.CharField(max_length=96, null=True)
