"""Opening matters, taking their steps, and what waits for whom; runs in the caller's transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.ledger.audit.actions import record
from models.matters.steps.rules import (
    NO_SUCH_STEP,
    NO_WORDS,
    OPEN_ALREADY,
    REASON_MOST,
    TAKE_BACK,
    Kind,
    NoSuchMatter,
    Opening,
    Standing,
    Step,
    Words,
    WrongState,
    check_step,
)
from models.matters.steps.tables import Matter, MatterPerson, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import officers_of, units_above
from models.organisation.authority.deciders import OWN, Deciders, Decision, Own, Part, Place, deciders
from models.organisation.gate.rules import check_reason
from models.organisation.people.actions import lock, people_of
from models.organisation.people.rules import OFFICES
from models.organisation.people.tables import Person
from models.values.grouping import grouped
from models.values.refusal import Refusal, required

SUBJECT, OPEN, WORD, HANDED_ON = "matter", "open", "word", "handed_on"
# So long somebody may ask what became of what he has brought forward.
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Taken:
    """A matter after a step, with those who have a part in it."""

    matter: Matter
    step: Step
    people: Mapping[Part, Sequence[Person]]
    reason: str = ""

    @property
    def subject(self) -> Person:
        """Return the first of those whom the matter is about."""
        return self.people[Part.ABOUT][0]

    def called(self, kind: Kind) -> str:
        """Return the matter as somebody reads of it who has not just heard of it."""
        about = [one.name for one in self.people.get(Part.ABOUT, ())]
        title = self.matter.title if self.matter.title != kind.name else ""
        return " ".join(filter(None, [kind.sign.show(self.matter.id), kind.name, *about, title]))


def _said(kind: Kind, opening: Opening) -> Any:
    return kind.said.model_validate(opening.said).model_dump(mode="json")


async def open_new(act: Act, kind: Kind, opening: Opening) -> Matter:
    """Keep a new matter; refuses with OPEN_ALREADY what the asker has said in the same words and nobody has answered.

    For what is brought forward in words alone: of a booking or a promise the day counts as well.
    """
    of_kind = Matter.filter(kind=kind.code, unit_id=opening.unit_id, state=kind.first, title=opening.title)
    for one in await of_kind.filter(opened_by_id=act.asker.person_id):
        if one.said == _said(kind, opening):
            raise Refusal(OPEN_ALREADY, number=kind.sign.show(one.id))
    return await open_matter(act, kind, opening)


async def open_matter(act: Act, kind: Kind, opening: Opening) -> Matter:
    """Keep a new matter of a kind, in its first state, with those who have a part in it."""
    matter = await Matter.create(
        kind=kind.code,
        unit_id=opening.unit_id,
        branch_id=opening.branch_id,
        title=opening.title,
        said=_said(kind, opening),
        state=kind.first,
        due_on=opening.due_on,
        opened_by_id=act.asker.person_id,
        opened_at=act.now,
        closed_at=None if kind.first in kind.open else act.now,
    )
    for part, people in opening.people.items():
        for person_id in people:
            await MatterPerson.create(matter_id=matter.id, person_id=person_id, part=part, since=act.now)
    await _note(act, matter, OPEN)
    await record(act.cause, f"{kind.code}_{OPEN}", (SUBJECT, matter.id), after={"state": matter.state})
    return matter


async def _note(act: Act, matter: Matter, step: str, **more: Any) -> None:
    said = {"by_id": act.asker.person_id, "at": act.now, "message_key": act.key, **more}
    await MatterStep.create(matter_id=matter.id, step=step, **said)


async def has_moved(number: int, key: str) -> bool:
    """Return whether a step of a matter was taken after the one that a message of a key has brought about."""
    newest = await MatterStep.filter(matter_id=number).exclude(step=WORD).order_by("-id").first()
    return newest is not None and newest.message_key != key


async def take(act: Act, kind: Kind, number: int, name: str, words: Words = NO_WORDS) -> Taken:
    """Take a step of a matter for one who may, or raise the Refusal that says why not."""
    matter, step = await _locked(kind, number), kind.step(name)
    said = {**matter.said, **words.adds}
    check_step(kind, number, step, await _standing(act, matter, step, said), words.reason)
    if step.own is Own.NEVER:
        check_reason(words.reason)
    return await _move(act, kind, matter, step, Words(words.reason, said))


async def _move(act: Act, kind: Kind, matter: Matter, step: Step, words: Words) -> Taken:
    """Take a step of a matter, which says from now on what is added, and keep who took it."""
    await _note(act, matter, step.name, reason=words.reason[:REASON_MOST] or None)
    before, matter.state = {"state": matter.state}, step.target
    matter.said = kind.said.model_validate(words.adds).model_dump(mode="json")
    matter.closed_at = None if step.target in kind.open else act.now
    await matter.save(update_fields=["state", "said", "closed_at"])
    after = {"state": matter.state}
    await record(act.cause, f"{kind.code}_{step.name}", (SUBJECT, matter.id), before=before, after=after)
    return Taken(matter, step, parts_of(matter), words.reason)


async def _standing(act: Act, matter: Matter, step: Step, said: Mapping[str, Any]) -> Standing:
    decision, asker = _decision(matter, step), act.asker.person_id or 0
    may = asker in (await _deciders([decision], act.today))[0].may
    return Standing(matter.state, may, asker in decision.owners, said)


async def take_word(act: Act, kind: Kind, number: int, word: str, reason: str = "") -> Taken:
    """Take the step of a matter for which a word stands; else NO_SUCH_STEP for a word that its kind does not know."""
    matter = await _one(kind, number)
    owners = {one.person_id for one in matter.people if one.part in OWN}
    step = kind.step_for(word, matter.state, own=act.asker.person_id in owners)
    if step is None:
        words = "、".join(dict.fromkeys(one.word for one in kind.steps if one.word))
        raise Refusal(NO_SUCH_STEP, number=kind.sign.show(number), kind=kind.name, word=word, words=words)
    return await take(act, kind, number, step.name, Words(reason))


async def lapse(act: Act, kind: Kind, number: int, name: str) -> Taken:
    """Take a step that the clock takes, when the day of a matter is over, or that follows by itself; or WrongState."""
    matter, step = await _locked(kind, number), kind.step(name)
    if matter.state not in step.sources:
        raise WrongState(number=kind.sign.show(number), state=kind.states[matter.state])
    return await _move(act, kind, matter, step, Words(adds=matter.said))


async def remark(act: Act, kind: Kind, number: int, words: str) -> Matter:
    """Keep what somebody says about a matter beside its steps; it moves nothing. Raises NoSuchMatter."""
    matter = await _one(kind, number)
    await _note(act, matter, WORD, reason=words[:REASON_MOST])
    await record(act.cause, f"{kind.code}_{WORD}", (SUBJECT, number))
    return matter


async def readable(matters: QuerySet[Matter], *kinds: Kind) -> list[Matter]:
    """Return matters of kinds with what decides who may, oldest first.

    None outlives all of those to whom it belongs, but for the lasting kinds.
    """
    # Asked every morning and by many words, mostly where there is none; to find that out costs a tenth.
    if not await matters.exists():
        return []
    found = await matters.select_related("unit__parent").prefetch_related("people__person").order_by("id")
    lasting = {kind.code for kind in kinds if kind.lasting}
    return [matter for matter in found if matter.kind in lasting or not _outlived(matter)]


def _outlived(matter: Matter) -> bool:
    owners = [one.person for one in matter.people if one.part in OWN]
    return bool(owners) and all(one.left_on for one in owners)


async def _one(kind: Kind, number: int) -> Matter:
    """Return a matter of a kind; raises NoSuchMatter."""
    return required(
        await readable(Matter.filter(kind=kind.code, id=number), kind), NoSuchMatter, number=kind.sign.show(number)
    )[0]


async def _locked(kind: Kind, number: int) -> Matter:
    """Return a matter once nobody else works on it or on the books of those to whom it belongs; raises NoSuchMatter."""
    await lock([one.person_id for one in await MatterPerson.filter(matter_id=number, part__in=list(OWN))])
    await Matter.filter(id=number).select_for_update(no_key=True).only("id")
    return await _one(kind, number)


def _decision(matter: Matter, step: Step) -> Decision:
    people = {part: [one.id for one in found] for part, found in parts_of(matter).items()}
    place = Place(matter.unit_id, matter.branch_id, units_above(matter.unit))
    return Decision(place, step.takers, step.own, people)


async def _deciders(decisions: Sequence[Decision], day: date) -> list[Deciders]:
    officers = await officers_of([one.place for one in decisions], day)
    return [deciders(one, officers) for one in decisions]


def parts_of(matter: Matter) -> Mapping[Part, Sequence[Person]]:
    """Return who has which part in a matter now, in the order in which they came to it; nobody for other parts."""
    return grouped(
        (Part(one.part), one.person) for one in sorted(matter.people, key=lambda row: row.id) if one.ended_at is None
    )


async def told_of(
    act: Act, kind: Kind, number: int, name: str, *, everybody: bool = False
) -> tuple[list[Person], bool]:
    """Return who has to be told that a step of a matter waits, and whether that is the office above.

    The nearest are, or `everybody` who may take it.
    """
    decision = _decision(await _one(kind, number), kind.step(name))
    found = (await _deciders([decision], act.today))[0]
    told = sorted(found.may) if everybody else found.told
    people = await people_of(told)
    return [people[one] for one in told], found.above


async def story(act: Act, kind: Kind, number: int) -> tuple[Matter, list[MatterStep], bool]:
    """Return a matter with its steps, and whether the asker is of those who decide, or only has a part in it.

    Raises NoSuchMatter for everybody else.
    """
    matter, asker = await _one(kind, number), act.asker.person_id
    found = await _deciders([_decision(matter, step) for step in kind.steps], act.today)
    decides = any(asker in one.may for one in found)
    if not decides and asker not in {matter.opened_by_id, *(one.person_id for one in matter.people)}:
        raise NoSuchMatter(number=kind.sign.show(number))
    return matter, await MatterStep.filter(matter_id=number).order_by("id").select_related("by"), decides


async def hand_on(act: Act, kind: Kind, number: int, part: Part, people: tuple[int, int]) -> None:
    """Let the second of two people take the part of the first from now on."""
    whose, taker = people
    await MatterPerson.filter(matter_id=number, person_id=whose, part=part).update(ended_at=act.now)
    await MatterPerson.update_or_create(
        {"since": act.now, "ended_at": None}, matter_id=number, person_id=taker, part=part
    )
    await _note(act, await _one(kind, number), HANDED_ON)
    await record(act.cause, f"{kind.code}_{HANDED_ON}", (SUBJECT, number))


async def give_back(act: Act, kinds: Collection[Kind], person_id: int, gone: datetime) -> list[tuple[str, int]]:
    """Give somebody back what was handed on at the moment at which he was believed gone, as far as it is still open.

    Return (what it is called, who has looked after it since) of each.
    """
    given, known = [], {kind.code: kind for kind in kinds}
    his = MatterPerson.filter(person_id=person_id, ended_at=gone, matter__closed_at=None)
    for one in await his.select_related("matter"):
        heir = await MatterPerson.get_or_none(matter_id=one.matter_id, part=one.part, since=gone, ended_at=None)
        if heir and (kind := known.get(one.matter.kind)):
            await hand_on(act, kind, one.matter_id, Part(one.part), (heir.person_id, person_id))
            given.append((f"{kind.sign.show(one.matter_id)} {one.matter.title}", heir.person_id))
    return given


async def bring_in(act: Act, number: int, part: Part, people: Collection[int]) -> None:
    """Give some people a part in a matter from now on, beside those who have it."""
    for person_id in people:
        row = {"since": act.now, "ended_at": None}
        await MatterPerson.update_or_create(row, matter_id=number, person_id=person_id, part=part)


async def release(act: Act, number: int, part: Part) -> None:
    """Let those who have a part in a matter have it no longer."""
    await MatterPerson.filter(matter_id=number, part=part).update(ended_at=act.now)


async def follow(number: int, person: Person) -> None:
    """Bring a matter that goes with somebody to where he is now."""
    await Matter.filter(id=number).update(unit_id=person.unit_id, branch_id=person.branch_id)


async def waiting(act: Act, kinds: Collection[Kind], word: str | None = None) -> list[Taken]:
    """Return what waits for somebody, oldest first: the open matters of which he may take a step (by a word)."""
    of_code = {kind.code: kind for kind in kinds}
    steps = [
        (matter, step)
        for matter in await readable((await _near(act)).filter(kind__in=list(of_code)), *kinds)
        for step in of_code[matter.kind].waiting(matter.state, word)
    ]
    first = {matter.id: (matter, step) for matter, step in reversed(await _his(act, steps))}
    return [Taken(matter, step, parts_of(matter)) for _, (matter, step) in sorted(first.items())]


async def _his(act: Act, steps: Sequence[tuple[Matter, Step]]) -> list[tuple[Matter, Step]]:
    who = await _deciders([_decision(*one) for one in steps], act.today)
    return [one for one, found in zip(steps, who, strict=True) if act.asker.person_id in found.may]


async def _near(act: Act) -> QuerySet[Matter]:
    """Return the open matters that can be somebody's business: of his units, below his offices, with a part of his."""
    units, offices = [post.unit_id for post in act.asker.posts], list(act.asker.units_as(OFFICES))
    mine = [one.matter_id for one in await MatterPerson.filter(person_id=act.asker.person_id, ended_at=None)]
    below = Q(unit__parent_id__in=offices) | Q(unit__parent__parent_id__in=offices)
    return Matter.filter(Q(unit_id__in=units) | below | Q(id__in=mine), closed_at=None)


