"""response_url: the smart bot's one later answer to a callback, within one hour."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.answers import Answer, Refused
from bot.sandbox.calls import Call, at_most, inner, text_of
from bot.sandbox.cards import check_card, readable
from bot.sandbox.messages import BOT, Message, Messages

LIFETIME = timedelta(hours=1)
MARKDOWN_BYTES = 20480


@dataclass(frozen=True)
class Ticket:
    """Where one later answer may go."""

    chat: str
    msgid: str
    ends: datetime

    @property
    def is_private(self) -> bool:
        """Return whether the conversation is one to one."""
        return self.chat.startswith(f"{BOT}:")


class LaterAnswers:
    """Hands out response codes and carries out what is posted to them, once each."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._tickets: dict[str, Ticket] = {}

    def code(self, chat: str, msgid: str, at: datetime) -> str:
        """Return the response_code that belongs into a callback's response_url."""
        code = secrets.token_urlsafe(32)
        self._tickets[code] = Ticket(chat, msgid, at + LIFETIME)
        return code

    def answer(self, call: Call) -> Answer:
        """Carry out aibot/response. Raises Refused 60140 for a used, old or unknown code, 40008, 45002."""
        code = call.query.get("response_code", "")
        ticket = self._tickets.get(code)
        if ticket is None or call.at >= ticket.ends:
            raise Refused(60140)
        body = call.body()
        kind = text_of(body, "msgtype", 40008)
        extra: dict[str, Any] = {"reply_to": ticket.msgid}
        if kind == "markdown":
            written = text_of(inner(body, kind), "content", 44004)
            content = at_most(written, MARKDOWN_BYTES, 45002, "markdown.content")
        elif kind == "template_card" and ticket.is_private:
            card = inner(body, kind)
            check_card(card)
            content, extra = readable(card), extra | {"card": card}
        else:
            raise Refused(40008, kind)
        del self._tickets[code]
        self._messages.add(Message(ticket.chat, BOT, call.at, kind, content, extra=extra))
        return Answer()
