"""Writes 书记一页纸 as a sheet to print: `python -m docs.one_page FILE.pdf`."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.drawing.press import PRESS, Drawing

PAGE = Path("docs/secretary.zh.md")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_RULE = re.compile(r"^\|[-| ]+\|$", re.M)


def _block(text: str) -> Iterator[dict[str, Any]]:
    """Yield what a paragraph of the page is: a heading, a talk, a table, a list or a text."""
    if text.startswith("#"):
        yield {"kind": "heading", "text": text.lstrip("# ")}
    elif text.startswith("```"):
        yield {"kind": "talk", "lines": text.splitlines()[1:-1]}
    elif text.startswith("|"):
        lines = _RULE.sub("", text).splitlines()
        yield {"kind": "table", "rows": [[cell.strip() for cell in line[1:-1].split("|")] for line in lines if line]}
    elif text.startswith("- "):
        yield from ({"kind": "item", "text": line[2:]} for line in text.splitlines())
    else:
        yield {"kind": "text", "text": text}


def drawing(page: str) -> Drawing:
    """Return what is drawn of a page of the guides."""
    title, *paragraphs = _LINK.sub(r"\1", page).strip().split("\n\n")
    title = title.lstrip("# ")
    return Drawing("guide", {"title": title, "blocks": [one for text in paragraphs for one in _block(text)]}, title)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(PRESS.draw(drawing(PAGE.read_text(encoding="utf-8")), "a4"))
    PRESS.close()
