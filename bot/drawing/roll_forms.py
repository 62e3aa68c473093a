"""Rosters as workbooks: the form to fill in, and the rows of somebody's own table that have to be mended."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from models.values.listing import Cell
from models.values.sheets import Sheet, SheetCell

WIDTH, FILLED_MOST = 16, 1000
_HEAD = {"bold": True, "border": 1, "align": "center", "bg_color": "#F7F1EA", "text_wrap": True}
_RED = {"border": 1, "bg_color": "#F8CBAD", "text_wrap": True, "valign": "top"}


def form(
    name: str, columns: Mapping[str, Sequence[str]], rows: Sequence[Sequence[Cell]], notes: Sequence[str]
) -> bytes:
    """Return an .xlsx to fill in: {heading: what may be chosen, empty for anything}, what is known, and how to.

    Every cell is text, or a spreadsheet would make powers of ten of long numbers and days of other things.
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"created": date(2000, 1, 1)})
        head, text = book.add_format(_HEAD), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(name)
        for column, (heading, choices) in enumerate(columns.items()):
            sheet.set_column(column, column, WIDTH, text)
            sheet.write_string(0, column, heading, head)
            if choices:
                rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
                sheet.data_validation(1, column, FILLED_MOST, column, rule)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, str(cell or ""), text)
        sheet.freeze_panes(1, 0)
        told = book.add_worksheet(f"{name}怎么填")
        told.set_column(0, 0, 100)
        for number, line in enumerate(notes):
            told.write_string(number, 0, line)
    return written.getvalue()


def to_mend(sheets: Sequence[tuple[Sheet, tuple[int, int], Mapping[int, Mapping[int, str]]]], heading: str) -> bytes:
    """Return an .xlsx with rows of somebody's own table, what is wrong red, the reasons in a last column of a heading.

    For each sheet: (itself, its first and last row of headings from 1, {row from 1: {column from 0: reason}}).
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"created": date(2000, 1, 1)})
        formats = {
            "head": book.add_format(_HEAD),
            "red": book.add_format(_RED),
            "plain": book.add_format({"border": 1}),
        }
        for sheet, (first, last), wrong in sheets:
            page, width = book.add_worksheet(sheet.name or None), max(len(row) for row in sheet.rows)
            page.set_column(0, width, WIDTH)
            numbers = [*range(first, last + 1), *sorted(wrong)]
            for line, number in enumerate(numbers):
                reasons = wrong.get(number, {})
                style = "plain" if number in wrong else "head"
                cells = [*sheet.rows[number - 1], *[None] * (width - len(sheet.rows[number - 1]))]
                for column, cell in enumerate(cells):
                    _write(page, (line, column), cell, formats["red" if column in reasons else style])
                words = "；".join(reasons.values()) if number in wrong else heading if number == last else ""
                page.write_string(line, width, words, formats["red" if number in wrong else "head"])
            page.freeze_panes(last - first + 1, 0)
    return written.getvalue()


def _write(page: Any, place: tuple[int, int], cell: SheetCell, style: Any) -> None:
    if isinstance(cell, date):
        page.write_datetime(*place, cell, style)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(*place, cell, style)
    else:
        page.write_string(*place, "" if cell is None else str(cell), style)
