"""What the rows of a roster would change on the books, and what is wrong with them; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from models.matters.steps.rules import Kind, MatterSaid, SecondState, of_two
from models.organisation.authority.deciders import roles
from models.organisation.authority.rules import NAMES_BETWEEN, OwnArea
from models.organisation.imports import texts
from models.organisation.people.rules import MEMBER_STANDINGS, ROLE_NAMES, Asker, Held, Role, has_account
from models.organisation.posts import rules as posts
from models.organisation.posts.rules import Appointment
from models.organisation.register import rules as register
from models.organisation.register.rules import PersonEntry
from models.organisation.units.rules import line_up, meant_by
from models.organisation.units.words import branch_key
from models.values.grouping import grouped
from models.values.numbers import Sign
from models.values.refusal import Refusal
from models.values.sheets import Head


class ImportState(StrEnum):
    """States of an import."""

    SHOWN = "shown"
    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


class Field(StrEnum):
    """What a column of a roster says."""

    NAME = "name"
    ACCOUNT = "account"
    UNIT = "unit"
    BRANCH = "branch"
    STANDING = "standing"
    CLASS = "class"
    GROUP = "group"
    POST = "post"
    UNTIL = "until"


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row: in which column, a Field or the name of a balance, and why."""

    field: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One row of a roster as it was read: its sheet and its number there, from 1; what it does not say is empty.

    `posts` are (title, role; None for a post that is not known here), `brings` is (balance, thing) of what it brings
    over from paper, `faults` is what could not be read.
    """

    sheet: str
    number: int
    name: str = ""
    account: str | None = None
    unit: str = ""
    branch: str = ""
    standing: str | None = None
    member_class: str | None = None
    group: str | None = None
    posts: tuple[tuple[str, Role | None], ...] = ()
    until: date | None = None
    brings: tuple[tuple[str, str], ...] = ()
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True)
class Page(Head):
    """The headings of a sheet that is a roster, and how the sheet is called."""

    sheet: str = ""


@dataclass(frozen=True)
class KnownPerson:
    """Somebody on the books; `here` is False for one who has left."""

    id: int
    userid: str
    name: str
    unit_id: int
    branch_id: int | None
    standing: str
    member_class: str | None
    group: str | None
    here: bool = True
    posts: tuple[Held, ...] = ()

    @property
    def account(self) -> str | None:
        """Return his account, None for somebody who has none."""
        return self.userid if has_account(self.userid) else None


@dataclass(frozen=True)
class Books:
    """What a roster is compared with: {unit: name}, {unit: the one above}, {branch: (name, unit)}, and the people.

    `former` are (name, unit that it means now) of what was called otherwise or merged, likewise
    `former_branches`.
    """

    units: Mapping[int, str]
    above: Mapping[int, int | None]
    branches: Mapping[int, tuple[str, int]]
    people: Sequence[KnownPerson]
    former: Sequence[tuple[str, int]] = ()
    former_branches: Sequence[tuple[str, int]] = ()

    @cached_property
    def by_account(self) -> Mapping[str, KnownPerson]:
        """Return the people by their accounts, in small letters."""
        return {one.userid.casefold(): one for one in self.people}

    @cached_property
    def by_name(self) -> Mapping[tuple[str, int], Sequence[KnownPerson]]:
        """Return {(name, unit): those who are here}."""
        return grouped(((one.name, one.unit_id), one) for one in self.people if one.here)


@dataclass(frozen=True)
class Office:
    """Who imports, for whose books, on which day."""

    asker: Asker
    area: OwnArea
    today: date


class RowVerdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


ENTERED = (RowVerdict.NEW, RowVerdict.CHANGED)


@dataclass(frozen=True)
class Planned:
    """What becomes of a row: for whom (None: somebody new), with which entry, in which place, with which posts.

    `changes` holds {field: (before, after)}; `brings` is what comes over from paper as (balance, thing), `brought` is
    the same as people read it; `remarks` is what of the row is left out, and why.
    """

    row: Row
    verdict: RowVerdict
    person: KnownPerson | None = None
    entry: PersonEntry | None = None
    place: tuple[int, int | None] = (0, None)
    changes: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)
    posts: tuple[Appointment, ...] = ()
    brings: tuple[tuple[str, str], ...] = ()
    brought: tuple[str, ...] = ()
    faults: tuple[RowFault, ...] = ()
    remarks: tuple[RowFault, ...] = ()


class Undoing(MatterSaid):
    """What is said with it: the import, and how many people it is about."""

    number: int
    people: int


_ASKED = frozenset({SecondState.ASKED})
# A wrong click would take hundreds of people off the books: two of the district decide.
UNDO = Kind(
    code="undo_import",
    sign=Sign.UNDOING,
    name="撤回导入",
    states={
        SecondState.ASKED: "等第二个人同意",
        SecondState.AGREED: "已经撤回",
        SecondState.DECLINED: "没有同意",
        SecondState.TAKEN_BACK: "不撤了",
    },
    steps=of_two(roles(Role.DISTRICT)),
    open=_ASKED,
    said=Undoing,
    lasting=True,
    asks=_ASKED,
)


class NothingShown(Refusal):
    """No roster waits for the asker's yes."""

    text = "现在没有等您确认的名册。把表发给我，先给您看一遍，再发“导入”。"


