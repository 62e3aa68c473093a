"""Entering people and putting right what is entered; runs in the caller's transaction."""

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import area_of, people_in
from models.organisation.authority.rules import OwnArea
from models.organisation.people.actions import called, lock
from models.organisation.people.rules import COMRADE, MEMBER_STANDINGS, NO_ACCOUNT, STANDING_NAMES, Role, has_account
from models.organisation.people.tables import Person, Post
from models.organisation.register import rules
from models.organisation.register.rules import PersonEntry
from models.organisation.units.actions import units_called
from models.organisation.units.rules import matching
from models.organisation.units.tables import Branch, Unit
from models.values.grouping import grouped
from models.values.listing import Row
from models.values.periods import Month
from models.values.refusal import Refusal, required

_COLUMNS = {"new_name": "name", "account": "userid"}


async def whom(act: Act, words: Sequence[str]) -> Person:
    """Return who of the asker's area is meant by a name, with or without his unit.

    Refuses with NOBODY_THERE, ELSEWHERE, OTHERS_BOOKS or WhichOne.
    """
    area = await area_of(act.asker)
    people, words = await _called(area, words)
    name = words[-1]
    here = [one for one in people if len(words) == 1 or words[0] in one.unit.name]
    found = await called(name, here, act.today)
    if found is None:
        if people:
            raise Refusal(rules.ELSEWHERE, name=name, place=people[0].unit.name)
        near = Person.filter(name=name.removesuffix(COMRADE), unit_id__in=list(area.units), left_on=None)
        other = await near.select_related("branch").first()
        if other is not None and other.branch is not None:
            raise Refusal(rules.OTHERS_BOOKS, name=other.name, place=other.branch.name)
        raise Refusal(rules.NOBODY_THERE, name=" ".join(words))
    return found


async def _called(area: OwnArea, words: Sequence[str]) -> tuple[list[Person], Sequence[str]]:
    """Return who of an area has the name that ends the words, or begins them (田小蓉 迎宾社区), and them in order."""
    people = await people_in(area, words[-1])
    if people or len(words) == 1:
        return people, words
    turned = [*words[1:], words[0]]
    return await people_in(area, turned[-1]), turned


async def of_month(act: Act, month: Month) -> list[Row]:
    """Return those whose books the asker keeps who had come by the end of a month, as the ledger lists them, by unit.

    Each stands there as he is on the books now, with the posts he held on that day.
    """
    people, day = await _on_the_books(act, month.last), min(month.last, act.today)
    titles = grouped(
        (post.person_id, post.title)
        for post in await Post.held_on(day).filter(person_id__in=[one.id for one in people]).order_by("id")
    )
    return [
        (
            one.name,
            one.unit.name,
            one.branch.name if one.branch else None,
            STANDING_NAMES.get(one.standing, one.standing),
            one.villagers_group,
            "、".join(titles[one.id]),
            one.branch_since,
        )
        for one in people
    ]


async def standings(act: Act) -> Counter[str]:
    """Return {standing: how many} of those whose books the asker keeps."""
    return Counter(one.standing for one in await _on_the_books(act, act.today))


async def _on_the_books(act: Act, until: date) -> list[Person]:
    """Return those whose books the asker keeps who had come until a day, by unit."""
    area = await area_of(act.asker)
    found = Person.filter(unit_id__in=list(area.units), joined_on__lte=until, left_on=None)
    people = await found.select_related("unit", "branch").order_by("unit__code", "id")
    return [one for one in people if area.holds(one.unit_id, one.branch_id)]


async def place_for(act: Act, entry: PersonEntry) -> tuple[Unit, Branch | None, str]:
    """Return where somebody new belongs, and his name; a member needs a branch.

    Refuses with NO_PHONE, NO_PLACE, NOT_YOUR_PLACE or WHICH_BRANCH.
    """
    rules.check_plain(entry)
    area = await area_of(act.asker)
    unit, branch, name = await _said(entry.words)
    unit = unit or await _only(area)
    if not area.holds(unit.id, branch.id if branch else None):
        raise Refusal(rules.NOT_YOUR_PLACE, unit=unit.name)
    if entry.standing in MEMBER_STANDINGS and branch is None:
        branch = await _branch_of(unit, act)
    return unit, branch, name


async def _said(words: Sequence[str]) -> tuple[Unit | None, Branch | None, str]:
    """Return the unit and the branch that words name beside somebody's name, which is what is left of them."""
    for word in words if len(words) > 1 else ():
        place = await _place(word)
        if place is not None:
            return *place, next((other for other in words if other != word), "")
    return None, None, words[0]


async def _place(word: str) -> tuple[Unit, Branch | None] | None:
    """Return the unit that a word names, or the branch with its unit; None for somebody's name."""
    if found := await units_called(word):
        return await Unit.get(id=found[0]), None
    if found := matching(word, {branch.id: branch.name for branch in await Branch.standing()}):
        branch = await Branch.get(id=found[0]).select_related("unit")
        return branch.unit, branch
    return None


