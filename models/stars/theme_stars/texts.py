"""Theme stars in words."""

from typing import TYPE_CHECKING

from models.stars.theme_stars.rules import Album, ThemeStarState
from models.values.numbers import Sign

if TYPE_CHECKING:
    from models.stars.theme_stars.tables import StarTheme

_MARKS = {ThemeStarState.AWARDED: "★", ThemeStarState.APPLIED: "（已申请）", ThemeStarState.DECLINED: ""}


def album(album: Album) -> str:
    """Return the ten themes of a member's class with those he holds this year."""
    shown = [
        f"{position} {theme.name}{_MARKS[album.states.get(theme.code, ThemeStarState.DECLINED)]}"
        for position, theme in enumerate(album.member_class.themes, 1)
    ]
    first = album.member_class.themes[0].name
    lines = [f"{album.member_class.name}的十颗主题星，{album.year} 年（★ 已有）：", "、".join(shown)]
    return "\n".join([*lines, f"想申请就发“申请 {first} 做了什么”，由支部来定。"])


def applied(application: "StarTheme") -> str:
    """Return to a member that his application has arrived."""
    return f"谢谢，{application.year} 年{application.called}的申请收到了（{application.evidence}），由支部来定。"


def please_decide(application: "StarTheme") -> str:
    """Return what those who decide read about an application."""
    star = f"{application.member.name} {application.called}"
    number, asked = Sign.THEME_STAR.show(application.matter_id), f"{application.member.name}申请{application.called}"
    return f"{number} {asked}：{application.evidence}。同意发“授予 {star}”，不同意发“不授予 {star}”。"


def line(application: "StarTheme") -> str:
    """Return an application in a list."""
    return f"{application.member.name} {application.called}：{application.evidence}"


def awarded(application: "StarTheme") -> str:
    """Return to the committee that a theme star is awarded."""
    return f"好的，{application.member.name} {application.year} 年授予{application.called}，会私下告诉本人。"


def you_have(application: "StarTheme") -> str:
    """Return to the member that he has been awarded a theme star."""
    return f"祝贺您，支部授予您 {application.year} 年{application.called}。发“十星”看全部。"


def declined(application: "StarTheme") -> str:
    """Return to the committee that an application is declined."""
    return f"好的，{application.member.name}的{application.called}这次没有授予，会私下告诉本人。"


def not_this_time(application: "StarTheme") -> str:
    """Return to the member that his application was declined."""
    return f"谢谢您申请{application.called}，支部商量后这次先不授，以后可以再申请。有想法可以直接找书记说。"


# What whoever decides reads, and what the member reads, by the step.
DECIDED = {"award": (awarded, you_have), "decline": (declined, not_this_time)}
