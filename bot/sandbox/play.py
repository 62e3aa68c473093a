"""The sandbox as a whole: people who speak and press, a clock that moves, and the bot on the other side."""

import asyncio
import functools
import os
import secrets
from datetime import datetime
from typing import Any, Protocol

from bot.sandbox.acting import Acting, as_number
from bot.sandbox.asking import AskedOf, BadAsk, moment, saying, word
from bot.sandbox.callbacks import Callbacks, Delivery
from bot.sandbox.cards import keys_of
from bot.sandbox.messages import Message
from bot.sandbox.packets import Packet
from bot.sandbox.wecom import StandIn
from bot.sandbox.world import Person


class BotSide(Protocol):
    """What the sandbox asks of the bot besides its callbacks."""

    async def run_to(self, moment: datetime) -> list[dict[str, Any]]:
        """Move the clock, run every due job at its own due time; return [{"job", "due", "state"}]."""

    async def settle(self) -> None:
        """Return when inbox and outbox are quiet at the present moment."""

    async def inspect(self, key: str) -> dict[str, Any]:
        """Return {"arrived", "read", "stored", "waiting"} for a msgid."""

    async def read(self, text: str, said_at: datetime) -> dict[str, Any]:
        """Return {"text", "kind", "sure", "values"}: what a text is taken for, without doing anything."""

    async def newcomers(self, known: set[str]) -> list[Person]:
        """Return those on the books under other accounts than the known ones."""

    async def upcoming(self) -> list[dict[str, Any]]:
        """Return the next due jobs, [{"job", "title", "due"}]."""


@functools.cache
def initials(name: str) -> str:
    """Return the first letters of a name's syllables, such as cgl, by which people search."""
    # Read when the page first asks, and without the phrases of the library, which are 300 ms and 57 MiB.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "yes")
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


