"""Recommending, checking and telling of examples; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Sequence

from tortoise.queryset import QuerySet

from config.catalogue import categories
from models.matters.steps.actions import Taken, open_matter, readable, take, told_of
from models.matters.steps.rules import NoSuchMatter, Opening, Words
from models.matters.steps.tables import Matter, MatterPerson
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branch_led_by, member_named, members
from models.organisation.authority.deciders import Part
from models.organisation.authority.rules import COMMITTEE
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import lock
from models.organisation.people.rules import check_may_be_asked
from models.organisation.people.tables import Person
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.service.examples.rules import (
    EXAMPLE,
    EXAMPLE_UNDER_WAY,
    OF_MONTHS,
    OWN_EXAMPLE,
    VISIT_MONTHS,
    Deeds,
    ExampleState,
    Exemplar,
    candidates,
    check_story,
)
from models.service.examples.tables import ExampleRow
from models.values.grouping import grouped
from models.values.periods import Month
from models.values.refusal import Refusal, required

STANDING = (ExampleState.RECOMMENDED, ExampleState.CHECKED, ExampleState.AGREED, ExampleState.PUBLISHED)


async def deeds_of(people: Collection[int], months: Sequence[Month]) -> dict[int, Deeds]:
    """Return {person: what was confirmed of him in some months}, of those of whom anything was."""
    found = ActivityRecord.filter(member_id__in=list(people), month__in=[str(one) for one in months])
    rows = await found.filter(status=Status.VERIFIED).values_list("member_id", "month", "category")
    each = grouped(
        (member_id, (month, category)) for member_id, month, category in rows if categories()[category].service
    )
    return {
        person: Deeds(
            len(done),
            len({month for month, _ in done}),
            dict(Counter(categories()[kind].name for _, kind in done).most_common()),
        )
        for person, done in each.items()
    }


async def steady(act: Act) -> list[tuple[str, Deeds]]:
    """Return who of the asker's branch served steadily and may be asked, in the order of the roster; never himself."""
    branch = await branch_led_by(act.asker, COMMITTEE)
    others = [one for one in await members(branch.id) if one.id != act.asker.person_id]
    people = {one.id: one.name for one in others if not one.declines_records}
    found = await deeds_of(people, Month.of(act.today).after.earlier(OF_MONTHS))
    return candidates({name: found[one] for one, name in people.items() if one in found})


async def recommend(act: Act, name: str, story: str) -> tuple[Exemplar, list[Person]]:
    """Let a committee recommend another member of its branch; return who checks the facts.

    Refuses with UnknownMember, OWN_EXAMPLE, NOT_TO_BE_ASKED, STORY_LENGTH, NotForEverybody or EXAMPLE_UNDER_WAY.
    """
    branch = await branch_led_by(act.asker, COMMITTEE)
    person = await member_named(branch, name, act.today)
    if person.id == act.asker.person_id:
        raise Refusal(OWN_EXAMPLE)
    check_may_be_asked(person.name, declines=person.declines_records)
    check_story(story)
    await check_for_everybody(act, story)
    await lock([person.id])
    standing = MatterPerson.filter(person_id=person.id, part=Part.ABOUT, matter__kind=EXAMPLE.code)
    if one := await standing.filter(matter__state__in=list(STANDING)).select_related("matter").first():
        state = EXAMPLE.states[one.matter.state]
        raise Refusal(EXAMPLE_UNDER_WAY, name=person.name, number=EXAMPLE.sign.show(one.matter_id), state=state)
    parts = {Part.ABOUT: [person.id], Part.OTHER: [act.asker.person_id or 0]}
    opening = Opening(branch.unit_id, person.name, parts, branch_id=branch.id, said={"story": story})
    matter = await open_matter(act, EXAMPLE, opening)
    await ExampleRow.create(matter_id=matter.id)
    told, _ = await told_of(act, EXAMPLE, matter.id, "check")
    return await read(act, matter.id), told


async def read(act: Act, number: int) -> Exemplar:
    """Return an example by its number; raises NoSuchMatter."""
    return required(
        await _examples(act, Matter.filter(kind=EXAMPLE.code, id=number)),
        NoSuchMatter,
        number=EXAMPLE.sign.show(number),
    )[0]


async def published(act: Act, unit_ids: Collection[int] | None = None) -> list[Exemplar]:
    """Return the examples that everybody may read, of some units or of all."""
    rows = Matter.filter(kind=EXAMPLE.code, state=ExampleState.PUBLISHED)
    return await _examples(act, rows if unit_ids is None else rows.filter(unit_id__in=list(unit_ids)))


async def agreed(act: Act, unit_ids: Collection[int]) -> list[Exemplar]:
    """Return the examples of some units who have agreed, and of whom nobody is told yet."""
    rows = Matter.filter(kind=EXAMPLE.code, state=ExampleState.AGREED, unit_id__in=list(unit_ids))
    return await _examples(act, rows)


async def _examples(act: Act, matters: QuerySet[Matter]) -> list[Exemplar]:
    found = await readable(matters, EXAMPLE)
    rows = {row.matter_id: row for row in await ExampleRow.filter(matter_id__in=[one.id for one in found])}
    about = {one.id: next(p.person for p in one.people if p.part == Part.ABOUT) for one in found}
    year = Month.of(act.today).after.earlier(VISIT_MONTHS)
    deeds = await deeds_of({person.id for person in about.values()}, year)
    return [
        Exemplar(
            one.id,
            about[one.id].name,
            about[one.id].userid,
            one.unit.name,
            one.unit_id,
            one.said["story"],
            ExampleState(one.state),
            deeds.get(about[one.id].id, Deeds(0, 0, {})),
            rows[one.id].published_on,
            rows[one.id].visited_on,
        )
        for one in found
    ]


async def publish(act: Act, number: int) -> Exemplar:
    """Let an office tell of somebody who has agreed to it; raises what `take` raises."""
    await take(act, EXAMPLE, number, "publish")
    await ExampleRow.filter(matter_id=number).update(published_on=act.today)
    return await read(act, number)


async def visit(act: Act, number: int, found: str) -> Exemplar:
    """Note that an example was visited again today, and what was found."""
    await take(act, EXAMPLE, number, "visit", Words(reason=found))
    await ExampleRow.filter(matter_id=number).update(visited_on=act.today)
    return await read(act, number)


async def of_taken(act: Act, taken: Taken) -> tuple[Exemplar, str | None]:
    """Return the example of which a step was taken, and the userid of who recommended him."""
    opener = taken.people.get(Part.OTHER, ())
    return await read(act, taken.matter.id), opener[0].userid if opener else None