@dataclass(frozen=True)
class BroughtForward:
    """What somebody has brought forward, or is about him: its number, what it is called, how far it is, until when."""

    number: str
    called: str
    state: str
    due: date | None = None
    about_him: bool = False


async def brought(act: Act, kinds: Collection[Kind]) -> list[BroughtForward]:
    """Return what somebody has brought forward, or is about him, that is under way or was lately, the newest first."""
    of_code, he = {kind.code: kind for kind in kinds}, act.asker.person_id
    his = await MatterPerson.filter(person_id=he, part__in=list(OWN), ended_at=None)
    owned = {one.matter_id for one in his if one.part == Part.OWNER}
    own = Q(opened_by_id=he) | Q(id__in=[one.matter_id for one in his])
    lately = Q(closed_at=None) | Q(opened_at__gte=act.now - LATELY)
    found = await Matter.filter(own, lately, kind__in=list(of_code)).order_by("-id") if he is not None else []
    return [
        replace(_brought(of_code[one.kind], one), about_him=one.opened_by_id != he and one.id not in owned)
        for one in found
    ]


async def held_by(kinds: Collection[Kind], person_id: int, unit_id: int) -> list[BroughtForward]:
    """Return the open matters of a unit that somebody has in hand, oldest first: to do, promised, asked by his post.

    What others have brought forward is told by its number alone: who reads such a list may be spoken of in it.
    """
    of_code = {kind.code: kind for kind in kinds}
    own = [kind.code for kind in kinds if kind.lasting or kind.owner_s_to_do]
    parts = Q(part=Part.OTHER) | Q(part=Part.OWNER, matter__kind__in=own)
    his = MatterPerson.filter(parts, person_id=person_id, ended_at=None, matter__closed_at=None)
    numbers = {one.matter_id for one in await his.filter(matter__unit_id=unit_id, matter__kind__in=list(of_code))}
    found = [(one, of_code[one.kind]) for one in await Matter.filter(id__in=list(numbers)).order_by("id")]
    return [
        _brought(kind, one) if kind.code in own else replace(_brought(kind, one), called=kind.name)
        for one, kind in found
    ]