UNDO_ASKED = "这次导入要撤回已经报上去了（{number}），在等区里另一位同志同意，不用再发。"
NO_IMPORT_TO_UNDO = "您没有 {hours} 小时以内的导入可以撤。单个人的资料可以发“改人”改。"
TOO_MANY_ROWS = "表里有 {rows} 行，一次最多导入 {most} 行，什么都没有记。可以按村分成几份；全区的请技术员用命令行导入。"


def plan(rows: Sequence[Row], books: Books, office: Office) -> list[Planned]:
    """Return what becomes of each row; somebody who stands there twice is entered by neither row."""
    found = [_planned(_Case(row, books, office)) for row in rows]
    names = grouped((_who(one), one.row.name) for one in found)
    return [
        replace(one, verdict=RowVerdict.FAULTY, faults=(*one.faults, _twice(names[_who(one)])))
        if _who(one) and len(names[_who(one)]) > 1
        else one
        for one in found
    ]


def _twice(names: Sequence[str]) -> RowFault:
    """Return what is wrong with rows of one account: one person twice, or several who cannot all have it."""
    several = dict.fromkeys(names)
    return RowFault(Field.ACCOUNT, texts.shared(several)) if len(several) > 1 else RowFault(Field.NAME, texts.TWICE)


def _who(one: Planned) -> str:
    """Return whom a row is about: the account, of somebody new without one what tells him apart; else empty."""
    new = f"{one.row.name} {one.place} {one.row.group}" if one.verdict is RowVerdict.NEW else ""
    return (one.person.userid if one.person else one.row.account or new).casefold()


class _Wrong(Exception):
    """A row that cannot be entered."""

    def __init__(self, where: Field, reason: object) -> None:
        self.fault = RowFault(where, str(reason))


def _planned(case: "_Case") -> Planned:
    if case.row.faults:
        return Planned(case.row, RowVerdict.FAULTY, faults=case.row.faults)
    try:
        person = case.person()
        return case.newcomer() if person is None or not person.here else case.change(person)
    except _Wrong as wrong:
        return Planned(case.row, RowVerdict.FAULTY, faults=(wrong.fault,))


