"""Table of the batches in which records are verified."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.values.fields import MomentField


class VerificationBatch(Model):
    """The numbered list a verifier was shown last; 通过 and 退回 speak of its numbers."""

    id = fields.IntField(primary_key=True)
    verifier_id: int
    verifier: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", on_delete=fields.RESTRICT)
    shown_at = MomentField()
    records: list[int] = fields.JSONField()
    handled_at = MomentField(null=True)

    class Meta:
        """Where the rows are."""

        table = "verification_batches"
