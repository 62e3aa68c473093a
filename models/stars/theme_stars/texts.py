"""Theme stars in words."""

from models.stars.theme_stars.rules import Album, Application, ThemeStarState
from models.values.numbers import Sign

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


def applied(application: Application) -> str:
    """Return to a member that his application has arrived."""
    return f"谢谢，{application.year} 年{application.theme}的申请收到了（{application.evidence}），由支部来定。"


def please_decide(application: Application) -> str:
    """Return what those who decide read about an application."""
    star = f"{application.name} {application.theme}"
    number, asked = Sign.THEME_STAR.show(application.number), f"{application.name}申请{application.theme}"
    return f"{number} {asked}：{application.evidence}。同意发“授予 {star}”，不同意发“不授予 {star}”。"


def line(application: Application) -> str:
    """Return an application in a list."""
    return f"{application.name} {application.theme}：{application.evidence}"


def awarded(application: Application) -> str:
    """Return to the committee that a theme star is awarded."""
    return f"好的，{application.name} {application.year} 年授予{application.theme}，会私下告诉本人。"


def you_have(application: Application) -> str:
    """Return to the member that he has been awarded a theme star."""
    return f"祝贺您，支部授予您 {application.year} 年{application.theme}。发“十星”看全部。"


def declined(application: Application) -> str:
    """Return to the committee that an application is declined."""
    return f"好的，{application.name}的{application.theme}这次没有授予，会私下告诉本人。"


def not_this_time(application: Application) -> str:
    """Return to the member that his application was declined."""
    return f"谢谢您申请{application.theme}，支部商量后这次先不授，以后可以再申请。有想法可以直接找书记说。"


# What whoever decides reads, and what the member reads, by the step.
DECIDED = {"award": (awarded, you_have), "decline": (declined, not_this_time)}
