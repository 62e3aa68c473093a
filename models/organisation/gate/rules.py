"""What holds a text back that everybody would read; pure. Source: domain rules, sections 0.1, 9.2 and 10.2."""

from collections.abc import Collection
from unicodedata import normalize

from models.organisation.gate.words import DISCIPLINE, HARDSHIP, IDENTITY, ILLNESS, MOBILE, PRESSURE
from models.values.refusal import Refusal

NAME = "人的名字"
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
# In the order in which they are named to the writer: what is in his text, never the words themselves.
_NUMBERS = {"手机号": MOBILE, "身份证号": IDENTITY}
_WORDS = {
    "谁家困难的字眼": HARDSHIP,
    "生病、残疾的字眼": ILLNESS,
    "处分、查办的字眼": DISCIPLINE,
    "要大家回复或催人的话": PRESSURE,
}
NAME_LEAST = 2


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
    found = [what for what, digits in _NUMBERS.items() if digits.search(plain.translate(_DIGITS))]
    found += [what for what, words in _WORDS.items() if words.search(plain)]
    named = any(len(name) >= NAME_LEAST and name in plain for name in names)
    return [*found, NAME] if named else found


def check_text(text: str, names: Collection[str] = ()) -> None:
    """Raise NotForEverybody for a text that may not go out to everybody."""
    found = held_back(text, names)
    if found:
        raise NotForEverybody(found="、".join(found))
