"""How like a question is to lines that are known: by characters and pairs of them, the rarer the more."""

import re
from collections.abc import Sequence
from math import log, sqrt

# In what any question is framed, which says nothing of what it is about.
_FRAME = re.compile(
    "怎么|怎样|咋个?|如何|在哪[里儿]?|哪[里儿]看|什么|啥子?|[能可]不[能可]以?|可以|行不行|请问|一下|办法"
    "|[吗呢嘛哦了的我您你要想弄整办看能个这哪谁找,，。？?！! ]"
)
# A pair of neighbours tells more than either of them.
_PAIR = 1.6


def _parts(text: str) -> frozenset[str]:
    """Return the characters of a text that tell something, and the pairs of them that stand together."""
    left = _FRAME.sub(" ", text)
    pairs = {left[at : at + 2] for at in range(len(left) - 1)}
    return frozenset(set(left.replace(" ", "")) | {pair for pair in pairs if " " not in pair})


class Likeness:
    """Lines that a question is held against."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Weigh what stands in the lines: what stands in all of them tells nothing."""
        self._lines = [_parts(line) for line in lines]
        self._stands: dict[str, list[int]] = {}
        for at, parts in enumerate(self._lines):
            for part in parts:
                self._stands.setdefault(part, []).append(at)
        # What stands in none of them is as rare as what stands in half a line.
        self._rarity = {part: log(len(lines) / len(where)) for part, where in self._stands.items()}
        self._rarest = log(2 * max(len(lines), 1))
        self._lengths = [self._length(parts) for parts in self._lines]

    def of(self, text: str) -> list[float]:
        """Return how like a text is to each line, from 0 to 1: the cosine of what stands in both; 0 without a pair."""
        asked = _parts(text)
        length = self._length(asked)
        likeness = [0.0] * len(self._lengths)
        for at in {at for part in asked if len(part) > 1 for at in self._stands.get(part, ())}:
            both = sum(self._weight(part) ** 2 for part in asked & self._lines[at])
            likeness[at] = both / (length * self._lengths[at])
        return likeness

    def _length(self, parts: frozenset[str]) -> float:
        return sqrt(sum(self._weight(part) ** 2 for part in parts))

    def _weight(self, part: str) -> float:
        return self._rarity.get(part, self._rarest) * (_PAIR if len(part) > 1 else 1)
