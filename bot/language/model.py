"""A linear model over the character groups of a text: small enough to learn in seconds on any machine.

A text is seen as the set of its groups of one to three characters, each put into one of 2^17 drawers by its checksum.
How long, how many and which day differ from message to message: each kind of value is one sign, so that what was
learned of 昨天扫街2小时 holds for 上周五扫街三个半钟头. Every label has one weight of one byte for each drawer; the
label with the greatest sum is the likeliest.
"""

import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path

from bot.language.data import FOLDER
from bot.language.pattern import Pattern

WEIGHTS = FOLDER / "kinds.model"
DRAWERS = 1 << 17
ZERO = 128
_LONGEST_GROUP = 3
_LENGTH_STEP, _LENGTHS = 4, 12
_N = r"[\d零〇一二两三四五六七八九十]+"
_WEEK = "(?:周|星期|礼拜)"
_SPAN = rf"个?(?:{_WEEK}[一二三四五六日天末]?|月|季度)"
# Folded text has no capitals, so these signs stand for nothing else. Days behind, ahead and named tell other kinds.
_VALUES = (
    (
        Pattern(
            rf"(?:\d+\.)?{_N}\s?个?半?多?\s?(?:小时|钟头|分钟|h\b|min)半?|半个?(?:小时|钟头|天)|一刻钟|"
            r"[一整]个?(?:上午|下午|晚上|天)"
        ),
        "T",
    ),
    (Pattern(rf"{_N}颗?[星⭐★☆🌟]|[⭐★☆🌟]+"), "S"),
    (Pattern(rf"大?[昨前][天日晚早夜]儿?个?|上{_SPAN}|昨"), "P"),
    (Pattern(rf"大?[明后][天日晚早夜]儿?个?|下{_SPAN}"), "F"),
    (Pattern(rf"[这本]?个?{_WEEK}[一二三四五六日天末]|{_N}月{_N}[号日]?|{_N}[号日]|{_N}月份?"), "D"),
    (Pattern(rf"{_N}(?:[:：]\d\d|点(?:半|{_N}分?|钟)?)"), "C"),
    (Pattern(rf"{_N}多?(?=[个户次家人张件份条袋颗只位处盏趟组])|\d+"), "0"),
)


def groups(text: str) -> list[int]:
    """Return the drawers of the character groups of a cleaned and folded text, each once."""
    marked = text.replace("\n", " ")
    for pattern, sign in _VALUES:
        marked = pattern.sub(sign, marked)
    marked = f"^{marked}$"
    found = {
        marked[start : start + length]
        for length in range(1, _LONGEST_GROUP + 1)
        for start in range(len(marked) - length + 1)
    }
    return sorted({zlib.crc32(one.encode()) % DRAWERS for one in found})


def sized_groups(text: str) -> list[int]:
    """Return the drawers of the text with one for its length: what is chatted is shorter than what is told."""
    return [*groups(text), zlib.crc32(b"%d" % min(len(text) // _LENGTH_STEP, _LENGTHS)) % DRAWERS]


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


@cache
def models() -> Mapping[str, Model]:
    """Return the models that were learned, by name."""
    return read_models(WEIGHTS)[0]


def details(kind: str, text: str) -> dict[str, float]:
    """Return what a folded text of this kind (named as in the examples) may be more closely, the likeliest first."""
    return models()[kind].chances(groups(text))


def detail(kind: str, text: str) -> tuple[str, float]:
    """Return what a folded text of this kind is most likely more closely, and how likely."""
    return next(iter(details(kind, text).items()))
