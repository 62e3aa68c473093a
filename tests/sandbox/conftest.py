"""The stand-in and the echo bot, both really listening on loopback."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.callbacks import Callbacks, Habits
from bot.sandbox.control import Sandbox, add_routes
from bot.sandbox.wecom import StandIn
from tests.sandbox.far_side import DOORS, EchoBot, Hands, village

FAST = Habits(answer_within=1.5, retry_pause=0.0, poll_pause=0.0, seed=7)


@dataclass
class Stage:
    """Everything one test plays with."""

    hands: Hands
    stand_in: StandIn
    bot: EchoBot
    callbacks: Callbacks
    api_url: str
    http: ClientSession
    control: TestClient[web.Request, web.Application]

    async def call(self, endpoint: str, body: Any = None, **query: str) -> dict[str, Any]:
        """POST a JSON body (or GET without one) to an API endpoint with a valid token."""
        if endpoint not in ("gettoken", "webhook/send"):
            query.setdefault("access_token", await self.token())
        url = f"{self.api_url}/cgi-bin/{endpoint}"
        if body is None:
            async with self.http.get(url, params=query) as response:
                return dict(await response.json())
        data = body if isinstance(body, bytes) else _raw(body)
        async with self.http.post(url, params=query, data=data) as response:
            return dict(await response.json())

    async def token(self) -> str:
        query = {"corpid": DOORS.corp_id, "corpsecret": DOORS.app_secret}
        return str((await self.call("gettoken", **query))["access_token"])

    async def send(self, **changes: Any) -> dict[str, Any]:
        """Send a text to the first member, with changes to the body."""
        body = {
            "touser": "Member000",
            "msgtype": "text",
            "agentid": DOORS.agent_id,
            "text": {"content": "开会"},
        }
        return await self.call("message/send", body | changes)

    async def ask(self, name: str, asked: Any = None, **query: str) -> tuple[int, Any]:
        """Use the control interface; return the status and the JSON answer."""
        path = f"/sandbox/api/{name}"
        if asked is None:
            response = await self.control.get(path, params=query)
        elif isinstance(asked, bytes):
            response = await self.control.post(path, data=asked)
        else:
            response = await self.control.post(path, json=asked)
        return response.status, await response.json()


def _raw(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    hands = Hands()
    stand_in, bot = StandIn(village(), hands.now), EchoBot(hands)
    api, far = TestServer(stand_in.application()), TestServer(bot.application())
    await api.start_server()
    await far.start_server()
    api_url, bot_url = str(api.make_url("")).rstrip("/"), str(far.make_url("")).rstrip("/")
    callbacks = Callbacks(stand_in, bot_url, api_url, FAST)
    app = web.Application()
    add_routes(app, Sandbox(stand_in, callbacks, bot))
    async with TestClient(TestServer(app)) as control, ClientSession() as http:
        yield Stage(hands, stand_in, bot, callbacks, api_url, http, control)
    await api.close()
    await far.close()
