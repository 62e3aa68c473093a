"""Whatever somebody types too long for the books is answered with a sentence, and nothing has happened."""

import pytest

from models.ledger.audit.tables import AuditRow
from models.machine.inbox.tables import InboxRow
from tests.fakes.chat import Chat, 乙

LONG = "全区防汛抗旱和地质灾害应急值守工作" * 40


@pytest.mark.parametrize("length", [33, 210, 640])
async def test_every_command_of_a_secretary_bears_words_without_end(chat: Chat, length: int) -> None:
    commands = chat.sandbox.bot._bot.house.commands  # the list itself is what is walked
    for command in commands:
        for word in {command.words[0], command.example.partition(" ")[0]}:
            for text in (f"{word} {LONG[:length]}", f"{command.example}{LONG[:length]}"):
                before = await AuditRow.all().count()
                answer = await chat.says(乙, text)
                if any("写得太长" in said for said in answer):
                    assert await AuditRow.all().count() == before
                chat.hears_all()
    assert not await InboxRow.exclude(fault=None).exists()
    await chat.sandbox.bot.settle()
    chat.hears_all()


@pytest.mark.parametrize("said", ["结束值守 全区防汛抗旱和地质灾害应急值守工作", f"加入值班 {LONG[:40]}"])
async def test_a_name_that_no_column_holds_is_refused_in_words(chat: Chat, said: str) -> None:
    answer = (await chat.says(乙, said))[0]
    assert ("没有" in answer or "没记" in answer) and "F1122" not in answer
    assert not await InboxRow.exclude(fault=None).exists()
