"""One message to WeCom by its channel, with a live token; and what a failure means for the channel."""

import base64
import hashlib
from datetime import datetime
from typing import Any

import orjson

from bot import log, texts
from bot.clock import to_milliseconds
from bot.sending.failures import Treatment
from bot.sending.tokens import Tokens
from bot.wecom.cards import button_card
from bot.wecom.client import WeComClient
from bot.wecom.errors import Meaning, WeComError
from models.machine.delivery.actions import absolve, strike
from models.machine.delivery.rules import Card, Claimed, Enclosure, Fate, Message, Purpose
from models.machine.delivery.texts import group_broken, robot_back
from models.organisation.authority.actions import who_keeps_groups
from models.organisation.units.actions import mark_broken, robot_of, who_gave_robot

DUPLICATE_SECONDS = 14400


def app_body(agent_id: int, userid: str, kind: str, content: dict[str, Any]) -> bytes:
    """Return the body of message/send; but for enclosures equal for every try, so that WeCom sees a repetition."""
    return orjson.dumps(
        {
            "touser": userid,
            "msgtype": kind,
            "agentid": agent_id,
            kind: content,
            "enable_duplicate_check": 1,
            "duplicate_check_interval": DUPLICATE_SECONDS,
        }
    )


def webhook_body(kind: str, content: dict[str, str]) -> bytes:
    """Return the body of webhook/send."""
    return orjson.dumps({"msgtype": kind, kind: content})


def picture(data: bytes) -> dict[str, str]:
    """Return a picture as webhook/send takes it: the bytes themselves and their checksum."""
    md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return {"base64": base64.b64encode(data).decode(), "md5": md5}


class Sender:
    """Calls WeCom for one message at a time."""

    def __init__(self, client: WeComClient, tokens: Tokens, agent_id: int) -> None:
        """Prepare for one application; group webhooks need no token."""
        self._client = client
        self._tokens = tokens
        self._agent_id = agent_id

    async def send(self, channel: str, destination: str, content: str | Enclosure | Card) -> None:
        """Send a text, an enclosure, or, to a person only, a card; raises WeComError.

        A card that WeCom does not take goes as the text that it is.
        """
        if channel == "webhook":
            assert not isinstance(content, Card)
            key = await robot_of(destination)
            if key is None:
                raise WeComError(Meaning.BAD_DESTINATION, None, "no robot")
            kind, inside = await self._for_group(key, content)
            await self._client.post("webhook/send", {"key": key}, webhook_body(kind, inside))
            return
        try:
            await self._to_person(destination, content)
        except WeComError as wrong:
            if not isinstance(content, Card) or wrong.meaning is not Meaning.BAD_CONTENT:
                raise
            log.warning("card not taken, sent as a text", code=wrong.code)
            await self._to_person(destination, content.text)

    async def _to_person(self, userid: str, content: str | Enclosure | Card) -> None:
        kind, inside = await self._for_person(content)
        body = app_body(self._agent_id, userid, kind, inside)
        answer = await self._tokens.used(lambda query: self._client.post("message/send", query, body))
        if answer.get("invaliduser") or answer.get("unlicenseduser"):
            raise WeComError(Meaning.BAD_DESTINATION, 0, "invaliduser")

    async def _for_group(self, key: str, content: str | Enclosure) -> tuple[str, dict[str, str]]:
        """Return (type, content) for webhook/send, a file uploaded for this one robot first."""
        if isinstance(content, str):
            return "text", {"content": content}
        if content.kind == "image":
            return "image", picture(content.data)
        query = {"key": key, "type": "file"}
        return "file", {
            "media_id": await self._client.upload("webhook/upload_media", query, content.name, content.data)
        }

    async def _for_person(self, content: str | Enclosure | Card) -> tuple[str, dict[str, Any]]:
        """Return (type, content) for message/send, an enclosure uploaded first; its media_id serves this try only."""
        if isinstance(content, str):
            return "text", {"content": content}
        if isinstance(content, Card):
            buttons = [(button.label, button.command) for button in content.buttons]
            return "template_card", button_card(content.task_id, texts.CARD_TITLE, content.text, buttons)
        kind, name, data = content.kind, content.name, content.data
        media_id = await self._tokens.used(
            lambda query: self._client.upload("media/upload", {**query, "type": kind}, name, data)
        )
        return kind, {"media_id": media_id}


async def aftermath(row: Claimed, treatment: Treatment, now: datetime) -> list[Message]:
    """Note what an outcome means for the channel and the group, in the caller's transaction; return who is told."""
    if treatment.fate is Fate.SENT and row.struck:
        await absolve(row.target, to_milliseconds(now))
    elif treatment.pause:
        note, escalates = treatment.note, treatment.escalates
        seconds = await strike(row.target, to_milliseconds(now), treatment.pause, note, escalates=escalates)
        log.warning("channel rests", channel=row.channel, seconds=round(seconds), code=treatment.code)
    elif treatment.broken and row.channel == "webhook":
        return await _broken(row.destination, treatment.note or "", now)
    return []


async def _broken(chatid: str, reason: str, now: datetime) -> list[Message]:
    group = await mark_broken(chatid, now, reason)
    if group is None:
        return []
    if group.former_key:
        # Only who gave the address has to know: nothing has become worse.
        giver, said = await who_gave_robot(group.id), robot_back(group.name, group.robot)
        return [Message(said, to=giver, purpose=Purpose.ANSWER)] if giver else []
    people = await who_keeps_groups(group.unit_id, now.date())
    return [Message(group_broken(group.name), to=person.userid, purpose=Purpose.ALARM) for person in people]
