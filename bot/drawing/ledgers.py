"""What can be taken away as a file: lists as workbooks, and lists or pages for the board as PDF."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from bot.drawing import beside
from bot.drawing.press import Drawing
from bot.drawing.workbook import workbook
from models.machine.delivery.rules import Enclosure
from models.organisation.authority.actions import unit_kept
from models.organisation.people.rules import Role
from models.values.listing import Listing, Row
from models.values.periods import Month, Period

if TYPE_CHECKING:
    from bot.understanding.request import Request


@dataclass(frozen=True)
class Ledger:
    """Something that is read, taken away and printed: its word, who may, its columns, its rows of a unit and a month.

    A page of its own is printed in place of the table; what has no rows is a page only. `of` is Period where there are
    quarters and years of it as well as months. What is `over` tells of the last month unless another is asked for.
    `also` are other words that people ask for it by.
    """

    word: str
    needs: frozenset[Role]
    columns: tuple[str, ...] = ()
    rows: "Callable[[Request, int, Any], Awaitable[Sequence[Row]]] | None" = None
    page: "Callable[[Request, Any], Awaitable[Drawing | None]] | None" = None
    of: type[Period] = Month
    over: bool = False
    also: tuple[str, ...] = ()

    async def listing(self, request: "Request", period: Period) -> Listing | None:
        """Return the list of a period as the asker may have it, None where there is nothing in it."""
        unit = await unit_kept(request.asker)
        rows = await self.rows(request, unit.id, period) if unit and self.rows else ()
        if not (unit and rows):
            return None
        return Listing(self.word, unit.name, period.name, self.columns, rows, request.asker.name)


async def as_workbook(*listings: Listing, name: str = "") -> Enclosure:
    """Return lists as one .xlsx, called after the first unless it has a name, made beside the loop."""
    return await as_file(f"{name or listings[0].name}.xlsx", repr(listings), lambda: workbook(*listings))


async def as_file(name: str, key: Hashable, make: Callable[[], bytes]) -> Enclosure:
    """Return a file of a name, made beside the loop; equal keys are made once."""
    (made,) = await beside.made([beside.Order(key, make)])
    assert made is not None
    return Enclosure("file", name, made)


def table_page(listing: Listing) -> Drawing:
    """Return a list as a page."""
    return Drawing("listing", asdict(listing), listing.name)
