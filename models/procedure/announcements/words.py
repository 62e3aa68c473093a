"""How somebody words a notice anew, or takes it back, that he has just been told of; pure."""

import re
from datetime import datetime

from models.values.wording import for_everybody

_INSTEAD = re.compile(r"(?:那就说|那就写|就说|改成|改为|换成|写成)[：:，,\s]*(?P<text>.+)", re.DOTALL)


# What takes a notice back that was just spoken of: 不发了, 撤了那个通知.
takes_back = re.compile(
    r"(?:那个?|算了|哎呀|等[下哈一]+|刚才那?[条个]?|这[条个]|那[条个]|通知|[，,\s])*(?:先?不发了?|(?:别|莫)发了?|撤[了掉回]?|收回来?|不作数了?|不算了?)"
    r"(?:那[条个]|这[条个])?(?:通知)?[吧嘛哈了。！!]*"
).fullmatch


# Who says 明天 in the evening means the day on which it is read, if it is read in the morning only.
_FROM_TODAY = re.compile(r"今[天早晚日]|明[天早晚日]|后天")


def counts_from_today(text: str) -> str | None:
    """Return the word for a day that means another one when it is read on a later day, None where there is none."""
    found = _FROM_TODAY.search(text)
    return found[0] if found else None


_A_PART = re.compile(r"(?:把|不是)?(?P<old>.{1,40}?)[，,]?(?:改成|改为|改到|换成|写成|改|是)(?P<new>.{1,40}?)[。！!]?")


def announce_line(text: str, moment: datetime) -> str | None:
    """Return the line that tells a group what a text wants everybody to be told; None for any other text."""
    told = for_everybody(text)
    return f"通知 {told}" if told else None


def instead(text: str, shown: str) -> str | None:
    """Return the words that are to stand there instead of what was shown; None for everything else.

    All of them (“那就说 …”), or a part that stands there once (“八点改九点”, “不是8点是9点”).
    """
    said = _INSTEAD.fullmatch(text.strip())
    if said:
        return said["text"]
    part = _A_PART.fullmatch(text.strip())
    return shown.replace(part["old"], part["new"]) if part and shown.count(part["old"]) == 1 else None
