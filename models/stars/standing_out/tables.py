"""Table of those who are left out of a year's star appraisal."""

from tortoise import fields

from models.matters.steps.tables import Matter
from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.values.fields import NumberedTable


class StarExemption(NumberedTable):
    """A member who is exempt, mobile or deferred in a year, or has asked to be; why is for the secretary only."""

    matter_id: int
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "models.Matter", related_name="star_exemption", on_delete=fields.RESTRICT
    )
    member_id: int
    member: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="star_exemptions", on_delete=fields.RESTRICT
    )
    branch_id: int
    branch: fields.ForeignKeyRelation[Branch] = fields.ForeignKeyField("models.Branch", on_delete=fields.RESTRICT)
    year = fields.IntField()
    kind = fields.CharField(max_length=16)
    reason = fields.CharField(max_length=120, null=True)
