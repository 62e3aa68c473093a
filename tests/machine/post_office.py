"""The way out by itself: a real database, the real outbox and client, and the stand-in WeCom on loopback."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout
from aiohttp.test_utils import TestServer

from bot.clock import MovableClock, to_milliseconds
from bot.demo import demo_doors, world_of
from bot.sandbox.wecom import StandIn
from bot.sending.outbox import Outbox, post
from bot.sending.sender import Sender
from bot.sending.tokens import AppCredentials, Tokens
from bot.wecom.client import WeComClient
from config.database import Database, transact
from config.policy import Policy
from config.sample import load_district
from models.machine.delivery.rules import Groups, Message, Recipe
from models.machine.delivery.tables import AccessToken, Broadcast, ChannelState, OutboxRow
from models.organisation.units.tables import ChatGroup
from tests.fakes.databases import NOON, POLICY, sample_url

NIGHT = POLICY.delivery.night
甲, 乙, 丙 = "chenguilan", "LuoZhengfu", "ShenWenjing"


@dataclass
class PostOffice:
    """What a test of the way out plays with; `outbox` is the first of as many as there are processes."""

    stand_in: StandIn
    clock: MovableClock
    policy: Policy
    url: str
    session: ClientSession
    outbox: Outbox
    units: list[int]

    def another(self, policy: Policy | None = None) -> Outbox:
        """Return the outbox of another process."""
        client, doors = WeComClient(self.url, self.session), self.stand_in.world.doors
        tokens = Tokens(client, AppCredentials(doors.corp_id, doors.agent_id, doors.app_secret), self.clock)
        return Outbox(Sender(client, tokens, doors.agent_id), (policy or self.policy).delivery, self.clock, self.writes)

    async def writes(self, recipe: Recipe, now: datetime) -> list[Message] | None:
        """Say anew what has waited as the recipe says: its words, nothing, or as it stands."""
        said = recipe.values["said"]
        return None if said is None else [Message(text, to=recipe.values["to"]) for text in said]

    def groups(self, number: int = 0) -> Groups:
        """Return the address of the unit whose only group that is."""
        return Groups(self.units[number])

    def group(self, number: int = 0) -> str:
        """Return the webhook key of a group."""
        return self.stand_in.world.chats[number].webhook_key

    async def posts(self, *messages: Message, cause: str = "test") -> int:
        """Put messages into the outbox and return the broadcast's number."""
        now = self.clock.now()
        number = await transact(lambda: post(messages, cause=cause, title="测试", now=now, rest=NIGHT))
        assert number is not None
        return number

    async def passes(self, seconds: float) -> None:
        """Let time pass and send what is due then."""
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))
        await self.outbox.deliver()

    async def runs(self, seconds: float, step: float) -> None:
        """Let time pass in steps, sending what is due at each."""
        for _ in range(round(seconds / step)):
            await self.passes(step)

    async def fates(self) -> dict[str, int]:
        """Return how many messages are in which state."""
        return dict(Counter([row.state for row in await OutboxRow.all()]))

    async def only(self) -> OutboxRow:
        """Return the one message."""
        return await OutboxRow.get()

    def calls(self, endpoint: str) -> int:
        """Return how often an endpoint was called."""
        return len(self.stand_in.ledger.of(endpoint))

    def applied(self, endpoint: str) -> list[tuple[datetime, dict[str, Any]]]:
        """Return (when, body) of every call that had an effect."""
        entries = self.stand_in.ledger.of(endpoint)
        return [(datetime.fromisoformat(entry.at), entry.body) for entry in entries if entry.applied]

    def heard(self, chat: str) -> list[str]:
        """Return everything a group (by its webhook key) or person (`app:…`) was told."""
        known = self.stand_in.world.chat_of_webhook(chat)
        return [m.content for m in self.stand_in.messages.select(known.chatid if known else chat)]

    async def empty(self) -> None:
        """Forget every message, pause and token, so that the next case begins anew."""
        for table in (OutboxRow, Broadcast, ChannelState, AccessToken):
            await table.all().delete()
        self.stand_in.faults.clear()
        self.clock.set(self.clock.now() + timedelta(hours=5))


def patience(request: pytest.FixtureRequest) -> float:
    """Return how many real seconds a client waits: few where WeCom is silent, else enough for a busy machine."""
    return 0.3 if "timeout" in request.node.name else 5


@asynccontextmanager
async def open_post_office(engine: str, *, start: datetime = NOON, patience: float = 5) -> AsyncIterator[PostOffice]:
    """Open the way out over the sample district; the client waits `patience` real seconds for an answer."""
    clock, policy, doors = MovableClock(start, frozen=True), POLICY, demo_doors()
    stand_in = StandIn(world_of(load_district(), doors), clock.now)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TestServer(stand_in.application()))
        timeout = ClientTimeout(total=patience)
        session = await stack.enter_async_context(ClientSession(timeout=timeout))
        database = Database(await sample_url(engine))
        await database.open()
        stack.push_async_callback(database.close)
        office = PostOffice(stand_in, clock, policy, str(server.make_url("")).rstrip("/"), session, None, [])  # type: ignore[arg-type]  # set below
        office.outbox = office.another()
        units = {group.chatid: group.unit_id for group in await ChatGroup.all()}
        office.units = [units[chat.chatid] for chat in stand_in.world.chats]
        yield office


def to_groups(office: PostOffice, text: str = "通知", count: int = 20) -> Sequence[Message]:
    """Return a message to each of the first groups."""
    return [Message(text, to=office.groups(number)) for number in range(count)]


def milliseconds(office: PostOffice) -> int:
    """Return the present moment as the tables hold it."""
    return to_milliseconds(office.clock.now())
