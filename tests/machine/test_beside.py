"""What takes long is made with the books closed: nobody waits for the picture of somebody else."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from functools import partial

import pytest

from bot.drawing import ledgers, press
from bot.drawing.beside import TRIES_MOST, Order, made, transact_and_make
from bot.drawing.press import Drawing, Form, Press
from config.database import Database, connection
from models.ledger.feedback.tables import Feedback
from tests.fakes.chat import Chat, after, 乙
from tests.fakes.databases import NOON, sample_url
from tests.fakes.honour import list_approved

PATIENCE_SECONDS = 2


def _others_may_write(books: str) -> bool:
    """Return whether another program gets the write lock; raises sqlite3.OperationalError where it does not.

    A transaction around what is being made cannot end before this returns, however long it waits. What the outbox
    writes beside it, in the loop, ends in milliseconds.
    """
    with closing(sqlite3.connect(books, timeout=PATIENCE_SECONDS, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    return True


class _Curious(Press):
    """A press that draws only where others may write meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.drew = 0
        self.books = connection().filename

    def draw(self, drawing: Drawing, form: Form, *, large: bool = False) -> bytes:
        self.drew += _others_may_write(self.books)
        return super().draw(drawing, form, large=large)


async def test_pages_pictures_and_tables_are_made_while_others_write(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    curious, write = _Curious(), ledgers.workbook
    monkeypatch.setattr(press, "PRESS", curious)
    monkeypatch.setattr(ledgers, "workbook", lambda listing: write(listing) * _others_may_write(curious.books))
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "确认排班 12月")
    assert "这就私下发给您" in (await chat.says(乙, "打印 值班表 12月 A3"))[0]
    assert "2026年12月值班" in (await chat.says(乙, "值班表 12月"))[0]
    assert "这就私下发给您" in (await chat.says(乙, "导出 服务台账 11月"))[0]
    assert curious.drew == 2  # the page; the picture once, for the group and for him
    assert len(chat.pictures(chat.group_of("莲花池村"))) == 1
    curious.close()
    chat.hears_all()


@after(list_approved)
async def test_the_pictures_of_the_honour_list_are_made_while_others_write(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    curious = _Curious()
    monkeypatch.setattr(press, "PRESS", curious)
    assert ("honour_list", "done") in await chat.moves_to("2026-12-07T10:08:00+08:00")
    assert curious.drew > 0
    assert chat.pictures(chat.group_of("莲花池村"))
    curious.close()
    chat.hears_all()


@asynccontextmanager
async def _books() -> AsyncIterator[None]:
    database = Database(await sample_url("sqlite"))
    await database.open()
    try:
        yield
    finally:
        await database.close()


async def test_a_try_that_came_too_early_has_done_nothing_and_each_thing_is_made_once() -> None:
    calls: list[str] = []

    def make(name: str) -> bytes | None:
        calls.append(name)
        return None if name == "none" else name.encode()

    async def work() -> list[bytes | None]:
        await Feedback.create(message_key="app:1", text="提醒太多了", received_at=NOON)
        first = [Order(name, partial(make, name)) for name in ("one", "none", "one")]
        return [*await made(first), *await made([Order("two", partial(make, "two"))])]

    async with _books():
        assert await transact_and_make(work) == [b"one", None, b"one", b"two"]
        assert calls == ["one", "none", "two"]
        assert await Feedback.filter(message_key="app:1").count() == 1
        assert await made([Order("three", lambda: make("three"))]) == [b"three"]  # where there is no transaction


async def test_what_is_wanted_otherwise_each_time_is_made_in_the_end() -> None:
    calls: list[int] = []

    def make() -> bytes:
        calls.append(1)
        return b"made"

    async def work() -> list[bytes | None]:
        return await made([Order(len(calls), make)])

    async with _books():
        assert await transact_and_make(work) == [b"made"]
    assert len(calls) == TRIES_MOST + 1
