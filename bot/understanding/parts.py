"""Several things in one message, of which one asks for leave: each part is a message of its own; pure."""

import re
from datetime import datetime

from bot.language.halves import half_of_day
from bot.language.kinds import EFFECTS
from bot.language.text import CLAUSE
from bot.understanding.reading import read
from models.values.wording import asks

_OPENS = re.compile(r"^(?:另外|还有|对了|顺便(?:问[下一哈]*)?|再就是|然后|最后)[\s,，]*")
# What is reported beside a deed: 反映一下，也报个活动：我清了楼道一小时，但是电梯又坏了; 扫街一小时，另外反映路灯坏了.
_NEED_FIRST = re.compile(
    r"^(?:我要?)?反映(?:一下|个事)?[,，]\s*(?:也|还|再|顺便)(?:报|记)(?:个|一?条)?(?:活动|服务)?[:：,，]\s*(?P<deed>.+?)[,，;；。]\s*"
    r"(?:但是?|不过|另外|还有|就是)[,，]?(?P<need>.{4,})$"
)
_NEED_LAST = re.compile(
    r"^(?P<deed>.+?)[,，;；。]\s*(?:另外|还有|顺便|再|对了)?[,，]?\s*我?(?:要|想|也|再|顺便)*反映(?:一下|个事)?[:：,，]?\s*(?P<need>.{4,})$"
)
_NEED = "反映"
_LEAVE, _LEAVE_WORD, _JOINED = "duty_leave", "假", "，"


def parts(text: str, sent_at: datetime) -> list[str]:
    """Return the parts of a message that are each sure to be something else: a deed, a leave, a question.

    None where it says one thing. A clause that is nothing by itself belongs to what stands before it; at another part
    of the day than a deed before it, it is no part of that.
    """
    found = _by_kind(text, sent_at) if _LEAVE_WORD in text else {}
    return list(found.values()) if len(found) > 1 and _LEAVE in found else []


def deed_and_need(text: str, sent_at: datetime) -> list[str]:
    """Return the deed and the line that reports to the village what a message tells beside it; none for another one."""
    found = (_NEED_FIRST.match(text) or _NEED_LAST.match(text)) if _NEED in text else None
    sure = found is not None and _kind(found["deed"], sent_at) == "activity"
    return [found["deed"], f"{_NEED} {found['need']}"] if found and sure else []


def _by_kind(text: str, sent_at: datetime) -> dict[str, str]:
    """Return {kind: the clauses that say it} in the order in which they are said."""
    found = dict[str, str]()
    for clause in CLAUSE.findall(text):
        said = _OPENS.sub("", clause.strip())
        kind = _kind(said, sent_at)
        last = next(reversed(found), "")
        if kind and kind not in found:
            found[kind] = said
        elif last and not (last == "activity" and half_of_day(said)):
            found[last] = f"{found[last]}{_JOINED}{said}"
    return found


def _kind(said: str, sent_at: datetime) -> str:
    """Return what a clause surely is by itself: a leave of a day, a deed with its amount, a question; or nothing."""
    reading = read(said, sent_at)
    if not reading.sure or reading.intent in ("none", "clarify"):
        return ""
    if reading.intent == _LEAVE:
        complete = reading.slots.get("date") is not None
    elif reading.intent in EFFECTS:
        complete = any(item.minutes or item.count for item in reading.items)
    else:
        complete = asks(said)
    return reading.intent if complete else ""
