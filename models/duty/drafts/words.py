"""A secretary's words for giving a shift to somebody: 12月4日下午改成唐敏, 让周小川12月3日上午值班."""

import re
from datetime import datetime

from bot.language.pattern import Pattern
from bot.language.periods import read_month
from models.values.periods import Month

_DUTY = r"(?:值班|坐班|值守班|当班|轮值|轮班|值日|带班|守班|值夜班|上班|轮岗|夜班)"
_WHO = r"(?P<who>[一-龥·]{2,6}?)(?:同志)?"
_CHANGED = Pattern(
    rf"^(?P<when>.{{2,20}}?)(?:的班)?(?:改成|换成|改为|改由|改让){_WHO}(?:来)?(?:{_DUTY}|值|上)?[。!~\s]*$"
)
_LET = Pattern(
    rf"^(?:让|请|安排|由|叫|喊){_WHO}(?:在)?(?P<when>(?:\d|[今明后下这周本]).{{1,16}}?)(?:来)?(?:{_DUTY}|值)[。!~\s]*$"
)
_SENT = Pattern(
    rf"^(?P<when>\d.{{1,14}}?)(?:没人|没得人|缺人|空着)?[,，\s]*(?:就)?(?:(?:让|请|叫|喊|安排){_WHO}(?:去|来|上|顶)|(?:安排|排)(?P<set>[一-龥·]{{2,6}}?)(?:同志)?{_DUTY}?)"
    r"(?:嘛|吧|哈)?[。!~\s]*$"
)

_ENDS = r"(?:的班|班|一下|一哈|他|她)?[吧嘛哈了。!~\s]*$"
_NAME = r"[一-龥·]{2,8}?"
# Of two one is relieved and one comes: 让唐敏替周小川, 把周小川的班换给唐敏, 周小川有事，唐敏顶一下.
_RELIEVED = (
    Pattern(rf"^(?P<comes>.{{2,24}}?)(?:来|去)?(?:代替|顶替|替|代|顶)(?!一)(?P<goes>{_NAME})(?:的)?{_DUTY}?{_ENDS}"),
    Pattern(
        rf"^(?P<goes>.{{2,24}}?)(?:有事|来不了|来不到|来不成|值不了|请假|病了|没空|不得空|走不开|出差|要开会|去开会)"
        rf"[^,，。]{{0,6}}?[,，\s]*(?:就?[让由请叫喊])?(?P<comes>{_NAME})(?:同志)?(?:来|去)?(?:帮忙)?(?:顶|替|代|值|上)班?{_ENDS}"
    ),
    Pattern(
        rf"^(?P<goes>.{{2,24}}?)班?(?:换给|改给|转给|交给|让给|给|换成|改成|改由|换)(?P<comes>{_NAME})(?:同志)?"
        rf"(?:来|去)?(?:值|上|顶|坐|替|代)?{_ENDS}"
    ),
)

_TO_DRAFT = Pattern(
    r"月[^,，。谁哪]{0,6}班[^,，。谁哪]{0,4}(?:排|安排)(?:一下|一哈|下|好|出来)|(?:排|安排)(?:一下|一哈|下)?[^,，。谁哪]{0,5}月的?[^,，。谁哪]{0,2}班"
)


# What lets out what was just shown, and says nothing else.
lets_out = re.compile(
    r"(?:(?:行|好|要得|可以|对|没问题|ok)[了的吧嘛,，。\s]*)?(?:就这样|就按这个|就这么|照这个|按这个)?(?:公布|发布|发出去|贴出去|确认|定了)(?:了?吧|嘛|了|哈)?[。!！~\s]*"
).fullmatch


# Who asks that a roster be published: 公布排班.
wants_out = re.compile(
    r"(?:把)?(?:公布|发布|确认|贴出)(?:一下)?(?:\d{1,2}月的?|本月的?|这个月的?)?(?:排班|班表|值班安排)(?:表)?(?:公布|发布)?[了吧嘛。!！\s]*"
).fullmatch


def draft_line(text: str, moment: datetime) -> str | None:
    """Return the line that drafts the month of 12月的班排一下; None for others."""
    found = _TO_DRAFT.search(text) and Month.written(read_month(text, moment))
    return f"排班 {found.number}月" if found else None


def begins_draft(text: str) -> str | None:
    """Return the line that drafts the month in 下个月排班, which asks for nothing that hangs already."""
    return _BEGINS.fullmatch(text) and f"排班 {text[: text.index('月') + 1]}"


_BEGINS = re.compile(r"(?:下个?|这个?|本|\d{1,2})月(?=(?:份|的|要|该|可以|开始)*排(?:一?下)?班[了吧嘛。!！]*$).*")


def read_move(text: str) -> tuple[str, str] | None:
    """Return (when, who) of a line that gives a shift to somebody, both as said; None for other lines."""
    found = _CHANGED.search(text) or _LET.search(text)
    return (found["when"], found["who"]) if found and "我" not in text else None


def read_relieved(text: str) -> tuple[str, str] | None:
    """Return the parts of a line that name (who is relieved, who comes), both others than the speaker."""
    found = next((found for one in _RELIEVED if (found := one.search(text))), None)
    return (found["goes"], found["comes"]) if found and "我" not in text else None


def read_sent(text: str) -> tuple[str, str] | None:
    """Return (when, who) of a line that may send somebody to a shift: 17号下午让唐敏去."""
    found = _SENT.search(text)
    return (found["when"], found["who"] or found["set"]) if found and "我" not in text else None
