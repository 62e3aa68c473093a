"""Whatever somebody types too long for the books is answered with a sentence, and nothing has happened."""

from collections.abc import Awaitable, Iterator, Sequence

import pytest

from handlers import COMMANDS
from models.ledger.audit.tables import AuditRow
from models.machine.inbox.tables import InboxRow
from tests.access.town import open_town
from tests.fakes.chat import Chat, 乙

LONG = "全区防汛抗旱和地质灾害应急值守工作" * 40


def _said(length: int) -> Iterator[str]:
    """Yield every command followed by so many characters: its words, and what a line of it may begin with."""
    for command in COMMANDS:
        for word in sorted({command.words[0], command.example.partition(" ")[0]}):
            yield f"{word} {LONG[:length]}"
            yield f"{command.example}{LONG[:length]}"


async def _bears(said: str, answer: Awaitable[Sequence[str]]) -> None:
    before = await AuditRow.all().count()
    if "写得太长" in "".join(await answer):
        assert await AuditRow.all().count() == before, said


@pytest.mark.parametrize("length", [33, 210])
async def test_every_command_of_a_secretary_bears_many_words(length: int) -> None:
    async with open_town() as town:  # which fails at its end if there was a fault
        for said in _said(length):
            await _bears(said, town.says(乙, said))


async def test_every_command_of_a_secretary_bears_words_without_end(chat: Chat) -> None:
    for said in _said(640):
        await _bears(said, chat.says(乙, said))
        chat.hears_all()
    assert not await InboxRow.exclude(fault=None).exists()
    await chat.sandbox.bot.settle()
    chat.hears_all()


@pytest.mark.parametrize("said", ["结束值守 全区防汛抗旱和地质灾害应急值守工作", f"加入值班 {LONG[:40]}"])
async def test_a_name_that_no_column_holds_is_refused_in_words(chat: Chat, said: str) -> None:
    answer = (await chat.says(乙, said))[0]
    assert ("没有" in answer or "没记" in answer) and "F1122" not in answer
    assert not await InboxRow.exclude(fault=None).exists()
