"""Putting right a word in which one character was typed as another that sounds alike."""

from functools import cache

from bot.language.data import table

_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


@cache
def _sound_of() -> dict[str, str]:
    """Return how each common character sounds, without the differences that Sichuan speech does not make."""
    return {character: merged(syllable) for syllable, row in table("sounds").items() for character in row}


@cache
def _slips() -> dict[str, str]:
    """Return every known word with one character replaced by one that sounds alike, and the word meant."""
    alike: dict[str, list[str]] = {}
    for character, sound in _sound_of().items():
        alike.setdefault(sound, []).append(character)
    meant: list[str] = table("slips")["words"]
    found: dict[str, str] = {}
    for word in meant:
        for index, character in enumerate(word):
            for other in alike.get(_sound_of().get(character, ""), ()):
                found.setdefault(word[:index] + other + word[index + 1 :], word)
    for known in (*meant, *table("slips")["confused"]):
        found.pop(known, None)
    return found


def put_right(text: str) -> str:
    """Return the text, of the same length, with slips of one character put right."""
    slips = _slips()
    for length in (5, 4, 3, 2):
        for start in range(len(text) - length + 1):
            meant = slips.get(text[start : start + length])
            if meant:
                text = text[:start] + meant + text[start + length :]
    return text


def merged(syllable: str) -> str:
    """Return a syllable without the differences that Sichuan speech does not make."""
    for said, heard in _ALIKE:
        syllable = syllable.replace(said, heard)
    return "l" + syllable[1:] if syllable.startswith("n") and len(syllable) > 1 else syllable


def sound(text: str) -> str:
    """Return how a text sounds, in letters; letters and unknown characters stand for themselves."""
    # 行 sounds like 航 in a ranking, and otherwise like 形.
    text = text.replace("行榜", "航榜")
    return "".join(_sound_of().get(character, character) for character in text)


def sounds_alike(one: str, other: str) -> bool:
    """Return whether two words sound the same, character by character."""
    return len(one) == len(other) and all(sound(a) == sound(b) for a, b in zip(one, other, strict=True))
