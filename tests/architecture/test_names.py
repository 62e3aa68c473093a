"""One name means one thing: no two public classes of the product share one."""

import ast
from collections import defaultdict

from tests.architecture.sources import PRODUCT, files, nodes

# The other side of the wire is no part of the bot, and names its things itself.
OTHER_SIDE = "bot/sandbox/"
# What is shared today. A line that is no longer needed fails as well, so this only shrinks.
STILL_SHARED = {"Message"}


def test_no_two_public_classes_share_a_name() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in files(*PRODUCT):
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and not path.startswith(OTHER_SIDE):
                homes[node.name].append(path)
    shared = {name: paths for name, paths in homes.items() if len(paths) > 1 and not name.startswith("_")}
    shared.pop("Meta")
    assert {name: paths for name, paths in shared.items() if name not in STILL_SHARED} == {}, "give one another name"
    assert STILL_SHARED - shared.keys() == set()
