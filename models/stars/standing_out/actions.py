"""Asking to be left out, and deciding it; runs in the caller's transaction."""

from collections.abc import Collection
from datetime import date, datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from config.zone import SHANGHAI
from models.ledger.audit.actions import record
from models.matters.steps.actions import Taken, bring_in, follow, lapse, open_matter, take, told_of
from models.matters.steps.rules import Opening
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branch_judged, branches_led_by, member_named, members_of
from models.organisation.authority.deciders import Part
from models.organisation.authority.rules import in_committee
from models.organisation.people.actions import called, lock
from models.organisation.people.rules import OFFICES, SECRETARIES, Asker, Role, UnknownPerson
from models.organisation.people.tables import Person
from models.stars.standing_out.rules import (
    ALREADY_OUT,
    EXEMPTION,
    LEFT_OUT_ANYWAY,
    NO_SUCH_WISH,
    NOT_OUT,
    NOT_YOURS_TO_ASK,
    Absence,
    StandingOutState,
    asked_kind,
    counts,
)
from models.stars.standing_out.tables import StarExemption
from models.values.days import appraisal_year
from models.values.refusal import Refusal, required

REASON_MOST = 120
_BEHIND_A_NAME = " ，,同志他她"
DECIDERS = SECRETARIES | OFFICES


async def left_out(branch_id: int, year: int, day: date) -> dict[int, Absence]:
    """Return {member id: why} of the members of a branch who are in no denominator of a year, as decided by a day."""
    return (await left_out_by_branch([branch_id], year, day))[branch_id]


async def left_out_by_branch(branches: Collection[int], year: int, day: date) -> dict[int, dict[int, Absence]]:
    """Return {branch id: {member id: why}} of some branches, each of which is there."""
    found: dict[int, dict[int, Absence]] = {branch_id: {} for branch_id in branches}
    exempt = members_of(branches).filter(exempt=True).values_list("branch_id", "id")
    for branch_id, member_id in await exempt:
        found[branch_id][member_id] = Absence.EXEMPT
    here = Q(branch_id__in=list(branches)) | Q(member__branch_id__in=list(branches))
    rows = StarExemption.filter(here, matter__state=StandingOutState.AGREED, year__lte=year).order_by("id")
    known = ("kind", "year", "branch_id", "member__branch_id", "member_id", "matter__closed_at")
    for kind, of_year, then, now, member_id, closed_at in await rows.values_list(*known):
        branch_id = now if kind == Absence.DEFERRED else then
        if branch_id in found and counts(Absence(kind), of_year, year) and _decided_by(closed_at, day):
            found[branch_id][member_id] = Absence(kind)
    return found


async def decided(people: Collection[int], year: int, day: date) -> set[tuple[int, int | None]]:
    """Return (member id, branch id in which he is left out) of some members in a year, as decided by a day.

    Whose appraisal waits is left out in whatever branch: it is None.
    """
    rows = StarExemption.filter(member_id__in=list(people), matter__state=StandingOutState.AGREED, year__lte=year)
    known = await rows.values_list("kind", "year", "branch_id", "member_id", "matter__closed_at")
    return {
        (member_id, None if kind == Absence.DEFERRED else branch_id)
        for kind, of_year, branch_id, member_id, closed_at in known
        if counts(Absence(kind), of_year, year) and _decided_by(closed_at, day)
    }


def _decided_by(moment: datetime | None, day: date) -> bool:
    """Return whether something had been decided when a local day had ended; nothing holds before."""
    return moment is not None and moment.astimezone(SHANGHAI).date() <= day


async def for_whom(act: Act, said: str) -> tuple[Person | None, str]:
    """Return for which member of his branch a secretary asks, None for himself, and why; else NOT_YOURS_TO_ASK.

    Who is named first is meant, also where more is said of him at once: 蒲德明住院了.
    """
    name, on_the_books = await _named_first(act, said)
    branches = await branches_led_by(act.asker, SECRETARIES) if Role.SECRETARY in act.asker.roles else []
    of_name = await called(name, await members_of([one.id for one in branches]), act.today)
    if of_name is None and on_the_books:
        raise Refusal(NOT_YOURS_TO_ASK, name=name)
    if of_name is None or of_name.id == act.asker.person_id:
        return None, said
    return of_name, said.removeprefix(name).lstrip(_BEHIND_A_NAME)


async def _named_first(act: Act, said: str) -> tuple[str, bool]:
    """Return the name or account with which a text begins, and whether it is the name of another on the books."""
    names = Person.filter(left_on=None).exclude(name=act.asker.name).values_list("name", flat=True)
    first = max((str(one) for one in await names if said.startswith(str(one))), key=len, default="")
    return first or said.partition(" ")[0], bool(first)