def _brought(kind: Kind, matter: Matter) -> BroughtForward:
    # Some are titled by a code, which says no more than the kind does.
    title = "" if matter.title == kind.name or (matter.title.isascii() and matter.title.isalpha()) else matter.title
    due = None if matter.closed_at else matter.due_on
    return BroughtForward(kind.sign.show(matter.id), f"{kind.name} {title}".rstrip(), kind.states[matter.state], due)


@dataclass(frozen=True)
class StillAsked:
    """A matter that waits for an answer: its kind, as it is called, who is asked, for how many days, by which words."""

    kind: Kind
    number: int
    called: str
    asked: Sequence[Person]
    days: int
    words: Sequence[str]

    @property
    def shown(self) -> str:
        """Return its number."""
        return self.kind.sign.show(self.number)


async def kinds_that_wait() -> set[str]:
    """Return the codes of the kinds of which something waits: mornings ask no more of the others."""
    return {kind for (kind,) in await Matter.filter(closed_at=None).distinct().values_list("kind")}


async def unanswered(
    act: Act, kinds: Collection[Kind], opener: int | None = None, *, young: bool = False
) -> list[StillAsked]:
    """Return what has been without an answer for the working days of policy, oldest first; all, or what one asked.

    `young` takes what was asked since as well, and what somebody has in hand who may be asked how far it is.
    """
    of_code = {kind.code: kind for kind in kinds}
    rows = Matter.filter(kind__in=list(of_code), closed_at=None)
    if opener is not None:
        rows = rows.filter(await _asked_by(opener))
    least = 0 if young else act.policy.delivery.answer_working_days
    found = []
    for matter in await readable(rows, *kinds):
        kind, since = of_code[matter.kind], await _last_moved(act, matter)
        waits = kind.in_hand(matter.state) if young else matter.state in kind.asks
        if waits and _working_days(act, since) >= least:
            found.append(await _waits_for(act, kind, matter, since))
    return found


