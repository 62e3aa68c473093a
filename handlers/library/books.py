"""What is asked of a book: a handbook, the rules, the service list; and one entry a day for who wants it."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from json import dumps
from typing import Any

from bot.clockwork.job import first_working
from bot.clockwork.reminders import Reminder
from bot.language import Reading
from bot.understanding.before import before
from bot.understanding.blanks import rest
from bot.understanding.command import ANY, Blank, Command, Match, Taker, when
from bot.understanding.request import Request
from models.duty.roster.actions import asked_unit
from models.library.catalogue import actions, texts, words
from models.library.catalogue.rules import OF_VILLAGES, REVIEW_FROM, Book, BookFile, Found, as_found, read_written
from models.library.catalogue.sheets import book_in, is_book
from models.machine.delivery.rules import Message
from models.matters.reminders.rules import Owed
from models.organisation.asking.words import AskedOf, asking
from models.organisation.authority.act import Act
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.residents.directory.actions import office
from models.residents.directory.texts import ask_there

ABC = (Book.PARTY, Book.DEMOCRACY)
# What is asked in words that nobody makes anything of may stand in these.
SEARCHED = OF_VILLAGES | {*ABC}


async def where(request: Request) -> str:
    """Return where the asker asks what stands in no book: at the office's phone, if it was entered."""
    unit = await asked_unit(request.asker, None, request.group)
    return ask_there([await office(request.act, unit)])


def _reads(books: Collection[Book]) -> Callable[[Reading], dict[str, Any] | None]:
    """Return what takes a question in free words that is about one of some books."""

    def free(reading: Reading) -> dict[str, Any] | None:
        of_list = Book.SERVICES in books and reading.intent == "service_list"
        of_book = reading.intent == "library_query" and reading.slots["collection"] in books
        if of_list:
            return {"asked": reading.slots["item"], "heard": True}
        return {"asked": reading.slots["topic"]} if of_book else None

    return free


def _answers(books: Sequence[Book], example: str) -> Callable[..., Awaitable[list[Message]]]:
    async def run(request: Request, *, asked: str | None, heard: bool = False) -> list[Message]:
        held = await actions.current(request.act, books)
        wanted = asked or (request.text if heard and words.things_in(request.text) else None)
        if wanted is None or not held:
            complains = Book.SERVICES in books and words.asks_where_to_complain(request.text)
            return request.reply(texts.where_to_complain(held) if complains else texts.contents(books, held, example))
        return request.reply(await _said_of(request, books, wanted, heard=heard))

    return run


async def _said_of(request: Request, books: Sequence[Book], asked: str, *, heard: bool) -> str:
    """Return what some books say, what the list never says of a service, and where one asks what stands in none."""
    services = await actions.services_for(request.act, request.text) if heard and Book.SERVICES in books else []
    found = as_found(services) or await _looked_up(request, books, asked, request.text if heard else None)
    there = await where(request)
    first = texts.not_on_the_card(request.text, there) if found.entry else ""
    in_a_sentence = heard or asked == request.text or not found.nearest
    return f"{first}\n{texts.answered(found, there if in_a_sentence else '')}".strip()


async def _looked_up(request: Request, books: Sequence[Book], asked: str, heard: str | None) -> Found:
    found = await actions.look_up(request.act, books, asked, heard)
    if found.entry or found.several:
        return found
    # What is no service may be a rule, and the other way round.
    elsewhere = await actions.look_up(request.act, SEARCHED, heard or asked)
    return elsewhere if elsewhere.entry else found


async def _found(request: Request, said: object) -> dict[str, Any] | Match | None:
    """Take a question of which nobody makes anything for the book whose entry answers it best."""
    entry = (await actions.look_up(request.act, SEARCHED, request.text)).entry
    # What a service needs is asked of the one that was shown.
    if entry is None or (texts.asks_on(request.text) and entry.book is Book.SERVICES):
        return None
    command = _ASKED_IN[entry.book]
    return Match(command, command.words[0], {"asked": request.text})


async def _of_the_card_before(request: Request, said: object) -> dict[str, Any] | None:
    """Take what is asked more of the service that was just shown: 要钱不."""
    title = texts.title_in(await before(request))
    return {"asked": title} if title else None


async def _done_for_him(request: Request, said: object) -> str | None:
    """Take that the service which was just shown be done: 帮我办嘛."""
    title = texts.title_in(await before(request))
    return f"{texts.CASE} {title}" if title else None


async def _for_a_service(request: Request, said: object) -> dict[str, Any]:
    return {"asked": request.text, "heard": True}


_ON_THE_CARD = (
    when(words.asks_where_to_complain, asked=None),
    Taker(texts.wants_it_done, _done_for_him),
    Taker(texts.asks_on, _of_the_card_before, aloud=True),
)


async def _by_a_rule(request: Request, said: object) -> dict[str, Any] | Match | None:
    """Take how something is regulated for the book that tells of it; nothing where none does."""
    entry = await actions.rule_for(request.act, (Book.RULES, *ABC), request.text)
    return Match(_ASKED_IN[entry.book], _ASKED_IN[entry.book].words[0], {"asked": entry.title}) if entry else None


