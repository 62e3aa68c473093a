"""Table of the batches in which records are verified."""

from tortoise import fields

from models.values.fields import MomentField, NumberedTable


class VerificationBatch(NumberedTable):
    """The numbered list a verifier was shown last; 通过 and 退回 speak of its numbers."""

    verifier_id = fields.IntField()
    shown_at = MomentField()
    records: list[int] = fields.JSONField()
    handled_at = MomentField(null=True)
