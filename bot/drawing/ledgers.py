"""What can be taken away as a file: lists as workbooks, and lists or pages for the board as PDF."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.drawing.press import Drawing, Form, drawn
from bot.drawing.workbook import workbook
from models.machine.delivery.rules import Enclosure
from models.organisation.people.rules import Role
from models.values.listing import Listing
from models.values.periods import Month

if TYPE_CHECKING:
    from bot.understanding.request import Request


@dataclass(frozen=True)
class Ledger:
    """Something that can be taken away: its word, who may, its rows of a month, and its page where it has one.

    A page without rows is only printed; rows without a page are printed as a table. None is nothing to take away.
    """

    word: str
    needs: frozenset[Role]
    rows: "Callable[[Request, Month], Awaitable[Listing | None]] | None" = None
    page: "Callable[[Request, Month], Awaitable[Drawing | None]] | None" = None


async def as_workbook(listing: Listing) -> Enclosure:
    """Return a list as an .xlsx, made beside the loop."""
    return Enclosure("file", f"{listing.name}.xlsx", await asyncio.to_thread(workbook, listing))


async def as_page(drawing: Drawing, form: Form, *, large: bool) -> Enclosure | None:
    """Return a page as a PDF, None when it cannot be drawn."""
    made = await drawn(drawing, form, large=large)
    return Enclosure("file", f"{drawing.title}.pdf", made) if made else None


def table_page(listing: Listing) -> Drawing:
    """Return a list as a page."""
    return Drawing("listing", asdict(listing), listing.name)
