"""The time is read in one file; everybody else is told the moment."""

import ast

import pytest

from tests.architecture.sources import PRODUCT, files, tree

READER = "bot/clock.py"
READS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "monotonic"),
    ("time", "perf_counter"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "strftime"),
}
IMPORTED = {name for module, name in READS if module == "time"}


def _reads(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        return any(alias.name in IMPORTED for alias in node.names)
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value
    name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    return (name, node.attr) in READS


@pytest.mark.parametrize("path", [path for path in files(*PRODUCT, "docs") if path != READER])
def test_nobody_else_reads_the_clock(path: str) -> None:
    assert [node.lineno for node in ast.walk(tree(path)) if _reads(node) and hasattr(node, "lineno")] == []


@pytest.mark.parametrize("path", files("tests"))
def test_no_test_depends_on_the_day_it_runs(path: str) -> None:
    measuring = {"monotonic", "perf_counter"}
    read = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and _reads(node)]
    assert [node.lineno for node in read if node.attr not in measuring] == []


def test_the_scan_finds_the_one_reader() -> None:
    assert any(_reads(node) for node in ast.walk(tree(READER)))
