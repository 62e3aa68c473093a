"""The first minute of a newcomer, and what must never be lost: words, place, focus."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM


async def test_five_lines_lead_from_a_report_to_a_fault(page: Page) -> None:
    steps, log = page.locator("#guide-steps button"), page.locator("#log")
    await expect(steps).to_have_count(5)
    await steps.nth(0).click()
    await expect(log.get_by_text("谢谢，记下了 A0237")).to_be_visible()
    meant = page.locator("#inspector table")
    await expect(meant.get_by_text("“2小时” 第 12-14 个字")).to_be_visible()
    await steps.nth(1).click()
    await expect(log.get_by_text("等您核实 2 条")).to_be_visible()
    await expect(page.locator("#text")).to_have_value("通过")
    await page.get_by_role("button", name="发送").click()
    await expect(log.get_by_text("已核实 2 条")).to_be_visible()
    await steps.nth(4).click()
    await expect(log.get_by_text("昨天下午打扫院坝1小时")).to_have_count(1)
    await expect(page.locator("#guide-count")).to_have_text("做了 3 / 5")


async def test_words_belong_to_their_writer_and_their_chat_and_outlive_a_reload(page: Page) -> None:
    await page.locator("#text").fill("还没写完")
    await page.locator("#list").get_by_text("罗正富").first.click()
    await expect(page.locator("#text")).to_have_value("")
    await page.get_by_role("button", name="应用", exact=True).click()
    assert page.url.endswith("#LuoZhengfu/app")
    await page.locator("#text").fill("书记的话")
    await page.reload()
    await expect(page.locator("#text")).to_have_value("书记的话")
    await expect(page.locator("#speaker")).to_have_text(re.compile("罗正富"))
    await page.locator("#list").get_by_text("陈桂兰").first.click()
    await page.get_by_role("button", name="示范带助手").click()
    await expect(page.locator("#text")).to_have_value("还没写完")


async def test_what_is_typed_while_an_answer_is_on_its_way_is_kept_and_sent_after_it(page: Page) -> None:
    await page.locator("#text").fill("我的记录")
    await page.keyboard.press("Enter")
    await page.keyboard.type("帮助")
    await expect(page.locator("#text")).to_have_value("帮助")
    await page.keyboard.press("Enter")
    log = page.locator("#log")
    await expect(log.get_by_text("上报 三组 清理沟渠 2小时：记一条服务")).to_be_visible()
    said = [text for text in await log.locator(".mine .bubble").all_text_contents() if text]
    assert said[-2:] == ["我的记录", "帮助"]


async def test_everything_can_be_reached_by_keyboard(page: Page) -> None:
    await expect(page.locator("#rooms [aria-pressed='true']")).to_have_count(1)
    await page.keyboard.press("Tab")
    await expect(page.get_by_text("跳到写字的地方")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#text")).to_be_focused()
    await page.locator("#search").focus()
    await page.keyboard.type("lzf")
    await expect(page.locator("#list .row")).to_have_count(1)
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("#list .row")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#text")).to_be_focused()
    await page.locator("#search").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#text")).to_be_focused()
    await expect(page.locator("#text")).to_have_value("")
    await page.locator("#search").fill("")
    await page.locator("#list .row").first.focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("#list .row").nth(1)).to_be_focused()
    await page.keyboard.press("/")
    await expect(page.locator("#text")).to_be_focused()
    assert await page.locator("#list .row[tabindex='0']").count() == 1


CUT = """[...document.querySelectorAll("button, h1, h2, label, .clock")]
    .filter(one => one.offsetParent && one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"""


async def test_the_page_follows_the_size_of_the_browsers_text(page: Page) -> None:
    await page.evaluate("document.documentElement.style.fontSize = '28px'")
    assert await page.evaluate("getComputedStyle(document.querySelector('#text')).fontSize") == "29.75px"
    assert await page.evaluate(CUT) == []
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert await page.evaluate(CUT) == []
