"""Tables of places: units, branches, belts, demonstration sites and groups."""

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.values.fields import MomentField


class Unit(Model):
    """A district, township, village, community, agency or enterprise."""

    id = fields.IntField(primary_key=True)
    code = fields.CharField(max_length=32, unique=True)
    name = fields.CharField(max_length=64)
    kind = fields.CharField(max_length=16)
    parent_id: int | None
    parent: fields.ForeignKeyNullableRelation["Unit"] = fields.ForeignKeyField(
        "models.Unit", null=True, related_name="children", on_delete=fields.RESTRICT
    )
    ended_on = fields.DateField(null=True)

    @classmethod
    def standing(cls) -> QuerySet["Unit"]:
        """Return the units that stand: that were not merged into another."""
        return cls.filter(ended_on=None)


class Branch(Model):
    """A Party branch of a unit."""

    id = fields.IntField(primary_key=True)
    code = fields.CharField(max_length=32, unique=True)
    name = fields.CharField(max_length=64)
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    ended_on = fields.DateField(null=True)

    @classmethod
    def standing(cls) -> QuerySet["Branch"]:
        """Return the branches that stand: that were not merged into another."""
        return cls.filter(ended_on=None)

    class Meta:
        """Where the rows are."""

        table = "branches"


class FormerName(Model):
    """A name under which a unit or a branch was known: its own before, or that of one that was merged into it."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=64)
    unit_id: int | None
    unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "models.Unit", null=True, on_delete=fields.RESTRICT
    )
    branch_id: int | None
    branch: fields.ForeignKeyNullableRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", null=True, on_delete=fields.RESTRICT
    )
    until = fields.DateField()


class DemoBelt(Model):
    """A demonstration belt: an ordered chain of townships."""

    id = fields.IntField(primary_key=True)
    code = fields.CharField(max_length=32, unique=True)
    name = fields.CharField(max_length=64)
    position = fields.IntField()
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)


class BeltStop(Model):
    """One place on a belt, in order; the core place is marked."""

    id = fields.IntField(primary_key=True)
    belt_id: int
    belt: fields.ForeignKeyRelation[DemoBelt] = fields.ForeignKeyField(
        "models.DemoBelt", related_name="stops", on_delete=fields.RESTRICT
    )
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    position = fields.IntField()
    core = fields.BooleanField(default=False)


class DemoSite(Model):
    """A title as a model unit (示范点), from its application on; its life is a matter of `standards/sites`."""

    id = fields.IntField(primary_key=True)
    matter_id = fields.IntField(unique=True)
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    title = fields.CharField(max_length=32)
    batch = fields.IntField(null=True)
    approval = fields.CharField(max_length=40, null=True)
    named_on = fields.DateField(null=True)
    checked_on = fields.DateField(null=True)
    withdrawn_on = fields.DateField(null=True)

    @classmethod
    def standing(cls) -> QuerySet["DemoSite"]:
        """Return the titles that stand: given, and not withdrawn."""
        return cls.filter(withdrawn_on=None).exclude(named_on=None)


# A robot's key is a secret: no more of it is ever said.
SHOWN_SIGNS = 4


class ChatGroup(Model):
    """A WeCom group of a unit and how to reach it; the webhook key is a secret."""

    id = fields.IntField(primary_key=True)
    chatid = fields.CharField(max_length=64, unique=True)
    name = fields.CharField(max_length=64)
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    webhook_key = fields.CharField(max_length=64)
    # The robot that spoke here before, until the new one cannot: a secret as well.
    former_key = fields.CharField(max_length=64, default="")
    heads = fields.IntField()
    broken_at = MomentField(null=True)
    held_on = fields.DateField(null=True)

    @property
    def robot(self) -> str:
        """Return what is said of its robot: the last signs of the key, empty without one."""
        return self.webhook_key[-SHOWN_SIGNS:]
