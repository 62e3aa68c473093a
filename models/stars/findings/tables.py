"""Table of what findings were objected to: an objection is a matter."""

from tortoise import fields
from tortoise.models import Model

from models.matters.steps.tables import Matter
from models.stars.points.tables import StarEntry


class FindingObjection(Model):
    """One objection of a member to a veto, a deduction or a falsification that was entered about him."""

    id = fields.IntField(primary_key=True)
    matter_id: int
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "models.Matter", related_name="finding_objection", on_delete=fields.RESTRICT
    )
    entry_id: int
    entry: fields.ForeignKeyRelation[StarEntry] = fields.ForeignKeyField(
        "models.StarEntry", related_name="objections", on_delete=fields.RESTRICT
    )
