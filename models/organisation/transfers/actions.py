"""Sending a member to another branch and taking him in, and who was where; runs in the caller's transaction."""

from collections.abc import Collection
from datetime import date

from tortoise.expressions import Q

from config.zone import SHANGHAI
from models.ledger.audit.actions import record
from models.matters.steps.actions import Taken, lapse, open_matter, take_word, told_of, waiting
from models.matters.steps.rules import AGREE, Opening, ReasonNeeded
from models.matters.steps.tables import Matter, MatterPerson
from models.organisation.authority.act import Act
from models.organisation.authority.actions import members, named_among
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import called, end_posts, lock
from models.organisation.people.rules import BRANCH_POSTS, MEMBER_STANDINGS
from models.organisation.people.tables import Person, Post
from models.organisation.transfers import texts
from models.organisation.transfers.rules import (
    ALREADY_THERE,
    NO_SUCH_MEMBER,
    NOBODY,
    NOBODY_COMES,
    NOT_HEARD_YET,
    ON_THE_WAY,
    OUTSIDE,
    TRANSFER,
    Moved,
    Stay,
    TransferState,
    branch_meant,
    outside,
    stay_on,
)
from models.organisation.transfers.tables import Transfer
from models.organisation.units.actions import branch_name, name_now
from models.organisation.units.tables import Branch
from models.values.grouping import grouped
from models.values.refusal import Refusal, required


async def to_send(act: Act, name: str, place: str) -> tuple[Person, Branch | str]:
    """Return which member of the asker's branch goes to which other branch, or to where beyond the district.

    Refuses with NO_SUCH_MEMBER, UNKNOWN_BRANCH, AMBIGUOUS_BRANCH, ALREADY_THERE or ON_THE_WAY.
    """
    member = required(await called(name, await members(act.asker.branch_id or 0), act.today), NO_SUCH_MEMBER, name=name)
    target = outside(place) or await _branch_meant(place, member.name)
    if isinstance(target, Branch) and target.id == act.asker.branch_id:
        raise Refusal(ALREADY_THERE, name=member.name, branch=target.name)
    await lock([member.id])
    kinds = [TRANSFER.code, OUTSIDE.code]
    if waits := await Matter.filter(
        kind__in=kinds, closed_at=None, people__person_id=member.id, people__part=Part.ABOUT
    ).first():
        raise Refusal(ON_THE_WAY, name=member.name, title=waits.title)
    return member, target


async def send(act: Act, name: str, place: str) -> tuple[Moved, list[Person]]:
    """Offer a member of the asker's branch to another branch; return what is told, and who decides there.

    Nothing changes for the member before the other branch takes him in. Refuses as `to_send` does.
    """
    member, target = await to_send(act, name, place)
    parts = {Part.ABOUT: [member.id], Part.OTHER: [act.asker.person_id or 0]}
    if isinstance(target, Branch):
        opening = Opening(target.unit_id, texts.title(target.name), parts, branch_id=target.id)
        kind, matter = TRANSFER, await open_matter(act, TRANSFER, opening)
        await Transfer.create(
            matter_id=matter.id, member_id=member.id, from_branch_id=act.asker.branch_id, to_branch_id=target.id
        )
    else:
        said, where = {"text": target}, (member.unit_id, texts.title(target))
        kind = OUTSIDE
        matter = await open_matter(act, kind, Opening(*where, parts, branch_id=member.branch_id, said=said))
    if member.id == act.asker.person_id:
        await take_word(act, kind, matter.id, AGREE)
    return await moved(matter.id), await heads_of(act, matter.id)


async def _branch_meant(place: str, member: str) -> Branch:
    """Return the branch that a name of its own or of its unit means; else UNKNOWN_BRANCH or AMBIGUOUS_BRANCH."""
    branches = {branch.id: branch for branch in await Branch.standing().select_related("unit")}
    place = await name_now(place)
    names = {key: branch.name for key, branch in branches.items()}
    return branches[branch_meant(place, member, names, {key: branch.unit.name for key, branch in branches.items()})]


async def heads_of(act: Act, number: int) -> list[Person]:
    """Return who decides whether the other branch takes a member in."""
    kind = (await Matter.get(id=number)).kind
    return (await told_of(act, OUTSIDE if kind == OUTSIDE.code else TRANSFER, number, "accept"))[0]


async def moved(number: int) -> Moved:
    """Return a transfer as people hear of it."""
    matter = await Matter.get(id=number)
    if matter.kind == OUTSIDE.code:
        about = await MatterPerson.get(matter_id=number, part=Part.ABOUT).select_related("person")
        source = await branch_name(matter.branch_id)
        return Moved(number, about.person.userid, about.person.name, source, matter.said["text"], OUTSIDE.sign)
    row = await Transfer.get(matter_id=number).select_related("member", "from_branch", "to_branch")
    return Moved(number, row.member.userid, row.member.name, row.from_branch.name, row.to_branch.name)


