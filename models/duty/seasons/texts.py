"""Seasons of watch in words, and to each whose slots they change which those are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from models.duty.pool.texts import named, waiting
from models.duty.roster.texts import NEW_PICTURE
from models.duty.seasons.rules import Changed, Resettled
from models.duty.swaps.texts import void
from models.machine.delivery.rules import Message, Purpose
from models.values.grouping import grouped
from models.values.showing import show_date


def your_turns(one: Changed, why: str) -> str:
    """Return to somebody that his coming slots have changed: which he is asked to take, which he need not any more."""
    got = f"请您值：{named(one.got, timed=True)}。" if one.got else ""
    lost = f"不用值了：{named(one.lost)}。" if one.lost else ""
    return f"{why}，值班表有调整。{got}{lost}发“我的值班”看全部。"


def to_open(name: str, first: date, last: date, unit: str) -> str:
    """Return what a season would be, before anybody's turns change."""
    days = f"{show_date(first)}到{show_date(last)}"
    return f"{name}值守：{unit}{days}，24 小时双人在岗，已公布的班跟着调，轮到的人会私下告诉。"


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
            f"还有 {others} 个班等人顶，会私下告诉各单位书记。" if others else "",
        ]
    )


def to_others(done: Resettled, why: str, speaker: str) -> list[Message]:
    """Return what everybody is told whose slots have changed, and the secretaries of what waits, each in one message.

    Of a slot that has begun word cannot wait. The speaker has his own unit's gaps in the answer.
    """
    notes = grouped(
        (str(one.to), one) for one in (*_of_turns(done, why), *_of_units(done, why, speaker), *_of_void(done))
    )
    return [_joined(found) for found in notes.values()]


def _joined(found: Sequence[Message]) -> Message:
    text = "\n".join(dict.fromkeys(one.text for one in found))
    return replace(found[0], text=text, concerns=min(one.concerns for one in found if one.concerns))


def _of_turns(done: Resettled, why: str) -> Iterator[Message]:
    for one in done.told:
        purpose = Purpose.DUTY if one.at_once else Purpose.DECISION
        starts = min(slot.starts for slot in (*one.got, *one.lost))
        yield Message(your_turns(one, why), to=one.userid, purpose=purpose, concerns=starts)


def _of_units(done: Resettled, why: str, speaker: str) -> Iterator[Message]:
    for unit_id in sorted({slot.unit_id for slot in done.empty}):
        own = [slot for slot in done.empty if slot.unit_id == unit_id]
        text = f"{why}，值班表有调整。{waiting(own)}"
        for userid in done.secretaries.get(unit_id, ()):
            if userid != speaker:
                yield Message(text, to=userid, concerns=min(slot.starts for slot in own))


def _of_void(done: Resettled) -> Iterator[Message]:
    for swap in done.void:
        for party in (swap.asker, swap.other):
            yield Message(void(swap), to=party.userid, concerns=swap.starts)


def season_why(name: str, first: date, last: date) -> str:
    return f"{show_date(first)}到{show_date(last)}{name}值守（24 小时双人）"


def season_over_why(name: str) -> str:
    return f"{name}值守结束"
