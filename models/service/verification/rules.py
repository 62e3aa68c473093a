"""Who confirms what; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.service.activities.claims import Claim
from models.values.numbers import Sign
from models.values.refusal import Refusal


@dataclass(frozen=True)
class Item:
    """One line of a batch, numbered from 1; what a verifier should look at twice is in `flags`."""

    position: int
    number: int
    name: str
    claim: Claim
    late: bool
    flags: tuple[str, ...]
    spot_check: bool


NO_BATCH = "上一批已经办完了。发“待核实”看新的一批。"


NOTHING_VERIFIED = "没有您刚通过的记录可以撤。哪一条核实错了，发“退回 编号 哪里不对”。"
LIST_IS_POSTED = "那个月的红榜已经公布，刚通过的撤不回了。哪一条核实错了，发“退回 编号 哪里不对”。"
NO_SUCH_ITEM = "这一批只有 1 到 {last} 号，没有 {wanted} 号。"


def check_positions(wanted: Sequence[int], size: int) -> None:
    """Raise NO_SUCH_ITEM unless every position is 1 to `size`."""
    for position in wanted:
        if not 1 <= position <= size:
            raise Refusal(NO_SUCH_ITEM, last=size, wanted=position)


def is_spot_check(number: int, every: int) -> bool:
    """Return whether a record is among the one in `every` that deserves a call; the same on every listing.

    Multiplying by a large prime before taking the remainder keeps members from counting along.
    """
    return (number * 2654435761) % 2**32 // 65536 % every == 0


def listed(item: Item) -> str:
    """Return the marks of an item for the verifier."""
    marks = [*(["补报"] if item.late else []), *item.flags, *(["抽查"] if item.spot_check else [])]
    return f"〔{'、'.join(marks)}〕" if marks else ""


def label(item: Item) -> str:
    """Return position and number of an item."""
    return f"{item.position}. {Sign.RECORD.show(item.number)}"
