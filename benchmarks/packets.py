"""Callbacks as WeCom would send them, sealed before the round that sends them."""

from collections.abc import Iterator
from itertools import count

from bot.clock import Clock
from bot.wecom.envelope import Envelope

TOKEN = "BenchToken01"
AES_KEY = "tUR02wB45SaKAWxwdYIwhVlzL2qmS0TQuElhFeLDHVB"
CORP_ID = "ww0123456789abcdef"
AGENT_ID = 1000002
MEMBERS = 20_000

SAID = (
    "上报 三组 清理沟渠 {minutes}分钟",
    "上报 调解邻里纠纷 {minutes}分钟",
    "上报 看望独居老人 {minutes}分钟",
    "上报 上午参加义务植树 {minutes}分钟",
    "上报 宣讲防汛知识 {minutes}分钟",
)
_ENVELOPE = Envelope(TOKEN, AES_KEY, CORP_ID)
_numbers = count(1)


def userid(number: int) -> str:
    """Return the userid of a member, numbered from 0."""
    return f"Member{number % MEMBERS:06d}"


def views(many: int) -> list[bytes]:
    """Return requests with events that need no handling, each with its own key."""
    return [_request(_event(number)) for number in _next(many)]


def reports(many: int) -> list[bytes]:
    """Return requests with reports of many members, each message with its own id."""
    return [_request(_text(number)) for number in _next(many)]


def _next(many: int) -> Iterator[int]:
    return (next(_numbers) for _ in range(many))


def _head(number: int) -> str:
    sent = int(Clock().now().timestamp())
    return (
        f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName>"
        f"<FromUserName><![CDATA[{userid(number)}]]></FromUserName><CreateTime>{sent}</CreateTime>"
    )


def _event(number: int) -> str:
    return (
        f"{_head(number)}<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[view]]></Event>"
        f"<EventKey><![CDATA[http://example.invalid/page/{number}]]></EventKey><AgentID>{AGENT_ID}</AgentID></xml>"
    )


def _text(number: int) -> str:
    said = SAID[number % len(SAID)].format(minutes=10 + number % 7 * 5)
    return (
        f"{_head(number)}<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{said}]]></Content>"
        f"<MsgId>{7_300_000_000_000_000_000 + number}</MsgId><AgentID>{AGENT_ID}</AgentID></xml>"
    )


def _request(plaintext: str) -> bytes:
    stamp, nonce = str(int(Clock().now().timestamp())), "1372623149"
    encrypt, signature = _ENVELOPE.seal(plaintext, stamp, nonce)
    body = (
        f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName><AgentID><![CDATA[{AGENT_ID}]]></AgentID>"
        f"<Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>"
    ).encode()
    head = (
        f"POST /wecom/app?msg_signature={signature}&timestamp={stamp}&nonce={nonce} HTTP/1.1\r\n"
        f"Host: 127.0.0.1\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    return head + body
