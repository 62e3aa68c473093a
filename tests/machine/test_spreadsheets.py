"""Tables that strangers send: read beside the loop, in a process that may die, or refused with one sentence."""

import io

import psutil
import pytest
import xlsxwriter

from bot.spreadsheets import READER, ROWS_MOST, NoTable, TooLarge, sheets_of
from tests.organisation.tables import comma_separated


async def test_what_is_merged_stands_in_each_cell_and_what_is_hidden_nowhere() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet("名册")
        page.write_row(0, 0, ["组", "姓名"])
        page.merge_range(1, 0, 2, 0, "三组")
        page.write(1, 1, "张三")
        page.write(2, 1, 4.0)
        book.add_worksheet("藏").hide()
    (sheet,) = await sheets_of(written.getvalue())
    assert (sheet.name, sheet.rows) == ("名册", [["组", "姓名"], ["三组", "张三"], ["三组", 4]])


async def test_a_reader_that_dies_is_replaced() -> None:
    table = comma_separated([["姓名"], ["张三"]], "gbk")
    first = await sheets_of(table)
    assert READER.process is not None
    psutil.Process(READER.process).kill()
    assert await sheets_of(table) == first


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", NoTable),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), NoTable),
        (b"PK\x03\x04" + bytes(99), NoTable),
        (bytes(11 * 1024 * 1024), TooLarge),
        (b"a\n" * (ROWS_MOST + 1), TooLarge),
    ],
    ids=["nothing", "locked or broken", "broken archive", "large file", "many rows"],
)
async def test_what_is_no_roster_of_anybody_is_refused(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        await sheets_of(data)


async def test_a_cell_far_below_is_too_many_rows() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet().write(1_048_575, 16_383, "x")
    with pytest.raises(TooLarge):
        await sheets_of(written.getvalue())
