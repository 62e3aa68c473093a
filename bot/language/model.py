"""A linear model over the character groups of a text: small enough to learn in seconds on any machine.

A text is seen as the set of its groups of one to three characters, each put into one of 2^16 drawers by its checksum.
Every label has one weight of one byte for each drawer; the label with the greatest sum is the likeliest.
"""

import json
import math
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

DRAWERS = 1 << 16
ZERO = 128
_LONGEST_GROUP = 3
_DIGIT = re.compile(r"\d")


def groups(text: str) -> list[int]:
    """Return the drawers of the character groups of a cleaned and folded text, each once; digits count as equal."""
    marked = "^" + _DIGIT.sub("0", text.replace("\n", " ")) + "$"
    checksum, found = zlib.crc32, set()
    for length in range(1, _LONGEST_GROUP + 1):
        for start in range(len(marked) - length + 1):
            found.add(checksum(marked[start : start + length].encode()) % DRAWERS)
    return sorted(found)


@dataclass(frozen=True)
class Model:
    """What was learned: a row of weights for each label, and how sharply sums become probabilities.

    A weight of 0 is kept as the byte 128: reading a plain byte is many times quicker than reading a signed one.
    """

    labels: tuple[str, ...]
    rows: tuple[bytes, ...]
    scale: float
    sharpness: float

    def chances(self, drawers: Sequence[int]) -> dict[str, float]:
        """Return the probability of each label, the greatest first; they add up to one."""
        factor = self.scale * self.sharpness / math.sqrt(len(drawers) or 1)
        nothing = ZERO * len(drawers)
        # One call for all drawers is some twice as quick as one for each; even the empty text has three groups.
        weights_of = itemgetter(*drawers)
        sums = [factor * (sum(weights_of(row)) - nothing) for row in self.rows]
        most = max(sums)
        weights = [math.exp(one - most) for one in sums]
        total = sum(weights)
        ranked = sorted(zip(weights, self.labels, strict=True), reverse=True)
        return {label: weight / total for weight, label in ranked}


def write_models(path: Path, models: Mapping[str, Model], about: Mapping[str, str]) -> None:
    """Write the models, with what else is to be known about them, into one file."""
    head = dict(about) | {
        name: {"labels": model.labels, "scale": model.scale, "sharpness": model.sharpness}
        for name, model in models.items()
    }
    rows = b"".join(row for model in models.values() for row in model.rows)
    line = json.dumps(head, ensure_ascii=False, sort_keys=False).encode()
    path.write_bytes(line + b"\n" + zlib.compress(rows, 9))


def read_models(path: Path) -> tuple[dict[str, Model], dict[str, str]]:
    """Return the models of a file, by name, and what else its first line tells."""
    line, _, packed = path.read_bytes().partition(b"\n")
    head = json.loads(line)
    rows, place = zlib.decompress(packed), 0
    models, about = {}, {}
    for name, told in head.items():
        if not isinstance(told, dict):
            about[name] = told
            continue
        found = []
        for _label in told["labels"]:
            found.append(rows[place : place + DRAWERS])
            place += DRAWERS
        models[name] = Model(tuple(told["labels"]), tuple(found), told["scale"], told["sharpness"])
    return models, about
