"""A year's holidays in words."""

from datetime import date

from config.holidays import HolidayNotice
from models.duty.holidays.rules import Spans, in_a_row
from models.values.showing import show_date, show_day

HOW = "把通知全文贴在后面发来就行，或者写成“放假安排 2027年 1月1日到3日放假，1月4日上班”。"


def _spans(spans: Spans) -> str:
    return "、".join(show_date(first) + _to(first, last) for first, last in spans)


def _to(first: date, last: date) -> str:
    if first == last:
        return ""
    return f"到{last.day}日" if first.month == last.month else f"到{show_date(last)}"


def shown(notice: HolidayNotice) -> str:
    """Return a notice as it was read, for whoever compares it with the paper."""
    worked = "、".join(map(show_day, sorted(notice.worked))) or "没有"
    return f"{notice.year}年放假：{_spans(in_a_row(notice.off))}，一共 {len(notice.off)} 天\n周末要上班：{worked}"


def preview(notice: HolidayNotice, spans: Spans) -> str:
    """Return what a notice says and what becomes of rosters by it."""
    then = f"和现在算的不一样的有：{_spans(spans)}。这些天的班会重排，班变了的同志各说一次。" if spans else ""
    return f"{shown(notice)}\n{then or '和现在算的一样，已公布的班都不用动。'}"


def loaded(year: int, adjusted: str) -> str:
    """Return that a notice holds, and what has come of it."""
    return f"好的，{year}年的放假安排装好了。{adjusted or '已公布的班都不用动。'}"


def why(year: int) -> str:
    """Return to those whose turns have changed why they have."""
    return f"{year}年放假安排出来了"


def known(year: int, notice: HolidayNotice | None, *, brought: bool) -> str:
    """Return what is known of a year: the notice that was loaded, that the program brings it, or how to load one."""
    if notice is not None:
        return shown(notice)
    if brought:
        return f"{year}年的放假安排已经有了，跟国务院的通知一样。要改，{HOW}"
    return f"{year}年的放假安排还没有。{HOW}"


def missing(year: int) -> str:
    """Return to the district that a year's notice is not there yet."""
    return f"{year}年的放假安排还没装进来，各村一月的班先按定好的节日排。通知出来了，发“放假安排”把全文贴上就行。"
