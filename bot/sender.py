"""One message to WeCom by its channel, with a live token; and what a failure means for the channel."""

from datetime import datetime, timedelta

import orjson

from bot import log
from bot.clock import to_milliseconds
from bot.tokens import Tokens
from bot.treatment import Treatment
from bot.wecom.client import WeComClient
from bot.wecom.errors import Meaning, WeComError
from models.delivery.rules import Fate, Message, wait_when_throttled
from models.delivery.tables import ChannelState
from models.delivery.texts import group_broken
from models.people.actions import holders
from models.people.rules import VERIFIERS
from models.places.actions import mark_broken

DUPLICATE_SECONDS = 14400


def app_body(agent_id: int, userid: str, text: str) -> bytes:
    """Return the body of message/send; equal for every try, so that WeCom can recognise a repetition."""
    return orjson.dumps(
        {
            "touser": userid,
            "msgtype": "text",
            "agentid": agent_id,
            "text": {"content": text},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": DUPLICATE_SECONDS,
        }
    )


def webhook_body(text: str) -> bytes:
    """Return the body of webhook/send."""
    return orjson.dumps({"msgtype": "text", "text": {"content": text}})


class Sender:
    """Calls WeCom for one message at a time."""

    def __init__(self, client: WeComClient, tokens: Tokens, agent_id: int) -> None:
        """Prepare for one application; group webhooks need no token."""
        self._client = client
        self._tokens = tokens
        self._agent_id = agent_id

    async def send(self, channel: str, destination: str, text: str) -> str | None:
        """Send a text; return a note for the record, or raise WeComError."""
        if channel == "webhook":
            await self._client.post("webhook/send", {"key": destination}, webhook_body(text))
            return None
        body = app_body(self._agent_id, destination, text)
        token = await self._tokens.current()
        try:
            answer = await self._client.post("message/send", {"access_token": token}, body)
        except WeComError as wrong:
            if wrong.meaning is not Meaning.TOKEN:
                raise
            token = await self._tokens.after(token)
            answer = await self._client.post("message/send", {"access_token": token}, body)
        await self._tokens.works(token)
        if answer.get("invaliduser") or answer.get("unlicenseduser"):
            raise WeComError(Meaning.BAD_DESTINATION, 0, "invaliduser")
        return None


async def aftermath(channel: str, destination: str, treatment: Treatment, now: datetime) -> list[Message]:
    """Note what an outcome means for the channel and the group, in the caller's transaction; return who is told."""
    name = channel if channel == "app" else f"{channel}:{destination}"
    if treatment.fate is Fate.SENT:
        # A message that was under way when the channel was paused does not end the pause.
        rested = ChannelState.filter(channel=name, strikes__gt=0, paused_until__lte=to_milliseconds(now))
        await rested.update(strikes=0, paused_until=None, reason=None)
    elif treatment.pause:
        await _pause(name, treatment, now)
    elif treatment.broken and channel == "webhook":
        return await _broken(destination, treatment.note or "", now)
    return []


async def _broken(webhook_key: str, reason: str, now: datetime) -> list[Message]:
    group = await mark_broken(webhook_key, now, reason)
    if group is None:
        return []
    people = await holders(VERIFIERS, now.date(), group.unit_id)
    stale = now + timedelta(days=3)
    return [Message(group_broken(group.name), userid=p.userid, not_after=stale) for p in people]


async def _pause(channel: str, treatment: Treatment, now: datetime) -> None:
    state, _ = await ChannelState.get_or_create({"strikes": 0}, channel=channel)
    is_resting = (state.paused_until or 0) > to_milliseconds(now)
    strikes = state.strikes + (not is_resting)  # refusals of messages under way at once count as one
    seconds = max(treatment.pause, wait_when_throttled(strikes, None) if treatment.escalates else 0)
    until = to_milliseconds(now + timedelta(seconds=seconds))
    await ChannelState.filter(id=state.id).update(strikes=strikes, paused_until=until, reason=treatment.note)
    log.warning("channel rests", channel=channel.split(":")[0], seconds=round(seconds), code=treatment.code)
