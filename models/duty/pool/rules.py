"""Who may join the pool, and whose next duty moves when somebody does; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.duty.roster.rules import Slot


@dataclass(frozen=True)
class Notice:
    """Somebody whose coming duty has changed: the slots he has no more, and his next one; None when he has none."""

    userid: str
    next_slot: Slot | None
    lost: tuple[Slot, ...] = ()

    @property
    def starts(self) -> datetime | None:
        """Return when that begins."""
        return self.next_slot.starts if self.next_slot else None


NOBODY_OF_THAT_NAME = "您这里的名册上没有{name}。看看名字写对没有；名册里没有的，先发“加人 {name} …”。"
ALREADY_IN_POOL = "{name}已经在坐班名单里。"


def next_of(slots: Sequence[Slot], people: Iterable[int]) -> Mapping[int, Slot | None]:
    """Return each person's first slot among some that are in order; a collective day is not looked at."""
    return {key: next((s for s in slots if s.person_id == key and not s.collective), None) for key in people}
