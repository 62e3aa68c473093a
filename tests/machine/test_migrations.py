"""From every older number to the newest: rows stay, the shape is that of a fresh install, and rules still bite."""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tortoise import Tortoise, fields
from tortoise.exceptions import IntegrityError

from config.database import Database, on_postgres, rows
from models.migrations import MigrationError, is_current, migrate, steps
from tests.fakes.databases import ENGINES, fresh_url

KNOWN = steps()
Column = tuple[str, str, bool]
Shape = tuple[dict[str, dict[str, Column]], set[tuple[str, str]]]

SQLITE_COLUMNS = (
    'SELECT m.name AS "table", c.name AS "column", c.type AS kind, c."notnull" OR c.pk AS required '
    "FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
)
POSTGRES_COLUMNS = (
    'SELECT table_name AS "table", column_name AS "column", '
    "data_type || coalesce(character_maximum_length::text, '') AS kind, is_nullable = 'NO' AS required "
    "FROM information_schema.columns WHERE table_schema = 'public'"
)
SQLITE_RULES = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
POSTGRES_RULES = (
    "SELECT conname AS name, pg_get_constraintdef(oid) AS sql FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace "
    "UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
)


@asynccontextmanager
async def empty_database(engine: str) -> AsyncIterator[None]:
    database = Database(await fresh_url(engine))
    await database.open()
    try:
        yield
    finally:
        await database.close()


async def columns() -> dict[str, dict[str, Column]]:
    """Return {table: {column: (column, type, required)}}."""
    found: dict[str, dict[str, Column]] = {}
    for row in await rows(POSTGRES_COLUMNS if on_postgres() else SQLITE_COLUMNS, []):
        column = (row["column"], row["kind"], bool(row["required"]))
        found.setdefault(row["table"], {})[row["column"]] = column
    return found


async def shape() -> Shape:
    """Return every column, and every constraint and index."""
    rules = await rows(POSTGRES_RULES if on_postgres() else SQLITE_RULES, [])
    return await columns(), {(row["name"], row["sql"]) for row in rules}


_FRESH: dict[str, Shape] = {}


async def fresh_shape(engine: str) -> Shape:
    """Return the shape of a new database of an engine, made once."""
    if engine not in _FRESH:
        async with empty_database(engine):
            assert await migrate() == [step.name for step in KNOWN]
            _FRESH[engine] = await shape()
    return _FRESH[engine]


VALUES: dict[str, Any] = {"DATE": date(2026, 11, 22), "TIMESTAMP": datetime(2026, 11, 22, 4, tzinfo=UTC)}
SPECIAL = {"status": "claimed", "minutes": 60, "stars": 3, "month": "2026-11", "amount": "few"}
STATES = {
    "inbox": "done",
    "outbox": "sent",
    "job_runs": "done",
    "star_exemptions": "asked",
    "star_themes": "applied",
    "transfers": "asked",
    "duty_rosters": "draft",
    "duty_absences": "asked",
    "duty_swaps": "asked",
    "roll_imports": "done",
}

# What these tables kept of who asked and who decided stands in matters and their steps since step 13.
MOVED = {
    "star_exemptions": ("state", "asked_at", "decided_by_id", "decided_at"),
    "star_themes": ("state", "at", "decided_by_id", "decided_at"),
    "transfers": ("state", "asked_by_id", "asked_at", "decided_by_id", "decided_at"),
}
# Since step 16, so does what these kept of who objected, what was said and how it went on.
OBJECTED = (
    "raised_by_id", "text", "raised_on", "due_on", "state", "kept", "answer", "answered_by_id", "answered_at", "appeal",
    "appealed_by_id", "appealed_at", "appeal_due_on", "ruling", "ruled_by_id", "ruled_at",
)  # fmt: skip

# Tables and columns that a later step gives up on purpose; what they said stands elsewhere or is of no more use.
GIVEN_UP: set[str | tuple[str, str]] = {
    "sendings",
    "star_reminders",
    "star_sheets",  # meetings since step 37
    "star_meetings",  # the same since step 46
    ("outbox", "lease_until"),
    # Renamed, for a list may be of a quarter; and the cap is applied when a list is made.
    ("honour_lists", "month"),
    ("month_rows", "capped_minutes"),
    ("matter_steps", "half"),  # what needs two officers is a matter with an owner since step 47
    *((table, name) for table, names in MOVED.items() for name in names),
    *(("star_objections", name) for name in OBJECTED),
}


