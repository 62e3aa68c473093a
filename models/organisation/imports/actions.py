"""Showing what a roster would change, entering it, taking it back; runs in the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from pydantic import TypeAdapter
from tortoise.expressions import Q

from models.ledger.audit.actions import record
from models.matters.steps.actions import open_matter, told_of
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.authority.actions import area_of
from models.organisation.authority.deciders import Part
from models.organisation.imports import rules, texts
from models.organisation.imports.balances import Balance
from models.organisation.imports.rules import (
    ENTERED,
    Books,
    ImportState,
    KnownPerson,
    Office,
    Planned,
    Row,
    RowFault,
    RowVerdict,
)
from models.organisation.imports.tables import RollImport
from models.organisation.people.actions import lock
from models.organisation.people.rules import OFFICES, Held, Role
from models.organisation.people.tables import Person, Post
from models.organisation.posts import actions as posts
from models.organisation.posts.actions import Given
from models.organisation.register import actions as register
from models.organisation.units.actions import former_branches, former_units
from models.organisation.units.tables import Branch, Unit
from models.values.refusal import Refusal, required

_ROWS: TypeAdapter[tuple[Row, ...]] = TypeAdapter(tuple[Row, ...])
# How many names or accounts one statement asks for.
_SLICE = 400
# What an import may change of somebody, and gives back when it is taken back.
_COLUMNS = (
    "userid", "userid_key", "name", "unit_id", "branch_id", "standing", "member_class", "villagers_group",
    "branch_since", "left_on",
)  # fmt: skip
_POST_COLUMNS = ("role", "unit_id", "title", "valid_from", "valid_to")

Picture = Mapping[str, Any]
Balances = Sequence[Balance]


@dataclass(frozen=True)
class TakenBack:
    """What taking an import back did: how many are as before, who of them is gone, who was changed since.

    `as_before` are the accounts of those who are still here.
    """

    back: int
    gone: Sequence[int]
    kept: Sequence[str]
    as_before: Sequence[str]


async def compared(act: Act, rows: Sequence[Row], balances: Balances) -> list[Planned]:
    """Return what becomes of each row of a roster, for the books that the asker keeps."""
    office = Office(act.asker, await area_of(act.asker), act.today)
    planned = rules.plan(rows, await _books(rows, act.today), office)
    known = [one.person.id for one in planned if one.person]
    kept = {one.name: await one.kept(known) for one in balances}
    bringing = [one.row.brings and one.verdict is not RowVerdict.FAULTY for one in planned]
    return [
        await _with_brought(act, one, balances, kept) if brings else one
        for one, brings in zip(planned, bringing, strict=True)
    ]


async def _with_brought(
    act: Act, one: Planned, balances: Balances, kept: Mapping[str, Mapping[int, Collection[tuple[Any, ...]]]]
) -> Planned:
    """Return a row's plan with what it brings over from paper that the books do not have."""
    person = one.person.id if one.person else None
    named = [(_named(balances, name), thing) for name, thing in one.row.brings]
    new = [(each, thing) for each, thing in named if each.parts(thing) not in kept[each.name].get(person or 0, ())]
    faults = [await _fault(act, person, each, thing) for each, thing in new]
    pairs = zip(new, faults, strict=True)
    brings = [(each.name, thing, each.show(thing)) for (each, thing), fault in pairs if not fault]
    return rules.with_brought(one, brings, [fault for fault in faults if fault])


async def _fault(act: Act, person: int | None, balance: Balance, thing: str) -> RowFault | None:
    """Return why something is not brought over from paper for somebody, None where it is."""
    if balance.needs is not None and not act.asker.roles & balance.needs:
        why = texts.others_bring(balance.needs)
    else:
        why = await balance.fault(act, person, *balance.parts(thing))
    return RowFault(balance.name, f"{balance.name}“{balance.show(thing)}”：{why}") if why else None


def _named(balances: Balances, name: str) -> Balance:
    return next(one for one in balances if one.name == name)


async def _books(rows: Sequence[Row], today: date) -> Books:
    units = await Unit.standing().order_by("id")
    branches = {one.id: (one.name, one.unit_id) for one in await Branch.standing().order_by("id")}
    people = await _people({row.name for row in rows}, rules.accounts_in(rows))
    held = await _held([one.id for one in people], today)
    names, above = {one.id: one.name for one in units}, {one.id: one.parent_id for one in units}
    known = [_known(one, held) for one in people]
    return Books(names, above, branches, known, await former_units(), await former_branches())


def _known(one: Person, held: Mapping[int, Sequence[Held]]) -> KnownPerson:
    return KnownPerson(
        one.id,
        one.userid,
        one.name,
        one.unit_id,
        one.branch_id,
        one.standing,
        one.member_class,
        one.villagers_group,
        one.left_on is None,
        tuple(held.get(one.id, ())),
    )


