"""Chinese letters for pictures: which font draws which character, and what stands for one that none can draw."""

import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

from models.values.refusal import Refusal

SUBSTITUTE = "〓"
# Nothing is ever assigned here, so every font draws its sign for a missing character.
_UNASSIGNED = "\U0010fffe"
# What cannot be seen and would be drawn as a box: controls, marks of direction, joiners, variation selectors.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_BUNDLED = ("paperang_p2_fonts_cjk", "fonts/wqy-microhei.ttc")
# (file, which of its faces is the one for simplified Chinese)
_INSTALLED = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("/usr/share/fonts/opentype/source-han-sans/SourceHanSansSC-Regular.otf", 0),
    ("/System/Library/Fonts/PingFang.ttc", 0),
    ("/System/Library/Fonts/STHeiti Medium.ttc", 0),
    ("C:/Windows/Fonts/msyh.ttc", 0),
    ("C:/Windows/Fonts/simhei.ttf", 0),
)


class NoFont(Refusal):
    """No Chinese font anywhere; whoever wanted a picture has to do with the text."""

    text = "这台机器上没有中文字体，画不出图片，文字不受影响。请管理员安装 fonts-wqy-microhei 后再试。"


def fonts_here() -> tuple[tuple[Path, int], ...]:
    """Return (file, face) of every Chinese font there is: first the one that comes with the bot, then the machine's."""
    package, inside = _BUNDLED
    found = importlib.util.find_spec(package)
    bundled = [(Path(folder) / inside, 0) for folder in (found.submodule_search_locations or ())] if found else []
    return tuple((path, face) for path, face in (*bundled, *((Path(p), i) for p, i in _INSTALLED)) if path.is_file())


@cache
def _load(path: Path, face: int, size: int) -> ImageFont.FreeTypeFont:
    # The plain engine: letters side by side, on every machine alike.
    return ImageFont.truetype(path, size, index=face, layout_engine=ImageFont.Layout.BASIC)


@cache
def _draws(path: Path, face: int, character: str) -> bool:
    """Return whether a font has a character of its own for this one."""
    if character.isspace():
        return True
    font = _load(path, face, 32)
    drawn, missing = font.getmask(character), font.getmask(_UNASSIGNED)
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)


@cache
def _advance(path: Path, face: int, size: int, character: str) -> float:
    return _load(path, face, size).getlength(character)


@dataclass
class Typeface:
    """Letters of one size; `replaced` collects what no font could draw."""

    size: int
    fonts: Sequence[tuple[Path, int]] = field(default_factory=fonts_here)
    bold: bool = False
    replaced: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Refuse to draw nothing but boxes; raises NoFont."""
        if not self.fonts:
            raise NoFont

    def written(self, text: str) -> str:
        """Return the text as it can be drawn: nothing unseen, and 〓 for what no font has."""
        return "".join(self._drawable(character) for character in _UNSEEN.sub("", text))

    def _drawable(self, character: str) -> str:
        if any(_draws(path, face, character) for path, face in self.fonts):
            return character
        self.replaced.add(character)
        return SUBSTITUTE

    def width(self, text: str) -> float:
        """Return the width of drawable text in pixels."""
        return sum(_advance(*self._font(character), self.size, character) for character in text)

    def draw(self, on: ImageDraw.ImageDraw, at: tuple[float, float], text: str, colour: str) -> None:
        """Draw one line of drawable text with its top left corner at a point."""
        x, top = at
        for piece, font in self._runs(text):
            # On one base line, whichever font a character comes from.
            stroke = self.size / 56 if self.bold else 0
            on.text((x, top + self.size), piece, fill=colour, font=font, anchor="ls", stroke_width=stroke)
            x += self.width(piece)

    def _font(self, character: str) -> tuple[Path, int]:
        return next((font for font in self.fonts if _draws(*font, character)), self.fonts[0])

    def _runs(self, text: str) -> list[tuple[str, ImageFont.FreeTypeFont]]:
        """Return pieces of the text that one font can draw each."""
        runs: list[tuple[str, ImageFont.FreeTypeFont]] = []
        for character in text:
            font = _load(*self._font(character), self.size)
            if runs and runs[-1][1] is font:
                runs[-1] = (runs[-1][0] + character, font)
            else:
                runs.append((character, font))
        return runs
