"""Whoever is named in a report as having been there too: asked once, and on record only by his own word."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from config.catalogue import categories
from models.machine.delivery.rules import Asks, Message, unless_settled
from models.machine.dialogs.actions import begin_with, is_asked
from models.organisation.authority.act import Act
from models.organisation.people.actions import holders, lock, people_called, which_one
from models.organisation.people.rules import VERIFIERS, Asker, has_account, is_meant
from models.organisation.people.tables import Person
from models.service.activities import actions, claims, texts
from models.service.activities.claims import Change, Claim
from models.service.activities.rules import Reported, Status
from models.service.activities.tables import ActivityRecord
from models.values.wording import about

# The questions whether somebody was there too, which of several people of one name it was, and whether he did what
# somebody else tells for him.
ALONG, WHICH_COMPANION, PROXY = "along", "which_companion", "proxy"


async def ask_along(act: Act, stored: Sequence[Reported]) -> tuple[list[str], list[Message], Asks | None]:
    """Ask those who are named beside the asker in some records, each once, whether they were there.

    Return what the asker is told of it, the questions to them, and the one to him: which of several people of one name
    he means. Of those who may be called so nobody is asked. Whoever is asked answers in his private chat with the
    application, where the question arrives.
    """
    asked, alike, unreached = dict[str, tuple[str, str]](), dict[str, None](), dict[str, None]()
    which: Asks | None = None
    for done in stored:
        people, shared, namesakes = await _to_ask(act, done.claim)
        for several in namesakes:
            if which is None:
                found = (await which_one(several[0].name, several, act.today)).found
                which = Asks(WHICH_COMPANION, {"number": done.number, "name": several[0].name, "found": found})
            else:
                alike |= {several[0].name: None}
        alike |= dict.fromkeys(shared)
        unreached |= dict.fromkeys(one.name for one in people if not has_account(one.userid))
        reached = [one for one in people if has_account(one.userid)]
        asked |= await _begin_asking(act, done.number, done.claim, reached)
    return *_told(act, asked, alike, unreached), which


async def ask_him(act: Act, number: int, account: str) -> tuple[list[str], list[Message]]:
    """Ask the one of several people of one name who is meant; return what the asker is told, and the question."""
    row, person = await actions.current(number), await Person.get(userid=account)
    if row is None or not has_account(account):
        return _told(act, {}, (), [person.name])
    return _told(act, await _begin_asking(act, number, actions.claim_of(row), [person]), (), ())


def _told(
    act: Act, asked: Mapping[str, tuple[str, str]], alike: Collection[str], unreached: Collection[str]
) -> tuple[list[str], list[Message]]:
    said = texts.companions_said([name for name, _ in asked.values()], list(alike), list(unreached))
    return said, [Message(text, to=who, recipe=unless_settled(who, act.key or "")) for who, (_, text) in asked.items()]


async def _begin_asking(act: Act, number: int, what: Claim, people: Sequence[Person]) -> dict[str, tuple[str, str]]:
    """Open the question with each of some people, and return {account: (name, the question)}."""
    claim = texts.what(what, categories())
    said = texts.come_along(act.asker.name, number, claim)
    fresh = [one for one in people if not await is_asked(one.userid, ALONG, number)]
    for one in fresh:
        values = {"by": act.asker.name, "number": number, "claim": claim}
        await begin_with(one.userid, ALONG, values, act.now, act.key or "")
    return {one.userid: (one.name, said) for one in fresh}


async def _to_ask(act: Act, claim: Claim) -> tuple[list[Person], list[str], list[list[Person]]]:
    """Return who is named in a report and has no such record himself, what several may be called, who share a name.

    Of those in the unit nobody is guessed.
    """
    asked, alike, namesakes = dict[int, Person](), list[str](), list[list[Person]]()
    for said in claim.companions:
        people = await _called_here(act, said)
        if len({one.name for one in people}) > 1:
            alike.append(said)
        elif len(people) > 1:
            namesakes.append(people)
        else:
            asked |= {one.id: one for one in people if await _own_of(act, one.id, claim) is None}
    return [asked[key] for key in sorted(asked)], sorted(alike), namesakes


async def _own_of(act: Act, person_id: int, claim: Claim) -> int | None:
    """Return somebody's own record of a deed, None without one: alike by its numbers, or the day's with such words."""
    known = await actions.known_beside(person_id, claim, without=None)
    same = claims.twin(claim, known, act.policy.activity.soft_limits)
    if same is not None:
        return same
    rows = ActivityRecord.filter(member_id=person_id, day=claim.day, category=claim.category)
    told = {actions.number_of(row): row.description for row in await rows.filter(status__in=actions.STANDING)}
    return next(iter(about(claim.description, told)), None)


async def told_already(act: Act, number: int) -> int | None:
    """Return the asker's own record of what somebody else told that they did together; None where he has none."""
    row = await actions.current(number)
    return None if row is None else await _own_of(act, act.asker.person_id or 0, actions.claim_of(row))


