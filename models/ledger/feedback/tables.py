"""Table of complaints and suggestions."""

from datetime import datetime

from tortoise import fields

from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.values.fields import MomentField, NumberedTable


class Feedback(NumberedTable):
    """What somebody wants to complain about or suggest, until it is `closed_at`, and what he was answered.

    `userid` hears the answer, also one who is on no book; the officers read his unit, never him.
    """

    person_id: int | None
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.RESTRICT
    )
    userid = fields.CharField(max_length=64, null=True)
    unit_id: int | None
    unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", null=True, on_delete=fields.RESTRICT
    )
    text = fields.CharField(max_length=1000)
    received_at = MomentField()
    message_key = fields.CharField(max_length=96)
    answer = fields.CharField(max_length=500, null=True)
    answered_by_id = fields.IntField(null=True)
    closed_at: datetime | None = MomentField(null=True)

    class Meta:
        """Where the rows are."""

        table = "feedback"
