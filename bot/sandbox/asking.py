"""What the control interface is asked, checked; every complaint is a Chinese sentence."""

import base64
import binascii
import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.media import picture_type

SHANGHAI = ZoneInfo("Asia/Shanghai")
DURATION = re.compile(
    r"P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
    r"(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?"
)
FARTHEST = timedelta(days=3660)
LONGEST_TEXT = 20_000
LONGEST_MSGID = 128

AskedOf = dict[str, Any]


class BadAsk(Exception):
    """The request cannot be carried out as it is; the text says why in Chinese."""


@dataclass(frozen=True)
class Saying:
    """What somebody says: `chat` is app, bot or a chatid; `quote` is the number of the message that he quotes, or 0.

    With `voice` the text is what the platform heard in a recording.
    """

    userid: str
    chat: str
    text: str
    msgid: str
    image: bytes
    voice: bool = False
    file: bytes = b""
    filename: str = ""
    quote: int = 0


def word(asked: AskedOf, name: str, default: str | None = None) -> str:
    """Return a string field; without a default it must be there and not empty. Raises BadAsk."""
    value = asked.get(name, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise BadAsk(f"缺少“{name}”，它应该是一段文字")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise BadAsk(f"“{name}”里有不成字的编码") from error
    return value


def number(text: str, name: str) -> int:
    """Return a non-negative whole number written in the query; an empty text is 0. Raises BadAsk."""
    if text and not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise BadAsk(f"“{name}”应该是一个整数")
    return int(text or 0)


def words(asked: AskedOf, name: str) -> list[str]:
    """Return a list of strings. Raises BadAsk."""
    value = asked.get(name)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadAsk(f"“{name}”应该是一串文字")
    return list(value)


def saying(asked: AskedOf) -> Saying:
    """Return what is to be said. Raises BadAsk."""
    text, msgid, image = word(asked, "text", ""), word(asked, "msgid", ""), picture(word(asked, "image", ""))
    if len(text) > LONGEST_TEXT:
        raise BadAsk(f"太长了，没有发出去：沙盒里一次最多 {LONGEST_TEXT} 个字")
    if len(msgid) > LONGEST_MSGID:
        raise BadAsk(f"消息编号太长了，最多 {LONGEST_MSGID} 个字")
    quote, file = asked.get("quote", 0), _decoded(word(asked, "file", ""), "文件")
    if not isinstance(quote, int):
        raise BadAsk("“quote”应该是一条消息的编号（seq）")
    more = (asked.get("voice") is True, file, word(asked, "filename", "文件"), quote)
    return Saying(word(asked, "from"), word(asked, "chat"), text, msgid, image, *more)


def picture(encoded: str) -> bytes:
    """Return the bytes of a Base64 or data-URL picture, PNG or JPEG; empty stays empty. Raises BadAsk."""
    data = _decoded(encoded, "图片")
    if data and not picture_type(data):
        raise BadAsk("图片只能是 PNG 或 JPG")
    return data


def _decoded(encoded: str, what: str) -> bytes:
    try:
        return base64.b64decode(encoded.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadAsk(f"{what}应该用 Base64 写") from error


def moment(asked: AskedOf, now: datetime) -> datetime:
    """Return where the clock should go, never before `now`. Raises BadAsk."""
    if ("to" in asked) == ("advance" in asked):
        raise BadAsk("要写“to”（到哪个时刻）或“advance”（往前走多久），只写一个")
    target = _instant(word(asked, "to")) if "to" in asked else later(now, word(asked, "advance"))
    if target < now:
        raise BadAsk("时钟只能往前走，不能往回拨")
    if target > now + FARTHEST:
        raise BadAsk("一次最多往前走十年")
    return target.astimezone(SHANGHAI)


def later(start: datetime, duration: str) -> datetime:
    """Return the moment an ISO 8601 duration later; a month ends on its last day. Raises BadAsk."""
    found = DURATION.fullmatch(duration)
    if found is None:
        raise BadAsk("时长要写成 ISO 8601，例如 P1D（一天）、PT30M（三十分钟）、P1M（一个月）")
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return _within_calendar(lambda: _months_later(start, years * 12 + months) + span)


def _months_later(start: datetime, months: int) -> datetime:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))


def _instant(text: str) -> datetime:
    try:
        target = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadAsk("时刻要写成 ISO 8601，例如 2025-10-01T09:00:00+08:00") from error
    aware = target if target.tzinfo else target.replace(tzinfo=SHANGHAI)
    return _within_calendar(lambda: aware.astimezone(SHANGHAI))


def _within_calendar(compute: Callable[[], datetime]) -> datetime:
    try:
        return compute()
    except (OverflowError, ValueError) as error:
        raise BadAsk("这个时刻超出了日历") from error
