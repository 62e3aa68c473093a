"""A list of rows with its headings: at once what is read in the chat, printed, and opened by a spreadsheet; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
Row = Sequence[Cell]


@dataclass(frozen=True)
class Listing:
    """Rows under headings, each row as long as the headings; numbers are numbers, so that a sheet can add them up.

    `unit` is whose list it is, `span` of which time, `by` who prepared it.
    """

    title: str
    unit: str
    span: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    by: str

    @property
    def name(self) -> str:
        """Return what a file with it is called, without its ending."""
        return f"{self.unit}{self.span}{self.title}"
