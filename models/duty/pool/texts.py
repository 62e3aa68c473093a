"""Joining and leaving the pool in words."""

from collections.abc import Sequence

from models.duty.pool.rules import Notice
from models.duty.roster.rules import Slot
from models.duty.roster.texts import NEW_PICTURE, hours, slot_name

SHOWN = 8
JOINED_WHY = "坐班名单加了人"
OUT_OF_POOL = "后面的班不用您值了，这段时间辛苦。不清楚的问问书记。"


def to_join(name: str, count: int, people: int) -> str:
    """Return how many published slots would be a newcomer's, which so many others have now."""
    taken = (
        f"已公布的班里有 {count} 个改由{name}值，会私下告诉原来值这些班的 {people} 位同志"
        if count
        else "已公布的班不动"
    )
    return f"{name}加入坐班名单，从现在起大家一样多；{taken}。"


def joined(name: str, told: int) -> str:
    """Return to the secretary that somebody takes turns from now on; `told` counts the others who lost slots to him."""
    others = f"会私下告诉班有变动的 {told} 位同志" if told else "其他人的班都没有变"
    return f"{name}已加入坐班名单，谢谢。已公布的班跟着调了一下：{others}。草稿也按新名单重排了。{NEW_PICTURE}"


def your_next(notice: Notice, why: str) -> str:
    """Return to somebody which coming slots are not his any more, and what comes next."""
    slot = notice.next_slot
    lost = f"{named(notice.lost)}您不用来了。" if notice.lost else ""
    coming = f"您最近的班是{slot_name(slot)} {hours(slot)}。" if slot else "您近期没有班了。"
    return f"{why}，值班表有调整。{lost}{coming}发“我的值班”看全部。"


def named(slots: Sequence[Slot], *, timed: bool = False) -> str:
    shown = "、".join(slot_name(slot) + (f" {hours(slot)}" if timed else "") for slot in slots[:SHOWN])
    return shown + (f"等 {len(slots)} 个班" if len(slots) > SHOWN else "")


def welcome(notice: Notice) -> str:
    """Return to the newcomer what he has."""
    slot = notice.next_slot
    coming = f"您最近的班是{slot_name(slot)} {hours(slot)}。" if slot else "已公布的班里暂时没有您的，下个月开始排。"
    return f"欢迎加入坐班。{coming}集中办公日大家一起在岗。发“我的值班”随时看。"


def to_leave(name: str, count: int) -> str:
    """Return whose turns would end, and what that leaves open."""
    left = f"已公布的 {count} 个班空出来，等人顶" if count else "已公布的班里没有他的"
    return f"{name}同志退出坐班名单，往后不再排；{left}。"


def decided_by(secretary: str, name: str) -> str:
    """Return to somebody who would take turns no more who decides that, and what he does for a few days."""
    return (
        f"往后不坐班，要书记定：跟{secretary}说一声，书记发“退出值班 {name}”就行。现在还没有动。"
        "只是哪天来不了，发“请假 12月3日”。"
    )


def left_pool(name: str, empty: Sequence[Slot]) -> str:
    return f"{name}已退出坐班名单。{waiting(empty)}"


def gone(name: str, empty: Sequence[Slot]) -> str:
    return f"{name}已不在本单位。{waiting(empty)}"


def waiting(empty: Sequence[Slot]) -> str:
    if not empty:
        return "已公布的班里没有要补的。"
    more = f"，还有 {len(empty) - SHOWN} 个" if len(empty) > SHOWN else ""
    return f"这 {len(empty)} 个班等人顶：{named(empty[:SHOWN])}{more}。发“缺班”看谁方便，发“改班 日期 姓名”安排。"
