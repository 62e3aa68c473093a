"""Reading all that is kept about one person.

Whatever table says something about a person is read here: tests/ledger/test_personal_data.py holds it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from tortoise.expressions import Q

from config.catalogue import categories
from config.star_catalogue import catalogue
from config.zone import SHANGHAI
from models.duty.attendance.tables import DutyLog
from models.duty.leave.rules import LeaveState
from models.duty.planner.shifts import ShiftPart
from models.duty.roster.tables import DutyAbsence, DutySlot
from models.duty.swaps.rules import SwapState
from models.duty.swaps.tables import DutySwap
from models.ledger.feedback.tables import Feedback
from models.ledger.personal_data import rules, texts
from models.ledger.personal_data.rules import DataEntry
from models.library.talks.rules import HalfDay
from models.library.talks.tables import TalkOffer, TalkTime
from models.matters.steps.rules import Kind
from models.matters.steps.tables import MatterPerson
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.people.rules import ROLE_NAMES, Role
from models.organisation.people.tables import Person, Post
from models.organisation.transfers.tables import Transfer
from models.procedure.party_life.actions import rolls
from models.procedure.party_life.rules import Meeting
from models.service.activities.actions import claim_of, number_of
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.stars.appraisal.rules import SENT_ON, SHOWN, StarState
from models.stars.appraisal.tables import StarAppraisal, StarOutcome, StarPeerCount, StarSelfReport
from models.stars.points.rules import TENTHS, FindingKind
from models.stars.points.tables import StarEntry
from models.stars.review.rules import YearlyOutcome
from models.stars.standing_out.rules import EXEMPTION
from models.stars.standing_out.tables import StarExemption
from models.stars.theme_stars.rules import THEME
from models.stars.theme_stars.tables import StarTheme
from models.values.periods import Month, Period
from models.values.refusal import required

Entries = list[DataEntry]


async def kept_about(act: Act, kinds: Mapping[str, Kind]) -> dict[str, Entries]:
    """Return {title: all of it that is kept about the asker, the newest last}; refuses with NOTHING_KEPT.

    `kinds` are the {code: kind} of the matters there are.
    """
    person = required(
        await Person.get_or_none(id=act.asker.person_id or 0).select_related("unit", "branch"), rules.NOTHING_KEPT
    )
    read = {
        texts.ROSTER: _roster(person),
        texts.POSTS: await _posts(person),
        texts.SERVICE: await _service(person),
        texts.SELF_REPORTS: await _self_reports(person),
        texts.STARS: await _stars(person),
        texts.FINDINGS: await _findings(person),
        texts.DUTY: await _duty(person),
        texts.TALKS: await _talks(person),
        texts.MATTERS: await _matters(person, kinds),
        texts.SUGGESTIONS: await _suggestions(person),
    }
    return {title: entries for title, entries in read.items() if entries}


async def _talks(person: Person) -> Entries:
    offers = await TalkOffer.filter(speaker_id=person.id).order_by("id")
    times = await TalkTime.filter(speaker_id=person.id).order_by("day", "half")
    said = [DataEntry(texts.talk(one.topic, ended=one.ended_on is not None), one.agreed_on) for one in offers]
    return said + [DataEntry(texts.free_to_speak(HalfDay(one.day, one.half)), one.day) for one in times]


def _roster(person: Person) -> Entries:
    branch = person.branch.name if person.branch else ""
    place = f"{person.name}，{branch if branch.startswith(person.unit.name) else person.unit.name + branch}"
    return [
        DataEntry(texts.on_the_roster(place, person.standing, person.member_class, person.villagers_group)),
        DataEntry(texts.account(person.userid)),
        DataEntry(texts.consent(publish=person.publish_name)),
    ]


async def _posts(person: Person) -> Entries:
    rows = await Post.filter(person_id=person.id).order_by("valid_from", "id")
    return [
        DataEntry(texts.post(row.title or ROLE_NAMES[Role(row.role)], row.valid_from, row.valid_to)) for row in rows
    ]


async def _service(person: Person) -> Entries:
    rows = await ActivityRecord.filter(member_id=person.id).exclude(status=Status.REPLACED).order_by("day", "id")
    return [
        DataEntry(texts.service(number_of(row), claim_of(row), Status(row.status), categories()), row.day)
        for row in rows
    ]


async def _self_reports(person: Person) -> Entries:
    rows = await StarSelfReport.filter(member_id=person.id).order_by("month", "version")
    names = {code: one.name for code, one in catalogue().themes.items()}
    return [
        DataEntry(
            texts.self_report(
                Month.parse(row.month).name,
                row.version,
                row.stars,
                [names.get(theme, theme) for theme in row.themes],
                row.reason,
            )
        )
        for row in rows
    ]


async def _stars(person: Person) -> Entries:
    rows = await StarAppraisal.filter(member_id=person.id).order_by("period", "id")
    known = SHOWN | SENT_ON | {StarState.ENDED}
    return [
        DataEntry(texts.star(Period.parse(row.period), StarState(row.state), row.stars, known=row.state in known))
        for row in rows
    ]


async def _findings(person: Person) -> Entries:
    return [
        *map(_entered, await StarEntry.filter(member_id=person.id).order_by("id")),
        *[
            DataEntry(texts.peers(Period.parse(row.period), row.counts))
            for row in await StarPeerCount.filter(member_id=person.id).order_by("period")
        ],
        *[
            DataEntry(texts.outcome(row.year, YearlyOutcome(row.outcome)))
            for row in await StarOutcome.filter(member_id=person.id).order_by("year")
        ],
        *[
            DataEntry(texts.missed(Meeting(row.assembly)), row.day)
            for branch_id in await _branches_of(person)
            for row in await rolls(branch_id)
            if person.id in (row.absent or ())
        ],
        *await _wishes(person),
    ]


async def _branches_of(person: Person) -> list[int]:
    """Return the branches whose sheets may say something of somebody: his own, and those that he has left."""
    left = await Transfer.filter(member_id=person.id).values_list("from_branch_id", flat=True)
    return [person.branch_id or 0, *left]  # type: ignore[list-item]


def _entered(row: StarEntry) -> DataEntry:
    reason, points = " ".join(filter(None, (row.reason, row.document))), Fraction(row.tenths, TENTHS)
    return DataEntry(
        texts.finding(row.id, FindingKind(row.kind), points, reason, cancelled=row.cancelled_at is not None)
    )


async def _wishes(person: Person) -> Entries:
    out = await StarExemption.filter(member_id=person.id).select_related("matter").order_by("id")
    stars = await StarTheme.filter(member_id=person.id).select_related("matter").order_by("id")
    names = {code: one.name for code, one in catalogue().themes.items()}
    return [
        *[
            DataEntry(texts.exemption(row.matter_id, row.year, EXEMPTION.states[row.matter.state], row.reason))
            for row in out
        ],
        *[
            DataEntry(
                texts.theme_star(
                    row.matter_id,
                    row.year,
                    names.get(row.theme, row.theme),
                    THEME.states[row.matter.state],
                    row.evidence,
                )
            )
            for row in stars
        ],
    ]


async def _duty(person: Person) -> Entries:
    slots = await DutySlot.filter(person_id=person.id).order_by("starts_at")
    leaves = await DutyAbsence.filter(person_id=person.id).order_by("id")
    swaps = await DutySwap.filter(Q(asker_id=person.id) | Q(other_id=person.id)).order_by("id")
    logs = await DutyLog.filter(person_id=person.id).order_by("id")
    return [
        *[DataEntry(texts.shift(ShiftPart(row.part), present=row.presence is not None), row.day) for row in slots],
        *[DataEntry(texts.leave(LeaveState(row.state), row.last_day, row.reason), row.first_day) for row in leaves],
        *[DataEntry(texts.swap(row.id, SwapState(row.state)), _local(row.asked_at)) for row in swaps],
        *[DataEntry(texts.log(row.counts, row.handover), row.day) for row in logs],
    ]


# They have tables of their own, which are read above.
_READ_ABOVE = (EXEMPTION.code, THEME.code)


async def _matters(person: Person, kinds: Mapping[str, Kind]) -> Entries:
    parts = MatterPerson.filter(person_id=person.id, matter__kind__in=list(kinds)).select_related("matter")
    return [
        DataEntry(
            texts.matter(
                kinds[part.matter.kind],
                part.matter_id,
                part.matter.title,
                part.matter.state,
                about=part.part == Part.ABOUT,
            ),
            _local(part.matter.opened_at),
        )
        for part in await parts.order_by("matter_id", "id")
        if part.matter.kind not in _READ_ABOVE
    ]


async def _suggestions(person: Person) -> Entries:
    rows = await Feedback.filter(person_id=person.id).order_by("id")
    return [DataEntry(texts.suggestion(row.id, row.text, row.answer), _local(row.received_at)) for row in rows]


def _local(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
