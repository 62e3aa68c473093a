"""How a verifier says plainly what becomes of the records that were listed: 除了罗书记那条，别的都对; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, pairwise

from bot.language.days import find_days
from bot.language.numerals import to_whole
from bot.language.values import Message
from models.organisation.people.rules import named_in
from models.service.verification.rules import Item, check_positions
from models.values.numbers import Sign
from models.values.wording import about, asks, whole

_ALL = re.compile(
    r"(?:都|全部?)(?:是|给[他她]?|让[他她]|可以)?(?:通过|过|对|属实|真的|没得?有?问题|没错|准(?![吧嘛哈了。!！~\s]*$)|核实?了?|认)(?!不)|(?:其他|别|其余|剩下)的?[都全也]*(?:过|通过|对|属实|没问题)|^(?:情况)?(?:都|全部?)?属实[的了哈。!！~]*$"
    r"|^通过(?=[,，。\s]*(?:但|不过|就是|除))"
)
_TAKES_BACK = re.compile(
    r"^(?=.*(?:刚才|刚刚|刚))(?=.*(?:通过|核实)).*(?:撤回|撤销|收回|取消|搞错|弄错|点错|错了|不算)[^,，。]{0,8}[了的嘛吧。!！]*$"
)


def takes_back(text: str) -> str | None:
    """Return the line that undoes what was just confirmed: 撤回刚才的通过; None for other words."""
    return "撤回核实" if _TAKES_BACK.search(text) and not asks(text) else None


# A verifier who asks what waits for him: 还有哪些没确认, 哪几条等我核实.
asks_what_waits = whole(
    r"(?:现在|目前|这个月|本月)?(?:还|都)?有?(?:没有)?(?:哪些|哪几条|几条|多少条?|好多条?|什么|啥子?)(?:服务|活动)?(?:记录)?"
    r"(?:还|是)?(?:没有?|没得|等着?|要|需要|该|待)我?来?(?:确认|核实|审核?|证明)[的了过吗嘛?？]*"
)

# What says of one record only that it does not pass.
says_no = whole(r"(?:这|那)?(?:一?条|个)?不(?:通过|行|对|属实|认|可以|得行)[了的哈]*")
_REST = re.compile(r"其他|别的|其余|剩下")
_EXCEPT = re.compile(r"除了?|除开|除外|就是|只有|不过|但是?")
_LEFT_OUT = re.compile(
    r"(?:除了|除开|除)\s*(?P<who>(?![那这他她别其])[一-龥·]{2,6}?)(?:同志)?的?(?:[那这]?一?[条个])?(?:[以之]?外)?(?=[,，。\s]|$)"
)
_RIGHT = re.compile(
    r"属实|可以|要得|真的|看[到见]|在场|没错|是?对的|通过|(?:给|让)[他她]?过|没(?:得|有)?问题|证明|作证|认得?到?账"
)
_WRONG = re.compile(
    r"不(?:要|行|可以|得行|通过|核实|认(?!识))|先(?:放|留|不|别|莫|等)|[退打]回|[个条]退(?:了|掉|去)|不对|没(?:有|得)?(?:看|见)到?|没(?:有)?[来去做]|不属实|假的|乱报|[写报记]多|多[写报记]|[写报]错|没这回事|问一?[哈下]"
)
# What is none of a record's business: 唐敏今天上午来了，我证明.
_OF_A_RECORD = re.compile(r"[aA]\d{4}|第[一二三四五六七八九十]|条|那次|报的|记录|活动|昨天的|[他她]的")
_POSITION = re.compile(
    r"第([一二三四五六七八九十\d]{1,2})[条个]?|(?<![有哪那这某前后])([一二三四五六七八九十]|\d{1,2})号?条"
    # A mere number that counts and measures nothing: 2不要，其余通过.
    r"|(?<![-/\d.:：a-zA-Z])(\d{1,2})号?(?![-/\d小时点分钟个半天月日人户次件袋元块份年岁组社队条.:：%])"
)
_SAID_BEFORE = re.compile(r"(?:通过|[退打]回|属实|不要|除了?|除开)\s*$")
_SENT_BACK = re.compile(r"[,，。\s]*(?:给[他她])?(?:[退打]回(?:去|来)?|退(?:了|掉|去))(?:[吧嘛哈])?[,，。\s]*")


@dataclass(frozen=True)
class Verification:
    """What is said of a list: those at some positions pass, or one goes back for a reason.

    `absent` is what nothing on the list is, of which all but that pass.
    """

    passes: tuple[int, ...] = ()
    back: int | None = None
    reason: str = ""
    absent: str = ""


# What may say anything of listed records at all, before they are looked for.
speaks_of_records = re.compile("|".join(one.pattern for one in (_ALL, _RIGHT, _WRONG))).search


def verdict(text: str, moment: datetime, items: Sequence[Item]) -> Verification | None:
    """Return what a text says of listed records; None where it asks, or says nothing of them that is clear.

    Refuses with NO_SUCH_ITEM where all but a record pass that is not on the list.
    """
    if not items or asks(text):
        return None
    every = _ALL.search(text)
    if every:
        check_positions([at for at, _ in _numbered(text)], len(items))
        judged = _judged(text.replace(every[0], "", 1), moment, items)
        return _of_all(text, judged, items, alone=every[0] == text)
    judged = _judged(text, moment, items)
    return _of_some(text, judged) if _numbered(text) or _OF_A_RECORD.search(text) else None


def _of_all(text: str, judged: Mapping[int, bool | None], items: Sequence[Item], *, alone: bool) -> Verification | None:
    """Return that all pass, or all but those that are meant, or, where nothing is excepted, all of those."""
    but = _EXCEPT.search(text) or _WRONG.search(text) or (_REST.search(text) and not alone)
    if not judged:
        return _but_nobody(text, items, but=bool(but))
    if not but:
        return Verification(tuple(judged))
    return Verification(tuple(item.position for item in items if judged.get(item.position, True)))


def _but_nobody(text: str, items: Sequence[Item], *, but: bool) -> Verification | None:
    """Return that all pass where nothing on the list is what is left out, if it is said plainly what that is."""
    none = _LEFT_OUT.search(text)
    passes = tuple(item.position for item in items)
    return Verification(passes, absent=none["who"] if none else "") if none or not but else None


def _of_some(text: str, judged: Mapping[int, bool | None]) -> Verification | None:
    right = tuple(at for at, is_right in judged.items() if is_right)
    wrong = [at for at, is_right in judged.items() if is_right is False]
    if right:
        return Verification(right)
    return Verification(back=wrong[0], reason=_reason(text)) if len(wrong) == 1 else None


def _judged(text: str, moment: datetime, items: Sequence[Item]) -> dict[int, bool | None]:
    """Return for each listed record that a text means whether it calls it right; None where it says neither.

    By number each has its own word (1通过，2退回; 退回2); otherwise one word is said of all that are meant.
    """
    listed = [item.position for item in items]
    if numbered := _numbered(text):
        return {at: said for at, said in numbered if at in listed}
    return dict.fromkeys(meant_by(text, moment, items), _called(text))


def _numbered(text: str) -> list[tuple[int, bool | None]]:
    """Return (position, whether it is called right) of each number said; what follows counts for those before it."""
    found = list(_POSITION.finditer(text))
    # What stands between the numbers, from the beginning of the text to its end.
    between = [text[start:end] for start, end in pairwise([0, *chain(*(one.span() for one in found)), len(text)])][::2]
    said = map(_called, between[:-1] if _SAID_BEFORE.search(between[0]) else between[1:])
    numbers = [to_whole(one[one.lastindex or 0]) or 0 for one in found]
    return _with_the_next(list(zip(numbers, said, strict=True)))


def _with_the_next(numbered: list[tuple[int, bool | None]]) -> list[tuple[int, bool | None]]:
    """Return them where one of which nothing is said is called as the one after it: 1、2不要."""
    for at in reversed(range(len(numbered) - 1)):
        position, called = numbered[at]
        numbered[at] = position, numbered[at + 1][1] if called is None else called
    return numbered


def _called(text: str) -> bool | None:
    """Return whether words call right or wrong what they are about; None where they say neither."""
    if _WRONG.search(text):
        return False
    return True if _RIGHT.search(text) else None


def meant_by(text: str, moment: datetime, items: Sequence[Item]) -> Sequence[int]:
    """Return the positions that a text names: by the record, else by whose and of which day, else by the deed."""
    if records := [item.position for item in items if Sign.RECORD.show(item.number) in text.upper()]:
        return records
    named = _named(text, moment, items)
    told = {item.position: item.claim.description for item in items if item.position in named or not named}
    of_deeds = about(text, told)
    return of_deeds if 0 < len(of_deeds) < len(told) else named


def left_out(text: str) -> str | None:
    """Return who or what is left out of a list in 除了 何光荣; None for any other text."""
    found = _LEFT_OUT.fullmatch(text.strip())
    return found and found["who"]


def _named(text: str, moment: datetime, items: Sequence[Item]) -> Sequence[int]:
    """Return the positions of those whose names or days a text says."""
    days = {day for said in find_days(Message.of(text, moment)) for day in said.days}
    of_days = [item.position for item in items if item.claim.day in days]
    whose = named_in(text, {item.position: item.name for item in items})
    return [one for one in whose if one in of_days] or whose or of_days


def _reason(text: str) -> str:
    return _SENT_BACK.sub("，", _POSITION.sub("", text)).strip(" ，。,")
