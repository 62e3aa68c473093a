"""Table of objections to stars under publicity, their answers, appeals and rulings."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.stars.appraisal.tables import StarAppraisal
from models.values.fields import MomentField


class StarObjection(Model):
    """One objection to one member's star; `kept` tells whether the star stayed as it was proposed."""

    id = fields.IntField(primary_key=True)
    appraisal_id: int
    appraisal: fields.ForeignKeyRelation[StarAppraisal] = fields.ForeignKeyField(
        "models.StarAppraisal", related_name="objections", on_delete=fields.RESTRICT
    )
    raised_by_id: int
    raised_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="star_objections", on_delete=fields.RESTRICT
    )
    text = fields.CharField(max_length=300)
    raised_on = fields.DateField()
    due_on = fields.DateField()
    state = fields.CharField(max_length=12)
    kept = fields.BooleanField(null=True)
    answer = fields.CharField(max_length=300, null=True)
    answered_by_id: int | None
    answered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="star_objections_answered", on_delete=fields.RESTRICT
    )
    answered_at = MomentField(null=True)
    appeal = fields.CharField(max_length=300, null=True)
    appealed_by_id: int | None
    appealed_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="star_appeals", on_delete=fields.RESTRICT
    )
    appealed_at = MomentField(null=True)
    appeal_due_on = fields.DateField(null=True)
    ruling = fields.CharField(max_length=300, null=True)
    ruled_by_id: int | None
    ruled_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="star_rulings", on_delete=fields.RESTRICT
    )
    ruled_at = MomentField(null=True)

    class Meta:
        """Where the rows are."""

        table = "star_objections"
