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
    r"(?:都|全部?)(?:是|给[他她]?|让[他她]|可以)?(?:通过|过|对|属实|真的|没得?有?问题|没错|准(?![吧嘛哈了。!！~\s]*$)|核实?了?|认)(?!不)|(?:其他|别|其余|剩下)的?(?:都|全)?(?:过|通过|对|属实|没问题)|^(?:情况)?(?:都|全部?)?属实[的了哈。!！~]*$"
)
_EXCEPT = re.compile(r"除了?|除开|就是|只有|不过|但是?")
_RIGHT = re.compile(
    r"属实|真的|看[到见]|在场|没错|是?对的|通过|(?:给|让)[他她]?过|没(?:得|有)?问题|证明|作证|认得?到?账"
)
_WRONG = re.compile(
    r"[退打]回|[个条]退(?:了|掉|去)|不对|没(?:有|得)?(?:看|见)到?|没(?:有)?[来去做]|不属实|假的|乱报|[写报记]多|多[写报记]|[写报]错|没这回事|问一?[哈下]"
)
# What is none of a record's business: 唐敏今天上午来了，我证明.
_OF_A_RECORD = re.compile(r"第[一二三四五六七八九十]|条|那次|报的|记录|活动|昨天的|[他她]的")
_POSITION = re.compile(r"第([一二三四五六七八九十\d]{1,2})[条个]?|([一二三四五六七八九十]|\d{1,2})[号]?条")
_SENT_BACK = re.compile(r"[,，。\s]*(?:给[他她])?(?:[退打]回(?:去|来)?|退(?:了|掉|去))(?:[吧嘛哈])?[,，。\s]*")


@dataclass(frozen=True)
class Verification:
    """What is said of a list: those at some positions pass, or one goes back for a reason."""

    passes: tuple[int, ...] = ()
    back: int | None = None
    reason: str = ""


# What may say anything of listed records at all, before they are looked for.
speaks_of_records = re.compile("|".join(one.pattern for one in (_ALL, _RIGHT, _WRONG))).search


def verdict(text: str, moment: datetime, items: Sequence[Item]) -> Verification | None:
    """Return what a text says of listed records; None where it asks, or says nothing of them that is clear."""
    if not items or asks(text):
        return None
    meant, wrong = _meant(text, moment, items), _WRONG.search(text) is not None
    if _ALL.search(text):
        return _of_all(items, meant, but=wrong or _EXCEPT.search(text) is not None)
    if not meant or not _OF_A_RECORD.search(text):
        return None
    return _of_some(text, meant, wrong=wrong)


def _of_all(items: Sequence[Item], meant: Sequence[int], *, but: bool) -> Verification | None:
    """Return that all pass, or all but those that are meant, or, without a but, all of those."""
    if not meant:
        return None if but else Verification(tuple(item.position for item in items))
    return Verification(tuple(item.position for item in items if (item.position in meant) is not but))


def _of_some(text: str, meant: Sequence[int], *, wrong: bool) -> Verification | None:
    if not wrong:
        return Verification(tuple(meant)) if _RIGHT.search(text) else None
    return Verification(back=meant[0], reason=_reason(text)) if len(meant) == 1 else None


def _meant(text: str, moment: datetime, items: Sequence[Item]) -> Sequence[int]:
    """Return the positions that a text names: by number, else by whose they are and of which day, else by the deed."""
    if numbers := [to_whole(one or other) for one, other in _POSITION.findall(text)]:
        return [item.position for item in items if item.position in numbers]
    named = _named(text, moment, items)
    told = {item.position: item.claim.description for item in items if item.position in named or not named}
    of_deeds = about(text, told)
    return of_deeds if 0 < len(of_deeds) < len(told) else named


def _named(text: str, moment: datetime, items: Sequence[Item]) -> Sequence[int]:
    """Return the positions of those whose names or days a text says."""
    days = {day for said in find_days(Message.of(text, moment)) for day in said.days}
    of_days = [item.position for item in items if item.claim.day in days]
    whose = named_in(text, {item.position: item.name for item in items})
    return [one for one in whose if one in of_days] or whose or of_days


def _reason(text: str) -> str:
    return _SENT_BACK.sub("，", _POSITION.sub("", text)).strip(" ，。,")
