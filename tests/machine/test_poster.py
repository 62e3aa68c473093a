"""The picture of a table: as wide as agreed, everything inside, no box for any character."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from bot.drawing.poster import MARGIN, WIDTH, table_picture
from bot.drawing.typeface import SUBSTITUTE, NoFont, Typeface, fonts_here
from bot.drawing.typesetting import column_widths, lines_of

QUICK = settings(max_examples=40, deadline=None, derandomize=True, database=None)
BUNDLED = fonts_here()[:1]
HEAD = ("日期", "上午", "下午")
ROWS = [(f"12月{day}日", "陈桂兰", "欧阳正富") for day in range(1, 8)]
HAN = "".join(chr(number) for number in range(0x4E00, 0x9FA6, 97))
RARE = "堃喆犇赟龑翀旸祎彧镕珺"
# In no font of 20,000 characters; some machines have a larger one beside it.
BEYOND = "䶮㛃𠮷𬭎䲟🏮"


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def table(rows: Sequence[Sequence[str]], title: str = "值班表", footer: str = "") -> Image.Image:
    return opened(table_picture(title, "石桥社区", HEAD, rows, footer))


def is_paper(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return all(low >= 250 for low, _ in picture.crop(box).getextrema())  # type: ignore[misc]  # three bands of (low, high)


def test_it_is_as_wide_as_agreed_and_grows_with_its_rows() -> None:
    short, long = table(ROWS[:3]), table(ROWS)
    assert (short.width, long.width) == (WIDTH, WIDTH)
    height = (long.height - short.height) / 4
    assert 50 < height < 90
    assert (table([]).height, table(ROWS[:1]).height) == (short.height - 3 * height, short.height - 2 * height)


def test_a_month_stays_far_below_what_a_group_takes() -> None:
    rows = [(f"12月{day}日 周二", "陈桂兰、王秀兰、邓国才", "集中办公：矛盾纠纷排查" * 3) for day in range(1, 32)]
    assert len(table_picture("石桥社区 2026年12月值班表", "值班电话", HEAD, rows, "脚注")) < 400 * 1024


@QUICK
@given(st.lists(st.tuples(*[st.text("村值班a1 ，。-\n" + RARE, max_size=60)] * 3), max_size=4), st.text(max_size=40))
def test_nothing_is_drawn_outside_the_margins(rows: list[tuple[str, str, str]], title: str) -> None:
    picture = table(rows, title, title)
    assert is_paper(picture, (0, 0, MARGIN - 4, picture.height))
    assert is_paper(picture, (WIDTH - MARGIN + 4, 0, WIDTH, picture.height))
    assert is_paper(picture, (0, picture.height - 8, WIDTH, picture.height))


def drawn(face: Typeface, text: str) -> bytes:
    picture = Image.new("L", (80, 80), 255)
    face.draw(ImageDraw.Draw(picture), (10, 10), text, "black")
    return picture.tobytes()


@pytest.mark.parametrize("characters", [HAN, RARE, "0123456789-:：（）“”《》、。，…—·〓%"])
def test_common_names_and_signs_are_drawn_and_not_boxed(characters: str) -> None:
    face = Typeface(48, BUNDLED)
    assert face.written(characters) == characters
    box = drawn(face, "\U0010fffe")
    assert not [character for character in characters if drawn(face, character) == box]
    assert face.replaced == set()


def test_a_character_that_no_font_has_becomes_a_visible_sign() -> None:
    face = Typeface(48, BUNDLED)
    assert face.written(f"陈{BEYOND}兰") == f"陈{SUBSTITUTE * len(BEYOND)}兰"
    assert face.replaced == set(BEYOND)


def test_another_font_lends_the_characters_that_the_first_lacks() -> None:
    latin = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not latin.is_file():
        pytest.skip("no second font on this machine")
    face = Typeface(48, [(latin, 0), *BUNDLED])
    assert face.written("A村") == "A村"
    assert drawn(face, "村") == drawn(Typeface(48, BUNDLED), "村")


def test_what_is_replaced_is_said_below_the_table() -> None:
    noted, plain = table([("\U0010fffe", "王", "李")]), table([("张", "王", "李")])
    assert noted.height > plain.height


def test_what_cannot_be_seen_leaves_no_trace() -> None:
    face = Typeface(48, BUNDLED)
    assert face.written("陈\u200b桂\ufe0f兰\u202e\x07") == "陈桂兰"


def test_without_any_font_a_sentence_tells_the_way_out() -> None:
    with pytest.raises(NoFont) as none:
        Typeface(48, ())
    assert "fonts-wqy-microhei" in none.value.sentence


def ten(text: str) -> float:
    """Return a width of ten pixels for each character."""
    return 10.0 * len(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("值班", ["值班"]),
        ("一二三四五六七", ["一二三四五", "六七"]),
        ("一二三四五。六", ["一二三四", "五。六"]),
        ("电话 0816-2", ["电话 08", "16-2"]),
        ("在家 abc 在", ["在家", "abc 在"]),
        ("上\n下", ["上", "下"]),
        ("一二三四五" * 4, ["一二三四五", "一二三四五", "一二三四…"]),
        ("", [""]),
    ],
)
def test_lines_are_broken_where_a_reader_expects_it(text: str, lines: list[str]) -> None:
    assert lines_of(text, 50, ten, 3) == lines


@QUICK
@given(st.text("村值班，。ab1-/ \n", max_size=80), st.integers(20, 120), st.integers(1, 5))
def test_no_line_is_too_wide_and_nothing_is_lost_but_blanks(text: str, most: int, limit: int) -> None:
    lines = lines_of(text, most, ten, limit)
    assert len(lines) <= limit
    assert all(ten(line) <= max(most, 20) for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("natural", "widths"),
    [
        ([100, 100], [500, 500]),
        ([100, 300], [250, 750]),
        ([100, 100, 5000], [100, 100, 800]),
        ([2000, 100, 5000], [450, 100, 450]),
        ([900, 900], [500, 500]),
    ],
)
def test_columns_fill_the_room_and_the_narrow_ones_keep_their_width(natural: list[float], widths: list[float]) -> None:
    assert column_widths(natural, 1000) == widths
