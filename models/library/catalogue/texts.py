"""What books say, word for word, and that they say nothing."""

import re
from collections.abc import Sequence

from models.library.catalogue.rules import BOOK_NAMES, Book, BookEntry, BookFile, Found
from models.organisation.people.rules import ROLE_NAMES, Role
from models.values.showing import show_long_day
from models.values.wording import whole

SAMPLE = "示例，以本村公布为准。"
NOT_HELD = "未收录。"
COLLECTED = "收录了什么，发“清单”“制度”或“ABC”看。"
LISTED_MOST = 30
DAILY_ON = "好的，工作日早上给您发一条。不想看了，发“不要每日一条”。"
_ASK_ANY_TIME = "想查随时问，例如“ABC 党员大会多久开一次”。"
DAILY_OFF = f"好的，不再每天发了。{_ASK_ANY_TIME}"
DAILY_NOT_ON = f"每日一条没有开着，不会每天发。{_ASK_ANY_TIME}"


def quoted(one: BookEntry) -> str:
    """Return an entry with where it stands."""
    page = f"，第 {one.page} 页" if one.page else ""
    passed = f"{one.facts['passed']}通过" if one.facts.get("passed") else ""
    facts = _service(one) if one.book is Book.SERVICES else passed
    lines = [f"{one.source} 第 {one.number} 条{page}：{one.title}", one.text, facts, SAMPLE if one.sample else ""]
    return "\n".join(filter(None, lines))


def _service(one: BookEntry) -> str:
    facts = one.facts
    return "\n".join(
        [
            f"带什么：{facts['papers']}",
            f"找谁：{ROLE_NAMES[Role(facts['handler'])]}；谁批：{facts['approved_by']}",
            f"多久：{facts['days']} 个工作日；费用：{facts['cost']}"
            if facts["days"]
            else f"多久：当场；费用：{facts['cost']}",
            f"在哪里：{facts['where']}；投诉：{facts['phone']}",
        ]
    )


def answered(found: Found, ask_there: str = "") -> str:
    """Return the entry that answers, after what it replaced; else that there is none, with the nearest titles.

    `ask_there` says to who asks in a sentence of his own who knows more.
    """
    one = found.entry
    if one is None:
        titles = "；".join(_titled(near) for near in found.nearest)
        if found.several:
            return f"讲到这个的不止一条：{titles}。想看哪条，问细一点，或者发题目。"
        ask = f"我不乱说，{ask_there}。" if ask_there else ""
        return f"{NOT_HELD}{ask}{f'最近的：{titles}' if titles else COLLECTED}"
    if one.valid_to is not None:
        return f"{quoted(one)}\n这一条到{show_long_day(one.valid_to)}为止，已经废止，没有新的代替。"
    old = found.asked
    before = f"您问的“{old.title}”已废止，现在执行的是下面这条。\n" if old else ""
    return before + "\n\n".join(map(quoted, (one, *found.beside)))


_HEAD = re.compile(r"^《?[^\n]*清单[^\n]* 第 \S+ 条(?:，第 \d+ 页)?：(?P<title>[^\n]+)\n", re.MULTILINE)
# Who asks more of what was just shown (要带啥子), and names nothing itself.
asks_on = whole(
    r"(?:那|还|要|都|需要|得)*(?:带|拿|准备|交)(?:些)?(?:啥子?|什么|哪些).{0,3}|(?:要|收)?(?:多少|好多)(?:钱|费用?)|"
    r"(?:那|还|都)*(?:收不收(?:钱|费用?)|要(?:不要)?(?:照片|身份证|户口[本簿]|银行卡|本人(?:去|来)?)不?|(?:办得)?快不快)|"
    r"(?:那|还|都)*(?:要|得|等)?(?:多久|好久|几天).{0,4}|(?:那|还|办)*(?:要|收)(?:不要|不收)?(?:钱|费)(?:不|吗)?|(?:那)?(?:找|归)(?:谁|哪个)(?:办|管)?|(?:那)?(?:在)?(?:哪里?|哪儿)(?:办|交)?",
    around=" ?？。嘛呢哦吗",
)
CASE = "办事"
# Who asks to have done for him what was just shown: 帮我办嘛.
wants_it_done = whole(
    r"(?:那|就|可以|能不能)*(?:帮|给|替)我(?:办|弄|跑)(?:一?下|了|哈|嘛|吧|个)*|(?:那)?我(?:要|想)办(?:这个|一?个|一?下)?",
    around=" ?？。嘛呢哦吗吧哈",
)
# What people ask of a service that no list says.
_NOT_HELD_OF_IT = (
    (
        re.compile(
            r"(?:一个?月|每个?月|按月|一年|能?领|能?拿|发|补)[^,，。]{0,4}(?:多少|好多)(?![天久张个份次])|(?:多少|好多)钱一个?[月年]"
        ),
        "领多少",
    ),
    (
        re.compile(r"(?:[好多]久|什么时候|啥子?时候|哪天|几[号月])[^,，。]{0,6}(?:发|到账|打卡|打钱|打到|拿得?到)"),
        "什么时候发",
    ),
    (re.compile(r"报[^,，。]{0,4}(?:多少|好多|几成)|(?:医|药|院|费)[^,，。]{0,6}报(?:销|得)"), "报销多少"),
)


