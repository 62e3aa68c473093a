"""Lists and pages: read in the chat, taken away as a workbook, or as PDF for the board."""

import contextlib
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from bot.drawing.ledgers import Ledger, as_workbook, table_page
from bot.drawing.press import Drawing, Form, to_be_drawn
from bot.understanding.blanks import HELD_MONTH, coming_month, held_month, period
from bot.understanding.command import Blank, Command, Match, Taker, find, when
from bot.understanding.dispatch import obey
from bot.understanding.request import Request
from models.ledger.audit.actions import record
from models.ledger.takeaways import texts
from models.ledger.takeaways.words import asks_what_was_reported, wants_printed, wants_roll
from models.machine.delivery.rules import Enclosure, Message
from models.organisation.people.rules import KEEPERS, OFFICES, READERS, role_names
from models.organisation.register.texts import LEDGER as ROLL
from models.service.activities.texts import LEDGER as RECORDS
from models.values.listing import Listing
from models.values.periods import Month, Period
from models.values.refusal import Refusal, required

T = TypeVar("T")
# Lists that are read by a word of their own.
_ASIDE = frozenset({"backfill", "supervisors_question", "desk_log", "posts"})
# What is printed goes along as a picture as well.
PACK_FORMS: tuple[Form, ...] = ("a4", "phone")


@dataclass(frozen=True)
class WantedFile:
    """What is asked for: its word, of which period (None where none is named), on which paper."""

    word: str
    period: Period | None
    form: Form
    large: bool


def _read_wanted(
    text: str, moment: datetime, month_in: Callable[[str, datetime], Month | None] = held_month
) -> WantedFile | None:
    """Return what is asked for in “值班表 12月 A3 大字”, “红榜 第四季度” or “11月的活动”."""
    paper = re.search(r"a([34])", text, re.I)
    bare = re.sub(r"a[34]|大字", " ", text, flags=re.I)
    parts = re.sub(r"(?<=月)份?(?!度)的?", " ", bare).split()
    for n, word in enumerate(parts):
        said = "".join(parts[:n] + parts[n + 1 :])
        when = month_in(said, moment) or period(said, moment)
        if when or not said:
            return WantedFile(word, when, "a3" if paper and paper[1] == "3" else "a4", "大字" in text)
    return None


WANTED = Blank("wanted", "哪一份 哪月", _read_wanted, optional=True, rest=True)
WANTED_PAGE = replace(WANTED, read=partial(_read_wanted, month_in=coming_month))


def _able(request: Request, verb: str) -> list[Ledger]:
    """Return everything that the asker may read or take away; refuses with NOTHING_TO_TAKE."""
    return required(
        [one for one in request.house.ledgers if request.may(one.needs) and (one.rows or verb == texts.PRINT)],
        texts.NOTHING_TO_TAKE,
        verb=texts.could(verb),
    )


def _ledger(request: Request, wanted: WantedFile, verb: str) -> tuple[Ledger, Period]:
    """Return what the asker may take away under a word, and of when.

    Refuses as `_meant` does, or with ONLY_BY_MONTH for a quarter or year that there is none of.
    """
    meant, running = _meant(request, wanted.word, verb), Month.of(request.today)
    when = wanted.period or (running.before if meant.over else running)
    if not isinstance(when, meant.of):
        raise Refusal(texts.ONLY_BY_MONTH, word=meant.word, verb=verb, month=Month.of(when.last).number)
    return meant, when


def _meant(request: Request, word: str, verb: str) -> Ledger:
    """Return what a word means; refuses with NOTHING_TO_TAKE, or THERE_IS for what is not there or for others."""
    able = _able(request, verb)
    called = [one for one in request.house.ledgers if word in (one.word, one.word.removesuffix(texts.READ), *one.also)]
    meant = next((one for one in called if one in able), None)
    if meant is None:
        known = texts.listed([one.word for one in able])
        kept = [texts.kept(one.word, role_names(one.needs)) for one in called] or [texts.NO_SUCH_LEDGER]
        raise Refusal(texts.THERE_IS, instead=kept[0], verb=verb, known=known, first=able[0].word)
    return meant


async def _sent(request: Request, ledger: Ledger, when: Period, file: Enclosure) -> list[Message]:
    after = {"what": ledger.word, "month": str(when), "kind": file.name.rpartition(".")[2]}
    await record(request.cause, "take_away", ("unit", request.asker.unit_id or 0), after=after)
    return [*request.reply(texts.ready(file.name)), Message("", to=request.asker.userid, enclosure=file)]


async def _listing(request: Request, ledger: Ledger, when: Period) -> Listing:
    """Return the list of a period; refuses with EMPTY_LEDGER."""
    return required(await ledger.listing(request, when), texts.EMPTY_LEDGER, month=when.name, word=ledger.word)