async def _called_here(act: Act, said: str) -> list[Person]:
    """Return those of the asker's unit besides him who are called so and want to be recorded."""
    found = [one for one in await people_called(said, act.asker.unit_id) if one.unit_id == act.asker.unit_id]
    return [one for one in found if one.id != act.asker.person_id and not one.declines_records]


async def along(act: Act, number: int) -> Reported | None:
    """Put on the asker's own record what somebody else told that they did together; None when that does not stand."""
    row = await actions.current(number)
    if row is None or row.status not in actions.STANDING:
        return None
    claim, told_by = actions.claim_of(row), await Person.get(id=row.member_id)
    if not _as_called(claim, act.asker.name):
        return None
    others = [told_by.name, *(name for name in claim.companions if not is_meant(name, act.asker.name))]
    # 和林晓雨一起扫街 is said of her by who told it; of herself it is with him.
    description = claim.description
    for said in _as_called(claim, act.asker.name):
        description = description.replace(said, told_by.name)
    return await actions.report(act, replace(claim, companions=tuple(others), description=description), text=None)


def _as_called(claim: Claim, name: str) -> tuple[str, ...]:
    """Return as what a claim names somebody among those who came along."""
    return tuple(said for said in claim.companions if is_meant(said, name))


@dataclass(frozen=True)
class Denied:
    """A record in which somebody was named who was not there: whose it is, and whether he stands in it no more.

    What is verified stays as it was seen.
    """

    number: int
    member: Person
    taken_out: bool


async def not_along(act: Act, number: int) -> Denied | None:
    """Take the asker out of a record that names him, by his own word; None where it does not."""
    row = await actions.current(number)
    called = _as_called(actions.claim_of(row), act.asker.name) if row is not None else ()
    if row is None or not called or row.status == Status.REVOKED:
        return None
    await lock([row.member_id])
    member, fresh = await Person.get(id=row.member_id), await actions.current(number)
    if fresh is None or fresh.status not in (Status.CLAIMED, Status.RETURNED):
        return Denied(number, member, taken_out=False)
    await actions.replaced(act, fresh, Change(instead_of=called), status=fresh.status)
    return Denied(number, member, taken_out=True)


async def told_alike(act: Act, done: Reported) -> list[tuple[str, int]]:
    """Return (account, number) of what others put on their own record of the deed that was corrected just now.

    It says what the corrected record said before, and waits.
    """
    before = done.before
    if before is None or (before.day, before.minutes) == (done.claim.day, done.claim.minutes):
        return []
    rows = ActivityRecord.filter(unit_id=act.asker.unit_id, day=before.day, category=before.category)
    rows = rows.filter(minutes=before.minutes, status=Status.CLAIMED, source_text=None).exclude(
        member_id=act.asker.person_id
    )
    return [
        (row.member.userid, actions.number_of(row))
        for row in await rows.select_related("member").order_by("id")
        if act.asker.name in row.companions and row.member.left_on is None
    ]


async def naming(asker: Asker, since: date) -> dict[int, str]:
    """Return {number: what was done} of the records of others in the asker's unit that name him, since a day."""
    rows = ActivityRecord.filter(unit_id=asker.unit_id, day__gte=since).exclude(member_id=asker.person_id)
    rows = rows.exclude(status__in=[Status.REPLACED, Status.REVOKED]).select_related("member").order_by("-day", "-id")
    return {
        actions.number_of(row): f"{row.member.name} {row.description}"
        for row in await rows
        if any(is_meant(said, asker.name) for said in row.companions)
    }


async def deny(act: Act, number: int) -> list[Message]:
    """Take the asker out of a record that names him; who reported it hears so, and who verifies where it stays."""
    done = await not_along(act, number)
    if done is None:
        return [Message(texts.NOT_RECORDED_ALONG)]
    said = texts.was_not_there(number, act.asker.name, taken_out=done.taken_out)
    others = [] if done.taken_out else await holders(VERIFIERS, act.today, done.member.unit_id)
    told = dict.fromkeys([done.member.userid, *(one.userid for one in others)])
    reply = Message(texts.denied(number, done.member.name, taken_out=done.taken_out))
    return [reply, *(Message(said, to=one) for one in told if one != act.asker.userid)]
