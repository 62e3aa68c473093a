"""The command word that somebody probably meant; a question to ask, never a reason to act."""

from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from bot.language.sounds import merged, sound, sounds_of

# How near a word has to be, from 0 to 1: mostly by its sound, and a little by its characters.
_CLOSE_ENOUGH, _SAME_CHARACTERS = 0.78, 0.05
_LONGEST = 12


def nearest(words: Sequence[str], typed: str) -> str | None:
    """Return the word that sounds most like what was typed; None when none is near, or two are equal."""
    typed = typed.strip().lower()
    # One character is near to nothing: no command is that short.
    if len(typed) < 2 or len(typed) > _LONGEST * 2 or typed in words:
        return None
    heard = sound(typed) if not typed.isascii() else merged(typed)
    least = (_CLOSE_ENOUGH - _SAME_CHARACTERS) / (1 - _SAME_CHARACTERS)
    able = _as_negative(words, typed)
    sounds = set(get_close_matches(heard, [sound(word) for word in able], len(words), least))
    near = {word: _likeness(word, typed, heard) for word in able if sound(word) in sounds}
    most = max(near.values(), default=0.0)
    best = [word for word, score in near.items() if score == most >= _CLOSE_ENOUGH]
    return best[0] if len(best) == 1 else None


_NO = ("不", "没", "别", "莫")


def _as_negative(words: Sequence[str], typed: str) -> list[str]:
    """Return the words that open with a no if what was typed does, and with none if not: 不通过 is no slip for 通过."""
    return [word for word in words if word.startswith(_NO) == typed.startswith(_NO)]


def same_sound(words: tuple[str, ...], typed: str) -> str | None:
    """Return the one word of two or more characters that sounds just like what was typed, written differently."""
    found = _by_sound(words).get(sounds_of(typed), set()) - {typed} if len(typed) > 1 else set()
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _by_sound(words: tuple[str, ...]) -> dict[tuple[str, ...], set[str]]:
    """Return the words by how they sound."""
    found: dict[tuple[str, ...], set[str]] = {}
    for word in words:
        found.setdefault(sounds_of(word), set()).add(word)
    return found


def _likeness(word: str, typed: str, heard: str) -> float:
    """Return 0 to 1, by the sound of both; the same characters count a little on top."""
    shared = len(set(word) & set(typed)) / len(set(word))
    return (1 - _SAME_CHARACTERS) * SequenceMatcher(None, sound(word), heard).ratio() + _SAME_CHARACTERS * shared
