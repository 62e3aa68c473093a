"""Sentences for people live where somebody looks for them; Chinese literals anywhere else are found."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch

from tests.architecture.sources import PRODUCT, files, nodes, scoped, tree

CHINESE = re.compile(r"[\u4e00-\u9fff]")

# Whole files: path, and why Chinese belongs there.
HOMES = {
    "models/*/*/texts.py": "what people are told, by topic",
    "models/*/*/words.py": "what people type, by topic",
    "models/organisation/*/lesson.py": "what is printed of what was learned",
    "models/service/activities/pieces.py": "what people type of a deed",
    "models/service/activities/times.py": "what people type of a deed",
    "models/service/activities/correcting.py": "what people type of a deed",
    "bot/understanding/unbuilt.py": "what people type and no topic answers",
    "bot/texts.py": "what the machine itself says",
    "bot/language/*": "what people type",
    "bot/understanding/blanks.py": "labels of blanks in the usage line, and the words blanks read",
    "bot/operating/cli.py": "help of the command line",
    "bot/operating/reasons.py": "why a command ended",
    "bot/operating/usage.py": "help of the command line",
    "bot/__main__.py": "what is said before anything is installed",
    "bot/operating/commands.py": "answers of the command line",
    "bot/operating/doctor/*": "answers of the command line",
    "bot/operating/setup.py": "the guided set-up",
    "bot/operating/connecting.py": "the guided set-up",
    "bot/operating/encryption.py": "answers of the command line",
    "bot/operating/exporting.py": "headings of the exported lists",
    "bot/operating/safekeeping.py": "answers of the command line",
    "bot/inspection.py": "the sandbox's inspector",
    "bot/understood.py": "the sandbox's inspector",
    "bot/earlier.py": "the commands in talk that is shown as it would have been",
    "bot/demo.py": "the sandbox's address line and the sample's name",
    "bot/sandbox/*": "the sandbox's page, and what the pretend WeCom shows",
    "bot/wecom/errors.py": "names of the classes of failure, as 投递 shows them",
    "config/*": "what is wrong with settings, policy and data, and the way out",
    "models/migrations/__init__.py": "why a database is refused",
    "models/values/delicate.py": "the words and numbers that must not be kept of somebody",
    "models/values/periods.py": "how a month, a quarter and a year are named and read",
}

# Single functions outside those files: why they may hold Chinese.
LODGERS = {
    "models/values/showing.py show_*": "how a value is written, wherever it is said",
    "handlers/*/*.py _read_*": "the words an answer is read from",
    "models/service/activities/claims.py *flag*": "marks kept with the record, as the verifier reads them",
    "models/ledger/tracing/rules.py channel": "names of channels, beside their constants",
    "models/service/verification/rules.py listed": "marks of a line, beside label",
    "bot/clockwork/scheduler.py run_once": "the note kept with a late run",
    "models/organisation/people/rules.py masked": "how a name is hidden",
    "models/duty/settings/rules.py *": "the words of a setting, beside the refusals that explain them",
    "models/duty/collective_days/rules.py parts_of": "the word between matter and place",
}

# Sentences away from home today. One that is no longer needed fails the build as well, so this only shrinks.
STILL_AWAY: dict[str, str] = {}

# Declarations: these calls are made of words for people.
DECLARATIONS = {"Balance", "Kept", "Command", "Question", "Job", "Blank", "rest"}


def _docstrings(path: str) -> set[int]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in nodes(path) if isinstance(node, documented)]
    firsts = [body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)]
    return {id(first) for first in firsts}


def _declared(path: str) -> set[int]:
    """Return the literals in declarations, in `text` of a class, in module constants and in `title=`."""
    roots: list[ast.AST] = [node for node in tree(path).body if isinstance(node, ast.Assign | ast.AnnAssign)]
    for node in nodes(path):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in DECLARATIONS:
            roots.append(node)
        if isinstance(node, ast.keyword) and node.arg == "title":
            roots.append(node.value)
        if isinstance(node, ast.ClassDef):
            roots += [one for one in node.body if isinstance(one, ast.Assign)]
    return {id(node) for root in roots for node in ast.walk(root)}


def _is_home(path: str) -> bool:
    return any(fnmatch(path, home) for home in HOMES)


def _away(path: str) -> Iterator[str]:
    """Yield "file function" for every Chinese literal outside declarations."""
    housed = _docstrings(path) | _declared(path)
    for scope, node in scoped(tree(path)):
        said = node.value if isinstance(node, ast.Constant) and id(node) not in housed else None
        if isinstance(said, str) and CHINESE.search(said):
            yield f"{path} {scope}"


STREETS = [path for path in files(*PRODUCT) if not _is_home(path)]


def test_no_chinese_away_from_home() -> None:
    away = [place for path in STREETS for place in _away(path)]
    known = (*LODGERS, *STILL_AWAY)
    strangers = "\n".join(place for place in away if not any(fnmatch(place, lodger) for lodger in known))
    assert not strangers, (
        "a sentence goes to texts.py, a word to a constant of the module, what an answer is read from to a `_read_…`:\n"
        f"{strangers}"
    )
    assert [lodger for lodger in known if not any(fnmatch(place, lodger) for place in away)] == [], "needed no longer"


def test_every_home_exists_unless_it_is_being_built() -> None:
    being_built = {"bot/operating/setup.py"}
    there = {home for home in HOMES if any(fnmatch(path, home) for path in files(*PRODUCT))}
    assert HOMES.keys() - there <= being_built


def test_names_of_things_are_english() -> None:
    named = [
        (path, getattr(node, "name", None) or getattr(node, "arg", None))
        for path in files(*PRODUCT)
        for node in nodes(path)
    ]
    assert [(path, name) for path, name in named if isinstance(name, str) and CHINESE.search(name)] == []