def value_of(table: str, column: Column, number: int) -> Any:
    """Return something that fits a column, another for each number where that can be."""
    name, kind = column[0], column[1].upper()
    if name in SPECIAL and (table, name) != ("meetings", "minutes"):  # which are words there, no span of time
        return SPECIAL[name]
    if name == "state":
        return STATES.get(table, "open")
    if name == "id" or name.endswith("_id"):
        return number
    if "JSON" in kind:
        return json.dumps({"n": number})
    if "BOOL" in kind:
        return True
    if kind in ("BLOB", "BYTEA"):
        return str(number).encode()
    fixed = next((value for word, value in VALUES.items() if kind.startswith(word)), None)
    if fixed is not None:
        return fixed if on_postgres() else fixed.isoformat()
    # Two characters are enough for the half of a day: “f1”, never longer than the column.
    most = re.search(r"\d+", kind)
    return f"{name[:4]}{number}"[-int(most[0]) if most else 0 :] if "CHAR" in kind or "TEXT" in kind else number


async def insert(table: str, found: dict[str, Column], *numbers: int) -> list[dict[str, Any]]:
    """Write a row for each number, with a value in every column, and return the rows."""
    values = [value_of(table, column, number) for number in numbers for column in found.values()]
    row = f"({', '.join('?' * len(found))})"
    names, places = ", ".join(f'"{name}"' for name in found), ", ".join([row] * len(numbers))
    return await rows(f"INSERT INTO {table} ({names}) VALUES {places} RETURNING *", values)


# Every table after those that it refers to, as far as that was found out by trying.
_PARENTS_FIRST: list[str] = []


async def fill(first: int = 1) -> dict[str, list[dict[str, Any]]]:
    """Write two rows with numbers from `first` on into every table that exists, parents first, and return the rows."""
    found = await columns()
    written: dict[str, list[dict[str, Any]]] = {}
    ordered = [name for name in _PARENTS_FIRST if name in found] + sorted(found.keys() - {*_PARENTS_FIRST})
    waiting = {name: found[name] for name in ordered if name != "migrations"}
    while waiting:
        before = len(waiting)
        for name in list(waiting):
            try:
                written[name] = await insert(name, waiting[name], first, first + 1)
            except IntegrityError:
                continue  # its parents come first
            del waiting[name]
            if name not in _PARENTS_FIRST:
                _PARENTS_FIRST.append(name)
        assert len(waiting) < before, f"no row fits {sorted(waiting)}"
    if on_postgres():  # as if the rows had drawn their numbers
        drawn = [
            f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {first + 1}) FROM {name} WHERE id = {first + 1}"
            for name in found
            if "id" in found[name]
        ]
        await rows(" UNION ALL ".join(drawn), [])
    return written


