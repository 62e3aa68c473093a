"""Draws pictures and pages from the templates of config/drawing, in a process of its own.

What draws takes some 100 MB and, the first time, half a second of processor: neither the loop nor the memory of the bot
should carry that.
"""

import asyncio
import ctypes
import importlib.util
import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from bot import log
from bot.workers import NotMade, Worker
from models.machine.delivery.rules import Enclosure

TEMPLATES = Path(__file__).parents[2] / "config" / "drawing"
# What is shared by others and draws nothing itself.
SHARED = "paper"
PATIENCE_SECONDS = 20.0
DOTS_PER_INCH = 144
# What cannot be seen and would be drawn as a box: controls, marks of direction, joiners, variation selectors.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)

# From which size on memory comes from the system, and how much that is free is given back (malloc.h).
_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1

Form = Literal["phone", "a4", "a3"]


class NotDrawn(Exception):
    """A template is wrong, or drawing took too long; says what the typesetter says."""


@dataclass(frozen=True)
class Drawing:
    """What is drawn: a template, its data (JSON-ready), and what it is called."""

    template: str
    data: Mapping[str, Any]
    title: str


@dataclass(frozen=True)
class _Job:
    template: str
    data: str
    form: Form
    large: bool


class Press(Worker[_Job, bytes]):
    """The process that draws; one drawing at a time, from any thread."""

    def __init__(self) -> None:
        """Prepare; nothing runs before the first drawing."""
        super().__init__(_drawer, PATIENCE_SECONDS)

    def draw(self, drawing: Drawing, form: Form, *, large: bool = False) -> bytes:
        """Return a PNG for a phone or a PDF for paper, for equal data the same bytes; raises NotDrawn."""
        written = json.dumps(drawing.data, ensure_ascii=False, sort_keys=True, default=str)
        try:
            return self.work(_Job(drawing.template, _UNSEEN.sub("", written), form, large))
        except NotMade as wrong:
            raise NotDrawn(f"{drawing.template}.typ: {wrong}") from None


def _drawer() -> Callable[[_Job], bytes]:
    """Return what draws, with its compilers kept: a drawing anew takes a tenth of the first."""
    import typst

    # A picture is made in some blocks of 8 MB. Asking the system for them each time takes a sixth of drawing.
    with suppress(AttributeError):  # another C library than glibc has no such options
        for option in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
            ctypes.CDLL(None).mallopt(option, 32 * 1024 * 1024)
    found = importlib.util.find_spec("manimgx_fonts_cjk")
    folders = list(found.submodule_search_locations or ()) if found else []
    # Only the font that comes along: a picture looks alike on every machine.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)

    @cache
    def compiler(template: str) -> typst.Compiler:
        return typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=fonts)

    def draw(job: _Job) -> bytes:
        inputs = {"data": job.data, "form": job.form, "large": "large" if job.large else ""}
        kind: Literal["png", "pdf"] = "png" if job.form == "phone" else "pdf"
        made = compiler(job.template).compile(format=kind, ppi=DOTS_PER_INCH, sys_inputs=inputs, timestamp=0)
        assert made is not None
        return made if isinstance(made, bytes) else made[0]

    return draw


PRESS = Press()
# Drawings wait for one another, and nothing else of the loop waits for them.
_HAND = ThreadPoolExecutor(1, "drawing")


def to_be_drawn(drawing: Drawing, form: Form, *, large: bool = False) -> Enclosure:
    """Return a picture for a phone or a page for paper that is drawn when it goes: nobody waits for it before."""
    # Escaped, for what is typed may hold what no database takes.
    order = json.dumps({**asdict(drawing), "form": form, "large": large}, sort_keys=True, default=str)
    if form == "phone":
        return Enclosure("image", f"{drawing.title}.png", drawing=order)
    return Enclosure("file", f"{drawing.title}.pdf", drawing=order)


async def drawn_by(order: str) -> bytes | None:
    """Return what `to_be_drawn` has ordered, made beside the loop; None when it cannot be made."""
    said = json.loads(order)
    drawing = Drawing(said["template"], said["data"], said["title"])
    try:
        draw = partial(PRESS.draw, drawing, said["form"], large=said["large"])
        return await asyncio.get_running_loop().run_in_executor(_HAND, draw)
    except NotDrawn as wrong:
        log.warning("not drawn", template=drawing.template, why=str(wrong).splitlines()[0])
        return None


def try_templates() -> dict[str, str]:
    """Draw each template with the example beside it; return {template: what is wrong} of those that fail."""
    wrong = {}
    for file in sorted(TEMPLATES.glob("*.typ")):
        if file.stem != SHARED:
            try:
                example = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
                for form in ("phone", "a4"):
                    PRESS.draw(Drawing(file.stem, example, ""), form)
            except (NotDrawn, OSError, ValueError) as failed:
                wrong[file.name] = str(failed).splitlines()[0]
    return wrong
