"""What people write to groups: what is certain by itself, and the model that was learned for the rest.

The examples are config/data/gate/examples, one hand in each file: a text, 可发 or 扣住, and what holds it back.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from bot.language.data import letters
from bot.language.model import Model, groups, read_models, sized_groups
from bot.language.pattern import Pattern
from bot.language.people import NAME as SOMEBODY
from bot.language.text import clean, fold
from models.values.delicate import Delicate

FOLDER = Path(__file__).resolve().parents[3] / "config" / "data" / "gate"
WEIGHTS = FOLDER / "gate.model"
MAY_GO, HELD = "可发", "扣住"
BLAME, PRESSING, NAME = "说人不好的话", "要大家回复或催人的话", "还没同意上群的人的名字"
KINDS = (*Delicate, BLAME, PRESSING, NAME)
"""What holds a text back, as the examples name it and as its writer is told."""
# Who has agreed to be named is as good as this.
NAMED_GLADLY = "志愿者"

# What rules of 2023 and 2025 against formalism forbid in so many words (domain rules, section 0.1); 不用接龙 is none.
PRESSURE = re.compile(
    r"(?<![不无勿别免需用必])(?:收到.{0,4}(?:回复|回个|回一|回1|扣1|请回|打1)|回.{0,3}收到|接.{0,2}龙(?![舟灯])|务必(?![^。]{0,8}(?:转移|撤离|疏散|避险))|扣.?1(?![\d.]))"
)
# Of a person, not of what he has done: 你这个人老是虚报.
INSULT = re.compile(
    r"你们?这(?:个|种|些|号)?人|[他她]这(?:个|种)?人|(?:老是|老爱|总是|总爱|一贯|从来|成天|天天|就会|只会|又在)[^,，。]{0,3}(?:虚报|乱报|谎报|乱说|扯谎|撒谎|骗|偷懒|糊弄|混)"
    r"|骗子|骗人|撒谎|扯谎|胡说|瞎说|瞎编|鬼扯|不要脸|脸皮|丢人|丢脸|活该|懒(?:人|汉|鬼|得)|偷懒|蠢|笨|憨|瓜娃|神经病|脑壳有|[你他她]有病|素质|人品|思想有问题|滚"
)
# Of danger to life; it is read at once, or too late.
WARNING = re.compile(
    r"预警|转移(?!支付)|撤离|疏散|避险|山洪|洪水|涨水|泥石流|滑坡|塌方|地震|山火|决口|漫堤|台风|冰雹|暴[雨雪风]|大雨"
)
# Where to be reached is told by the office's number only.
ACCOUNT = re.compile(
    r"(?:QQ|qq|扣扣|微信|加[我他她]).{0,4}[:：]?\s*[A-Za-z0-9_-]{5,}|(?:身份证|手机|电话|卡)号?.{0,4}[前后末尾].{0,4}(?:位|\d{4})"
    r"|(?<!\d)1[3-9]\d(?!\d).{0,4}(?:后面|尾[数号]|再[加接])"
)
# A telephone number is one in characters, too.
_DIGITS = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "00123456789" + "1123456789")
# Somebody writes it in groups with what is between them.
_APART = re.compile(r"(?<=\d)[，,、.·\s-](?=\d)")
# Whatever is as long as a mobile number, but for a day and its hour.
LONG = re.compile(r"(?<!\d)(?!20\d\d[01]\d[0-3]\d)[1-9]\d{10,}")
_SENTENCES, _PARTS = re.compile(r"[。；！？!?;\n]+"), re.compile(r"[，,、：:]+")
# Of 40 harmless texts that were never taught as many pass as without looking at parts; of 11 in which harm drowned, 3.
PART_LEAST = 0.9
# What is no language (a code, a figure) was never taught.
_WRITTEN = re.compile(r"[一-龥]")
_SURNAME = Pattern(f"[{letters('people', 'surnames')}]")


def plain(text: str) -> str:
    """Return a text with the plain forms of its signs."""
    return normalize("NFKC", text)


def joined(text: str) -> str:
    """Return a plain text with figures for numbers in characters, and nothing between them."""
    return _APART.sub("", text.translate(_DIGITS))


def seen(folded: str) -> list[int]:
    """Return the drawers of a folded text as it is, and of the text in which all people are called the same."""
    nameless = _SURNAME.sub("X", SOMEBODY.sub("M", folded))
    return sorted({*sized_groups(folded), *groups(nameless)})


@cache
def _models() -> dict[str, Model]:
    return read_models(WEIGHTS)[0]


class Likely(NamedTuple):
    """How likely some words must not go to everybody (0 to 1), for which reason, and the words."""

    chance: float
    reason: str
    text: str


def learned(text: str) -> list[tuple[Likely, list[Likely]]]:
    """Return what was learned of each sentence, and of each of its parts; one line of harm drowns in a long one."""
    sentences = [one.strip() for one in _SENTENCES.split(clean(text)) if _WRITTEN.search(one)]
    return [
        (_learned(one), [_learned(part) for part in _PARTS.split(one) if _WRITTEN.search(part)]) for one in sentences
    ]


def _learned(text: str) -> Likely:
    models, folded = _models(), fold(text.strip())
    reason = next(iter(models[HELD].chances(groups(folded))))
    return Likely(models["kinds"].chances(seen(folded))[HELD], reason, text.strip())
