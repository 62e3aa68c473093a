"""Giving posts, ending them, standing in, and what is then empty; runs in the caller's transaction."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import area_of, office_above, units_above, who_fills
from models.organisation.people.actions import end_posts, holders, lock
from models.organisation.people.rules import OFFICES, ROLE_NAMES, Role, has_account
from models.organisation.people.tables import Person, Post
from models.organisation.posts import rules
from models.organisation.posts.rules import ACTING, Appointment, HeldPost, UnitPosts
from models.organisation.register.actions import whom
from models.organisation.units.actions import unit_name, unit_named
from models.organisation.units.tables import Branch, Unit
from models.values.grouping import grouped
from models.values.refusal import Refusal
from models.values.showing import show_long_day

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """A post that somebody gets: who, where, which, until when; `longer` says that he holds it already."""

    person: Person
    unit: Unit
    role: Role
    title: str
    until: date
    longer: bool = False


async def to_give(act: Act, said: Appointment) -> Given:
    """Return the post that would be given; raises the Refusal that says why it is not."""
    if said.role is None:
        raise Refusal(rules.UNKNOWN_POST)
    person = await whom(act, said.words)
    role, unit = said.role, await Unit.get(id=person.unit_id).select_related("parent")
    if role is Role.CADRE:
        raise Refusal(rules.BY_THE_POOL, name=person.name)
    rules.check_giver(act.asker, role, unit.id, units_above(unit))
    if person.id == act.asker.person_id:
        raise rules.OwnPost
    held = await _held(person.id, act.today)
    _check_holder(person, role, held)
    if said.until is None:
        raise rules.NoTerm(name=person.name, post=said.title)
    _check_end(said.until, act.today)
    return _given(person, unit, said, [post for post in held if (post.role, post.unit_id) == (role, unit.id)])


def _given(person: Person, unit: Unit, said: Appointment, held: Sequence[Post]) -> Given:
    """Return the post that somebody would have who holds some of the kind already; refuses with HELD_ALREADY."""
    assert said.role and said.until
    own = [post for post in held if not post.brought]
    if any((post.title, post.valid_to) == (said.title, said.until) for post in own):
        raise Refusal(rules.HELD_ALREADY, name=person.name, post=said.title, until=show_long_day(said.until))
    # 支委 alone takes nobody's own title away, such as 组织委员.
    title = own[0].title if own and said.title == ROLE_NAMES[said.role] else said.title
    return Given(person, unit, said.role, title, said.until, longer=title in {post.title for post in own})


def _check_end(until: date, today: date) -> None:
    if until < today:
        raise Refusal(rules.TERM_OVER, day=show_long_day(until))


async def _held(person_id: int, day: date) -> list[Post]:
    return await Post.held_on(day).filter(person_id=person_id).order_by("id")


def _check_holder(person: Person, role: Role, held: Sequence[Post]) -> None:
    roles = [Role(post.role) for post in held]
    rules.check_holder(person.name, person.standing, role, roles, reached=has_account(person.userid))


async def across(given: Given, day: date) -> list[str]:
    """Return the names of those whose near relative nobody with that post may be; whose kin he is, is kept nowhere."""
    opposite = rules.OPPOSITE.get(given.role)
    return [one.name for one in await holders([opposite], day, given.unit.id)] if opposite else []


async def leads_already(given: Given, day: date) -> list[str]:
    """Return the names of the other secretaries of the same branch: a new one does not end the post of the old one."""
    if given.role is not Role.SECRETARY:
        return []
    heads = await holders([Role.SECRETARY], day, given.unit.id)
    return [one.name for one in heads if one.id != given.person.id and one.branch_id == given.person.branch_id]


async def give(act: Act, said: Appointment) -> Given:
    """Give a post from today on; one of the same kind that he has in the unit ends the day before."""
    given = await to_give(act, said)
    await lock([given.person.id])
    alike = Post.filter(person_id=given.person.id, unit_id=given.unit.id, role=given.role, valid_from__lte=act.today)
    await end_posts(alike, act.today)
    await _create(act, given, "give_post")
    return given


async def _create(act: Act, given: Given, action: str) -> None:
    await Post.create(
        person_id=given.person.id,
        role=given.role,
        unit_id=given.unit.id,
        title=given.title,
        valid_from=act.today,
        valid_to=given.until,
    )
    after = {"role": given.role, "unit": given.unit.id, "until": given.until.isoformat()}
    await record(act.cause, action, ("person", given.person.id), after=after)


async def to_end(act: Act, said: Appointment) -> tuple[Person, Post]:
    """Return whose post would end, and which; raises the Refusal that says why it does not."""
    person = await whom(act, said.words)
    held = await _held(person.id, act.today)
    role = rules.role_meant(person.name, [(Role(one.role), one.title) for one in held], said.role)
    post = next(one for one in held if one.role == role)
    unit = await Unit.get(id=post.unit_id).select_related("parent")
    if not (post.title == ACTING and rules.lends(act.asker, unit.id)):
        rules.check_giver(act.asker, Role(post.role), unit.id, units_above(unit))
    if person.id == act.asker.person_id:
        raise rules.OwnPost
    return person, post


async def end(act: Act, said: Appointment) -> tuple[Person, Post]:
    """End a post at once: yesterday was its last day."""
    person, post = await to_end(act, said)
    await lock([person.id])
    alike = Post.filter(person_id=person.id, unit_id=post.unit_id, role=post.role, valid_from__lte=act.today)
    await end_posts(alike, act.today)
    await record(act.cause, "end_post", ("person", person.id), before={"role": post.role, "unit": post.unit_id})
    return person, post


async def to_delegate(act: Act, said: Appointment) -> Given:
    """Return the standing-in that would begin today: for the asker, or for a secretary below his office.

    Raises the Refusal that says why it does not.
    """
    person = await whom(act, said.words)
    unit = await Unit.get(id=person.unit_id).select_related("parent")
    if not rules.lends(act.asker, unit.id):
        rules.check_giver(act.asker, Role.SECRETARY, unit.id, units_above(unit))
    if person.id == act.asker.person_id:
        raise rules.OwnPost
    _check_holder(person, Role.SECRETARY, await _held(person.id, act.today))
    if said.until is None:
        raise rules.NoTerm(name=person.name, post=ACTING)
    _check_end(said.until, act.today)
    if (said.until - act.today).days > rules.DELEGATION_MOST_DAYS:
        raise Refusal(rules.TOO_LONG_AWAY, name=person.name)
    return Given(person, unit, Role.SECRETARY, ACTING, said.until)


async def delegate(act: Act, said: Appointment) -> tuple[Given, list[Person]]:
    """Let somebody stand in for a secretary from today to a day, and not after; return who did so before."""
    given = await to_delegate(act, said)
    await lock([given.person.id])
    before = await standing_in(given, act.today)
    acting = Post.filter(unit_id=given.unit.id, role=Role.SECRETARY, title=ACTING, valid_from__lte=act.today)
    await end_posts(acting, act.today)
    await _create(act, given, "delegate")
    return given, before


async def standing_in(given: Given, day: date) -> list[Person]:
    """Return who else stands in for the secretary on a day, and would no more."""
    posts = Post.held_on(day).filter(unit_id=given.unit.id, role=Role.SECRETARY, title=ACTING, person__left_on=None)
    return [post.person for post in await posts.exclude(person_id=given.person.id).select_related("person")]


async def stood_in(act: Act) -> list[Post]:
    """Return the delegations that ended in the last week, with who stood in and where."""
    rows = Post.filter(role=Role.SECRETARY, title=ACTING, valid_to__gte=act.today - 7 * DAY, valid_to__lt=act.today)
    return await rows.filter(person__left_on=None).prefetch_related("person", "unit").order_by("id")


async def ending(act: Act) -> list[tuple[Post, str, list[Person]]]:
    """Return the posts of offices and verifiers that end within the last of the days on which terms are spoken of.

    Each with the name of its unit and with who may give it anew, but for its holder. Of bodies whose terms end together
    a village is told apart.
    """
    last = act.today + DAY * min(act.policy.democracy.term_reminder_days)
    rows = Post.held_on(act.today).filter(valid_to__lte=last, person__left_on=None, role__in=[*OFFICES, Role.VERIFIER])
    found = []
    for post in await rows.prefetch_related("person", "unit").order_by("id"):
        told = await _gives_anew(post, act.today)
        found.append((post, post.unit.name, [one for one in told if one.id != post.person_id]))
    return found


async def _gives_anew(post: Post, day: date) -> list[Person]:
    if post.role == Role.VERIFIER:
        return await holders([Role.SECRETARY], day, post.unit_id)
    return await who_fills(post.unit_id, day)


async def district_ends(day: date) -> bool:
    """Return whether nobody of the district holds his post for some more days, though somebody once was given one."""
    lasting = Post.held_on(day + DAY * rules.DISTRICT_WARNED_DAYS).filter(role=Role.DISTRICT, person__left_on=None)
    return not await lasting.exists() and await Post.filter(role=Role.DISTRICT).exists()


async def posts_of(act: Act, unit: str | None) -> list[UnitPosts]:
    """Return the posts of a unit, by default of the asker's; refuses with UNKNOWN_UNIT."""
    place = await unit_named(unit) if unit else await Unit.get(id=act.asker.unit_id or 0)
    return await _posts([place], act.today)


