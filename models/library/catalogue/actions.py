"""Loading books in versions, and looking things up in them; runs in the caller's transaction."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from tortoise.expressions import Q

from models.ledger.audit.actions import record
from models.ledger.audit.rules import Cause
from models.library.catalogue.rules import (
    BOOK_NAMES,
    LOADED_BY_DISTRICT,
    OF_VILLAGES,
    Book,
    BookEntry,
    BookFile,
    EntryInFile,
    Found,
    answers,
    find,
    of_things,
    to_review,
)
from models.library.catalogue.tables import CatalogueEntry, DailyReader
from models.library.catalogue.words import likest, rule_meant, things_in, things_meant
from models.organisation.authority.act import Act
from models.organisation.people.actions import lock
from models.organisation.people.rules import Role
from models.organisation.units.actions import with_above
from models.organisation.units.rules import UNKNOWN_UNIT
from models.organisation.units.tables import Unit
from models.values.days import in_force
from models.values.grouping import grouped
from models.values.refusal import Refusal, required

DAY = timedelta(days=1)


async def load_book(book: BookFile, cause: Cause) -> tuple[int, int]:
    """Write a version of a book; return how many entries are new or changed and how many hold no longer.

    What is the same stays; what differs is a new row that replaces the old one. Refuses with UNKNOWN_UNIT.
    """
    unit_id = await _unit_of(book)
    held = await CatalogueEntry.filter(book=book.book, unit_id=unit_id).order_by("id")
    # The newest row of a number is the one that a version goes on with.
    before = {row.number: row for row in held}
    rows = {one.number: await _row(book, unit_id, one, before.get(one.number)) for one in book.entry}
    await _end_repealed(book, rows)
    ended = [row.id for number, row in before.items() if number not in rows and row.valid_to is None]
    await CatalogueEntry.filter(id__in=ended).update(valid_to=book.valid_from - DAY)
    new = [number for number, row in rows.items() if before.get(number) is not row]
    after = {"book": book.book, "version": book.version, "new": len(new), "ended": len(ended)}
    await record(cause, "load_book", ("unit", unit_id or 0), after=after)
    return len(new), len(ended)


async def differs(book: BookFile) -> tuple[int, int]:
    """Return how many entries a version of a book would bring anew or changed, and how many would hold no longer."""
    held = await CatalogueEntry.filter(book=book.book, unit_id=await _unit_of(book)).order_by("id")
    before = {row.number: row for row in held}
    new = [one for one in book.entry if not _same(before.get(one.number), _said(book, one))]
    numbers = {one.number for one in book.entry}
    return len(new), sum(row.valid_to is None for number, row in before.items() if number not in numbers)


async def own_code(act: Act, book: Book) -> str | None:
    """Return the code of the unit whose book the asker loads, None for everybody's; refuses with LOADED_BY_DISTRICT."""
    if act.asker.units_as([Role.DISTRICT]):
        return None
    if book not in OF_VILLAGES:
        raise Refusal(LOADED_BY_DISTRICT, book=BOOK_NAMES[book])
    return (await Unit.get(id=act.asker.unit_as([Role.SECRETARY]))).code


async def _unit_of(book: BookFile) -> int | None:
    if book.unit is None:
        return None
    unit = required(await Unit.get_or_none(code=book.unit), UNKNOWN_UNIT, name=book.unit)
    return unit.id


async def _row(book: BookFile, unit_id: int | None, one: EntryInFile, before: CatalogueEntry | None) -> CatalogueEntry:
    """Return the row that holds an entry: the one there is, where nothing differs, else a new one in its place."""
    said = _said(book, one)
    if before is not None and _same(before, said):
        return before
    row = await CatalogueEntry.create(
        book=book.book, unit_id=unit_id, version=book.version, valid_from=book.valid_from, **said
    )
    if before is not None:
        await CatalogueEntry.filter(id=before.id).update(valid_to=book.valid_from - DAY, replaced_by_id=row.id)
    return row


def _said(book: BookFile, one: EntryInFile) -> dict[str, Any]:
    return {**one.model_dump(exclude={"until", "replaced_by"}), "source": book.source, "sample": book.sample}


def _same(row: CatalogueEntry | None, said: Mapping[str, Any]) -> bool:
    return row is not None and all(getattr(row, name) == value for name, value in said.items())