@dataclass(frozen=True)
class _Case:
    """A row, beside the books, for whoever imports it; what cannot be entered raises _Wrong."""

    row: Row
    books: Books
    office: Office

    @cached_property
    def unit_id(self) -> int:
        """Return the unit that the row names, else the only one that the asker leads."""
        row, area = self.row, self.office.area
        if not row.unit:
            if len(area.led) == 1:
                return next(iter(area.led))
            raise _Wrong(Field.UNIT, texts.NO_UNIT)
        found = self._units_named or self._units_of_branches
        mine = [one for one in found if one in area.units]
        if len(mine) == 1:
            return mine[0]
        if not found:
            raise _Wrong(Field.UNIT, texts.UNKNOWN_UNIT.format(row.unit))
        raise _Wrong(Field.UNIT, texts.SEVERAL_UNITS.format(row.unit) if mine else texts.NOT_YOURS.format(row.unit))

    @cached_property
    def _units_named(self) -> list[int]:
        return meant_by(self.row.unit, dict(self.books.units), self.books.former)

    @property
    def _units_of_branches(self) -> list[int]:
        """Return the units of the branches that stand where a unit should: 莲花池村党支部."""
        found = self._branches_named(self.row.unit, {one: name for one, (name, _) in self.books.branches.items()})
        return list({self.books.branches[one][1] for one in found})

    @cached_property
    def branch_id(self) -> int | None:
        """Return the branch that the row names, else the asker's own, else the unit's only one; None for several."""
        own = {one: name for one, (name, unit) in self.books.branches.items() if unit == self.unit_id}
        found = self._branches_named(self._branch_said, own) if self._branch_said else list(own)
        if self._branch_said and len(found) != 1:
            raise _Wrong(Field.BRANCH, texts.unknown_branch(self._branch_said, list(own.values())))
        if self.office.asker.branch_id in found and self.unit_id in self.office.area.led:
            return self.office.asker.branch_id
        return found[0] if len(found) == 1 else None

    @property
    def _branch_said(self) -> str:
        return self.row.branch or ("" if self._units_named else self.row.unit)

    def _branches_named(self, said: str, own: Mapping[int, str]) -> list[int]:
        keys = {one: branch_key(name) for one, name in own.items()}
        former = [(branch_key(name), one) for name, one in self.books.former_branches if one in own]
        return meant_by(branch_key(said), keys, former)

    def person(self) -> KnownPerson | None:
        """Return who is meant: by the account, else by the name in the unit; None for somebody new."""
        alike = self.books.by_name.get((self.row.name, self.unit_id), ())
        if self.row.account is None:
            return self._by_name(alike)
        return self.books.by_account.get(self.row.account.casefold()) or self._by_first_account(alike)

    def _by_first_account(self, alike: Sequence[KnownPerson]) -> KnownPerson | None:
        """Return who gets his first account; another of the name is of another group, else nobody knows who it is."""
        near = [one for one in alike if one.group == self.row.group or None in (one.group, self.row.group)]
        held = [one.userid for one in near if one.account]
        if len(near) > 1 or held:
            raise _Wrong(Field.ACCOUNT, texts.other_account(self.row.name, held))
        return next(iter(near), None)

    def _by_name(self, alike: Sequence[KnownPerson]) -> KnownPerson | None:
        meant = [one for one in alike if one.group == self.row.group] if len(alike) > 1 else alike
        if alike and len(meant) != 1:
            raise _Wrong(Field.ACCOUNT, texts.NAMESAKES.format(len(alike)))
        return next(iter(meant), None)

    def newcomer(self) -> Planned:
        """Return that somebody is entered."""
        row, unit_id = self.row, self.unit_id
        branch_id = self._branch_for(row.standing)
        if not self.office.area.holds(unit_id, branch_id):
            raise _Wrong(Field.BRANCH, texts.NOT_YOURS.format(row.branch))
        entry = PersonEntry((row.name,), row.standing, row.member_class, row.group, row.account)
        given, remarks = self._posts(None, row.standing or "none")
        return Planned(row, RowVerdict.NEW, None, entry, (unit_id, branch_id), posts=given, remarks=remarks)

    def change(self, person: KnownPerson) -> Planned:
        """Return what the row changes about somebody."""
        row = self.row
        self._check_place(person)
        if row.standing == "none" and person.standing in MEMBER_STANDINGS:
            raise _Wrong(Field.STANDING, register.NotByWord(name=person.name))
        return self._compared(person)

    def _compared(self, person: KnownPerson) -> Planned:
        row = self.row
        old = PersonEntry((), person.standing, person.member_class, person.group, person.account, person.name)
        # An account in other letters is the same one.
        account = None if (row.account or "").casefold() in ("", person.userid.casefold()) else row.account
        entry = PersonEntry((row.name,), row.standing, row.member_class, row.group, account, row.name)
        changes = register.changed(old, entry)
        place = person.unit_id, person.branch_id or self._branch_for(row.standing)
        given, remarks = self._posts(person, row.standing or person.standing)
        verdict = RowVerdict.CHANGED if changes or given else RowVerdict.SAME
        return Planned(row, verdict, person, entry, place, changes, given, remarks=remarks)

    def _branch_for(self, standing: str | None) -> int | None:
        """Return the branch of a member, who needs one; None for a resident."""
        if standing not in MEMBER_STANDINGS:
            return None
        if self.branch_id is None:
            own = [name for name, unit in self.books.branches.values() if unit == self.unit_id]
            raise _Wrong(Field.BRANCH, texts.which_branch(own))
        return self.branch_id

    def _check_place(self, person: KnownPerson) -> None:
        """Raise _Wrong for somebody whose books are kept elsewhere, or whom only a transfer can move."""
        if not self.office.area.holds(person.unit_id, person.branch_id):
            raise _Wrong(Field.ACCOUNT, texts.ELSEWHERE)
        if self.row.unit and self.unit_id != person.unit_id:
            raise _Wrong(Field.UNIT, texts.TRANSFER_FIRST.format(self.books.units[person.unit_id]))
        if self.row.branch and person.branch_id not in (None, self.branch_id):
            raise _Wrong(Field.BRANCH, texts.TRANSFER_FIRST.format(self.books.branches[person.branch_id or 0][0]))

    def _posts(self, person: KnownPerson | None, standing: str) -> tuple[tuple[Appointment, ...], tuple[RowFault, ...]]:
        """Return the posts that the row gives, and what is left out of it; raises _Wrong for one he may not hold."""
        row, given, remarks = self.row, list[Appointment](), list[RowFault]()
        held = list(person.posts) if person else []
        for title, role in row.posts:
            if self._holds(held, title, role):
                continue
            if remark := self._not_given(title, role, person):
                remarks.append(RowFault(Field.POST, remark))
            elif role is not None:
                self._check_holder(person, standing, role, held)
                held.append(Held(role, self.unit_id, title, row.until))
                given.append(Appointment((), role, title, row.until))
        return tuple(given), tuple(remarks)

    def _holds(self, held: Sequence[Held], title: str, role: Role | None) -> bool:
        return any(one.unit_id == self.unit_id and _is_held(title, role, self.row.until, one) for one in held)

    def _check_holder(self, person: KnownPerson | None, standing: str, role: Role, held: Sequence[Held]) -> None:
        reached = bool(self.row.account or (person and person.account))
        try:
            posts.check_holder(self.row.name, standing, role, [one.role for one in held], reached=reached)
        except Refusal as refused:
            raise _Wrong(Field.POST, refused) from None

    def _not_given(self, title: str, role: Role | None, person: KnownPerson | None) -> str:
        """Return why a post is left out, empty for one that is given."""
        if role is None:
            return texts.UNKNOWN_POST.format(title)
        if role is Role.CADRE:
            return texts.BY_THE_POOL.format(title)
        if self.row.until is None:
            return texts.NO_TERM.format(title)
        if self.row.until < self.office.today:
            return texts.TERM_OVER.format(title)
        if person is not None and person.id == self.office.asker.person_id:
            return str(posts.OwnPost())
        try:
            posts.check_giver(self.office.asker, role, self.unit_id, line_up(self.unit_id, self.books.above)[1:])
        except Refusal as refused:
            return str(refused)
        return ""


