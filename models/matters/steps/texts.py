"""What is said about matters of any kind."""

from collections.abc import Sequence
from datetime import date

from models.values.showing import show_until

NAMES_MOST = 3


def _names(asked: Sequence[str]) -> str:
    more = f"等 {len(asked)} 位" if len(asked) > NAMES_MOST else ""
    return "、".join(asked[:NAMES_MOST]) + more


def unanswered(called: str, asked: Sequence[str], days: int, number: str) -> str:
    """Return what somebody has asked for and nobody has answered, in his list."""
    who = f"在等{_names(asked)}" if asked else "现在没有人能办，请先登记一位"
    return f"{called}，{who}，{days} 天了。再问一声发“催 {number}”"


Stands = tuple[str, str, str, date | None]


def brought(own: Sequence[Stands], about: Sequence[Stands], *, others: bool) -> str:
    """Return how far all is that somebody has brought forward, and what is about him.

    Each is (number, what it is called, state, until when); `others` says that what he asks after is not among it.
    """
    if not own and not about:
        return "您提过的、还在办的事，这里没有找到。要人办一件事发“反映 …”，对区里说发“投诉建议 …”。"
    heads = ("您提过的有：" if others else "您提的事：", "关于您的：")
    lines = [
        line for head, found in zip(heads, (own, about), strict=True) if found for line in (head, *map(stands, found))
    ]
    return "\n".join(["您说的这一件没有找到。", *lines] if others else lines)


def stands(one: Stands) -> str:
    """Return how far one thing is."""
    number, called, state, due = one
    return "，".join(filter(None, [f"{number} {called}：{state}", show_until(due)]))


def please_answer(called: str, days: int, words: Sequence[str], number: str) -> str:
    """Return to somebody who is asked what has waited for him."""
    said = "”或“".join(f"{word} {number}" for word in words)
    waits = f"等您 {days} 天了" if days else "还在等您"
    return f"{called}，{waits}。看过就发“{said}”。"


def asked_again(called: str, asked: Sequence[str], number: str, takes_back: str) -> str:
    """Return that those who may answer are asked once more, and how it is called off."""
    back = f"不办了发“{takes_back} {number}”。" if takes_back else ""
    if not asked:
        return f"{called}：现在没有别人能办，请先登记一位。{back}"
    return f"好的，我再请{_names(asked)}看看：{called}。{back}"


def which_again(numbers: Sequence[str]) -> str:
    if not numbers:
        return "现在没有您请别人办、还没回音的事。"
    return f"还没回音的有好几件：{'、'.join(numbers)}。带上编号，例如“催 {numbers[0]}”。"


NOT_TAKEN = "好的，先都没动。"
ASKED_TODAY = "今天已经请他们看过一次了，明天再问吧。"


def not_for(shown: str, word: str) -> str:
    """Return that a number knows no such word."""
    return f"{shown} 不能用“{word}”。看看编号写对没有。"


_MISSING = {"办结": "怎么办的", "答复": "回话"}


def which_reason(word: str) -> str:
    """Return what is still missing of a word that needs its reason."""
    return f"“{word}”还差一句{_MISSING.get(word, '原因')}，好让对方明白。说一句就行。"
