"""What stands in a cell of somebody's table: days in many forms, groups, accounts, posts; where the headings are."""

from datetime import date, datetime

import pytest

from models.organisation.imports.rules import Field, Planned, Row, RowVerdict
from models.organisation.imports.texts import preview
from models.organisation.imports.words import last_day, read_roll
from models.organisation.people.rules import Role
from models.values.sheets import SheetCell, TableSheet, head_of


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2029-12-31", "2029-12-31"),
        ("29年12月", "2029-12-31"),
        ("二〇二九年十二月", "2029-12-31"),
        ("二○三○年六月五日", "2030-06-05"),
        ("29年2月3日", "2029-02-03"),
        ("2029/6/5", "2029-06-05"),
        ("2029.06.05", "2029-06-05"),
        ("2029年6月5日", "2029-06-05"),
        ("2029 年 6 月", "2029-06-30"),
        ("2029.6", "2029-06-30"),
        ("20290605", "2029-06-05"),
        (20290605, "2029-06-05"),
        ("2026.5—2029.5", "2029-05-31"),
        ("2024.1-2028.12", "2028-12-31"),
        ("29.6.5", "2029-06-05"),
        ("2029年", "2029-12-31"),
        (2029, "2029-12-31"),
        (datetime(2029, 6, 5), "2029-06-05"),  # noqa: DTZ001  # as a spreadsheet has it
        (date(2029, 6, 5), "2029-06-05"),
        (47483, "2029-12-31"),
        ("2029-13-45", None),
        ("下一届", None),
        (None, None),
    ],
)
def test_a_last_day_may_be_written_in_many_ways(cell: SheetCell, day: str | None) -> None:
    assert last_day(cell) == (date.fromisoformat(day) if day else None)


def test_headings_are_found_in_one_row_or_two_and_never_in_the_data() -> None:
    pages, rows = read_roll([TableSheet("", [["姓名", "职务"], ["张三", "书记"], ["职务", "支委"]])])
    assert (pages[0].rows, [row.number for row in rows]) == ((1, 1), [2, 3])
    pages, rows = read_roll(
        [TableSheet("", [["名单"], [], ["党员", "党员"], ["姓 名", "小组（社）"], ["张三", "5社"]])]
    )
    assert (pages[0].columns, rows[0].group) == ({Field.NAME: 0, Field.GROUP: 1}, "五组")


def test_rows_without_anybody_are_nobodys_fault() -> None:
    rows = [["姓名", "账号"], ["张三", "a"], ["", ""], ["合计：1人", ""], ["", "填表人：李四"]]
    assert [row.name for row in read_roll([TableSheet("", rows)])[1]] == ["张三"]
    rows = [["No.", "姓名"], [1, "张三"], ["合计", "1人"]]
    pages, found = read_roll([TableSheet("", rows)])
    assert ([row.name for row in found], pages[0].unread) == (["张三"], ())


def test_a_column_of_members_names_makes_members_of_them() -> None:
    assert read_roll([TableSheet("", [["党员姓名（全名）"], ["张三"]])])[1][0].standing == "full"
    assert read_roll([TableSheet("", [["姓名"], ["张三"]])])[1][0].standing is None


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ("3", "三组"),
        ("第十二村民小组", "十二组"),
        ("莲花池村3组", "三组"),
        ("二社", "二组"),
        ("第一村民小组", "一组"),
        ("1组", "一组"),
        ("一社", "一组"),
        ("无", None),
    ],
)
def test_a_group_is_written_as_on_the_books(cell: str, group: str | None) -> None:
    assert read_roll([TableSheet("", [["姓名", "组别"], ["张三", cell]])])[1][0].group == group


@pytest.mark.parametrize(
    ("said", "standing", "member_class"),
    [
        ("中共预备党员", "probationary", None),
        ("预备党员", "probationary", None),
        ("流动党员", "full", "mobile"),
        ("农村", None, "rural"),
        ("党员", "full", None),
        ("普通党员", "full", None),
        ("积极分子", "none", None),
        ("入党积极分子", "none", None),
        ("群众", "none", None),
        ("否", None, None),
        ("", None, None),
    ],
)
def test_a_column_of_classes_says_who_is_a_member(said: str, standing: str | None, member_class: str | None) -> None:
    [row] = read_roll([TableSheet("", [["姓名", "类别"], ["张三", said]])])[1]
    assert (row.standing, row.member_class, row.faults) == (standing, member_class, ())


def test_what_is_not_known_in_a_cell_is_a_fault_of_its_row() -> None:
    head = ["姓名", "企微号", "政治面貌", "类别", "职务"]
    _, [one, other] = read_roll(
        [
            TableSheet(
                "", [head, ["张三", "test 1 50", "党员", "红领巾", "支部书记"], ["李四", "li4", "", "红领巾", "支书"]]
            )
        ]
    )
    assert [fault.field for fault in one.faults] == [Field.ACCOUNT, Field.CLASS]
    assert one.account is None
    assert one.posts == (("支部书记", Role.SECRETARY),)
    assert [fault.field for fault in other.faults] == [Field.CLASS]
    assert (other.account, other.posts) == ("li4", (("支书", Role.SECRETARY),))


def test_a_long_preview_names_the_first_and_counts_the_rest() -> None:
    rows = [Planned(Row("", one, f"张{one}", unit="莲花池村"), RowVerdict.NEW) for one in range(301)]
    shown = preview({"new": rows, "changed": [], "same": [], "faulty": []}, (), whole=True)
    assert "新增 301" in shown
    assert "……还有 293 行" in shown
    assert len(shown) < 300


def test_of_two_headings_over_a_column_that_both_say_something_the_lower_counts() -> None:
    names = {"姓名": "name", "身份": "standing", "类别": "kind"}
    rows = [["姓名", "身份", "身份"], ["", "身份", "类别"], ["张三", "党员", "农村"]]
    head = head_of(TableSheet("", rows), names, ["name"])
    assert head is not None
    assert head.columns == {"name": 0, "standing": 1, "kind": 2}