async def _people(names: Collection[str], accounts: Collection[str]) -> list[Person]:
    found: dict[int, Person] = {}
    for some in _slices(names):
        found |= {one.id: one for one in await Person.filter(name__in=some, left_on=None)}
    for some in _slices(accounts):
        found |= {one.id: one for one in await Person.filter(userid_key__in=some)}
    return [found[one] for one in sorted(found)]


async def _held(people: Collection[int], today: date) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = {}
    for some in _slices(people):
        for post in await Post.held_on(today).filter(person_id__in=some).order_by("id"):
            held = Held(Role(post.role), post.unit_id, post.title, post.valid_to)
            found.setdefault(post.person_id, []).append(held)
    return found


def _slices(values: Iterable[Any]) -> list[list[Any]]:
    listed = sorted(values)
    return [listed[start : start + _SLICE] for start in range(0, len(listed), _SLICE)]


async def show(act: Act, rows: Sequence[Row], balances: Balances = ()) -> tuple[list[Planned], bool]:
    """Return what a roster would change, and keep it for the asker's yes; and whether it takes the place of another."""
    planned = await compared(act, rows, balances)
    dropped = await RollImport.filter(userid=act.asker.userid, state=ImportState.SHOWN).update(
        state=ImportState.DROPPED, content=None, gist=None
    )
    if any(one.verdict in ENTERED for one in planned):
        await _keep(act, rows, planned)
    return planned, bool(dropped)


async def _keep(act: Act, rows: Sequence[Row], planned: Sequence[Planned]) -> None:
    await RollImport.create(
        userid=act.asker.userid,
        # A technician at his terminal holds no office: he has the machine in his hands anyway.
        as_office=act.asker.person_id is not None and bool(act.asker.roles & OFFICES),
        state=ImportState.SHOWN,
        at=act.now,
        content=_ROWS.dump_python(tuple(rows), mode="json"),
        gist=rules.gist(planned),
    )


async def enter(act: Act, balances: Balances = ()) -> tuple[list[Given] | None, list[Planned]]:
    """Enter the roster that was shown to the asker, and return the posts it gave, and what was planned.

    None, with what it would do now, when the books have changed since. Raises NothingShown.
    """
    shown = RollImport.filter(userid=act.asker.userid, state=ImportState.SHOWN, at__gt=_since(act))
    waiting = required(await shown.order_by("-id").first(), rules.NothingShown)
    rows = _ROWS.validate_python(waiting.content)
    planned = await compared(act, rows, balances)
    if rules.gist(planned) != waiting.gist:
        return None, (await show(act, rows, balances))[0]
    return await _carry_out(act, waiting, planned, balances), planned


def _since(act: Act) -> datetime:
    return act.now - timedelta(hours=act.policy.imports.undo_hours)


async def _carry_out(act: Act, waiting: RollImport, planned: Sequence[Planned], balances: Balances) -> list[Given]:
    wanted = [one for one in planned if one.verdict in ENTERED]
    known = {one.person.id for one in wanted if one.person}
    await lock(known)
    before, given, brought = await _pictures(known), dict[int, list[Given]](), dict[int, Sequence[tuple[str, str]]]()
    for one in wanted:
        person_id, given_now = await _enter(act, one)
        given[person_id], brought[person_id] = given_now, one.brings
        for name, thing in one.brings:
            balance = _named(balances, name)
            await balance.enter(act, person_id, *balance.parts(thing))
    after = await _pictures(given)
    changes = [
        {"person": one, "before": before.get(one), "after": after[one], "brought": brought[one]}
        for one in sorted(after)
    ]
    await RollImport.filter(id=waiting.id).update(
        state=ImportState.DONE, at=act.now, people=len(changes), content=None, gist=None, changes=changes
    )
    counts = {verdict: len(found) for verdict, found in rules.sorted_out(planned).items()}
    await record(act.cause, "import", ("roll_import", waiting.id), after=counts)
    return list(chain.from_iterable(given.values()))


async def _enter(act: Act, one: Planned) -> tuple[int, list[Given]]:
    """Enter or change the one person of a row, as `加人`, `改人` and `任职` would; return his number and his posts."""
    assert one.entry is not None
    if one.person is None or not one.person.here:
        person_id = (await register.enter_at(act, one.place, one.row.name, one.entry)).id
    else:
        person_id = one.person.id
        if one.changes:
            await register.change(act, await Person.get(id=person_id), one.entry, one.place[1])
    words = ((await Person.get(id=person_id)).userid,)
    return person_id, [await posts.give(act, replace(post, words=words)) for post in one.posts]


