"""How somebody words a notice anew that he has just been shown; pure."""

import re

_INSTEAD = re.compile(r"(?:那就说|那就写|就说|改成|改为|换成|写成)[：:，,\s]*(?P<text>.+)", re.DOTALL)


_A_PART = re.compile(r"(?:把|不是)?(?P<old>.{1,40}?)[，,]?(?:改成|改为|改到|换成|写成|改|是)(?P<new>.{1,40}?)[。！!]?")


def instead(text: str, shown: str) -> str | None:
    """Return the words that are to stand there instead of what was shown; None for everything else.

    All of them (“那就说 …”), or a part that stands there once (“八点改九点”, “不是8点是9点”).
    """
    said = _INSTEAD.fullmatch(text.strip())
    if said:
        return said["text"]
    part = _A_PART.fullmatch(text.strip())
    return shown.replace(part["old"], part["new"]) if part and shown.count(part["old"]) == 1 else None
