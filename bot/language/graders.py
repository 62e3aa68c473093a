"""Whose stars a sentence tells of: the speaker's own, or those of somebody else; unsure is not the speaker."""

import re

from bot.language.pattern import Pattern
from bot.language.people import KIN

_MYSELF = rf"(?:(?!{KIN})我(?!家|们)|本人|俺)"
# What follows the last word by which a speaker means himself; 我家 and 我老汉 are others.
_AFTER_MYSELF = Pattern(rf"(?P<before>.*){_MYSELF}(?P<rest>.*)$")
_OBJECT = Pattern(r"[给让叫喊选被说夸推]$")
_GRADING_ONESELF = Pattern(r"(?P<before>.*?)(?:自评|自平|字评|自我评|自荐|自己)")
# What may stand before a grade without being anybody: times, wishes, doing words, signs.
_NOBODY = Pattern(
    r"今年|本年|这个?月|本月|当月|上个?月|这个?季度?|本季度?|上个?季度?|第?[一二三四1-4]季度|上半年|下半年|"
    r"20\d\d年?|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|年度|年底|[这本]一?[次回]|现在|目前|今天|昨天|刚才|刚刚|"
    r"应该|应当|可以|可能|能够?|希望|申请|申报|上报|够得上|够格|达到|觉得|认为|感觉|估计|大概|差不多|综合|最终|决定|"
    r"还是|仍然|依然|保持|最多|至少|勉强|起码|只[有能]?|表现|总的来[说看]|总体|整体|实事求是|各方面|全部|一共|"
    r"改[成为到]|调到|换成|争当|参评|选择?|自我|评价|评定|星级|等级|主题星?|十星|报星|打星|评星|分数?|党员|"
    r"一下|哈子|麻烦|[要想先就也再还都算该得够定评报打给来去下把为是的了个颗吧嘛哈呢嗯好申上和跟与及]|"
    r"[\W\d_]"
)
_LONGEST_NAME = 4


def is_ones_own(said: str) -> bool:
    """Return whether the words around a grade leave nobody but the speaker as the one who gives it and gets it."""
    mine = _AFTER_MYSELF.match(said)
    if mine is None:
        return _nobody_first(said)
    if _OBJECT.search(mine["before"]) and _somebody(mine["before"]).strip("我"):
        return False
    return _GRADING_ONESELF.match(mine["rest"]) is not None or not _somebody(mine["rest"])


def _nobody_first(said: str) -> bool:
    """Return whether nobody is named; a long account before 自评 is no name."""
    oneself = _GRADING_ONESELF.match(said)
    if oneself is None:
        return not _somebody(said)
    return not 1 <= len(_somebody(re.split(r"\s", oneself["before"])[-1])) <= _LONGEST_NAME


def _somebody(said: str) -> str:
    return _NOBODY.sub("", said)