async def _pictures(people: Collection[int]) -> Mapping[int, Picture]:
    """Return {person: what is on the books of him and his posts}, JSON-ready."""
    found: dict[int, dict[str, Any]] = {}
    for some in _slices(people):
        for person in await Person.filter(id__in=some).values("id", *_COLUMNS):
            found[person["id"]] = {name: _plain(person[name]) for name in _COLUMNS} | {"posts": []}
        for post in await Post.filter(person_id__in=some).order_by("id").values("id", "person_id", *_POST_COLUMNS):
            kept = {name: _plain(post[name]) for name in ("id", *_POST_COLUMNS)}
            found[post["person_id"]]["posts"].append(kept)
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


async def last_import(act: Act) -> RollImport:
    """Return the asker's newest import that can be taken back; refuses with NO_IMPORT_TO_UNDO or UNDO_ASKED."""
    young = RollImport.filter(userid=act.asker.userid, state=ImportState.DONE, at__gt=_since(act))
    found = required(await young.order_by("-id").first(), rules.NO_IMPORT_TO_UNDO, hours=act.policy.imports.undo_hours)
    if asked := (await _asked_back()).get(found.id):
        raise Refusal(rules.UNDO_ASKED, number=rules.UNDO.sign.show(asked))
    return found


async def _asked_back() -> dict[int, int]:
    """Return {import: the open matter in which it is asked back}."""
    return {one.said["number"]: one.id for one in await Matter.filter(kind=rules.UNDO.code, closed_at=None)}


def needs_second(act: Act, last: RollImport) -> bool:
    """Return whether taking an import back is decided by two: a large one of an office, not a village's own."""
    return last.as_office and last.people > act.policy.imports.second_officer_over


async def ask_second(act: Act, last: RollImport) -> tuple[int, list[Person]]:
    """Ask the district whether an import is taken back; return the number and who else decides, if anybody."""
    parts = {Part.OWNER: [act.asker.person_id or 0]}
    said = {"number": last.id, "people": last.people}
    matter = await open_matter(act, rules.UNDO, Opening(act.asker.unit_id or 0, rules.UNDO.name, parts, said=said))
    told, _ = await told_of(act, rules.UNDO, matter.id, "agree", everybody=True)
    return matter.id, told


async def undo(act: Act, number: int, balances: Balances = ()) -> TakenBack:
    """Take an import back that was young enough when it was asked back: everybody is as before.

    But for those who were changed again. Refuses with NO_IMPORT_TO_UNDO for one that is taken back already.
    """
    row = await RollImport.get_or_none(id=number, state=ImportState.DONE)
    if row is None or row.changes is None:
        raise Refusal(rules.NO_IMPORT_TO_UNDO, hours=act.policy.imports.undo_hours)
    people = [one["person"] for one in row.changes]
    await lock(people)
    now = await _pictures(people)
    back, gone, kept, here = 0, list[int](), list[str](), list[str]()
    for one in row.changes:
        person_id, before = one["person"], one["before"]
        if now[person_id] != one["after"]:
            kept.append(now[person_id]["name"])
            continue
        await _take_off(act, person_id, one.get("brought", ()), balances)
        await _restore(act, number, person_id, before)
        back += 1
        if before is None or before["left_on"]:
            gone.append(person_id)
        else:
            here.append(before["userid"])
    await RollImport.filter(id=number).update(state=ImportState.UNDONE, changes=None)
    await record(act.cause, "undo_import", ("roll_import", number), after={"people": back})
    return TakenBack(back, gone, kept, here)


async def _take_off(act: Act, person_id: int, brought: Sequence[tuple[str, str]], balances: Balances) -> None:
    for name, thing in brought:
        balance = _named(balances, name)
        await balance.remove(act, person_id, *balance.parts(thing))


async def _restore(act: Act, number: int, person_id: int, before: Picture | None) -> None:
    """Put somebody back as he was; who was not on the books has left them, and his posts never were."""
    columns: dict[str, Any] = {**before} if before else {"left_on": act.today, "posts": []}
    held = columns.pop("posts")
    await Person.filter(id=person_id).update(**columns)
    await Post.filter(Q(person_id=person_id) & ~Q(id__in=[one["id"] for one in held])).delete()
    for post in held:
        await Post.filter(id=post["id"]).update(**{name: post[name] for name in _POST_COLUMNS})
    await record(act.cause, "undo_import", ("person", person_id), after={"import": number})


async def forget_imports(before: datetime) -> None:
    """Delete what imports of before a moment still hold of people, unless they are asked back; the imports stay."""
    await (
        RollImport.filter(at__lt=before)
        .exclude(id__in=list(await _asked_back()))
        .update(content=None, gist=None, changes=None)
    )


async def own_roll(act: Act) -> list[KnownPerson]:
    """Return everybody present of the units that the asker leads, by number; nobody for an office."""
    area = await area_of(act.asker)
    people = await Person.filter(unit_id__in=list(area.led), left_on=None).order_by("id")
    held = await _held([one.id for one in people], act.today)
    return [_known(one, held) for one in people if area.holds(one.unit_id, one.branch_id)]