async def ask(act: Act, reason: str, whose: Person | None = None) -> tuple[StarExemption, list[Person], bool]:
    """Keep a member's wish to be left out this year; said again, its reason is replaced. Refuses with ALREADY_OUT.

    Return it with those who decide, and whether that is the office above. `whose` is another's than the asker's own;
    then it is LEFT_OUT_ANYWAY.
    """
    person_id = whose.id if whose else act.asker.known
    await lock([person_id])
    member = await Person.get(id=person_id)
    if member.branch_id is None:
        raise UnknownPerson
    year, kind = appraisal_year(act.today), asked_kind(member.member_class)
    rows = StarExemption.filter(member_id=member.id, branch_id=member.branch_id, year=year)
    if member.exempt or await rows.filter(matter__state=StandingOutState.AGREED).exists():
        raise Refusal(LEFT_OUT_ANYWAY if whose else ALREADY_OUT, name=member.name, year=year)
    row = await rows.get_or_none(matter__state=StandingOutState.ASKED) or await _begin(act, member, kind)
    if whose:
        await bring_in(act, row.matter_id, Part.JOINED, [act.asker.known])
    row.kind, row.reason, row.member = kind, reason[:REASON_MOST], member
    await row.save(update_fields=["kind", "reason"])
    await record(act.cause, "ask_exemption", ("matter", row.matter_id), after={"year": year, "kind": kind})
    return row, *await told_of(act, EXEMPTION, row.matter_id, "agree")


async def _begin(act: Act, member: Person, kind: Absence) -> StarExemption:
    year = appraisal_year(act.today)
    opening = Opening(member.unit_id, f"{year}", {Part.ABOUT: [member.id]}, branch_id=member.branch_id)
    matter = await open_matter(act, EXEMPTION, opening)
    return await StarExemption.create(
        matter_id=matter.id, member_id=member.id, branch_id=member.branch_id, year=year, kind=kind
    )


async def wish_of(asker: Asker, taken: Taken) -> StarExemption:
    """Return the wish that a matter is; an office reads no reason."""
    matter = taken.matter
    row = await StarExemption.get(matter_id=matter.id).select_related("member")
    if not in_committee(asker, matter.unit_id, matter.branch_id or 0):
        row.reason = None
    return row


async def who_decides(act: Act, number: int) -> list[Person]:
    """Return who was told of a wish."""
    return (await told_of(act, EXEMPTION, number, "agree"))[0]


async def forget_reasons() -> None:
    """Delete why people asked to be left out: it has served once the meeting has decided."""
    decided = StarExemption.exclude(matter__state=StandingOutState.ASKED).exclude(reason=None)
    await StarExemption.filter(id__in=[row.id for row in await decided]).update(reason=None)


async def _member(act: Act, name: str) -> Person:
    """Return the member on whom the asker decides and whom a name means, locked."""
    member = await member_named(await branch_judged(act.asker, {name}, act.today, SECRETARIES), name, act.today)
    await lock([member.id])
    return member


def _rows(member: Person, state: StandingOutState) -> QuerySet[StarExemption]:
    """Return what is on record of a member in his branch; a deferral follows him from branch to branch."""
    his = StarExemption.filter(Q(branch_id=member.branch_id) | Q(kind=Absence.DEFERRED), member_id=member.id)
    return his.filter(matter__state=state).order_by("-id")


async def decide(act: Act, name: str, step: str) -> Taken:
    """Let a secretary agree to a member's wish to be left out, or not; refuses with NO_SUCH_WISH."""
    member = await _member(act, name)
    row = required(
        await _rows(member, StandingOutState.ASKED).first(),
        NO_SUCH_WISH,
        name=member.name,
        year=appraisal_year(act.today),
    )
    return await take(act, EXEMPTION, row.matter_id, step)


async def lapsed(act: Act) -> list[tuple[StarExemption, list[Person]]]:
    """End the wishes that nobody has decided while their year was appraised; return each with who would have."""
    rows = StarExemption.filter(matter__state=StandingOutState.ASKED, year__lt=appraisal_year(act.today))
    found = []
    for row in await rows.prefetch_related("member").order_by("id"):
        found.append((row, await who_decides(act, row.matter_id)))
        await lapse(act, EXEMPTION, row.matter_id, "lapse")
    return found


async def defer(act: Act, name: str) -> Person:
    """Let a member's appraisal wait until it is resumed; no reason is kept. Refuses with LEFT_OUT_ANYWAY."""
    member = await _member(act, name)
    if await _rows(member, StandingOutState.AGREED).filter(kind=Absence.DEFERRED).exists():
        raise Refusal(LEFT_OUT_ANYWAY, name=member.name, year=appraisal_year(act.today))
    row = await _begin(act, member, Absence.DEFERRED)
    await take(act, EXEMPTION, row.matter_id, "agree")
    return member


async def resume(act: Act, name: str) -> tuple[Person, int]:
    """End whatever was agreed to leave a member out of this year; return him and the year. Refuses with NOT_OUT."""
    member = await _member(act, name)
    year = appraisal_year(act.today)
    rows = required(
        [row for row in await _rows(member, StandingOutState.AGREED) if counts(Absence(row.kind), row.year, year)],
        NOT_OUT,
        name=member.name,
        year=year,
    )
    for row in rows:
        await follow(row.matter_id, member)
        await take(act, EXEMPTION, row.matter_id, "end")
    return member, year
