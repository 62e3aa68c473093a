"""import: a technician fills an empty database from one workbook, again and again, and takes it back."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.conftest import Terminal
from tests.organisation.tables import Rows, cells

DISTRICT: Mapping[str, Rows] = {
    "单位": [
        ["单位名称", "类别", "上级", "支部"],
        ["莲花池村", "村", "金峰镇", "莲花池村党支部"],
        ["涪江区", "区", ""],
        ["金峰镇", "镇街", "涪江区"],
        ["铁牛街社区", "", "涪江区", "第一党支部、第二党支部"],
        ["孤村", "村", "没有镇"],
    ],
    "名册": [
        ["单位", "姓名", "账号", "身份", "支部", "岗位", "任到"],
        ["涪江区", "沈文静", "shen", "", "", "组织部干部", "2030年"],
        ["莲花池村", "罗正富", "luo", "党员", "", "书记", "2029.6"],
        ["铁牛街社区", "王强", "wq", "党员", "第二", "", ""],
        ["铁牛街社区", "王弱", "wr", "党员", "", "", ""],
    ],
    "群": [
        ["群名", "单位", "chatid", "群机器人地址"],
        ["莲花池村群", "莲花池村", "wrABC", "https://a.example/webhook/send?key=abcdefgh-1234"],
    ],
    "示范带": [["示范带", "站点", "核心"], ["沿江带", "金峰镇", "是"]],
}


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return written.getvalue()


@pytest.fixture
def file(terminal: Terminal) -> Path:
    """Give the workbook of a district."""
    path = terminal.folder / "全区.xlsx"
    path.write_bytes(workbook(DISTRICT))
    return path


def test_a_district_is_entered_from_one_workbook_and_again_changes_nothing(terminal: Terminal, file: Path) -> None:
    told = [
        "新增或修改：单位 4，支部 3，群 1，示范带站点 1。",
        "有问题，先不导：",
        "· “单位”第6行 孤村　上级：没有找到叫“没有镇”的单位。",
        "表看过了，还没有写进去。新增 3，修改 0，不变 0，有问题 1。",
        "新增：沈文静（涪江区，群众，组织部干部）、罗正富（莲花池村，正式党员，书记）、王强（铁牛街社区，正式党员）",
        "有问题，先不导：",
        "· “名册”第5行 王弱　支部：有好几个支部，要写是哪一个：第一党支部、第二党支部。",
    ]
    dry = terminal.run("import", file.name, "--dry-run")
    assert (dry.status, dry.err, dry.out.splitlines()[:7]) == (0, "", told)
    mend = terminal.folder / "全区-要改的行.xlsx"
    assert dry.out.splitlines()[7:] == ["有问题的行在 全区-要改的行.xlsx，红格里改好再导一次。"]
    assert cells(mend.read_bytes())[1][1] == "王弱"
    assert "什么都没有写。" in terminal.run("import", file.name, said="不\n").out
    assert "沈文静" not in terminal.run("export", "people").out

    assert "已写进去。" in terminal.run("import", file.name, said="是\n").out
    assert terminal.run("export", "people").out.count("\n") == 4
    again = terminal.run("import", file.name, "--yes").out
    assert "单位 0，支部 0，群 0，示范带站点 0" in again and "新增 0，修改 0，不变 3，有问题 1" in again
    assert "已写进去" not in again

    key = workbook({"群": [["群名", "单位", "chatid", "key"], ["莲花池村群", "莲花池", "wrABC", "zyxwvuts-9876"]]})
    (terminal.folder / "群.xlsx").write_bytes(key)
    assert terminal.run("import", "群.xlsx", "--yes").out.startswith("新增或修改：单位 0，支部 0，群 1，")
    asked = terminal.run("import", "--undo", said="不\n").out
    assert "什么都没有写。" in asked and "对的话回" not in asked
    assert "好了，3 人已经撤回。" in terminal.run("import", "--undo", "--yes").out
    # However many: whoever sits at the machine needs nobody's consent by chat.
    names = [f"张{letter}{other}" for letter in "一二三四五六" for other in "甲乙丙丁戊"]
    many = [["单位", "姓名", "账号"], *(["莲花池村", name, f"u{number}"] for number, name in enumerate(names))]
    (terminal.folder / "多.xlsx").write_bytes(workbook({"名册": many}))
    terminal.run("import", "多.xlsx", "--yes")
    assert "好了，30 人已经撤回。" in terminal.run("import", "--undo", "--yes").out


def test_what_is_no_table_is_told_in_a_sentence(terminal: Terminal) -> None:
    (terminal.folder / "图.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (terminal.folder / "空.csv").write_text("日期,事项\n12月1日,开会\n", encoding="utf-8")
    for file, status, said in (
        ("图.xlsx", 1, "这个文件打不开"),
        ("空.csv", 1, "没有找到“姓名”这一列"),
        ("没有.xlsx", 1, "没有这个文件或目录"),
    ):
        answer = terminal.run("import", file)
        assert (answer.status, said in answer.sentence) == (status, True), file
    assert terminal.run("import").status == 2
    assert "没有 24 小时以内的导入" in terminal.run("import", "--undo").sentence


def test_the_empty_form_is_one_that_can_be_imported(terminal: Terminal) -> None:
    assert "空表在 空表.xlsx" in terminal.run("import", "--form", "空表.xlsx").out
    assert cells((terminal.folder / "空表.xlsx").read_bytes())[0][:3] == ["姓名", "企业微信账号", "单位"]
    assert "新增 0，修改 0，不变 0，有问题 0" in terminal.run("import", "空表.xlsx", "--yes").out
