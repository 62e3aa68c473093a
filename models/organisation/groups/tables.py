"""Table of the groups that somebody wants bound to a unit."""

from tortoise import fields
from tortoise.models import Model


class GroupBinding(Model):
    """A group, by chatid, that a matter binds to its unit, and the group whose place it takes."""

    id = fields.IntField(primary_key=True)
    matter_id = fields.IntField(unique=True)
    chatid = fields.CharField(max_length=64)
    replaces = fields.CharField(max_length=64, null=True)
