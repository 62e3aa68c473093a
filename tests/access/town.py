"""The sample district with one person for every role, spoken to without a network; and what is written of it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from datetime import datetime
from itertools import count

from bot.app import build_house
from bot.clock import MovableClock, to_milliseconds
from bot.clockwork.job import due_moments
from bot.clockwork.scheduler import Scheduler
from bot.demo import DemoPlace, demo_doors, demo_settings
from bot.receiving.conversation import Conversations
from bot.understanding.command import Command
from bot.wecom.updates import Update
from config.database import Database, sqlite_path, transact
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.tables import InboxRow
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person, Post
from tests.fakes.databases import NOON, POLICY, copy_of, sample_url

# One person for every role; each is at least what the heading says.
PEOPLE = {
    "党员": "chenguilan",
    "书记": "LuoZhengfu",
    "核实人": "tang.min",
    "支委": "heguangrong",
    "监委": "dengguocai",
    "村民代表": "wangxiulan",
    "村委": "ouyangchunyan",
    "坐班干部": "zouting",
    "镇街": "liuqihang",
    "区": "ShenWenjing",
    "群众": "MaXiaojun7",
    "名册外": "somebody.else",
    "已离开": "jike.ergu",
}
VILLAGE, COMMUNITY, OFFICES, ELSEWHERE = "wrLHC0001aB", "wrTNJ0013bC", "wrQZQ0020sT", "wrGHW0002cD"
OWN_GROUP = {"坐班干部": COMMUNITY, "区": OFFICES}

# WeCom repeats what is not answered in time, as on a machine that has much else to do; here more patiently.
DELIVERIES = 20
# What an attempt may write although it is refused: that it came in, and its answer.
KEPT_OF_A_REFUSAL = {"inbox", "audit_rows", "sqlite_sequence"}


def spoken(command: Command) -> str:
    """Return the example of a command about somebody who is on the books; in the help it names nobody."""
    return command.example.replace("张三", "陈桂兰").replace("李四", "何光荣").replace("王五", "唐敏")


class Town:
    """The bot over one SQLite file, and what it has said."""

    def __init__(self, url: str) -> None:
        """Prepare for an open database at `url`."""
        settings = demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace(url, 0, NOON))
        # Beside the bot's own, for looking on.
        self._books = sqlite3.connect(sqlite_path(url), isolation_level=None)
        self._clock = MovableClock(NOON, frozen=True)
        self._house = build_house(settings, POLICY)
        self._worker = Conversations(self._house, self._clock)
        self._keys = count(1 + self._books.execute("SELECT count(*) FROM inbox").fetchone()[0])
        self.key = ""  # of what was said last

    async def says(self, who: str, text: str, group: str | None = None) -> str:
        """Let somebody say something, in private or in a group; return the answer."""
        door = "smartbot" if group else "app"
        sent = to_milliseconds(self._clock.now()) // 1000
        self.key = f"{door}:{next(self._keys)}"
        update = Update(self.key, door, "text", who, group, text, sent)  # type: ignore[arg-type]
        for _ in range(DELIVERIES):
            with suppress(TimeoutError):
                if reply := await self._worker.answer(update):
                    return reply.spoken
        raise AssertionError(f"no answer: {text}")

    async def leaves(self, who: str) -> None:
        """Let the contact list say that somebody has left."""
        sent = to_milliseconds(self._clock.now()) // 1000
        await self._worker.answer(Update(f"app:{next(self._keys)}", "app", "left", who, None, "", sent))

    def turns_to(self, moment: datetime) -> None:
        """Set the clock."""
        self._clock.set(moment)

    async def runs(self, job: str, due: datetime) -> None:
        """Run one due moment of a job."""
        self._clock.set(due)
        await Scheduler(self._house, self._clock).run_once(self._house.job_titled(job), due)

    async def lives_to(self, moment: datetime) -> None:
        """Let time pass up to a moment: every job runs at each of its due moments; nothing is sent."""
        scheduler, due = Scheduler(self._house, self._clock), {moment}
        now = self._clock.now()
        for job in self._house.jobs:
            due |= set(await transact(lambda job=job: due_moments(job, self._house, now, moment)))  # type: ignore[misc]
        for one in sorted(due):
            self._clock.set(one)
            await scheduler.tick()

    def close(self) -> None:
        """Look on no longer."""
        self._books.close()

    def notes_writes(self) -> None:
        """Note from now on every row that is written, but for those that note an attempt."""
        tables = [name for (name,) in self._books.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        self._books.execute("CREATE TABLE written (what TEXT)")
        for name in set(tables) - KEPT_OF_A_REFUSAL:
            for deed in ("INSERT", "UPDATE", "DELETE"):
                note = f"INSERT INTO written VALUES ('{deed} {name}')"
                self._books.execute(f"CREATE TRIGGER {name}_{deed} AFTER {deed} ON {name} BEGIN {note}; END")

    def written(self) -> list[str]:
        """Return what was written, row by row, since writes are noted; what was rolled back is not among it."""
        return [what for (what,) in self._books.execute("SELECT what FROM written ORDER BY rowid")]


_built: dict[bool, str] = {}


async def _build(*, noted: bool) -> str:
    """Return the address of a sample district in which one more member is of the committee and one has left."""
    url = await sample_url("sqlite")
    async with Database(url).opened():
        member = await Person.get(userid=PEOPLE["支委"])
        await Post.create(
            person=member, role=Role.COMMITTEE, unit_id=member.unit_id, title="支委", valid_from=NOON.date()
        )
        with closing(Town(url)) as town:
            await town.leaves(PEOPLE["已离开"])
            if noted:
                town.notes_writes()
    return url


@asynccontextmanager
async def open_town(*, noted: bool = False) -> AsyncIterator[Town]:
    """Open a copy of that district, which is built once; where writes are `noted`, `written` tells of them."""
    if noted not in _built:
        _built[noted] = await _build(noted=noted)
    url = await copy_of(_built[noted])
    async with Database(url).opened():
        with closing(Town(url)) as town:
            yield town
        assert not await InboxRow.exclude(fault=None).exists(), "a fault is no answer"


async def said_in_groups() -> list[str]:
    """Return everything the bot has answered in groups or posted into them."""
    answers = await InboxRow.filter(conversation__startswith="smartbot:wr").exclude(reply=None)
    posts = await OutboxRow.filter(channel="webhook")
    return [str(row.reply) for row in answers] + [row.payload for row in posts]


async def said_to(userid: str) -> list[str]:
    """Return everything the bot has answered or told one person, wherever."""
    answers = await InboxRow.filter(conversation__endswith=f":{userid}").exclude(reply=None)
    told = await OutboxRow.filter(channel="app", destination=userid)
    return [str(row.reply) for row in answers] + [row.payload for row in told]
