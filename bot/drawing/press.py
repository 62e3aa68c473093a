"""Draws pictures and pages from the templates of config/drawing, in a process of its own.

What draws takes some 100 MB and, the first time, half a second of processor: neither the loop nor the memory of the bot
should carry that. The process begins with the first drawing and ends after some minutes without one.
"""

import asyncio
import contextlib
import importlib.util
import json
import multiprocessing
import re
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Literal

from bot import log
from models.machine.delivery.rules import Enclosure

TEMPLATES = Path(__file__).parents[2] / "config" / "drawing"
# What is shared by others and draws nothing itself.
SHARED = "paper"
PATIENCE_SECONDS = 20.0
REST_SECONDS = 300.0
DOTS_PER_INCH = 144
# What cannot be seen and would be drawn as a box: controls, marks of direction, joiners, variation selectors.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)

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


def _job(drawing: Drawing, form: Form, *, large: bool) -> _Job:
    written = json.dumps(drawing.data, ensure_ascii=False, sort_keys=True, default=str)
    return _Job(drawing.template, _UNSEEN.sub("", written), form, large)


class Press:
    """The process that draws; one drawing at a time, from any thread."""

    def __init__(self) -> None:
        """Prepare; nothing runs before the first drawing."""
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def draw(self, drawing: Drawing, form: Form, *, large: bool = False) -> bytes:
        """Return a PNG for a phone or a PDF for paper, for equal data the same bytes; raises NotDrawn."""
        job = _job(drawing, form, large=large)
        with self._turn:
            # The process that was there may have gone home after its rest, or been killed: a fresh one tries again.
            answer = (self._ask(job) if self._line else None) or self._ask(job) or "the press broke down"
        if isinstance(answer, str):
            raise NotDrawn(answer)
        return answer

    @property
    def process(self) -> int | None:
        """Return the number of the process, None while there is none."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process; the next drawing begins another."""
        if self._line:
            self._line.close()
        if self._process:
            self._process.kill()
            self._process.join()
        self._line = self._process = None

    def _ask(self, job: _Job) -> bytes | str | None:
        """Return the drawing, or what is wrong with it; None when the process is gone."""
        try:
            line = self._line or self._begin()
            line.send(job)
            if line.poll(PATIENCE_SECONDS):
                found: bytes | str = line.recv()
                return found
            self.close()
            return "too slow"
        except (EOFError, OSError):
            self.close()
            return None

    def _begin(self) -> Connection:
        # Not forked: the bot has threads, and the process should not share its memory.
        spawn = multiprocessing.get_context("spawn")
        self._line, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self._line


def _work(line: Connection) -> None:
    """Draw what is asked for, until nobody asks any more or the bot is gone."""
    draw = _drawer()
    # An interrupt is for the bot, which ends this process with itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while line.poll(REST_SECONDS):
            job: _Job = line.recv()
            try:
                made: bytes | str = draw(job)
            except Exception as wrong:
                made = f"{job.template}.typ: {wrong}"
            line.send(made)


def _drawer() -> Callable[[_Job], bytes]:
    """Return what draws, with its compilers kept: a drawing anew takes a tenth of the first."""
    import typst

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
        return await asyncio.to_thread(PRESS.draw, drawing, said["form"], large=said["large"])
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
