"""The examples that the kinds of messages are learned from: what somebody typed, and what was meant by it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.language.data import FOLDER
from bot.language.text import clean, fold

EXAMPLES = FOLDER / "examples"
CHECK = "check"


class ExampleError(ValueError):
    """A line of an example file that cannot be used, said with file and line."""


@dataclass(frozen=True)
class Example:
    """A message, the name of its kind, what it is more closely, and its writer: the name of the file it comes from."""

    text: str
    kind: str
    details: tuple[str, ...]
    writer: str

    @property
    def folded(self) -> str:
        """The text as it is matched."""
        return fold(clean(self.text))


def read_examples(kinds: Iterable[str], folder: Path = EXAMPLES) -> list[Example]:
    """Return the examples of all files in the order of their names.

    Raises ExampleError for a line without a kind, or with one that is not among `kinds`.
    """
    known = set(kinds)
    return [example for path in sorted(folder.glob("*.tsv")) for example in _of_file(path, known)]


def _of_file(path: Path, kinds: set[str]) -> Iterable[Example]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, _, rest = line.partition("\t")
        kind, _, details = rest.partition("\t")
        if kind not in kinds:
            raise ExampleError(f"{path.name} 第 {number} 行：“{kind}”不是一种意思，可以写{'、'.join(sorted(kinds))}。")
        yield Example(text.replace("\\n", "\n"), kind, tuple(filter(None, details.split("|"))), path.stem)


def digest(examples: Iterable[Example]) -> str:
    """Return what tells one set of examples from another."""
    lines = "\n".join("\t".join((one.writer, one.text, one.kind, *one.details)) for one in examples)
    return hashlib.sha256(lines.encode()).hexdigest()
