"""Recording that somebody has died, and ending a membership once the office above has confirmed it."""

from collections.abc import Collection
from datetime import timedelta

from models.ledger.audit.actions import record
from models.ledger.audit.tables import AuditRow
from models.matters.steps.actions import give_back, open_matter, told_of
from models.matters.steps.rules import Kind, Opening
from models.matters.steps.tables import Matter, MatterPerson
from models.organisation.authority.act import Act
from models.organisation.authority.actions import area_of
from models.organisation.authority.deciders import Part
from models.organisation.exits import rules
from models.organisation.exits.rules import EXIT, ExitManner
from models.organisation.handovers.actions import needed_no_more
from models.organisation.people.actions import called, end_posts, leave, lock
from models.organisation.people.rules import BRANCH_POSTS, MEMBER_STANDINGS, OFFICES
from models.organisation.people.tables import Person, Post
from models.organisation.register.actions import whom
from models.values.refusal import Refusal, required

DIED, GONE_AWAY = "died", "gone_away"


async def to_take_off(act: Act, name: str) -> Person:
    """Return who would be taken off the books: he lives elsewhere now, or was entered by mistake.

    Refuses with NOBODY_THERE, WhichOne, OWN_ENTRY, or MEMBER_GOES for a member whom only an office takes off so.
    """
    person = await whom(act, name.split())
    if person.id == act.asker.person_id:
        raise Refusal(rules.OWN_ENTRY)
    is_new = person.joined_on >= act.today - timedelta(days=rules.UNDONE_WITHIN_DAYS)
    if person.standing in MEMBER_STANDINGS and not is_new and not act.asker.roles & OFFICES:
        raise Refusal(rules.MEMBER_GOES, name=person.name)
    return person


async def gone(act: Act, person: Person, how: str) -> None:
    """Record that somebody has died or lives elsewhere: his posts end, his records stay, and it can be taken back."""
    await lock([person.id])
    held = await Post.held_on(act.today).filter(person_id=person.id)
    ends = {str(one.id): one.valid_to.isoformat() if one.valid_to else None for one in held}
    await leave(person.userid, act.cause)
    await record(act.cause, how, ("person", person.id), before={"posts": ends})


async def mistaken(act: Act, name: str) -> tuple[Person, AuditRow]:
    """Return who of the asker's area was said to be gone not long ago, and what was kept of that.

    Refuses with NOBODY_DIED or WhichOne.
    """
    area, since = await area_of(act.asker), act.today - timedelta(days=rules.UNDONE_WITHIN_DAYS)
    gone = await Person.filter(unit_id__in=list(area.units), left_on__gte=since)
    died = AuditRow.filter(
        action__in=[DIED, GONE_AWAY], subject="person", subject_id__in=[one.id for one in gone]
    ).order_by("id")
    kept = {row.subject_id: row for row in await died}
    theirs = [one for one in gone if one.id in kept and area.holds(one.unit_id, one.branch_id)]
    person = required(await called(name, theirs, act.today), rules.NOBODY_DIED, name=name)
    return person, kept[person.id]


async def alive(act: Act, name: str, kinds: Collection[Kind]) -> tuple[Person, list[tuple[str, int]]]:
    """Take back that somebody is gone: he, his posts and what he had in hand are as before; else NOBODY_DIED.

    His turns stay others'. Return him with (what it is called, who has looked after it) of what was in others' hands.
    """
    person, died = await mistaken(act, name)
    await lock([person.id])
    await Person.filter(id=person.id).update(left_on=None)
    for post, end in died.before["posts"].items():
        await Post.filter(id=int(post)).update(valid_to=end)
    await record(act.cause, "not_died", ("person", person.id))
    await needed_no_more(act, person.id, died.at)
    return person, await give_back(act, kinds, person.id, died.at)


async def ask(act: Act, name: str, manner: ExitManner) -> tuple[Person, int, list[Person]]:
    """Ask the office above to confirm the end of a membership; return whose, the number, and who decides.

    Nothing changes for him before. Refuses with NOBODY_THERE, NO_MEMBER or END_UNDER_WAY.
    """
    person = await member(act, name)
    await lock([person.id])
    await _check_not_asked(person)
    parts = {Part.ABOUT: [person.id], Part.OTHER: [act.asker.person_id or 0]}
    opening = Opening(person.unit_id, manner, parts, branch_id=person.branch_id, said={"manner": manner})
    matter = await open_matter(act, EXIT, opening)
    told, _ = await told_of(act, EXIT, matter.id, "confirm", everybody=True)
    return person, matter.id, told


async def member(act: Act, name: str) -> Person:
    """Return the member of the asker's area who is meant; refuses with NOBODY_THERE, NO_MEMBER or END_UNDER_WAY."""
    person = await whom(act, name.split())
    if person.standing not in MEMBER_STANDINGS:
        raise Refusal(rules.NO_MEMBER, name=person.name)
    await _check_not_asked(person)
    return person


async def _check_not_asked(person: Person) -> None:
    waits = MatterPerson.filter(person_id=person.id, part=Part.ABOUT, matter__kind=EXIT.code, matter__closed_at=None)
    if open_one := await waits.first():
        raise Refusal(rules.END_UNDER_WAY, name=person.name, number=EXIT.sign.show(open_one.matter_id))


async def end_membership(act: Act, person_id: int) -> None:
    """Make a resident of a member: his posts of the branch were over yesterday, those of the village go on."""
    await end_posts(Post.filter(person_id=person_id, role__in=list(BRANCH_POSTS)), act.today)
    await Person.filter(id=person_id).update(standing="none", branch_id=None, publish_name=False)
    await record(act.cause, "membership_ended", ("person", person_id))


async def manner_of(number: int) -> ExitManner:
    """Return how a membership ends by a matter."""
    return ExitManner((await Matter.get(id=number)).said["manner"])
