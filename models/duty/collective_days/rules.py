"""Collective office days and their matters as values; pure."""

from dataclasses import dataclass
from datetime import date, datetime

from models.values.refusal import Refusal

TEXT_CHARACTERS = 100
PLACE_CHARACTERS = 40
STATES = {False: "还没办", True: "已办"}


@dataclass(frozen=True)
class CollectiveDay:
    """A collective day: from when to when in spans such as 08:30-12:00, and how many people it is kept by."""

    day: date
    spans: tuple[str, ...]
    people: int
    starts: datetime | None = None


NO_MATTER = "还差一句要办什么。可以说：集中事项 11月23日 医保缴费代办 地点 村便民中心。"
DAY_OVER = "{day}已经过去。请写今天以后的日子。"
NO_SUCH_COLLECTIVE_MATTER = "没有找到您这里的集中事项 {number}。发“集中办公”看编号。"
DONE_ALREADY = "{number} 已经办结过了。"


def parts_of(said: str) -> tuple[str, str | None]:
    """Return (matter, place) in “医保缴费代办 地点 村便民中心”; refuses with NO_MATTER."""
    text, _, place = said.partition("地点")
    text, place = text.strip(" ，,。：:"), place.strip(" ，,。：:")
    if not text:
        raise Refusal(NO_MATTER)
    return text[:TEXT_CHARACTERS], place[:PLACE_CHARACTERS] or None
