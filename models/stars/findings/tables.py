"""Table of what findings were objected to: an objection is a matter."""

from tortoise import fields

from models.matters.steps.tables import MatterTable
from models.stars.points.tables import StarEntry


class FindingObjection(MatterTable):
    """One objection of a member to a veto, a deduction or a falsification that was entered about him."""

    entry_id: int
    entry: fields.ForeignKeyRelation[StarEntry] = fields.ForeignKeyField(
        "models.StarEntry", related_name="objections", on_delete=fields.RESTRICT
    )
