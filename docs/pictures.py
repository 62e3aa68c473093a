"""Takes the pictures of the guides from the sandbox, with Chromium: `python -m docs.pictures`."""

import asyncio
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from playwright.async_api import Page, async_playwright

from bot.clock import SHANGHAI
from bot.demo import DemoPlace, running
from config.policy import load_policy

PICTURES = Path("docs/pictures")
BEGINS = datetime(2026, 11, 22, 9, tzinfo=SHANGHAI)  # the day of the dialogues
WIDE, PHONE = (1280, 760), (390, 760)
QUALITY = 55


async def _report(page: Page) -> None:
    await page.locator("#guide-steps button").nth(0).click()
    await page.locator("#log").get_by_text("谢谢，记下了").last.wait_for()
    await page.locator("#inspector table").wait_for()


async def _to_verify(page: Page) -> None:
    await page.locator("#guide summary").click()
    await page.locator("#text").fill("待核实")
    await page.get_by_role("button", name="发送").click()
    await page.locator("#log").get_by_text("等您核实").last.wait_for()


# Each picture: its file, how large, who sees it where, and what is done before it is taken.
SCENES = (
    ("sandbox.jpg", WIDE, "chenguilan/bot", _report),
    ("secretary.jpg", PHONE, "LuoZhengfu/app", _to_verify),
)


async def take(folder: Path) -> None:
    """Write every picture into a folder that is there."""
    with tempfile.TemporaryDirectory() as books:
        place = DemoPlace(f"sqlite://{books}/pictures.db", 0, BEGINS, frozen=True, earlier=True)
        async with running(place, load_policy()) as (address, _), async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for file, (width, height), whom, act in SCENES:
                page = await browser.new_page(viewport={"width": width, "height": height})
                await page.goto(f"{address}/sandbox#{whom}")
                await page.locator("#speaker").get_by_text("您现在是").wait_for()
                await act(page)
                await page.screenshot(path=folder / file, type="jpeg", quality=QUALITY, animations="disabled")
                await page.close()
            await browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    asyncio.run(take(PICTURES))
