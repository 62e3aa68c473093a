"""Writing a district's places, people, groups and past records; runs in the caller's transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from config.database import records
from config.policy import Policy
from config.sample import SampleDistrict, SamplePerson, SampleReport
from models.honour.month_figures.actions import keep_in_step
from models.ledger.audit.actions import Cause, record
from models.organisation.people.rules import ROLE_NAMES, STANDING_NAMES, Role
from models.organisation.people.tables import Person, Post
from models.organisation.units.tables import BeltStop, Branch, ChatGroup, DemoBelt, Unit
from models.service.activities.rules import Status, report_closes
from models.service.activities.tables import ActivityRecord
from models.standards.sites.actions import register
from models.values.periods import Month
from models.values.refusal import Refusal, required

BOOKS_NOT_EMPTY = "数据库里已有组织资料，没有导入任何内容。要重来请换一个空数据库。"
UNITS_IN_A_CIRCLE = "单位 {code} 的上级绕成了圈，没有导入任何内容。"


@dataclass(frozen=True)
class _Books:
    units: dict[str, int]
    branches: dict[str, int]
    people: dict[str, Person]


async def is_empty() -> bool:
    """Return whether no unit is on the books."""
    return not await Unit.exists()


async def load(district: SampleDistrict, cause: Cause) -> None:
    """Write a district's places, people and groups into empty books; refuses with BOOKS_NOT_EMPTY."""
    if not await is_empty():
        raise Refusal(BOOKS_NOT_EMPTY)
    units = await _load_units(district)
    branches = {b.code: await Branch.create(code=b.code, name=b.name, unit_id=units[b.unit]) for b in district.branches}
    books = _Books(units, {code: branch.id for code, branch in branches.items()}, {})
    await _load_belts(district, books)
    for site in district.sites:
        await register(cause, units[site.unit], site.title, site.batch, site.named_on)
    for person in district.people:
        await _load_person(person, books, cause)
    for group in district.groups:
        await ChatGroup.create(
            chatid=group.chatid,
            name=group.name,
            unit_id=units[group.unit],
            webhook_key=group.webhook_key,
            heads=len(group.members),
        )
    await record(cause, "import", ("district", 1), after={"units": len(units), "people": len(district.people)})


async def _load_units(district: SampleDistrict) -> dict[str, int]:
    ids: dict[str, int] = {}
    waiting = list(district.units)
    while waiting:  # parents first, whatever the order of the file
        ready = required(
            [unit for unit in waiting if unit.parent is None or unit.parent in ids],
            UNITS_IN_A_CIRCLE,
            code=waiting[0].code,
        )
        for unit in ready:
            parent = ids[unit.parent] if unit.parent else None
            row = await Unit.create(code=unit.code, name=unit.name, kind=unit.kind, parent_id=parent)
            ids[unit.code] = row.id
        waiting = [unit for unit in waiting if unit.code not in ids]
    return ids


async def _load_belts(district: SampleDistrict, books: _Books) -> None:
    for position, belt in enumerate(district.belts, 1):
        row = await DemoBelt.create(
            code=belt.code,
            name=belt.name,
            position=position,
            valid_from=belt.valid_from,
            valid_to=belt.valid_to,
        )
        for number, stop in enumerate(belt.stops, 1):
            await BeltStop.create(belt=row, unit_id=books.units[stop.unit], position=number, core=stop.core)


async def _load_person(person: SamplePerson, books: _Books, cause: Cause) -> None:
    row = await Person.create(
        userid=person.userid,
        userid_key=person.userid.casefold(),
        name=person.name,
        unit_id=books.units[person.unit],
        branch_id=books.branches[person.branch] if person.branch else None,
        standing=person.standing,
        member_class=person.member_class,
        exempt=person.exempt,
        publish_name=person.publish_name,
        joined_on=date(cause.at.year, 1, 1),
        noticed_at=cause.at,
    )
    books.people[person.userid] = row
    for post in person.posts:
        await Post.create(
            person=row,
            role=Role(post.role),
            unit_id=books.units[post.unit],
            title=post.title,
            valid_from=post.valid_from,
            valid_to=post.valid_to,
        )


async def load_past(reports: Mapping[SampleReport, str], policy: Policy) -> None:
    """Write reports of the past as they were reported and confirmed, with their ledger rows and month rows.

    `reports` holds {report: the description that was read in its text}.
    """
    people = {person.userid: person for person in await Person.all()}
    for report, description in reports.items():
        await _load_report(report, description, people, policy)
    for member_id, unit_id, month in {
        (people[r.userid].id, people[r.userid].unit_id, Month.of(r.day)) for r in reports
    }:
        await keep_in_step(member_id, unit_id, month)


async def _load_report(report: SampleReport, description: str, people: dict[str, Person], policy: Policy) -> None:
    member, verifier = people[report.userid], people.get(report.verifier or "")
    closes = report_closes(Month.of(report.day), policy.ranking.report_until_day)
    row = await ActivityRecord.create(
        member_id=member.id,
        branch_id=member.branch_id,
        unit_id=member.unit_id,
        day=report.day,
        month=str(Month.of(report.day)),
        category=report.category,
        minutes=report.minutes,
        description=description[: policy.activity.description_characters],
        place=report.place,
        source_text=report.text,
        timely=report.reported_at < closes,
        status=Status.VERIFIED if verifier else Status.CLAIMED,
        reported_at=report.reported_at,
        message_key="sample",
        decided_by_id=verifier.id if verifier else None,
        decided_at=report.verified_at,
    )
    figures = {"day": report.day.isoformat(), "category": report.category, "minutes": report.minutes}
    await record(Cause(member.userid, report.reported_at, "sample"), "report", ("activity", row.id), after=figures)
    if verifier and report.verified_at:
        await record(Cause(verifier.userid, report.verified_at, "sample"), "verify", ("activity", row.id))


def role_names(person: SamplePerson) -> tuple[str, ...]:
    """Return the roles of a sample person for people: membership first, then posts, residents as 群众."""
    member = [ROLE_NAMES[Role.MEMBER]] if person.standing in ("full", "probationary") else []
    posts = [ROLE_NAMES[Role(post.role)] for post in person.posts]
    return tuple(dict.fromkeys([*member, *posts])) or (ROLE_NAMES[Role.RESIDENT],)


# Asked after every message of the sandbox.
_HERE = (
    "SELECT persons.userid, persons.name, persons.standing, units.name FROM persons "
    "JOIN units ON units.id = persons.unit_id WHERE persons.left_on IS NULL ORDER BY persons.id"
)


async def entered_beside(known: Collection[str]) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Return (account, name, standing in a word, unit) of those on the books whose accounts are none of the known."""
    found = await records(_HERE, [])
    return [(who, name, (STANDING_NAMES[standing],), unit) for who, name, standing, unit in found if who not in known]
