"""One browser page on a running sandbox; any error on its console fails the test."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright

from tests.fakes.chat import open_chat
from tests.fakes.databases import sample_url

CHROMIUM = shutil.which("chromium")
NEEDS_CHROMIUM = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """Give an open sandbox page; any error on its console fails the test."""
    async with open_chat(await sample_url("sqlite")) as chat, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        )
        opened = await browser.new_page(viewport={"width": 1440, "height": 900})
        wrong: list[str] = []
        opened.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        await opened.goto(f"{chat.address}/")
        yield opened
        await browser.close()
        chat.hears_all()
        assert wrong == []
