"""How a fault looks on the wire: late, cut off, not JSON, or an honest answer."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault

LONGEST_SILENCE = 30.0  # seconds; clients give up long before
LOOK_EVERY = 0.05  # seconds between looks whether the client has gone
PAGE = "<!DOCTYPE html><html><head><title>502</title></head><body><h1>502 Bad Gateway</h1></body></html>"

CarryOut = Callable[[], dict[str, Any]]


async def play(fault: Fault, request: web.Request, carry_out: CarryOut, closing: asyncio.Event) -> web.StreamResponse:
    """Return what the client gets for this call; `carry_out` runs exactly once and writes the ledger."""
    try:
        if fault.kind == "slow":
            await _wait(request, closing, fault.value)
    finally:  # a slow platform applies the call even if the client has gone and the handler is cancelled
        answer = carry_out()
    if fault.kind == "timeout":
        await _wait(request, closing, LONGEST_SILENCE)
        return _cut(request)
    if fault.kind == "reset":
        return _cut(request)
    if fault.kind == "reset_mid_body":
        return await _cut_in_the_middle(request, answer)
    return _answer(fault, answer)


def _answer(fault: Fault, answer: dict[str, Any]) -> web.Response:
    if fault.kind == "status":
        return web.Response(status=int(fault.value), text=PAGE, content_type="text/html")
    if fault.kind == "html":
        return web.Response(text=PAGE, content_type="text/html")
    if fault.kind == "garbage_json":
        return web.Response(text='{"errcode":0,"errmsg":"o', content_type="application/json")
    if fault.kind == "errcode_as_string":
        answer = {**answer, "errcode": str(answer["errcode"])}
    return web.json_response(answer, dumps=_dump)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _cut_in_the_middle(request: web.Request, answer: dict[str, Any]) -> web.StreamResponse:
    body = _dump(answer).encode()
    response = web.StreamResponse(headers={"Content-Length": str(len(body)), "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


async def _wait(request: web.Request, closing: asyncio.Event, seconds: float) -> None:
    end = asyncio.get_running_loop().time() + seconds
    while (left := end - asyncio.get_running_loop().time()) > 0 and not closing.is_set():
        if request.transport is None or request.transport.is_closing():
            return
        await asyncio.sleep(min(LOOK_EVERY, left))
