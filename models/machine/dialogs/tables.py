"""Table of dialogs."""

from typing import Any

from tortoise import fields

from models.values.fields import MomentField, NumberedTable


class Dialog(NumberedTable):
    """A question that was asked, what it is about, and how often it was not understood."""

    conversation = fields.CharField(max_length=200)
    question = fields.CharField(max_length=24)
    values: Any = fields.JSONField()
    tries = fields.IntField(default=0)
    state = fields.CharField(max_length=12)
    opened_at = MomentField()
    touched_at = MomentField()
    origin_key = fields.CharField(max_length=96)
