"""The project's own sources, read as trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "config", "handlers", "models", "schedules")
# What begins a further way through a function.
BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.BoolOp,
    ast.match_case,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef
# As tuples: every node is asked, and a union takes several times as long to answer.
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_NAMED = (*_FUNCTIONS, ast.ClassDef)


@cache
def files(*folders: str) -> list[str]:
    """Return the Python files below folders, as paths from the root, in order."""
    return sorted(str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def text(path: str) -> str:
    """Return a file's text."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: str) -> ast.Module:
    """Return a file's tree."""
    return ast.parse(text(path))


@cache
def nodes(path: str) -> list[ast.AST]:
    """Return every node of a file's tree."""
    return list(ast.walk(tree(path)))


def functions(path: str) -> Iterator[Function]:
    """Yield every function and method of a file."""
    for node in nodes(path):
        if isinstance(node, _FUNCTIONS):
            yield node


def scoped(module: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield (name of the innermost named scope, node) for everything in a module."""
    waiting: list[tuple[str, ast.AST]] = [("", module)]
    while waiting:
        outer, node = waiting.pop()
        scope = node.name if isinstance(node, _NAMED) else outer
        yield scope, node
        waiting += [(scope, child) for child in ast.iter_child_nodes(node)]


def parameters(function: Function) -> list[str]:
    """Return a function's parameters without self and cls."""
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


def complexity(function: Function) -> int:
    """Return the number of branches plus one; functions inside count for themselves."""
    ways, waiting = 1, list[ast.AST]([function])
    while waiting:
        inside = [one for one in ast.iter_child_nodes(waiting.pop()) if not isinstance(one, _FUNCTIONS)]
        ways += sum(isinstance(one, BRANCHES) for one in inside)
        waiting += inside
    return ways
