"""Asking for help, and what is wanted and not said."""

from typing import Any

from bot.language.data import table
from bot.language.pattern import Pattern
from bot.language.values import Message, Reading

_PUNCTUATION = Pattern(r"^[\s?？!！。.,，~]+$")


def read_help(message: Message) -> Reading:
    """Return what the sender wants to be shown how to do; None for the whole."""
    topics: dict[str, list[str]] = table("asking")["help_topics"]
    if _PUNCTUATION.match(message.text):
        return Reading("help", {"topic": None})
    found = next((topic for topic, aliases in topics.items() if any(alias in message.text for alias in aliases)), None)
    return Reading("help", {"topic": found or ("star_report" if "星" in message.text else None)})


def read_unclear(message: Message) -> Reading:
    """Return that something is wanted and not said."""
    about: Any = next((about for about, pattern in _LEFT_OPEN if pattern.search(message.text)), "要做什么")
    return Reading("clarify", {"about": about})


_LEFT_OPEN = (
    ("改哪条、改成什么", Pattern(r"改|错|删|撤|不对|换成")),
    ("查什么", Pattern(r"查|看|问")),
    ("报活动还是报星", Pattern(r"报|记|登|录")),
    ("做了没有、做了多久", Pattern(r"\d|小时|做|办|弄|搞|扫|清|修")),
)
