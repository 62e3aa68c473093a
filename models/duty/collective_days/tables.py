"""Table of the matters of collective office days."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.values.fields import MomentField


class CollectiveMatter(Model):
    """One matter for a collective office day, handled when `done_on` is set."""

    id = fields.IntField(primary_key=True)
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    day = fields.DateField()
    text = fields.CharField(max_length=100)
    place = fields.CharField(max_length=40, null=True)
    at = MomentField()
    entered_by_id: int
    entered_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", on_delete=fields.RESTRICT)
    done_on = fields.DateField(null=True)
