"""Table of the groups that somebody wants bound to a unit."""

from tortoise import fields

from models.values.fields import NumberedTable


class GroupBinding(NumberedTable):
    """A group, by chatid, that a matter binds to its unit, and the group whose place it takes."""

    matter_id = fields.IntField(unique=True)
    chatid = fields.CharField(max_length=64)
    replaces = fields.CharField(max_length=64, null=True)
