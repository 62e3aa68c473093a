"""The real HTTP server in front of somebody who only listens, so that the gate is tested by itself."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import ClientSession, web
from yarl import URL

from bot.clock import MovableClock
from bot.health import Health
from bot.receiving.doors import application_door, smartbot_door
from bot.receiving.entrance import Limits, listen
from bot.receiving.server import BODY_SECONDS, Server
from bot.sandbox.sealing import Seal
from bot.wecom.envelope import BODY_BYTES, Envelope
from bot.wecom.updates import Update
from models.machine.inbox.actions import Delivery

TOKEN, KEY, CORP = "VillageApp01", "tUR02wB45SaKAWxwdYIwhVlzL2qmS0TQuElhFeLDHVB", "ww0123456789abcdef"
NOW = 1_760_000_000
SEAL = Seal(TOKEN, KEY, CORP)
BOT_SEAL = Seal(TOKEN, KEY, "")


class Listener:
    """Takes every update that is let in, and answers with `text`; None stands for an answer that takes too long."""

    def __init__(self) -> None:
        self.heard: list[Update] = []
        self.text: str | None = ""
        self.stored: dict[str, str] = {}

    async def answer(self, update: Update) -> Delivery | None:
        self.heard.append(update)
        return None if self.text is None else Delivery(update.key, "done", self.text, "callback", NOW * 1000)

    async def stored_text(self, key: str) -> str | None:
        return self.stored.get(key)


class Gate:
    """Both doors at one address."""

    def __init__(self, address: URL, session: ClientSession, listener: Listener) -> None:
        self._address = address
        self._session = session
        self.listener = listener

    async def post(
        self, door: str, query: Mapping[str, str] | list[tuple[str, str]], body: bytes, **more: object
    ) -> tuple[int, bytes]:
        """Post a callback; return (status, body)."""
        url = self._address / "wecom" / door
        async with self._session.post(url, params=query, data=body, **more) as response:
            return response.status, await response.read()

    async def get(self, door: str, query: Mapping[str, str], raw: str | None = None) -> tuple[int, bytes]:
        """Ask for the address check, with the query as it came over the wire where that is known."""
        url = self._address / "wecom" / door
        url = URL(f"{url}?{raw}", encoded=True) if raw else url.with_query(dict(query))
        async with self._session.get(url) as response:
            return response.status, await response.read()

    async def asks(self, page: str) -> dict[str, object]:
        """Return what a page of the technician's answers, whatever its status."""
        async with self._session.get(self._address / page) as response:
            return await response.json()  # type: ignore[no-any-return]

    async def connects(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a connection and say nothing yet."""
        return await asyncio.open_connection(self._address.host, self._address.port)

    async def head(self, sent: bytes) -> bytes:
        """Write bytes to the socket and return the head of the answer."""
        reader, writer = await self.connects()
        try:
            writer.write(sent)
            return await reader.readuntil(b"\r\n\r\n")
        finally:
            writer.close()

    async def raw(self, sent: bytes) -> bytes:
        """Write bytes to the socket and return whatever comes back until the server closes or answers."""
        reader, writer = await self.connects()
        try:
            writer.write(sent)
            await writer.drain()
            return await reader.readline()
        finally:
            writer.close()


@asynccontextmanager
async def open_gate(
    packet: Mapping[str, object] | None = None, limits: Limits | None = None, body_seconds: float = BODY_SECONDS
) -> AsyncIterator[Gate]:
    """Run the server with a packet's keys and with the clock at its moment, or with our own."""
    known = packet or {}
    token, key = str(known.get("token", TOKEN)), str(known.get("encoding_aes_key", KEY))
    query = known.get("query", {})
    now = int(query["timestamp"]) if isinstance(query, dict) and query else NOW
    corp = str(known.get("receive_id") or CORP)
    clock = MovableClock(datetime.fromtimestamp(now, UTC), frozen=True)
    listener = Listener()
    doors = [application_door(Envelope(token, key, corp), corp), smartbot_door(Envelope(token, key, ""))]
    # It listens as conversations do.
    server = Server(doors, listener, Health(clock), clock, body_seconds)  # type: ignore[arg-type]
    application = web.Application(client_max_size=BODY_BYTES)
    application.add_routes(server.routes())
    entrance = await listen(application, "127.0.0.1", 0, limits=limits)
    try:
        async with ClientSession() as session:
            yield Gate(URL(f"http://127.0.0.1:{entrance.port}/"), session, listener)
    finally:
        await entrance.cleanup()


def envelope(door: str, plaintext: str, *, at: int = NOW, nonce: str = "n1") -> tuple[dict[str, str], bytes]:
    """Return (query, body) of a plaintext, sealed and signed as WeCom does."""
    seal = SEAL if door == "app" else BOT_SEAL
    return wrapped(door, seal.seal(plaintext), at=at, nonce=nonce)


def wrapped(door: str, encrypt: str, *, at: int = NOW, nonce: str = "n1") -> tuple[dict[str, str], bytes]:
    """Return (query, body) of a ciphertext with a right signature, whatever is in it."""
    query = {"msg_signature": SEAL.sign(str(at), nonce, encrypt), "timestamp": str(at), "nonce": nonce}
    if door == "app":
        text = f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>"
    else:
        text = f'{{"encrypt":"{encrypt}"}}'
    return query, text.encode()
