"""What is said when a life or a membership ends: little, and with care."""

from collections.abc import Sequence

from models.organisation.exits.rules import EXIT, ExitManner


def went_how(name: str) -> str:
    """Ask whether somebody who "has gone" has died."""
    return f"先问一句：{name}同志是 1 去世了，还是 2 搬走了、转走了？回复 1 或 2 就行。"


NOT_NOTED = "好的，名册没有动。"


def to_note_death(name: str) -> str:
    """Return what would be recorded."""
    return f"登记：{name}同志去世。他的岗位和值班到今天为止，给他的提醒都停下，他做过的事都留着。"


def death_noted(name: str) -> str:
    """Return that it is recorded."""
    return f"记下了，{name}同志走好。请代我们问候家人，保重。他的记录都还在。"


def to_take_off(name: str, unit: str) -> str:
    """Return what would be recorded of somebody who lives elsewhere, or was entered by mistake."""
    return (
        f"从{unit}的名册上去掉{name}：他的岗位和值班到今天为止，不再提醒他，做过的事都留着，会告诉本人。"
        f"30 天里发“撤销减人 {name}”能改回来。"
    )


def taken_off(name: str, unit: str) -> str:
    """Return that somebody is off the books."""
    return f"好的，{name}不在{unit}的名册上了，做过的事都留着。弄错了发“撤销减人 {name}”。"


def you_are_off(unit: str) -> str:
    """Return to whom it concerns that he is off the books."""
    return f"您从今天起不在{unit}的名册上了，您做过的事都留着，谢谢您。没有搬走、弄错了的话，跟书记说一声就改回来。"


def to_take_back(name: str) -> str:
    """Return what would be as before."""
    return f"{name}同志的登记改回来：人回到名册上，岗位照旧；交给别人的班不动。"


def taken_back(name: str, given: Sequence[str]) -> str:
    """Return that it is as before, with what is in his hands again."""
    again = f"{'、'.join(given)}也还是他办。" if given else ""
    return f"好的，{name}同志还在名册上，岗位照旧。{again}值班表看一下，要排他的再排上。"


def his_again(name: str, called: str) -> str:
    """Return to whoever has looked after something that it is in the first hands again."""
    return f"{name}同志还在，先前的登记弄错了。{called}还是他办，辛苦您了。"


def to_ask(name: str, manner: ExitManner) -> str:
    """Return what would be sent up."""
    return f"把{name}同志的{manner}报上级确认。确认之前他的一切照旧；这样的事，请先当面和他谈过。原因和材料不在这里写。"


def asked(number: int, name: str) -> str:
    """Return that the office above was asked."""
    return f"记下了（{EXIT.sign.show(number)}），请上级确认，也会告诉{name}同志。确认之前一切照旧。"


def please_confirm(number: int, name: str, branch: str, manner: ExitManner) -> str:
    """Return to the office above what waits for it."""
    shown = EXIT.sign.show(number)
    return f"{shown} {branch}报：{name}同志{manner}。手续齐全就发“同意 {shown}”，还有不清楚的发“不同意 {shown} 原因”。"


def you_are_told(number: int, manner: ExitManner) -> str:
    """Return to whom it concerns that it was sent up."""
    shown = EXIT.sign.show(number)
    if manner is ExitManner.WITHDRAWS:
        return f"您提出退党，支部报上级确认了（{shown}）。确认之前一切照旧；想法有变，随时跟书记说。"
    return (
        f"支部就您的党籍作了决定，报上级确认（{shown}），确认之前一切照旧。"
        "想说明情况，找书记或镇街的同志；不服的，向镇街党委或上级党组织申诉。"
    )


def decided(number: int, name: str, step: str, reason: str) -> str:
    """Return to the branch and the office what became of it."""
    shown = EXIT.sign.show(number)
    if step == "confirm":
        return f"{shown} 已确认，{name}同志从今天起不在党员名册上，在村里的身份不变。"
    if step == "take_back":
        return f"{shown} 撤回了，{name}同志的一切照旧。"
    return f"{shown} 没有确认：{reason}。{name}同志的一切照旧。"


def decided_about_you(number: int, step: str) -> str:
    """Return to whom it concerns what became of it."""
    shown = EXIT.sign.show(number)
    if step == "confirm":
        return f"您的组织关系今天了结了（{shown}）。这些年您做的事都记着，谢谢您；查值班、反映事情，往后照样找我。"
    return f"您的组织关系没有动（{shown}），一切照旧。"


def line(name: str, manner: ExitManner) -> str:
    """Return it in the list of what waits."""
    return f"{name} {manner}"