async def _end_repealed(book: BookFile, rows: Mapping[str, CatalogueEntry]) -> None:
    for one in book.entry:
        successor = rows[one.replaced_by].id if one.replaced_by else None
        await CatalogueEntry.filter(id=rows[one.number].id).update(valid_to=one.until, replaced_by_id=successor)


async def entries(act: Act, books: Collection[Book]) -> list[BookEntry]:
    """Return the entries of some books that the asker reads, of every version: his unit's and everybody's.

    A version of an entry that only put its words right is left out: what it says now is the entry.
    """
    units = await with_above(act.asker.unit_id) if act.asker.unit_id else []
    mine = Q(unit_id__in=units) | Q(unit_id=None)
    rows = await CatalogueEntry.filter(mine, book__in=list(books), valid_from__lte=act.today).order_by("id")
    of_id = {row.id: row for row in rows}
    return [
        _entry(row, units)
        for row in rows
        if row.replaced_by_id not in of_id or of_id[row.replaced_by_id].number != row.number
    ]


async def rules_to_review(act: Act) -> list[tuple[int | None, list[BookEntry]]]:
    """Return the rules to be looked through, by the unit whose they are; None stands for everybody's."""
    rows = await CatalogueEntry.filter(book=Book.RULES, valid_from__lte=act.today).order_by("id")
    whose = grouped((row.unit_id, _entry(row, ())) for row in rows)
    found = [(unit_id, to_review(held, act.today)) for unit_id, held in whose.items()]
    return [(unit_id, held) for unit_id, held in found if held]


def _entry(row: CatalogueEntry, units: Collection[int]) -> BookEntry:
    return BookEntry(
        id=row.id,
        book=Book(row.book),
        source=row.source,
        number=row.number,
        title=row.title,
        text=row.text,
        page=row.page,
        called=row.called,
        facts=row.facts,
        sample=row.sample,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        replaced_by=row.replaced_by_id,
        near=[*units].index(row.unit_id) if row.unit_id and row.unit_id in units else len(units),
    )


async def current(act: Act, books: Collection[Book]) -> list[BookEntry]:
    """Return the entries that hold today, in the order of the books; of one title the asker's own unit's."""
    found: dict[tuple[Book, str], BookEntry] = {}
    for one in await entries(act, books):
        if in_force(one.valid_from, one.valid_to, act.today):
            nearest = found.setdefault((one.book, one.title), one)
            if one.near < nearest.near:
                found[one.book, one.title] = one
    # 党9 comes before 党10, also where one of them was changed later.
    return sorted(found.values(), key=lambda one: (list(books).index(one.book), len(one.number), one.number))


async def look_up(act: Act, books: Collection[Book], asked: str, question: str | None = None) -> Found:
    """Return what some books answer to what is asked, if it is about all of the `question` that it was heard in."""
    held = await entries(act, books)
    # What is named that no list holds is answered by nothing that only sounds like it.
    found = find(asked, held, act.today, loosely=not things_in(question or asked))
    if found.entry and question and not answers(found.entry, question, held, act.today):
        return Found(None, [found.entry])
    return found


async def services_for(act: Act, text: str) -> list[BookEntry]:
    """Return what of the service list a text asks for, by its everyday names or by how somebody lives."""
    things = things_meant(text)
    return of_things(things, await entries(act, [Book.SERVICES]), act.today) if things else []


async def rule_for(act: Act, books: Collection[Book], text: str) -> BookEntry | None:
    """Return the entry of some books that tells how something is regulated: by its name, or as was learned."""
    learned = of_things(rule_meant(text), await entries(act, books), act.today)
    held = (await look_up(act, books, text)).entry
    return likest(text, await current(act, books), held, learned[0] if learned else None)


async def want_daily(act: Act, *, wanted: bool) -> bool:
    """Keep whether the asker wants to read one entry a day, and return whether he did before; raises UnknownPerson."""
    await lock([act.asker.known])
    had = await DailyReader.exists(person_id=act.asker.known)
    if wanted:
        await DailyReader.get_or_create(person_id=act.asker.known)
    else:
        await DailyReader.filter(person_id=act.asker.known).delete()
    await record(act.cause, "daily_entry", ("person", act.asker.known), after={"wanted": wanted})
    return had


async def daily_readers() -> list[str]:
    """Return the userids of everybody who wants one entry a day."""
    rows = await DailyReader.filter(person__left_on=None).prefetch_related("person").order_by("id")
    return [row.person.userid for row in rows]
