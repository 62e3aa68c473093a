"""Tables as secretaries make them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Rows = Sequence[Sequence[Any]]


def xlsx(rows: Rows, sheet: str = "Sheet1", merged: Sequence[tuple[int, int, int, int, str]] = ()) -> bytes:
    """Return a workbook with one sheet; `merged` are (first row, first column, last row, last column, words)."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"default_date_format": "yyyy/m/d"}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        for top, left, bottom, right, words in merged:
            page.merge_range(top, left, bottom, right, words)
    return written.getvalue()


def comma_separated(rows: Rows, encoding: str = "utf-8") -> bytes:
    """Return a CSV in an encoding."""
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode(encoding)


def cells(data: bytes) -> list[list[Any]]:
    """Return the rows of the first sheet of a workbook."""
    rows: list[list[Any]] = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return rows
