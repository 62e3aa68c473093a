"""Table of what stars were objected to: an objection is a matter."""

from tortoise import fields

from models.matters.steps.tables import Matter
from models.stars.appraisal.tables import StarAppraisal
from models.values.fields import NumberedTable


class StarObjection(NumberedTable):
    """One objection to one member's star."""

    matter_id: int
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "models.Matter", related_name="star_objection", on_delete=fields.RESTRICT
    )
    appraisal_id: int
    appraisal: fields.ForeignKeyRelation[StarAppraisal] = fields.ForeignKeyField(
        "models.StarAppraisal", related_name="objections", on_delete=fields.RESTRICT
    )
