"""A message that makes the bot fail is set aside after five tries; the others go on."""

import asyncio
from dataclasses import replace

import pytest

from bot.app import build_house
from bot.clock import MovableClock
from bot.demo import DemoPlace, demo_doors, demo_settings
from bot.receiving.conversation import Conversations
from bot.understanding.command import Command
from bot.understanding.request import Request
from bot.wecom.updates import Update
from config.policy import load_policy
from models.ledger.feedback.actions import receive
from models.ledger.feedback.tables import Feedback
from models.machine.delivery.rules import Message
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.tables import InboxRow
from models.service.activities.tables import ActivityRecord
from tests.fakes.databases import ENGINES, NOON, sample_url
from tests.whole.street import members, open_books

tried: list[str] = []


async def _fail(request: Request) -> list[Message]:
    tried.append(request.key)
    await receive(request.asker, "半截", request.cause)
    raise RuntimeError("poison")


POISON = Command("poison", ("毒药",), _fail, "毒药：", "毒药")


@pytest.mark.parametrize("engine", ENGINES)
async def test_one_failing_message_among_forty_is_set_aside_and_told(engine: str) -> None:
    tried.clear()
    async with open_books(await sample_url(engine)):
        house = build_house(
            demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace("sqlite://unused", 0, NOON)), load_policy()
        )
        worker = Conversations(replace(house, commands=(*house.commands, POISON)), MovableClock(NOON, frozen=True))
        people = members(10)

        def said(number: int) -> Update:
            text = "毒药" if number == 20 else f"上报 清理沟渠 {10 + number}分钟"
            return Update(f"app:{number}", "app", "text", people[number % 10], None, text, int(NOON.timestamp()))

        replies = list(await asyncio.gather(*(worker.answer(said(number)) for number in range(40))))
        # Where five tries take longer than a callback waits it comes again.
        while replies[20] is None:
            replies[20] = await worker.answer(said(20))
        texts = [reply.spoken if reply else "" for reply in replies]
        assert tried == ["app:20"] * 5
        row = await InboxRow.get(message_key="app:20")
        assert (row.state, bool(row.fault)) == ("quarantined", True)
        assert str(row.fault) in texts[20]
        assert [text.startswith("谢谢，记下了") for text in texts] == [number != 20 for number in range(40)]
        assert await ActivityRecord.exclude(message_key="sample").count() == 39
        assert not await Feedback.all().exists()
        told = await OutboxRow.filter(channel="app")
        assert {message.destination for message in told} == {"ShenWenjing", "cheng.li"}
        assert await worker.answer(said(20)) == replies[20]
        assert len(tried) == 5
