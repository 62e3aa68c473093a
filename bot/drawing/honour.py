"""The honour list as a picture beside its text: what somebody approved, drawn."""

from collections.abc import Sequence
from dataclasses import replace

from bot.drawing.press import Drawing, drawn
from models.honour.month_figures.texts import sheet
from models.machine.delivery.rules import Enclosure, Message


def drawing(text: str) -> Drawing:
    """Return a published list as a picture or a page."""
    shown = sheet(text)
    return Drawing("honour", shown, shown["title"])


async def illustrated(posts: Sequence[Message]) -> list[Message]:
    """Return each text followed by its picture, if it can be drawn; equal texts have one picture."""
    texts = list({post.text: None for post in posts})
    pictures = dict(zip(texts, await _pictures(texts), strict=True))
    return [
        one for post in posts for one in (post, *(replace(post, text="", enclosure=e) for e in pictures[post.text]))
    ]


async def pictured(text: str, userid: str) -> list[Message]:
    """Return the picture that one person gets in private beside the text."""
    return [Message("", to=userid, enclosure=one) for one in (await _pictures([text]))[0]]


async def _pictures(texts: Sequence[str]) -> list[list[Enclosure]]:
    """Return the picture of each text, or nothing where it cannot be drawn."""
    drawings = [drawing(text) for text in texts]
    made = zip(drawings, await drawn(drawings, "phone"), strict=True)
    return [[Enclosure("image", f"{one.title}.png", picture)] if picture else [] for one, picture in made]
