"""The stand-in WeCom server: every endpoint under /cgi-bin/, played through faults into the ledger."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import BodyPartReader, web

from bot.sandbox.answers import Answer, Refused, refusal, success
from bot.sandbox.calls import Call, Upload
from bot.sandbox.contacts import ContactList
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.ledger import Entry, Ledger, masked, shortened
from bot.sandbox.media import EncryptedMedia, MediaStore
from bot.sandbox.messages import Messages
from bot.sandbox.playing import play
from bot.sandbox.sending import Sending
from bot.sandbox.tokens import Tokens
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

Carrier = Callable[[Call], Answer]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LARGEST_BODY = 24 * 1024 * 1024


class StandIn:
    """One corporation's WeCom; parts are public so that tests can turn their switches."""

    def __init__(self, world: World, now: Callable[[], datetime]) -> None:
        self.world = world
        self.now = now
        self.ledger = Ledger()
        self.faults = Faults()
        self.messages = Messages()
        self.tokens = Tokens(world.doors, now)
        self.media = MediaStore(now)
        self.encrypted = EncryptedMedia(world.doors, now)
        self.sending = Sending(world, self.messages, self.media)
        self.webhook = Webhook(world, self.messages, self.media)
        self.contacts = ContactList(world)
        self.closing = asyncio.Event()

    def application(self) -> web.Application:
        """Return the server; it answers under /cgi-bin/ and keeps no state of its own."""
        app = web.Application(client_max_size=LARGEST_BODY)
        for add, carriers in ((app.router.add_get, self._gets()), (app.router.add_post, self._posts())):
            for endpoint, carrier in carriers.items():
                add(f"/cgi-bin/{endpoint}", self._serve(endpoint, carrier))
        app.router.add_get("/picture/{digest}", self._picture)
        app.router.add_get("/aibot/media/{medium}", self._bot_medium)
        app.on_shutdown.append(self._close)
        return app

    def _gets(self) -> dict[str, Carrier]:
        return {
            "gettoken": lambda call: self.tokens.issue(call.query),
            "department/simplelist": self._with_token(self.contacts.departments),
            "user/simplelist": self._with_token(self.contacts.members),
        }

    def _posts(self) -> dict[str, Carrier]:
        return {
            "message/send": self._with_token(self.sending.send),
            "media/upload": self._with_token(self.media.upload),
            "webhook/send": self.webhook.send,
            "webhook/upload_media": self.webhook.upload,
        }

    async def _close(self, app: web.Application) -> None:
        self.closing.set()

    def _with_token(self, carrier: Carrier) -> Carrier:
        def checked(call: Call) -> Answer:
            self.tokens.check(call.query.get("access_token", ""))
            return carrier(call)

        return checked

    def _serve(self, endpoint: str, carrier: Carrier) -> Handler:
        async def handler(request: web.Request) -> web.StreamResponse:
            call = await self._read(endpoint, request)
            fault = self.faults.next(endpoint)
            carry_out = functools.partial(self._carry_out, call, carrier, fault)
            return await play(fault, request, carry_out, self.closing)

        return handler

    def _carry_out(self, call: Call, carrier: Carrier, fault: Fault) -> dict[str, object]:
        seq, said = self.ledger.next_seq(), len(self.messages)
        answer, applied, note = self._decide(call, carrier, fault)
        for message in self.messages.since(said):
            message.extra = {**message.extra, "call": seq}
        self.ledger.append(
            Entry(
                seq=seq,
                at=call.at.isoformat(),
                endpoint=call.endpoint,
                path=call.path,
                query=masked(call.query),
                body=shortened(call.for_ledger()),
                applied=applied,
                answer=answer,
                fault=fault.word if fault.is_fault else "",
                note=note,
            )
        )
        return answer

    def _decide(self, call: Call, carrier: Carrier, fault: Fault) -> tuple[dict[str, object], bool, str]:
        try:
            done = carrier(call) if fault.applies else None
        except Refused as refused:
            return refusal(refused.code, refused.detail, call.peer, call.at), False, str(refused)
        if fault.kind == "errcode":
            return refusal(int(fault.value), "", call.peer, call.at), done is not None and done.applied, ""
        if done is None:
            return {}, False, ""
        return success(done), done.applied, done.note

    async def _read(self, endpoint: str, request: web.Request) -> Call:
        upload, raw = None, b""
        if request.content_type.startswith("multipart/"):
            upload = await _upload(request)
        else:
            raw = await request.read()
        query = dict(request.query)
        return Call(endpoint, request.path, query, raw, upload, request.remote or "", self.now())

    async def _picture(self, request: web.Request) -> web.Response:
        data = self.messages.enclosed(request.match_info["digest"])
        return web.Response(status=404) if data is None else web.Response(body=data)

    async def _bot_medium(self, request: web.Request) -> web.Response:
        medium = self.encrypted.get(request.match_info["medium"])
        if medium is None:
            return web.Response(status=404)
        name = f'attachment; filename="{medium.filename}"'
        return web.Response(body=medium.data, headers={"Content-Disposition": name})


async def _upload(request: web.Request) -> Upload | None:
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.name == "media":
            return Upload(part.filename or "", bytes(await part.read()))
    return None
