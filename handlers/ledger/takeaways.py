"""Lists and pages to take away: as a workbook, or as PDF for the board."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.drawing.ledgers import Ledger, as_page, as_workbook, table_page
from bot.drawing.press import Form
from bot.understanding.blanks import coming_month
from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.ledger.audit.actions import record
from models.ledger.takeaways import texts
from models.machine.delivery.rules import Enclosure, Message
from models.values.periods import Month


@dataclass(frozen=True)
class WantedFile:
    """What is asked for: its word, of which month (None for the running one), on which paper."""

    word: str
    month: Month | None
    form: Form
    large: bool


def _read_wanted(text: str, moment: datetime) -> WantedFile | None:
    """Return what is asked for in “值班表 12月 A3 大字”."""
    paper = re.search(r"a([34])", text, re.I)
    bare = re.sub(r"a[34]|大字", " ", text, flags=re.I)
    word, *rest = bare.split() or [""]
    said = " ".join(rest)
    month = coming_month(said, moment) if said else None
    if not word or (said and month is None):
        return None
    return WantedFile(word, month, "a3" if paper and paper[1] == "3" else "a4", "大字" in text)


WANTED = Blank("wanted", "哪一份 哪月", _read_wanted, rest=True)


def _ledger(request: Request, word: str, verb: str) -> Ledger:
    """Return what the asker may take away under a word; raises NothingToTake or UnknownLedger."""
    able = [one for one in request.house.ledgers if request.may(one.needs) and (one.rows or verb == texts.PRINT)]
    if not able:
        raise texts.NothingToTake(verb=verb)
    meant = [one for one in able if one.word == word]
    if not meant:
        raise texts.UnknownLedger(verb=verb, known=texts.listed([one.word for one in able]), first=able[0].word)
    return meant[0]


async def _sent(request: Request, ledger: Ledger, month: Month, file: Enclosure) -> list[Message]:
    after = {"what": ledger.word, "month": str(month), "kind": file.name.rpartition(".")[2]}
    await record(request.cause, "take_away", ("unit", request.asker.unit_id or 0), after=after)
    return [*request.reply(texts.ready(file.name)), Message("", to=request.asker.userid, enclosure=file)]


async def export(request: Request, *, wanted: WantedFile) -> list[Message]:
    ledger, month = _ledger(request, wanted.word, texts.EXPORT), wanted.month or Month.of(request.today)
    rows = await ledger.rows(request, month) if ledger.rows else None
    if rows is None:
        raise texts.EmptyLedger(month=month.name, word=ledger.word)
    return await _sent(request, ledger, month, await as_workbook(rows))


EXPORT = Command(
    name="export",
    words=("导出",),
    run=export,
    help="导出 服务台账 11月：表格",
    example="导出 服务台账 11月",
    blanks=(WANTED,),
    private=True,
)


async def printed(request: Request, *, wanted: WantedFile) -> list[Message]:
    ledger, month = _ledger(request, wanted.word, texts.PRINT), wanted.month or Month.of(request.today)
    rows = await ledger.rows(request, month) if ledger.rows and not ledger.page else None
    drawing = await ledger.page(request, month) if ledger.page else table_page(rows) if rows else None
    if drawing is None:
        raise texts.EmptyLedger(month=month.name, word=ledger.word)
    page = await as_page(drawing, wanted.form, large=wanted.large)
    if page is None:
        raise texts.NoPage(word=ledger.word)
    return await _sent(request, ledger, month, page)


PRINT = Command(
    name="print",
    words=("打印",),
    run=printed,
    help="打印 值班表 12月 A3：贴公告栏",
    example="打印 值班表 12月 A3",
    blanks=(WANTED,),
    private=True,
)

COMMANDS = (EXPORT, PRINT)
