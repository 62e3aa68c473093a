"""What the product imports it declares, and what it declares it needs."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

from tests.architecture.sources import PRODUCT, files, nodes, text

# Needed without being imported: the fonts and the time zones are data.
UNIMPORTED = {"manimgx-fonts-cjk", "tzdata"}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def declared() -> set[str]:
    """Return the distributions that pyproject.toml asks for."""
    asked = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    return {_canonical(re.split(r"[^\w.-]", one, maxsplit=1)[0]) for one in asked}


def imported(path: str) -> set[str]:
    """Return the top packages from elsewhere that a file imports, anywhere in it."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found - set(PRODUCT) - sys.stdlib_module_names


def test_every_import_of_the_product_is_declared() -> None:
    providers = packages_distributions()
    missing = {
        (path, package)
        for path in files(*PRODUCT)
        for package in imported(path)
        if not declared() & {_canonical(name) for name in providers.get(package, [])}
    }
    assert missing == set()


def test_every_declared_package_is_needed() -> None:
    providers = packages_distributions()
    used = {_canonical(name) for path in files(*PRODUCT) for package in imported(path) for name in providers[package]}
    assert declared() - used == UNIMPORTED
