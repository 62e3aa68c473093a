"""What a book file holds, and which entry answers a question; pure. Source: features F05, F12 and F13."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from math import log
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from config.file_faults import first_of, line_of
from config.spoken import in_book_words
from models.organisation.people.rules import Role
from models.values.days import in_force
from models.values.delicate import Delicate, delicate_in
from models.values.refusal import Refusal
from models.values.wording import asks, pairs, plain

# From this share of a question's words on, weighed by how rare they are, an entry answers it.
ENOUGH = 0.6
# Below this share an entry is not even near.
_NEAR, NEAREST = 0.1, 3
# An entry that holds less than that, but far more of them than any other, is meant as well.
_CLEAR, _FAR = 0.28, 1.45
# The two that hold so much answer it together, where neither is far from the other.
_BETWEEN = 0.36
# An entry that was taken for one word of a question answers it from this share of all its words on.
_BY_ITS_WORD = 0.12
# Two entries that fit almost alike: people are asked which they mean.
_ALIKE = 0.05
# What stands in the body alone tells less of what an entry is about than its names.
_BODY = 0.4
_ONLY_ASKS = 0.1


class Book(StrEnum):
    """The books; the values are how files name them."""

    PARTY = "party_abc"
    DEMOCRACY = "democracy_abc"
    TALKS = "laoyi"
    METHODS = "methods10"
    TRAITS = "traits10"
    MUSTS = "musts10"
    RULES = "rules"
    SERVICES = "services"


BOOK_NAMES = {
    Book.PARTY: "基层党建ABC",
    Book.DEMOCRACY: "基层民主ABC",
    Book.TALKS: "老易讲党课",
    Book.METHODS: "群众工作十法",
    Book.TRAITS: "基层干部十有",
    Book.MUSTS: "创先争优十要",
    Book.RULES: "规章制度",
    Book.SERVICES: "为民服务清单",
}


# Of these a village may have its own.
OF_VILLAGES = frozenset({Book.RULES, Book.SERVICES})


class ServiceFacts(BaseModel):
    """What the service list says of one thing. Source: domain rules, section 5.6. `days` are working days."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    papers: str
    handler: Role
    approved_by: str
    days: int = Field(ge=0, le=365)
    cost: str
    where: str
    phone: str


class RuleFacts(BaseModel):
    """What stands beside a rule: which meeting has passed it, on which day."""

    model_config = ConfigDict(extra="forbid")

    passed: str = Field("", max_length=40)


class _Nothing(BaseModel):
    model_config = ConfigDict(extra="forbid")


FACTS: Mapping[Book, type[BaseModel]] = {Book.SERVICES: ServiceFacts, Book.RULES: RuleFacts}


class EntryInFile(BaseModel):
    """One entry as a file holds it; one that is repealed has `until`, and `replaced_by` when another holds instead."""

    model_config = ConfigDict(extra="forbid")

    number: str = Field(min_length=1, max_length=16)
    title: str = Field(min_length=2, max_length=60)
    called: list[str] = []
    page: str | None = Field(None, max_length=16)
    text: str = Field(min_length=1, max_length=1000)
    facts: dict[str, Any] = {}
    until: date | None = None
    replaced_by: str | None = None


_TWICE = "编号 {number} 有两条"
_NO_SUCCESSOR = "{number} 的 replaced_by 要写文件里有的编号，还要写 until"


class BookFile(BaseModel):
    """One version of a book, as an operator writes it; `unit` is the code of the unit whose book it is."""

    model_config = ConfigDict(extra="forbid")

    book: Book
    source: str = Field(min_length=2, max_length=60)
    version: str = Field(min_length=1, max_length=16)
    sample: bool = False
    unit: str | None = None
    valid_from: date
    entry: list[EntryInFile]

    @model_validator(mode="after")
    def _holds_together(self) -> "BookFile":
        numbers = [one.number for one in self.entry]
        if twice := next((one for one in numbers if numbers.count(one) > 1), None):
            raise ValueError(_TWICE.format(number=twice))
        for one in self.entry:
            if one.replaced_by is not None and (one.replaced_by not in numbers or one.until is None):
                raise ValueError(_NO_SUCCESSOR.format(number=one.number))
            one.facts = FACTS.get(self.book, _Nothing).model_validate(one.facts).model_dump(mode="json")
        return self


