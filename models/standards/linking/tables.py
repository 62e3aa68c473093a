"""Table of pairs of places; the life of each is a matter."""

from tortoise import fields

from models.organisation.units.tables import Unit, UnitTable


class Pairing(UnitTable):
    """A place (`unit`) that another one helps (`helper`)."""

    matter_id = fields.IntField(unique=True)
    helper_id: int
    helper: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", related_name="helps", on_delete=fields.RESTRICT
    )
