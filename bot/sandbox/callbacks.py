"""WeCom calling the bot: posts, waits five seconds, repeats, polls streams, and shows the answers."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.sandbox.envelopes import open_json, open_xml
from bot.sandbox.messages import APP, Message
from bot.sandbox.packets import Act, Fields, Packer, Packet
from bot.sandbox.replies import Replies
from bot.sandbox.sealing import BadEnvelope
from bot.sandbox.wecom import StandIn

STREAM_SPAN = timedelta(minutes=6)
MOST_POLLS = 360


@dataclass(frozen=True)
class Habits:
    """How the platform calls, in real seconds; a seed shuffles elements and adds unknown ones."""

    answer_within: float = 5.0
    retry_pause: float = 1.0
    retries: int = 3
    poll_pause: float = 1.0
    seed: int | None = None


@dataclass(frozen=True)
class Attempt:
    """One post of a callback; `status` is 0 when nothing came back in time."""

    msgid: str
    path: str
    at: str
    status: int
    problem: str


@dataclass
class Delivery:
    """How a callback ended: the bubbles of its answer, or the problem that hid it."""

    msgid: str
    started: datetime
    status: int = 0
    attempts: int = 0
    replies: list[Message] = field(default_factory=list)
    problem: str = ""


class Callbacks:
    """The platform's side towards one bot; `bot_url` and `api_url` come without a slash at the end."""

    def __init__(self, stand_in: StandIn, bot_url: str, api_url: str, habits: Habits | None = None) -> None:
        self._stand_in = stand_in
        self.bot_url = bot_url.rstrip("/")
        self.api_url = api_url.rstrip("/")
        self._habits = habits or Habits()
        self._replies = Replies(stand_in.messages, stand_in.now)
        self._session: ClientSession | None = None
        self._packets: dict[str, Packet] = {}
        self.packer = Packer(stand_in.world.doors, self._habits.seed)
        self.attempts: list[Attempt] = []

    async def close(self) -> None:
        """Close the connections to the bot."""
        if self._session is not None:
            await self._session.close()

    def pack(self, act: Act) -> Packet:
        """Seal an act at the present moment and remember it for repeated deliveries."""
        packet = self.packer.pack(act, self._stand_in.now())
        self._packets[packet.msgid] = packet
        return packet

    def packet(self, msgid: str) -> Packet | None:
        """Return a callback sent before."""
        return self._packets.get(msgid)

    async def deliver(self, packet: Packet) -> Delivery:
        """Post the callback until it is received or the retries are used up, then follow its streams."""
        delivery = Delivery(packet.msgid, self._stand_in.now())
        body = b""
        for attempt in range(1 + self._habits.retries):
            if attempt:
                await asyncio.sleep(self._habits.retry_pause)
            delivery.attempts += 1
            delivery.status, body = await self._post(packet)
            if delivery.status == 200:
                break
        try:
            await self._take(packet, delivery, body)
        except BadEnvelope as error:
            delivery.problem = str(error)
        return delivery

    async def _take(self, packet: Packet, delivery: Delivery, body: bytes) -> None:
        if delivery.status != 200:
            delivery.problem = f"status {delivery.status}" if delivery.status else "no answer"
            return
        if not body:
            return
        seal = self.packer.seal_of(packet.door)
        if packet.door == APP:
            delivery.replies = self._replies.from_app(packet, open_xml(seal, body))
            return
        reply = open_json(seal, packet, body)
        if reply.get("msgtype") == "stream" and not packet.event:
            await self._follow(packet, delivery, reply)
        else:
            delivery.replies = self._replies.from_bot(packet, reply)

    async def _follow(self, packet: Packet, delivery: Delivery, reply: dict[str, Any]) -> None:
        bubble = self._replies.stream(packet, reply)
        delivery.replies = [bubble]
        for _ in range(MOST_POLLS):
            if bubble.extra["finished"] or self._stand_in.now() >= delivery.started + STREAM_SPAN:
                break
            await asyncio.sleep(self._habits.poll_pause)
            await self._poll(packet, bubble)
        if not bubble.extra["finished"]:
            delivery.problem = "stream never finished"

    async def _poll(self, packet: Packet, bubble: Message) -> None:
        asked: Fields = {"msgtype": "stream", "stream": {"id": bubble.extra["stream_id"]}}
        act = Act(packet.door, packet.chat, packet.userid, self.packer.new_msgid(), asked)
        poll = self.packer.pack(act, self._stand_in.now())
        status, body = await self._post(poll)
        if status != 200 or not body:
            return
        reply = open_json(self.packer.seal_of(packet.door), poll, body)
        if reply.get("msgtype") != "stream":
            raise BadEnvelope("a poll is answered by a stream")
        self._replies.stream(packet, reply, bubble)

    async def _post(self, packet: Packet) -> tuple[int, bytes]:
        timeout = ClientTimeout(total=self._habits.answer_within)
        url, problem = self.bot_url + packet.path, ""
        kind = {"Content-Type": "text/xml" if packet.door == APP else "application/json"}
        try:
            async with self._client().post(
                url,
                params=packet.query,
                data=packet.body,
                headers=kind,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                status, body = response.status, await response.read()
        except (ClientError, TimeoutError) as error:
            status, body, problem = 0, b"", type(error).__name__
        at = self._stand_in.now().isoformat()
        self.attempts.append(Attempt(packet.msgid, packet.path, at, status, problem))
        return status, body

    def _client(self) -> ClientSession:
        if self._session is None or self._session.closed:
            self._session = ClientSession()
        return self._session
