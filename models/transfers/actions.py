"""Sending a member to another branch and taking him in; runs in the caller's transaction."""

from tortoise.expressions import Q

from models.audit.actions import Cause, record
from models.people.actions import lock
from models.people.rules import MEMBER_STANDINGS, Asker
from models.people.tables import Person, Post
from models.places.tables import Branch
from models.transfers.rules import (
    NOBODY,
    AlreadyThere,
    Moved,
    NobodyComes,
    OnTheWay,
    TransferState,
    branch_meant,
    the_one,
)
from models.transfers.tables import Transfer


async def send(asker: Asker, name: str, place: str, cause: Cause) -> tuple[Moved, Branch]:
    """Offer a member of the asker's branch to another branch; return what is told, and that branch.

    Nothing changes for the member before the other branch takes him in.
    """
    branches = {branch.id: branch for branch in await Branch.all().select_related("unit")}
    people = await Person.filter(
        name=name, branch_id=asker.branch_id, left_on=None, standing__in=sorted(MEMBER_STANDINGS)
    )
    member_id = the_one(name, [person.id for person in people])
    target = branches[
        branch_meant(
            place,
            {key: branch.name for key, branch in branches.items()},
            {key: branch.unit.name for key, branch in branches.items()},
        )
    ]
    if target.id == asker.branch_id:
        raise AlreadyThere(name=name, branch=target.name)
    await lock([member_id])
    waiting = await Transfer.get_or_none(member_id=member_id, state=TransferState.ASKED).select_related("to_branch")
    if waiting is not None:
        raise OnTheWay(name=name, branch=waiting.to_branch.name)
    row = await Transfer.create(
        member_id=member_id,
        from_branch_id=asker.branch_id,
        to_branch_id=target.id,
        state=TransferState.ASKED,
        asked_by_id=asker.person_id,
        asked_at=cause.at,
    )
    await record(cause, "transfer_ask", ("transfer", row.id), after={"member": member_id, "branch": target.id})
    source = branches[int(asker.branch_id or 0)].name
    return Moved(people[0].userid, name, source, target.name), target


async def decide(asker: Asker, name: str, cause: Cause, *, accepted: bool) -> tuple[Moved, str]:
    """Take in, or decline, a member who is on the way to the asker's branch; return what is told, and who asked.

    The months before stay with the branch he leaves: its records keep their branch.
    """
    row = await _waiting(asker, name)
    state = TransferState.ACCEPTED if accepted else TransferState.DECLINED
    decided = {"state": state, "decided_by_id": asker.person_id, "decided_at": cause.at}
    await Transfer.filter(id=row.id).update(**decided)
    if accepted:
        await _move(row, cause)
    await record(cause, f"transfer_{state.value}", ("transfer", row.id), after={"member": row.member_id})
    return Moved(row.member.userid, name, row.from_branch.name, row.to_branch.name), row.asked_by.userid


async def _waiting(asker: Asker, name: str) -> Transfer:
    """Return the transfer of a name to the asker's branch, its member's books held; raises NobodyComes."""
    waiting = await Transfer.filter(to_branch_id=asker.branch_id, state=TransferState.ASKED).select_related("member")
    await lock([row.member_id for row in waiting])
    # Somebody else's answer may have come first.
    fresh = await Transfer.filter(id__in=[row.id for row in waiting], state=TransferState.ASKED).select_related(
        "member", "from_branch", "to_branch", "asked_by"
    )
    here = {row.member.name: row for row in fresh if row.member.left_on is None}
    if name not in here:
        raise NobodyComes(name=name, waiting="、".join(sorted(here)) or NOBODY)
    return here[name]


async def _move(row: Transfer, cause: Cause) -> None:
    """Put the member into the new branch from the day on; the posts he held in the old unit end."""
    day = cause.at.date()
    branch = row.to_branch
    if branch.unit_id != row.member.unit_id:
        held = Post.filter(Q(valid_to=None) | Q(valid_to__gt=day), person_id=row.member_id, unit_id=row.member.unit_id)
        await held.update(valid_to=day)
    await Person.filter(id=row.member_id).update(branch_id=branch.id, unit_id=branch.unit_id, branch_since=day)
    before = {"branch": row.from_branch_id}
    await record(cause, "transfer", ("person", row.member_id), before=before, after={"branch": branch.id})
