"""The roster in words: name, post and office phone, and nothing else of a person."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from models.duty.planner.shifts import PART_NAMES, ShiftPart, by_start
from models.duty.roster.rules import DeskState, Slot
from models.values.listing import Cell
from models.values.periods import Month
from models.values.showing import WEEKDAY_NAMES, show_date, show_day

EMPTY = "待安排"
LATER_SHOWN, MOST = 6, 12
LEDGER, LEDGER_COLUMNS = "值班台账", ("日期", "星期", "班次", "起", "止", "姓名", "职务", "计数")
# A question about one's own days: not those of 我们村, nor 我想问谁值班.
OWN = re.compile(r"^(?!.*(?:谁|哪个|哪位|我们)).*我.*(?:哪|几|吗|不)")
# An office asks how duty stands in its villages: 各村坐班情况, 哪些村还没排班.
DESKS = re.compile(
    r"(?:各|哪些|哪几个|哪个|所有)村.{0,4}(?:坐班|值班|排班|缺班|公布).{0,4}(?:情况|怎么样)|(?:大家|各村|村[里上])[^,，。我]{0,4}(?:排班|值班表?)[^,，。]{0,4}(?:排|出|公布|交|弄)[^,，。]{0,3}没|村.{0,4}[没未].{0,3}(?:排班|排值班|公布值班|缺班)|哪[些几][^,，。]{0,2}村[^,，。]{0,3}[没未][^,，。]{0,2}排[^,，。]{0,8}班"
)
_TITLE = re.compile("副?(?:书记|主任)|文书|会计")
# What was posted grows old; what is asked does not, and nobody is sent a new one of its own accord.
ASK_AGAIN = "后来换了班的，问“今天谁值班”就知道。"
NEW_PICTURE = "贴出的图要换，发“值班表”加月份就有新的。"
ARRANGE = "定了发“改班 日期 姓名”，两边我都会说一声。"
HELP = "找谁都行：能办的当场办，办不了的帮您找人。"
WHICH_VILLAGE = "想看哪个村（社区）的？把村名加上就行，例如“莲花池村今天谁值班”。"


def is_called(text: str, titles: str) -> bool:
    """Return whether a text speaks of somebody by one of his titles, such as 书记 of “党支部书记、村委会主任”."""
    said = _TITLE.search(text.replace("支书", "书记"))
    return said is not None and any(_TITLE.findall(title)[-1:] == [said[0]] for title in titles.split("、"))


def unit_in(text: str, names: Collection[str]) -> str | None:
    """Return the longest name of a unit that a text holds, whole or without 村 or 社区; None when it holds none."""
    held = [short for name in names for short in _shorter(name) if len(short) > 1 and short in text]
    longest = max(held, key=lambda short: (len(short), -text.index(short)), default=None)
    meant = [name for name in names if longest in _shorter(name)]
    return meant[0] if len(meant) == 1 else longest


def _shorter(name: str) -> set[str]:
    bare = re.sub("（.*）$", "", name)
    return {name, bare, re.sub("(?:村|社区)$", "", bare)}


_HEADING = re.compile(r"(\d{1,2}月\d{1,2}日)（周.）(\S{2,}?)值班(?:（|$)")


def day_and_place(shown: str) -> tuple[str, str] | None:
    """Return the day, as written, and the unit of an answer that said who is on duty; None for any other answer."""
    found = _HEADING.match(shown.partition("\n")[0])
    return (found[1], found[2]) if found else None


def part_name(slot: Slot) -> str:
    if slot.part is ShiftPart.GUARD and slot.season:
        return f"{slot.season}值守"
    return PART_NAMES[slot.part] + ("集中办公" if slot.collective else "")


def slot_name(slot: Slot) -> str:
    """Return which slot it is, such as 12月3日（周四）上午."""
    return f"{show_day(slot.day)}{part_name(slot)}"


def hours(slot: Slot) -> str:
    """Return from when to when a slot runs, such as 08:30-12:00 or 08:30-次日08:30."""
    next_day = "次日" if slot.ends.date() > slot.starts.date() else ""
    return f"{slot.starts:%H:%M}-{next_day}{slot.ends:%H:%M}"


def who(slots: Sequence[Slot], *, titled: bool = False) -> str:
    """Return the people of some slots; an empty one is named."""
    names = [slot.person_name + (f"（{slot.title}）" if titled and slot.title else "") for slot in slots]
    return "、".join(name or EMPTY for name in names)


def by_part(slots: Sequence[Slot]) -> list[list[Slot]]:
    """Return the slots of one day, those of one part together, by start and seat."""
    ordered = sorted(slots, key=by_start)
    return [list(found) for _, found in groupby(ordered, key=lambda slot: slot.part)]


def day_line(slots: Sequence[Slot]) -> str:
    """Return who is on duty in the slots of one day, in one line without the day."""
    if any(slot.collective for slot in slots):
        return "集中办公，全体在岗"
    return " ".join(f"{part_name(found[0])}{who(found)}" for found in by_part(slots))


def week_lines(slots: Sequence[Slot]) -> list[str]:
    """Return the days of some slots week by week: a line that names the week, then one for each day."""
    lines: list[str] = []
    for monday, week in groupby(slots, key=lambda slot: slot.day - timedelta(days=slot.day.weekday())):
        days = [(day, list(found)) for day, found in groupby(week, key=lambda slot: slot.day)]
        lines.append(f"【{show_date(max(monday, days[0][0]))}起】")
        lines += [f"{day.day}日周{WEEKDAY_NAMES[day.weekday()]} {day_line(found)}" for day, found in days]
    return lines


def people_in(slots: Sequence[Slot]) -> list[Slot]:
    """Return the first slot of everybody who takes turns, in order."""
    found = {slot.person_id: slot for slot in reversed(slots) if slot.person_id is not None}
    return sorted(found.values(), key=lambda slot: (slot.starts, slot.part, slot.seat))


def people_line(slots: Sequence[Slot]) -> str:
    """Return who takes turns and in which post, each once, in the order of their first slot."""
    return f"值班人员：{who(people_in(slots), titled=True)}"


ASK_MEANWHILE = "要找人，发“谁是书记”“办公电话”问问。"


def phone_line(phone: str) -> list[str]:
    """Return the line with the office's phone, none when there is none."""
    return [f"值班电话：{phone}"] if phone else []