class Sandbox:
    """Everything the control interface does; `stand_in` and `callbacks` belong to the same world."""

    def __init__(self, stand_in: StandIn, callbacks: Callbacks, bot: BotSide) -> None:
        self.stand_in = stand_in
        self.callbacks = callbacks
        self.bot = bot
        self._acting = Acting(stand_in, callbacks.api_url)
        self._clock_lock = asyncio.Lock()
        # Another start is another world: a page that stayed open must not mix the two.
        self._world = secrets.token_hex(8)

    async def state(self) -> dict[str, Any]:
        """Return the clock, the people, the groups and what is due next."""
        world = self.stand_in.world
        people = [{"userid": p.userid, "name": p.name, "roles": list(p.roles), "unit": p.unit} for p in world.everybody]
        chats = [{"chatid": c.chatid, "name": c.name, "unit": c.unit, "members": list(c.members)} for c in world.chats]
        return {
            "world": self._world,
            "now": self.stand_in.now().isoformat(),
            "people": people,
            "chats": chats,
            "initials": {p.userid: initials(p.name) for p in world.everybody}
            | {c.chatid: initials(c.name) for c in world.chats},
            "smartbot": world.doors.smartbot_name,
            "faults": self.stand_in.faults.left(),
            "upcoming": await self.bot.upcoming(),
        }

    async def say(self, asked: AskedOf) -> dict[str, Any]:
        """Let somebody speak; a known msgid delivers the same bytes again. Raises BadAsk."""
        said = saying(asked)
        packet = self._known(said.msgid)
        if packet is None:
            msgid = said.msgid or self.callbacks.packer.new_msgid()
            packet = self.callbacks.pack(self._acting.speak(said, msgid))
        return await self._deliver(packet, said.msgid or packet.msgid)

    async def press(self, asked: AskedOf) -> dict[str, Any]:
        """Let somebody press a button of a card; `message` is the message's seq. Raises BadAsk."""
        person, bubble = self._acting.person(word(asked, "from")), self._card_message(asked.get("message"))
        if bubble.chat.partition(":")[2] != person.userid:
            raise BadAsk(f"这张卡片不在{person.name}的私聊里，不能由{person.name}来点")
        key = word(asked, "key")
        if key not in keys_of(bubble.extra["card"]):
            raise BadAsk("卡片上没有这个按钮")
        msgid = self.callbacks.packer.new_msgid()
        packet = self.callbacks.pack(self._acting.press(person, bubble, key, msgid))
        return await self._deliver(packet, packet.msgid)

    async def event(self, asked: AskedOf) -> dict[str, Any]:
        """Let the platform tell of an event: enter, subscribe, joined, left; or take a message back. Raises BadAsk."""
        person, kind = self._acting.person(word(asked, "from")), word(asked, "event")
        if kind == "recall":
            return self._recall(person.userid, asked.get("message"))
        if kind == "left":
            self.stand_in.contacts.leave(person.userid)
        msgid = self.callbacks.packer.new_msgid()
        packet = self.callbacks.pack(self._acting.event(kind, person, word(asked, "chat", "app"), msgid))
        answer = await self._deliver(packet, msgid)
        answered = "机器人答了话" if answer["replies"] else "机器人收下了，没有要说的"
        return answer | {"told": f"平台告诉了机器人；{answered}。"}

    def _recall(self, userid: str, seq: Any) -> dict[str, Any]:
        bubble = self.stand_in.messages.at(seq) if isinstance(seq, int) else None
        if bubble is None or bubble.sender != userid:
            raise BadAsk("“message”应该是自己说的一条消息的编号（seq）")
        bubble.extra["recalled"] = True
        told = "这一条在聊天里不见了。平台不把成员的撤回告诉机器人：已经记下的还在，要撤就发“撤销”。"
        return {"told": told, "replies": []}

    async def move_clock(self, asked: AskedOf) -> dict[str, Any]:
        """Move the clock forward; return what ran and which messages became visible. Raises BadAsk."""
        async with self._clock_lock:
            target = moment(asked, self.stand_in.now())
            before = len(self.stand_in.messages)
            ran = await self.bot.run_to(target)
            sent = [message.as_json() for message in self.stand_in.messages.since(before)]
        return {"now": self.stand_in.now().isoformat(), "ran": ran, "sent": sent}

    async def inspect(self, msgid: str) -> dict[str, Any]:
        """Return what the bot knows of a message, how it was sealed, and how often it was posted. Raises BadAsk."""
        packet = self._known(msgid)
        if packet is None:
            raise BadAsk("没有这条消息")
        attempts = [attempt for attempt in self.callbacks.attempts if attempt.msgid == packet.msgid]
        posted = [{"at": a.at, "status": a.status, "problem": a.problem} for a in attempts]
        said = next((one for one in self.stand_in.messages if one.extra.get("msgid") in (msgid, packet.msgid)), None)
        meant = await self.bot.read(said.content, said.when) if said and said.msgtype in ("text", "voice") else None
        return {
            "inside": packet.inside,
            "sealed": {"path": packet.path, "query": packet.query, "body": packet.body.decode()},
            "attempts": posted,
            "meant": meant,
            **await self.bot.inspect(packet.msgid),
        }

    async def _deliver(self, packet: Packet, msgid: str) -> dict[str, Any]:
        before = len(self.stand_in.messages)
        delivery = await self.callbacks.deliver(packet)
        await self.bot.settle()
        await self._admit()
        answer: dict[str, Any] = {"msgid": msgid, "replies": self._heard(delivery, before)}
        return answer | ({"problem": delivery.problem} if delivery.problem else {})

    async def _admit(self) -> None:
        """Let those whom somebody has put on the books into the corporation, so that they can speak and be told."""
        world = self.stand_in.world
        for one in await self.bot.newcomers({person.userid for person in world.everybody}):
            world.admit(one)
            self.stand_in.contacts.admit(one)

    def _heard(self, delivery: Delivery, before: int) -> list[dict[str, Any]]:
        people = {person.userid for person in self.stand_in.world.everybody}
        heard = list(delivery.replies)
        for message in self.stand_in.messages.since(before):
            ours = message.extra.get("reply_to", delivery.msgid) == delivery.msgid
            if ours and message.sender not in people and not any(message is known for known in heard):
                heard.append(message)
        return [message.as_json() for message in heard]

    def _known(self, msgid: str) -> Packet | None:
        return self.callbacks.packet(msgid) or self.callbacks.packet(as_number(msgid))

    def _card_message(self, seq: Any) -> Message:
        bubble = self.stand_in.messages.at(seq) if isinstance(seq, int) else None
        if bubble is None or "card" not in bubble.extra:
            raise BadAsk("“message”应该是一张卡片的编号（seq）")
        return bubble