LOADED_BY_DISTRICT = "《{book}》由区里装入。村里自己的《为民服务清单》和《规章制度》可以直接发来。没有装入。"


class BookRefused(Refusal):
    """A file that is no book, or holds what must not go into a chat."""

    text = "没有装入 {file}：{why}。"


_SECRET = re.compile("秘密|机密|绝密|内部资料")
_NOT_FOR_A_CHAT = "里面有密级标志、证件号、卡号或手机号"
_MALFORMED = "{line}写法有误"


def read_book(text: str, file: str) -> BookFile:
    """Return the book that a file holds; raises BookRefused.

    What is marked secret or holds an identity number is refused. Source: domain rules, section 9.4.
    """
    try:
        found = BookFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise BookRefused(file=file, why=_MALFORMED.format(line=line_of(wrong))) from None
    except ValidationError as wrong:
        raise BookRefused(file=file, why=" ".join(first_of(wrong)).strip()) from None
    check_for_a_chat(text[:500], found, file)
    return found


def read_written(text: str, moment: datetime) -> BookFile | None:
    """Return the book that was shown before, as JSON; None for anything that somebody types. Raises BookRefused."""
    try:
        found = BookFile.model_validate_json(text)
    except ValidationError:
        return None
    check_for_a_chat(found.source, found, found.source)
    return found


def check_for_a_chat(head: str, book: BookFile, file: str) -> None:
    """Raise BookRefused for a book under a secret mark, or with a number of somebody or of an account in it."""
    told = [text for one in book.entry for text in (one.title, one.text, *map(str, one.facts.values()))]
    if _SECRET.search(head) or any(Delicate.NUMBER in delicate_in(text) for text in told):
        raise BookRefused(file=file, why=_NOT_FOR_A_CHAT)


@dataclass(frozen=True)
class BookEntry:
    """An entry as it is quoted; `near` is how many levels above the asker its book is, 0 for his own unit's."""

    id: int
    book: Book
    source: str
    number: str
    title: str
    text: str
    page: str | None = None
    called: Sequence[str] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    sample: bool = False
    valid_from: date = date.min
    valid_to: date | None = None
    replaced_by: int | None = None
    near: int = 0

    @property
    def names(self) -> Sequence[str]:
        """Return its title and what else it is called."""
        return (self.title, *self.called)

    @cached_property
    def _called_so(self) -> str:
        return _folded(" ".join(self.names))

    @cached_property
    def title_pairs(self) -> frozenset[str]:
        """Return the pairs of characters in its names, in the words of the books."""
        return pairs(self._called_so)

    @cached_property
    def all_pairs(self) -> frozenset[str]:
        """Return the same of its names and its text; a question looks at them once for each of its clauses."""
        return self.title_pairs | pairs(_folded(self.text))

    @cached_property
    def kinds(self) -> frozenset[int]:
        """Return which kinds of answers its names tell of."""
        return _kinds(self._called_so)


@dataclass(frozen=True)
class Found:
    """The entry that answers, if one does; else the nearest, of which `several` answer; the repealed one asked by.

    What was asked of as well stands `beside` it.
    """

    entry: BookEntry | None
    nearest: Sequence[BookEntry] = ()
    several: bool = False
    asked: BookEntry | None = None
    beside: Sequence[BookEntry] = ()


@dataclass(frozen=True)
class Thing:
    """Something that villages do for people: how it is called in everyday words, and how it was `said`, if it was."""

    name: str
    said: str


# Nearly everything needs one: it is meant only where nothing else is.
_NEEDED_FOR_MUCH = frozenset({"证明"})


def of_things(things: Sequence[Thing], entries: Sequence[BookEntry], day: date) -> list[BookEntry]:
    """Return the entries of some books whose names hold some things, as they were said or as they are called."""
    found = {one.name: _of_thing(one, entries, day) for one in things}
    held = {name: one for name, one in found.items() if one}
    meant = [one for name, one in held.items() if name not in _NEEDED_FOR_MUCH] or list(held.values())
    return list({one.id: one for one in meant}.values())


# So many cards of the service list at once; of more people are asked which they mean.
_CARDS_MOST = 2


def as_found(services: Sequence[BookEntry]) -> Found | None:
    """Return the services that are meant as what was found; None for none."""
    if len(services) > _CARDS_MOST:
        return Found(None, services, several=True)
    return Found(services[0], beside=services[1:]) if services else None


