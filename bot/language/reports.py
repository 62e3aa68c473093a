"""Whether a message reports an activity, and the reading when it does."""

from bot.language.activities import read_items, report_body
from bot.language.categories import lexicon
from bot.language.pattern import Pattern
from bot.language.people import beneficiary, name_header, on_behalf_of
from bot.language.pieces import Piece
from bot.language.silence import is_nothing_done
from bot.language.text import ALIEN
from bot.language.unclear import WHICH_ACTIVITY
from bot.language.values import ActivityItem, Message, Reading

_FOR_SOMEBODY = Pattern(r"(?:给|帮|陪|替|为|看望|慰问)(?!我)")
_DONE = Pattern(r"[了过完]|刚|回来|搞归一|做好|参加|已经|已")
# 路修好了 tells how things stand, not who did it.
_RESULT = Pattern(r"^(?!我|已|刚)[一-龥]{2,8}[修清扫印搞弄办理扫捞铺安装][一-龥]?(?:好|完|掉|干净|归一)了[。!~]*$")


def activity_reading(items: tuple[ActivityItem, ...], on_behalf: str | None = None) -> Reading:
    """Return the reading for these items; without any it must be asked which activity is meant."""
    if not items:
        return Reading("clarify", {"about": WHICH_ACTIVITY})
    slots: dict[str, object] = {"items": [item.as_slots() for item in items]}
    if on_behalf:
        slots["on_behalf_of"] = on_behalf
    return Reading("activity", slots, items, on_behalf)


def read_report(message: Message) -> Reading | None:
    """Return the activities that the message reports as done by the sender or the person it is sent for."""
    proxy = on_behalf_of(message) or name_header(message)
    rest = message.part(proxy[1][1], len(message.text)) if proxy else message
    body = report_body(rest)
    announced = proxy is not None or len(body.text) < len(rest.text)
    if is_nothing_done(body, announced=proxy is not None) or not _tells_of_work(Piece(body), announced=announced):
        return None
    return activity_reading(read_items(body), proxy[0] if proxy else None)


def _tells_of_work(piece: Piece, *, announced: bool) -> bool:
    """Return whether there is both a deed and a sign that it was done."""
    if not lexicon().category(piece.action):
        return False
    return announced or bool(piece.durations) or (piece.names_an_action and _is_done(piece))


def _is_done(piece: Piece) -> bool:
    """Return whether a deed without a duration was done: said so, dated, counted, or done for somebody."""
    text = piece.message.text
    if _RESULT.search(text) and not piece.days:
        return False
    if piece.days or piece.counts or _DONE.search(text):
        return True
    return ALIEN in text or beneficiary(piece.message) is not None or _FOR_SOMEBODY.match(piece.action) is not None