async def with_gaps(act: Act) -> list[UnitPosts]:
    """Return the units of the asker's area without somebody they need, or with two who lead, with all their posts."""
    units = await Unit.standing().filter(id__in=list((await area_of(act.asker)).units)).order_by("code")
    return [one for one in await _posts(units, act.today) if one.empty or one.rivals]


async def _posts(units: Sequence[Unit], day: date) -> list[UnitPosts]:
    ids = [unit.id for unit in units]
    of_units = Post.held_on(day).filter(unit_id__in=ids, person__left_on=None)
    held = grouped((post.unit_id, post) for post in await of_units.select_related("person").order_by("id"))
    led = {branch.unit_id for branch in await Branch.standing().filter(unit_id__in=ids)}
    order = list(Role)
    found = []
    for unit in units:
        rows = sorted(held[unit.id], key=lambda post: order.index(Role(post.role)))
        shown = tuple(
            HeldPost(post.person.name, post.title, Role(post.role), post.valid_to, post.brought) for post in rows
        )
        at_work = {Role(post.role) for post in rows if has_account(post.person.userid) and post.title != ACTING}
        missing = _missing(unit, at_work, has_branch=unit.id in led)
        found.append(UnitPosts(unit.name, shown, missing, rules.rivals(shown)))
    return found


