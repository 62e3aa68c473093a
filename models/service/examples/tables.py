"""Table of examples; whom one is about and its life is a matter."""

from tortoise import fields

from models.values.fields import DayField, NumberedTable


class ExampleRow(NumberedTable):
    """When somebody's story was told, and when he was visited last."""

    matter_id = fields.IntField(unique=True)
    published_on = DayField(null=True)
    visited_on = DayField(null=True)

    class Meta:
        """Where the rows are."""

        table = "examples"
