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


def functions(path: str) -> Iterator[Function]:
    """Yield every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def scoped(node: ast.AST, scope: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Yield (name of the innermost named scope, node) for everything below a node."""
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, Function | ast.ClassDef)
        inner = child.name if isinstance(child, Function | ast.ClassDef) else scope
        yield inner if named else scope, child
        yield from scoped(child, inner)


def parameters(function: Function) -> list[str]:
    """Return a function's parameters without self and cls."""
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


def complexity(function: Function) -> int:
    """Return the number of branches plus one; functions inside count for themselves."""
    inside = [node for node in ast.walk(function) if node is not function and isinstance(node, Function)]
    nested = {id(node) for one in inside for node in ast.walk(one)}
    return 1 + sum(isinstance(node, BRANCHES) for node in ast.walk(function) if id(node) not in nested)
