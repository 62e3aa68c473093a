"""Table of those who are left out of a year's star appraisal."""

from tortoise import fields

from models.matters.steps.tables import MatterTable
from models.organisation.people.tables import MemberTable


class StarExemption(MatterTable, MemberTable):
    """A member who is exempt, mobile or deferred in a year, or has asked to be; why is for the secretary only."""

    year = fields.IntField()
    kind = fields.CharField(max_length=16)
    reason = fields.CharField(max_length=120, null=True)
