"""What all talk about office duty shares: its words, the half of the day, and the days ahead."""

import re
from datetime import date, timedelta

from bot.language.dates import find_days
from bot.language.months import month_end
from bot.language.pattern import Pattern
from bot.language.periods import read_month_of
from bot.language.values import Message

DUTY = (
    r"(?:值班|坐班|值守班|当班|轮值|轮班|值日|带班|守班|值夜班|上班|轮岗|值(?=[一二三四五六\d几]天|谁|明|"
    r"周)|夜班)"
)
"""Pattern of being on duty."""
_SLOTS = (
    ("am", r"上午(?!好)|早上(?!好)|早班|一早|早晨|清早|[今明后]早"),
    ("pm", r"下午(?!好)|午后"),
    ("night", r"晚上(?!好)|夜班|[今明后昨]晚|夜里|通宵|晚班"),
)
_WEEK = Pattern(r"(?P<which>下下|[这本下上])个?(?:一)?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])")
_THIS_MONTH = Pattern(r"月(?!\s?\d|[一二三四五六七八九十])")


def duty_slot(text: str) -> str | None:
    """Return am, pm or night; None when the half of the day is not said, or both are."""
    found = [slot for slot, pattern in _SLOTS if re.search(pattern, text)]
    return found[0] if len(found) == 1 else None


def duty_days(message: Message) -> tuple[date | None, date | None]:
    """Return the first and last day that a question about duty names."""
    spans = find_days(message, ahead=True)
    if spans:
        last = spans[-1].last or spans[-1].day
        return spans[0].day, last if last != spans[0].day else None
    if match := _WEEK.search(message.text):
        steps = {"上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}[match["which"]]
        monday = message.today + timedelta(days=7 * steps - message.today.weekday())
        return monday, monday + timedelta(days=6)
    month = read_month_of(message, ahead=True) if _THIS_MONTH.search(message.text) else None
    if month:
        first = date.fromisoformat(f"{month}-01")
        return first, month_end(first)
    return None, None


def iso(day: date | None) -> str | None:
    """Return the day as the slots have it."""
    return day.isoformat() if day else None
