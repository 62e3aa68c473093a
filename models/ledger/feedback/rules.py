"""How far a suggestion has come; pure."""

from dataclasses import dataclass
from datetime import date

from models.values.refusal import Refusal

TEXT_MOST, ANSWER_MOST = 1000, 500


@dataclass(frozen=True)
class Suggestion:
    """A suggestion as its writer and the officers read it: from which unit and what, and how it stands."""

    number: int
    unit: str
    text: str
    day: date
    closed: bool = False
    answer: str = ""
    userid: str = ""


class NoSuchSuggestion(Refusal):
    """No suggestion of that number waits."""

    text = "没有找到 {number}。发“投诉建议”看有哪些。"


class AlreadyClosed(Refusal):
    """It was answered before."""

    text = "{number} 已经办过了，写的人也听到了，不用再办。"
