"""Table of what findings were objected to: an objection is a matter."""

from tortoise import fields

from models.matters.steps.tables import Matter
from models.stars.points.tables import StarEntry
from models.values.fields import NumberedTable


class FindingObjection(NumberedTable):
    """One objection of a member to a veto, a deduction or a falsification that was entered about him."""

    matter_id: int
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "models.Matter", related_name="finding_objection", on_delete=fields.RESTRICT
    )
    entry_id: int
    entry: fields.ForeignKeyRelation[StarEntry] = fields.ForeignKeyField(
        "models.StarEntry", related_name="objections", on_delete=fields.RESTRICT
    )
