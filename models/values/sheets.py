"""A sheet of somebody's file, as it stands there; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

SheetCell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name (empty in a CSV) and its rows from the first one of the file on, of any length."""

    name: str
    rows: Sequence[Sequence[SheetCell]]


@dataclass(frozen=True)
class Table:
    """A file that somebody sent: its name, and its visible sheets."""

    name: str
    sheets: Sequence[Sheet]
