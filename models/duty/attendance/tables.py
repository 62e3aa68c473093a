"""Table of the log of the desk."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.values.fields import MomentField


class DutyLog(Model):
    """What a day at the desk brought: numbers by kind of matter, never a name; and a word for whoever comes next."""

    id = fields.IntField(primary_key=True)
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    person_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", on_delete=fields.RESTRICT)
    day = fields.DateField()
    counts: dict[str, int] = fields.JSONField(default=dict)
    handover = fields.CharField(max_length=200, null=True)
    at = MomentField()
