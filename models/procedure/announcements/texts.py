"""Notices to a group in words."""

from collections.abc import Sequence
from datetime import date, datetime

from models.procedure.announcements.rules import ANNOUNCEMENT, NAMED_MOST
from models.values.showing import show_date, show_hour

AGAIN = "那条通知发不发？回“发”或“先不发”。"
LEFT = "好的，先不发。"
LOOK_AGAIN = "那条通知请另一位同志看看吗？回“这句没问题”或“先不发”。"


def called(groups: Sequence[str]) -> str:
    """Return what some groups are called, by their number where they are many."""
    return "、".join(groups) if len(groups) <= NAMED_MOST else f" {len(groups)} 个群"


def or_somebody_looks(held: str) -> str:
    """Return why a notice is held, and what its writer can do who means no harm."""
    return f"{held}没有那个意思的话，回“这句没问题”，请另一位同志看一眼，他说可以就发。"


def asked_for_a_look(number: int, names: Sequence[str]) -> str:
    """Return who was asked, and how to stop it."""
    shown = ANNOUNCEMENT.sign.show(number)
    return f"好的，请{'、'.join(names)}看一眼（{shown}），说可以就发到群里，结果会告诉您。不等了就发“撤回 {shown}”。"


def please_look(number: int, by: str, said: str) -> str:
    """Return to somebody else what he is asked to look at."""
    shown = ANNOUNCEMENT.sign.show(number)
    return (
        f"{by}想在群里发这条，我拿不准会不会让谁难堪，麻烦您看一眼：\n{said}\n"
        f"可以发就回“通过 {shown}”，不合适就回“退回 {shown} 哪里要改”。"
    )


def please_agree(number: int, by: str, groups: str, said: str) -> str:
    """Return to a second officer what is to be read in more than one place."""
    shown = ANNOUNCEMENT.sign.show(number)
    return (
        f"{by}想把这条发到{groups}。几个村的群都看得到，要两个人看过才发，麻烦您看一眼：\n{said}\n"
        f"可以发就回“通过 {shown}”，不合适就回“退回 {shown} 哪里要改”。"
    )


def let_through(number: int, groups: str, goes: datetime | None, today: date, sooner: str) -> str:
    """Return that somebody has let a notice through, and when it is read."""
    when = f"{show_hour(goes, today)}发到{groups}" if goes else f"这就发到{groups}"
    return f"谢谢，{ANNOUNCEMENT.sign.show(number)} 看过了，{when}。{sooner}"


def not_let_through(number: int, by: str, reason: str) -> str:
    """Return to everybody concerned that a notice does not go, and why."""
    return f"{ANNOUNCEMENT.sign.show(number)} 先不发，{by}说：{reason}。改一改再发一遍就行。"


def dropped(number: int) -> str:
    """Return that nobody has to look any more."""
    return f"好的，{ANNOUNCEMENT.sign.show(number)} 不发了。"


def posted(text: str, by: str) -> str:
    """Return a notice as it stands in the group."""
    return f"通知：{text}\n——{by}"


def at_odds(day: str) -> str:
    """Return that a notice names a day that is none."""
    return f"“{day}”的日期和星期对不上，或者日历上没有这一天，还没发。改好再发一次“通知 …”就行。"


def preview(text: str, groups: str, goes: datetime | None, today: date, *, second: bool, over: date | None) -> str:
    """Return to the writer what everybody would read, where, and when; `over` is the day it names, if past then."""
    when = f"这会儿先不打扰大家，{show_hour(goes, today)}发" if goes else "现在就发"
    if second:
        when = "要再有一位同志看过才发"
    late = f"那时{show_date(over)}已经过了。\n" if over else ""
    return f"发到{groups}，{when}，大家看到的是：\n{text}\n{late}回“发”就发，不发回“先不发”。"


def sent(number: int, groups: str, goes: datetime | None, today: date, sooner: str) -> str:
    """Return that a notice goes out, when, and how it is stopped or taken down."""
    shown = ANNOUNCEMENT.sign.show(number)
    if goes:
        stop = f"在那之前想收住，发“{taken_down_by(number)}”；想看看，发“投递”。"
        return f"好的，{show_hour(goes, today)}发到{groups}（{shown}）。{sooner}{stop}"
    return f"好的，这就发到{groups}（{shown}）。不作数了就发“撤下 {shown}”。"


HURRY = "等不到那时，发“现在送”。"


def hurry_from(hour: datetime, today: date) -> str:
    """Return from when on what waits over days off can be hurried."""
    return f"等不到那时，{show_hour(hour, today)}起发“现在送”。"


def at_once(number: int, names: Sequence[str]) -> str:
    """Return how a warning goes in the night: by the command of the district's officers, who are named to others."""
    command = f"应急 {ANNOUNCEMENT.sign.show(number)} 原因"
    call = f"给区委组织部的{'、'.join(names)}打个电话，他们" if names else ""
    return f"等不得的，{call}发“{command}”，马上就发。"


def taken_down_by(number: int) -> str:
    """Return the command that takes a notice down."""
    return f"撤下 {ANNOUNCEMENT.sign.show(number)}"


def takes_down(text: str) -> str:
    """Return which notice would be taken down."""
    return f"撤下这条通知：“{text}”。要改的，撤下后把对的再发一遍“通知 …”。"


def taken_down(number: int, goes: datetime | None, today: date, *, in_time: bool) -> str:
    """Return what became of a notice that holds no longer, and when its readers are told."""
    shown = ANNOUNCEMENT.sign.show(number)
    if in_time:
        return f"好的，{shown} 还没发出去，收住了。"
    when = f"{show_hour(goes, today)}在群里说一声不作数" if goes else "这就在群里说一声不作数"
    return f"好的，{shown} 已撤下，{when}。"


def holds_no_longer(title: str) -> str:
    """Return what the group reads of it."""
    return f"前面的通知“{title}”不作数了，请以后面的为准。"


def held(until: date) -> str:
    """Return that nothing is posted to the group today."""
    return f"好的，今天不往群里发，要发的留到{until.month}月{until.day}日。私聊照常。想恢复就发“可以在群里发了”。"


RELEASED = "好的，今天群里照常。"
