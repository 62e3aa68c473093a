"""Tables of people and their posts."""

from datetime import date

from tortoise import fields
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.organisation.units.tables import Branch, UnitTable
from models.values.fields import Abstract, DayField, MomentField, NumberedTable


class Person(UnitTable):
    """Somebody of the enterprise; the minimum that is needed, no number and no address.

    `joined_on` is the day on which he came onto the books; when he joined the Party is not kept.
    """

    userid = fields.CharField(max_length=64)
    userid_key = fields.CharField(max_length=64, unique=True)
    name = fields.CharField(max_length=32)
    branch_id: int | None
    branch: fields.ForeignKeyNullableRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", null=True, on_delete=fields.RESTRICT
    )
    standing = fields.CharField(max_length=16)
    member_class = fields.CharField(max_length=16, null=True)
    villagers_group = fields.CharField(max_length=16, null=True)
    exempt = fields.BooleanField(default=False)
    publish_name = fields.BooleanField(default=False)
    declines_records = fields.BooleanField(default=False)
    joined_on = DayField()
    branch_since = DayField(null=True)
    left_on = DayField(null=True)
    noticed_at = MomentField(null=True)
    in_contacts = fields.BooleanField(default=False)
    missing_since = MomentField(null=True)


class Post(UnitTable):
    """A role a person holds in a unit, from a day to a day; `brought` by a merger, until somebody gives it anew."""

    person_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="posts", on_delete=fields.RESTRICT
    )
    role = fields.CharField(max_length=24)
    title = fields.CharField(max_length=32)
    valid_from = DayField()
    valid_to = DayField(null=True)
    brought = fields.BooleanField(default=False)

    @classmethod
    def held_on(cls, day: date) -> QuerySet["Post"]:
        """Return the posts that are in force on a local day, as `in_force` says it of one."""
        return cls.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class MemberTable(NumberedTable):
    """What belongs to a member in the branch in which he was then."""

    Meta = Abstract

    member_id: int
    member: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", on_delete=fields.RESTRICT)
    branch_id: int
    branch: fields.ForeignKeyRelation[Branch] = fields.ForeignKeyField("models.Branch", on_delete=fields.RESTRICT)
