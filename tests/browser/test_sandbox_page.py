"""The sandbox page in a real browser: become somebody, speak, be answered, see the list arrive."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM
SIZES = ((360, 800), (768, 1024), (1440, 900))


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_nothing_runs_over_the_edge(page: Page, width: int, height: int) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    await expect(page.get_by_role("button", name="发送")).to_be_visible()
    over = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over == 0


async def _speak(page: Page, text: str) -> None:
    await page.locator("#text").fill(text)
    await page.get_by_role("button", name="发送").click()


async def test_a_newcomer_becomes_a_member_with_one_tap_and_is_answered(page: Page) -> None:
    await page.get_by_text("陈桂兰").first.click()
    await _speak(page, "上报 三组 清理沟渠 2小时")
    log = page.locator("#log")
    await expect(log.get_by_text("谢谢，记下了 A0237")).to_be_visible()
    await log.get_by_text("上报 三组 清理沟渠 2小时").click()
    inspector = page.locator("#inspector")
    await expect(inspector.get_by_text("A0237").first).to_be_visible()


async def test_the_honour_list_arrives_in_a_group_when_the_clock_moves(page: Page) -> None:
    await page.get_by_role("button", name="情景").click()
    await page.locator("article", has_text="月底红榜").get_by_role("button", name="开始").click()
    await expect(page.locator("#log").get_by_text("2026年11月党员服务红榜").first).to_be_visible(timeout=20000)
