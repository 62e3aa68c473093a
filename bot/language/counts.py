"""Counted things: 6户, 两家, 12个老人, 一起 (a dispute), 40多人."""

import re
from dataclasses import dataclass

from bot.language.data import any_of, words
from bot.language.numbers import WHOLE, to_whole
from bot.language.pattern import Pattern

_UNITS = any_of(words("count", "units"))
_PERSONS = any_of(words("count", "person_nouns"))
_COUNT = Pattern(
    rf"(?<![第每号])(?P<n>{WHOLE})\s*(?P<more>[多来几余])?\s*(?P<unit>{_UNITS})"
    rf"(?P<owner>的(?=[一-龥]{{0,6}}(?:纠纷|矛盾|地界|边界|问题)))?"
    rf"(?P<noun>[一-龥]{{0,4}}?(?:{_PERSONS}))?"
)
_DISPUTE = Pattern(r"纠纷|矛盾|调解|扯皮|争吵|地界")
_TOGETHER = Pattern(r"[跟和与同我俩]")
_PERSON_UNITS = {"人", "位", "名", "个人", "人次", "群众", "老人"}
_PLAIN_PERSONS = {"个", "群众", "老人"}
_NOT_COUNTED = frozenset(words("count", "not_counted"))


@dataclass(frozen=True)
class Count:
    """A number of things at a position of the text."""

    start: int
    end: int
    number: int
    unit: str
    persons: bool


def find_counts(text: str) -> list[Count]:
    """Return the counted things in order; parties of a dispute and parts of an address are not counted."""
    return [count for match in _COUNT.finditer(text) if (count := _count(match, text))]


def _count(match: re.Match[str], text: str) -> Count | None:
    number, unit = to_whole(match["n"]), match["unit"]
    if not number or _is_no_count(match, text):
        return None
    persons = unit in _PERSON_UNITS or (unit == "个" and bool(match["noun"]))
    if persons and unit in _PLAIN_PERSONS:
        unit = "人"
    return Count(match.start(), match.end(), number, unit, persons)


def _is_no_count(match: re.Match[str], text: str) -> bool:
    """Return whether the words count something else: parties of a dispute, or nothing at all."""
    unit = match["unit"]
    if match["owner"] or match["n"] + unit in _NOT_COUNTED:
        return True
    if unit == "家":
        return _DISPUTE.search(text) is not None
    return unit == "起" and match["n"] == "一" and not _is_dispute(match, text)


def _is_dispute(match: re.Match[str], text: str) -> bool:
    """Return whether 一起 counts a dispute and does not mean together."""
    before = text[: match.start()]
    return bool(_DISPUTE.search(text)) and not _TOGETHER.search(re.split(r"[,，\s]", before)[-1])
