"""Table of the log of the desk."""

from tortoise import fields

from models.organisation.people.tables import Person
from models.organisation.units.tables import UnitTable
from models.values.fields import DayField, MomentField


class DutyLog(UnitTable):
    """What a day at the desk brought: numbers by kind of matter, never a name; and a word for whoever comes next."""

    person_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", on_delete=fields.RESTRICT)
    day = DayField()
    counts: dict[str, int] = fields.JSONField(default=dict)
    handover = fields.CharField(max_length=200, null=True)
    at = MomentField()