async def decide(act: Act, name: str, word: str, said: str = "") -> Taken:
    """Take in, or decline, a member who is on the way to the asker's branch; `said` is what the member says of it.

    Refuses with NOBODY_COMES, and with NOT_HEARD_YET while nobody knows what the member says.
    """
    here = {one.subject.name: one for one in await waiting(act, [TRANSFER])}
    if name not in here:
        raise Refusal(NOBODY_COMES, name=name, waiting="、".join(sorted(here)) or NOBODY)
    try:
        return await take_word(act, TRANSFER, here[name].matter.id, word, said)
    except ReasonNeeded as missing:
        raise Refusal(NOT_HEARD_YET, name=name) from missing


async def arrive(act: Act, number: int) -> list[str]:
    """Put a member who was taken in into the new branch from the day on; of the day before are his last posts.

    Return the titles of those.

    Those are the posts of the branch, and when he leaves the unit as well, all that he held in it. The months before
    stay with the branch he leaves: its records keep their branch.
    """
    row = await Transfer.get(matter_id=number).select_related("member", "to_branch")
    day, branch = act.today, row.to_branch
    held = Post.filter(person_id=row.member_id, unit_id=row.member.unit_id)
    if branch.unit_id == row.member.unit_id:
        held = held.filter(role__in=list(BRANCH_POSTS))
    titles = [post.title for post in await held.filter(Q(valid_to=None) | Q(valid_to__gte=day)).order_by("id")]
    await end_posts(held, day)
    await Person.filter(id=row.member_id).update(branch_id=branch.id, unit_id=branch.unit_id, branch_since=day)
    before = {"branch": row.from_branch_id}
    await record(act.cause, "transfer", ("person", row.member_id), before=before, after={"branch": branch.id})
    return titles


async def move(act: Act, member: Person, source: Branch, target: Branch) -> None:
    """Let a member be taken in by another branch because the two become one: nobody is asked any more."""
    opening = Opening(target.unit_id, texts.title(target.name), {Part.ABOUT: [member.id]}, branch_id=target.id)
    matter = await open_matter(act, TRANSFER, opening)
    await Transfer.create(matter_id=matter.id, member_id=member.id, from_branch_id=source.id, to_branch_id=target.id)
    await lapse(act, TRANSFER, matter.id, "accept_for_him")
    await arrive(act, matter.id)


async def stays(people: Collection[Person], day: date) -> dict[int, Stay]:
    """Return {member id: where he was when a day had ended}, of those who were in a branch by then."""
    taken_in = Transfer.filter(member_id__in=[one.id for one in people], matter__state=TransferState.ACCEPTED)
    in_turn = taken_in.order_by("matter__closed_at", "id")
    moves = grouped(
        (member_id, (closed_at.astimezone(SHANGHAI).date(), left))
        for member_id, left, closed_at in await in_turn.values_list("member_id", "from_branch_id", "matter__closed_at")
        if closed_at is not None
    )
    found = {one.id: stay_on(day, _now(one), one.joined_on, moves[one.id]) for one in people}
    return {member_id: stay for member_id, stay in found.items() if stay is not None}


def _now(person: Person) -> Stay | None:
    return Stay(person.branch_id, person.branch_since or person.joined_on) if person.branch_id is not None else None


async def branch_then(member: Person, day: date) -> int:
    """Return the branch in which a member was when a day had ended, or the one he came to since; 0 for none."""
    stay = (await stays([member], day)).get(member.id)
    return stay.branch_id if stay else member.branch_id or 0


async def members_then(branches: Collection[int], day: date) -> dict[int, list[Person]]:
    """Return {branch id: its members when a day had ended}, in the order of the roster, but for those who have left.

    Whoever has gone to another branch since is there.
    """
    gone = Transfer.filter(from_branch_id__in=list(branches), matter__state=TransferState.ACCEPTED)
    ids = [row.member_id for row in await gone]
    people = Person.filter(standing__in=sorted(MEMBER_STANDINGS), left_on=None)
    everybody = await people.filter(Q(branch_id__in=list(branches)) | Q(id__in=ids)).order_by("id")
    found: dict[int, list[Person]] = {branch_id: [] for branch_id in branches}
    where = await stays(everybody, day)
    for one in everybody:
        if one.id in where and where[one.id].branch_id in found:
            found[where[one.id].branch_id].append(one)
    return found


async def member_then(branch: Branch, name: str, day: date) -> Person:
    """Return the member of a branch, now or when a day had ended, whom a name means; raises as `member_named` does."""
    people = {one.id: one for one in [*await members(branch.id), *(await members_then([branch.id], day))[branch.id]]}
    return await named_among(list(people.values()), branch, name, day)
