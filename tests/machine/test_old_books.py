"""Books of two months of an older program are brought up to date: no row is lost, and the answers are the same.

`old_books.json.gz` holds every row of a database at step 10 (the sample district from 22 November 2026 to 20 January
2027, with an open exemption, leave, swap, objection, transfer and veto; pictures shortened, the token left out) and
what the program of that time answered to 22 questions.
"""

import gzip
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SHANGHAI
from config.database import on_postgres, rows
from models.migrations import is_current, migrate, steps
from tests.fakes.chat import open_chat
from tests.fakes.databases import ENGINES, fresh_url
from tests.whole.street import open_books

OLD = json.loads(gzip.decompress(Path(__file__).with_name("old_books.json.gz").read_bytes()))
TABLES: dict[str, list[dict[str, Any]]] = OLD["tables"]
LAST_STEP, ASKED_AT = 10, datetime(2027, 1, 20, 11, 30, tzinfo=SHANGHAI)
# The pace is counted from the outbox now; and what somebody was reminded of is kept for every topic in one place.
GIVEN_UP = {"sendings", "star_reminders"}
# Meetings about stars, and those of their sheets, stand among the others.
MOVED = {"star_meetings": "meetings", "star_sheets": "meetings"}
# Objections have become matters and count with them; the old number means none any more (step 16 says why).
RENUMBERED = ("Y0001", "Y0013")


async def _write(table: str, written: list[dict[str, Any]]) -> None:
    names = list(written[0])
    columns = ", ".join(f'"{name}"' for name in names)
    if on_postgres():
        source = f"{columns} FROM json_populate_recordset(NULL::{table}, ?::json)"
    else:
        source = ", ".join(f"json_extract(value, '$.{name}')" for name in names) + " FROM json_each(?)"
    found = f"INSERT INTO {table} ({columns}) SELECT {source} RETURNING id"
    await rows(found, [json.dumps(written, ensure_ascii=False)])
    if on_postgres():
        await rows(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}", [])


async def _old_books(engine: str) -> str:
    """Return the address of a database as the old program left it."""
    url = await fresh_url(engine)
    async with open_books(url):
        await migrate(steps()[:LAST_STEP])
        for table, written in TABLES.items():
            if written:
                await _write(table, written)
    return url


# These words got another answer on purpose: what is kept about somebody is shown, no longer where to look for it.
ASKED_OTHERWISE = {"我的数据"}


_NEW = "^（回复您.*）\n|\n参加人数：.*|\n您请的假：(?:.|\n)*|\n换班 .*等.*答复：.*"


def _figures(answers: list[str]) -> list[list[str]]:
    """Return the numbers of answers, in their order: what they say, in whatever words, however late they come.

    A picture beside an answer has none; the line of several months below a sum is new, and so are one's own leave and
    swap below one's turns.
    """
    said = [re.sub(_NEW, "", one).replace("第一季度", "第1季度").replace(*RENUMBERED) for one in answers]
    return [found for one in said if (found := re.findall(r"[A-Z]*\d+(?:\.\d+)?", one))]


@pytest.mark.parametrize("engine", ENGINES)
async def test_books_of_two_months_keep_every_row_and_give_the_same_answers(engine: str) -> None:
    url = await _old_books(engine)
    async with open_books(url):
        await migrate()
        assert await is_current()
        expected = Counter[str]()
        for table, written in TABLES.items():
            expected[MOVED.get(table, table)] += len(written)
        for table in expected.keys() - GIVEN_UP:
            assert (await rows(f"SELECT COUNT(*) AS n FROM {table}", []))[0]["n"] == expected[table], table
    async with open_chat(url, start=ASKED_AT) as chat:
        for who, asked, answered in OLD["asked"]:
            if asked in ASKED_OTHERWISE:
                continue
            assert _figures(await chat.says(who, asked.replace(*RENUMBERED))) == _figures(answered), asked
        chat.hears_all()