async def _only(area: OwnArea) -> Unit:
    """Return the one unit that somebody leads; refuses with NO_PLACE for an office, whose people are of many."""
    if len(area.led) != 1:
        raise Refusal(rules.NO_PLACE)
    return await Unit.get(id=next(iter(area.led)))


async def _branch_of(unit: Unit, act: Act) -> Branch | None:
    found = await Branch.standing().filter(unit_id=unit.id).order_by("id")
    own = [one for one in found if one.id == act.asker.branch_id and unit.id in act.asker.units_as({Role.SECRETARY})]
    if len(own or found) > 1:
        raise Refusal(rules.WHICH_BRANCH, unit=unit.name, branches="、".join(one.name for one in found))
    return next(iter(own or found), None)


async def namesakes_in(unit: Unit, name: str, entry: PersonEntry) -> int:
    """Return how many people of a unit have a name already; raises AlreadyOnBooks where it may be one of them."""
    groups = [one.villagers_group for one in await Person.filter(unit_id=unit.id, name=name, left_on=None)]
    if entry.account is None and any(
        None in (group, entry.villagers_group) or group == entry.villagers_group for group in groups
    ):
        raise rules.AlreadyOnBooks(name=name)
    return len(groups)


async def check_free(account: str, person: Person | None = None) -> None:
    """Refuse with ACCOUNT_TAKEN for an account of somebody else who is here; one who has left may come back."""
    held = await Person.get_or_none(userid_key=account.casefold())
    if held is not None and (person.id if person else None) != held.id and (held.left_on is None or person):
        raise Refusal(rules.ACCOUNT_TAKEN, account=account)


async def enter(act: Act, entry: PersonEntry) -> Person:
    """Enter somebody from today on; who was here before is the same person again.

    Refuses with ACCOUNT_TAKEN and what `place_for` raises.
    """
    unit, branch, name = await place_for(act, entry)
    return await enter_at(act, (unit.id, branch.id if branch else None), name, entry)


async def enter_at(act: Act, place: tuple[int, int | None], name: str, entry: PersonEntry) -> Person:
    """Enter somebody likewise in a (unit, branch) that is known; refuses with ACCOUNT_TAKEN."""
    account = entry.account or NO_ACCOUNT + secrets.token_hex(8)
    await check_free(account)
    said = {
        "userid": account,
        "name": name,
        "unit_id": place[0],
        "branch_id": place[1],
        "standing": entry.standing or "none",
        "member_class": entry.member_class,
        "villagers_group": entry.villagers_group,
        "joined_on": act.today,
        "branch_since": None,
        "left_on": None,
    }
    # His words of consent and the notice he was given were of another time: both are asked for anew.
    anew = {"publish_name": False, "noticed_at": None, "exempt": False}
    person, _ = await Person.update_or_create(said | anew, userid_key=account.casefold())
    await record(
        act.cause, "enter_person", ("person", person.id), after={"unit": place[0], "standing": person.standing}
    )
    return person


def entered(person: Person) -> PersonEntry:
    """Return what is on the books about somebody."""
    account = person.userid if has_account(person.userid) else None
    return PersonEntry(
        (person.name,), person.standing, person.member_class, person.villagers_group, account, person.name
    )


async def change(
    act: Act, person: Person, entry: PersonEntry, branch_id: int | None = None
) -> dict[str, tuple[str | None, str]]:
    """Put right what is entered about somebody and return what changed; he stays the same person under a new account.

    Who becomes a member comes into `branch_id`, by default into the unit's only branch, or the asker's.

    Refuses with NOTHING_NEW, NotByWord, ACCOUNT_TAKEN or WHICH_BRANCH.
    """
    changes = await changes_of(act, person, entry)
    await lock([person.id])
    columns: dict[str, Any] = {_COLUMNS.get(field, field): after for field, (_, after) in changes.items()}
    if "userid" in columns:
        columns["userid_key"] = columns["userid"].casefold()
    if columns.get("standing") in MEMBER_STANDINGS and person.branch_id is None:
        columns |= {"branch_id": branch_id or await _own_branch(person, act), "branch_since": act.today}
    await Person.filter(id=person.id).update(**columns)
    before = {field: old for field, (old, _) in changes.items()}
    after = {field: new for field, (_, new) in changes.items()}
    await record(act.cause, "change_person", ("person", person.id), before=before, after=after)
    return changes


async def _own_branch(person: Person, act: Act) -> int | None:
    branch = await _branch_of(await Unit.get(id=person.unit_id), act)
    return branch.id if branch else None


async def changes_of(act: Act, person: Person, entry: PersonEntry) -> dict[str, tuple[str | None, str]]:
    """Return what an entry would change about somebody; else NO_PHONE, NOTHING_NEW, NotByWord, ACCOUNT_TAKEN."""
    rules.check_plain(entry)
    changes = required(rules.changed(entered(person), entry), rules.NOTHING_NEW, name=person.name)
    if entry.standing == "none" and person.standing in MEMBER_STANDINGS:
        raise rules.NotByWord(name=person.name)
    if entry.account:
        await check_free(entry.account, person)
    return changes
