"""The command word that somebody probably meant; a question to ask, never a reason to act."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from bot.language.sounds import merged, sound, sounds_of

_CLOSE_ENOUGH = 0.78
_LONGEST = 12


def nearest(words: Sequence[str], typed: str) -> str | None:
    """Return the word that sounds most like what was typed; None when none is near, or two are equal."""
    typed = typed.strip().lower()
    # One character is near to nothing: no command is that short.
    if len(typed) < 2 or len(typed) > _LONGEST * 2 or typed in words:
        return None
    heard = SequenceMatcher(None, "", sound(typed) if not typed.isascii() else merged(typed))
    likeness = {word: score for word in words if (score := _likeness(word, typed, heard)) >= _CLOSE_ENOUGH}
    best = [word for word, score in likeness.items() if score == max(likeness.values())]
    return best[0] if len(best) == 1 else None


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


def _likeness(word: str, typed: str, heard: SequenceMatcher[str]) -> float:
    """Return 0 to 1, by the sound of both; the same characters count a little on top. 0 when they are not near."""
    shared = 0.05 * len(set(word) & set(typed)) / max(len(set(word)), 1)
    heard.set_seq1(sound(word))
    # Comparing in full costs as much as the rest of an answer; most words are too far away by length or letters alone.
    if any(bound() * 0.95 + shared < _CLOSE_ENOUGH for bound in (heard.real_quick_ratio, heard.quick_ratio)):
        return 0.0
    return heard.ratio() * 0.95 + shared
