"""Every module says what it is for; every public function and class where rules, wire, language and settings live."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import PRODUCT, Function, files, tree

# In commands and jobs the module's line is enough: the Command and the Job say the rest. A sentence says itself.
TALKATIVE = [
    path
    for path in files(*PRODUCT)
    if not path.startswith(("handlers/", "schedules/")) and not path.endswith("/texts.py")
]


def _public(node: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for child in node.body:
        if isinstance(child, Function | ast.ClassDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


def test_a_module_says_what_it_is_for() -> None:
    said = {path: ast.get_docstring(tree(path)) or "" for path in files(*PRODUCT, "docs")}
    assert [path for path, text in said.items() if not text.partition("\n")[0].endswith((".", ":"))] == []


def test_what_is_public_says_what_it_returns_or_does() -> None:
    public = [(path, node) for path in TALKATIVE for node in _public(tree(path))]
    assert [f"{path} {node.name}" for path, node in public if not ast.get_docstring(node)] == []
