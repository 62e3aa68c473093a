"""Tables of places: units, branches, belts, demonstration sites and groups."""

from tortoise import fields
from tortoise.queryset import QuerySet

from models.values.fields import Abstract, DayField, MomentField, NumberedTable


class Unit(NumberedTable):
    """A district, township, village, community, agency or enterprise."""

    code = fields.CharField(max_length=32, unique=True)
    name = fields.CharField(max_length=64)
    kind = fields.CharField(max_length=16)
    parent_id: int | None
    parent: fields.ForeignKeyNullableRelation["Unit"] = fields.ForeignKeyField(
        "models.Unit", null=True, related_name="children", on_delete=fields.RESTRICT
    )
    ended_on = DayField(null=True)

    @classmethod
    def standing(cls) -> QuerySet["Unit"]:
        """Return the units that stand: that were not merged into another."""
        return cls.filter(ended_on=None)


class UnitTable(NumberedTable):
    """What belongs to a unit."""

    Meta = Abstract

    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)


class Branch(UnitTable):
    """A Party branch of a unit."""

    code = fields.CharField(max_length=32, unique=True)
    name = fields.CharField(max_length=64)
    ended_on = DayField(null=True)

    @classmethod
    def standing(cls) -> QuerySet["Branch"]:
        """Return the branches that stand: that were not merged into another."""
        return cls.filter(ended_on=None)


class FormerName(NumberedTable):
    """A name under which a unit or a branch was known: its own before, or that of one that was merged into it."""

    name = fields.CharField(max_length=64)
    unit_id: int | None
    unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", null=True, on_delete=fields.RESTRICT
    )
    branch_id: int | None
    branch: fields.ForeignKeyNullableRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", null=True, on_delete=fields.RESTRICT
    )
    until = DayField()


class DemoBelt(NumberedTable):
    """A demonstration belt: an ordered chain of townships."""

    code = fields.CharField(max_length=32, unique=True)
    name = fields.CharField(max_length=64)
    position = fields.IntField()
    valid_from = DayField()
    valid_to = DayField(null=True)


class BeltStop(UnitTable):
    """One place on a belt, in order; the core place is marked."""

    belt_id: int
    belt: fields.ForeignKeyRelation[DemoBelt] = fields.ForeignKeyField(
        "models.DemoBelt", related_name="stops", on_delete=fields.RESTRICT
    )
    position = fields.IntField()
    core = fields.BooleanField(default=False)


class DemoSite(UnitTable):
    """A title as a model unit (示范点), from its application on; its life is a matter of `standards/sites`."""

    matter_id = fields.IntField(unique=True)
    title = fields.CharField(max_length=32)
    batch = fields.IntField(null=True)
    approval = fields.CharField(max_length=40, null=True)
    named_on = DayField(null=True)
    checked_on = DayField(null=True)
    withdrawn_on = DayField(null=True)

    @classmethod
    def standing(cls) -> QuerySet["DemoSite"]:
        """Return the titles that stand: given, and not withdrawn."""
        return cls.filter(withdrawn_on=None).exclude(named_on=None)


# A robot's key is a secret: no more of it is ever said.
SHOWN_SIGNS = 4


class ChatGroup(UnitTable):
    """A WeCom group of a unit and how to reach it; the webhook key is a secret."""

    chatid = fields.CharField(max_length=64, unique=True)
    name = fields.CharField(max_length=64)
    webhook_key = fields.CharField(max_length=64)
    # The robot that spoke here before, until the new one cannot: a secret as well.
    former_key = fields.CharField(max_length=64, default="")
    heads = fields.IntField()
    broken_at = MomentField(null=True)
    held_on = DayField(null=True)

    @property
    def robot(self) -> str:
        """Return what is said of its robot: the last signs of the key, empty without one."""
        return self.webhook_key[-SHOWN_SIGNS:]
