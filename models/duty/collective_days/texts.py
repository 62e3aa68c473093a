"""Collective office days in words."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from models.duty.collective_days.rules import CollectiveDay
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.showing import show_date, show_day

if TYPE_CHECKING:
    from models.duty.collective_days.tables import CollectiveMatter


def notice(
    unit: str, when: CollectiveDay, matters: Sequence["CollectiveMatter"], phone: str, *, late: bool = False
) -> str:
    """Return what the villagers read the evening before: time, place, what can be done."""
    places = list(dict.fromkeys(matter.place for matter in matters if matter.place))
    handled = "；".join(matter.text for matter in matters)
    lines = [
        f"{show_day(when.day)}{unit}集中办公" + ("（补发）" if late else ""),
        f"时间：{'、'.join(when.spans)}",
        f"地点：{'、'.join(places) or f'{unit}党群服务中心'}",
        f"办理：{handled or '来访接待、代办、政策咨询、矛盾调解'}",
    ]
    return "\n".join([*lines, *([f"电话：{phone}"] if phone else []), "有事请来。"])


def of_month(month: Month, days: Sequence[CollectiveDay], matters: Sequence["CollectiveMatter"], today: date) -> str:
    """Return the collective days of a month and how many matters were handled, for everybody."""
    past = [one for one in days if one.day < today]
    coming = [one for one in days if one.day >= today]
    lines = [f"{month.name}集中办公"]
    lines.append(f"已开 {len(past)} 天" + (f"：{_days(past)}" if past else ""))
    if coming:
        lines.append(f"安排了 {len(coming)} 天：{_days(coming)}")
    done = sum(matter.done_on is not None for matter in matters)
    lines.append(f"事项 {len(matters)} 件，办结 {done} 件，在办 {len(matters) - done} 件")
    return "\n".join(lines)


def _days(days: Sequence[CollectiveDay]) -> str:
    return "、".join(show_date(one.day) for one in days)


def detailed(month: Month, days: Sequence[CollectiveDay], matters: Sequence["CollectiveMatter"], today: date) -> str:
    """Return the same for those who keep the days, with every matter and its number."""
    lines = [of_month(month, days, matters, today)]
    lines += [f"{show_day(one.day)} {'安排' if one.day > today else '在岗'} {one.people} 人" for one in days]
    lines += [_line(matter) for matter in matters]
    return "\n".join([*lines, "办完一件，书记发“办结 编号”；新的发“集中事项 日期 内容”。"])


def _line(matter: "CollectiveMatter") -> str:
    state = f"{show_date(matter.done_on)}办结" if matter.done_on else "在办"
    return f"{Sign.COLLECTIVE_MATTER.show(matter.id)} {show_date(matter.day)} {matter.text}（{state}）"


def added(matter: "CollectiveMatter") -> str:
    """Return that a matter is announced."""
    place = f"，地点{matter.place}" if matter.place else ""
    return (
        f"记下了 {Sign.COLLECTIVE_MATTER.show(matter.id)}：{show_day(matter.day)} {matter.text}{place}。"
        "前一天晚上连同时间发到群里，请只写事项，不写群众姓名和难处。"
    )


AGAIN = "还没登记，说清从几点到几点再发一次。"


def no_collective_day(day: date, nearest: date) -> str:
    """Return that a matter would be announced for a day on which not all are there, and which day is."""
    there = f"最近的是{show_day(nearest)}（改到那天就发“集中事项 {show_date(nearest)} 内容”）"
    return f"{show_day(day)}不是集中办公日，{there}。还是记在{show_date(day)}？"


def settled(matter: "CollectiveMatter") -> str:
    return f"{Sign.COLLECTIVE_MATTER.show(matter.id)} {matter.text}，已办结，辛苦了。"
