"""A sheet of somebody's file, as it stands there, and which of its columns is which; pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize

SheetCell = str | int | float | bool | date | datetime | None
# Above the headings stands a title at most, and who made the table.
_HEAD_ROWS_MOST = 15


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name (empty in a CSV) and its rows from the first one of the file on, of any length."""

    name: str
    rows: Sequence[Sequence[SheetCell]]

    @property
    def top(self) -> Sequence[Sequence[SheetCell]]:
        """Return the rows among which titles and headings stand."""
        return self.rows[:_HEAD_ROWS_MOST]


@dataclass(frozen=True)
class Table:
    """A file that somebody sent: its name, and its visible sheets."""

    name: str
    sheets: Sequence[Sheet]


@dataclass(frozen=True)
class Head:
    """The headings of a sheet: {what a column says: where, from 0}, their first and last row from 1, the others."""

    columns: Mapping[str, int]
    rows: tuple[int, int]
    unread: tuple[str, ...] = ()


def words_of(cell: SheetCell) -> str:
    """Return a cell as words: full-width letters and blanks are plain ones, a day is written out."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return normalize("NFKC", str(cell)).strip()


def head_of(sheet: Sheet, names: Mapping[str, str], needs: Collection[str]) -> Head | None:
    """Return the headings of a sheet by {heading: what such a column says}; None unless it has all that it needs.

    They stand in one row, or in two, the lower ones under a common one; what stands in brackets does not count.
    """
    best: tuple[tuple[int, int], Head] | None = None
    for top in range(len(sheet.top)):
        for bottom in range(top, min(top + 2, len(sheet.rows))):
            headings = _headings(sheet.rows[top], sheet.rows[bottom], names)
            columns: dict[str, int] = {}
            for column, heading in enumerate(headings):
                if heading in names:
                    columns.setdefault(names[heading], column)
            unread = tuple(dict.fromkeys(one for one in headings if one and one not in names))
            found = (len(columns), -bottom), Head(columns, (top + 1, bottom + 1), unread)
            if columns.keys() >= set(needs) and (best is None or found[0] > best[0]):
                best = found
    return best[1] if best else None


def _headings(upper: Sequence[SheetCell], lower: Sequence[SheetCell], names: Collection[str]) -> list[str]:
    """Return the heading of each column: the lower one, but for one that says nothing under one that does."""
    width = max(len(upper), len(lower))
    above, below = ([_heading(cell) for cell in row] + [""] * (width - len(row)) for row in (upper, lower))
    pairs = zip(above, below, strict=True)
    return [over if over in names and under not in names else under or over for over, under in pairs]


def _heading(cell: SheetCell) -> str:
    words = re.sub(r"[（(][^（）()]*[）)]", "", words_of(cell))
    return re.sub(r"[\s*＊:：/、·_-]+", "", words).lower()
