"""Routes: bytes in, answer out. A hostile or malformed callback gets a 4xx, a full queue 503, never a 500."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from bot import log, texts
from bot.clock import Clock
from bot.health import Health
from bot.metrics import Metrics
from bot.receiving.conversation import Conversations
from bot.receiving.doors import Door, still_working
from bot.wecom import smartbot
from bot.wecom.envelope import BODY_BYTES, Misdated, Rejected, Stamp
from bot.wecom.updates import Update
from models.machine.inbox.actions import Delivery

BODY_SECONDS = 3.0


class Server:
    """Answers WeCom, and the technician's three questions."""

    def __init__(
        self,
        doors: Sequence[Door],
        conversations: Conversations,
        health: Health,
        clock: Clock,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        """Prepare the routes' parts; a body has so many seconds to arrive."""
        self._doors = {door.name: door for door in doors}
        self._conversations = conversations
        self._health = health
        self._clock = clock
        self._body_seconds = body_seconds
        self.metrics = Metrics()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the open doors and of the health pages."""
        found = [
            web.get("/livez", self._live),
            web.get("/readyz", self._ready),
            web.get("/metrics", self._measures),
        ]
        for name, door in self._doors.items():
            found.append(web.get(f"/wecom/{name}", self._counted(door, self._check)))
            found.append(web.post(f"/wecom/{name}", self._counted(door, self._receive)))
        return found

    def _counted(
        self, door: Door, inner: Callable[[Door, web.Request], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handler(request: web.Request) -> web.Response:
            began = self._clock.monotonic()
            try:
                response = await inner(door, request)
            except Rejected as rejected:
                response = web.Response(status=rejected.status)
            except web.HTTPException:
                raise
            except Exception as wrong:
                # Not stored, so WeCom is asked to deliver again.
                log.warning("callback not stored", door=door.name, kind=type(wrong).__name__)
                response = web.Response(status=503)
            self.metrics.callbacks.labels(door.name, str(response.status)).inc()
            self.metrics.answer_seconds.observe(self._clock.monotonic() - began)
            return response

        return handler

    async def _check(self, door: Door, request: web.Request) -> web.Response:
        """Answer the address check: the plaintext of echostr alone."""
        echo = only(request, "echostr")
        return web.Response(text=self._opened(door, stamp_of(request), echo, self._clock.now().timestamp()))

    def _opened(self, door: Door, stamp: Stamp, encrypt: str, now: float) -> str:
        try:
            plaintext = door.envelope.open(stamp, encrypt, now)
        except Misdated as misdated:
            self._health.dated(off=misdated.seconds)
            raise
        self._health.dated(off=0)
        return plaintext

    async def _receive(self, door: Door, request: web.Request) -> web.Response:
        if not self._health.has_room:
            raise Rejected(503)  # before anything is read: this has to cost next to nothing
        stamp = stamp_of(request)
        encrypt = door.encrypt_of(await _body(request, self._body_seconds))
        now = self._clock.now().timestamp()
        update = door.read(self._opened(door, stamp, encrypt, now), now)
        if update.kind == "stream":
            return await self._poll(door, update, stamp)
        return self._answer(door, update, stamp, await self._conversations.answer(update))

    def _answer(self, door: Door, update: Update, stamp: Stamp, done: Delivery | None) -> web.Response:
        if done is None and door.name == "smartbot" and update.kind != "hello":
            plaintext = still_working(update)
        elif done is None or not (said := done.spoken):
            return web.Response()
        else:
            plaintext = door.reply_text(update, said, done.at // 1000)
        return web.Response(text=door.sealed(plaintext, stamp), content_type=door.content_type)

    async def _poll(self, door: Door, update: Update, stamp: Stamp) -> web.Response:
        """Answer the question for the next state of a stream: what is stored, or that it is still being worked on."""
        key = smartbot.key_of_stream(update.detail)
        if key is None:
            raise Rejected(400)
        text = await self._conversations.stored_text(key)
        shown = smartbot.stream(key, texts.WORKING if text is None else text, finished=text is not None)
        return web.Response(text=door.sealed(shown, stamp), content_type=door.content_type)

    async def _live(self, request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _ready(self, request: web.Request) -> web.Response:
        state = await self._health.ready()
        return web.json_response(state, status=200 if state["ready"] else 503)

    async def _measures(self, request: web.Request) -> web.Response:
        await self._health.measure(self.metrics)
        return web.Response(body=self.metrics.text(), content_type="text/plain")


def proof_text(file: str) -> str:
    """Return what WeCom wants to read in the file that proves whose a domain is: the code that its name holds."""
    return file.removeprefix("WW_verify_").removesuffix(".txt")


def only(request: web.Request, name: str) -> str:
    """Return a value of the address that stands there once; raises Rejected(400)."""
    values = request.query.getall(name, [])
    if len(values) != 1:
        raise Rejected(400)
    return values[0]


def stamp_of(request: web.Request) -> Stamp:
    """Return the three values of a callback's address; raises Rejected(400)."""
    return Stamp(only(request, "msg_signature"), only(request, "timestamp"), only(request, "nonce"))


def _refuse_by_head(request: web.Request) -> None:
    """Refuse what need not be read: more than 64 KiB, or compressed, which WeCom does not do and nobody here opens."""
    if "Content-Encoding" in request.headers:
        raise Rejected(400)
    if (request.content_length or 0) > BODY_BYTES:
        raise Rejected(413)


async def _body(request: web.Request, seconds: float) -> bytes:
    """Return the body, at most 64 KiB and in time: aiohttp itself would wait for ever."""
    _refuse_by_head(request)
    try:
        async with asyncio.timeout(seconds):
            body = await request.content.read(BODY_BYTES + 1)
            while len(body) <= BODY_BYTES and not request.content.at_eof():
                body += await request.content.read(BODY_BYTES + 1 - len(body))
    except TimeoutError:
        raise Rejected(408) from None
    except web.RequestPayloadError:
        raise Rejected(400) from None  # broken chunks or compression
    if len(body) > BODY_BYTES:
        raise Rejected(413)
    return body
