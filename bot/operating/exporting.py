"""The books as CSV that WPS and Excel open as text: in pages, never all in memory, and without any key."""

import csv
import json
from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Any, TextIO

from tortoise.models import Model
from tortoise.queryset import QuerySet

from bot.clock import SHANGHAI
from config.catalogue import categories
from models.ledger.audit.tables import AuditRow
from models.organisation.people.rules import CLASS_NAMES, ROLE_NAMES, STANDING_NAMES, Role
from models.organisation.people.tables import Person
from models.service.activities.rules import STATUS_NAMES, Status
from models.service.activities.tables import ActivityRecord
from models.values.days import in_force
from models.values.numbers import Sign

PAGE = 500
# A cell that begins with one of these may be taken for a formula, whatever is written after it.
RISKY = tuple("=+-@＝＋－＠\t\r\n")

ACTIVITIES = (
    "编号 版本 姓名 单位 党支部 日期 类别 分钟 数量 数量单位 内容 地点 状态 补报 上报时间 核实人 核实时间 退回原因"
)
PEOPLE = "姓名 单位 党支部 职务 政治面貌 党员类别"
AUDIT = "序号 时间 操作人 操作 对象 对象编号 依据 之前 之后 原因"

Row = Sequence[str | int | None]


async def write_csv(what: str, to: TextIO, today: date) -> None:
    """Write `activities`, `people` (with the posts they hold today) or `audit`.

    With a byte order mark, a Chinese header and CRLF line ends.
    """
    header, rows = {
        "activities": (ACTIVITIES, _activities()),
        "people": (PEOPLE, _people(today)),
        "audit": (AUDIT, _audit()),
    }[what]
    to.write("\ufeff")
    writer = csv.writer(to, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(header.split())
    async for row in rows:
        writer.writerow([harmless(cell) for cell in row])


def harmless(cell: str | int | None) -> str | int | None:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(RISKY) else cell


async def _pages(found: "QuerySet[Any]") -> AsyncIterator[Any]:
    """Yield every row of a query by id, a page at a time."""
    last = 0
    while page := await found.filter(id__gt=last).order_by("id").limit(PAGE):
        for row in page:
            yield row
        last = page[-1].id


async def _activities() -> AsyncIterator[Row]:
    standing = ActivityRecord.exclude(status=Status.REPLACED)
    async for row in _pages(standing.select_related("member", "unit", "branch", "decided_by")):
        kind = categories().get(row.category)
        yield (
            Sign.RECORD.show(row.root_id or row.id),
            row.version,
            row.member.name,
            row.unit.name,
            _name(row.branch),
            row.day.isoformat(),
            kind.name if kind else row.category,
            row.minutes,
            row.count,
            row.count_unit,
            row.description,
            row.place,
            STATUS_NAMES[Status(row.status)],
            "是" if row.late_report else "",
            _moment(row.reported_at),
            _name(row.decided_by),
            _moment(row.decided_at),
            row.decision_reason,
        )


async def _people(today: date) -> AsyncIterator[Row]:
    here = Person.filter(left_on=None).select_related("unit", "branch").prefetch_related("posts")
    async for row in _pages(here):
        held = {Role(post.role) for post in row.posts if in_force(post.valid_from, post.valid_to, today)}
        yield (
            row.name,
            row.unit.name,
            _name(row.branch),
            "、".join(ROLE_NAMES[role] for role in Role if role in held),
            STANDING_NAMES.get(row.standing, row.standing),
            CLASS_NAMES.get(row.member_class or "", row.member_class),
        )


async def _audit() -> AsyncIterator[Row]:
    async for row in _pages(AuditRow.all()):
        yield (
            row.id,
            _moment(row.at),
            row.actor,
            row.action,
            row.subject,
            row.subject_id,
            row.message_key,
            _values(row.before),
            _values(row.after),
            # Why a committee gave, changed or ended somebody's star stays with the branch.
            None if row.subject.startswith(("star_", "matter")) else row.reason,
        )


def _name(row: Model | None) -> str | None:
    return None if row is None else str(row.name)  # type: ignore[attr-defined]  # people and branches have names


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def _values(values: Any) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, sort_keys=True)
