"""The command word that somebody probably meant; a question to ask, never a reason to act."""

from collections.abc import Sequence
from functools import cache

_CLOSE_ENOUGH = 75
_LONGEST = 12


def nearest(words: Sequence[str], typed: str) -> str | None:
    """Return the word most like what was typed in sound and looks; None when none is, or two are equally."""
    typed = typed.strip().lower()
    if not typed or len(typed) > _LONGEST * 2 or typed in words:
        return None
    ranked = sorted(((_likeness(word, typed), word) for word in words), reverse=True)
    best = [word for score, word in ranked if score == ranked[0][0]]
    return best[0] if len(best) == 1 and ranked[0][0] >= _CLOSE_ENOUGH else None


def _likeness(word: str, typed: str) -> float:
    """Return 0 to 100, by the sound of both; the same characters count a little on top."""
    # Loaded late: these two libraries are only needed once somebody mistypes.
    from rapidfuzz import fuzz

    shared = len(set(word) & set(typed)) / max(len(set(word)), 1)
    return float(fuzz.ratio(_sound(word), _sound(typed))) * 0.95 + 5 * shared


@cache
def _sound(text: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).replace("zh", "z").replace("ch", "c").replace("sh", "s")