def _of_thing(thing: Thing, entries: Sequence[BookEntry], day: date) -> BookEntry | None:
    for word in filter(None, (thing.said, thing.name)):
        held = [(len(name), one.near, one.id, one) for one in entries for name in one.names if word in name]
        in_force = [each for each in held if not _over(each[-1], day)]
        if in_force:
            return min(in_force, key=lambda each: each[:-1])[-1]
    return None


# Words that only ask; what is asked about is left.
_ASKING = re.compile(
    "|".join(
        (
            r"什么时候|啥时候|多长时间|[多好]久|[一每]个?[天月年]|几个?[天次年月人]|一[次回]|(?<!公)开|办理?|申请(?!书)",
            r"怎么样?|咋个?样?|如何|该?找谁|在?哪[些个里儿]?|什么|啥子?|是不是|可不可以|[能可]以?吗?|要不要|有没有|有没得",
            r"在?[我咱]们(?:村|社区)?[里上]?|请问|想问|问一?下|需要|规定|[的了吗呢呀哈嘛要得是有]",
        )
    )
)
_CLAUSES = re.compile("[,，。;；]")
# How many there are here stands in no book.
_OF_HERE = re.compile("(?:村[里上]?|社区|支部)一?共?有(?:几|多少|好多)")
_BARE = re.compile(r"第?\s*([\w-]{1,16}?)\s*[条项]?")


# What kind of answer is asked for; an entry that tells of none of these kinds may still tell it.
_ASPECTS = tuple(
    map(
        re.compile,
        (
            r"(?:多久|几个?[月年天])[^,，。]{0,3}一?[次届]|[一每][个]?[年月季]度?[^,，。]{0,4}(?:几|多少)次|几年|任期|换届|多久换",
            r"(?:多少|几)[个名]?(?:人|户|村民|党员)|到会|算数|有效|能开|算通过|票|表决",
            r"多少天|期限|提前",
            r"(?:^|[^他她])谁|亲属|可以参加",
            r"占",
            r"怎么|步骤|条件",
        ),
    )
)
_OTHER_KIND = 0.75


def _folded(text: str) -> str:
    """Return a text in the words of the books."""
    return in_book_words(plain(text))


def _kinds(folded: str) -> frozenset[int]:
    return frozenset(at for at, pattern in enumerate(_ASPECTS) if pattern.search(folded))


def find(asked: str, entries: Sequence[BookEntry], day: date, *, loosely: bool = True) -> Found:
    """Return what answers a question among the entries of some books, and the three nearest where none does.

    A number or a name is itself; else the entry that holds enough of the question's words, and clearly more than any
    other; `loosely`, to who asks in a sentence of his own, one that holds fewer but far more than others, or the two
    that are nearest. What is repealed leads to what holds instead.
    """
    folded = _folded(asked).strip()
    if exact := _named(folded, entries):
        return _in_force(min(exact, key=lambda one: (_over(one, day), one.near)), entries)
    ranked = _best_of(asked, entries, day)
    loosely = loosely and asks(asked) and not _OF_HERE.search(asked)
    best = _answering(ranked, loosely=loosely)
    if best and _one_thing(best):
        return _in_force(best[0], entries)
    held = [(score, one) for score, one in ranked if not _over(one, day)]
    return _two(held, loosely=loosely) or Found(None, _nearest(held), several=bool(best))


def _answering(ranked: Sequence[tuple[float, BookEntry]], *, loosely: bool) -> list[BookEntry]:
    enough = _CLEAR if loosely and _far_from_others(ranked) else ENOUGH
    return [one for score, one in ranked if score >= enough and score > ranked[0][0] - _ALIKE]


def _two(held: Sequence[tuple[float, BookEntry]], *, loosely: bool) -> Found | None:
    """Return the two nearest entries together, where they hold much of a question and neither is far from the other."""
    two = [one for score, one in held[:2] if loosely and score >= _BETWEEN]
    return Found(two[0], beside=two[1:]) if two else None


def _best_of(asked: str, entries: Sequence[BookEntry], day: date) -> list[tuple[float, BookEntry]]:
    """Return the entries ranked by the clause of a question that one of them answers best."""
    # A clause that only asks (咋个申请) tells nothing of what it is about.
    parts = [asked, *(one for one in _CLAUSES.split(asked) if asks(one) and _ASKING.sub("", _folded(one)))]
    return max((_ranked(_folded(one), entries, day) for one in parts), key=lambda ranked: ranked[0][0] if ranked else 0)


