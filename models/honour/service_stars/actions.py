"""Asking members whether they may be named, and listing those who agreed; runs in the caller's transaction."""

from collections.abc import Mapping, Sequence

from models.honour.service_stars.rules import (
    ASKED_BEFORE,
    MOST,
    NOBODY_AGREED,
    NOTHING_DONE,
    SERVICE_STAR,
    TOO_MANY,
    ServiceStar,
    ServiceStarState,
    in_order,
)
from models.honour.service_stars.tables import ServiceStarRow
from models.honour.service_stars.texts import title
from models.matters.steps.actions import open_matter, readable
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branch_led_by, member_named, members
from models.organisation.authority.deciders import Part
from models.organisation.authority.rules import COMMITTEE
from models.organisation.people.actions import lock
from models.organisation.people.rules import check_may_be_asked
from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.service.examples.actions import deeds_of
from models.service.examples.rules import Deeds
from models.values.periods import Month
from models.values.refusal import Refusal, required

STANDING = (ServiceStarState.ASKED, ServiceStarState.AGREED)


async def ask(act: Act, month: Month, names: Sequence[str]) -> list[tuple[int, Person, Deeds]]:
    """Ask members of the asker's branch, all of them or, with a Refusal, nobody; return numbers, people, deeds.

    Refuses with UnknownMember, TOO_MANY, NOT_TO_BE_ASKED, NOTHING_DONE, ASKED_BEFORE.
    """
    branch = await branch_led_by(act.asker, COMMITTEE)
    people = [await member_named(branch, name, act.today) for name in dict.fromkeys(names)]
    await lock([one.id for one in await members(branch.id)])
    for one in people:
        check_may_be_asked(one.name, declines=one.declines_records)
    deeds = await deeds_of([one.id for one in people], [month])
    _check(people, deeds, await _of_month(branch.id, month), month)
    return [(await _open(act, branch, one.id, month), one, deeds[one.id]) for one in people]


def _check(people: Sequence[Person], deeds: Mapping[int, Deeds], found: Sequence[Matter], month: Month) -> None:
    """Raise what stands against asking some people for a month for which others have been asked."""
    there = sum(one.state in STANDING for one in found)
    if there + len(people) > MOST:
        raise Refusal(TOO_MANY, most=MOST, month=month.name, there=there)
    asked = {p.person_id: one.state for one in found for p in one.people if p.part == Part.ABOUT}
    for one in people:
        if one.id in asked:
            raise Refusal(ASKED_BEFORE, name=one.name, month=month.name, state=SERVICE_STAR.states[asked[one.id]])
        if one.id not in deeds:
            raise Refusal(NOTHING_DONE, name=one.name, month=month.name)


async def _open(act: Act, branch: Branch, person_id: int, month: Month) -> int:
    parts = {Part.ABOUT: [person_id], Part.OTHER: [act.asker.person_id or 0]}
    opening = Opening(branch.unit_id, title(month), parts, branch_id=branch.id)
    matter = await open_matter(act, SERVICE_STAR, opening)
    await ServiceStarRow.create(matter_id=matter.id, month=str(month))
    return matter.id


async def agreed(act: Act, month: Month) -> tuple[str, list[ServiceStar]]:
    """Return the asker's branch and who of it may be named for a month, by the alphabet; refuses with NOBODY_AGREED."""
    branch = await branch_led_by(act.asker, COMMITTEE)
    found = [one for one in await _of_month(branch.id, month) if one.state == ServiceStarState.AGREED]
    people = {p.person_id: p.person.name for one in found for p in one.people if p.part == Part.ABOUT}
    deeds = await deeds_of(people, [month])
    stars = required(
        in_order([ServiceStar(name, deeds[one]) for one, name in people.items() if one in deeds]),
        NOBODY_AGREED,
        month=month.name,
        number=month.number,
    )
    return branch.name, stars


async def _of_month(branch_id: int, month: Month) -> list[Matter]:
    numbers = await ServiceStarRow.filter(month=str(month)).values_list("matter_id", flat=True)
    return await readable(
        Matter.filter(kind=SERVICE_STAR.code, id__in=list(numbers), branch_id=branch_id), SERVICE_STAR
    )


async def month_of(number: int) -> Month:
    """Return the month for which somebody was asked."""
    return Month.parse((await ServiceStarRow.get(matter_id=number)).month)
