"""Table of complaints and suggestions."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.values.fields import MomentField


class Feedback(Model):
    """What somebody wants to complain about or suggest."""

    id = fields.IntField(primary_key=True)
    person_id: int | None
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, on_delete=fields.RESTRICT
    )
    text = fields.CharField(max_length=1000)
    received_at = MomentField()
    message_key = fields.CharField(max_length=96)

    class Meta:
        """Where the rows are."""

        table = "feedback"
