"""Table of what is published of which matter and period; its words and steps are a matter's."""

from tortoise import fields
from tortoise.models import Model

from models.matters.steps.tables import Matter
from models.organisation.units.tables import Unit


class Disclosure(Model):
    """What a unit publishes of a topic such as 财务 for a period; a later one of the same is a new version."""

    id = fields.IntField(primary_key=True)
    matter_id: int
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "models.Matter", unique=True, on_delete=fields.RESTRICT
    )
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    topic = fields.CharField(max_length=16)
    period = fields.CharField(max_length=8)
