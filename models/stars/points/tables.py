"""Table of what a committee enters about its members, from which the points of a year are computed."""

from tortoise import fields

from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.values.fields import MomentField, NumberedTable


class StarEntry(NumberedTable):
    """What people have found about one member in one year, in tenths of a point; cancelled, it no longer counts."""

    member_id: int
    member: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="star_entries", on_delete=fields.RESTRICT
    )
    branch_id: int
    branch: fields.ForeignKeyRelation[Branch] = fields.ForeignKeyField("models.Branch", on_delete=fields.RESTRICT)
    year = fields.IntField()
    kind = fields.CharField(max_length=16)
    tenths = fields.IntField()
    reason = fields.CharField(max_length=120)
    document = fields.CharField(max_length=60, null=True)
    entered_by_id: int
    entered_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="star_entries_made", on_delete=fields.RESTRICT
    )
    at = MomentField()
    confirmed_by_id: int | None
    confirmed_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="star_entries_confirmed", on_delete=fields.RESTRICT
    )
    confirmed_at = MomentField(null=True)
    cancelled_at = MomentField(null=True)
