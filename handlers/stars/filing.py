"""Stars sent to the township, filed or returned, counted and listed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.clockwork.reminders import Reminder
from bot.drawing.ledgers import Ledger
from bot.language.numerals import to_whole
from bot.understanding.blanks import rest, words
from bot.understanding.command import Blank, Command, Taker, when
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.machine.delivery.rules import Asks, Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branches_led_by, secretaries_by_branch
from models.organisation.authority.rules import JUDGES
from models.organisation.imports.balances import Balance
from models.organisation.people.actions import holders
from models.organisation.people.rules import DISTRICT, OFFICES, SECRETARIES, Role
from models.stars.filing import actions, texts
from models.stars.filing.actions import file, piles, send_back, waiting_for
from models.stars.notice import texts as notice_texts
from models.stars.notice.actions import over_by_branch, submit
from models.stars.review.words import agrees_to_file, asks_what_to_file, file_line, return_line
from models.stars.statistics import texts as statistics_texts
from models.stars.statistics.actions import filed_list, statistics
from models.values.listing import Row
from models.values.periods import Month, Year, read_year


async def submit_stars(request: Request) -> list[Message]:
    done = await submit(request.act, None)
    if done.checks:
        return request.reply(notice_texts.quota_asked(done), Asks("quota", {"sending": True}))
    return request.reply(notice_texts.submitted(done))


SUBMIT_STARS = Command(
    name="submit_stars",
    words=("报备",),
    run=submit_stars,
    help="报备：公示期满的送上级",
    example="报备",
    needs=SECRETARIES,
    private=True,
)


async def stars_to_file(request: Request) -> list[Message]:
    return request.reply(texts.waiting(await waiting_for(request.asker)))


STARS_TO_FILE = Command(
    name="stars_to_file",
    words=("待备案",),
    run=stars_to_file,
    help="待备案：看报来的星级",
    example="待备案",
    needs=OFFICES,
    private=True,
    awaited=(when(asks_what_to_file, OFFICES), when(agrees_to_file, OFFICES)),
)


async def _agrees(request: Request, said: object) -> dict[str, Any] | None:
    """Return the one unit that waits when somebody agrees without naming it."""
    units = {one.unit for one in await waiting_for(request.asker)}
    return {"unit": units.pop()} if len(units) == 1 else None


async def file_stars(request: Request, *, unit: str) -> list[Message]:
    return request.reply(texts.filed(unit, await file(request.act, unit)))


FILE_STARS = Command(
    name="file_stars",
    words=("备案",),
    run=file_stars,
    help="备案 莲花池村：同意备案",
    example="备案 莲花池村",
    blanks=(Blank("unit", "单位", words),),
    needs=OFFICES,
    private=True,
    glued=True,
    awaited=(Taker(agrees_to_file, _agrees, OFFICES),),
    meant=file_line,
)


async def return_stars(request: Request, *, unit: str, reason: str) -> list[Message]:
    done = await send_back(request.act, unit, reason)
    messages = request.reply(texts.sent_back(unit, done.counts))
    for branch_id, people in (await secretaries_by_branch(done.branches, request.today)).items():
        text = texts.came_back(done.branches[branch_id], done.reason)
        messages += [request.tell(person.userid, text) for person in people]
    about = [request.tell(userid, texts.came_back_about_you(period, done.reason)) for userid, period in done.people]
    return [*messages, *about]


RETURN_STARS = Command(
    name="return_stars",
    words=("退回备案",),
    run=return_stars,
    help="退回备案 莲花池村 原因：请补",
    example="退回备案 莲花池村 到会人数请再核对",
    blanks=(Blank("unit", "单位", words), rest("reason", "原因")),
    needs=OFFICES,
    private=True,
    glued=True,
    meant=return_line,
)


async def star_statistics(request: Request, *, year: int | None) -> list[Message]:
    return request.reply(statistics_texts.statistics(*await statistics(request.asker, year, request.today)))


STAR_STATISTICS = Command(
    name="star_statistics",
    words=("星级统计",),
    run=star_statistics,
    help="星级统计：已备案的，只有数",
    example="星级统计 2026年",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=OFFICES,
    private=True,
    glued=True,
)


async def star_list(request: Request, *, year: int | None) -> list[Message]:
    wanted, found = await filed_list(request.asker, year, request.today)
    if found or not request.may(DISTRICT):
        return request.reply(statistics_texts.filed_list(wanted, found))
    # The district reads names only of branches that no township stands above.
    counted = await star_statistics(request, year=year)
    return [replace(counted[0], text=f"{statistics_texts.NAMES_STAY}\n{counted[0].text}")]


STAR_LIST = Command(
    name="star_list",
    words=("星级名单",),
    run=star_list,
    help="星级名单：已备案的名单",
    example="星级名单 2026年",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)

_CELL = re.compile(r"(?:(?P<year>20\d\d)年?度?)?\s*(?P<stars>[1-5一二三四五]|★{1,5})\s*(?:颗)?星?级?")


def _read_star(words: str, moment: datetime) -> list[str] | None:
    """Return the year and the stars of a cell such as 4星, 2025年五星 or ★★★; the year before where none is said."""
    found = _CELL.fullmatch(words.strip())
    if found is None:
        return None
    stars = len(found["stars"]) if found["stars"][0] == "★" else to_whole(found["stars"])
    return [f"{found['year'] or moment.year - 1} {stars}"]


def _of(thing: str) -> tuple[Year, int]:
    return Year(int(thing[:4])), int(thing[5:])


async def _kept(people: Collection[int]) -> dict[int, set[tuple[Year, int]]]:
    """Return every star of the years of which there is one: a year has one only."""
    found = await actions.years_appraised(people)
    return {one: {(Year(year), stars) for year in years for stars in range(1, 6)} for one, years in found.items()}


async def _fault(act: Act, person_id: int | None, year: Year, stars: int) -> str:
    return texts.THIS_YEAR_HERE if year.year >= act.today.year else ""


BALANCES = (
    Balance(
        ("上年星级", "去年星级", "上年度星级", "上年评星", "星级"),
        "看不出是几星。写成 4星 或 2025年4星。",
        _read_star,
        texts.brought_star,
        _of,
        _kept,
        _fault,
        actions.from_paper,
        actions.off_paper,
        needs=OFFICES,
    ),
)

COMMANDS = (
    SUBMIT_STARS,
    STARS_TO_FILE,
    FILE_STARS,
    RETURN_STARS,
    STAR_STATISTICS,
    STAR_LIST,
)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    return statistics_texts.ledger_rows(*await filed_list(request.asker, month.year, request.today))


LEDGERS = (Ledger(statistics_texts.LEDGER, JUDGES, statistics_texts.LEDGER_COLUMNS, _rows, also=("星级", "星级台账")),)


async def _to_file(request: Request) -> list[Waits]:
    return [Waits("", texts.in_list(one)) for one in await waiting_for(request.asker)]


async def _to_submit(request: Request) -> list[Waits]:
    led = {branch.id for branch in await branches_led_by(request.asker, [Role.SECRETARY])}
    over = await over_by_branch(request.act, led)
    return [Waits("", notice_texts.over_in_list(period, count)) for (_, period), count in over.items()]


PENDING = (Source(STARS_TO_FILE, _to_file), Source(SUBMIT_STARS, _to_submit))


async def _owed_above(act: Act) -> list[Owed]:
    return [
        Owed(person.userid, texts.filing_note(branches, oldest), f"{unit_id}:{oldest}")
        for unit_id, (branches, oldest) in (await piles()).items()
        for person in await holders(OFFICES, act.today, unit_id)
    ]


async def _over(act: Act) -> list[Owed]:
    over = await over_by_branch(act)
    people = await secretaries_by_branch({branch_id for branch_id, _ in over}, act.today)
    return [
        Owed(person.userid, notice_texts.over_note(period, count), f"{branch_id}:{period}")
        for (branch_id, period), count in over.items()
        for person in people[branch_id]
    ]


REMINDERS = (Reminder("file", _owed_above), Reminder("submit", _over))
