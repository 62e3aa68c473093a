"""More comes in than can be handled: it is stored and told at once, then asked to come again, then all is handled."""

import asyncio
from contextlib import AsyncExitStack
from datetime import datetime

from bot.app import Bot
from bot.clock import MovableClock
from bot.demo import DemoPlace, demo_settings
from bot.line import BEAT_SECONDS, HANDS, LATE_MOST, WaitingLine
from bot.receiving.conversation import ANSWER_SECONDS
from bot.receiving.entrance import listen
from bot.wecom.client import WeComClient
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.tables import InboxRow
from tests.fakes.databases import NOON, POLICY, sample_url
from tests.whole.street import open_books, open_street, until


class Steered(MovableClock):
    """A clock whose seconds pass when they are told to."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start, frozen=True)
        self.passed = 0.0

    def monotonic(self) -> float:
        return self.passed


async def test_while_all_hands_are_full_messages_are_stored_then_sent_back_and_in_the_end_all_are_handled() -> None:
    clock = Steered(NOON)
    url = await sample_url("sqlite")
    async with open_street(clock) as street, open_books(url), WeComClient("http://127.0.0.1:9") as client:
        place = DemoPlace(url, 0, NOON)
        bot = Bot(demo_settings(street.stand_in.world.doors, "http://127.0.0.1:9", place), POLICY, clock, client)
        entrance = await listen(bot.web_application("web"), "127.0.0.1", 0)

        async def is_ready() -> tuple[int, bool, float, list[str]]:
            async with street.session.get(f"http://127.0.0.1:{entrance.port}/readyz") as answer:
                state = await answer.json()
                return answer.status, state["room"], state["behind"], state["said"]

        async def stored() -> bool:
            return await InboxRow.filter(state="pending").exists() and len(bot.conversations.line) == 1

        first, second, third = (
            street.says(who, "上报 三组 清理沟渠 40分钟") for who in ("chenguilan", "heguangrong", "tang.min")
        )
        async with AsyncExitStack() as hands:
            for _ in range(HANDS):
                await hands.enter_async_context(bot.conversations.line.hand())
            posting = asyncio.create_task(street.posts(first, entrance.port))
            await until(stored)
            clock.passed = ANSWER_SECONDS
            # Who comes now would wait in vain, and is told at once that it is kept.
            assert await street.posts(second, entrance.port) == 200
            assert street.words(second) == {""}
            clock.passed = POLICY.delivery.behind_seconds - 1
            assert await is_ready() == (200, True, 59.0, [])
            clock.passed = POLICY.delivery.behind_seconds
            assert await street.posts(third, entrance.port) == 503
            too_much = (
                "来信比办得快，排队太久，新来的先不收，企业微信会再送一阵。收下的都会办完；常这样就要更快的机器。"
            )
            assert await is_ready() == (503, False, 60.0, [too_much])
        assert await posting == 200
        assert await street.posts(third, entrance.port) == 200
        assert await is_ready() == (200, True, 0.0, [])
        for packet in (first, third):
            (said,) = street.words(packet)
            assert said.startswith("谢谢，记下了")
        (row,) = await OutboxRow.filter(destination="heguangrong")
        assert row.payload.startswith("（回复您 11-22 12:00 发的消息）\n谢谢，记下了")
        await entrance.cleanup()


async def test_a_loop_that_comes_round_late_lets_nobody_in_until_it_is_in_time_again() -> None:
    clock = Steered(NOON)
    line = WaitingLine(clock, POLICY.delivery.behind_seconds)
    async with line.beating():
        await asyncio.sleep(0)  # the first beat
        assert line.has_room
        clock.passed = BEAT_SECONDS + LATE_MOST
        assert not line.has_room
        clock.passed = BEAT_SECONDS + LATE_MOST - 0.01
        assert line.has_room
