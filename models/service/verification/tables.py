"""Table of the batches in which records are verified."""

from tortoise import fields

from models.organisation.people.tables import Person
from models.values.fields import MomentField, NumberedTable


class VerificationBatch(NumberedTable):
    """The numbered list a verifier was shown last; 通过 and 退回 speak of its numbers."""

    verifier_id: int
    verifier: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", on_delete=fields.RESTRICT)
    shown_at = MomentField()
    records: list[int] = fields.JSONField()
    handled_at = MomentField(null=True)
