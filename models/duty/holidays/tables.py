"""Tables of holiday notices."""

from tortoise import fields

from models.values.fields import MomentField, NumberedTable


class HolidayNoticeRow(NumberedTable):
    """The notice that holds for a year: its days off and the days worked for them, as ISO days."""

    year = fields.IntField(unique=True)
    off: list[str] = fields.JSONField()
    worked: list[str] = fields.JSONField()
    at = MomentField()
    loaded_by_id = fields.IntField()

    class Meta:
        """Where the rows are."""

        table = "holiday_notices"
