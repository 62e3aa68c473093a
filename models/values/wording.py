"""What texts have in common by pairs of characters; whether one asks something, or tells everybody; pure."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from unicodedata import normalize

_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")
# Pairs with one of these stand in any title of a village: 三组, 村里, 的路, 修好.
_TELLS_NOTHING = re.compile(
    "[一二三四五六七八九十\\d村组社的了是在有我你他们这那]|[修办弄装搞做建清挖换整]好|好没|[里外上下屋]头|[里外上下]面"
)
ASKS = re.compile(
    r"[?？]|吗|怎么|咋|多久|好久|多少|几|哪|谁|啥|什么|何时|贵姓|没有?$|没得$|[呢嘛]$|([一-龥])会?[不没]\1|有没|[能会可要][^,，。]{1,6}不[哦嘛]?$|[得行以成来起动]不[哦嘛]?$|迈$|(?:我[要想]|给我|让我)[^,，。]{0,8}看|[好多][多大宽长高远深]|^我?想?[问查](?:一?下|哈)"
)


def plain(text: str) -> str:
    """Return a text as it is compared: full-width signs and capitals folded."""
    return normalize("NFKC", text).lower()


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters in a folded text, single ones where a word has no more."""
    words = _WORD.findall(text)
    found = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    return frozenset(found | {word for word in words if len(word) == 1})


# How many of a thing are made tells nothing of the thing: 修条路 is 修路.
_MEASURE = re.compile(
    r"(?<=[修建装铺挖换买种搞弄安砌盖打添])(?:[一几两]?[条个座间处盏台口段根套批所片]|些)(?=[\u4e00-\u9fff])"
)


def _compared(text: str) -> str:
    return _MEASURE.sub("", plain(text))


def about(text: str, titles: Mapping[int, str], least: int = 1) -> list[int]:
    """Return which titles (by number) a text is about: those that share most telling pairs with it, `least` or more."""
    asked = {pair for pair in pairs(_compared(text)) if len(pair) == 2 and not _TELLS_NOTHING.search(pair)}
    return _most({number: len(asked & pairs(_compared(title))) for number, title in titles.items()}, least)


# Characters that only ask, or stand in any sentence.
_ANY_CHARACTER = re.compile(
    r"[修建搞弄装安铺换种栽挖买租包卖做办个要好不事人大为什么怎这哪谁啥吗呢嘛哦到去来给把都还就能可以会没咋得子,，。?？\s]"
)


def near(text: str, titles: Mapping[int, str], least: int = 1) -> list[int]:
    """Return which titles (by number) a text is about; by `least` single characters where it has no pair: 章盖了."""
    asked = set(_ANY_CHARACTER.sub("", _TELLS_NOTHING.sub("", _compared(text))))
    return about(text, titles) or _most({at: len(asked & set(_compared(title))) for at, title in titles.items()}, least)


def _most(shared: Mapping[int, int], least: int) -> list[int]:
    most = max(shared.values(), default=0)
    return [number for number, count in shared.items() if count == most >= least]


_AROUND_A_QUESTION = " ，。,.?？!！吗嘛呢哦啊"
Finds = Callable[[str], re.Match[str] | None]


def whole(*patterns: str, around: str = _AROUND_A_QUESTION) -> Finds:
    """Return what finds one of some patterns that is all of a text but for the signs around it."""
    edge = f"[{re.escape(around)}]*"
    return re.compile(f"{edge}(?:{'|'.join(patterns)}){edge}").fullmatch


def holds(*patterns: str, never: str = "(?!)") -> Finds:
    """Return what finds a text that holds all of some patterns, and nowhere what it may `never` hold."""
    return re.compile(f"(?!.*(?:{never}))" + "".join(f"(?=.*(?:{one}))" for one in patterns), re.DOTALL).match


def line_of(finds: Finds, line: str, unless: Callable[[str], bool] | None = None) -> Callable[..., str | None]:
    """Return what makes of a text that is found the line that is meant, such as 转出 {name} {place}; else None.

    Of a text that holds `unless` it makes none.
    """

    def made(text: str, moment: datetime | None = None) -> str | None:
        found = None if unless and unless(text) else finds(text.strip())
        return line.format(**found.groupdict()) if found else None

    return made


def asks(text: str) -> bool:
    """Return whether a text asks something, as far as its words tell."""
    return ASKS.search(text.strip(" 。.!！~～")) is not None


# 怎么样了, 怎么还没修, 怎么定的 ask for news, or for reasons.
_IN_WHICH_WAY = (
    r"(?:(?:怎么|咋个?)(?!样|还|又|没|不|回|算|来|会|这么|那么|就|搞|[^，,。]{0,3}的[?？]?$)|如何|怎样(?!了))"
)
_HOW = re.compile(
    rf"{_IN_WHICH_WAY}"
    r"|(?:在|从)?(?:哪里?|哪儿|哪点)[看查填录报弄改设下打找进点写记]|能[^，,。]{0,4}[不吗][?？]?$|[能可]不[能可]|行不行|找(?:谁|哪个)"
)


def asks_how(text: str) -> bool:
    """Return whether a text asks how, or where, something is done."""
    return _HOW.search(text) is not None


_HOW_IT_IS_DONE = whole(rf"(?:这个|的|要|该)?(?:{_IN_WHICH_WAY}|[在从](?:哪[里儿]?|啥子?地方)).{{0,3}}")


def asks_how_it_is_done(rest: str) -> bool:
    """Return whether what follows the word of a command only asks how, or where, that is done (上报 怎么报)."""
    return _HOW_IT_IS_DONE(rest) is not None


_FOR_EVERYBODY = re.compile(
    r"(?:麻烦|请|帮我?|你)?(?:给|跟|向|告诉|通知)(?:大家|全村|群众|村民|居民|乡亲|党员|各位)们?(?:说|讲|通知|告知|提醒)?(?:一?声|一?下|哈|个事)?"
    r"[，,：:\s]+(?P<text>.{4,})",
    re.DOTALL,
)


def for_everybody(text: str) -> str | None:
    """Return what everybody is to be told in 给大家说一声，明天停水; None for any other text."""
    found = _FOR_EVERYBODY.fullmatch(text.strip())
    return found["text"] if found else None
