"""The honour list as a picture beside its text: what somebody approved, drawn."""

from collections.abc import Sequence
from dataclasses import replace

from bot.drawing.press import Drawing, to_be_drawn
from models.honour.month_figures.texts import sheet
from models.machine.delivery.rules import Groups, Message


def drawing(text: str) -> Drawing:
    """Return a published list as a picture or a page."""
    shown = sheet(text)
    return Drawing("honour", shown, shown["title"])


def illustrated(posts: Sequence[Message]) -> list[Message]:
    """Return each list for groups followed by its picture; what is no list or told to one alone stays as it is."""
    shown = []
    for post in posts:
        shown.append(post)
        if isinstance(post.to, Groups) and "【" in post.text:
            shown.append(replace(post, text="", enclosure=to_be_drawn(drawing(post.text), "phone")))
    return shown


def pictured(text: str, userid: str) -> Message:
    """Return the picture that one person gets in private beside the text."""
    return Message("", to=userid, enclosure=to_be_drawn(drawing(text), "phone"))
