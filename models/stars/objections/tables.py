"""Table of what stars were objected to: an objection is a matter."""

from tortoise import fields
from tortoise.models import Model

from models.matters.steps.tables import Matter
from models.stars.appraisal.tables import StarAppraisal


class StarObjection(Model):
    """One objection to one member's star."""

    id = fields.IntField(primary_key=True)
    matter_id: int
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "models.Matter", related_name="star_objection", on_delete=fields.RESTRICT
    )
    appraisal_id: int
    appraisal: fields.ForeignKeyRelation[StarAppraisal] = fields.ForeignKeyField(
        "models.StarAppraisal", related_name="objections", on_delete=fields.RESTRICT
    )
