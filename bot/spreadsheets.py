"""Reads the tables people send, in a process of its own: they come from anywhere, and it may die of them."""

import asyncio
import csv
import io
import re
import resource
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot.workers import NotMade, Worker
from models.values.refusal import Refusal
from models.values.sheets import SheetCell, TableSheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetMetadata

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 10 * MEGABYTE
# What an archive says it holds, opened. A roster of 300 people is 60 KB; 200 times that is nobody's roster.
UNPACKED_MOST = 60 * MEGABYTE
MEMBERS_MOST = 400
ROWS_MOST, COLUMNS_MOST, SHEETS_MOST = 20_000, 200, 60
# Of the process, Python and the library included.
MEMORY_MOST = 1024 * MEGABYTE
PATIENCE_SECONDS = 20.0
_ARCHIVE, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|meta|table|\?xml)|MIME-Version:", re.I)


class NoTable(Refusal):
    """Something that is no table, or a broken or locked one."""

    text = "这个文件打不开，什么都没有记。请另存为 .xlsx 或 .csv（不加密码）再发一次。"


WEB_PAGE = "这是网页存成的表，打不开，什么都没有记。请用表格软件打开，另存为 .xlsx 再发一次。"


class TooLarge(Refusal):
    """More than any roster is."""

    text = "这个文件太大了，什么都没有记。一次最多 {megabytes} MB、{rows} 行；可以按村或按支部分成几份发。"

    def __init__(self) -> None:
        """Fill in the limits."""
        super().__init__(megabytes=LARGEST_BYTES // MEGABYTE, rows=ROWS_MOST)


@dataclass(frozen=True)
class _Read:
    sheets: tuple[TableSheet, ...] = ()
    too_large: bool = False


async def sheets_of(data: bytes) -> tuple[TableSheet, ...]:
    """Return the visible sheets of a workbook or a CSV, read beside the loop; raises NoTable or TooLarge."""
    check_size(data)
    try:
        read = await asyncio.to_thread(READER.work, data)
    except NotMade as wrong:
        raise NoTable from wrong
    if read.too_large:
        raise TooLarge
    return read.sheets


def check_size(data: bytes) -> None:
    """Raise TooLarge for a file, or for what its archive declares to hold; NoTable for a broken archive; WEB_PAGE."""
    if len(data) > LARGEST_BYTES:
        raise TooLarge
    if _WEB_PAGE.match(data):
        raise Refusal(WEB_PAGE)
    if not data.startswith(_ARCHIVE):
        return
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise NoTable from None
    if len(members) > MEMBERS_MOST or sum(one.file_size for one in members) > UNPACKED_MOST:
        raise TooLarge


def _reader() -> Callable[[bytes], _Read]:
    """Return what reads a file, in the process that may die of it."""
    # What an archive declares may be a lie; then the memory ends, not the machine.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MOST, MEMORY_MOST))

    def read(data: bytes) -> _Read:
        if data.startswith((_ARCHIVE, _OLD_EXCEL)):
            return _workbook(data)
        return _fitting([TableSheet("", _lines(data))])

    return read


def _workbook(data: bytes) -> _Read:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    def is_shown(one: "SheetMetadata") -> bool:
        return one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    shown = [one.name for one in filter(is_shown, book.sheets_metadata)]
    found = [book.get_sheet_by_name(name) for name in shown[:SHEETS_MOST]]
    if any(one.total_height > ROWS_MOST or one.total_width > COLUMNS_MOST for one in found):
        return _Read(too_large=True)
    return _fitting([TableSheet(one.name, _rows(one)) for one in found])


def _fitting(sheets: list[TableSheet]) -> _Read:
    too_large = any(len(sheet.rows) > ROWS_MOST for sheet in sheets)
    return _Read(too_large=True) if too_large else _Read(tuple(sheets))


def _rows(sheet: "CalamineSheet") -> list[list[SheetCell]]:
    """Return the rows, what stands in merged cells in each of them."""
    rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return rows


def _plain(cell: Any) -> SheetCell:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if cell == "" or not isinstance(cell, str | int | float | bool | date | datetime):
        return None
    return cell


def _lines(data: bytes) -> list[list[SheetCell]]:
    """Return the rows of a CSV in UTF-8, GBK or what Excel calls Unicode; raises ValueError for what is no text."""
    text = _decoded(data)
    if "\x00" in text or not text.strip():
        raise ValueError("no text")
    mark = max(",;\t", key=text[:4000].count)
    return [[cell.strip() or None for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


READER: Worker[bytes, _Read] = Worker(_reader, PATIENCE_SECONDS)
