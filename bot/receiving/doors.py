"""The two doors as one shape: bytes in, answer out."""

from collections.abc import Callable
from dataclasses import dataclass

from bot import texts
from bot.wecom import application, cards, smartbot
from bot.wecom.envelope import Envelope, Stamp
from bot.wecom.fitting import plain
from bot.wecom.updates import Update


@dataclass(frozen=True)
class Door:
    """How one kind of callback is read and answered."""

    name: str
    envelope: Envelope
    encrypt_of: Callable[[bytes], str]
    read: Callable[[str, float], Update]
    reply_text: Callable[[Update, str, int], str]
    reply_envelope: Callable[[str, str, str, str], str]
    content_type: str

    def sealed(self, plaintext: str, stamp: Stamp) -> str:
        """Return the body that answers a callback; equal for equal deliveries."""
        encrypt, signature = self.envelope.seal(plaintext, stamp.timestamp, stamp.nonce)
        return self.reply_envelope(encrypt, signature, stamp.timestamp, stamp.nonce)


def application_door(envelope: Envelope, corp_id: str, agent_id: int = 0) -> Door:
    """Return the self-built application's door."""

    def reply_text(update: Update, text: str, at: int) -> str:
        if update.pressed:
            return cards.greyed(update, corp_id, plain(text), at)
        return application.passive_text(update, corp_id, plain(text), at)

    return Door(
        name="app",
        envelope=envelope,
        encrypt_of=application.encrypt_of,
        read=lambda plaintext, now: application.read_update(plaintext, corp_id, agent_id),
        reply_text=reply_text,
        reply_envelope=application.reply_envelope,
        content_type="application/xml",
    )


def smartbot_door(envelope: Envelope) -> Door:
    """Return the smart bot's door; a reply is a stream that is finished at once."""

    def reply_text(update: Update, text: str, at: int) -> str:
        if update.kind == "hello":
            return smartbot.welcome(plain(text))
        return smartbot.stream(update.key, text, finished=True)

    return Door(
        name="smartbot",
        envelope=envelope,
        encrypt_of=smartbot.encrypt_of,
        read=smartbot.read_update,
        reply_text=reply_text,
        reply_envelope=smartbot.reply_envelope,
        content_type="text/plain",
    )


def still_working(update: Update) -> str:
    """Return the unfinished stream that keeps the smart bot's reply open."""
    return smartbot.stream(update.key, texts.WORKING, finished=False)
