"""Exports open in WPS and Excel as text, in Chinese, and hold no key."""

import csv
import io
import sqlite3
from contextlib import closing

import pytest

from bot.operating.exporting import harmless
from tests.cli.conftest import Terminal

STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"]
RESTS = [
    "1+1",
    'HYPERLINK("http://example.org";"x")',
    "cmd|'/C calc'!A0",
    "",
    "1,2\r\n=3",
    '"',
    "\u202e=1",
    "长" * 2000,
]
HARMLESS = ["", "打扫", "'=1", " =1", '"=1', "1-2", "a=b", "\u202e=1", "李@四"]


@pytest.mark.parametrize("start", STARTS, ids=[f"U+{ord(start):04X}" for start in STARTS])
@pytest.mark.parametrize("rest", RESTS, ids=range(len(RESTS)))
def test_a_cell_that_looks_like_a_formula_is_kept_as_text(start: str, rest: str) -> None:
    target = io.StringIO(newline="")
    csv.writer(target, quoting=csv.QUOTE_ALL).writerow([harmless(start + rest)])
    (cell,) = next(csv.reader(io.StringIO(target.getvalue(), newline="")))
    assert cell == "'" + start + rest


@pytest.mark.parametrize("cell", [*HARMLESS, 5, -5, None])
def test_other_cells_stay_as_they_are(cell: str | int | None) -> None:
    assert harmless(cell) == cell


@pytest.fixture
def mischief(village: Terminal) -> Terminal:
    """Give the sample district with a formula in every text that people can write."""
    with closing(sqlite3.connect(village.database)) as books, books:
        books.execute("UPDATE persons SET name = '=1+1' WHERE id = 1")
        books.execute("UPDATE activity_records SET description = '＝1\r\n+2', place = '@x', decision_reason = '-3'")
        books.execute("UPDATE audit_rows SET reason = '\t=1', actor = '+86'")
    return village


@pytest.mark.parametrize(
    ("what", "table", "named"),
    [
        ("activities", "activity_records WHERE status <> 'replaced'", "编号"),
        ("people", "persons WHERE left_on IS NULL", "姓名"),
        ("audit", "audit_rows", "序号"),
    ],
)
def test_every_row_is_exported_once_and_no_formula(mischief: Terminal, what: str, table: str, named: str) -> None:
    answer = mischief.run("export", what)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith("\ufeff")
    header, *rows = csv.reader(io.StringIO(answer.out.removeprefix("\ufeff"), newline=""))
    assert header[0] == named
    with closing(sqlite3.connect(mischief.database)) as books:
        (count,) = books.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
        keys = [key for (key,) in books.execute("SELECT webhook_key FROM chat_groups")]
        userids = [userid for (userid,) in books.execute("SELECT userid FROM persons")]
    assert len(rows) == count > 0
    assert {len(row) for row in rows} == {len(header)}
    assert not [cell for row in rows for cell in row if cell.startswith(tuple(STARTS))]
    assert not [key for key in keys if key in answer.out]
    assert what == "audit" or not [userid for userid in userids if f'"{userid}"' in answer.out]


def test_people_are_exported_with_unit_branch_and_roles(village: Terminal) -> None:
    people = list(csv.DictReader(io.StringIO(village.run("export", "people").out.removeprefix("\ufeff"))))
    luo = next(person for person in people if person["姓名"] == "罗正富")
    assert luo == {
        "姓名": "罗正富",
        "单位": "莲花池村",
        "党支部": luo["党支部"],
        "职务": "书记、坐班干部",
        "政治面貌": "正式党员",
        "党员类别": "农村",
    }


def test_an_export_before_the_first_migration_says_what_to_do(terminal: Terminal) -> None:
    answer = terminal.run("export", "people")
    assert (answer.status, answer.out, "migrate" in answer.sentence) == (1, "", True)