async def _asked_by(person_id: int) -> Q:
    owned = MatterPerson.filter(person_id=person_id, part=Part.OWNER, ended_at=None)
    return Q(opened_by_id=person_id) | Q(id__in=[one.matter_id for one in await owned])


async def ask_again(act: Act, kind: Kind, number: int) -> StillAsked | None:
    """Return what somebody has asked for and who may answer, all of them, to be asked once more; None the same day.

    Raises NoSuchMatter where it is not his, WrongState where nobody is asked any more.
    """
    matter, asker = await _one(kind, number), act.asker.person_id
    if asker not in {matter.opened_by_id, *(one.person_id for one in matter.people if one.part != Part.ABOUT)}:
        raise NoSuchMatter(number=kind.sign.show(number))
    if not kind.in_hand(matter.state):
        raise WrongState(number=kind.sign.show(number), state=kind.states[matter.state])
    if await MatterStep.filter(matter_id=number, step=WORD, by_id=asker, at__gte=act.midnight).exists():
        return None
    await remark(act, kind, number, "")
    return await _waits_for(act, kind, matter, await _last_moved(act, matter), everybody=True)


async def _waits_for(act: Act, kind: Kind, matter: Matter, since: date, *, everybody: bool = False) -> StillAsked:
    step = kind.waiting(matter.state)[0]
    asked, _ = await told_of(act, kind, matter.id, step.name, everybody=everybody)
    others = [one for one in asked if one.id != act.asker.person_id]
    words = [one.word for one in kind.waiting(matter.state) if one.word and one.word != TAKE_BACK]
    called = Taken(matter, step, parts_of(matter)).called(kind)
    return StillAsked(kind, matter.id, called, others, (act.today - since).days, list(dict.fromkeys(words)))


async def _last_moved(act: Act, matter: Matter) -> date:
    last = await MatterStep.filter(matter_id=matter.id).exclude(step=WORD).order_by("-id").first()
    return act.day_of(last.at if last else matter.opened_at)


def _working_days(act: Act, since: date) -> int:
    return sum(act.calendar.is_working_day(since + timedelta(days=n + 1)) for n in range((act.today - since).days))
