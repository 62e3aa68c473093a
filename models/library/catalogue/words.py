"""What is typed about the service list and the handbooks; pure."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from bot.language.data import any_of, table
from bot.language.likeness import Likeness
from bot.language.model import detail
from bot.language.pattern import Pattern
from bot.language.sounds import put_right
from bot.language.text import squeeze
from bot.language.values import Message, Reading
from config.spoken import in_book_words
from models.library.catalogue.rules import BookEntry, Thing
from models.organisation.asking.words import PLAINLY, AskedOf, thing_asked
from models.values.wording import holds, plain

_SERVED = {
    "流程": "process", "多久": "duration", "材料": "materials", "找谁": "handler", "费用": "cost",
    "清单": "list", "职责": "duty",
}  # fmt: skip
_COLLECTIONS = {
    "党建": "party_abc", "民主": "democracy_abc", "老易": "laoyi", "十法": "methods10", "十有": "traits10",
    "十要": "musts10",
}  # fmt: skip
_LIBRARY_NOISE = Pattern(
    r"里头|里面?|中|上面?|关于|怎么说的?|咋说的?|说的?|怎么讲的?|讲的?|写的?|是哪(?:些|几条|十.|几.)|是什么|有哪些|都有啥|是啥|是咋个定的|最近一?期|最新一?期|"
    r"查一?下|看一?下|看看|翻给我看|翻|找一?下|发一?下|我想|想看|想听|看|听|给我|帮我|一下|的|内容|全文|原文|资料|视频|文章|[?!。,，:：？]|请问|有没有|吗|呢|几条|具体|讲了?啥|啥|什么|咋个|那本|这本|书|期"
)


def read_service(message: Message) -> Reading:
    """Return the question about an item of the service list."""
    want = _SERVED[detail("问办事", message.text)[0]]
    item = None if want == "list" else _item(message)
    return Reading("service_list", {"item": item, "want": want})


def read_library(message: Message) -> Reading:
    """Return the handbook or lecture that is asked for."""
    pattern, codes = _aliases("collections")
    named = pattern.search(message.text)
    collection = codes[named[0]] if named else _COLLECTIONS[detail("问资料", message.text)[0]]
    rest = message.said[: named.start()] + " " + message.said[named.end() :] if named else message.said
    topic = squeeze(_LIBRARY_NOISE.sub(" ", rest)).strip()
    return Reading("library_query", {"collection": collection, "topic": topic if len(topic) > 1 else None})


@cache
def _aliases(section: str) -> tuple[Pattern, dict[str, str]]:
    codes = {alias: code for code, aliases in table("asking")[section].items() for alias in aliases}
    return Pattern(any_of(codes)), codes


_DO = Pattern(
    r"(?:办理?个?|申请|申领|补办?|领取?|开|迁|注销|过户|续|[交缴])(?P<item>[一-龥a-z]{2,8}?)(?=要|需|找|去|在|怎|咋|如何|多|有|得|能|的|手续|材料|程序|流程|[,，?。\s]|$|啷)"
)
_SERVICE_NOISE = re.compile(
    r"要|准备|哪些|什么|啥子?|怎么|咋个?|多久|好久|几天|流程|程序|材料|手续|找谁|哪个|哪里|办理|办|申请|领|多少钱|好多|[?？,，。!\s]|需要|的|了|呢|吗|嘛|我|想|问|一下"
)


# What is felled stands between the two words: 砍自家山上的树.
_FELLS = Pattern(r"[砍伐锯挖][^,，。]{0,8}(?:树|木|竹子)|(?:树|木)[^,，。]{0,6}[砍伐锯]")
_FELLING = "林木采伐"


def _item(message: Message) -> str | None:
    pattern, names = _aliases("services")
    found: list[str] = [match[0] for match in pattern.finditer(message.text)]
    if _FELLS.search(message.text):
        return _FELLING
    if found:
        best = max(found, key=len)
        return names[best] if names[best] in ("村级财务审批", "村干部职权", "集体资产租赁") else best
    if (match := _DO.search(message.text)) and len(_SERVICE_NOISE.sub("", match["item"])) > 1:
        return match["item"]
    return _SERVICE_NOISE.sub("", message.said)[:8] or None


_NO_THING = Pattern(r"身份证|户口(?:[本簿]|不?在)|证件|银行卡|[要带拿][^,，。]{0,4}证明")
# These are named beside much else that is asked (书记, 项目, 财务): somebody's own case must tell of them.
_NAMED_BESIDE = frozenset({"村干部职权", "党组织关系", "工程项目", "村级财务审批", "集体资产租赁", "身份证"})


def things_in(text: str) -> list[Thing]:
    """Return what a text names of what villages do for people, by its everyday names.

    What is only carried along (办低保要身份证不) is none of them.
    """
    found = {one.name: one for one in _named_in(_NO_THING.sub(" ", text.replace("本本", "证")))}
    return list(found.values())


# From the first likeness on a name of an entry is the question itself, from the second near to it.
_SAME, _LIKE = 0.5, 0.3


def likest(
    text: str, entries: Sequence[BookEntry], found: BookEntry | None, learned: BookEntry | None
) -> BookEntry | None:
    """Return the entry that tells how something is regulated: of the same name, as was `learned`, of the likest name.

    Where no name is like, it is the one that is `found` by its words as well; None where there is none.
    """
    names = [(one, name) for one in entries for name in one.names]
    how = _likeness(tuple(name for _, name in names)).of(in_book_words(plain(text)))
    like = max(how, default=0.0)
    best = names[how.index(like)][0] if how else None
    return learned if learned and like < _SAME else _either(best, found, like)


# The names of a village's books are the same from question to question.
@lru_cache(maxsize=8)
def _likeness(names: tuple[str, ...]) -> Likeness:
    return Likeness([in_book_words(plain(name)) for name in names])


def _either(best: BookEntry | None, found: BookEntry | None, like: float) -> BookEntry | None:
    if like < _LIKE and best != found:
        return None
    return best if like >= _SAME or found is None else found


# Where nothing is named, or what is named is only one thing among others, it is meant by how somebody lives from here.
_MEANT = 0.4


def things_meant(text: str) -> list[Thing]:
    """Return what a text is about that asks for a service: what it names, or what was learned of how people live."""
    named = things_in(text)
    name, chance = thing_asked(AskedOf.SERVICE, text)
    learned = chance >= (PLAINLY if named else _MEANT) and name not in [one.name for one in named]
    return [Thing(name, "")] if learned else named


def rule_meant(text: str) -> list[Thing]:
    """Return after which rule a text asks, as was learned."""
    name, chance = thing_asked(AskedOf.RULE, text)
    return [Thing(name, "")] if chance >= _MEANT else []


def _named_in(said: str) -> list[Thing]:
    """Return what is named of the service list, also if it is written only as it sounds: 底保."""
    pattern, names = _aliases("services")
    if not pattern.search(said):
        said = put_right(said, frozenset(one for one in names if len(one) > 1))
    return [Thing(names[one[0]], one[0]) for one in pattern.finditer(said) if names[one[0]] not in _NAMED_BESIDE]


# Who asks where one complains.
asks_where_to_complain = holds(
    r"投诉|举报|监督电话", r"电话|哪|谁|怎么|咋|号码|[?？吗]", never=r"路灯|邻居|进度|我的|处理"
)


# 不要每天发了, 不看了那个每天的: the daily entry alone comes every day.
# Who tells that his village has a rule of its own that is new: it is kept by a table.
tells_of_new_rule = re.compile(
    r"^(?=.*(?:新|刚|才)(?:定|立|订|出|通过)了?)(?=.*(?:制度|规定|村规民约|规矩|公约))(?!.*(?:[?？吗]|哪|啥|什么)).+$",
    re.DOTALL,
).match
no_more_daily = re.compile(
    r"(?:那个)?(?:不要|别|莫|不用)再?每[天日]发了?[吧嘛哈]?|不(?:想)?看了?那?个?每[天日]的(?:那个|那条)?了?"
).fullmatch
