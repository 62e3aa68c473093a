"""Pictures and pages: drawn from templates in a process of their own; what cannot be drawn does no harm."""

import asyncio
import json
import struct
import time

import psutil
import pytest

from bot.drawing import press
from bot.drawing.board import Board
from bot.drawing.press import PRESS, TEMPLATES, Drawing, Form, NotDrawn, Press, drawn_by, to_be_drawn, try_templates
from config.policy import load_policy
from models.duty.roster.rules import RosterView
from models.stars.notice.rules import Posting
from models.stars.notice.texts import sheet
from models.values.periods import Month, Year

ROSTER = json.loads((TEMPLATES / "roster.json").read_text(encoding="utf-8"))


def roster(days: int, names: tuple[str, ...] = ("欧阳春燕", "龘𬭎㛃")) -> Drawing:
    parts = [{"name": "上午", "who": [names[0]]}, {"name": "下午", "who": [names[1]]}]
    day = {"day": "31日", "week": "周四", "rest": False, "all": False, "parts": parts}
    return Drawing("roster", ROSTER | {"days": [day] * days}, "值班表")


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def pages(pdf: bytes) -> int:
    assert pdf.startswith(b"%PDF-")
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type/Page/") or pdf.count(b"/Type /Page ")


def test_every_template_draws_its_example() -> None:
    assert try_templates() == {}


def test_a_picture_is_as_wide_as_a_phone_and_grows_with_its_rows() -> None:
    (width, low), (same, high) = (size(PRESS.draw(roster(days), "phone")) for days in (3, 31))
    assert (width, same) == (1080, 1080)
    assert high > low + 28 * 50


def test_a_month_stays_far_below_what_a_group_takes() -> None:
    assert len(PRESS.draw(roster(31), "phone")) < 1024 * 1024


@pytest.mark.parametrize(
    ("form", "days", "large", "count"),
    [("a3", 31, False, 1), ("a3", 31, True, 2), ("a4", 31, False, 2), ("a4", 16, False, 1), ("a3", 60, False, 2)],
)
def test_a_month_is_a_large_page_or_two_small_ones(form: Form, days: int, large: bool, count: int) -> None:
    assert pages(PRESS.draw(roster(days), form, large=large)) == count


def test_the_code_for_a_phone_is_there_where_an_address_is_set() -> None:
    def drawing(address: str) -> Drawing:
        duty = load_policy().duty.model_copy(update={"board_address": address})
        return Board(RosterView(1, Month(2026, 12), published=True, slots=()), "莲花池村", "", duty).drawing

    assert drawing("").data["code"] == ""
    assert drawing("https://example.invalid/cunwu").data["code"].startswith("<svg")
    assert pages(PRESS.draw(drawing("https://example.invalid/cunwu"), "a3")) == 1


@pytest.mark.parametrize(("count", "large", "sheets"), [(12, False, 1), (40, False, 1), (50, False, 2), (50, True, 3)])
def test_forty_stars_are_a_page_and_in_large_letters_twenty_four(count: int, large: bool, sheets: int) -> None:
    stars = [(f"欧阳春{n}", 5 - n // 20) for n in range(count)]
    posting = Posting("莲花池村党支部", 1, 1, Year(2026), opened=True, stars=stars, working_days=5)
    shown = sheet(posting, "", "罗正富")
    assert [len(group["names"]) for group in shown["stars"]] == [min(20, count - n) for n in range(0, count, 20)]
    assert pages(PRESS.draw(Drawing("star_notice", shown, ""), "a4", large=large)) == sheets


def test_large_letters_take_more_paper() -> None:
    assert pages(PRESS.draw(roster(31), "a3", large=True)) == 2


@pytest.mark.parametrize("form", ["phone", "a3"])
def test_equal_data_is_equal_bytes_whoever_draws_it(form: Form) -> None:
    other = Press()
    assert PRESS.draw(roster(5), form) == other.draw(roster(5), form) == PRESS.draw(roster(5), form)
    other.close()


def test_what_cannot_be_seen_leaves_no_trace() -> None:
    hidden = roster(2, ("欧阳\u200b春燕\u202e", "龘𬭎㛃\ufe0f"))
    assert PRESS.draw(hidden, "phone") == PRESS.draw(roster(2), "phone")


def test_markup_in_a_name_is_a_name() -> None:
    odd = PRESS.draw(roster(2, ("#panic()", "*粗* $x$ \\ “")), "phone")
    assert size(odd)[0] == 1080


async def test_what_a_wrong_template_spoils_is_left_out() -> None:
    lacking = Drawing("roster", {"unit": "村"}, "值班表")
    with pytest.raises(NotDrawn, match="roster"):
        PRESS.draw(lacking, "phone")
    wrong = [lacking, Drawing("nothing", {}, "")]
    assert [await drawn_by(to_be_drawn(one, "phone").drawing) for one in wrong] == [None, None]
    assert await drawn_by(to_be_drawn(roster(1), "phone").drawing) == PRESS.draw(roster(1), "phone")


async def test_a_press_that_was_killed_or_went_home_is_replaced() -> None:
    mine = Press()
    first = mine.draw(roster(1), "phone")
    assert mine.process is not None
    psutil.Process(mine.process).kill()
    assert mine.draw(roster(1), "phone") == first
    mine.close()


async def test_the_loop_goes_on_while_it_draws() -> None:
    longest, last = 0.0, time.perf_counter()
    drawing = asyncio.create_task(drawn_by(to_be_drawn(roster(60), "phone").drawing))
    while not drawing.done():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    # A machine that is busy with other tests stalls for longer than drawing does; in this process it would be 300 ms.
    assert longest < 0.25
    assert press.PRESS.process is not None
