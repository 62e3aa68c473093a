"""The door of the smart bot by callback: JSON envelopes, messages and finished streams."""

import base64
import binascii
from typing import Any

import orjson

from bot.wecom.envelope import Rejected
from bot.wecom.fitting import cut, plain_in_markdown
from bot.wecom.updates import Kind, Update, checked_id, key_of, moment_of

STREAM_BYTES = 20480


def encrypt_of(body: bytes) -> str:
    """Return the `encrypt` text of an envelope; raises Rejected(400)."""
    found = _object(body)
    encrypt = found.get("encrypt")
    if not isinstance(encrypt, str):
        raise Rejected(400)
    return encrypt


def _object(text: bytes | str) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Rejected(400) from None
    if not isinstance(found, dict):
        raise Rejected(400)
    return found


def read_update(plaintext: str, now: float) -> Update:
    """Return the update in a decrypted message; raises Rejected(400) when it is no message of WeCom.

    Messages carry no time of their own (only events do), so `now` (seconds since 1970) stands for it.
    """
    body = _object(plaintext)
    try:
        kind, text, detail = _content(body)
        userid = checked_id(_name(body["from"], "userid"))
        chatid = checked_id(_name(body, "chatid")) if body.get("chattype") == "group" else None
        sent = moment_of(body.get("create_time") or int(now))
        # Told apart by who sends it as well, as at the other door.
        parts = (_name(body, "msgid"), userid) if body.get("msgid") else (plaintext.ljust(97),)
        key = key_of("smartbot", *parts)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Rejected(400) from None
    return Update(key, "smartbot", kind, userid, chatid, text, sent, detail, _quoted(body))


def _content(body: dict[str, Any]) -> tuple[Kind, str, str]:
    """Return (kind, text, detail) of a message."""
    kind = _string(body, "msgtype")
    if kind == "text":
        return "text", _string(body["text"], "content"), ""
    if kind == "voice":
        return "voice", _string(body["voice"], "content"), ""
    if kind == "stream":
        return "stream", "", _string(body["stream"], "id")
    if kind == "file":
        return "file", "", _string(body["file"], "url")
    if kind == "mixed":
        return "text", _mixed_text(body["mixed"]["msg_item"]), ""
    if kind == "event":
        event = _string(body["event"], "eventtype")
        return ("hello" if event == "enter_chat" else "other"), "", event
    return "other", "", kind


def _quoted(body: dict[str, Any]) -> str:
    """Return the text of the message that a member quoted, empty when there is none."""
    quote = body.get("quote")
    text = quote.get("text") if isinstance(quote, dict) else None
    content = text.get("content") if isinstance(text, dict) else None
    return content if isinstance(content, str) else ""


def _mixed_text(items: list[dict[str, Any]]) -> str:
    return " ".join(_string(item["text"], "content") for item in items if item.get("msgtype") == "text")


def _string(found: dict[str, Any], name: str) -> str:
    value = found[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _name(found: dict[str, Any], name: str) -> str:
    """Return an id; no id holds characters that cannot be seen, and PostgreSQL stores no NUL."""
    value = _string(found, name)
    if not value.isprintable():
        raise ValueError(name)
    return value


def stream_id(key: str) -> str:
    """Return the id of the stream that answers the message with this key; the same for every delivery."""
    return "s" + base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def key_of_stream(named: str) -> str | None:
    """Return the key that `stream_id` hid in an id, or None for an id that is not ours."""
    try:
        key = base64.urlsafe_b64decode(named[1:] + "=" * (-len(named[1:]) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    return key if key.startswith("smartbot:") and key.isprintable() and stream_id(key) == named else None


def stream(key: str, content: str, *, finished: bool) -> str:
    """Return the plaintext JSON of a stream reply, its text plain; each reply replaces the whole text so far."""
    shown = cut(plain_in_markdown(content), STREAM_BYTES)
    body = {"msgtype": "stream", "stream": {"id": stream_id(key), "finish": finished, "content": shown}}
    return orjson.dumps(body).decode()


def welcome(content: str) -> str:
    """Return the plaintext JSON that answers somebody who opened the private chat."""
    return orjson.dumps({"msgtype": "text", "text": {"content": content}}).decode()


def reply_envelope(encrypt: str, signature: str, timestamp: str, nonce: str) -> str:
    """Return the JSON envelope of a sealed reply; the nonce is the one of the callback's address."""
    body = {"encrypt": encrypt, "msgsignature": signature, "timestamp": int(timestamp), "nonce": nonce}
    return orjson.dumps(body).decode()