def _there_is(request: Request, verb: str) -> list[Message]:
    aside = [one.words[0] for one in request.house.commands if one.name in _ASIDE and request.may(one.needs)]
    others = aside if verb == texts.READ else []
    return request.reply(texts.known(verb, [one.word for one in _able(request, verb)], others))


async def read(request: Request, *, wanted: WantedFile | None) -> list[Message]:
    if wanted is None:
        return _there_is(request, texts.READ)
    if aside := _aside(request, wanted):
        return await obey(request, aside)
    return request.reply(texts.shown(await _listing(request, *_ledger(request, wanted, texts.READ))))


def _aside(request: Request, wanted: WantedFile) -> Match | None:
    """Return the command that shows a list which is read in the chat only, of the month where it has months."""
    found = find(wanted.word, request.house.openings, request.said_at)
    if found is None or found.command.name not in _ASIDE:
        return None
    return replace(found, values={name: wanted.period if name == "entries" else None for name in found.values or ()})


async def _of_records(request: Request, said: object) -> dict[str, Any]:
    return {"wanted": WantedFile(RECORDS, held_month(request.text, request.said_at), "a4", large=False)}


READ = Command(
    name="ledger",
    words=("台账",),
    run=read,
    help="台账 请假 11月：在这里看",
    example="台账 请假 11月",
    blanks=(WANTED,),
    private=True,
    awaited=(
        Taker(asks_what_was_reported, _of_records, READERS),
        when(wants_roll, KEEPERS, wanted=WantedFile(ROLL, None, "a4", large=False)),
    ),
)


async def export(request: Request, *, wanted: WantedFile | None) -> list[Message]:
    if wanted is None:
        return _there_is(request, texts.EXPORT)
    ledger, when = _ledger(request, wanted, texts.EXPORT)
    return await _sent(request, ledger, when, await as_workbook(await _listing(request, ledger, when)))


EXPORT = Command(
    name="export",
    words=("导出",),
    run=export,
    help="导出 服务台账 11月：表格",
    example="导出 服务台账 11月",
    blanks=(WANTED,),
    private=True,
)


async def printed(request: Request, *, wanted: WantedFile | None) -> list[Message]:
    if wanted is None:
        return _there_is(request, texts.PRINT)
    ledger, when = _ledger(request, wanted, texts.PRINT)
    own = await ledger.page(request, when) if ledger.page else None
    drawing = required(
        own if ledger.page else table_page(await _listing(request, ledger, when)),
        texts.EMPTY_LEDGER,
        month=when.name,
        word=ledger.word,
    )
    return await _sent(request, ledger, when, to_be_drawn(drawing, wanted.form, large=wanted.large))


PRINT = Command(
    name="print",
    words=("打印",),
    run=printed,
    help="打印 值班表 12月 A3：贴公告栏",
    example="打印 值班表 12月 A3",
    blanks=(WANTED_PAGE,),
    private=True,
    awaited=(when(wants_printed, READERS | OFFICES, wanted=None),),
)


async def pack(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    listings, pages = await _of_month(request, wanted)
    if not (listings or pages):
        raise Refusal(texts.EMPTY_LEDGER, month=wanted.name, word=texts.PACK)
    files = await _packed(request, wanted, listings, pages)
    after = {"what": texts.PACK, "month": str(wanted), "kind": "+".join(one.name for one in files)}
    await record(request.cause, "take_away", ("unit", request.asker.unit_id or 0), after=after)
    told = texts.pack(listings, [one.title for one in pages])
    return [*request.reply(told), *(Message("", to=request.asker.userid, enclosure=one) for one in files)]


async def _of_month(request: Request, month: Month) -> tuple[list[Listing], list[Drawing]]:
    """Return every list and every page of a month that there is for the asker."""
    able = _able(request, texts.PRINT)
    listings = await _those([one.listing(request, month) for one in able])
    return listings, await _those([one.page(request, month) for one in able if one.page])


async def _packed(
    request: Request, month: Month, listings: Sequence[Listing], pages: Sequence[Drawing]
) -> list[Enclosure]:
    """Return all lists as one workbook, then each page for paper and as a picture."""
    drawn = [to_be_drawn(one, form) for one in pages for form in PACK_FORMS]
    if not listings:
        return drawn
    return [await as_workbook(*listings, name=f"{listings[0].unit}{month.name}{texts.PACK}"), *drawn]


async def _those(asked: Sequence[Awaitable[T | None]]) -> list[T]:
    """Return what there is of some lists; one that says itself that it has nothing for the asker is left out."""
    there = []
    for one in asked:
        with contextlib.suppress(Refusal):
            if (found := await one) is not None:
                there.append(found)
    return there


PACK = Command(
    name="month_pack",
    words=("月报",),
    run=pack,
    help="月报 11月：图片、打印页、表格",
    example="月报 11月",
    blanks=(HELD_MONTH,),
    private=True,
    glued=True,
)

COMMANDS = (READ, EXPORT, PRINT, PACK)
