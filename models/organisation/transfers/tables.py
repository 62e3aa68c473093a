"""Table of transfers between branches."""

from tortoise import fields

from models.matters.steps.tables import MatterTable
from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch


class Transfer(MatterTable):
    """One member on his way from a branch to another; he stays where he is until the other takes him in."""

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
