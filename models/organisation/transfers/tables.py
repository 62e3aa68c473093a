"""Table of transfers between branches."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.values.fields import MomentField


class Transfer(Model):
    """One member on his way from a branch to another; he stays where he is until the other takes him in."""

    id = fields.IntField(primary_key=True)
    member_id: int
    member: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="transfers", on_delete=fields.RESTRICT
    )
    from_branch_id: int
    from_branch: fields.ForeignKeyRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", related_name="transfers_out", on_delete=fields.RESTRICT
    )
    to_branch_id: int
    to_branch: fields.ForeignKeyRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", related_name="transfers_in", on_delete=fields.RESTRICT
    )
    state = fields.CharField(max_length=12)
    asked_by_id: int
    asked_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="transfers_asked", on_delete=fields.RESTRICT
    )
    asked_at = MomentField()
    decided_by_id: int | None
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="transfers_decided", on_delete=fields.RESTRICT
    )
    decided_at = MomentField(null=True)

    class Meta:
        """Where the rows are."""

        table = "transfers"
