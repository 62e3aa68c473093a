"""How figures are shown to people: numbers of records, minutes, days."""

from datetime import date, datetime

NOON = 12


def show_minutes(minutes: int) -> str:
    """Return minutes for people: whole minutes below an hour, otherwise hours to one digit, never rounded up."""
    if minutes < 60:
        return f"{minutes} 分钟"
    hours, tenths = divmod(minutes // 6, 10)
    return f"{hours}.{tenths} 小时" if tenths else f"{hours} 小时"


def show_exactly(minutes: int) -> str:
    """Return the minutes of one deed for who told them: 2.5 小时, and never less than was said: 2 小时 45 分."""
    hours, left = divmod(minutes, 60)
    return f"{hours} 小时 {left} 分" if hours and left % 6 else show_minutes(minutes)


WEEKDAY_NAMES = "一二三四五六日"


def show_day(day: date) -> str:
    """Return a day for people, with its weekday."""
    return f"{day.month}月{day.day}日（周{WEEKDAY_NAMES[day.weekday()]}）"


def show_hour(moment: datetime, today: date) -> str:
    """Return a full hour that is near, such as 今天8点 or 明早8点."""
    nearness = {0: "今天", 1: "明早" if moment.hour < NOON else "明天"}
    return f"{nearness.get((moment.date() - today).days, show_date(moment.date()))}{moment.hour}点"


HALF_NAMES = {"am": "上午", "pm": "下午"}
HALF_WORDS = {shown: half for half, shown in HALF_NAMES.items()}


def show_date(day: date) -> str:
    """Return a day for people without its weekday, such as 12月3日."""
    return f"{day.month}月{day.day}日"


def show_time(day: date, hour: str | None) -> str:
    """Return a day with the hour and the place that were said, such as 12月3日晚上七点在村委会."""
    return f"{show_date(day)}{hour or ''}"


def show_until(due: date | None) -> str:
    """Return the day before which something is to be done, such as 12月3日前; nothing where there is none."""
    return f"{show_date(due)}前" if due else ""


def show_long_day(day: date) -> str:
    """Return a day for people with its year, such as 2029年12月31日."""
    return f"{day.year}年{show_date(day)}"
