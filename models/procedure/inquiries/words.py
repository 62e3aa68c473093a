"""How a member of the supervision committee asks, or asks after what was asked; pure."""

import re

_ASKS = re.compile(r"^我?(?:要|想)质询(?:一下)?[:：,，\s]*(?P<text>.+)$", re.DOTALL)
_ASKS_AFTER = re.compile(
    r"^质询(?:有|都)(?:哪些|什么|啥)|质询.{0,6}(?:答复|回复|回)(?:了没|没|了吗|没有)|(?:他们?|书记|村里)(?:答复|回复|回)了?(?:没|吗|没有)"
)


def read_question(text: str) -> dict[str, str | None] | None:
    """Return what is asked by 我要质询：…, or no text for who asks whether he has been answered; else None."""
    if _ASKS_AFTER.search(text):
        return {"text": None}
    found = _ASKS.match(text.strip())
    return {"text": found["text"]} if found else None
