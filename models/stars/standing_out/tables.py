"""Table of those who are left out of a year's star appraisal."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.values.fields import MomentField


class StarExemption(Model):
    """A member who is exempt, mobile or deferred in a year, or has asked to be; why is for the secretary only."""

    id = fields.IntField(primary_key=True)
    member_id: int
    member: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="star_exemptions", on_delete=fields.RESTRICT
    )
    branch_id: int
    branch: fields.ForeignKeyRelation[Branch] = fields.ForeignKeyField("models.Branch", on_delete=fields.RESTRICT)
    year = fields.IntField()
    kind = fields.CharField(max_length=16)
    reason = fields.CharField(max_length=120, null=True)
    state = fields.CharField(max_length=12)
    asked_at = MomentField()
    decided_by_id: int | None
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="star_exemptions_decided", on_delete=fields.RESTRICT
    )
    decided_at = MomentField(null=True)

    class Meta:
        """Where the rows are."""

        table = "star_exemptions"
