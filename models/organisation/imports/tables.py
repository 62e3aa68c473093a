"""Table of imports: what was shown, and what it was before."""

from typing import Any

from tortoise import fields

from models.values.fields import MomentField, NumberedTable


class RollImport(NumberedTable):
    """A roster that somebody sent: its rows until it is entered, then what each person was before and is now.

    `userid` may be the command line; `as_office` says that it was sent for an office, not for a village alone.
    """

    userid = fields.CharField(max_length=64)
    as_office = fields.BooleanField()
    state = fields.CharField(max_length=8)
    at = MomentField()
    people = fields.IntField(default=0)
    content: Any = fields.JSONField(null=True)
    gist: Any = fields.JSONField(null=True)
    changes: Any = fields.JSONField(null=True)
