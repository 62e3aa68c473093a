"""A pretend WeCom you can speak in and listen to; what nobody listened to fails the test."""

import base64
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from bot.demo import DemoPlace, running
from bot.sandbox.callbacks import Habits
from bot.sandbox.control import Sandbox
from bot.sandbox.messages import Message
from bot.sandbox.packets import Act
from config.holidays import WorkCalendar
from config.policy import Policy
from config.sample import SampleDistrict, load_district
from tests.fakes.databases import ENGINES, NOON, POLICY, WORKED_SUNDAY, copy_of, sample_url

# The standing people of every dialogue.
甲, 乙, 丙 = "chenguilan", "LuoZhengfu", "ShenWenjing"
丁, 戊, 己 = "wangxiulan", "dengguocai", "zhou-xiaochuan"
核实人, 镇干部, 群众, 外村党员 = "tang.min", "liuqihang", "MaXiaojun7", "lizhiqiang"


def things(texts: Sequence[str]) -> list[str]:
    """Return each thing that messages which come of themselves say, without where they come from."""
    return [thing for text in texts for thing in text.partition("\n——")[0].split("\n\n")]


class Chat:
    """The sandbox, spoken to from a test."""

    def __init__(self, sandbox: Sandbox, address: str) -> None:
        """Begin to listen: everything said from now on has to be heard."""
        self.sandbox = sandbox
        self.address = address
        self.stand_in = sandbox.stand_in
        self._heard: set[int] = {message.seq for message in self.stand_in.messages.since(0)}

    async def says(self, who: str, text: str, to: str = "app", msgid: str | None = None) -> list[str]:
        """Let somebody say something to the application, the bot or a group; return what is answered there."""
        return await self._said({"from": who, "chat": to, "text": text} | ({"msgid": msgid} if msgid else {}))

    async def agreed(self, who: str, text: str) -> list[str]:
        """Let somebody say what is shown to him before it is done, and agree; return what he is told then."""
        shown = (await self.says(who, text))[0]
        assert "对的话回“是”" in shown, shown
        return await self.says(who, "是")

    async def sends(self, who: str, name: str, data: bytes, msgid: str | None = None) -> list[str]:
        """Let somebody send a file to the smart bot in private; return what is answered there."""
        asked = {"from": who, "chat": "bot", "filename": name, "file": base64.b64encode(data).decode()}
        return await self._said(asked | ({"msgid": msgid} if msgid else {}))

    async def _said(self, asked: dict[str, str]) -> list[str]:
        to, who = asked["chat"], asked["from"]
        answer = await self.sandbox.say(asked)
        assert not answer.get("problem"), answer
        here = f"{to}:{who}" if to in ("app", "bot") else to
        for message in self.stand_in.messages.since(0):
            if message.chat == here:
                self._heard.add(message.seq)
        return [reply["content"] for reply in answer["replies"] if reply["room"] == here]

    async def leaves(self, who: str) -> None:
        """Let the platform say that somebody was removed from the enterprise."""
        fields = {"MsgType": "event", "Event": "change_contact", "ChangeType": "delete_user", "UserID": who}
        packet = self.sandbox.callbacks.pack(Act("app", "app:sys", "sys", "removal", fields, "change_contact"))
        delivery = await self.sandbox.callbacks.deliver(packet)
        assert (delivery.status, delivery.replies) == (200, [])

    async def presses(self, who: str, label: str) -> list[str]:
        """Let somebody press the newest live button of a label in his private chat; return what he is told there."""
        for message in reversed(self.stand_in.messages.select(f"app:{who}")):
            card = message.extra.get("card", {})
            keys = {} if "replace_text" in card else {b["text"]: b["key"] for b in card.get("button_list", [])}
            if label in keys:
                return await self.press(who, message.seq, keys[label])
        raise AssertionError(f"no button {label}")

    async def press(self, who: str, seq: int, key: str) -> list[str]:
        """Let somebody press a button of a message, live or not; return what he is told in his private chat."""
        answer = await self.sandbox.press({"from": who, "message": seq, "key": key})
        assert not answer.get("problem"), answer
        return self.hears(who)

    async def moves_to(self, moment: datetime | str) -> list[tuple[str, str]]:
        """Move the clock; return (job, state) of what ran."""
        target = moment if isinstance(moment, str) else moment.isoformat()
        moved = await self.sandbox.move_clock({"to": target})
        return [(one["job"], one["state"]) for one in moved["ran"]]

    async def skips_to(self, moment: str) -> None:
        """Let time pass as if the bot had been switched off until then, and hear what it says as it begins."""
        self.sandbox.bot._clock.set(datetime.fromisoformat(moment))  # type: ignore[attr-defined]
        await self.moves_to(moment)
        self.hears_all()

    async def waits(self, span: timedelta) -> list[tuple[str, str]]:
        """Let time pass."""
        return await self.moves_to(self.now + span)

    @property
    def now(self) -> datetime:
        """Return the demo's moment."""
        return self.stand_in.now().astimezone(SHANGHAI)

    def _listen(self, chat: str) -> list[Message]:
        news = [m for m in self.stand_in.messages.since(0) if m.chat == chat and m.seq not in self._heard]
        self._heard |= {message.seq for message in news}
        return news

    def hears(self, who: str) -> list[str]:
        """Return what the application has told somebody in private since he last listened."""
        return [message.content for message in self._listen(f"app:{who}")]

    def group_hears(self, chatid: str) -> list[str]:
        """Return what was posted into a group since it was last listened to."""
        return [message.content for message in self._listen(chatid)]

    def pictures(self, room: str) -> list[bytes]:
        """Return every picture shown in a group (by chatid) or a private chat (`app:userid`) so far, heard or not."""
        shown = [m.extra["image"] for m in self.stand_in.messages.select(room) if "image" in m.extra]
        return [self.stand_in.messages.enclosed(path.rpartition("/")[2]) or b"" for path in shown]

    def files(self, room: str) -> list[tuple[str, bytes]]:
        """Return (name, content) of every file in a group or private chat so far, heard or not."""
        shown = [m.extra for m in self.stand_in.messages.select(room) if "file" in m.extra]
        return [(m["filename"], self.stand_in.messages.enclosed(m["file"].rpartition("/")[2]) or b"") for m in shown]

    def groups_hear(self) -> dict[str, list[str]]:
        """Return what was posted into every group since it was last listened to."""
        return {chat.chatid: self.group_hears(chat.chatid) for chat in self.stand_in.world.chats}

    def everybody_hears(self) -> dict[str, list[str]]:
        """Return what every person was told in private since he last listened; only those who were told anything."""
        told = {person.userid: self.hears(person.userid) for person in self.stand_in.world.people}
        return {who: heard for who, heard in told.items() if heard}

    def hears_all(self) -> None:
        """Listen to everything there is, for tests that look elsewhere."""
        self._heard |= {message.seq for message in self.stand_in.messages.since(0)}

    def group_of(self, unit: str) -> str:
        """Return the chatid of a unit's group."""
        return next(chat.chatid for chat in self.stand_in.world.chats if chat.unit == unit)

    def unheard(self) -> list[str]:
        """Return everything that nobody listened to."""
        return [f"{m.chat}: {m.content}" for m in self.stand_in.messages.since(0) if m.seq not in self._heard]


