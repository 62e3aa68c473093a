"""Every sentence is read: short, in a neighbour's words, pressing and shaming nobody. Source: domain 0.1, 9.5."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from config.sample import load_district
from tests.architecture.sources import PRODUCT, files, nodes

# Where sentences for people are; the command line speaks to a technician.
SPOKEN = re.compile(r"(models/.*/(texts|rules|claims)|bot/texts|handlers/.*)\.py")
PATTERN = re.compile(r"\(\?[P:=!]")
# Words of a form, of a programmer or of somebody above.
FORMAL = (
    *("折算", "移出", "入队", "转告", "累积", "重新匀", "该党员", "该同志", "予以", "知悉", "特此", "贵村", "溯源"),
    *("没有改动", "没有做任何改动", "权属", "停表", "另作安排", "身份暂时没有开通", "其间", "暂未"),
)
PRESSING = ("截止", "务必", "立即", "尽快", "必须", "收到请回复", "接龙", "逾期不", "否则", "通报批评", "问责")
SHAMING = ("倒数", "落后", "居然", "末位淘汰", "拖后腿", "懒", "最差", "仅有", "才报", "未完成名单")
# Nobody is shown it, whoever types it is understood.
TYPED = {("handlers/ledger/tracing.py", "溯源")}
# Said aloud, a line is over in one breath or two.
LONGEST = 130
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _docstrings(path: str) -> set[int]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in nodes(path) if isinstance(node, documented)]
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def _sentences() -> Iterator[tuple[str, str]]:
    """Yield (file, line) for every line that is written to be read by people."""
    for path in files(*PRODUCT):
        if not SPOKEN.fullmatch(str(path)):
            continue
        silent = _docstrings(path)
        for node in nodes(path):
            said = node.value if isinstance(node, ast.Constant) and id(node) not in silent else None
            if isinstance(said, str) and not PATTERN.search(said):
                yield from ((str(path), line) for line in said.splitlines() if CHINESE.search(line))


@cache
def lines() -> list[tuple[str, str]]:
    """Return them all, read when they are first asked for."""
    return list(_sentences())


def test_there_is_something_to_read() -> None:
    assert len(lines()) > 1000


@pytest.mark.parametrize(
    "word", [*FORMAL, *PRESSING, *SHAMING], ids=lambda word: word.encode("unicode_escape").decode()[2:]
)
def test_no_sentence_holds_such_a_word(word: str) -> None:
    assert [place for place in lines() if word in place[1] and place not in TYPED] == []


def test_no_example_names_somebody_who_could_be_there() -> None:
    names = {person.name for person in load_district().people}
    assert [place for place in lines() if any(name in place[1] for name in names)] == []


def test_a_line_is_short() -> None:
    assert [place for place in lines() if len(place[1]) > LONGEST] == []
