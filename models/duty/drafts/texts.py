"""Making and publishing a roster in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from models.duty.drafts.rules import MovedTurn, on_end
from models.duty.planner.shifts import PART_NAMES, Fairness, ShiftPart
from models.duty.roster.rules import RosterView, Slot
from models.duty.roster.texts import (
    ASK_AGAIN,
    EMPTY,
    NEW_PICTURE,
    by_part,
    hours,
    part_name,
    people_in,
    people_line,
    phone_line,
    slot_name,
    week_lines,
)
from models.values.grouping import grouped
from models.values.numbers import Sign
from models.values.periods import Month, Period
from models.values.showing import WEEKDAY_NAMES, show_date, show_hour, show_long_day

KIND_NAMES = {Fairness.WEEKDAY: "平日", Fairness.WEEKEND: "周末", Fairness.HOLIDAY: "节假日"}
EMPTY_SHOWN = 6
PAGE = "值班表"


_DRAFT = "值班草稿，只有您看得到。"


def month_of_draft(shown: str) -> str | None:
    """Return the month of the draft that an answer has shown (2026年12月); None for any other answer."""
    return shown.partition(_DRAFT)[0] if _DRAFT in shown.partition("\n")[0] else None


def unknown_year(years: Sequence[int]) -> str:
    named = "、".join(f"{year}年" for year in years)
    return f"{named}的放假通知还没有装进来：元旦、春节这些定好的日子已按假期排，调休等通知出来再说。"


def asks_anew(said: str) -> bool:
    """Return whether a command's word asks for another draft than the one that stands."""
    return said.strip().startswith("重")


def for_its_secretary(view: RosterView, notes: Sequence[str]) -> str:
    """Return a roster week by week, how many each person has, what is empty, what to say next; a draft is his alone."""
    short, change = f"{view.month.number}月", f"要调：改班 {_example(view)} 姓名"
    drafted = f"{change}；要重新排，发“重排 {short}”，手调过的不动。合适就发“确认排班 {short}”，公布到群里。"
    return "\n".join(
        [
            f"{view.month.name}值班表已经公布。" if view.published else f"{view.month.name}{_DRAFT}",
            *notes,
            *week_lines(view.slots),
            "每人班数：" + counts_line(view.slots),
            *_empty(view.slots),
            *([] if view.published else _on_end(view.slots)),
            f"{change}，两边我都会说一声。" if view.published else drafted,
        ]
    )


def _example(view: RosterView) -> str:
    """Return how one of the roster's own shifts is named, the first that is not for all."""
    own = next((slot for slot in view.slots if not slot.collective), None)
    return _short(own) if own else "日期"


def fairness(period: Period, figures: Mapping[str, Mapping[Fairness, int]]) -> str:
    """Return how many slots of each kind everybody has in a period, those still to come included."""
    lines = [f"{name}：{kinds(counted)}" for name, counted in figures.items()]
    note = "集中办公大家都在，不算；谁多谁少，排下个月时自动匀。"
    return "\n".join([f"{period.name}值班次数（含已公布还没到的）", *lines, note])


def counts_line(slots: Sequence[Slot]) -> str:
    """Return how many slots of each kind everybody has, collective days left out."""
    counted = Counter((slot.person_name, slot.counts_as) for slot in slots if slot.person_id and not slot.collective)
    names = list(dict.fromkeys(name for name, _ in counted))
    return "；".join(f"{name} {kinds({k: counted[name, k] for k in Fairness})}" for name in names) or "还没有人"


def kinds(figures: Mapping[Fairness, int]) -> str:
    """Return how many of each kind, kinds without any left out."""
    return " ".join(f"{KIND_NAMES[kind]}{figures[kind]}" for kind in Fairness if figures.get(kind)) or "0"


def _empty(slots: Sequence[Slot]) -> list[str]:
    empty = [slot for slot in slots if slot.is_empty]
    if not empty:
        return ["每天都有人。"]
    named = "、".join(slot_name(slot) for slot in empty[:EMPTY_SHOWN])
    more = f"等 {len(empty)} 个班" if len(empty) > EMPTY_SHOWN else ""
    return [f"{EMPTY}：{named}{more}。"]


def _on_end(slots: Sequence[Slot]) -> list[str]:
    """Return who has slots with no night between, for there was no fair way around it or they were given by hand."""
    pairs = on_end(slots)
    named = "、".join(f"{one.person_name} {_short(one)}接{_short(other)}" for one, other in pairs[:EMPTY_SHOWN])
    more = f"等 {len(pairs)} 处" if len(pairs) > EMPTY_SHOWN else ""
    return [f"连着值：{named}{more}。"] if pairs else []


def _short(slot: Slot) -> str:
    return f"{show_date(slot.day)}{part_name(slot)}"


def title(view: RosterView, unit: str) -> str:
    return f"{unit}{view.month.name}值班表"


def board(view: RosterView, unit: str, phone: str) -> str:
    return "\n".join(
        [
            title(view, unit),
            *week_lines(view.slots),
            people_line(view.slots),
            *phone_line(phone),
            ASK_AGAIN,
        ]
    )


