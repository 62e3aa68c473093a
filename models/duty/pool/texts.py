"""Joining, leaving and seasons in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from models.duty.pool.rules import Changed, Notice, Resettled
from models.duty.roster.rules import Slot
from models.duty.roster.texts import NEW_PICTURE, hours, slot_name
from models.values.showing import show_date

SHOWN = 8
JOINED_WHY = "坐班名单加了人"


def joined(name: str, told: int) -> str:
    """Return to the secretary that somebody takes turns from now on; `told` counts the others whose next duty moved."""
    others = f"另有 {told} 位最近的班有变动，已私下告知" if told else "其他人最近的班都没有变"
    return f"{name}已加入坐班名单，谢谢。已公布的班重新匀了一下：{others}。草稿也按新名单重排了。{NEW_PICTURE}"


def your_next(notice: Notice, why: str) -> str:
    """Return to somebody that his coming duty has changed, and what comes next."""
    slot = notice.next_slot
    coming = f"您最近的班是{slot_name(slot)} {hours(slot)}。" if slot else "您近期没有班了。"
    return f"{why}，值班表有调整。{coming}发“我的值班”看全部。"


def your_turns(one: Changed, why: str) -> str:
    """Return to somebody that his coming slots have changed: which he is asked to take, which he need not any more."""
    got = f"请您值：{_named(one.got, timed=True)}。" if one.got else ""
    lost = f"不用值了：{_named(one.lost)}。" if one.lost else ""
    return f"{why}，值班表有调整。{got}{lost}发“我的值班”看全部。"


def _named(slots: Sequence[Slot], *, timed: bool = False) -> str:
    shown = "、".join(slot_name(slot) + (f" {hours(slot)}" if timed else "") for slot in slots[:SHOWN])
    return shown + (f"等 {len(slots)} 个班" if len(slots) > SHOWN else "")


def welcome(notice: Notice) -> str:
    """Return to the newcomer what he has."""
    slot = notice.next_slot
    coming = f"您最近的班是{slot_name(slot)} {hours(slot)}。" if slot else "已公布的班里暂时没有您的，下个月开始排。"
    return f"欢迎加入坐班。{coming}集中办公日大家一起在岗。发“我的值班”随时看。"


def left_pool(name: str, empty: Sequence[Slot]) -> str:
    """Return to the secretary that somebody takes no more turns, and which slots wait for somebody."""
    return f"{name}已退出坐班名单。{waiting(empty)}"


def gone(name: str, empty: Sequence[Slot]) -> str:
    """Return to the secretary that somebody has left his unit, and which slots wait for somebody."""
    return f"{name}已不在本单位。{waiting(empty)}"


def waiting(empty: Sequence[Slot]) -> str:
    """Return which slots wait for somebody."""
    if not empty:
        return "已公布的班里没有要补的。"
    return f"这 {len(empty)} 个班待顶班：{_named(empty)}。发“缺班”看谁方便，发“改班 日期 姓名”安排。"


def out_of_pool() -> str:
    """Return to somebody that he takes no more turns."""
    return "书记已把您从坐班名单里移出，后面的班不用值了，辛苦了。有出入请联系书记。"


def season_opened(name: str, first: date, last: date, adjusted: str) -> str:
    """Return that a season of watch is open, and what was adjusted for it."""
    return f"{name}值守已安排：{show_date(first)}到{show_date(last)}，24 小时双人在岗。{adjusted}"


def season_closed(name: str, adjusted: str) -> str:
    """Return that a season of watch is over, and what was adjusted for it."""
    return f"{name}值守结束，辛苦了。从明天起恢复平常值班。{adjusted}"


def adjusted(done: Resettled, reader: str) -> str:
    """Return in how many units published days changed, how many people were told, and what waits for somebody.

    Such slots are named where the reader is the secretary, and counted elsewhere.
    """
    own = [slot for slot in done.empty if reader in done.secretaries.get(slot.unit_id, ())]
    others = len(done.empty) - len(own)
    return "".join(
        [
            f"调整了 {done.units} 个单位已公布的班，{len(done.told)} 位同志已私下告知。",
            NEW_PICTURE if done.units else "",
            waiting(own) if own else "",
            f"另有 {others} 个班待顶班，已私下告知各单位书记。" if others else "",
        ]
    )


def to_others(done: Resettled, why: str, speaker: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (userid, text, whether it cannot wait) for everybody concerned by a season but for its speaker's gaps."""
    for one in done.told:
        yield one.userid, your_turns(one, why), one.at_once
    for unit_id in sorted({slot.unit_id for slot in done.empty}):
        text = f"{why}，值班表有调整。{waiting([slot for slot in done.empty if slot.unit_id == unit_id])}"
        for userid in done.secretaries.get(unit_id, ()):
            if userid != speaker:
                yield userid, text, False


def season_why(name: str, first: date, last: date) -> str:
    """Return why the roster changed when a season opened."""
    return f"{show_date(first)}到{show_date(last)}{name}值守（24 小时双人）"


def season_over_why(name: str) -> str:
    """Return why the roster changed when a season closed."""
    return f"{name}值守结束"
