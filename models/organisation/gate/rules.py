"""What holds a text back that everybody would read; pure. Source: domain rules, sections 0.1, 9.2 and 10.2."""

from collections.abc import Collection
from dataclasses import dataclass, field

from models.organisation.gate.words import (
    ACCOUNT,
    KINDS,
    LONG,
    NAME,
    NAMED_GLADLY,
    PRESSING,
    PRESSURE,
    joined,
    learned,
    plain,
)
from models.values.delicate import Delicate, delicate_in
from models.values.refusal import Refusal

NAME_LEAST = 2


class NotForEverybody(Refusal):
    """A text that everybody would read holds what is nobody's business, or presses people."""

    text = "这段话大家都看得到，里面有{found}，先没发、没记。去掉再说一遍就行，只写办什么事、什么时候、在哪里。"


class PerhapsNotForEverybody(NotForEverybody):
    """The same, as far as can be told from the way it is said."""

    text = (
        "这段话大家都看得到，里面有些像是{found}，先没发、没记。换个说法再说一遍就行，只写办什么事、什么时候、在哪里。"
    )


@dataclass(frozen=True)
class Named:
    """The names of the roster: of those who have not agreed to be named, and of those who have."""

    unasked: Collection[str] = field(default_factory=frozenset)
    agreed: Collection[str] = field(default_factory=frozenset)


def certain(text: str, unasked: Collection[str] = ()) -> set[str]:
    """Return what holds a text back for certain: numbers, words that press people, names of people not asked.

    Names of a single sign are not looked for.
    """
    said = plain(text)
    figures = joined(said)
    found: set[str] = {kind for kind in delicate_in(said) if kind in (Delicate.NUMBER, Delicate.MINOR)}
    if (
        Delicate.NUMBER in delicate_in(figures)
        or ACCOUNT.search(said)
        or ACCOUNT.search(figures)
        or LONG.search(figures)
    ):
        found.add(Delicate.NUMBER)
    if PRESSURE.search(said):
        found.add(PRESSING)
    if any(len(name) >= NAME_LEAST and name in said for name in unasked):
        found.add(NAME)
    return found


def likely(text: str, least: float, agreed: Collection[str] = ()) -> set[str]:
    """Return what seems to hold a text back by what was learned; `least` is the probability (0 to 1)."""
    said = plain(text)
    for name in sorted(agreed, key=len, reverse=True):
        said = said.replace(name, NAMED_GLADLY) if len(name) >= NAME_LEAST else said
    return {reason for chance, reason in learned(said) if chance >= least}


def check_text(text: str, named: Named, least: float) -> None:
    """Raise NotForEverybody for a text that may not go out, PerhapsNotForEverybody for one that only seems so."""
    sure = certain(text, named.unasked)
    found = sure | likely(text, least, named.agreed)
    if found:
        refusal = NotForEverybody if sure else PerhapsNotForEverybody
        raise refusal(found="、".join(kind for kind in KINDS if kind in found))
