"""The roster for a notice board: its text, a picture, and a file for people's calendars."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.drawing.calendar_file import Event, calendar_file
from bot.drawing.poster import table_picture
from bot.drawing.typeface import NoFont
from models.duty.drafts import texts
from models.duty.roster.rules import RosterView
from models.duty.roster.texts import ASK_AGAIN, calendar_entries, people_line, phone_line
from models.machine.delivery.rules import Enclosure, Groups, Message, Purpose


@dataclass(frozen=True)
class Board:
    """A month's roster of a unit with what stands beside it: the phone of the office, and notes."""

    view: RosterView
    unit: str
    phone: str
    notes: Sequence[str] = ()

    @property
    def text(self) -> str:
        """Return it in words."""
        return texts.board(self.view, self.unit, self.phone, self.notes)


async def enclosures(board: Board, now: datetime) -> list[Enclosure]:
    """Return the picture, if a Chinese font is installed, and the calendar file; both are made beside the loop."""
    view, title = board.view, texts.title(board.view, board.unit)
    events = [Event(*entry) for entry in calendar_entries(view.slots, board.unit, board.phone)]
    written = Enclosure("file", f"{title}.ics", await asyncio.to_thread(calendar_file, title, events, now))
    rows, footer = texts.table_rows(view.slots), "　".join([*phone_line(board.phone), ASK_AGAIN])
    try:
        drawn = await asyncio.to_thread(table_picture, title, people_line(view.slots), texts.TABLE_HEAD, rows, footer)
    except NoFont:
        return [written]
    return [Enclosure("image", f"{title}.png", drawn), written]


def to_groups(board: Board, made: Sequence[Enclosure]) -> list[Message]:
    """Return what is posted into the unit's groups: the text, then what is enclosed."""
    groups, notice = Groups(board.view.unit_id), Purpose.NOTICE
    shown = [Message("", to=groups, purpose=notice, enclosure=one) for one in made]
    return [Message(board.text, to=groups, purpose=notice), *shown]


def enclosed(made: Sequence[Enclosure], userid: str) -> list[Message]:
    """Return what one person gets in private beside the text."""
    return [Message("", to=userid, enclosure=one) for one in made]