async def content(tables: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    return {t: await rows(f"SELECT * FROM {t} ORDER BY 1", []) for t in tables if t != "migrations"}


def kept(table: str, found: list[dict[str, Any]], after: dict[str, dict[str, Column]]) -> list[dict[str, Any]]:
    """Return what of a table's rows a step has to leave as it was; fails when it loses what no step may give up."""
    lost = {name for name in found[0] if name not in after[table]}
    assert all((table, name) in GIVEN_UP for name in lost)
    return [{name: value for name, value in row.items() if name not in lost} for row in found]


@pytest.mark.parametrize("engine", ENGINES)
async def test_books_that_grew_with_every_step_keep_each_row_and_become_like_new_ones(engine: str) -> None:
    """At every number each table gets two rows of the shape it then has; no later step changes or loses one."""
    async with empty_database(engine):
        before: dict[str, list[dict[str, Any]]] = {}
        for number in range(len(KNOWN) + 1):
            assert await migrate(KNOWN[:number]) == [step.name for step in KNOWN[max(number - 1, 0) : number]]
            shapes = await columns()
            after = await content(shapes)
            for table, found in before.items():
                if table not in after:
                    assert table in GIVEN_UP
                    continue
                # A step may add rows of its own to those that were there.
                left = kept(table, found, shapes)
                stand = Counter(tuple(row[name] for name in left[0]) for row in after[table])
                assert not Counter(tuple(row.values()) for row in left) - stand, table
            written = await fill(100 * number + 1)
            before = {table: after[table] + written[table] for table in written}
        assert await migrate() == []
        assert await is_current()
        assert await shape() == await fresh_shape(engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("number", [0, len(KNOWN) // 2])
async def test_many_steps_at_once_lead_to_the_same_shape(engine: str, number: int) -> None:
    async with empty_database(engine):
        await migrate(KNOWN[:number])
        await fill()
        assert await migrate() == [step.name for step in KNOWN[number:]]
        assert await shape() == await fresh_shape(engine)


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_title_of_before_goes_on_as_a_named_site(engine: str) -> None:
    async with empty_database(engine):
        before_sites = next(number for number, step in enumerate(KNOWN) if step.name == "sites")
        await migrate(KNOWN[:before_sites])
        titles = (await fill())["demo_sites"]
        await migrate()
        found = await rows(
            "SELECT s.title, s.named_on, m.state, m.unit_id FROM demo_sites s JOIN matters m ON m.id = s.matter_id "
            "WHERE m.kind = 'site' ORDER BY s.id",
            [],
        )
        assert [(one["title"], one["named_on"], one["unit_id"]) for one in found] == [
            (one["title"], one["named_on"], one["unit_id"]) for one in titles
        ]
        assert {one["state"] for one in found} == {"named"}


DECIDED = {
    ("star_exemptions", "exemption"): {"agreed": "agree", "declined": "decline", "ended": "end", "asked": None},
    ("star_themes", "theme"): {"awarded": "award", "declined": "decline", "applied": None},
    ("transfers", "transfer"): {"accepted": "accept", "declined": "decline", "asked": None},
}


@pytest.mark.parametrize("engine", ENGINES)
async def test_who_asked_and_who_decided_goes_into_matters(engine: str) -> None:
    async with empty_database(engine):
        await migrate(KNOWN[:12])
        for number in range(4):
            await fill(10 * number + 1)
        # The second row of each two: decided by somebody else than the one whom it is about, and numbered far ahead.
        cases = [
            (table, kind, 900 + number, state, step)
            for (table, kind), states in DECIDED.items()
            for number, (state, step) in enumerate(states.items())
        ]
        before = {}
        for table, kind, number, state, step in cases:
            nobody = ", decided_by_id = NULL, decided_at = NULL" if step is None else ", decided_by_id = 1"
            order = f"UPDATE {table} SET state = ?, id = {number}{nobody} WHERE id = ? RETURNING *"
            (before[kind, number],) = await rows(order, [state, 10 * (number - 900) + 2])
        await migrate()
        for table, kind, number, state, step in cases:
            await _decided(before[kind, number], table, kind, state, step)


async def _decided(old: dict[str, Any], table: str, kind: str, state: str, step: str | None) -> None:
    """Fail unless a row of before stands in a matter, and what else it said beside it; one more can be written."""
    (row,) = await rows(f"SELECT * FROM {table} WHERE id = ?", [old["id"]])
    (matter,) = await rows("SELECT * FROM matters WHERE id = ?", [row["matter_id"]])
    assert (matter["kind"], matter["state"]) == (kind, state)
    asked_at = old["at" if table == "star_themes" else "asked_at"]
    asked_by = old["asked_by_id"] if table == "transfers" else old["member_id"]
    assert (matter["opened_by_id"], matter["opened_at"]) == (asked_by, asked_at)
    assert (matter["closed_at"] is None) == (step is None)
    taken = await rows("SELECT * FROM matter_steps WHERE matter_id = ? ORDER BY id", [matter["id"]])
    expected = [("open", asked_by, asked_at), *([(step, 1, old["decided_at"])] if step else [])]
    assert [(one["step"], one["by_id"], one["at"]) for one in taken] == expected
    people = await rows("SELECT * FROM matter_people WHERE matter_id = ? ORDER BY id", [matter["id"]])
    assert (people[0]["part"], people[0]["person_id"]) == ("about", old["member_id"])
    assert [one["part"] for one in people[1:]] == (["other"] if table == "transfers" else [])
    copied = {name: value for name, value in old.items() if name not in MOVED[table]}
    assert {name: row[name] for name in copied} == copied
    (last,) = await rows(f"SELECT max(id) AS id FROM {table}", [])
    again = {name: value for name, value in row.items() if name not in ("id", "matter_id")}
    names, places = ", ".join(again), ", ".join("?" * (len(again) + 1))
    columns_of = "kind, unit_id, title, said, state, opened_at"
    spare = f"INSERT INTO matters ({columns_of}) SELECT {columns_of} FROM matters WHERE id = ? RETURNING id"
    (another,) = await rows(spare, [matter["id"]])
    new = f"INSERT INTO {table} (matter_id, {names}) VALUES ({places}) RETURNING id"
    assert (await rows(new, [another["id"], *again.values()]))[0]["id"] == last["id"] + 1


async def _objections(state: str) -> list[dict[str, Any]]:
    """Let the objections be in one state, as far as that leads, and return them."""
    reached = {"open": 0, "withdrawn": 0, "answered": 1, "appealed": 2, "decided": 3}[state]
    steps_of = (("answered_at",), ("appealed_at", "appeal_due_on"), ("ruled_at",))
    undone = [name for names in steps_of[reached:] for name in names]
    nothing = "".join(f", {name} = NULL" for name in undone)
    return await rows(f"UPDATE star_objections SET state = ?, raised_by_id = 2{nothing} RETURNING *", [state])


@pytest.mark.parametrize(
    ("engine", "state", "taken"),
    [
        ("sqlite", "open", []),
        ("sqlite", "withdrawn", ["withdraw"]),
        ("sqlite", "answered", ["answer"]),
        ("sqlite", "appealed", ["answer", "appeal"]),
        ("sqlite", "decided", ["answer", "appeal", "rule"]),
        ("postgres", "decided", ["answer", "appeal", "rule"]),
    ],
)
async def test_an_objection_goes_into_matters_with_all_that_was_said(engine: str, state: str, taken: list[str]) -> None:
    async with empty_database(engine):
        await migrate(KNOWN[:15])
        await fill()
        before = await _objections(state)
        others = await rows("SELECT * FROM matters ORDER BY id", [])
        await migrate()
        assert await rows("SELECT * FROM matters WHERE kind <> 'objection' ORDER BY id", []) == others
        for old in before:
            (row,) = await rows("SELECT * FROM star_objections WHERE id = ?", [old["id"]])
            (matter,) = await rows("SELECT * FROM matters WHERE id = ?", [row["matter_id"]])
            # Both other matters have a low number, so that these get new ones, which nobody was told before.
            assert (row["appraisal_id"], matter["id"]) == (old["appraisal_id"], old["id"] + 2)
            assert (matter["kind"], matter["state"], matter["opened_by_id"]) == ("objection", state, 2)
            assert (matter["closed_at"] is None) == (state in ("open", "appealed"))
            assert matter["due_on"] == (old["appeal_due_on"] or old["due_on"])
            said = json.loads(matter["said"]) if isinstance(matter["said"], str) else matter["said"]
            assert said == {
                "text": old["text"], "kept": True, "answer": old["answer"], "answer_by": old["answered_by_id"],
                "appeal": old["appeal"], "appeal_by": old["appealed_by_id"], "rule": old["ruling"],
                "rule_by": old["ruled_by_id"],
            }  # fmt: skip
            found = await rows("SELECT step, by_id FROM matter_steps WHERE matter_id = ? ORDER BY id", [matter["id"]])
            by = {"answer": "answered_by_id", "appeal": "appealed_by_id", "rule": "ruled_by_id"}
            expected = [("open", 2), *((one, old[by[one]] if one in by else 2) for one in taken)]
            assert [tuple(one.values()) for one in found] == expected
            people = await rows(
                "SELECT part, person_id FROM matter_people WHERE matter_id = ? ORDER BY id", [matter["id"]]
            )
            (star,) = await rows("SELECT member_id FROM star_appraisals WHERE id = ?", [old["appraisal_id"]])
            assert [tuple(one.values()) for one in people] == [("owner", 2), ("about", star["member_id"])]


@pytest.mark.parametrize("engine", ENGINES)
async def test_objections_keep_their_numbers_where_no_other_matter_has_them(engine: str) -> None:
    async with empty_database(engine):
        await migrate(KNOWN[:15])
        await fill()
        for table in ("matter_people", "matter_steps", "demo_sites", "star_exemptions", "star_themes", "transfers"):
            await rows(f"DELETE FROM {table} RETURNING id", [])
        await rows("DELETE FROM matters RETURNING 1", [])
        await migrate()
        assert [row["matter_id"] for row in await rows("SELECT * FROM star_objections ORDER BY id", [])] == [1, 2]
        assert [row["id"] for row in await rows("SELECT id FROM matters ORDER BY id", [])] == [1, 2]


@pytest.mark.parametrize("engine", ENGINES)
async def test_what_waits_for_a_group_finds_it_by_its_chatid_and_no_key_stays_in_the_outbox(engine: str) -> None:
    async with empty_database(engine):
        await migrate(KNOWN[:11])
        await fill()
        key = "webh1"
        await rows("UPDATE outbox SET channel = 'webhook', destination = ? WHERE id = 1 RETURNING id", [key])
        await rows("UPDATE outbox SET channel = 'webhook', destination = 'replaced' WHERE id = 2 RETURNING id", [])
        await rows("UPDATE channel_states SET channel = ? WHERE id = 1 RETURNING id", [f"webhook:{key}"])
        await rows("UPDATE channel_states SET channel = 'webhook:replaced' WHERE id = 2 RETURNING id", [])
        await rows("UPDATE outbox SET lease_until = 100000 WHERE id = 1 RETURNING id", [])
        await rows("UPDATE outbox SET lease_until = NULL WHERE id = 2 RETURNING id", [])
        await migrate()
        found = await rows("SELECT channel, destination, taken FROM outbox ORDER BY id", [])
        assert [tuple(row.values()) for row in found] == [("webhook", "chat1", 40000), ("webhook", "", None)]
        assert [row["channel"] for row in await rows("SELECT channel FROM channel_states", [])] == ["webhook:chat1"]


@pytest.mark.parametrize("engine", ENGINES)
async def test_every_table_refuses_a_row_twice_and_a_child_without_parent(engine: str) -> None:
    async with empty_database(engine):
        await migrate(KNOWN[:1])
        await fill()
        await migrate()
        shapes = await columns()
        for table in ("units", "branches", "demo_belts", "chat_groups", "persons"):
            again = {name: column for name, column in shapes[table].items() if name != "id"}
            with pytest.raises(IntegrityError):
                await insert(table, again, 1)
        with pytest.raises(IntegrityError):
            await rows("INSERT INTO branches (code, name, unit_id) VALUES ('x', 'x', 99) RETURNING id", [])
        with pytest.raises(IntegrityError):
            await rows("DELETE FROM units WHERE id = 1 RETURNING id", [])


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_changed_or_newer_step_is_refused_and_nothing_is_touched(engine: str) -> None:
    async with empty_database(engine):
        await migrate()
        before = await shape()
        changed = [replace(step, sql=step.sql + "\n-- later") if step.number == 2 else step for step in KNOWN]
        with pytest.raises(MigrationError, match="第 2 步迁移的文件被改过"):
            await migrate(changed)
        with pytest.raises(MigrationError, match="数据库比程序新"):
            await migrate(KNOWN[:-1])
        assert await shape() == before


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_step_that_breaks_off_leaves_nothing_behind(engine: str) -> None:
    async with empty_database(engine):
        await migrate(KNOWN[:1])
        before = await shape()
        broken = replace(KNOWN[1], sql="CREATE TABLE half (id {id});\nCREATE TABLE half (id {id});")
        with pytest.raises(Exception, match="half"):
            await migrate([KNOWN[0], broken])
        assert await shape() == before
        assert await migrate() == [step.name for step in KNOWN[1:]]


async def test_a_step_that_orphans_a_row_is_taken_back() -> None:
    async with empty_database("sqlite"):
        await migrate(KNOWN[:1])
        await fill()
        careless = replace(KNOWN[1], sql="DELETE FROM units WHERE id = 1;")
        with pytest.raises(MigrationError, match="失去了所属"):
            await migrate([KNOWN[0], careless])
        assert len(await rows("SELECT id FROM units", [])) == 2
        assert await migrate() == [step.name for step in KNOWN[1:]]
        with pytest.raises(IntegrityError):  # foreign keys are watched again
            await rows("DELETE FROM units WHERE id = 1 RETURNING id", [])


@pytest.mark.parametrize("engine", ENGINES)
async def test_every_model_matches_its_table(engine: str) -> None:
    async with empty_database(engine):
        await migrate()
        shapes = await columns()
        models = Tortoise.apps["models"].values()
        for model in models:
            described = model._meta
            columns_of = described.fields_db_projection
            assert set(columns_of.values()) == set(shapes[described.db_table]), described.db_table
            for name, column in columns_of.items():
                required = shapes[described.db_table][column][2]
                assert described.fields_map[name].null == (not required), (described.db_table, column)
                if isinstance(described.fields_map[name], fields.CharField) and engine == "postgres":
                    kind = shapes[described.db_table][column][1]
                    assert kind == f"character varying{described.fields_map[name].max_length}", (
                        described.db_table,
                        column,
                    )
        known = {model._meta.db_table for model in models} | {"migrations"}
        assert known == set(shapes)


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_slot_that_was_asked_for_stays_and_superseded_it_gives_its_place_free(engine: str) -> None:
    async with empty_database(engine):
        await migrate(KNOWN[:10])
        await fill()
        await migrate()
        with pytest.raises(IntegrityError):
            await rows("DELETE FROM duty_slots WHERE id = 1 RETURNING id", [])
        kept = ", ".join(name for name in (await columns())["duty_slots"] if name not in ("id", "superseded_at"))
        again = f"INSERT INTO duty_slots (id, {kept}) SELECT 9, {kept} FROM duty_slots WHERE id = 1 RETURNING id"
        with pytest.raises(IntegrityError):
            await rows(again, [])
        await rows("UPDATE duty_slots SET superseded_at = starts_at WHERE id = 1 RETURNING id", [])
        assert await rows(again, []) == [{"id": 9}]
