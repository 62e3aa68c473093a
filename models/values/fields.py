"""What every table has, and moments and days as this program keeps them."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

from tortoise.fields import DateField, DatetimeField, IntField
from tortoise.models import Model

Day = TypeVar("Day", date, date | None)


class MomentField(DatetimeField[datetime]):
    """An aware moment, always stored in UTC: SQLite compares moments as text, so all have to carry one offset."""

    def to_db_value(self, value: Any, instance: type[Model] | Model) -> Any:
        """Return what is stored or compared with."""
        in_utc = value.astimezone(UTC) if isinstance(value, datetime) else value
        return super().to_db_value(in_utc, instance)

    def to_python_value(self, value: Any) -> datetime | None:
        """Return a stored moment, in UTC; the reader that Tortoise brings for SQLite's text takes ten times as long."""
        return datetime.fromisoformat(value) if isinstance(value, str) else super().to_python_value(value)


class DayField(DateField[Day]):
    """A day; the reader that Tortoise brings for SQLite's text takes it for a moment first, twenty times as long."""

    def to_python_value(self, value: Any) -> date | None:
        """Return a stored day."""
        return date.fromisoformat(value) if isinstance(value, str) else super().to_python_value(value)


class Abstract(Model.Meta):
    """What tables have in common has no table of its own."""

    abstract = True


class NumberedTable(Model):
    """What every table has: a number for each row."""

    Meta = Abstract

    id = IntField(primary_key=True)
