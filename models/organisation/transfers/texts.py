"""What is said about a transfer."""

from models.organisation.transfers.rules import Moved
from models.values.numbers import Sign


def title(target: str) -> str:
    """Return what a transfer is called."""
    return f"转往{target}"


def line(moved: Moved) -> str:
    """Return a transfer in a list."""
    return f"{moved.name} 从{moved.source}转来"


def sent(moved: Moved) -> str:
    """Return what the sending secretary reads."""
    return f"谢谢，已请{moved.target}接收{moved.name}同志。对方回“接收 {moved.name}”后才生效，这之前一切照旧。"


def please_take_in(moved: Moved) -> str:
    """Return what the receiving secretary reads."""
    return (
        f"{Sign.TRANSFER.show(moved.number)} {moved.source}要把{moved.name}同志的组织关系转到{moved.target}。"
        f"属实请回“接收 {moved.name}”，不属实回“不接收 {moved.name}”。"
    )


def taken_in(moved: Moved) -> str:
    """Return what the receiving secretary reads when it is done."""
    return f"已接收，{moved.name}同志从今天起在{moved.target}。今年的评星由本支部按在册月份折算。"


def welcome(moved: Moved) -> str:
    """Return what the member reads."""
    return f"您的组织关系已转到{moved.target}，以前的记录都还在，发“我的记录”可看。"


def arrived(moved: Moved) -> str:
    """Return what the sending secretary reads when it is done."""
    return f"{moved.target}已接收{moved.name}同志。"


def declined(moved: Moved) -> str:
    """Return what the receiving secretary reads when he does not take somebody in."""
    return f"好的，没有接收{moved.name}同志，已转告{moved.source}。"


def came_back(moved: Moved) -> str:
    """Return what the sending secretary reads when the other branch declines."""
    return f"{moved.target}暂未接收{moved.name}同志，他仍在{moved.source}，没有改动。可以先和对方书记核对一下。"