def not_on_the_card(question: str, ask_there: str) -> str:
    """Return that the list does not say what is asked of a service, and where it is asked; empty where it does."""
    asked = [said for pattern, said in _NOT_HELD_OF_IT if pattern.search(question)]
    return f"{'、'.join(asked)}，清单里没有写，{ask_there}。" if asked else ""


def title_in(shown: str) -> str | None:
    """Return the title of the first entry of the service list that an answer has shown; None for any other answer."""
    found = _HEAD.search(shown)
    return found["title"] if found else None


def _titled(one: BookEntry) -> str:
    return f"{one.number} {one.title}"


def where_to_complain(held: Sequence[BookEntry]) -> str:
    """Return the phones at which one complains, as the service list names them, and the way to say it here."""
    phones = "、".join(dict.fromkeys(one.facts["phone"] for one in held))
    said = f"清单上的投诉电话：{phones}。" if phones else ""
    return f"{said}也可以私聊我发“投诉建议 …”，直接到区里；要村里办的事发“反映 …”。"


def contents(books: Sequence[Book], held: Sequence[BookEntry], example: str) -> str:
    """Return what some books hold; a book that nobody has loaded says so."""
    if not held:
        return "、".join(f"《{BOOK_NAMES[one]}》" for one in books) + "的资料尚未录入。"
    titles = [_titled(one) for one in held[:LISTED_MOST]]
    more = [f"还有 {len(held) - LISTED_MOST} 条。"] if len(held) > LISTED_MOST else []
    return "\n".join([f"共 {len(held)} 条：", *titles, *more, f"看一条，发“{example}”这样。"])


HOW_TO_LOAD = (
    "发一张表格给我：文件名写书名（村里的制度写“规章制度”），表头有编号、题目、正文（可以加页码、又叫）。"
    "先给您看，回“是”才装。"
)


def to_load(book: BookFile, new: int, ended: int) -> str:
    """Return what a version of a book would change."""
    sample = "，标着示例" if book.sample else ""
    whose = "本村的" if book.unit else "全区的"
    counts = f"共 {len(book.entry)} 条，新的、改过的 {new} 条，停用 {ended} 条"
    return f"{whose}《{BOOK_NAMES[book.book]}》（{book.source}{sample}）：{counts}。"


def loaded(book: BookFile, new: int, ended: int) -> str:
    """Return that a version of a book is loaded, and how its first entry is seen."""
    return f"装好了：{to_load(book, new, ended)}从今天起照这一版回答，旧的留着备查。"


def of_the_day(one: BookEntry) -> str:
    """Return one entry for whoever wants one a day."""
    return f"今天的一条\n{quoted(one)}"


def please_review(held: Sequence[BookEntry]) -> str:
    """Return to whoever keeps rules that they have held for a year."""
    titles = "、".join(one.title for one in held[:3]) + ("等" if len(held) > 3 else "")
    return f"规章制度有 {len(held)} 条满一年没改过：{titles}。还合适就不用管；要改的，改好由区里装入新的一版。"
