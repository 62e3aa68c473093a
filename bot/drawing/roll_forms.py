"""Rosters as workbooks: the form to fill in, and the rows of somebody's own table that have to be mended."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from bot.texts import HOW_TO
from models.values.listing import Cell
from models.values.sheets import SheetCell, TableSheet

WIDTH, FILLED_MOST = 16, 1000
_HEAD = {"bold": True, "border": 1, "align": "center", "bg_color": "#F7F1EA", "text_wrap": True}
_RED = {"border": 1, "bg_color": "#F8CBAD", "text_wrap": True, "valign": "top"}


@dataclass(frozen=True)
class FormPage:
    """A sheet to fill in: {heading: what may be chosen, empty for anything}, and the rows that are known."""

    name: str
    columns: Mapping[str, Sequence[str]]
    rows: Sequence[Sequence[Cell]] = ()


def form(pages: Sequence[FormPage], notes: Sequence[str]) -> bytes:
    """Return an .xlsx to fill in, with a last sheet of notes.

    Every cell is text, or a spreadsheet would make powers of ten of long numbers and days of other things.
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"created": date(2000, 1, 1)})
        head, text = book.add_format(_HEAD), book.add_format({"num_format": "@"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for column, (heading, choices) in enumerate(page.columns.items()):
                sheet.set_column(column, column, WIDTH, text)
                sheet.write_string(0, column, heading, head)
                if choices:
                    rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
                    sheet.data_validation(1, column, FILLED_MOST, column, rule)
            for number, row in enumerate(page.rows, 1):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, str(cell or ""), text)
            sheet.freeze_panes(1, 0)
        told = book.add_worksheet(HOW_TO)
        told.set_column(0, 0, 100)
        for number, line in enumerate(notes):
            told.write_string(number, 0, line)
    return written.getvalue()


@dataclass(frozen=True)
class PageToMend:
    """A sheet of somebody's own, its first and last row of headings, and {row: {column: what is wrong}}.

    Rows are counted from 1, columns from 0.
    """

    sheet: TableSheet
    head: tuple[int, int]
    wrong: Mapping[int, Mapping[int, str]]


def to_mend(pages: Sequence[PageToMend], heading: str) -> bytes:
    """Return an .xlsx with the rows that are wrong, red where, and the reasons in a last column of a heading."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"created": date(2000, 1, 1)})
        formats = [book.add_format(one) for one in (_HEAD, _RED, {"border": 1})]
        for page in pages:
            _write_page(book.add_worksheet(page.sheet.name or None), page, heading, formats)
    return written.getvalue()


def _write_page(sheet: Any, page: PageToMend, heading: str, formats: Sequence[Any]) -> None:
    head, red, plain = formats
    first, last = page.head
    width = max(len(row) for row in page.sheet.rows)
    sheet.set_column(0, width, WIDTH)
    for line, number in enumerate(range(first, last + 1)):
        for column, cell in enumerate(page.sheet.rows[number - 1]):
            _write(sheet, (line, column), cell, head)
    sheet.write_string(last - first, width, heading, head)
    for line, (number, reasons) in enumerate(sorted(page.wrong.items()), last - first + 1):
        for column, cell in enumerate(page.sheet.rows[number - 1]):
            _write(sheet, (line, column), cell, red if column in reasons else plain)
        for column in reasons.keys() - set(range(len(page.sheet.rows[number - 1]))):
            sheet.write_blank(line, column, None, red)
        sheet.write_string(line, width, "；".join(reasons.values()), red)
    sheet.freeze_panes(last - first + 1, 0)


def _write(page: Any, place: tuple[int, int], cell: SheetCell, style: Any) -> None:
    if isinstance(cell, date):
        page.write_datetime(*place, cell, style)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(*place, cell, style)
    else:
        page.write_string(*place, "" if cell is None else str(cell), style)