def _far_from_others(ranked: Sequence[tuple[float, BookEntry]]) -> bool:
    """Return whether the best entry holds far more of the question than any of another title."""
    others = [score for score, one in ranked if one.title != ranked[0][1].title]
    return bool(others) and ranked[0][0] > _FAR * others[0]


def answers(one: BookEntry, question: str, entries: Sequence[BookEntry], day: date) -> bool:
    """Return whether an entry that was found by a word of a question is about it at all, or about a part that asks."""
    parts = [question, *filter(asks, _CLAUSES.split(question))]
    ranked = [pair for part in parts for pair in _ranked(_folded(part), entries, day)]
    return any(entry is one and score >= _BY_ITS_WORD for score, entry in ranked)


def _nearest(ranked: Sequence[tuple[float, BookEntry]]) -> list[BookEntry]:
    """Return the nearest of what holds; of a small book all: who asks 讲发展 sees which talks there are."""
    small = len(ranked) <= NEAREST
    return [one for score, one in ranked if small or score >= _NEAR][:NEAREST]


def _named(folded: str, entries: Sequence[BookEntry]) -> list[BookEntry]:
    """Return the entries of exactly that number, else of exactly that name."""
    bare = _BARE.fullmatch(folded)
    numbered = [one for one in entries if bare and plain(one.number) == bare[1]]
    return numbered or [one for one in entries if folded in map(_folded, one.names)]


def _over(one: BookEntry, day: date) -> bool:
    return one.valid_to is not None and one.valid_to < day


def _one_thing(best: Sequence[BookEntry]) -> bool:
    """Return whether what fits alike is one thing: of one title, or leading to the first of them."""
    first = best[0]
    return all(one.title == first.title or one.replaced_by == first.id for one in best)


def _in_force(one: BookEntry, entries: Collection[BookEntry]) -> Found:
    """Return an entry, or what holds instead of it, however often it was replaced."""
    known, asked = {entry.id: entry for entry in entries}, one
    while one.replaced_by in known:
        one = known[one.replaced_by]
    return Found(one, asked=None if one is asked else asked)


def _ranked(folded: str, entries: Sequence[BookEntry], day: date) -> list[tuple[float, BookEntry]]:
    """Return (score from 0 to 1, entry), the best first: of equal ones what is in force, and nearest to the asker.

    The score is the share of the question's words that an entry holds; those in its body alone count less.
    """
    weights = _weights(folded, [one.all_pairs for one in entries])
    whole = sum(weights.values()) or 1

    def held(by: Collection[str]) -> float:
        return sum(weight for gram, weight in weights.items() if gram in by) / whole

    wanted = _kinds(folded)

    def fits(one: BookEntry) -> float:
        return 1 if not wanted or not one.kinds or wanted & one.kinds else _OTHER_KIND

    scored = [(fits(one) * ((1 - _BODY) * held(one.title_pairs) + _BODY * held(one.all_pairs)), one) for one in entries]
    return sorted(scored, key=lambda pair: (-round(pair[0], 3), _over(pair[1], day), pair[1].near, pair[1].id))


def _weights(folded: str, bodies: Sequence[Collection[str]]) -> dict[str, float]:
    """Return {pair of characters in a question: its weight}; the rarer in the books, the more.

    What no book has a word for is mostly how somebody talks: it weighs as what stands in one of their entries.

    What only asks counts a little: it tells 谁召集党员大会 from 党员大会多久开一次.
    """
    asked = pairs(folded)
    content = {gram for gram in pairs(_ASKING.sub(" ", folded)) if len(gram) > 1} or asked
    told = {gram: len([body for body in bodies if gram in body]) for gram in asked}
    return {
        gram: log(1 + len(bodies) / (count or 1)) * (1 if gram in content else _ONLY_ASKS)
        for gram, count in told.items()
    }


# Once a year whoever keeps rules looks through them: those that have held for a year. Source: feature F13.
REVIEW_FROM = 1, 10


def to_review(held: Sequence[BookEntry], today: date) -> list[BookEntry]:
    """Return the rules in force that were neither new nor changed in the year that is over."""
    since = date(today.year - 1, 1, 1)
    return [one for one in held if in_force(one.valid_from, one.valid_to, today) and one.valid_from <= since]
