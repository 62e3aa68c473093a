"""What the documents say the bot answers is what it answers, to the letter."""

import re
from pathlib import Path

import pytest

from config.holidays import load_calendar
from tests.docs.dialogues import BOT, ROOT, documents, play, turns
from tests.fakes.chat import open_chat, 乙
from tests.fakes.databases import WORKED_SUNDAY, sample_url

PAGES = [str(page.relative_to(ROOT)) for page in documents()]


def test_both_front_pages_and_the_secretary_s_page_hold_dialogues() -> None:
    assert {"README.md", "README.zh-CN.md", "docs/secretary.zh.md"} <= set(PAGES)


async def test_what_the_secretary_s_pages_tell_to_send_is_understood() -> None:
    page = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs").glob("secretary*.zh.md"))
    async with open_chat(await sample_url("sqlite")) as chat:
        # What takes longer than a reply may (a table of a month) is sent after it.
        answers = {
            line: await chat.says(乙, line) or chat.hears(乙) for line in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", page)
        }
        chat.hears_all()
    assert len(answers) > 12
    lost = ("没看懂", "没听明白", "这样发：", "是不是想发")
    assert {line: said for line, said in answers.items() if not said or any(one in said[0] for one in lost)} == {}


@pytest.mark.parametrize("page", PAGES)
async def test_a_document_s_dialogues_come_out_as_written(page: str) -> None:
    # The front pages name the day on which they can be tried.
    calendar = load_calendar() if page.startswith("README") else WORKED_SUNDAY
    async with open_chat(await sample_url("sqlite"), calendar=calendar) as chat:
        script = turns(Path(ROOT / page), {person.name for person in chat.stand_in.world.people})
        assert sum(turn.who == BOT for turn in script) > 0
        assert await play(chat, script) == script
