"""Table of the inbox; moments are milliseconds since 1970 UTC, as raw statements write them."""

from tortoise import fields
from tortoise.models import Model


class InboxRow(Model):
    """One verified callback under its key; the payload is emptied once it is handled."""

    id = fields.BigIntField(primary_key=True)
    message_key = fields.CharField(max_length=96, unique=True)
    conversation = fields.CharField(max_length=200)
    received = fields.BigIntField()
    payload = fields.TextField(null=True)
    state = fields.CharField(max_length=12)
    tries = fields.IntField(default=0)
    reply = fields.TextField(null=True)
    replied_by = fields.CharField(max_length=12, null=True)
    handled = fields.BigIntField(null=True)
    fault = fields.CharField(max_length=16, null=True)

    class Meta:
        """Where the rows are."""

        table = "inbox"
