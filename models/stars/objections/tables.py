"""Table of what stars were objected to: an objection is a matter."""

from tortoise import fields

from models.matters.steps.tables import MatterTable
from models.stars.appraisal.tables import StarAppraisal


class StarObjection(MatterTable):
    """One objection to one member's star."""

    appraisal_id: int
    appraisal: fields.ForeignKeyRelation[StarAppraisal] = fields.ForeignKeyField(
        "models.StarAppraisal", related_name="objections", on_delete=fields.RESTRICT
    )