def _is_held(title: str, role: Role | None, until: date | None, held: Held) -> bool:
    """Return whether a post is one that somebody holds: for the term that is said, or of its kind where none is."""
    # One post may be called by two words, as 村委会委员、文书, or by what all of its kind are called.
    is_named = title in held.title.split(NAMES_BETWEEN) or (role is held.role and title == ROLE_NAMES[held.role])
    return (is_named and until in (None, held.until)) or (until is None and role is not None and role is held.role)


def sorted_out(planned: Sequence[Planned]) -> dict[str, list[Planned]]:
    """Return the rows by what becomes of them; every verdict is there."""
    return {verdict.value: [one for one in planned if one.verdict is verdict] for verdict in RowVerdict}


def marked(page: Page, faulty: Sequence[Planned]) -> dict[int, dict[int, str]]:
    """Return {row: {column: what is wrong}} of a page; what has no column of its own stands at the name."""
    name = page.columns[Field.NAME]
    return {
        one.row.number: {page.columns.get(fault.field, name): fault.reason for fault in one.faults}
        for one in faulty
        if one.row.sheet == page.sheet
    }


def with_brought(one: Planned, found: Sequence[tuple[str, str, str]], left: Sequence[RowFault]) -> Planned:
    """Return a row's plan with what it brings from paper, (balance, thing, thing for people), and why not the rest."""
    brings = tuple((name, thing) for name, thing, _ in found)
    verdict = RowVerdict.CHANGED if brings and one.verdict is RowVerdict.SAME else one.verdict
    return replace(
        one,
        verdict=verdict,
        brings=brings,
        brought=tuple(f"{name} {shown}" for name, _, shown in found),
        remarks=(*one.remarks, *left),
    )


def accounts_in(rows: Sequence[Row]) -> set[str]:
    """Return the accounts that rows name, in small letters."""
    return {row.account.casefold() for row in rows if row.account}


def gist(planned: Sequence[Planned]) -> list[str]:
    """Return, for each row, what tells whether its plan is still the one that was shown."""
    return [
        f"{one.row.sheet}|{one.row.number}|{one.verdict}|{dict(one.changes)}|{[(p.title, p.until) for p in one.posts]}"
        f"|{list(one.brings)}"
        for one in planned
    ]
