"""How somebody says that he promises something without the word standing first: 我承诺年底前修好路灯; pure."""

import re
from datetime import date, datetime

from bot.language.days import find_days
from bot.language.values import Message
from models.values.wording import asks, line_of

_WHO = r"(?:本人|我们?|支部)(?:支部|村|社区|组)?"
_PROMISES = re.compile(rf"{_WHO}(?:想|要|在此|郑重)?承诺[:：,，\s]*(?P<what>[^承诺]{{4,60}})")
# 月底前把路灯修好，支部承诺.
_AT_THE_END = re.compile(rf"(?P<what>[^承诺]{{4,60}}?)[,，。\s]+这?是?{_WHO}的?(?:公开)?承诺[了的。!！]*")


# The line that promises what somebody says he promises; a question promises nothing.
promise_line = line_of(
    lambda text: _PROMISES.fullmatch(text) or _AT_THE_END.fullmatch(text), "承诺 {what}", unless=asks
)


_AND_UNTIL = re.compile(r"[,，;；]\s*(?=[^,，;；]{1,8}前)")


def promise_lines(text: str, moment: datetime) -> list[str]:
    """Return the lines of several things that somebody promises in one breath, each until a day; none for one."""
    said = (promise_line(text, moment) or "").removeprefix("承诺 ")
    several = _AND_UNTIL.split(said)
    return [f"承诺 {one}" for one in several] if len(several) > 1 else []


# What stands around the day: 在6月底前, 到年底之前.
_BEFORE, _AFTER = re.compile(r"(?:在|到|截至)\s*$"), re.compile(r"^[日号]?\s*(?:之前|以前|前|完成|内)?[\s,，、:：]*")
_LONG_PAST = 60
_YEAR_END = re.compile(r"(?:今年)?(?<![一两二三半\d])(?:年底|年内|年末)")
# What moves the day of a promise instead of giving one: 承诺改到7月, 改成1月底嘛，下雨耽搁了.
_MOVED = "(?:改|推|延|挪|拖|展)"
may_put_off = re.compile(_MOVED).search
puts_off = re.compile(
    rf"(?:[Cc]\s?\d+|那个|这个|这条|那条|日子|时间|\s)*(?:要|得|只能|往|向|后)*{_MOVED}(?:迟|后|期|成|到|为)*(?:一?[下哈点些]|[一二两三几半\d]+个?(?:天|月|周|星期))?[嘛吧哈]?(?:[,，\s].*)?",
    re.DOTALL,
).fullmatch


def due_in(text: str, moment: datetime) -> tuple[str, date | None]:
    """Return what is promised and until which day; None when no day ahead is named."""
    said = Message.of(text, moment)
    days = [(one.start, one.end, one.days[-1]) for one in find_days(said, ahead=True) if not one.doubt]
    year_end = _YEAR_END.search(said.text)
    if year_end:
        days = [(*year_end.span(), date(said.today.year, 12, 31))]
    if not days:
        return said.said.strip(), None
    start, end, day = days[0]
    # A promise is about what comes: 6月底 said in November is the next one.
    if day < said.today and (said.today - day).days > _LONG_PAST:
        day = day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
    before, after = _BEFORE.sub("", said.said[:start]), _AFTER.sub("", said.said[end:])
    return f"{before}{after}".strip(" ,，、。"), day