@asynccontextmanager
async def open_chat(
    url: str,
    *,
    start: datetime = NOON,
    policy: Policy | None = None,
    habits: Habits | None = None,
    district: SampleDistrict | None = None,
    calendar: WorkCalendar = WORKED_SUNDAY,
) -> AsyncIterator[Chat]:
    """Run the bot on a database until the block ends; fail if anything was said that nobody listened to.

    An empty database is filled with `district`, the sample by default.
    """
    place = DemoPlace(url, 0, start, frozen=True, district=district or load_district(), calendar=calendar)
    quick = habits or Habits(poll_pause=0.02, retry_pause=0.02)
    async with running(place, policy or POLICY, quick) as (address, sandbox):
        chat = Chat(sandbox, address)
        yield chat
        unheard = "\n".join(chat.unheard())
        assert not unheard, f"said, and nobody listened (chat.hears, chat.group_hears):\n{unheard}"


Story = Callable[[Chat], Awaitable[object]]


@dataclass(frozen=True)
class Beginning:
    """Where a test's chat begins: on which engine, after which story (its books are copied), at which moment."""

    engine: str = "sqlite"
    story: Story | None = None
    moment: datetime | None = None


def begins(*beginnings: Beginning) -> pytest.MarkDecorator:
    """Hold a test once for each beginning."""
    return pytest.mark.parametrize("chat", beginnings, ids=[one.engine for one in beginnings], indirect=True)


# Where engines can differ (locks, races, the one long dialogue of a topic), a dialogue is held on both of them.
both_engines = begins(*(Beginning(engine) for engine in ENGINES))


def after(story: Story, *engines: str, then: str | None = None) -> pytest.MarkDecorator:
    """Let a test's chat begin where a story ended, or at a later moment, as if the bot had been switched off between.

    The story is told once, and each test goes on with a copy of its books. What was said in it must be heard in it. A
    story may itself begin after another one, or at a moment.
    """
    moment = None if then is None else datetime.fromisoformat(then)
    return begins(*(Beginning(engine, story, moment) for engine in engines or ("sqlite",)))


def at(moment: str) -> pytest.MarkDecorator:
    """Let a test's chat begin at a moment, as if the sample district had only then been entered."""
    return begins(Beginning(moment=datetime.fromisoformat(moment)))


_told: dict[tuple[str, Story], tuple[str, datetime]] = {}


async def _nothing(chat: Chat) -> None:
    """Say nothing: the story of which there are only the books as they stand once the schedule was looked at."""


def _beginning_of(story: Story) -> Beginning:
    """Return where a story begins: as a test does, at noon or as `after` and `at` above it say."""
    said = [mark.args[1] for mark in getattr(story, "pytestmark", []) if mark.args[0] == "chat"]
    return said[0][0] if said else Beginning()


async def books_for(beginning: Beginning) -> tuple[str, datetime]:
    """Return the address of new books for a beginning, and its moment."""
    engine, story = beginning.engine, beginning.story
    if story is None and beginning.moment:
        return await sample_url(engine), beginning.moment
    if story is None:
        return await books_for(replace(beginning, story=_nothing))
    if (engine, story) not in _told:
        first = Beginning(engine, moment=NOON) if story is _nothing else replace(_beginning_of(story), engine=engine)
        url, start = await books_for(first)
        async with open_chat(url, start=start) as chat:
            await story(chat)
            _told[engine, story] = url, chat.now
    url, end = _told[engine, story]
    return await copy_of(url), beginning.moment or end
