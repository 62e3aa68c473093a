"""How somebody words a notice anew that he has just been shown; pure."""

import re

_INSTEAD = re.compile(r"(?:那就说|那就写|就说|改成|改为|换成|写成)[：:，,\s]*(?P<text>.+)", re.DOTALL)


def instead(text: str) -> str | None:
    """Return the words that are to stand there instead (“那就说 …”); None for everything else."""
    said = _INSTEAD.fullmatch(text.strip())
    return said["text"] if said else None
