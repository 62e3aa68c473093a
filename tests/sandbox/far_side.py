"""A made-up village, a clock with hands, and a tiny echo bot on the other side of the stand-in."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.sandbox.sealing import Seal
from bot.sandbox.world import Chat, Doors, Person, World

START = datetime(2025, 9, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DOORS = Doors(
    corp_id="ww0123456789abcdef",
    agent_id=1000002,
    app_secret="app-secret",
    app_token="VillageApp01",
    app_aes_key="tUR02wB45SaKAWxwdYIwhVlzL2qmS0TQuElhFeLDHVB",
    smartbot_token="VillageBot02",
    smartbot_aes_key="lNPE6gzUyL82QipCgOrcQ6PPQJpt8vD8v2eyVMDEFvA",
    smartbot_name="村务助手",
    smartbot_id="aibTEST01",
)
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫", ("建国", "秀英", "志强", "桂兰", "小明")


class Hands:
    """A clock that stands still until somebody moves it."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment


def village(people: int = 6, chats: int = 2) -> World:
    """Return a world: everybody is in every group except the last person, who is in none."""
    folk = [
        Person(
            f"Member{n:03d}",
            SURNAMES[n % 12] + GIVEN[n // 12 % 5],
            ("党员", "书记") if n == 0 else ("群众",),
            f"第{n % chats + 1}组",
        )
        for n in range(people)
    ]
    inside = tuple(person.userid for person in folk[:-1])
    groups = [
        Chat(f"wrGroup{n:02d}Abc", f"第{n + 1}组示范带", f"第{n + 1}组", f"hook-key-{n:02d}", inside)
        for n in range(chats)
    ]
    return World(tuple(folk), tuple(groups), DOORS)


class EchoBot:
    """Answers 收到 and the text; `answers` replaces the next answers, `on_message` may speak by API."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.app_seal = Seal(DOORS.app_token, DOORS.app_aes_key, DOORS.corp_id)
        self.bot_seal = Seal(DOORS.smartbot_token, DOORS.smartbot_aes_key, "")
        self.heard: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []
        self.answers: list[Any] = []
        self.due: list[tuple[datetime, Callable[[], Any]]] = []

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/wecom/app", self._app)
        app.router.add_post("/wecom/smartbot", self._smartbot)
        return app

    async def run_to(self, moment: datetime) -> list[dict[str, Any]]:
        ran = []
        for due, job in sorted((item for item in self.due if item[0] <= moment), key=lambda item: item[0]):
            self.hands.moment = due
            await job()
            ran.append({"job": job.__name__, "due": due.isoformat(), "state": "done"})
        self.hands.moment = moment
        return ran

    async def settle(self) -> None:
        await asyncio.sleep(0)

    async def inspect(self, key: str) -> dict[str, Any]:
        return {"arrived": key, "read": {"intent": "echo"}, "stored": [], "waiting": []}

    async def read(self, text: str, said_at: datetime) -> dict[str, Any]:
        return {"text": text, "kind": "echo", "sure": "", "values": []}

    async def newcomers(self, known: set[str]) -> list[Person]:
        return []

    async def upcoming(self) -> list[dict[str, Any]]:
        return [{"job": "list", "title": "月度红榜", "due": due.isoformat()} for due, _ in self.due]

    async def _app(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.bodies.append(body)
        encrypted = ElementTree.fromstring(body).findtext("Encrypt") or ""
        _verify(self.app_seal, request, encrypted)
        inside = ElementTree.fromstring(self.app_seal.open(encrypted))
        message = {child.tag: child.text for child in inside}
        self.heard.append(message)
        return await self._scripted() or self.passive(message["FromUserName"], f"收到：{message.get('Content')}")

    async def _smartbot(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.bodies.append(body)
        encrypted = json.loads(body)["encrypt"]
        _verify(self.bot_seal, request, encrypted)
        message = json.loads(self.bot_seal.open(encrypted))
        self.heard.append(message)
        scripted = await self._scripted()
        if isinstance(scripted, web.StreamResponse):
            return scripted
        said = message.get("text", {}).get("content", "")
        return self.sealed_json(scripted or stream(f"收到：{said}"), request.query["nonce"])

    async def _scripted(self) -> Any:
        answer = self.answers.pop(0) if self.answers else None
        return await answer() if callable(answer) else answer

    def passive(self, userid: str | None, content: str, **changes: str) -> web.Response:
        return self.sealed_xml(
            f"<xml><ToUserName><![CDATA[{userid}]]></ToUserName><FromUserName>{DOORS.corp_id}</FromUserName>"
            f"<CreateTime>1</CreateTime><MsgType>text</MsgType><Content><![CDATA[{content}]]></Content></xml>",
            **changes,
        )

    def sealed_xml(self, inside: str, **changes: str) -> web.Response:
        encrypted = self.app_seal.seal(inside)
        parts = {
            "Encrypt": encrypted,
            "MsgSignature": self.app_seal.sign("1760000003", "998877", encrypted),
            "TimeStamp": "1760000003",
            "Nonce": "998877",
        } | changes
        return web.Response(text="<xml>" + "".join(f"<{n}>{v}</{n}>" for n, v in parts.items()) + "</xml>")

    def sealed_json(self, reply: Any, nonce: str) -> web.Response:
        encrypted = self.bot_seal.seal(json.dumps(reply))
        signed = self.bot_seal.sign("1760000004", nonce, encrypted)
        outer = {"encrypt": encrypted, "msgsignature": signed, "timestamp": 1760000004, "nonce": nonce}
        return web.Response(text=json.dumps(outer))


def _verify(seal: Seal, request: web.Request, encrypted: str) -> None:
    query = request.query
    seal.verify(query["msg_signature"], query["timestamp"], query["nonce"], encrypted)


def stream(content: str, finish: bool = True, name: str = "s-1") -> dict[str, Any]:
    """Return one frame of a stream reply."""
    return {"msgtype": "stream", "stream": {"id": name, "finish": finish, "content": content}}
