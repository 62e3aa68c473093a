"""Text set into columns: broken into lines that fit, cut with … where there is no more room; pure."""

import re
from collections.abc import Callable, Sequence

Width = Callable[[str], float]

# What is not torn apart: words and numbers such as 0816-2212345; and no line begins with a closing mark.
_CLOSING = "，。、；：！？）》」』”’…％%·,.;:!?)\\]"
_UNIT = re.compile(rf"[0-9A-Za-z][0-9A-Za-z.:/~\-]*[{_CLOSING}]*|\s|.[{_CLOSING}]*", re.DOTALL)
_MORE = "…"


def lines_of(text: str, most: float, width: Width, limit: int) -> list[str]:
    """Return the text in at most `limit` lines no wider than `most` pixels; what is left out is marked with …."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _broken(paragraph.strip(), most, width)
    if len(lines) <= limit:
        return lines
    return [*lines[: limit - 1], _cut(lines[limit - 1], most, width)]


def _broken(text: str, most: float, width: Width) -> list[str]:
    lines = [""]
    for unit in _units(text, most, width):
        if lines[-1] and width(lines[-1] + unit.rstrip()) > most:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += unit if lines[-1] else unit.lstrip()
    return lines


def _units(text: str, most: float, width: Width) -> list[str]:
    """Return the pieces between which a line may end; one too wide for any line falls apart."""
    units = _UNIT.findall(text)
    return [piece for unit in units for piece in ([unit] if width(unit) <= most else unit)]


def _cut(line: str, most: float, width: Width) -> str:
    while line and width(line + _MORE) > most:
        line = line[:-1]
    return line + _MORE


def column_widths(natural: Sequence[float], room: float) -> list[float]:
    """Return the columns' widths, which together fill the room.

    What needs less than an equal share keeps what it needs; the others share what is left. Room to spare goes to all
    in proportion.
    """
    if sum(natural) <= room:
        return [width * room / sum(natural) for width in natural]
    widths = dict.fromkeys(range(len(natural)), 0.0)
    open_columns, left = set(widths), room
    while narrow := {column for column in open_columns if natural[column] <= left / len(open_columns)}:
        for column in narrow:
            widths[column] = natural[column]
            left -= natural[column]
        open_columns -= narrow
    return [widths[column] or left / len(open_columns) for column in range(len(natural))]
