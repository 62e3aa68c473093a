"""The page needs nothing from outside, and shows villagers no English."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.sandbox import control

FILES = sorted(control.STATIC.iterdir())
INDEX = (control.STATIC / "index.html").read_text(encoding="utf-8")


class Texts(HTMLParser):
    """Collects everything a person can read on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [
            value for name, value in attrs if name in ("placeholder", "aria-label", "alt", "title") and value
        ]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_has_no_english_words() -> None:
    reader = Texts()
    reader.feed(INDEX)
    assert not [text for text in reader.texts if re.search("[A-Za-z]", text)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_asked_of_other_hosts(path: Path) -> None:
    written = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "://" not in written


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_everything_named_is_there(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    named = re.findall(r"/sandbox/static/([\w.]+)", written) + re.findall(r'from "\./([\w.]+)"', written)
    assert {name for name in named} <= {other.name for other in FILES}


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".js"], ids=lambda path: path.name)
def test_modules_stay_small_and_put_text_in_as_text(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert written.count("\n") <= 150 and "innerHTML" not in written
