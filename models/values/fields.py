"""What every table has, and the one kind of column that Tortoise does not bring along."""

from datetime import UTC, datetime
from typing import Any

from tortoise.fields import DatetimeField, IntField
from tortoise.models import Model


class MomentField(DatetimeField[datetime]):
    """An aware moment, always stored in UTC: SQLite compares moments as text, so all have to carry one offset."""

    def to_db_value(self, value: Any, instance: type[Model] | Model) -> Any:
        """Return what is stored or compared with."""
        in_utc = value.astimezone(UTC) if isinstance(value, datetime) else value
        return super().to_db_value(in_utc, instance)

    def to_python_value(self, value: Any) -> datetime | None:
        """Return a stored moment, in UTC; the reader that Tortoise brings for SQLite's text takes ten times as long."""
        return datetime.fromisoformat(value) if isinstance(value, str) else super().to_python_value(value)


class Abstract(Model.Meta):
    """What tables have in common has no table of its own."""

    abstract = True


class NumberedTable(Model):
    """What every table has: a number for each row."""

    Meta = Abstract

    id = IntField(primary_key=True)
