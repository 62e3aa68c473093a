"""Changes a module of rules in many small ways and counts how many of the changes its tests notice.

    python -m benchmarks.mutations models/stars/points/rules.py tests/stars/test_point_rules.py

One change at a time: a comparison is flipped, a number moved by one, a condition turned round, an operator swapped, a
return value dropped. Every changed module meets the tests in a process of its own; one that hangs counts as noticed.
Prints the changes nobody noticed, and the share of those that were.
"""

import argparse
import ast
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from io import StringIO
from operator import setitem
from pathlib import Path
from types import ModuleType

import pytest

SECONDS_MOST = 60
QUIET = "-x -q --noconftest -p no:cacheprovider -p tests.rules.conftest -W ignore::pytest.PytestAssertRewriteWarning"
FLIPS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
Change = Callable[[], None]


@dataclass(frozen=True)
class Mutant:
    """A changed source: where, what, and the whole text."""

    line: int
    what: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield the source with every single change."""
    for index in range(len(list(_changes(ast.parse(source))))):
        tree = ast.parse(source)
        line, what, change = list(_changes(tree))[index]
        change()
        yield Mutant(line, what, ast.unparse(ast.fix_missing_locations(tree)))


def _changes(tree: ast.AST) -> Iterator[tuple[int, str, Change]]:
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    # That a value is frozen is no rule.
    left = {id(node) for one in classes for mark in one.decorator_list for node in ast.walk(mark)}
    for node in ast.walk(tree):
        for what, change in _of(node) if id(node) not in left else ():
            yield getattr(node, "lineno", 0), what, change


def _of(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """Yield the changes of one node."""
    if isinstance(node, ast.Compare):
        yield from _comparisons(node)
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.BoolOp | ast.BinOp):
        yield from _operators(node)
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "return value dropped", partial(setattr, node, "value", ast.Constant(None))
    else:
        yield from _conditions(node)


def _conditions(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "condition turned round", partial(setattr, node, "test", _negated(node.test))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", partial(setattr, node, "operand", _negated(node.operand))
    elif isinstance(node, ast.comprehension):
        for place, condition in enumerate(node.ifs):
            yield "filter turned round", partial(setitem, node.ifs, place, _negated(condition))


def _comparisons(node: ast.Compare) -> Iterator[tuple[str, Change]]:
    for place, old in enumerate(node.ops):
        for new in FLIPS[type(old)]:
            yield f"{_name(old)} → {new.__name__}", partial(setitem, node.ops, place, new())


def _constants(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} → {not value}", partial(setattr, node, "value", not value)
    elif isinstance(value, int | float):
        for moved in (value + 1, value - 1):
            yield f"{value} → {moved}", partial(setattr, node, "value", moved)


def _operators(node: ast.BoolOp | ast.BinOp) -> Iterator[tuple[str, Change]]:
    if type(node.op) in SWAPS:
        swapped = SWAPS[type(node.op)]()
        yield f"{_name(node.op)} → {_name(swapped)}", partial(setattr, node, "op", swapped)


def _name(node: ast.AST) -> str:
    return type(node).__name__


def _negated(condition: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), condition)


class _Changed(MetaPathFinder, Loader):
    """Gives a changed source out as the module."""

    def __init__(self, module: str, source: str) -> None:
        self._module, self._source = module, source

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name == self._module else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._source, self._module, "exec"), module.__dict__)


def run(tests: Sequence[str]) -> bool:
    """Return whether the tests pass in this process, saying nothing."""
    nowhere = StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        return pytest.main([*QUIET.split(), *tests]) == pytest.ExitCode.OK


def survives(mutant: Mutant, module: str, tests: Sequence[str]) -> bool:
    """Return whether the tests pass although the module is changed; they run in a child of this process."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS_MOST)
        for name in [name for name in sys.modules if name.startswith(("models", "tests"))]:
            del sys.modules[name]
        sys.meta_path.insert(0, _Changed(module, mutant.source))
        os._exit(0 if run(tests) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the changes nobody noticed and the share that was noticed; return 1 when the tests fail by themselves."""
    parser = argparse.ArgumentParser(prog="benchmarks.mutations", description="How much the tests of rules notice.")
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    asked = parser.parse_args(arguments)
    if not run(asked.tests):
        print("The tests fail without any change.")
        return 1
    module = ".".join(asked.module.with_suffix("").parts)
    every = list(mutants(asked.module.read_text(encoding="utf-8")))
    alive = [mutant for mutant in every if survives(mutant, module, asked.tests)]
    for mutant in alive:
        print(f"{asked.module}:{mutant.line}: {mutant.what}")
    killed = len(every) - len(alive)
    print(f"{asked.module}: {killed} of {len(every)} changes noticed, {killed / len(every):.1%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
