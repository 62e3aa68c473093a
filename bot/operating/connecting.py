"""The second half of the set-up: what is on file is tried on WeCom itself, one thing after the other.

.env is complete by then, so that each thing may be left for later; whoever runs `init` again comes to it again.
"""

import asyncio
import contextlib
import secrets
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from bot.app import open_doors
from bot.clock import Clock
from bot.operating.doctor.wire import try_application
from bot.operating.setup import QUESTIONS, SKIP, NothingUsable, SettingAsked, Talk, keep, on_file
from bot.receiving.doors import Door
from bot.receiving.entrance import listen
from bot.receiving.server import only, proof_text, stamp_of
from bot.sending.sender import app_body
from bot.wecom.client import WeComClient
from bot.wecom.envelope import Misdated, Rejected
from bot.wecom.errors import Meaning, WeComError
from config.settings import Settings, load_settings

SECONDS = 5
OURS = "init"  # begins the nonce of our own call, which is no look of WeCom
LATER = f"以后再做就写“{SKIP}”"

PUBLIC_URL = SettingAsked("public_url", f"公网地址（https 开头的域名；{LATER}）", optional=True)
PROOF = SettingAsked(
    "domain_proof", f"域名归属文件的名字（“可信域名”页下载的 WW_verify_….txt；用不到就写“{SKIP}”）", optional=True
)
TECHNICIANS = SettingAsked(
    "technicians", f"第一条消息发给谁（成员账号，通讯录里点开成员就有；以后出了问题也告诉他；{LATER}）", optional=True
)
# Where a door's callback is set in the console, and the two answers that must be the same on both sides.
CONSOLE = {
    "app": ("该应用的“接收消息”", "app_token", "app_aes_key"),
    "smartbot": ("该机器人的“接收消息”", "smartbot_token", "smartbot_aes_key"),
}
NOBODY = "没有这个成员，或者不在应用的可见范围里（后台该应用页可以加）；"
# By the status of the refusal: what the two sides do not have alike.
MISFITS = {401: "Token 对不上", 400: "EncodingAESKey 或企业 ID 对不上"}
HELLO = "示范带管家接通了，这是第一条消息。回一句“我是谁”试试。"
UNREACHED: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "查不到这个域名；请先做好域名解析。"),
    (aiohttp.ClientSSLError, "https 证书不对（过期、自签，或不是这个域名的）；请换好证书。"),
    (aiohttp.ClientConnectorError, "连不上；请看反向代理开着没有、防火墙放没放行 443 端口。"),
    (TimeoutError, f"{SECONDS} 秒没有应答；请看防火墙和反向代理。"),
    (aiohttp.ClientError, "连上了又断了；请看反向代理的日志。"),
)


