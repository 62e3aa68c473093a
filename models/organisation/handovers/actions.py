"""Opening a handover when somebody goes, and who still owes one; runs in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from models.matters.steps.actions import lapse, open_matter, told_of
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter, MatterPerson
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.handovers import texts
from models.organisation.handovers.rules import HANDOVER
from models.organisation.people.tables import Person


async def open_handover(
    act: Act, person_id: int, lines: Sequence[str], why: str = texts.GONE, posts: Sequence[tuple[int, str]] = ()
) -> None:
    """Keep what somebody leaves to others, for the secretary of his unit or the office above; `why` is how he does.

    `posts` are those that he leaves empty, as (unit, role).
    """
    person = await Person.get(id=person_id)
    # He is no part to whom it belongs: a matter does not outlive those.
    parts = {Part.OTHER: [person_id]}
    said = {"lines": list(dict.fromkeys(lines)), "posts": list(posts)}
    opening = Opening(person.unit_id, texts.title(person.name, why), parts, branch_id=person.branch_id, said=said)
    await open_matter(act, HANDOVER, opening)


async def needed_no_more(act: Act, person_id: int, gone: datetime) -> None:
    """Close the handover that was opened at the moment at which somebody was believed gone."""
    opened = Matter.filter(kind=HANDOVER.code, closed_at=None, people__person_id=person_id, opened_at=gone)
    for matter in await opened:
        await lapse(act, HANDOVER, matter.id, "finish")


async def forget_name(person: Person, name: str) -> None:
    """Let the handovers that somebody has left name him no more."""
    his = MatterPerson.filter(person_id=person.id, part=Part.OTHER, matter__kind=HANDOVER.code).select_related("matter")
    for one in await his:
        await Matter.filter(id=one.matter_id).update(title=one.matter.title.replace(person.name, name))


async def owed(act: Act) -> list[tuple[int, str, str]]:
    """Return (number, what it is called, userid of somebody who has to see to it) for every open handover."""
    found = []
    for matter in await Matter.filter(kind=HANDOVER.code, closed_at=None).order_by("id"):
        people, _ = await told_of(act, HANDOVER, matter.id, "finish")
        found += [(matter.id, matter.title, one.userid) for one in people]
    return found
