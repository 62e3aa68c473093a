"""What a question about the monthly lists asks: who, by what measure, in which circle; pure."""

import re
from typing import Any

from bot.language.numerals import WHOLE, to_whole
from bot.language.organisations import BELT, find_organisation
from bot.language.pattern import Pattern
from bot.language.periods import find_period
from bot.language.values import Message, Reading
from models.service.activities.words import category_named

_MEMBER = Pattern(
    r"谁|党员|之星|个人|哪个人|哪几个人|哪位|哪些人|同志|我(?!们|支部|村|组)|哪个(?=最|排|做得|报得|得分)|服务之星|人(?:员)?(?:是|有|[,，。]|$)"
)
_ORG = Pattern(r"支部|村(?!民|里|上)|社区(?!里头|上)|示范带|党组织|党委|总支|单位|哪家|我们|红榜")
_METRICS = (
    ("participation_rate", r"参与率|参加率|出勤率"),
    ("avg_hours", r"人均|平均"),
    ("progress", r"进步"),
    ("points", r"积分|总分|得分|分数|分(?:最|排|榜)|机分"),
    ("stars", r"星级|星(?:最|排|榜|多|高)|评星|几星"),
    ("hours", r"时长|时间|小时|最长|多久"),
    ("count", r"次数|几次|多少次|条数|活动最多|件数|户数|场次|人次|数量"),
)
_SCOPES = (
    ("belt", r"示范带|[本咱]带|咱们带"),
    ("district", r"全区|(?<!社)区[里上]|咱区|涪城区|整个区|全涪城|各镇"),
    ("township", r"镇(?!长)|乡上|乡里|街道|全乡"),
    (
        "branch",
        r"本支部|咱们?支部|支部(?:里|内|头|上)|我们?支部|村里|村上|组里|全村|我们村(?:上|里|哪个党员|谁)|支部.{0,4}(?:谁|哪个)",
    ),
)
_TOP = Pattern(
    rf"(?:前|后|倒数|top\s?)(?P<n>{WHOLE})(?:名|位|强|个|的|$|[\s,，。]|[一-龥])|(?P<m>{WHOLE})个(?:支部|党员|村|人)"
)
_FIRST = Pattern(r"第一名|谁第一|哪个.{0,10}第一|第1名|榜首|谁.{0,6}第一|头名|数第一|排第一|top\s?1(?!\d)")
_LAST = Pattern(r"倒数|最后|垫底|最少|最低|末位|最差")


def read_ranking(message: Message) -> Reading:
    """Return the question about a list in the message."""
    text = message.text
    belt, own = BELT.search(text), find_organisation(message)
    category = category_named(text) if re.search(r"最|多|类", text) and not _first(_METRICS[3:5], text) else None
    known = {
        "belt": message.said[slice(*belt.span("name"))] if belt else None,
        "org": own,
        "org_type": "village" if re.search(r"村(?!民|里头?|上|委)", text) else "community" if "社区" in text else None,
        "metric": _first(_METRICS, text),
        "category": category,
        "top": _top(text),
        "order": "asc" if _LAST.search(text) else None,
    }
    slots: dict[str, Any] = {
        "period": find_period(message),
        "scope": _first(_SCOPES, text),
        "target_type": _target(text),
    }
    return Reading("ranking_query", slots | {name: value for name, value in known.items() if value})


def _target(text: str) -> str | None:
    if _MEMBER.search(text) and not re.search(r"哪个支部|支部是谁|个支部|我们(?![^,，]{0,4}党员)", text):
        return "member"
    return (
        "org"
        if _ORG.search(
            re.sub(
                r"(?:本?支部|村|社区|组|镇)(?:里|内|头|上(?!个?(?:月|周|季|半|次|年)|榜)|本)(?!.{0,6}哪个支部)|全[村镇区]|红榜$",
                "",
                text,
            )
        )
        else None
    )


def _top(text: str) -> int | None:
    if match := _TOP.search(text):
        return to_whole(match["n"] or match["m"])
    return 1 if _FIRST.search(text) else None


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for name, pattern in table if re.search(pattern, text)), None)


_LETS_OUT = re.compile(
    r"(?:把|那)?(?P<when>(?:\d{1,2}|十?[一二三四五六七八九十])月份?|上个?月|上月)?的?红榜(?:我看了[,，]?)?(?:没(?:得|有)?问题[,，]?)?"
    r"(?:就|给)?(?:可以|能|准予|同意)?(?:批准?|发|公布|出|贴)(?:出去|出来)?[了吧嘛哈。!！\s]*"
)


def lets_out(text: str) -> str | None:
    """Return the line with which the district approves a list: 把11月的红榜批了; None for other words."""
    found = _LETS_OUT.fullmatch(text.strip())
    return f"批准红榜 {found['when'] or ''}".strip() if found else None


_SHUTS = re.compile(r"(?:把)?(?:月度)?红榜(?:给我)?(?:关了?|停了|关掉|停掉|不发了|不搞了|不要了)[吧嘛。]*")


def mode_line(text: str) -> str | None:
    """Return the line with which the district has no list any more: 把红榜关了; None for other words."""
    return "红榜方式 关" if _SHUTS.fullmatch(text.strip()) else None


# Who asks how or when a list goes out, or would have it otherwise: no list is an answer to that.
# What is about when and by whom a list is let out, not about what it says.
asks_how_it_goes_out = re.compile(
    r"红榜.{0,4}(?:啥子?时候|什么时候|哪天|好久|几号|何时).{0,3}(?:发|公布|出|贴)|红榜.{0,4}(?:谁|哪个)(?:来)?(?:批|定|审)|"
    r"红榜.{0,3}(?:先|暂时)?(?:不|别|莫)(?:要)?(?:发|公布|贴)|(?:\d{1,2}月|十?[一二三四五六七八九十]月)?红榜可以(?:发|公布)了"
).search
