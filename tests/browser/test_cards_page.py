"""A card in a real browser: live buttons for whom it is, grey after the press."""

import shutil

import pytest
from playwright.async_api import async_playwright, expect

from tests.fakes.chat import open_chat, 核实人
from tests.fakes.databases import sample_url
from tests.fakes.rosters import board, publish

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
FINGER_PIXELS = 44


@pytest.mark.parametrize(("width", "height"), [(360, 800), (1440, 900)])
async def test_a_button_is_pressed_once_and_the_answer_arrives(width: int, height: int) -> None:
    async with open_chat(await sample_url("sqlite")) as chat, async_playwright() as playwright:
        await publish("12-03 am 唐敏", "12-08 am 周小川")
        await chat.says(核实人, "换班 12月3日 周小川")
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        )
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        await page.goto(f"{chat.address}/sandbox")
        await page.get_by_text("周小川").first.click()
        await page.set_viewport_size({"width": width, "height": height})
        await page.get_by_role("button", name="应用", exact=True).click()
        button = page.get_by_role("button", name="同意 H001", exact=True)
        box = await button.bounding_box()
        assert box and box["height"] >= FINGER_PIXELS
        await button.click()
        await expect(page.locator("#log").get_by_text("换好了（H001）")).to_be_visible()
        await expect(page.get_by_role("button", name="已按：同意")).to_be_disabled()
        over = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        await browser.close()
        assert over == 0
        assert await board() == ["12-03 am 周小川", "12-08 am 唐敏"]
        chat.hears_all()
