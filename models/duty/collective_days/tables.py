"""Table of the matters of collective office days."""

from tortoise import fields

from models.organisation.units.tables import UnitTable
from models.values.fields import DayField, MomentField


class CollectiveMatter(UnitTable):
    """One matter for a collective office day, handled when `done_on` is set."""

    day = DayField()
    text = fields.CharField(max_length=100)
    place = fields.CharField(max_length=40, null=True)
    at = MomentField()
    entered_by_id = fields.IntField()
    done_on = DayField(null=True)
