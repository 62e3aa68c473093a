"""Listings as a workbook for Excel and WPS: to be signed, printed on A4 and added up."""

import io
from datetime import UTC, date, datetime

import xlsxwriter

from bot import texts
from models.values.listing import Cell, Listing

NARROW, WIDE = 6, 40
HEADING_ROW = 2


def workbook(*listings: Listing) -> bytes:
    """Return an .xlsx with a sheet for each listing, for equal ones the same bytes; text stays text."""
    written = io.BytesIO()
    # What looks like a formula, an address or a number is what somebody typed: it is written as text.
    with xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": listings[0].name, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        for listing in listings:
            _add_sheet(book, listing)
    return written.getvalue()


def _add_sheet(book: xlsxwriter.Workbook, listing: Listing) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#F7F1EA", "text_wrap": True})
    cells = {"border": 1, "valign": "top", "text_wrap": True}
    plain, day = book.add_format(cells), book.add_format({**cells, "num_format": "yyyy-mm-dd", "align": "center"})
    sheet, last = book.add_worksheet(listing.title), len(listing.columns) - 1
    sheet.merge_range(0, 0, 0, last, f"{listing.unit}{listing.title}", title)
    sheet.write_string(1, 0, texts.sheet_head(listing.span, listing.by))
    for column, heading in enumerate(listing.columns):
        sheet.write_string(HEADING_ROW, column, heading, head)
        sheet.set_column(column, column, _width([heading, *(row[column] for row in listing.rows)]))
    for number, row in enumerate(listing.rows, HEADING_ROW + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, int | float):
                sheet.write_number(number, column, cell, plain)
            else:
                sheet.write_string(number, column, cell or "", plain)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.set_footer(texts.SHEET_PAGES)


def _width(cells: list[Cell]) -> int:
    """Return the width of a column in Latin letters: Chinese characters take two."""
    longest = max(sum(2 if ord(letter) > 255 else 1 for letter in str(cell or "")) for cell in cells)
    return min(max(longest + 2, NARROW), WIDE)
