"""Seasons of watch in words, and to each whose slots they change which those are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.duty.pool.texts import named, waiting
from models.duty.roster.texts import NEW_PICTURE
from models.duty.seasons.rules import Changed, Resettled
from models.duty.swaps.texts import void
from models.machine.delivery.rules import Purpose
from models.values.showing import show_date


def your_turns(one: Changed, why: str) -> str:
    """Return to somebody that his coming slots have changed: which he is asked to take, which he need not any more."""
    got = f"请您值：{named(one.got, timed=True)}。" if one.got else ""
    lost = f"不用值了：{named(one.lost)}。" if one.lost else ""
    return f"{why}，值班表有调整。{got}{lost}发“我的值班”看全部。"


def season_opened(name: str, first: date, last: date, adjusted: str) -> str:
    return f"{name}值守已安排：{show_date(first)}到{show_date(last)}，24 小时双人在岗。{adjusted}"


def season_closed(name: str, adjusted: str) -> str:
    return f"{name}值守结束，辛苦了。从明天起恢复平常值班。{adjusted}"


def adjusted(done: Resettled, reader: str) -> str:
    """Return in how many units published days changed, how many people were told, and what waits for somebody.

    Such slots are named where the reader is the secretary, and counted elsewhere.
    """
    own = [slot for slot in done.empty if reader in done.secretaries.get(slot.unit_id, ())]
    others = len(done.empty) - len(own)
    return "".join(
        [
            f"调整了 {done.units} 个单位已公布的班，会私下告诉 {len(done.told)} 位同志。",
            NEW_PICTURE if done.units else "",
            waiting(own) if own else "",
            f"另有 {others} 个班待顶班，会私下告诉各单位书记。" if others else "",
        ]
    )


@dataclass(frozen=True)
class SeasonNote:
    """What one person reads of a season that opened or closed, and when the first of its slots begins."""

    userid: str
    text: str
    starts: datetime
    purpose: Purpose = Purpose.DECISION


def to_others(done: Resettled, why: str, speaker: str) -> Iterator[SeasonNote]:
    """Yield what everybody is told whom a season concerns but for its speaker's gaps; what has begun cannot wait."""
    for one in done.told:
        purpose = Purpose.DUTY if one.at_once else Purpose.DECISION
        yield SeasonNote(one.userid, your_turns(one, why), min(slot.starts for slot in (*one.got, *one.lost)), purpose)
    yield from _of_empty(done, why, speaker)
    yield from _of_void(done)


def _of_empty(done: Resettled, why: str, speaker: str) -> Iterator[SeasonNote]:
    for unit_id in sorted({slot.unit_id for slot in done.empty}):
        own = [slot for slot in done.empty if slot.unit_id == unit_id]
        text = f"{why}，值班表有调整。{waiting(own)}"
        for userid in done.secretaries.get(unit_id, ()):
            if userid != speaker:
                yield SeasonNote(userid, text, min(slot.starts for slot in own))


def _of_void(done: Resettled) -> Iterator[SeasonNote]:
    for swap in done.void:
        for party in (swap.asker, swap.other):
            yield SeasonNote(party.userid, void(swap), swap.starts)


def season_why(name: str, first: date, last: date) -> str:
    return f"{show_date(first)}到{show_date(last)}{name}值守（24 小时双人）"


def season_over_why(name: str) -> str:
    return f"{name}值守结束"