_ANSWERS = (
    Taker(asking(AskedOf.SERVICE), _for_a_service, aloud=True),
    when(asking(AskedOf.SERVICES), asked=None),
    Taker(asking(AskedOf.RULE), _by_a_rule, aloud=True),
)


def _book(name: str, words: tuple[str, ...], meaning: str, example: str, *books: Book) -> Command:
    return Command(
        name=name,
        words=words,
        run=_answers(books, example),
        help=f"{example}：{meaning}",
        example=example,
        blanks=(rest("asked", "要查什么", optional=True),),
        free=_reads(books),
        # One look goes through all the books.
        found=(Taker(ANY, _found),) if Book.SERVICES in books else (),
        awaited=_ON_THE_CARD if Book.SERVICES in books else (),
        answers=_ANSWERS if Book.SERVICES in books else (),
    )


_SERVICES = _book(
    "services", ("清单", "服务清单", "为民服务清单", "办事清单"), "办一件事要什么", "清单 盖章证明", Book.SERVICES
)
_RULES = _book("rules", ("制度", "规章制度"), "现在执行的规定", "制度 财务审批", Book.RULES)
_HANDBOOKS = _book("handbooks", ("ABC", "abc", "手册"), "查手册", "ABC 党员大会多久开一次", *ABC)
# The books that are searched for what nobody makes anything of, each with the command that answers from it.
_ASKED_IN = {Book.SERVICES: _SERVICES, Book.RULES: _RULES, **dict.fromkeys(ABC, _HANDBOOKS)}
BOOKS = (
    _SERVICES,
    _RULES,
    _HANDBOOKS,
    _book("methods", ("十法", "群众工作十法"), "群众工作十法", "十法", Book.METHODS),
    _book("traits", ("十有", "基层干部十有"), "基层干部十有", "十有", Book.TRAITS),
    _book("musts", ("十要", "创先争优十要"), "创先争优十要", "十要", Book.MUSTS),
    _book("talk_texts", ("老易", "老易讲党课"), "老易讲党课", "老易 讲责任", Book.TALKS),
)


def _daily(*, wanted: bool) -> Callable[[Request], Awaitable[list[Message]]]:
    async def run(request: Request) -> list[Message]:
        had = await actions.want_daily(request.act, wanted=wanted)
        off = texts.DAILY_OFF if had else texts.DAILY_NOT_ON
        return request.reply(texts.DAILY_ON if wanted else off)

    return run


DAILY = Command(
    name="daily_entry",
    words=("每日一条",),
    run=_daily(wanted=True),
    help="每日一条：手册每天看一条",
    example="每日一条",
    private=True,
)
NO_DAILY = Command(
    name="no_daily_entry",
    words=("不要每日一条", "取消每日一条"),
    run=_daily(wanted=False),
    help="不要每日一条：不再每天发",
    example="不要每日一条",
    private=True,
    awaited=(when(words.no_more_daily),),
)


async def load(request: Request, *, said: BookFile | None) -> list[Message]:
    if request.table is not None:
        said = book_in(request.table, request.today)
        # The line that is obeyed after a yes; escaped, it comes back as it was.
        request = replace(request, table=None, text=f"{LOAD.words[0]} {dumps(said.model_dump(mode='json'))}")
    if said is None:
        return request.reply(texts.HOW_TO_LOAD)
    own = said.model_copy(update={"unit": await actions.own_code(request.act, said.book)})
    if not request.confirmed:
        return request.preview(texts.to_load(own, *await actions.differs(own)))
    return request.reply(texts.loaded(own, *await actions.load_book(own, request.cause)))


LOADERS = frozenset({Role.DISTRICT, Role.SECRETARY})
LOAD = Command(
    name="load_book",
    words=("装书", "装入手册"),
    run=load,
    help="装书：发一张表格，装入手册、清单",
    example="装书",
    blanks=(Blank("said", "表格", read_written, optional=True, rest=True),),
    needs=LOADERS,
    private=True,
    awaited=(when(words.tells_of_new_rule, LOADERS, said=None),),
    takes_table=is_book,
)

COMMANDS = (*BOOKS, DAILY, NO_DAILY, LOAD)


async def _owed(act: Act) -> list[Owed]:
    readers = await actions.daily_readers()
    held = await actions.current(act, ABC) if readers else []
    line = texts.of_the_day(held[act.today.toordinal() % len(held)]) if held else ""
    return [Owed(userid, line) for userid in readers if line]


async def _reviews_owed(act: Act) -> list[Owed]:
    owed = []
    for unit_id, held in await actions.rules_to_review(act):
        keepers = [Role.DISTRICT] if unit_id is None else [Role.SECRETARY]
        owed += [Owed(one.userid, texts.please_review(held)) for one in await holders(keepers, act.today, unit_id)]
    return owed


REMINDERS = (
    Reminder("daily_entry", _owed),
    Reminder("rules_review", _reviews_owed, first_working(lambda day, house: date(day.year, *REVIEW_FROM))),
)
