"""Callbacks as bytes: what a person did, written as WeCom writes it and sealed for one of the bot's doors."""

import json
import random
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.messages import APP, Message
from bot.sandbox.sealing import Seal
from bot.sandbox.world import Doors

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PATHS = {"app": "/wecom/app", "bot": "/wecom/smartbot"}

Fields = dict[str, Any]


@dataclass(frozen=True)
class Packet:
    """One callback ready to post; delivering it again posts the same bytes under the same query."""

    door: str
    chat: str
    userid: str
    msgid: str
    event: str
    query: dict[str, str]
    body: bytes
    inside: str
    pressed: Message | None = None

    @property
    def path(self) -> str:
        """Return the path of the bot's door."""
        return PATHS[self.door]


@dataclass(frozen=True)
class Act:
    """What a person did: a message (`event` empty) or an event, with its fields in the door's own names."""

    door: str
    chat: str
    userid: str
    msgid: str
    fields: Fields
    event: str = ""
    pressed: Message | None = None


def xml_value(value: Any) -> str:
    """Return a value as XML content: numbers bare, text in CDATA, dictionaries nested, lists repeated."""
    if isinstance(value, dict):
        return "".join(xml_element(name, inner) for name, inner in value.items())
    if isinstance(value, int):
        return str(value)
    text = NOT_IN_XML.sub("", str(value)).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{text}]]>"


def xml_element(name: str, value: Any) -> str:
    """Return one element, or one for each item of a list."""
    if isinstance(value, list):
        return "".join(xml_element(name, item) for item in value)
    return f"<{name}>{xml_value(value)}</{name}>"


@dataclass
class Packer:
    """Seals acts; with a seed the elements come in random order and unknown ones are added."""

    doors: Doors
    seed: int | None = None
    _random: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = random.SystemRandom() if self.seed is None else random.Random(self.seed)

    def seal_of(self, door: str) -> Seal:
        """Return the seal of the application or of the smart bot."""
        if door == APP:
            return Seal(self.doors.app_token, self.doors.app_aes_key, self.doors.corp_id)
        return Seal(self.doors.smartbot_token, self.doors.smartbot_aes_key, "")

    def new_msgid(self) -> str:
        """Return a 64-bit number as text."""
        return str(self._random.randrange(7_000_000_000_000_000_000, 7_999_999_999_999_999_999))

    def pack(self, act: Act, at: datetime) -> Packet:
        """Return the callback of an act, signed at this moment."""
        inside = self._xml(act, at) if act.door == APP else self._json(act)
        return self._sealed(act, inside, at)

    def _sealed(self, act: Act, inside: str, at: datetime) -> Packet:
        encrypted = self.seal_of(act.door).seal(inside)
        if act.door == APP:
            outer = {
                "ToUserName": self.doors.corp_id,
                "AgentID": str(self.doors.agent_id),
                "Encrypt": encrypted,
            }
            body = xml_element("xml", self._mixed(outer, {"Platform": "sandbox"}))
        else:
            body = json.dumps(self._mixed({"encrypt": encrypted}, {"platform": "sandbox"}))
        query = self._query(act.door, encrypted, at)
        where = (act.door, act.chat, act.userid, act.msgid, act.event)
        return Packet(*where, query, body.encode(), inside, act.pressed)

    def _query(self, door: str, encrypted: str, at: datetime) -> dict[str, str]:
        timestamp, nonce = str(int(at.timestamp())), str(self._random.randrange(10**8, 10**10))
        signed = self.seal_of(door).sign(timestamp, nonce, encrypted)
        return {"msg_signature": signed, "timestamp": timestamp, "nonce": nonce}

    def _xml(self, act: Act, at: datetime) -> str:
        fields: Fields = {
            "ToUserName": self.doors.corp_id,
            "FromUserName": act.userid,
            "CreateTime": int(at.timestamp()),
            **act.fields,
            "AgentID": self.doors.agent_id,
        }
        if not act.event:
            fields["MsgId"] = int(act.msgid)
        return xml_element("xml", self._mixed(fields, {"AppType": "wxwork", "Later": {"Known": "不认识的内容"}}))

    def _json(self, act: Act) -> str:
        fields: Fields = {
            "msgid": act.msgid,
            "aibotid": self.doors.smartbot_id,
            "chattype": "single" if act.chat.startswith("bot:") else "group",
            "from": {"userid": act.userid},
            **act.fields,
        }
        if fields["chattype"] == "group":
            fields["chatid"] = act.chat
        return json.dumps(self._mixed(fields, {"later": {"known": "不认识的内容"}}), ensure_ascii=False)

    def _mixed(self, fields: Fields, unknown: Fields) -> Fields:
        if self.seed is None:
            return fields
        items = list((fields | unknown).items())
        self._random.shuffle(items)
        return dict(items)
