"""How somebody words a notice anew, or takes it back, that he has just been told of; pure."""

import re
from datetime import date, datetime, time

from bot.language.days import find_days
from bot.language.values import Message
from models.values.showing import show_date
from models.values.wording import for_everybody, line_of

_INSTEAD = re.compile(r"(?:那就说|那就写|就说|改成|改为|换成|写成)[：:，,\s]*(?P<text>.+)", re.DOTALL)


# What takes a notice back that was just spoken of: 不发了, 撤了那个通知.
takes_back = re.compile(
    r"(?:那个?|算了|哎呀|等[下哈一]+|刚才那?[条个]?|这[条个]|那[条个]|通知|[，,\s])*(?:先?不发了?|(?:别|莫)发了?|撤[了掉回]?|收回来?|不作数了?|不算了?)"
    r"(?:那[条个]|这[条个])?(?:通知)?[吧嘛哈了。！!]*"
).fullmatch


_FROM_TODAY = re.compile(r"[今昨明后大下本这上][^月号]*")


# What takes one back in a sentence of its own: 刚才那个通知作废, 把周一大扫除的通知取消了, 算了不开了，撤下.
cancels = re.compile(
    r"(?!取消[^，。]{0,6}通知)(?=.*通知).*(?:作废|取消|撤[了下回掉]|不作数|收回)[^，。]{0,6}"
    r"|(?:.*不[开搞办弄发]了)[，,。\s]*(?:撤下?|收回来?)[了吧嘛]*[。！!]?"
).fullmatch


# What says that the notice before is wrong: 刚发的那个时间错了，是3点.
was_wrong = re.compile(
    r"(?=.*(?:刚才?发|通知))(?:刚才?|前面|上面|发|通知|说|的|那|这|个|条|时间|日期|地点|地方|内容|字)*(?:写|搞|弄)?(?:错了?|不对)(?:一个字)?"
    r"(?:[，,\s]*(?:应该|要|改成|改为)?是?.{1,20})?[。！!]?"
).fullmatch


def dated(text: str, moment: datetime) -> str:
    """Return a text that is read on a later day: what counts its days from today (明早, 下周三) gives their dates."""
    message = Message.of(text, moment)
    said = message.said
    for one in reversed(find_days(message, ahead=True)):
        named = said[one.start : one.end]
        if one.first and one.last and _FROM_TODAY.fullmatch(named):
            days = "到".join(dict.fromkeys(map(show_date, (one.first, one.last))))
            said = said[: one.start] + days + "晚上" * ("晚" in named) + said[one.end :]
    return said


def days_in(text: str, moment: datetime) -> list[date]:
    """Return the days that a text names for certain, the first and the last at the ends."""
    found = find_days(Message.of(text, moment), ahead=True)
    return sorted(day for one in found if not one.doubt for day in one.days)


def over_by(moment: datetime | None, text: str, written: datetime) -> date | None:
    """Return the last day that a text names, if it is over at a moment."""
    last = days_in(text, written)[-1:]
    return last[0] if last and moment and last[0] < moment.date() else None


def concerned(text: str, moment: datetime) -> datetime | None:
    """Return when the first day begins that is still to come of those a text names: before it, it must be read."""
    ahead = [day for day in days_in(text, moment) if day >= moment.date()]
    return datetime.combine(ahead[0], time(), moment.tzinfo) if ahead else None


_A_PART = re.compile(r"(?:把|不是)?(?P<old>.{1,40}?)[，,]?(?:改成|改为|改到|换成|写成|改|是)(?P<new>.{1,40}?)[。！!]?")


_TO_THE_GROUP = re.compile(
    r"(?:麻烦|请|帮我?|你)?(?:(?:给|跟|在|往|到)?(?:村|我们)?群里?[面头]?(?:说|讲|发|通知)[个条]?(?:一?声|一?下|通知|消息)?哈?[，,：:\s]+|"
    r"(?:给我|我要)?发一?[个条]?通知[，,：:\s]*说[，,：:\s]*)(?P<text>.{4,})",
    re.DOTALL,
)


# Who says last whom it is for: 明天开院坝会，通知大家.
_TOLD_LAST = re.compile(
    r"(?P<text>.{4,}?)[，,。\s]+(?:你|麻烦|请|帮我?)*(?:(?:通知|告诉)(?:一?下|一?声)?|[给跟](?=[^，,。]*说))"
    r"(?:大家|村民|群众|群里|各家各户)(?:说?(?:一?下|一?声)|晓得)?[吧嘛哈。！!]*",
    re.DOTALL,
)


# The line that tells a group what stands behind 给群里说一声, or before 通知大家.
to_the_group = line_of(lambda text: _TO_THE_GROUP.fullmatch(text) or _TOLD_LAST.fullmatch(text), "通知 {text}")


# Whom by their posts, and what: 通知各村书记明天开会. They read it in their group.
_TO_SOME = re.compile(
    r"(?:麻烦|请|帮我?|你)*(?:通知|告诉)(?:一?下|一?声)?[，,：:\s]*(?P<text>(?:各|所有|全体)[^，,。\s了]{0,5}?"
    r"(?:书记|组长|支委|委员|干部|主任|党员|代表|两委)[^了]{4,})",
    re.DOTALL,
)


def announce_line(text: str, moment: datetime) -> str | None:
    """Return the line that tells a group what a text wants everybody to be told; None for any other text."""
    told = for_everybody(text) or ((some := _TO_SOME.fullmatch(text)) and some["text"])
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
