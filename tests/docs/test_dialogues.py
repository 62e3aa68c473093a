"""What the documents say the bot answers is what it answers, to the letter."""

from pathlib import Path

import pytest

from tests.docs.dialogues import BOT, ROOT, documents, play, turns
from tests.fakes.chat import open_chat
from tests.fakes.databases import sample_url

PAGES = [str(page.relative_to(ROOT)) for page in documents()]


def test_both_front_pages_and_the_secretary_s_page_hold_dialogues() -> None:
    assert {"README.md", "README.zh-CN.md", "docs/secretary.zh.md"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
async def test_a_document_s_dialogues_come_out_as_written(page: str) -> None:
    async with open_chat(await sample_url("sqlite")) as chat:
        script = turns(Path(ROOT / page), {person.name for person in chat.stand_in.world.people})
        assert sum(turn.who == BOT for turn in script) > 0
        assert await play(chat, script) == script
