"""A large made-up district, written past the models for speed; month rows are counted here, apart from any SQL."""

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # ships no types

from bot.clock import SHANGHAI
from config.database import is_sqlite, sqlite_path
from models.honour.month_figures.actions import SERVICES
from models.values.periods import Month

LAST = Month(2026, 10)
MONTHS = [*reversed(LAST.earlier(11)), LAST]
KINDS = ("village",) * 7 + ("community",) * 2 + ("agency",)
CLASSES = ("mobile",) + (None,) * 5 + ("farming",) * 4
STATES = ("verified",) * 8 + ("claimed", "returned")
RECORD_COLUMNS = (
    "id", "version", "member_id", "unit_id", "day", "month", "category", "minutes", "description", "companions",
    "flags", "late_report", "timely", "status", "reported_at", "message_key", "decided_by_id",
)  # fmt: skip
COLUMNS = {
    "units": ("id", "code", "name", "kind"),
    "persons": (
        "id", "userid", "userid_key", "name", "unit_id", "standing", "member_class", "exempt", "publish_name",
        "joined_on", "left_on",
    ),
    "activity_records": RECORD_COLUMNS,
    "month_rows": ("id", "month", "unit_id", "member_id", "records", "minutes"),
}  # fmt: skip


@dataclass
class District:
    """How large it is, and what its rows are; the same for the same numbers."""

    records: int
    members: int
    units: int
    _counted: dict[tuple[str, int, int], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield a table's rows; the month rows only after the records."""
        makers = {
            "units": self._units,
            "persons": self._persons,
            "activity_records": self._records,
            "month_rows": self._month_rows,
        }
        return makers[table]()

    def _units(self) -> Iterator[tuple[Any, ...]]:
        for number in range(1, self.units + 1):
            yield number, f"U{number:05}", f"第{number}村", KINDS[number % len(KINDS)]

    def _unit_of(self, member: int) -> int:
        return member % self.units + 1

    def _persons(self) -> Iterator[tuple[Any, ...]]:
        chance = random.Random(1)
        joined, left = date(2020, 1, 1), date(2026, 9, 1)
        for number in range(1, self.members + 1):
            standing = "probationary" if chance.random() < 0.05 else "full"
            gone = left if chance.random() < 0.02 else None
            name, kind = f"M{number:06}", chance.choice(CLASSES)
            exempt = chance.random() < 0.03
            yield number, name, name.lower(), name, self._unit_of(number), standing, kind, exempt, False, joined, gone

    def _records(self) -> Iterator[tuple[Any, ...]]:
        chance = random.Random(2)
        categories = [*SERVICES, "study"]
        self._counted.clear()
        for number in range(1, self.records + 1):
            member, month = int(chance.random() * self.members) + 1, MONTHS[int(chance.random() * len(MONTHS))]
            # Some served while they still belonged to another unit.
            unit = self._unit_of(member if chance.random() < 0.99 else member + 1)
            day = month.first + timedelta(days=int(chance.random() * 28))
            category = categories[int(chance.random() * len(categories))]
            status, timely = STATES[int(chance.random() * len(STATES))], chance.random() < 0.95
            minutes = int(chance.random() * 40 + 2) * 5
            if status == "verified" and timely and category != "study":
                sums = self._counted[str(month), unit, member]
                sums[0] += 1
                sums[1] += minutes
            at = datetime(day.year, day.month, day.day, 18, tzinfo=SHANGHAI)
            decider = member % self.members + 1 if status == "verified" else None
            yield (
                number, 1, member, unit, day, str(month), category, minutes, "清理沟渠", "[]",
                "[]", False, timely, status, at, f"app:{number}", decider,
            )  # fmt: skip

    def _month_rows(self) -> Iterator[tuple[Any, ...]]:
        for number, ((month, unit, member), (count, minutes)) in enumerate(self._counted.items(), 1):
            yield number, month, unit, member, count, minutes

    async def write(self, url: str) -> None:
        """Write every row into a migrated, empty database that nobody else has open."""
        if is_sqlite(url):
            self._write_sqlite(url)
        else:
            await self._write_postgres(url)

    def _write_sqlite(self, url: str) -> None:
        opened = sqlite3.connect(sqlite_path(url))
        try:
            opened.execute("PRAGMA synchronous=OFF")
            for table, columns in COLUMNS.items():
                places = ", ".join("?" * len(columns))
                statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
                opened.executemany(statement, (tuple(map(_plain, row)) for row in self.rows(table)))
            opened.commit()
            opened.execute("ANALYZE")
        finally:
            opened.close()

    async def _write_postgres(self, url: str) -> None:
        opened = await asyncpg.connect(url)
        try:
            # The rows are made to fit; checking a million references takes longer than everything else.
            await opened.execute("SET session_replication_role = replica")
            for table, columns in COLUMNS.items():
                await opened.copy_records_to_table(table, records=self.rows(table), columns=columns)
                await opened.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table}")
            await opened.execute("VACUUM ANALYZE")
        finally:
            await opened.close()


def _plain(value: object) -> object:
    return str(value) if isinstance(value, date) else value