def on_days_asked(unit: str, days: Sequence[date], slots: Sequence[Slot], phone: str, *, wrong: bool) -> str:
    """Return who is on duty from the first to the last of some days, and how what is said to be wrong is put right."""
    way = f"\n表上现在是这样，还没有动。该是谁，发“改班 {show_date(days[0])}上午 姓名”，两边都会听到。" if wrong else ""
    if days[0] < days[-1]:
        return on_days(unit, days[0], days[-1], slots, phone) + way
    return on_day(unit, days[0], slots, phone) + way


def on_day(unit: str, day: date, slots: Sequence[Slot], phone: str, note: str = "") -> str:
    """Return who is on duty on one day, with hours, posts, phone, and what the one on duty is there for.

    Slots of the day before come first, with until when they run.
    """
    if not slots:
        return "\n".join([f"{show_day(day)}{unit}还没有公布值班安排。{ASK_MEANWHILE}", *phone_line(phone)])
    running, of_day = ([slot for slot in slots if (slot.day < day) is before] for before in (True, False))
    lines = [_part_line(found, before=found[0].day < day) for some in (running, of_day) for found in by_part(some)]
    heading = f"{show_day(day)}{unit}值班" + (f"（{note}）" if note else "")
    return "\n".join([heading, *lines, *phone_line(phone), HELP])


def _part_line(slots: Sequence[Slot], *, before: bool = False) -> str:
    shown = [slot for slot in slots if slot.person_id is not None or not slot.collective]
    when = f"到{slots[0].ends:%H:%M}" if before else hours(slots[0])
    return f"{part_name(slots[0])} {when} {who(shown, titled=True) or EMPTY}"


def on_days(unit: str, first: date, last: date, slots: Sequence[Slot], phone: str) -> str:
    """Return who is on duty from one day to another, one line a day; a day that nobody covers is named."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found = {day: [slot for slot in slots if slot.day == day] for day in days}
    if not any(found.values()):
        return "\n".join(
            [f"{show_date(first)}到{show_date(last)}{unit}还没有公布值班安排。{ASK_MEANWHILE}", *phone_line(phone)]
        )
    lines = [f"{show_day(day)} {day_line(some) if some else '未公布'}" for day, some in found.items()]
    heading = f"{unit}值班（{show_date(first)}到{show_date(last)}）"
    return "\n".join([heading, *lines, *phone_line(phone)])


def of_villages(office: str, day: date, found: Mapping[str, Sequence[Slot]]) -> str:
    """Return to an office who is on duty in each of its villages on one day, the question which when it has none."""
    if not found:
        return WHICH_VILLAGE
    lines = [f"{name}：{day_line(slots)}" for name, slots in found.items() if slots]
    if not lines:
        return f"{show_day(day)}{office}各村（社区）还没有公布值班安排。"
    return "\n".join(
        [f"{show_day(day)}{office}各村（社区）值班", *lines, "要看时段、电话，把村名加上，例如“莲花池村今天谁值班”。"]
    )


def own_days(slots: Sequence[Slot]) -> str:
    if not slots:
        return "这段时间没有排到您的班。"
    return "\n".join(["您的班：", *_listed(slots)])


def days_of(name: str, slots: Sequence[Slot]) -> str:
    """Return somebody's coming slots to whoever asks, collective days left out."""
    own = [slot for slot in slots if not slot.collective]
    return "\n".join([f"{name}接下来的班：", *_listed(own)]) if own else f"已公布的班里，接下来没有{name}的。"


