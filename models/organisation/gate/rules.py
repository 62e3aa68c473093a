"""What holds a text back that everybody would read; pure. Source: domain rules, sections 0.1, 9.2 and 10.2."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from models.organisation.gate.words import (
    ACCOUNT,
    INSULT,
    KINDS,
    LONG,
    NAME,
    NAMED_GLADLY,
    PART_LEAST,
    PRESSING,
    PRESSURE,
    WARNING,
    Likely,
    joined,
    learned,
    plain,
)
from models.values.delicate import Delicate, delicate_in
from models.values.refusal import Refusal

NAME_LEAST = 2
_MEANT = "{}（“{}”）"


class NotForEverybody(Refusal):
    """A text that everybody would read holds what is nobody's business, or presses people."""

    text = "这段话大家都看得到，里面有{found}，先没发、没记。去掉再说一遍就行，只写办什么事、什么时候、在哪里。"


class PerhapsNotForEverybody(NotForEverybody):
    """The same, as far as can be told from the way it is said."""

    text = (
        "这段话大家都看得到，里面有些像是{found}，先没发、没记。换个说法再说一遍就行，只写办什么事、什么时候、在哪里。"
    )


ABOUT_THE_MATTER = (
    "原因会原话转给对方，“{said}”像是在说人，先没办。只说这件事就行，再发一次，"
    "例如“时间不对，只有 1 小时”“查过记录，没有这一次”。"
)


def check_reason(text: str) -> None:
    """Refuse with ABOUT_THE_MATTER for a reason about a person, which whoever is refused something would read."""
    if insult := INSULT.search(plain(text)):
        raise Refusal(ABOUT_THE_MATTER, said=insult[0])


@dataclass(frozen=True)
class Named:
    """The names of the roster: of those who have not agreed to be named, and of those who have."""

    unasked: Collection[str] = field(default_factory=frozenset)
    agreed: Collection[str] = field(default_factory=frozenset)


def certain(text: str, unasked: Collection[str] = ()) -> dict[str, str]:
    """Return what holds a text back for certain, each kind with the words that are meant, if they may be said again.

    That is numbers, words that press people, names of people not asked. Names of a single sign are not looked for.
    """
    said = plain(text)
    figures = joined(said)
    found: dict[str, str] = {kind: "" for kind in delicate_in(said) if kind in (Delicate.NUMBER, Delicate.MINOR)}
    if (
        Delicate.NUMBER in delicate_in(figures)
        or ACCOUNT.search(said)
        or ACCOUNT.search(figures)
        or LONG.search(figures)
    ):
        found[Delicate.NUMBER] = ""
    if pressing := PRESSURE.search(said):
        found[PRESSING] = pressing[0]
    if names := [name for name in sorted(unasked) if len(name) >= NAME_LEAST and name in said]:
        found[NAME] = "、".join(names)
    return found


def likely(text: str, least: float, agreed: Collection[str] = ()) -> dict[str, str]:
    """Return what seems to hold a text back by what was learned, each kind with the words that are meant.

    `least` is the probability (0 to 1) for a sentence; a part of one lacks what stands around it and needs PART_LEAST.
    A sentence that warns of danger is held back only by a part that does not warn and holds what is delicate.
    """
    said = plain(text)
    for name in sorted(agreed, key=len, reverse=True):
        said = said.replace(name, NAMED_GLADLY) if len(name) >= NAME_LEAST else said
    found: dict[str, str] = {}
    for sentence, parts in learned(said):
        worst = max(parts)
        if WARNING.search(sentence.text):
            found |= _beside_a_warning(parts)
        elif sentence.chance >= least or worst.chance >= max(least, PART_LEAST):
            found[(sentence if sentence.chance >= least else worst).reason] = worst.text
    return found


def _beside_a_warning(parts: Sequence[Likely]) -> dict[str, str]:
    others = [one for one in parts if delicate_in(one.text) and not WARNING.search(one.text)]
    return {one.reason: one.text for one in others if one.chance >= PART_LEAST}


def check_text(text: str, named: Named, least: float) -> None:
    """Raise NotForEverybody for a text that may not go out, PerhapsNotForEverybody for one that only seems so."""
    sure = certain(text, named.unasked)
    found = likely(text, least, named.agreed) | sure
    if found:
        refusal = NotForEverybody if sure else PerhapsNotForEverybody
        meant = [_MEANT.format(kind, found[kind]) if found[kind] else kind for kind in KINDS if kind in found]
        raise refusal(found="、".join(meant))
