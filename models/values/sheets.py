"""A sheet of somebody's file, as it stands there, and which of its columns is which; pure."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize

SheetCell = str | int | float | bool | date | datetime | None
# Above the headings stands a title at most, and who made the table.
_HEAD_ROWS_MOST = 15
AGAIN = "第 {} 列的{}"


@dataclass(frozen=True)
class TableSheet:
    """A sheet: its name (empty in a CSV) and its rows from the first one of the file on, of any length."""

    name: str
    rows: Sequence[Sequence[SheetCell]]

    @property
    def top(self) -> Sequence[Sequence[SheetCell]]:
        """Return the rows among which titles and headings stand."""
        return self.rows[:_HEAD_ROWS_MOST]


@dataclass(frozen=True)
class SentTable:
    """A file that somebody sent: its name, and its visible sheets."""

    name: str
    sheets: Sequence[TableSheet]


@dataclass(frozen=True)
class Head:
    """The headings of a sheet: {what a column says: where, from 0}, their first and last row from 1, the others."""

    columns: Mapping[str, int]
    rows: tuple[int, int]
    unread: tuple[str, ...] = ()

    def under(self, sheet: TableSheet) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (number from 1, {what a column says: its words}) for each row under the headings."""
        for number, row in enumerate(sheet.rows[self.rows[1] :], self.rows[1] + 1):
            yield number, {name: words_of(cell_at(row, column)) for name, column in self.columns.items()}


def cell_at(row: Sequence[SheetCell], column: int) -> SheetCell:
    """Return a cell of a row, None where the row is shorter."""
    return row[column] if column < len(row) else None


def words_of(cell: SheetCell) -> str:
    """Return a cell as words: full-width letters and blanks are plain ones, a day is written out."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return normalize("NFKC", str(cell)).strip()


def head_of(sheet: TableSheet, names: Mapping[str, str], needs: Collection[str]) -> Head | None:
    """Return the headings of a sheet by {heading: what such a column says}; None unless it has all that it needs.

    They stand in one row, or in two, the lower ones under a common one; what stands in brackets does not count.
    """
    last = len(sheet.rows) - 1
    places = [(top, bottom) for top in range(len(sheet.top)) for bottom in (top, min(top + 1, last))]
    heads = [_head(sheet, place, names) for place in places]
    complete = [head for head in heads if head.columns.keys() >= set(needs)]
    # Of as many columns the first row, and one row rather than two, whose second would be somebody's data.
    return max(complete, key=lambda head: (len(head.columns), -head.rows[1]), default=None)


def _head(sheet: TableSheet, place: tuple[int, int], names: Mapping[str, str]) -> Head:
    headings = _headings(sheet.rows[place[0]], sheet.rows[place[1]], names)
    # Of two columns that say the same the first counts.
    columns = {names[heading]: column for column, heading in reversed([*enumerate(headings)]) if heading in names}
    unread = dict.fromkeys(one for one in headings if one and one not in names)
    # A table that goes on beside itself: nobody shall believe that its right half was read.
    twice = [
        AGAIN.format(column + 1, one)
        for column, one in enumerate(headings)
        if one in names and columns[names[one]] != column and headings[column - 1] != one
    ]
    return Head(columns, (place[0] + 1, place[1] + 1), (*unread, *twice))


def _headings(upper: Sequence[SheetCell], lower: Sequence[SheetCell], names: Collection[str]) -> list[str]:
    """Return the heading of each column: the lower one, but for one that says nothing under one that does."""
    width = max(len(upper), len(lower))
    above, below = ([_heading(cell) for cell in row] + [""] * (width - len(row)) for row in (upper, lower))
    pairs = zip(above, below, strict=True)
    return [over if over in names and under not in names else under or over for over, under in pairs]


def _heading(cell: SheetCell) -> str:
    words = re.sub(r"[（(][^（）()]*[）)]", "", words_of(cell))
    return re.sub(r"[\s*＊:：/、·_-]+", "", words).lower()
