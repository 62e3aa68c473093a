"""The sandbox over HTTP: its page and its control interface, for loopback peers only."""

import ipaddress
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.sandbox.asking import AskedOf, BadAsk, number, word, words
from bot.sandbox.calls import json_object
from bot.sandbox.faults import BadScript
from bot.sandbox.media import picture_type
from bot.sandbox.play import BotSide, Sandbox

__all__ = ["BotSide", "Sandbox", "add_routes"]

STATIC = Path(__file__).parent / "static"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
PAGE_RULES = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, sandbox: Sandbox) -> None:
    """Serve /sandbox and /sandbox/api/… on this application; closes the sandbox's connections at its end."""
    routes = _Routes(sandbox)
    get, post = app.router.add_get, app.router.add_post
    get("/", _guarded(routes.home))
    get("/sandbox", _guarded(routes.page))
    get("/sandbox/static/{name}", _guarded(routes.static))
    get("/sandbox/api/state", _guarded(routes.state))
    get("/sandbox/api/messages", _guarded(routes.messages))
    get("/sandbox/api/ledger", _guarded(routes.ledger))
    get("/sandbox/api/inspect", _guarded(routes.inspect))
    get("/sandbox/api/picture/{digest}", _guarded(routes.picture))
    get("/sandbox/api/file/{digest}", _guarded(routes.file))
    for name, does in {
        "say": sandbox.say,
        "press": sandbox.press,
        "event": sandbox.event,
        "clock": sandbox.move_clock,
        "faults": routes.faults,
    }.items():
        post(f"/sandbox/api/{name}", _guarded(_told(does)))

    async def close(_: web.Application) -> None:
        await sandbox.callbacks.close()

    app.on_cleanup.append(close)


def _guarded(handler: Handler) -> Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        if not _is_loopback(request.remote):
            return _json({"error": "沙盒只对本机开放"}, 403)
        try:
            return await handler(request)
        except (BadAsk, BadScript) as problem:
            return _json({"error": str(problem)}, 400)

    return guarded


def _told(does: Callable[[AskedOf], Awaitable[dict[str, Any]]]) -> Handler:
    async def told(request: web.Request) -> web.StreamResponse:
        return _json(await does(json_object(await request.read(), BadAsk("请求应该是一个 JSON 对象"))))

    return told


def _is_loopback(peer: str | None) -> bool:
    try:
        address = ipaddress.ip_address(peer or "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _json(value: Any, status: int = 200) -> web.Response:
    text = json.dumps(value, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")


class _Routes:
    """One method for each path."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._stand_in = sandbox.stand_in

    async def home(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/sandbox")

    async def page(self, request: web.Request) -> web.StreamResponse:
        return _file("index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        return _file(request.match_info["name"])

    async def state(self, request: web.Request) -> web.StreamResponse:
        return _json(await self._sandbox.state())

    async def faults(self, asked: AskedOf) -> dict[str, Any]:
        self._stand_in.faults.script(word(asked, "endpoint"), words(asked, "script"))
        return {"faults": self._stand_in.faults.left()}

    async def messages(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        after = number(query.get("after", ""), "after")
        found = self._stand_in.messages.select(query.get("chat", ""), query.get("userid", ""), after)
        return _json([message.as_json() for message in found])

    async def ledger(self, request: web.Request) -> web.StreamResponse:
        after = number(request.query.get("after", ""), "after")
        endpoint = request.query.get("endpoint", "")
        entries = self._stand_in.ledger.after(after)
        return _json([entry.as_json() for entry in entries if endpoint in ("", entry.endpoint)])

    async def inspect(self, request: web.Request) -> web.StreamResponse:
        return _json(await self._sandbox.inspect(request.query.get("msgid", "")))

    async def picture(self, request: web.Request) -> web.StreamResponse:
        data = self._enclosed(request)
        return web.Response(body=data, content_type=picture_type(data))

    async def file(self, request: web.Request) -> web.StreamResponse:
        # Never shown in place: whatever it holds, the page does not run it.
        return web.Response(body=self._enclosed(request), headers={"Content-Disposition": "attachment"})

    def _enclosed(self, request: web.Request) -> bytes:
        data = self._stand_in.messages.enclosed(request.match_info["digest"])
        if data is None:
            told = json.dumps({"error": "没有这个文件"}, ensure_ascii=False)
            raise web.HTTPNotFound(text=told, content_type="application/json")
        return data


def _file(name: str) -> web.StreamResponse:
    path = STATIC / name
    kind = TYPES.get(path.suffix)
    if path.parent != STATIC or kind is None or not path.is_file():
        return _json({"error": "没有这个文件"}, 404)
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": PAGE_RULES}
    return web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8", headers=headers)
