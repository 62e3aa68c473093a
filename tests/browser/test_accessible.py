"""The page for whoever cannot see it, sees it large or at night, or reads in WeChat: axe finds nothing at all."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
TOOLS = ("人", "群", "情景", "时钟", "故障")
TABS = ("人和群", "聊天", "查看", "工具")


async def _faults(page: Page, within: str = "html") -> list[str]:
    """Return every rule that a part of the page breaks, whatever its weight, and how far it runs over the edge."""
    broken = "axe.run(part).then(told => told.violations.map(one => `${one.id} ${one.nodes[0].html}`))"
    found = await page.evaluate(f"part => {broken}", within)
    over = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([f"runs {over} over the edge"] if over else [])]


@pytest.mark.parametrize(("width", "height", "scheme"), [(320, 640, "light"), (1440, 900, "dark")])
async def test_axe_finds_nothing_in_any_column(page: Page, width: int, height: int, scheme: str) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await page.locator("#guide-steps button").nth(0).click()
    await expect(page.locator("#log").get_by_text("谢谢，记下了")).to_be_visible()
    await page.set_viewport_size({"width": width, "height": height})
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    columns = page.get_by_role("navigation", name="栏目")
    wide = not await columns.is_visible()
    for tab in ("",) if wide else TABS:
        if tab:
            await columns.get_by_role("button", name=tab, exact=True).click()
        assert await _faults(page) == [], tab
    for tool in TOOLS:
        if not wide:
            await columns.get_by_role("button", name="人和群" if tool in TOOLS[:2] else "工具", exact=True).click()
        await page.get_by_role("group", name="左边看什么").get_by_role("button", name=tool, exact=True).click()
        assert await _faults(page, "main > .people") == [], tool


async def test_whoever_reads_in_wechat_sees_less(page: Page) -> None:
    log = page.locator("#log")
    await page.locator("#list").get_by_text("陈桂兰").first.click()
    await page.get_by_role("button", name="应用", exact=True).click()
    await page.locator("#text").fill("我是谁")
    await page.get_by_role("button", name="发送").click()
    answer = log.locator(".turn:not(.mine) .bubble").last
    await expect(answer).to_contain_text("陈桂兰")
    whole = await answer.inner_text()
    await page.get_by_role("button", name="故障", exact=True).click()
    await page.get_by_label("看的人在").select_option("home")
    shown = await answer.inner_text()
    assert len(shown.encode()) <= 20 and whole.startswith(shown)
    await page.get_by_role("button", name="示范带助手").click()
    await page.locator("#text").fill("我是谁")
    await page.get_by_role("button", name="发送").click()
    await expect(log.get_by_text("要到企业微信里看").last).to_be_visible()
    await page.get_by_label("看的人在").select_option("wecom")
    await expect(log.get_by_text("要到企业微信里看")).to_have_count(0)
