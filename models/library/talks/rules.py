"""How a talk is asked for, agreed to and held; pure. Source: feature F06."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from config.holidays import WorkCalendar
from models.matters.steps.rules import Kind, Step
from models.organisation.authority.deciders import Own, Part, part, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign
from models.values.refusal import Refusal, required
from models.values.showing import HALF_NAMES, show_date

TOPIC_MOST, NEXT_FREE = 20, 2
_BETWEEN, _NONE = "、", "还没有"


@dataclass(frozen=True, order=True)
class HalfDay:
    """Half a day: am or pm."""

    day: date
    half: str

    @property
    def name(self) -> str:
        """Return it for people, such as 12月8日上午."""
        return f"{show_date(self.day)}{HALF_NAMES[self.half]}"


class BookingState(StrEnum):
    """States of a talk that a village has asked for."""

    ASKED = "asked"
    AGREED = "agreed"
    HELD = "held"
    DECLINED = "declined"
    CANCELLED = "cancelled"


_ASKED = frozenset({BookingState.ASKED})
LIVE = _ASKED | {BookingState.AGREED}
# It belongs to the speaker; whoever is secretary then receives him, and whoever planned it is the other.
_SPEAKER, _VILLAGE = part(Part.OWNER), roles(Role.SECRETARY)
BOOKING = Kind(
    code="booking",
    sign=Sign.BOOKING,
    name="讲课",
    states={
        BookingState.ASKED: "等讲师同意",
        BookingState.AGREED: "讲师同意了",
        BookingState.HELD: "讲过了",
        BookingState.DECLINED: "讲师这次来不了",
        BookingState.CANCELLED: "取消了",
    },
    steps=(
        Step("agree", _ASKED, BookingState.AGREED, _SPEAKER, word="同意"),
        Step("decline", _ASKED, BookingState.DECLINED, _SPEAKER, word="不同意"),
        Step("cancel", LIVE, BookingState.CANCELLED, _SPEAKER | _VILLAGE, Own.FREE, reason=True, word="撤回"),
        Step("hold", LIVE, BookingState.HELD, _VILLAGE, Own.FREE),
    ),
    open=LIVE,
    lasting=True,
)


@dataclass(frozen=True)
class Offered:
    """What somebody speaks about, and the half days that he is still free."""

    talk_id: int
    speaker_id: int
    speaker: str
    unit: str
    topic: str
    free: Sequence[HalfDay] = ()


@dataclass(frozen=True)
class Booking:
    """A talk that a village has asked for, as people see it; `attended` once it was held."""

    number: int
    topic: str
    speaker: str
    speaker_userid: str
    unit_id: int
    unit: str
    hosts: Sequence[str]
    state: BookingState
    slot: HalfDay
    attended: int | None = None

    @property
    def code(self) -> str:
        """Return its number as people see it, such as I012."""
        return BOOKING.sign.show(self.number)


NOBODY_SPEAKS = "还没有人讲“{topic}”。现在能请的：{topics}。发“讲课”看有谁、哪天有空。"
NOT_OFFERED = "没有登记过您讲“{topic}”。您登记的：{topics}。"


NOT_SPEAKING = "{who}没有登记讲这个。现在能请的：{speakers}。发“讲课”看讲什么、哪天有空。"


class SlotTaken(Refusal):
    """Another village has the speaker already, or has asked him first."""

    text = "{slot}{speaker}{how}，没有约上。{next}"
    agreed, asked = "已经答应去{unit}了", "有{unit}先约了，正等回话"

    def __init__(self, *, unit: str, state: str, **said: str) -> None:
        """Fill the sentence with who has him."""
        how = self.agreed if state == BookingState.AGREED else self.asked
        super().__init__(how=how.format(unit=unit), **said)


class SlotNotFree(Refusal):
    """A half day that the speaker has not said he is free."""

    text = "{slot}{speaker}没说有空，没有约上。{next}"


NOT_OF_YOURS = "{unit}不在您负责的范围里，一站都没有约。"
NOT_HELD_YET = "课定在{slot}，还没到。讲完再发“听课 {number} 人数”。"
NO_TIME_AHEAD = "要写以后的日子，例如“可讲时间 12月8日上午 12月10日下午”。"


def named(topics: Collection[str]) -> str:
    """Return topics in a row, each once."""
    return _BETWEEN.join(dict.fromkeys(topics)) or _NONE


def fitting(offers: Sequence[Offered], topic: str) -> list[Offered]:
    """Return what fits a topic: named so, or holding the words; refuses with NOBODY_SPEAKS."""
    return required(
        [one for one in offers if one.topic == topic]
        or [one for one in offers if topic in one.topic or one.topic in topic],
        NOBODY_SPEAKS,
        topic=topic,
        topics=named([one.topic for one in offers]),
    )


def spoken_of(offers: Sequence[Offered], who: str) -> list[Offered]:
    """Return the offers of the speaker whom a name, or 老蒲, 蒲老师, means; all of them for no name.

    Refuses with NOT_SPEAKING.
    """
    return required(
        [one for one in offers if not who or one.speaker in who or one.speaker[0] in _surname(who)],
        NOT_SPEAKING,
        who=who,
        speakers=named([one.speaker for one in offers]),
    )


def _surname(who: str) -> str:
    """Return the surname in 老蒲, 小蒲 or 蒲老师; nothing for a whole name."""
    return who[1:2] if who[0] in _BEFORE else who[0] if who[1:] in _CALLED else ""


_BEFORE = "老小"
_CALLED = frozenset({"老师", "书记", "主任", "总", "大姐", "大哥", "干部", "支书"})
# So many days before a talk its speaker and the village are told.
BEFORE = (3, 1)


def told_today(day: date, today: date, calendar: WorkCalendar) -> int | None:
    """Return how many days ahead a talk is told of today, on that day or the last working day before; None: not today.

    The day after, 0 stands for asking how many came.
    """
    if calendar.first_working_day(day + timedelta(days=1)) == today:
        return 0
    return next((ahead for ahead in BEFORE if calendar.last_working_day(day - timedelta(days=ahead)) == today), None)
