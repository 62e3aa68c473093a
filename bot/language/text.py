"""What was typed: cleaned, the copy of it that words are matched on, and stretches of it (pairs of start and end)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

from bot.language.data import any_of, bot_names, table, traditional
from bot.language.pattern import Pattern

ALIEN = "\ufffd"
_FULL_WIDTH_DIGITS = range(0xFF10, 0xFF1A)
_CHINESE_ZERO = 0x3007
_NUMBERS = {"Nd", "Nl", "No"}
_MINUSES = "−﹣－‐‑‒–—"
_DROPPED = {"Cc", "Cf", "Co", "Cs"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


# The three plain-text forms in which a platform passes on what somebody quotes, the own words below.
_QUOTED = Pattern(
    r"^(?:「[^」]*」\s*\n\s*(?:[-—]\s?){3,}(?:\n|$)|"
    r"这是一条引用/回复消息[:：]\s*[\"“「][^\"”」]*[\"”」]\s*\n\s*-{3,}(?:\n|$)|(?:[>＞][^\n]*(?:\n|$))+)"
)


class _Visible(dict[int, str | None]):
    """A translation that drops what cannot be seen and turns odd white space into blanks."""

    def __missing__(self, code: int) -> str | None:
        shown: str | None = chr(code)
        category = unicodedata.category(chr(code))
        if code in (0x0A, 0x2028, 0x2029):
            shown = "\n"
        elif code == 0x09 or category == "Zs":
            shown = " "
        elif category in _DROPPED or code in _VARIATION_SELECTORS:
            shown = None
        self[code] = shown
        return shown


class _Folded(dict[int, str]):
    """A translation of one character to one character, so that both copies keep the same positions."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _MINUSES:
            folded = "-"
        elif _is_alien_number(code):
            folded = ALIEN
        else:
            plain = unicodedata.normalize("NFKC", character).lower()
            folded = traditional().get(plain, plain) if len(plain) == 1 else character
        self[code] = folded
        return folded


def _is_alien_number(code: int) -> bool:
    if code < 0x80 or code in _FULL_WIDTH_DIGITS or code == _CHINESE_ZERO:
        return False
    return unicodedata.category(chr(code)) in _NUMBERS


_visible = _Visible()
_folded = _Folded()


# 二〇二六年, in whose middle many type another sign.
_SPELLED_YEAR = Pattern("二[〇零o0○]二[〇零o0○一二三四五六七八九](?=年)")
_FIGURES = str.maketrans("零o○〇一二三四五六七八九", "0000123456789")


# What somebody says is looked at by everybody who may be meant, one after another.
@lru_cache(maxsize=16)
def clean(text: str, bot_name: str | None = None) -> str:
    """Return one's own words: without invisible characters, a quoted message, and the mention of the bot at either end.

    A mention of somebody else, or of everybody, stays: it changes whom the message is for.
    """
    seen = _QUOTED.sub("", text.translate(_visible).strip())
    return _mention(bot_name).sub("", seen).strip()


# How a polite message opens and closes: 各位同志早上好，…; 向组织汇报：…; …，敬请批准。
_OPENING = re.compile(
    r"(?:(?:尊敬的)?(?:(?:各位|诸位)(?:领导|同志|姐妹|同事|邻居|老师|书记|乡亲|委员)?们?|大家|同志们|姐妹们|小[一-龥]同志)"
    r"(?:(?:早上|上午|中午|下午|晚上)?好)?[,，:：!！。]\s*)?(?:(?:我)?(?:向|跟|给)(?:大家|组织|支部|各位|领导)(?:汇报|报告|报备)(?:一下)?[:：,，。]\s*)?"
)
_CLOSING = re.compile(r"[,，。;；\s]*(?:敬?请(?:领导|组织|书记|支部|您)?|望)(?:予以)?(?:批准|准假)[。!！~\s]*$")


def without_courtesy(said: str) -> str:
    """Return a message without the polite words around it, where anything is left beside them."""
    plain = _CLOSING.sub("", _OPENING.sub("", said, count=1))
    return plain if plain.strip() else said


@lru_cache(maxsize=16)
def fold(cleaned: str) -> str:
    """Return the copy for matching: same length, full-width, traditional and Cantonese characters plain, lower case.

    Digits of other scripts and circled or raised digits become a sign that is never read as a number.
    """
    plain = _SPELLED_YEAR.sub(lambda year: year[0].translate(_FIGURES), cleaned.translate(_folded))
    return _dialect().sub(lambda word: table("dialect")[word[0]], plain)


def squeeze(text: str) -> str:
    """Return the text without the blanks beside Chinese characters and without punctuation at its ends."""
    joined = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text)
    return re.sub(r"([,，、;；。])[,，、;；。\s]+", r"\1", joined).strip(" ,，、;；。.:：!！~-\n")


@cache
def _dialect() -> Pattern:
    return Pattern(any_of(table("dialect")))


@cache
def _mention(bot_name: str | None) -> re.Pattern[str]:
    known = "|".join(re.escape(word) for word in bot_names())
    name = re.escape(bot_name) if bot_name else rf"(?:[^\s@,，:：]{{0,8}}?(?:{known})+)"
    return re.compile(rf"^(?:@{name}[\s,，:：]*)+|\s*@{name}$")


def plain(text: str) -> str:
    """Return the text with dialect words as written language has them."""
    for said, written in table("asking")["plain"].items():
        text = text.replace(said, written)
    return text


CLAUSE = re.compile(r"[^,，。;；\n]+")
"""Pattern of a clause: what stands between two marks."""

Span = tuple[int, int]


class Stretch(Protocol):
    """Something that was found between two positions of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def spans_of(*found: Iterable[Stretch]) -> list[Span]:
    """Return where things were found."""
    return [(one.start, one.end) for things in found for one in things]


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Return whether the stretch shares a character with one of the others."""
    return any(span[0] < end and span[1] > start for start, end in others)


TAKEN = "\x00"
"""What stands in a copy of a text where something was read already; no part of a word or a number."""


def blanked(text: str, spans: Iterable[Span], sign: str = TAKEN) -> str:
    """Return the text with signs that mean nothing in the place of the stretches."""
    for start, end in spans:
        text = text[:start] + sign * (end - start) + text[end:]
    return text


def without(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the stretches taken out."""
    kept, place = "", 0
    for start, end in sorted(spans):
        kept += text[place : max(place, start)]
        place = max(place, end)
    return kept + text[place:]