CHANGE_ONE = "个别要调，发“改班 日期 姓名”，两边我都会说一声。"


def published(month: Month) -> str:
    return f"谢谢，{month.name}值班表已公布，群还没登记，图片和日历文件私下发给您。{CHANGE_ONE}"


def leave_asked(month: Month, asked: Sequence[tuple[int, Slot]]) -> str:
    """Return, before a roster goes out, who has turns in it for when he has asked to be away: (leave, turn)."""
    lines = [
        f"{slot.person_name}请的假 {Sign.LEAVE.show(number)} 还没批，{slot_name(slot)}排着他。"
        for number, slot in asked
    ]
    return "\n".join([*lines, f"批了假，草稿会重排；也可以就这样公布{month.name}值班表。"])


def published_in_group(month: Month, goes: datetime | None, today: date) -> str:
    """Return that a roster is public; `goes` is when it reaches the group, None for at once."""
    if goes is None:
        return f"谢谢，{month.name}值班表已公布，已发到群里，附图片和日历文件。{CHANGE_ONE}"
    when = show_hour(goes, today)
    return f"谢谢，{month.name}值班表已公布，{when}发到群里，发的是那时最新的。{CHANGE_ONE}"


def moved(done: Sequence[MovedTurn], told: Sequence[str]) -> str:
    """Return what the secretary reads who gave shifts to somebody else; `told` are those who will hear of it."""
    lines = [
        f"{slot_name(one.after)}：{one.before.person_name or EMPTY} → {one.after.person_name or EMPTY}。"
        for one in done
    ]
    hear = f"我会告诉{'、'.join(told)}。" if told else ""
    then = f"{hear}{NEW_PICTURE}" if any(one.published for one in done) else "还是草稿，公布前别人看不到。"
    return "\n".join(lines) + then


def you_are_free(slots: Sequence[Slot]) -> str:
    return f"{'、'.join(map(slot_name, slots))}的班您不用来了，书记另外请了人。"


def you_are_on(slots: Sequence[Slot]) -> str:
    return (
        f"麻烦您：{'、'.join(map(slot_name, slots))}请您值班，是书记刚安排的。"
        f"有事来不了，发“请假 {show_date(slots[0].day)}”。"
    )


def nothing_published(month: Month) -> str:
    return f"{month.name}值班表还没有公布。"


def draft_ready(month: Month, empty: int, by_day: int, notes: Sequence[str]) -> str:
    """Return to a secretary that the draft of a coming month is made, with so many empty seats."""
    short = f"{month.number}月"
    gaps = f"，其中 {empty} 个班{EMPTY}" if empty else ""
    then = f"有空发“排班 {short}”看看，合适就发“确认排班 {short}”，{by_day}号前公布就行。"
    return "\n".join([f"{month.name}值班草稿排好了{gaps}。{then}", *notes])


STILL_DRAFT = "值班表还是草稿"


def still_draft(month: Month) -> str:
    short = f"{month.number}月"
    return f"{month.name}{STILL_DRAFT}。合适的话发“确认排班 {short}”公布；要调发“改班 日期 姓名”。"


def sheet(view: RosterView, unit: str, phone: str, complaint: str) -> dict[str, Any]:
    """Return what the picture and the page for the board show; its template says how."""
    days = grouped((slot.day, slot) for slot in view.slots)
    spans = {_kind_name(slot): hours(slot) for slot in view.slots}
    return {
        "unit": unit,
        "month": view.month.name,
        "hours": list(spans.items()),
        "phone": phone,
        "complaint": complaint,
        "published": show_long_day(view.published_on) if view.published_on else "",
        "by": view.published_by,
        "people": [{"name": slot.person_name, "title": slot.title} for slot in people_in(view.slots)],
        "notes": [ASK_AGAIN],
        "days": [_day(day, slots) for day, slots in days.items()],
    }


def _kind_name(slot: Slot) -> str:
    return slot.season or PART_NAMES[slot.part]


def _day(day: date, slots: Sequence[Slot]) -> dict[str, Any]:
    parts = [(found[0], [slot.person_name for slot in found if slot.person_id]) for found in by_part(slots)]
    return {
        "day": f"{day.day}日",
        "week": f"周{WEEKDAY_NAMES[day.weekday()]}",
        "rest": slots[0].counts_as is not Fairness.WEEKDAY,
        "all": any(slot.collective for slot in slots),
        "parts": [{"name": _kind_name(first), "who": who} for first, who in parts],
    }


JOIN_FIRST = "还不在坐班名单，先由书记发“加入值班”，再导一次。"
PUBLISHED_ALREADY = "这个月的值班表已经公布，用“改班”。"
NO_SUCH_SHIFT = "那天没有这个班，或者已经过了。"


def brought(thing: str) -> str:
    """Return a shift from a roster on paper, kept as `2026-12-03 am`, for people."""
    day, part = thing.split(" ")
    return f"{show_date(date.fromisoformat(day))}{PART_NAMES[ShiftPart(part)]}"
