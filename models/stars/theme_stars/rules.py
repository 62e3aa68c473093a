"""Which theme stars a member may apply for and be awarded; pure. Source: domain rules, section 1.8."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from config.star_catalogue import Catalogue, MemberClass, Theme
from models.matters.steps.rules import Kind, Step
from models.organisation.authority.deciders import Own, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign
from models.values.refusal import Refusal, required

STAR = "星"


class ThemeStarState(StrEnum):
    """States of one theme star of one member in one year."""

    APPLIED = "applied"
    AWARDED = "awarded"
    DECLINED = "declined"


_APPLIED = frozenset({ThemeStarState.APPLIED})
# The secretary is told, or, of his own application, the rest of the committee; any of them may.
_COMMITTEE = roles(Role.SECRETARY, Role.COMMITTEE)
THEME = Kind(
    code="theme",
    sign=Sign.THEME_STAR,
    name="主题星申请",
    states={
        ThemeStarState.APPLIED: "在等支部定",
        ThemeStarState.AWARDED: "已经授予",
        ThemeStarState.DECLINED: "这次没有授予",
    },
    steps=(
        Step("award", _APPLIED, ThemeStarState.AWARDED, _COMMITTEE, Own.NEVER, word="同意"),
        Step("decline", _APPLIED, ThemeStarState.DECLINED, _COMMITTEE, Own.NEVER, word="不同意"),
    ),
    open=_APPLIED,
    asks=_APPLIED,
)


@dataclass(frozen=True)
class Album:
    """A member's class, and the state of its themes in a year by code."""

    member_class: MemberClass
    year: int
    states: Mapping[str, ThemeStarState]


NO_CLASS = "名册里还没有写{name}是农村、社区还是别的党员，书记发“改人 {name} 农村”这样补上再办。"
NOT_OF_THIS_CLASS = "“{word}”不在{member_class}的十星里。可以选：{themes}。"
ON_PROBATION = "预备期间先积累，转正以后再评主题星。做的好事照样记着。"
ALREADY_AWARDED = "{name} {year} 年已经有{theme}了，一年一次。"
BELOW_THRESHOLD = "{score} 分没到授星的 {least} 分，先没授。分数写错了就改好再发一次。"
NO_EVIDENCE = "{name}还没有申请过{theme}，先没授。请补一句依据：授予 {name} {theme} 〈依据〉。"
NOT_APPLIED = "{name}没有待办的{theme}申请。"


def class_of(member_class: str | None, name: str, catalogue: Catalogue) -> MemberClass:
    """Return the class of a member; raises NO_CLASS."""
    return required(catalogue.classes.get(member_class or ""), NO_CLASS, name=name)


def theme_called(word: str, member_class: MemberClass) -> Theme:
    """Return the theme of a class that a word means; raises NOT_OF_THIS_CLASS with the themes of the class."""
    for theme in member_class.themes:
        if theme.is_called(word):
            return theme
    themes = "、".join(theme.name for theme in member_class.themes)
    raise Refusal(NOT_OF_THIS_CLASS, word=word, member_class=member_class.name, themes=themes)


def is_theme(word: str, catalogue: Catalogue) -> bool:
    """Return whether a word that ends with 星 means a theme of any class."""
    return word.endswith(STAR) and any(theme.is_called(word) for theme in catalogue.themes.values())


def set_apart(text: str, catalogue: Catalogue) -> str:
    """Return a text with one blank before the first theme star that it names, as in 陈桂兰 卫生星 85."""
    names = {name for theme in catalogue.themes.values() for name in (theme.name, *theme.words)}
    return re.sub(rf"\s*(?={'|'.join(sorted(names))})", " ", text, count=1)


def check_standing(standing: str) -> None:
    """Raise ON_PROBATION unless somebody is a full member."""
    if standing != "full":
        raise Refusal(ON_PROBATION)


def check_score(score: int | None, least: int) -> None:
    """Raise BELOW_THRESHOLD for a score, when one is given, below the line."""
    if score is not None and score < least:
        raise Refusal(BELOW_THRESHOLD, score=score, least=least)
