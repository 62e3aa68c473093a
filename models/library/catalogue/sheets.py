"""A book in a table that somebody sends: which book it is, and its entries; pure."""

from datetime import date
from typing import Any

from pydantic import ValidationError

from config.file_faults import first_of
from models.library.catalogue.rules import BOOK_NAMES, FACTS, Book, BookFile, BookRefused, check_for_a_chat
from models.organisation.people.rules import ROLE_NAMES, Role
from models.values.refusal import required
from models.values.sheets import Head, SentTable, SheetCell, TableSheet, cell_at, head_of, words_of

HEADINGS = {
    **dict.fromkeys(("编号", "序号"), "number"),
    **dict.fromkeys(("题目", "标题", "问题", "问", "事项", "名称"), "title"),
    **dict.fromkeys(("正文", "内容", "答案", "答", "说明"), "text"),
    **dict.fromkeys(("页码", "页", "第几页"), "page"),
    **dict.fromkeys(("又叫", "别名", "也叫"), "called"),
    **dict.fromkeys(("类别", "类型"), "kind"),
    **dict.fromkeys(("带什么", "材料", "所需材料"), "papers"),
    **dict.fromkeys(("找谁", "经办", "经办人"), "handler"),
    **dict.fromkeys(("谁批", "审批"), "approved_by"),
    **dict.fromkeys(("工作日", "几个工作日", "时限"), "days"),
    **dict.fromkeys(("费用", "收费"), "cost"),
    **dict.fromkeys(("在哪里", "地点", "办理地点"), "where"),
    **dict.fromkeys(("投诉", "投诉电话"), "phone"),
    **dict.fromkeys(("通过", "哪个会通过"), "passed"),
}
_NEEDS, _OF_ENTRY = ("number", "title", "text"), ("number", "title", "text", "page")
_SAMPLE, _BETWEEN = "示例", "、"
_NO_NAME = "文件名里要写是哪一本，例如“{names}”"
_NO_SUCH = {"days": "0", "handler": ""}


def is_book(table: SentTable) -> bool:
    """Return whether a table has numbered titles with their texts."""
    return bool(_pages(table))


def _pages(table: SentTable) -> list[tuple[TableSheet, Head]]:
    """Return the sheets that hold entries, each with its headings."""
    found = [(sheet, head_of(sheet, HEADINGS, _NEEDS)) for sheet in table.sheets]
    return [(sheet, head) for sheet, head in found if head]


def book_in(table: SentTable, today: date) -> BookFile:
    """Return the book that a table holds, as the version of a day.

    What is called 示例 in the file's name or above the headings is a sample. Raises BookRefused.
    """
    pages = _pages(table)
    called = " ".join([table.name, *(title for page in pages for title in _titles(*page))])
    book = required(
        next((book for book, name in BOOK_NAMES.items() if name in called), None),
        BookRefused,
        file=table.name,
        why=_NO_NAME.format(names=_BETWEEN.join(BOOK_NAMES.values())),
    )
    source, version = table.name.rpartition(".")[0], today.isoformat()
    entries = [_entry(book, row) for page in pages for row in _rows(*page)]
    said = {"book": book, "source": source, "version": version, "valid_from": today, "entry": entries}
    try:
        found = BookFile.model_validate({**said, "sample": _SAMPLE in called})
    except ValidationError as wrong:
        raise BookRefused(file=table.name, why=" ".join(first_of(wrong)).strip()) from None
    check_for_a_chat(called, found, table.name)
    return found


def _titles(sheet: TableSheet, head: Head) -> list[str]:
    return [sheet.name, *(words_of(cell) for row in sheet.rows[: head.rows[0] - 1] for cell in row)]


def _rows(sheet: TableSheet, head: Head) -> list[dict[str, str]]:
    cells = [{name: cell_at(row, at) for name, at in head.columns.items()} for row in sheet.rows[head.rows[1] :]]
    rows = [{name: _as_written(cell) for name, cell in row.items()} for row in cells]
    return [row for row in rows if row["number"] or row["title"]]


def _as_written(cell: SheetCell) -> str:
    """Return a cell word for word, for it is quoted: its signs stay full-width."""
    return cell.strip() if isinstance(cell, str) else words_of(cell)


def _entry(book: Book, row: dict[str, str]) -> dict[str, Any]:
    facts = (
        {name: row.get(name) or _NO_SUCH.get(name, "") for name in FACTS[book].model_fields} if book in FACTS else {}
    )
    if "handler" in facts:
        facts["handler"] = _role(facts["handler"])
    entry: dict[str, Any] = {name: row.get(name) or None for name in _OF_ENTRY}
    return {**entry, "called": [one for one in row.get("called", "").split(_BETWEEN) if one], "facts": facts}


def _role(name: str) -> Role:
    """Return whose work a service is: the role that is named, else the village committee's."""
    named = [role for role, called in ROLE_NAMES.items() if name and (name in called or called in name)]
    return named[0] if named else Role.VILLAGE_COMMITTEE
