"""Table of what a committee enters about its members, from which the points of a year are computed."""

from tortoise import fields

from models.organisation.people.tables import MemberTable
from models.values.fields import MomentField


class StarEntry(MemberTable):
    """What people have found about one member in one year, in tenths of a point; cancelled, it no longer counts."""

    year = fields.IntField()
    kind = fields.CharField(max_length=16)
    tenths = fields.IntField()
    reason = fields.CharField(max_length=120)
    document = fields.CharField(max_length=60, null=True)
    entered_by_id = fields.IntField()
    at = MomentField()
    confirmed_by_id = fields.IntField(null=True)
    confirmed_at = MomentField(null=True)
    cancelled_at = MomentField(null=True)
