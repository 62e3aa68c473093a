"""Table of examples; whom one is about and its life is a matter."""

from tortoise import fields
from tortoise.models import Model


class ExampleRow(Model):
    """When somebody's story was told, and when he was visited last."""

    id = fields.IntField(primary_key=True)
    matter_id = fields.IntField(unique=True)
    published_on = fields.DateField(null=True)
    visited_on = fields.DateField(null=True)

    class Meta:
        """Where the rows are."""

        table = "examples"
