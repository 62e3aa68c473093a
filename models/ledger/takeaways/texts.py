"""Taking lists away, in words."""

from collections.abc import Collection, Sequence

from models.values.listing import Listing
from models.values.periods import Month

EXPORT, PRINT, READ, PACK = "导出", "打印", "台账", "月报"
SHOWN_ROWS = 12
_WAYS = {READ: "在这里看", EXPORT: "拿表格", PRINT: "拿 PDF"}


NOTHING_TO_TAKE = "{verb}台账是书记用的。公开的发“值班表”“红榜”就能看，带图片。自己的发“我的数据”。"
THERE_IS = "{instead}。您这里有：{known}。例如“{verb} {first} 11月”。"
NO_SUCH_LEDGER = "没有这样一份"
EMPTY_LEDGER = "{month}的{word}还是空的，换个月份再试试。"
ONLY_BY_MONTH = "{word}按月出，没有生成文件。要哪个月就发“{verb} {word} {month}月”。"


def ready(name: str) -> str:
    """Return that a file follows."""
    return f"{name} 这就私下发给您。里面有姓名的请收好，不往群里转。"


def shown(listing: Listing) -> str:
    """Return the beginning of a list as it is read in the chat, a row a line under the names of its columns."""
    head = f"{listing.unit}{listing.span}{listing.title}，共 {len(listing.rows)} 行"
    rows = [" ".join(str(cell) for cell in row if cell not in (None, "")) for row in listing.rows[:SHOWN_ROWS]]
    whole = "全部" if len(listing.rows) > SHOWN_ROWS else "要表格"
    month = listing.span.partition("年")[2]
    return "\n".join([head, "　".join(listing.columns), *rows, f"{whole}发“导出 {listing.title} {month}”。"])


def kept(word: str, roles: str) -> str:
    """Return why somebody reads no list that there is."""
    return f"{word}只给{roles}看，里面有不外传的情况"


def could(verb: str) -> str:
    """Return what is done with a list under a word: 台账 is looked at."""
    return "看" if verb == READ else verb


def known(verb: str, words: Collection[str], aside: Collection[str]) -> str:
    """Return which lists somebody may read, take away or print, and which are read in the chat only."""
    others = "，".join(f"“{word}”{what}" for word, what in _WAYS.items() if word != verb)
    told = f"您可以{could(verb)}的：{listed(words)}。发“{verb} {next(iter(words))} 11月”这样；{others}。"
    return told + (f"还有这些，直接发就能看：{listed(aside)}。" if aside else "")


def situation(name: str, month: Month, lines: Sequence[str]) -> str:
    """Return a branch's month, a line for each thing."""
    return "\n".join([f"{month.name}{name}的情况", *lines])


def pack(tables: Sequence[Listing], pages: Sequence[str]) -> str:
    """Return what is in a month's pack, which follows."""
    parts = [f"表格一本：{listed([one.title for one in tables])}"] if tables else []
    parts += [f"打印页和图片：{listed(pages)}"] if pages else []
    return f"这就私下发给您。{'；'.join(parts)}。里面有姓名的请收好，不往群里转。"


def listed(words: Collection[str]) -> str:
    """Return which lists there are."""
    return "、".join(words)
