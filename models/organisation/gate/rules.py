"""What holds a text back that everybody would read; pure. Source: domain rules, sections 0.1, 9.2 and 10.2."""

import re
from collections.abc import Collection
from unicodedata import normalize

from models.organisation.gate.words import (
    ACCOUNT,
    CLAUSES,
    DISCIPLINE,
    HARDSHIP,
    ILLNESS,
    OFFER,
    PRESSURE,
    SOMEBODY,
)
from models.values.delicate import Delicate, delicate_in
from models.values.refusal import Refusal

NAME, PRESSING = "还没同意上群的人的名字", "要大家回复或催人的话"
# A telephone number is one in characters, too.
_DIGITS = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "00123456789" + "1123456789")
# Somebody writes it in groups with what is between them.
_APART = re.compile(r"(?<=\d)[，,、.·\s-](?=\d)")
# Whatever is as long as a mobile number, but for a day and its hour.
_LONG = re.compile(r"(?<!\d)(?!20\d\d[01]\d[0-3]\d)[1-9]\d{10,}")
NAME_LEAST = 2
_WORDS = (
    (Delicate.NUMBER, ACCOUNT),
    (Delicate.ILLNESS, ILLNESS),
    (Delicate.HARDSHIP, HARDSHIP),
    (Delicate.DISCIPLINE, DISCIPLINE),
)

# What is delicate of somebody only: told of nobody, it may be an offer.
_OF_SOMEBODY = {Delicate.ILLNESS, Delicate.HARDSHIP}


class NotForEverybody(Refusal):
    """A text that everybody would read holds what is nobody's business, or presses people."""

    text = "这段话大家都看得到，里面有{found}，先没发、没记。去掉再说一遍就行，只写办什么事、什么时候、在哪里。"


def held_back(text: str, names: Collection[str] = ()) -> list[str]:
    """Return what kinds of words hold a text back, none when it may go out.

    Args:
        text: what everybody would read.
        names: of people who have not agreed to be named; those of a single sign are not looked for.
    """
    plain = normalize("NFKC", text)
    joined = _APART.sub("", plain.translate(_DIGITS))
    delicate = _delicate(plain) | _delicate(joined) | ({Delicate.NUMBER} if _LONG.search(joined) else set())
    if OFFER.search(plain):
        delicate -= _OF_SOMEBODY - _delicate("，".join(_about_somebody(plain, names)))
    pressing = [PRESSING] if PRESSURE.search(plain) else []
    named = any(len(name) >= NAME_LEAST and name in plain for name in names)
    return [*(kind for kind in Delicate if kind in delicate), *pressing, *([NAME] if named else [])]


def _about_somebody(text: str, names: Collection[str]) -> list[str]:
    """Return the clauses that speak of a person or a house."""
    named = [name for name in names if len(name) >= NAME_LEAST]
    return [one for one in CLAUSES.split(text) if SOMEBODY.search(one) or any(name in one for name in named)]


def _delicate(text: str) -> set[Delicate]:
    return {*delicate_in(text), *(kind for kind, words in _WORDS if words.search(text))}


def check_text(text: str, names: Collection[str] = ()) -> None:
    """Raise NotForEverybody for a text that may not go out to everybody."""
    found = held_back(text, names)
    if found:
        raise NotForEverybody(found="、".join(found))
