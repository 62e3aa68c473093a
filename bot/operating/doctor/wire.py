"""The checks of the way to WeCom: the name resolves, the clocks agree, the application may call."""

import asyncio
import re
import socket
import threading
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

from bot.clock import Clock
from bot.operating.doctor.finding import Finding, fine, wrong
from bot.wecom.client import WeComClient
from bot.wecom.errors import Meaning, WeComError
from config.settings import Settings

SECONDS = 3
OFFSET_SECONDS = 60
FIXES = {
    40001: "应用的 Secret 不对，请从管理后台重新复制到 BOT_APP_SECRET",
    40013: "企业 ID 不对，请从管理后台“我的企业”页重新复制到 BOT_CORP_ID",
    40056: "应用编号 BOT_APP_AGENT_ID 不对",
    41002: "企业 ID 没填",
    41004: "应用的 Secret 没填",
    301002: "应用编号 BOT_APP_AGENT_ID 与 Secret 不是同一个应用",
    45009: "今天调用太多，被限流了，请过一会儿再查",
}

# No call tells it; the page on message/send warns of it.
PLUGIN = "后台“微信插件”里别选“始终进入主页”，那样在微信里只看得到 20 个字节。"
WRONG_SETTINGS = {40001: "app_secret", 40013: "corp_id", 40056: "app_agent_id", 301002: "app_agent_id"}


async def look_at_wire(settings: Settings, clock: Clock) -> list[Finding]:
    """Return whether WeCom can be reached from here, at the right time, with the application's credentials."""
    host = urlsplit(settings.wecom_api_base).hostname or ""
    if not await _resolves(host):
        return [wrong("网络", f"查不到 {host} 的地址；请检查这台机器的网络和 DNS。")]
    told = await _date(settings.wecom_api_base)
    if told is None:
        return [wrong("网络", f"连不上 {host}；请检查防火墙是否放行 443 端口。")]
    offset = (clock.now() - told).total_seconds()
    return [fine("网络", f"{host} 连得上。"), _clock(offset), await _application(settings)]


async def _resolves(host: str) -> bool:
    """Return whether a name has an address, in a thread that nobody waits for when the name server is silent."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bool] = loop.create_future()

    def tell(found: bool) -> None:
        if not answer.done():
            answer.set_result(found)

    def ask() -> None:
        try:
            found = bool(socket.getaddrinfo(host, 443))
        except OSError:
            found = False
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, found)

    threading.Thread(target=ask, daemon=True).start()
    try:
        return await asyncio.wait_for(answer, SECONDS)
    except TimeoutError:
        return False


async def _date(base: str) -> datetime | None:
    """Return the moment that WeCom's answer carries; None when there is no answer."""
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=False) as session,
            session.get(f"{base}/", allow_redirects=False) as response,
        ):
            return parsedate_to_datetime(response.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None


def _clock(offset: float) -> Finding:
    if abs(offset) > OFFSET_SECONDS:
        way = "快" if offset > 0 else "慢"
        return wrong("时钟", f"这台机器比企业微信{way} {abs(offset):.0f} 秒；请打开系统的自动对时（NTP）。")
    return fine("时钟", f"与企业微信相差 {abs(offset):.0f} 秒。")


async def try_application(settings: Settings) -> tuple[str, str]:
    """Call WeCom with the application's credentials; return the setting that it refuses, or none, and what to say."""
    finding, code = await _called(settings)
    mark, said = finding.line[0], finding.line.split("：", 1)[1]
    return WRONG_SETTINGS.get(code, ""), f"{mark} {said}"


async def _application(settings: Settings) -> Finding:
    if not settings.corp_id or not settings.app_secret.get_secret_value():
        return fine("自建应用", "没有接，不用检查。")
    return (await _called(settings))[0]


async def _called(settings: Settings) -> tuple[Finding, int]:
    """Return what calling found, and WeCom's code, 0 when there was none."""
    try:
        async with asyncio.timeout(SECONDS), WeComClient(settings.wecom_api_base) as client:
            query = {"corpid": settings.corp_id, "corpsecret": settings.app_secret.get_secret_value()}
            token = str((await client.get("gettoken", query)).get("access_token", ""))
            # Only a call with the token is refused when this machine's address is not allowed.
            await client.get("agent/get", {"access_token": token, "agentid": str(settings.app_agent_id)})
    except TimeoutError:
        return wrong("自建应用", f"企业微信 {SECONDS} 秒内没有答复，请稍后再查。"), 0
    except WeComError as refused:
        return _refused(refused), refused.code or 0
    return fine("自建应用", f"令牌取得到，这台机器的地址可用。{PLUGIN}"), 0


def _refused(refused: WeComError) -> Finding:
    if refused.code == 60020:
        address = re.search(r"from ip: ([0-9a-fA-F.:]+[0-9a-fA-F])", refused.note)
        shown = address[1] if address else "这台机器的公网地址"
        return wrong("自建应用", f"地址没有放行（60020）；请在管理后台该应用的“企业可信 IP”里加上 {shown}。")
    if refused.code == 404 and refused.meaning is Meaning.UNKNOWN_CODE:
        return fine("自建应用", "令牌取得到；这个接口地址查不了可信 IP。")
    if not refused.code:
        return wrong("自建应用", "企业微信没有答复；请看这台机器的网络、DNS 和防火墙，再试一次。")
    said = FIXES.get(refused.code, f"{refused.meaning.value}，请稍后再查")
    return wrong("自建应用", f"{said}（{refused.code}）。")
