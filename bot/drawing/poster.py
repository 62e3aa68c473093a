"""A table as a picture for a notice board and a phone: 1080 pixels wide, as high as its rows, large letters."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.drawing.typeface import SUBSTITUTE, Typeface
from bot.drawing.typesetting import column_widths, lines_of

WIDTH = 1080
MARGIN = 40
# Letters of a table as large as its columns allow; on a phone 36 pixels are what a paragraph usually has.
SIZES = (38, 34, 30, 26)
EASY_LINES = 3
CELL_LINES = 4
HEAD_LINES = 2
FULL_LINES = 6
PADDING = 12
LEADING = 1.3
COLOURS = 48
REPLACED_NOTE = f"表中的 {SUBSTITUTE} 是图片里写不出的字，以文字版为准。"

PAPER, INK, QUIET, RED, STRIPE, RULE = "#ffffff", "#1d1d1f", "#5c5c61", "#a3201d", "#f7f1ea", "#d8cfc4"


@dataclass(frozen=True)
class _Text:
    """Lines of one kind of letters and where they stand from the left."""

    lines: list[str]
    face: Typeface
    left: float
    colour: str = INK

    @property
    def height(self) -> float:
        return len(self.lines) * self.face.size * LEADING

    def draw(self, on: ImageDraw.ImageDraw, top: float) -> None:
        """Draw the lines downwards from a height."""
        for number, line in enumerate(self.lines):
            self.face.draw(on, (self.left, top + number * self.face.size * LEADING), line, self.colour)


@dataclass(frozen=True)
class _Band:
    """What stands side by side across the picture, on one ground."""

    texts: list[_Text]
    above: float
    below: float
    ground: str | None = None
    ruled: bool = False

    @property
    def height(self) -> int:
        return round(max(text.height for text in self.texts) + self.above + self.below)

    def draw(self, on: ImageDraw.ImageDraw, top: int) -> None:
        """Draw ground, texts and the rule below."""
        bottom = top + self.height
        if self.ground:
            on.rectangle((MARGIN, top, WIDTH - MARGIN - 1, bottom - 1), fill=self.ground)
        if self.ruled:
            on.line((MARGIN, bottom - 1, WIDTH - MARGIN - 1, bottom - 1), fill=RULE)
        for text in self.texts:
            text.draw(on, top + self.above)


def table_picture(title: str, subtitle: str, head: Sequence[str], rows: Sequence[Sequence[str]], footer: str) -> bytes:
    """Return a PNG of a table; every row has as many cells as the head.

    A long cell takes up to four lines and is cut with … beyond; a character that no font has becomes 〓, and a line
    below says so. Subtitle and footer may be empty. Raises NoFont where there is no Chinese font at all.
    """
    replaced: set[str] = set()
    bands = [_across(title, Typeface(54, bold=True, replaced=replaced), INK, 44, 12)]
    if subtitle:
        bands.append(_across(subtitle, Typeface(32, replaced=replaced), QUIET, 0, 16))
    bands += _table(head, rows, replaced)
    small = Typeface(28, replaced=replaced)
    noted = [footer] if footer else []
    if replaced:
        noted.append(REPLACED_NOTE)
    bands += [_across(note, small, QUIET, 16, 0) for note in noted]
    return _painted(bands)


def _painted(bands: Sequence[_Band]) -> bytes:
    height = sum(band.height for band in bands) + MARGIN
    picture = Image.new("RGB", (WIDTH, height), PAPER)
    brush, top = ImageDraw.Draw(picture), 0
    for band in bands:
        band.draw(brush, top)
        top += band.height
    written = io.BytesIO()
    # Few colours: a third of the bytes, and nothing that an eye could tell.
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def _across(text: str, face: Typeface, colour: str, above: float, below: float) -> _Band:
    lines = lines_of(face.written(text), WIDTH - 2 * MARGIN, face.width, FULL_LINES)
    return _Band([_Text(lines, face, MARGIN, colour)], above, below)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], replaced: set[str]) -> list[_Band]:
    body, widths = _fitted([head, *rows], replaced)
    bold = Typeface(body.size, bold=True, replaced=replaced)
    bands = [_Band(_row(head, bold, widths, PAPER, HEAD_LINES), PADDING, PADDING, RED)]
    for number, row in enumerate(rows):
        ground = STRIPE if number % 2 else None
        bands.append(_Band(_row(row, body, widths, INK, CELL_LINES), PADDING, PADDING, ground, ruled=True))
    return bands


def _fitted(table: Sequence[Sequence[str]], replaced: set[str]) -> tuple[Typeface, list[float]]:
    """Return the largest letters in which every cell fits with ease, else the smallest, and the columns' widths."""
    for size in SIZES:
        face = Typeface(size, replaced=replaced)
        columns = list(zip(*([face.written(cell) for cell in row] for row in table), strict=True))
        natural = [max(_widest(cell, face) for cell in column) + 2 * PADDING for column in columns]
        widths = column_widths(natural, WIDTH - 2 * MARGIN)
        if all(_most_lines(column, width, face) <= EASY_LINES for column, width in zip(columns, widths, strict=True)):
            break
    return face, widths


def _widest(cell: str, face: Typeface) -> float:
    # A pixel more, or rounding might break what just fits.
    return max(face.width(line) for line in cell.split("\n")) + 1


def _most_lines(column: Sequence[str], width: float, face: Typeface) -> int:
    return max(len(lines_of(cell, width - 2 * PADDING, face.width, CELL_LINES)) for cell in column)


def _row(cells: Sequence[str], face: Typeface, widths: Sequence[float], colour: str, limit: int) -> list[_Text]:
    texts, left = [], float(MARGIN)
    for cell, width in zip(cells, widths, strict=True):
        lines = lines_of(face.written(cell), width - 2 * PADDING, face.width, limit)
        texts.append(_Text(lines, face, left + PADDING, colour))
        left += width
    return texts
