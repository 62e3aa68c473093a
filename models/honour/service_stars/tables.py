"""Table of service stars; whom one is about and what he said is a matter."""

from tortoise import fields

from models.values.fields import NumberedTable


class ServiceStarRow(NumberedTable):
    """The month for which somebody is asked."""

    matter_id = fields.IntField(unique=True)
    month = fields.CharField(max_length=7)

    class Meta:
        """Where the rows are."""

        table = "service_stars"