def _listed(slots: Sequence[Slot]) -> list[str]:
    return [f"{slot_name(slot)} {hours(slot)}" for slot in slots]


def calendar_entries(slots: Sequence[Slot], unit: str, phone: str) -> list[tuple[str, datetime, datetime, str, str]]:
    """Return (what stays the same, start, end, title, note) of every slot but the free chairs of collective days.

    A collective day is one entry for all.
    """
    shown = [slot for slot in slots if not slot.collective or slot.seat == 1]
    return [
        (
            f"duty-{slot.unit_id}-{slot.day:%Y%m%d}-{slot.part}-{slot.seat}@shifandai",
            slot.starts,
            slot.ends,
            part_name(slot) if slot.collective else f"{part_name(slot)} {slot.person_name or EMPTY}",
            "，".join([unit, *phone_line(phone)]),
        )
        for slot in shown
    ]


def gaps(found: Sequence[tuple[Slot, Sequence[str]]], days: int, later: Sequence[Slot] = ()) -> str:
    """Return to a secretary which slots of the coming days wait for somebody, who could take each, and which later."""
    after = [f"再往后还有 {len(later)} 个：{_some(later)}。"] if later else []
    if not found:
        return "\n".join([f"近 {days} 天已公布的班都有人，辛苦了。", *after])
    head = f"近 {days} 天有 {len(found)} 个班{EMPTY}："
    return "\n".join([head, *[_gap(slot, names) for slot, names in found], ARRANGE, *after])


def _gap(slot: Slot, names: Sequence[str]) -> str:
    return f"{slot_name(slot)}：" + (f"可以问问{'、'.join(names)}" if names else "那天大家都另有安排")


def gaps_in_list(days: int, count: int) -> str:
    return f"近 {days} 天有 {count} 个班{EMPTY}"


def gap_raised(found: Sequence[tuple[Slot, Sequence[str]]]) -> str:
    return "\n".join(["这几个班还没有人：", *[_gap(slot, names) for slot, names in found], ARRANGE])


def desks(found: Sequence[DeskState], months: Sequence[Month], days: int) -> str:
    """Return to an office how duty stands in its villages: what is missing, and nothing of who sat there or not."""
    able = [one for one in found if one.has_pool]
    lines = [
        _places("还没有坐班名单", [one.name for one in found if not one.has_pool]),
        *(
            _places(f"还没公布{month.name}值班表", [one.name for one in able if str(month) not in one.published])
            for month in months
        ),
        *_waiting([one for one in able if one.empty], days),
    ]
    head = f"{len(found)} 个村（社区）的坐班：" if len(found) != 1 else f"{found[0].name}的坐班："
    wrong = list(filter(None, lines)) or [f"都公布了，近 {days} 天的班都有人。"]
    return "\n".join([head, *wrong, "看一个村的班，发“本周值班 村名”。"])


def _waiting(found: Sequence[DeskState], days: int) -> list[str]:
    more = [f"还有 {len(found) - MOST} 个村（社区）也有班{EMPTY}。"] if len(found) > MOST else []
    return [
        f"{one.name}近 {days} 天有 {len(one.empty)} 个班{EMPTY}：{_some(one.empty)}。" for one in found[:MOST]
    ] + more


def _places(what: str, names: Sequence[str]) -> str:
    shown = "、".join(names[:MOST]) + (f"等 {len(names)} 个" if len(names) > MOST else "")
    return f"{what}的：{shown}。" if names else ""


def _some(slots: Sequence[Slot]) -> str:
    return "、".join(map(slot_name, slots[:LATER_SHOWN])) + ("等" if len(slots) > LATER_SHOWN else "")


def ledger_rows(slots: Sequence[Slot]) -> list[tuple[Cell, ...]]:
    """Return the rows of the ledger, one for each slot; what counts as one shift is 1, a free chair is left out."""
    return [
        (
            slot.day,
            f"周{WEEKDAY_NAMES[slot.day.weekday()]}",
            part_name(slot),
            f"{slot.starts:%H:%M}",
            f"{slot.ends:%H:%M}",
            slot.person_name or EMPTY,
            slot.title,
            int(slot.person_id is not None and not slot.collective),
        )
        for slot in slots
        if slot.person_id is not None or not slot.collective
    ]


def month_line(slots: Sequence[Slot]) -> str:
    """Return how a month's published turns stand."""
    if not slots:
        return "值班：还没有公布值班表"
    turns = [slot for slot in slots if not slot.collective]
    together, empty = {slot.day for slot in slots if slot.collective}, sum(slot.is_empty for slot in turns)
    days = f"，集中办公 {len(together)} 天" if together else ""
    return f"值班：{len(turns)} 个班" + (f"，{empty} 个{EMPTY}" if empty else "，都有人") + days
