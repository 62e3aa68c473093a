"""The door of the self-built application: XML envelopes, wechatpy's message classes, passive replies."""

import re
from typing import Any
from xml.parsers.expat import ExpatError

from wechatpy.work.parser import parse_message
from wechatpy.work.replies import TextReply

from bot.wecom.envelope import BODY_BYTES, Rejected
from bot.wecom.updates import PRESSED, Kind, Update, checked_id, key_of, moment_of

PASSIVE_TEXT_BYTES = 2048

# A bounded pattern before any XML parser sees a stranger's bytes. Blanks are matched possessively (`*+`): given
# back one by one, 64 KiB of them would hold the process for seconds.
_ENCRYPT = re.compile(
    r"<Encrypt\s*+>\s*+(?:<!\[CDATA\[\s*+([A-Za-z0-9+/=]*+)\s*+\]\]>|([A-Za-z0-9+/=]*+))\s*+</Encrypt\s*+>"
)
# Nothing but an XML declaration before the root, so no document type; what a person typed may hold "<!DOCTYPE".
_OPENS = re.compile(r"\ufeff?\s*+(?:<\?xml [^>]*+\?>\s*+)?+<xml[\s>]")
_HELLO = {"subscribe"}
_PRESS = ("template_card_event", "button_interaction")


def encrypt_of(body: bytes) -> str:
    """Return the Encrypt element of an envelope; raises Rejected(400) for anything but exactly one."""
    try:
        text = body[: BODY_BYTES + 1].decode()
    except UnicodeDecodeError:
        raise Rejected(400) from None
    found = _ENCRYPT.findall(text)
    if "<!DOCTYPE" in text or text.count("<Encrypt") != 1 or len(found) != 1:
        raise Rejected(400)
    if not text.lstrip("\ufeff \t\r\n").startswith("<xml") or not text.rstrip().endswith("</xml>"):
        raise Rejected(400)
    return str(found[0][0] or found[0][1])


def read_update(plaintext: str, corp_id: str, agent_id: int = 0) -> Update:
    """Return the update in a decrypted message; raises Rejected(400) when it is no message of WeCom.

    One for another corporation or application than ours (0 for any) is none either, however well it is sealed.
    wechatpy's parser raises six kinds of exception on small oddities; all of them mean the same here.
    """
    if not _OPENS.match(plaintext):
        raise Rejected(400)
    try:
        # Card and contact events have no class of their own in wechatpy, so that their elements stand nowhere else.
        fields: dict[str, Any] = parse_message(plaintext)._data  # noqa: SLF001
        # What is told of the list of contacts names no application.
        if fields["ToUserName"] != corp_id or (agent_id and int(fields.get("AgentID") or agent_id) != agent_id):
            raise Rejected(400)
        return _update(fields, plaintext)
    except (ExpatError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise Rejected(400) from None


def _update(fields: dict[str, Any], plaintext: str) -> Update:
    kind, userid, text, detail = _content(fields)
    sent = moment_of(fields["CreateTime"])
    if fields.get("MsgId"):
        # The sender belongs to it: whoever sends a known number anew must not hear what somebody else was answered.
        key = key_of("app", _text(fields["MsgId"]), userid)
    elif fields.get("Event"):
        names = ("FromUserName", "CreateTime", "Event", "EventKey", "TaskId", "ChangeType", "UserID")
        key = key_of("app", *(str(fields.get(name) or "") for name in names))
    else:
        key = key_of("app", plaintext.ljust(97))
    return Update(key, "app", kind, checked_id(userid), None, text, sent, detail)


def _content(fields: dict[str, Any]) -> tuple[Kind, str, str, str]:
    """Return (kind, userid, text, detail) of a message's elements."""
    userid = _text(fields["FromUserName"])
    kind = _text(fields["MsgType"])
    if kind == "text":
        return "text", userid, _text(fields.get("Content")), ""
    event = _text(fields.get("Event"))
    if event == "change_contact":
        return _contact(fields, event)
    if command := _command_behind(fields):
        return "text", userid, command, PRESSED
    if event in _HELLO:
        return "hello", userid, "", event
    return "other", userid, "", event or kind


def _contact(fields: dict[str, Any], event: str) -> tuple[Kind, str, str, str]:
    """Return (kind, userid, text, detail) of a change of the contacts; `text` is somebody's new account."""
    change, account = _text(fields.get("ChangeType")), _text(fields.get("NewUserID"))
    if change == "delete_user":
        return "left", _text(fields["UserID"]), "", ""
    if change == "update_user" and account:
        return "renamed", _text(fields["UserID"]), checked_id(account), ""
    return "other", _text(fields["FromUserName"]), "", event


def _command_behind(fields: dict[str, Any]) -> str:
    """Return the key of a pressed button, which is a command; empty for every other event."""
    is_press = (fields.get("Event"), fields.get("CardType")) == _PRESS
    return _text(fields.get("EventKey")).strip() if is_press else ""


def _text(value: object) -> str:
    """Return an element's text; a nested or repeated element is no text (raises TypeError)."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError("element is not text")
    return value


def passive_text(update: Update, corp_id: str, content: str, at: int) -> str:
    """Return the plaintext XML of a passive text reply; `at` is seconds since 1970.

    wechatpy formats the text into CDATA as it is, so a "]]>" is split into two sections first.
    """
    safe = content.replace("]]>", "]]]]><![CDATA[>")
    reply = TextReply(source=corp_id, target=update.userid, time=at, content=safe)
    return str(reply.render())


def reply_envelope(encrypt: str, signature: str, timestamp: str, nonce: str) -> str:
    """Return the XML envelope of a sealed passive reply."""
    return (
        f"<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    )