def _missing(unit: Unit, held: Collection[Role], *, has_branch: bool) -> tuple[Role, ...]:
    return tuple(role for role in rules.needed(unit.kind, has_branch=has_branch) if role not in held)


async def rivals_of(unit_id: int, day: date) -> tuple[str, ...]:
    """Return the names of the secretaries of a unit among whom a merger has left open who leads."""
    return (await _posts([await Unit.get(id=unit_id)], day))[0].rivals


async def left_empty(unit_id: int, roles: Collection[Role], day: date) -> tuple[Role, ...]:
    """Return which of some posts nobody holds in a unit on a day: what somebody who went has left empty."""
    found = await _posts([await Unit.get(id=unit_id)], day)
    held = {post.role for post in found[0].posts if post.title != ACTING}
    return tuple(role for role in Role if role in roles and role not in held and role not in OFFICES)


@dataclass(frozen=True)
class LeftEmpty:
    """What somebody who went has left empty in a unit, and who is told: its secretaries, and who may fill it."""

    unit_id: int
    unit: str
    roles: tuple[Role, ...]
    told: tuple[Person, ...]


async def left_by(act: Act, person_id: int) -> list[LeftEmpty]:
    """Return which posts nobody holds any more since somebody has gone, by unit."""
    ended = Post.filter(person_id=person_id, valid_to__gte=act.today - DAY, valid_to__lte=act.today)
    of_unit: dict[int, set[Role]] = defaultdict(set)
    for post in await ended.order_by("id"):
        of_unit[post.unit_id].add(Role(post.role))
    found = []
    for unit_id, roles in of_unit.items():
        if empty := await left_empty(unit_id, roles - {Role.CADRE}, act.today):
            heads = await holders([Role.SECRETARY], act.today, unit_id)
            from_above = not heads or any(role in rules.GIVEN_BY for role in empty)
            above = await office_above(unit_id, act.today) if from_above else []
            told = {one.id: one for one in (*heads, *above) if one.id != person_id}
            found.append(LeftEmpty(unit_id, await unit_name(unit_id), empty, tuple(told.values())))
    return found
