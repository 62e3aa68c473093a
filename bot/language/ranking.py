"""Questions about the monthly lists: who is where, by what measure, in which circle."""

import re
from typing import Any

from bot.language.numbers import WHOLE, to_whole
from bot.language.organisations import BELT, find_organisation
from bot.language.pattern import Pattern
from bot.language.periods import find_period
from bot.language.silence import is_notice, is_praise
from bot.language.topics import find_category
from bot.language.values import Message, Reading

_RANKING = Pattern(
    r"排名|排行|排第几|排几|排多少|排在?第?(?:几|多少|哪)|排老几|名次|红榜|光荣榜|进步榜|先进榜|"
    r"服务榜|榜单|榜首|上榜|(?<![黑标])榜(?:$|发|看|出|呢|是|上|样)|月榜|季榜|季度榜|年榜|时长榜|"
    r"积分榜|星级榜|村榜|支部榜|"
    r"第一名|第[一二三四五六七八九十1-9]名|前[一二三四五六七八九十两\d]{1,2}(?:名|位|强|的)?(?:是|有|"
    r"都|$|支部|村|社区|发|看|,)|倒数|最后一名|垫底|第几名|谁第一|哪个第一|数第一|第一是|得第一|之星|"
    r"第几(?:$|[?。,，])"
)
_MOST = Pattern(
    r"(?:谁|哪个|哪些|哪家|哪位|哪几个).{0,16}(?:最(?:多|长|高|好|勤|积极|大|少|低|快)|排第一|第一|"
    r"第1)|(?:最多|最长|最高|最积极|最勤快|最少|最快)的?(?:是|支部|村|党员|社区|人|有)?.{0,4}(?:谁|"
    r"哪)"
)
_MEMBER = Pattern(r"谁|党员|之星|个人|哪个人|哪位|同志|我(?!们)|服务之星|哪些人")
_ORG = Pattern(r"支部|村(?!民)|社区|示范带|党组织|党委|总支|单位|哪家")
_METRICS = (
    ("participation_rate", r"参与率|参加率"),
    ("avg_hours", r"人均"),
    ("progress", r"进步"),
    ("points", r"积分|总分|得分|分数|分(?:最|排|榜)"),
    ("stars", r"星级|星(?:最|排|榜)|评星|几星"),
    ("hours", r"时长|时间|小时|最长|多久"),
    ("count", r"次数|几次|多少次|条数|活动最多|件数|户数|场次|人次|数量"),
)
_SCOPES = (
    ("belt", r"示范带"),
    ("district", r"全区|(?<!社)区[里上]|涪城区|整个区|全涪城"),
    ("township", r"镇|乡上|乡里|街道|全乡"),
    (
        "branch",
        r"支部(?:里|内|头|上)|我们?支部(?:里|内|谁|哪个(?:党员|人))|村里|村上|组里|全村|我们村(?:上|里|"
        r"哪个党员|谁)",
    ),
)
_TOP = Pattern(rf"前(?P<n>{WHOLE})")
_FIRST = Pattern(r"第一名|谁第一|哪个.{0,10}第一|第1名|榜首|谁.{0,6}第一")
_LAST = Pattern(r"倒数|最后|垫底|最少|最低|末位|最差")
_NOT = Pattern(r"标榜|打榜|体育|高考|考试|娃|比赛|抖音|热榜|成绩|榜样|班里|排名不分先后")


def read_ranking(message: Message) -> Reading | None:
    """Return the question about a list in the message."""
    text = message.text
    if not (_RANKING.search(text) or _MOST.search(text)) or _NOT.search(text):
        return None
    if is_notice(message) or is_praise(message):
        return None
    slots: dict[str, Any] = {
        "period": find_period(message),
        "scope": _first(_SCOPES, text),
        "target_type": _target(text),
    }
    return Reading("ranking_query", slots | _optional(message))


def _target(text: str) -> str | None:
    if _ORG.search(
        re.sub(r"(?:支部|村|社区|组|镇)(?:里|内|头|上)(?!.{0,6}哪个支部|头哪)|社区里头|全[村镇区]|村民", "", text)
    ):
        return "member" if re.search(r"谁|党员|哪个人|哪位", text) else "org"
    return "member" if _MEMBER.search(text) else None


def _optional(message: Message) -> dict[str, Any]:
    text = message.text
    belt = BELT.search(text)
    category = find_category(message)
    known = {
        "belt": message.said[slice(*belt.span("name"))] if belt else None,
        "org": find_organisation(message),
        "org_type": _organisation_kind(text),
        "metric": _first(_METRICS, text) or ("count" if category and "最多" in text else None),
        "category": category,
        "top": _top(text),
        "order": "asc" if _LAST.search(text) else None,
    }
    return {name: value for name, value in known.items() if value}


def _top(text: str) -> int | None:
    match = _TOP.search(text)
    if match:
        return to_whole(match["n"])
    return 1 if _FIRST.search(text) else None


def _organisation_kind(text: str) -> str | None:
    if re.search(r"村(?!民|里头?|上)", text):
        return "village"
    return "community" if "社区" in text else None


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for name, pattern in table if re.search(pattern, text)), None)