class Porch:
    """The door while it is set up: answers WeCom's look at the address, hands out the proof, remembers who looked.

    What is on file is read at each look, so that a corrected answer counts at once.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        """Nobody has come yet."""
        self._path, self._clock = path, clock
        # What WeCom's newest look at each door found wrong; empty when it was right.
        self.looks: dict[str, str] = {}

    def application(self) -> web.Application:
        """Return what answers while the door stands open."""
        application = web.Application()
        application.add_routes([web.get("/wecom/{door}", self._look), web.get("/{file}", self._proof)])
        return application

    async def _look(self, request: web.Request) -> web.Response:
        door = _door(read(self._path), request.match_info["door"])
        text, status = "", 200
        try:
            stamp = stamp_of(request)
            text = door.envelope.open(stamp, only(request, "echostr"), self._clock.now().timestamp())
            fault = ""
            if stamp.nonce.startswith(OURS):
                return web.Response(text=text)
        except Misdated as off:
            fault, status = f"时间差了 {abs(off.seconds):.0f} 秒；请打开系统的自动对时（NTP）", off.status
        except Rejected as wrong:
            # A signature is made with the Token alone; what is behind it opens only with the key.
            fault = MISFITS[wrong.status]
            status = wrong.status
        self.looks[door.name] = fault
        return web.Response(status=status, text=text)

    async def _proof(self, request: web.Request) -> web.Response:
        if request.match_info["file"] != read(self._path).domain_proof:
            raise web.HTTPNotFound
        return web.Response(text=proof_text(request.match_info["file"]))


def read(path: Path) -> Settings:
    """Return what is on file now."""
    return load_settings(_env_file=path)


def _door(settings: Settings, name: str) -> Door:
    """Return one of the doors that are on file; raises HTTPNotFound."""
    found = [door for door in open_doors(settings) if door.name == name]
    if not found:
        raise web.HTTPNotFound
    return found[0]


@contextlib.contextmanager
def opened(path: Path, clock: Clock) -> Iterator[Porch]:
    """Keep the door open until the block ends, beside whoever waits for a line; raises OSError when it cannot."""
    porch, settings = Porch(path, clock), read(path)
    loop = asyncio.new_event_loop()
    beside = threading.Thread(target=loop.run_forever, daemon=True)
    beside.start()

    def done(work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result()

    try:
        entrance = done(listen(porch.application(), settings.host, settings.port))
        try:
            yield porch
        finally:
            done(entrance.cleanup())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        beside.join()
        loop.close()


class Connection:
    """Goes through everything that only WeCom can say, together with whoever sets the program up."""

    def __init__(self, path: Path, talk: Talk, clock: Clock) -> None:
        """Prepare; nothing is tried yet."""
        self._path, self._talk, self._clock = path, talk, clock

    @property
    def _settings(self) -> Settings:
        return read(self._path)

    def make(self) -> None:
        """Try the way in, the callbacks, the domain's proof, the trusted address and the first message, as wanted."""
        try:
            self._receive()
            if self._settings.corp_id:
                self._allowed()
                self._tried(TECHNICIANS, self._first_message, "发出去了，请他看一眼手机")
        except NothingUsable:
            self._talk.say("\n后面的下次再做。")
        address = self._settings.public_url.rstrip("/") or "https://您的域名"
        self._talk.say(
            f"回调地址：自建应用 {address}/wecom/app，智能机器人 {address}/wecom/smartbot。\n"
            "下一步：python -m bot doctor 逐项检查，再让 python -m bot serve 一直开着；没接通的，再运行 init 接着做。"
        )

    def _tried(self, question: SettingAsked, attempt: Callable[[], Coroutine[Any, Any, str]], right: str) -> bool:
        """Ask until what is answered works or is left for later; return whether it works.

        `attempt` returns what is wrong. An answer is kept before it is tried: often it is right and others have to act.
        """
        while said := self._talk.answer(question, on_file(self._path).get(question.variable, "")):
            keep(self._path, {question.variable: said})
            fault = asyncio.run(attempt())
            self._talk.say(f"✗ {fault}弄好后按回车再试。" if fault else f"✓ {right}。")
            if not fault:
                return True
        return False

    def _receive(self) -> None:
        try:
            with opened(self._path, self._clock) as porch:
                if self._tried(PUBLIC_URL, self._from_outside, "公网地址通到这里"):
                    for door in open_doors(self._settings):
                        self._callback(porch, door.name)
                    self._tried(PROOF, self._proof, "归属文件取得到，到后台点“验证”就行")
        except OSError as taken:
            port = self._settings.port
            self._talk.say(f"✗ 端口 {port} 听不了（{taken.strerror}）；开着 serve 就先停下它，再运行 init。")

    async def _from_outside(self) -> str:
        """Call our own callbacks by the public address, as WeCom will; return what is wrong."""
        for door in open_doors(self._settings):
            number, nonce = str(10**18 + secrets.randbelow(10**18)), OURS + secrets.token_hex(4)
            timestamp = str(int(self._clock.now().timestamp()))
            echo, signature = door.envelope.seal(number, timestamp, nonce)
            query = {"msg_signature": signature, "timestamp": timestamp, "nonce": nonce, "echostr": echo}
            if fault := await self._fetch(f"{self._settings.public_url.rstrip('/')}/wecom/{door.name}", query, number):
                return fault
        return ""

    async def _proof(self) -> str:
        parts, file = urlsplit(self._settings.public_url), self._settings.domain_proof
        return await self._fetch(f"{parts.scheme}://{parts.netloc}/{file}", {}, proof_text(file))

    async def _fetch(self, address: str, query: dict[str, str], wanted: str) -> str:
        """Return what is wrong with what an address answers; empty when it is what was wanted."""
        try:
            # What this machine trusts now, which may have changed since the program began.
            timeout, trusted = aiohttp.ClientTimeout(total=SECONDS), ssl.create_default_context()
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(address, params=query, allow_redirects=False, ssl=trusted) as response,
            ):
                status, text = response.status, (await response.content.read(len(wanted) + 1)).decode(errors="replace")
        except (aiohttp.ClientError, TimeoutError) as wrong:
            return next(told for kind, told in UNREACHED if isinstance(wrong, kind))
        if (status, text) == (200, wanted):
            return ""
        here = f"{self._settings.host}:{self._settings.port}"
        return f"有应答，但不是这里答的（HTTP {status}）；反向代理要把 {urlsplit(address).path} 原样转到 {here}。"

    def _callback(self, porch: Porch, name: str) -> None:
        """Wait until WeCom has looked at a door and found it right; a Token or key that does not fit is asked anew."""
        where, *fields = CONSOLE[name]
        url = f"{self._settings.public_url.rstrip('/')}/wecom/{name}"
        self._talk.say(f"到管理后台{where}页，URL 填 {url}，Token 和 EncodingAESKey 照刚才的填，点“保存”。")
        while self._talk.hear(f"点过“保存”按回车（{LATER}）：") != SKIP:
            fault = porch.looks.pop(name, None)
            if fault == "":
                self._talk.say("✓ 企业微信来核对过，对上了。")
                return
            if fault is None:
                self._talk.say("✗ 企业微信还没有来过；请看后台点“保存”时说了什么，再点一次。")
                continue
            self._talk.say(f"✗ 企业微信来过，{fault}。弄好后再点一次“保存”。")
            for question in (one for one in QUESTIONS if one.field in fields and fault in MISFITS.values()):
                known = on_file(self._path).get(question.variable, "")
                keep(self._path, {question.variable: self._talk.answer(question, known)})

    def _allowed(self) -> None:
        """Wait until WeCom takes calls from this machine."""
        while (said := asyncio.run(try_application(self._settings))[1])[0] == "✗":
            self._talk.say(said)
            if self._talk.hear(f"弄好后按回车再试（{LATER}）：") == SKIP:
                return
        self._talk.say(said)

    async def _first_message(self) -> str:
        """Send the one message that does not go through the outbox: there are no books yet; return what is wrong."""
        settings = self._settings
        try:
            async with WeComClient(settings.wecom_api_base) as client:
                query = {"corpid": settings.corp_id, "corpsecret": settings.app_secret.get_secret_value()}
                token = str((await client.get("gettoken", query)).get("access_token", ""))
                body = app_body(settings.app_agent_id, "|".join(settings.technician_ids), "text", {"content": HELLO})
                answer = await client.post("message/send", {"access_token": token}, body)
        except WeComError as refused:
            if refused.meaning is Meaning.BAD_DESTINATION:
                return NOBODY
            return f"没有发出（{refused.code or '没有答复'}，{refused.meaning.value}）；"
        return NOBODY if answer.get("invaliduser") else ""
