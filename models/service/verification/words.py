"""How a verifier says plainly what becomes of the records that were listed: 除了罗书记那条，别的都对; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.language.days import find_days
from bot.language.numerals import to_whole
from bot.language.values import Message
from models.organisation.people.rules import named_in
from models.service.verification.rules import Item
from models.values.wording import about, asks

_ALL = re.compile(
    r"(?:都|全部?)(?:是|给[他她]?|让[他她]|可以)?(?:通过|过|对|属实|真的|没得?有?问题|没错|准|核实?了?|认)(?!不)|^(?:情况)?(?:都|全部?)?属实[的了哈。!！~]*$"
)
_EXCEPT = re.compile(r"除了?|除开|就是|只有|不过|但是?")
_RIGHT = re.compile(
    r"属实|真的|看[到见]|在场|没错|是?对的|通过|(?:给|让)[他她]?过|没(?:得|有)?问题|证明|作证|认得?到?账"
)
_WRONG = re.compile(
    r"[退打]回|不对|没(?:有|得)?(?:看|见)到?|没(?:有)?[来去做]|不属实|假的|乱报|[写报记]多|多[写报记]|[写报]错|没这回事|问一?[哈下]"
)
# What is none of a record's business: 唐敏今天上午来了，我证明.
_OF_A_RECORD = re.compile(r"条|那次|报的|记录|活动|昨天的|[他她]的")
_POSITION = re.compile(r"第([一二三四五六七八九十\d]{1,2})[条个]?|([一二三四五六七八九十]|\d{1,2})[号]?条")
_SENT_BACK = re.compile(r"[,，。\s]*(?:给[他她])?[退打]回(?:去|来)?(?:[吧嘛哈])?[,，。\s]*")


@dataclass(frozen=True)
class Verdict:
    """What is said of a list: those at some positions pass, or one goes back for a reason."""

    passes: tuple[int, ...] = ()
    back: int | None = None
    reason: str = ""


def speaks_of_records(text: str) -> bool:
    """Return whether a text may say anything of listed records at all, before they are looked for."""
    return not asks(text) and any(one.search(text) for one in (_ALL, _RIGHT, _WRONG))


def verdict(text: str, moment: datetime, items: Sequence[Item]) -> Verdict | None:
    """Return what a text says of listed records; None where it asks, or says nothing of them that is clear."""
    every = tuple(item.position for item in items)
    if not every or not speaks_of_records(text):
        return None
    meant, wrong = _meant(text, moment, items), _WRONG.search(text) is not None
    if _ALL.search(text):
        if meant and (wrong or _EXCEPT.search(text)):
            return Verdict(tuple(one for one in every if one not in meant))
        return Verdict(meant or every) if not wrong and (meant or not _EXCEPT.search(text)) else None
    if not meant or not _OF_A_RECORD.search(text):
        return None
    if wrong:
        return Verdict(back=meant[0], reason=_reason(text)) if len(meant) == 1 else None
    return Verdict(meant) if _RIGHT.search(text) else None


def _meant(text: str, moment: datetime, items: Sequence[Item]) -> tuple[int, ...]:
    """Return the positions that a text names: by number, else by whose they are and of which day, else by the deed."""
    if numbers := [to_whole(one or other) for one, other in _POSITION.findall(text)]:
        return tuple(item.position for item in items if item.position in numbers)
    days = {day for said in find_days(Message.of(text, moment)) for day in said.days}
    whose = named_in(text, {item.position: item.name for item in items})
    of_days = [item.position for item in items if item.claim.day in days]
    found = [one for one in whose if one in of_days] or whose or of_days
    told = {item.position: item.claim.description for item in items if item.position in found or not found}
    of_deeds = about(text, told)
    return tuple(of_deeds or found) if found or len(of_deeds) == 1 else ()


def _reason(text: str) -> str:
    return _SENT_BACK.sub("，", _POSITION.sub("", text)).strip(" ，。,")
