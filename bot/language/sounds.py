"""Putting right a word in which one character was typed as another that sounds alike."""

import os
from functools import cache, lru_cache

from bot.language.data import table
from bot.language.numerals import NUMERALS
from bot.language.pattern import Pattern

_LENGTHS = (5, 4, 3, 2)
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
_SOUNDS_KEPT = 8192


@lru_cache(maxsize=_SOUNDS_KEPT)
def _sound_of(character: str) -> str:
    """Return how a character sounds here; one without a sound stands for itself."""
    # Read at the first question about a sound only: 80 ms and 13 MiB. Without this word to it pypinyin would read its
    # 47,000 phrases too (300 ms, 57 MiB), for which single characters have no use.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "yes")
    from pypinyin import lazy_pinyin

    return merged(lazy_pinyin(character)[0])


@lru_cache(maxsize=_SOUNDS_KEPT)
def sounds_of(text: str) -> tuple[str, ...]:
    """Return how a text sounds, character by character."""
    return tuple(map(_sound_of, text))


@cache
def _known(words: frozenset[str]) -> dict[tuple[str, ...], list[str]]:
    """Return the words that slips are put right to, by their sounds."""
    found: dict[tuple[str, ...], list[str]] = {}
    for word in sorted(words) or table("slips")["words"]:
        found.setdefault(sounds_of(word), []).append(word)
    return found


@cache
def _never_slips() -> frozenset[str]:
    """Return the words that sound like a known one and are meant as they stand."""
    return frozenset(table("slips")["words"] + table("slips")["confused"])


def put_right(text: str, words: frozenset[str] = frozenset()) -> str:
    """Return the text, of the same length and sound, with slips of one character in some `words` put right."""
    sounds, never = sounds_of(text), words | _never_slips()
    for length in _LENGTHS:
        for start in range(len(text) - length + 1):
            end = start + length
            for word in _known(words).get(sounds[start:end], ()):
                typed = text[start:end]
                if typed not in never and _one_apart(typed, word):
                    text = text[:start] + word + text[end:]
    return text


_SOME = rf"[\d{NUMERALS}几少]"
# In 三个小石头 and 十分中肯 the characters belong to the next word; 半小石 and 小是 begin none, 小事 is one itself.
_UNIT_HEARD = Pattern(
    rf"((?:[\d{NUMERALS}几少][个半多来]?|个[半多来]|半个?))(?!小[事市]|分重)([一-龥]{{2}})"
    r"(?:(?=$|[^一-龥]|[半又跟和在把给才就还去来了的吧嘛哈左下上早晚昨今前我他她大每各也全不])|(?<=半小.)|(?<=小是))"
)
_WEEK_HEARD = Pattern(r"[一-龥]{2}(?=[一二三四五六日天])|(?<=[上下这本])[一-龥]{2}")


@lru_cache(maxsize=16)
def as_meant(text: str) -> str:
    """Return the text, of the same length, with such words restored by their sound as nothing else can be meant by.

    They are words for which no other of their sound is written (巡罗), units behind a number, and weeks before a day
    or behind 上 and 下.
    """
    text = _UNIT_HEARD.sub(lambda found: found[1] + _same("units", found[2]), text)
    text = _WEEK_HEARD.sub(lambda found: put_right(found[0], _listed("weeks")), text)
    for half in _half_right().finditer(text):
        text = text[: half.start()] + put_right(half[1], _listed("certain")) + text[half.end(1) :]
    return text


def _same(name: str, heard: str) -> str:
    return next(iter(_known(_listed(name)).get(sounds_of(heard), ())), heard)


@cache
def _half_right() -> Pattern:
    """Return the pattern of two characters of which one stands where it does in a word of two that is always meant."""
    first, last = map("".join, zip(*_listed("certain"), strict=True))
    return Pattern(rf"(?=([{first}][一-龥]|[一-龥][{last}]))")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("slips")[name])


def _one_apart(typed: str, word: str) -> bool:
    return sum(one != other for one, other in zip(typed, word, strict=True)) == 1


def merged(syllable: str) -> str:
    """Return a syllable without the differences that Sichuan speech does not make."""
    for said, heard in _ALIKE:
        syllable = syllable.replace(said, heard)
    return "l" + syllable[1:] if syllable.startswith("n") and len(syllable) > 1 else syllable


@lru_cache(maxsize=_SOUNDS_KEPT)
def sound(text: str) -> str:
    """Return how a text sounds, in letters; letters and unknown characters stand for themselves."""
    # 行 sounds like 航 in a ranking, and otherwise like 形.
    return "".join(sounds_of(text.replace("行榜", "航榜")))
