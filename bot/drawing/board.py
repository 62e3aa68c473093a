"""The roster for a notice board: its text, a picture, and a file for people's calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno

from bot.drawing.beside import Order, made
from bot.drawing.calendar_file import Event, calendar_file
from bot.drawing.press import Drawing, to_be_drawn
from config.duty_policy import DutyPolicy
from models.duty.drafts import texts
from models.duty.roster.rules import RosterView
from models.duty.roster.texts import calendar_entries
from models.duty.settings.actions import desk_of
from models.machine.delivery.rules import Enclosure, Groups, Message, Purpose
from models.organisation.units.actions import unit_of


@dataclass(frozen=True)
class Board:
    """A month's roster of a unit with what stands beside it: the phones of the office and for complaints, a code."""

    view: RosterView
    unit: str
    phone: str
    duty: DutyPolicy

    @property
    def text(self) -> str:
        """Return it in words."""
        return texts.board(self.view, self.unit, self.phone)

    @property
    def drawing(self) -> Drawing:
        """Return it as a picture or a page."""
        shown = texts.sheet(self.view, self.unit, self.phone, self.duty.complaint_phone)
        code = segno.make(self.duty.board_address).svg_inline(border=0) if self.duty.board_address else ""
        return Drawing("roster", shown | {"code": code}, texts.title(self.view, self.unit))


async def board_of(view: RosterView, duty: DutyPolicy) -> Board:
    """Return a roster with the unit's name and phone, as it goes onto the notice board."""
    unit, desk = await unit_of(view.unit_id), await desk_of(view.unit_id, duty)
    return Board(view, unit.name if unit else "", desk.phone, duty)


async def enclosures(board: Board, now: datetime) -> list[Enclosure]:
    """Return the picture, which is drawn when it goes, and the calendar file, made beside the loop."""
    title = board.drawing.title
    events = [Event(*entry) for entry in calendar_entries(board.view.slots, board.unit, board.phone)]
    file = Order((title, *events), lambda: calendar_file(title, events, now))
    (calendar,) = await made([file])
    assert calendar is not None
    return [to_be_drawn(board.drawing, "phone"), Enclosure("file", f"{title}.ics", calendar)]


def to_groups(board: Board, made: Sequence[Enclosure]) -> list[Message]:
    """Return what is posted into the unit's groups: the text, then what is enclosed."""
    groups, notice = Groups(board.view.unit_id), Purpose.NOTICE
    shown = [Message("", to=groups, purpose=notice, enclosure=one) for one in made]
    return [Message(board.text, to=groups, purpose=notice), *shown]


def enclosed(made: Sequence[Enclosure], userid: str) -> list[Message]:
    """Return what one person gets in private beside the text: he asked for it, and it comes at once."""
    return [Message("", to=userid, purpose=Purpose.ANSWER, enclosure=one) for one in made]
