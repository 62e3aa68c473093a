"""What an office asks about the month of all its villages, without the word for it; pure."""

import re
from datetime import datetime

from bot.language.periods import read_month
from models.values.periods import Month
from models.values.wording import holds

_OF_ALL = re.compile(
    r"(?:哪些|哪几个|各|全|所有|几个)(?:村|社区|镇|区|街|支部)[^,，。]{0,12}"
    r"(?:没[人有]?[^,，。]{0,3}(?:报|活动|动静|做)|情况|参与|干了|做了|多少)"
    r"|(?:镇|街道?|园区|全区)[^,，。]{0,3}月的?(?:总体)?情况|月全[区镇街][^,，。]{0,6}(?:多少|情况|干了|做了)"
)


# How all of them are getting on, asked without a word of what: 下面几个村这个月搞得咋样.
asks_how_all_go = holds(
    r"(?:下面|底下|各|几个|所有)[^,，。]{0,4}(?:村|社区)[^,，。]{0,8}[搞做弄干]得?(?:咋|怎)", never="班|谁"
)


def summary_line(text: str, moment: datetime) -> str | None:
    """Return the line that shows the villages' month for 哪些村上个月没人报活动 and the like; None for others."""
    if not _OF_ALL.search(text) or "班" in text:
        return None
    month = Month.written(read_month(text, moment)) or Month.of(moment.date())
    return f"汇总 {month.number}月"
