"""How somebody says that a meeting will be, and lays a draft before it; pure."""

import re
from datetime import date, datetime

from bot.language.days import find_days
from bot.language.values import Message

# What says which meeting will be, and the draft of it.
_CALLS = re.compile(r"会.{0,20}?方案(?:就?是|[:：])?(?P<draft>.{2,})$", re.DOTALL)
_SAME_DRAFT = re.compile(r"(?:方案)?(?:同前|同上|不变|没变|照旧|一样|和前面一样|还是(?:那个|原来的?))")
_HELD = re.compile(r"[开完过][了的]|开完|同意|赞成|通过|[?？]|吗|哪天|几号|什么时候|啥时候")


def draft_in(text: str) -> tuple[str, str]:
    """Return (what stands before it, the draft) of a line that says when a meeting will be; no draft where none is."""
    found = _CALLS.search(text)
    return (text[: found.start("draft")], found["draft"].strip(" ，,。:：")) if found else (text, "")


def will_meet(text: str) -> bool:
    """Return whether a line may say that a meeting will be; what was held, or is asked, is none."""
    return "会" in text and len(text) <= 200 and _HELD.search(text) is None


_NO_DRAFT = re.compile(r"[?？]|吗|啥|什么|[咋怎]|不[知晓][道得]|\d[号日].{0,8}开.{0,10}会")


def read_draft(text: str) -> str | None:
    """Return a draft; None for what asks, or calls another meeting."""
    said = text.strip()
    return said if len(said) >= 4 and not _NO_DRAFT.search(said) and not draft_in(said)[1] else None


def is_same_draft(draft: str) -> bool:
    """Return whether a draft only says that it is the one before."""
    return _SAME_DRAFT.fullmatch(draft.strip(" 。，,")) is not None


_NOT_SENT = re.compile(r"(?:还|都)?(?:没|未)(?:有|发|通知|提前|说|给|过|大家|方案)*")
_SENT = re.compile(r"^[\s，,]*(?:就?发(?:的|了|过|给|大家)*)?[\s，,]*(?:方案)?(?:就?是|[:：])?\s*")


def read_announced(text: str, moment: datetime) -> tuple[date | None, str] | None:
    """Return (when a draft was sent, the draft), no day where it was not sent; None for what says neither."""
    said = text.strip(" 。，,")
    if _NOT_SENT.fullmatch(said):
        return None, ""
    found = find_days(Message.of(said, moment))
    draft = _SENT.sub("", f"{said[: found[0].start]} {said[found[0].end :]}") if found else ""
    return (found[0].days[0], draft) if is_same_draft(draft) or read_draft(draft) else None
