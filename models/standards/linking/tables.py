"""Table of pairs of places; the life of each is a matter."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.units.tables import Unit


class Pairing(Model):
    """A place (`unit`) that another one helps (`helper`)."""

    id = fields.IntField(primary_key=True)
    matter_id = fields.IntField(unique=True)
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    helper_id: int
    helper: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", related_name="helps", on_delete=fields.RESTRICT
    )
