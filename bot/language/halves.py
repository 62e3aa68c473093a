"""The half of a day that is said: am, pm or night."""

import re

from bot.language.pattern import Pattern

_HALVES = (
    (
        "am",
        Pattern(r"上午(?!好)|早上(?!好)|早班|一早|早晨|清早|[今明后]早|上半天|白班上半|前半天|(?<![a-z])am(?![a-z])"),
    ),
    ("pm", Pattern(r"下午(?!好)|午后|下半天|[下后]晌|后半天|中班|(?<![a-z])pm(?![a-z])")),
    (
        "night",
        Pattern(
            r"晚上(?!好)|(?<!我上)夜班|[今明后昨]晚|[今明后昨]夜|夜里|[夜晚]间|夜晚|通宵|(?<!我上)晚班|守夜|值夜|夜哨|带夜"
        ),
    ),
)


def half_of_day(text: str) -> str | None:
    """Return am, pm or night; None when none is said, or several in one breath; the first clause goes first."""
    for part in (text, re.split(r"[,，。;；]", text)[0]):
        found = [half for half, pattern in _HALVES if pattern.search(part)]
        if len(found) == 1:
            return found[0]
    return None
