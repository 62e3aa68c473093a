"""How somebody says that a meeting will be, and lays a draft before it; pure."""

import re
from datetime import date, datetime

from bot.language.days import find_days
from bot.language.values import Message
from models.democracy.deliberations.rules import named_assembly
from models.values.wording import whole

# What says which meeting will be, and the draft of it.
_CALLS = re.compile(r"会.{0,20}?方案(?:就?是|[:：])?(?P<draft>.{2,})$", re.DOTALL)
# Whether a draft only says that it is the one before.
is_same_draft = whole(r"(?:方案)?(?:同前|同上|不变|没变|照旧|一样|和前面一样|还是(?:那个|原来的?))", around=" 。，,")
_HELD = re.compile(r"[开完过][了的]|开完|同意|赞成|通过|[?？]|吗|哪天|几号|什么时候|啥时候")


def draft_in(text: str) -> tuple[str, str]:
    """Return (what stands before it, the draft) of a line that says when a meeting will be; no draft where none is."""
    found = _CALLS.search(text)
    return (text[: found.start("draft")], found["draft"].strip(" ，,。:：")) if found else (text, "")


speaks_of_meeting = re.compile("会").search


def will_meet(text: str) -> bool:
    """Return whether a line may say that a meeting will be; what was held, or is asked, is none."""
    return len(text) <= 200 and _HELD.search(text) is None


_CLOCK = (
    r"(?:凌晨|清早|早上|早晨|上午|中午|下午|傍晚|晚上|晚|早)?\s?(?:\d{1,2}[:：]\d{2}|"
    r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})点(?:半|钟|整|[一三]刻|\d{1,2}分?|[一二三四五]?十[一二三四五六七八九]?分?)?)"
)
_PLACE = (
    r"在[^\s,，。；;]{0,10}?(?:会议室|[村居]委会|活动室|办公室|院坝|坝子|广场|文化室|服务中心|服务站|礼堂|大厅|"
    r"学校|阵地|屋头|家里)"
)
_WHEN = re.compile(rf"(?P<clock>{_CLOCK}|上午|中午|下午|晚上)(?:左右)?(?:[\s,，]*(?P<place>{_PLACE}))?")
_MOVES = re.compile(
    r"[^,，。]{0,14}?(?:的?(?:时间|日子))?(?:还是)?(?:要|得)?(?:改期?|挪|推迟|推|延期?|提前|换)(?:到|成|在|为)"
    r"(?P<when>.{2,30}?)(?:再?(?:召?开|举行))?(?:嘛|吧|哈|了|哦)*"
)
_NO_MEETING = re.compile(r"假|班|活动|记录|星|停[水电]|通知")


def hour_in(head: str) -> str:
    """Return at what hour, and where, a meeting is to be, as it was said: 晚上七点在村委会; nothing where it is not."""
    found = _WHEN.search(head)
    return f"{found['clock']}{found['place'] or ''}".replace(" ", "") if found else ""


def split_hour(words: str) -> tuple[str, str]:
    """Return (the hour and place that some words open with, what follows it)."""
    found = _WHEN.match(words.strip())
    return (hour_in(found[0]), words.strip()[found.end() :].lstrip(" ，,。")) if found else ("", words)


def moved_to(text: str) -> str | None:
    """Return to when somebody moves a meeting, as he says it: 改到12月6号嘛; None for any other line."""
    found = _MOVES.fullmatch(text.strip(" 。.!！"))
    return found["when"] if found and not _NO_MEETING.search(text[: text.index(found["when"])]) else None


def read_move(when: str, moment: datetime) -> tuple[date | None, str] | None:
    """Return (the day, the hour and place) to which a meeting is `moved_to`, one of them at least; else None."""
    days = [one.days[0] for one in find_days(Message.of(when, moment), ahead=True) if one.days]
    ahead = not days or days[0] >= moment.date()
    return (days[0] if days else None, hour_in(when)) if ahead and (days or hour_in(when)) else None


_OFF = re.compile(
    r"(?P<head>[^,，。]{0,24}?)会议?(?:就|也|都|先)?(?:取消|不(?:用|得)?开|开不成)(?:了|嘛|吧|哈|哦)+(?:\s.*)?"
)


def calls_off(text: str) -> bool:
    """Return whether somebody says that a meeting will not be: 会取消了, 12月6号的会不开了, 不开了 党员大会."""
    found = _OFF.fullmatch(text.strip(" 。.!！"))
    head = found["head"] if found else "？"
    return (
        head == ""
        or head.endswith(("的", "号", "日", "天"))
        or (found is not None and named_assembly(text) is not None)
    )


_NO_DRAFT = re.compile(r"[?？]|吗|啥|什么|[咋怎]|不[知晓][道得]|\d[号日].{0,8}开.{0,10}会")


def read_draft(text: str) -> str | None:
    """Return a draft; None for what asks, or calls another meeting."""
    said = text.strip()
    other = _NO_DRAFT.search(said) or draft_in(said)[1] or moved_to(said)
    return said if is_same_draft(said) or (len(said) >= 4 and not other) else None


_NOT_SENT = re.compile(r"(?:还|都)?(?:没|未)(?:有|发|通知|提前|说|给|过|大家|方案)*")
_SENT = re.compile(r"^[\s，,]*(?:就?发(?:的|了|过|给|大家)*)?[\s，,]*(?:方案)?(?:就?是|[:：])?\s*")


def read_announced(text: str, moment: datetime) -> tuple[date | None, str] | None:
    """Return (when a draft was sent, the draft), no day where it was not sent; None for what says neither."""
    said = text.strip(" 。，,")
    if _NOT_SENT.fullmatch(said):
        return None, ""
    found = [one for one in find_days(Message.of(said, moment)) if not one.doubt]
    draft = _SENT.sub("", f"{said[: found[0].start]} {said[found[0].end :]}") if found else ""
    return (found[0].days[0], draft) if is_same_draft(draft) or read_draft(draft) else None
