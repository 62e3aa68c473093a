"""The time is read in one file; everybody else is told the moment."""

import ast

from tests.architecture.sources import PRODUCT, files, nodes

READER = "bot/clock.py"
# Stands for the clock of a machine that somebody sets.
SET_BY_HAND = "tests/chaos/clocks.py"
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


def test_nobody_else_reads_the_clock() -> None:
    readers = {path for path in files(*PRODUCT, "docs") for node in nodes(path) if _reads(node)}
    assert readers == {READER}


def test_no_test_depends_on_the_day_it_runs() -> None:
    measuring = {"monotonic", "perf_counter"}
    read = [
        f"{path}:{node.lineno}"
        for path in files("tests")
        if path != SET_BY_HAND
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and _reads(node) and node.attr not in measuring
    ]
    assert read == []
