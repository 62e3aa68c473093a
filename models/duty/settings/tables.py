"""Table of what units have set for their desks."""

from tortoise import fields

from models.organisation.units.tables import Unit
from models.values.fields import NumberedTable


class DutySetting(NumberedTable):
    """What a unit has set for itself; None is as the policy says. `hours` is {"summer.am": "08:00-11:30"}."""

    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", unique=True, on_delete=fields.RESTRICT
    )
    hours: dict[str, str] | None = fields.JSONField(null=True)
    collective_weekday = fields.CharField(max_length=8, null=True)
    office_phone = fields.CharField(max_length=32, null=True)
    address = fields.CharField(max_length=80, null=True)
    chase = fields.BooleanField(default=False)
