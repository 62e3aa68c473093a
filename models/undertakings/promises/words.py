"""How somebody says that he promises something without the word standing first: 我承诺年底前修好路灯; pure."""

import re
from datetime import datetime

from models.values.wording import asks

_PROMISES = re.compile(r"(?:本人|我们?)(?:支部|村|社区|组)?(?:想|要|在此|郑重)?承诺[:：,，\s]*(?P<what>[^承诺]{4,60})")


def promise_line(text: str, moment: datetime) -> str | None:
    """Return the line that promises what somebody says he promises; None for a question and any other text."""
    found = None if asks(text) else _PROMISES.fullmatch(text.strip())
    return f"承诺 {found['what']}" if found else None
