"""The command word that somebody probably meant; a question to ask, never a reason to act."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.language.sounds import merged, sound, sounds_alike

_CLOSE_ENOUGH = 0.78
_LONGEST = 12


def nearest(words: Sequence[str], typed: str) -> str | None:
    """Return the word that sounds most like what was typed; None when none is near, or two are equal."""
    typed = typed.strip().lower()
    # One character is near to nothing: no command is that short.
    if len(typed) < 2 or len(typed) > _LONGEST * 2 or typed in words:
        return None
    ranked = sorted(((_likeness(word, typed), word) for word in words), reverse=True)
    best = [word for score, word in ranked if score == ranked[0][0]]
    return best[0] if len(best) == 1 and ranked[0][0] >= _CLOSE_ENOUGH else None


def same_sound(words: Sequence[str], typed: str) -> str | None:
    """Return the one word of two or more characters that sounds just like what was typed, written differently."""
    if len(typed) < 2:
        return None
    found = {word for word in words if len(word) > 1 and word != typed and sounds_alike(word, typed)}
    return found.pop() if len(found) == 1 else None


def _likeness(word: str, typed: str) -> float:
    """Return 0 to 1, by the sound of both; the same characters count a little on top."""
    shared = len(set(word) & set(typed)) / max(len(set(word)), 1)
    return (
        SequenceMatcher(None, sound(word), sound(typed) if not typed.isascii() else merged(typed)).ratio() * 0.95
        + 0.05 * shared
    )
