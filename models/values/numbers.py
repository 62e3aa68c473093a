"""The numbers by which people name things: a letter for a kind, one way to write and to read them; pure."""

import re
from datetime import datetime
from enum import Enum, unique
from unicodedata import normalize, numeric


@unique
class Sign(Enum):
    """Every kind of thing that has a number: its letter, and how many digits are written at least.

    Where no letter was left it is the first two of its name as it is spelt: 群绑定, 变更, 质询, 更正, 转出.
    """

    RECORD = "A", 4
    BROADCAST = "B", 3
    PROMISE = "C", 4
    DECISION = "D", 3
    DISCLOSURE = "E", 4
    ANNOUNCEMENT = "N", 3
    FEEDBACK = "F", 4
    DATA_REQUEST = "G", 4
    SWAP = "H", 3
    LEAVE = "J", 3
    HANDOVER = "K", 3
    PAIRING = "L", 3
    EXAMPLE = "T", 3
    EXEMPTION = "M", 4
    FINDING = "P", 4
    EXIT = "Q", 4
    TRANSFER = "R", 4
    NEED = "V", 4
    COLLECTIVE_MATTER = "S", 3
    UNDOING = "U", 3
    THEME_STAR = "X", 4
    OBJECTION = "Y", 4
    BOOKING = "I", 3
    INQUIRY = "W", 3
    SERVICE_STAR = "O", 3
    SITE = "Z", 3
    GROUP_BINDING = "QB", 3
    REORGANISATION = "BG", 3
    QUESTION = "ZX", 3
    CORRECTION = "GZ", 3
    MOVING_OUT = "ZC", 3

    def __init__(self, letter: str, digits: int) -> None:
        """Take the letter and the digits."""
        self.letter = letter
        self.digits = digits

    def show(self, number: int) -> str:
        """Return a number as people see it, such as A0231."""
        return f"{self.letter}{number:0{self.digits}}"

    def read(self, text: str, moment: datetime | None = None) -> int | None:
        """Return the number in A0231, a231, Ａ 231 or 231, as a blank of a command reads it; None for anything else."""
        found = signed(text)
        return found[1] if found and found[0] in (None, self) else None


_LETTERS = {sign.letter: sign for sign in Sign}
_NUMBER = re.compile(rf"({'|'.join(_LETTERS)}|)\s*0*(\d{{1,9}})")


def signed(text: str) -> tuple[Sign | None, int] | None:
    """Return the kind, None for bare digits, and the number in a text that is nothing else; None for anything else."""
    found = _NUMBER.fullmatch(normalize("NFKC", text).strip().upper())
    return (_LETTERS.get(found[1]), int(found[2])) if found else None


def opens_with_number(text: str) -> bool:
    """Return whether a text begins with a number of the books, such as D012 到哪步了."""
    found = _NUMBER.match(normalize("NFKC", text).strip().upper())
    return found is not None and found[1] != ""


# Unicode has a value for every numeral, for this one from its version 15.1 (Python 3.13) on.
_COUPLE = str.maketrans("两", "二")


def count(words: str) -> int:
    """Return the value of digits or of one Chinese numeral, 三, 两 or 十; ValueError or TypeError for others."""
    return int(words) if words.isdecimal() else int(numeric(words.translate(_COUPLE)))
