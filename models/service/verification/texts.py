"""Verification in words."""

from collections.abc import Sequence

from models.service.activities.texts import Names, what
from models.service.verification.rules import Item, label, listed
from models.values.numbers import Sign


def batch(items: Sequence[Item], total: int, names: Names) -> str:
    """Return the numbered list a verifier decides on, with what to say next."""
    if not items:
        return "没有等您核实的记录，辛苦了。"
    head = f"等您核实 {total} 条" + (f"，先看前 {len(items)} 条" if total > len(items) else "")
    lines = [f"{label(item)} {item.name} {what(item.claim, names)}{listed(item)}" for item in items]
    return "\n".join([head, *lines, "都属实就回“通过”；个别不对：“通过 除了 3 7”；要退回：“退回 3 原因”。"])


def approved(numbers: Sequence[int], left: int) -> str:
    """Return how many were confirmed, and how many of the batch were left."""
    if not numbers:
        return "这一批没有可通过的记录，可能刚被更正或撤销。发“待核实”看最新的。"
    shown = "、".join(Sign.RECORD.show(number) for number in numbers[:10]) + ("等" if len(numbers) > 10 else "")
    rest = f"留下 {left} 条没动，下次还会列出。" if left else ""
    return f"已核实 {len(numbers)} 条：{shown}。{rest}"


def meant(passes: Sequence[Item], left: Sequence[Item], names: Names) -> str:
    """Return which of the listed records somebody is taken to have confirmed, and which stay."""
    lines = [f"{label(item)} {item.name} {what(item.claim, names)}" for item in passes]
    stay = "；".join(f"{label(item)} {item.name}" for item in left)
    return "\n".join(["您是说，这几条属实：", *lines, *([f"先留着：{stay}"] if left else [])])


def nobody_s(absent: str, items: Sequence[Item], names: Names) -> str:
    """Return that nothing on the list is what somebody leaves out of it, and what else he has confirmed."""
    return f"“{absent}”在这一批里没有等着核实的。{meant(items, [], names)}"


def undoes(items: Sequence[Item], names: Names) -> str:
    """Return which confirmed records would wait again."""
    lines = [f"{label(item)} {item.name} {what(item.claim, names)}" for item in items]
    return "\n".join([f"刚通过的 {len(items)} 条，放回待核实：", *lines])


def undone(numbers: Sequence[int]) -> str:
    """Return which records wait again."""
    shown = "、".join(map(Sign.RECORD.show, numbers))
    return f"好的，{shown} 放回待核实了，时长先不算。发“待核实”再看。"


def sends_back(item: Item, reason: str, names: Names) -> str:
    """Return which record somebody is taken to have sent back, and why."""
    return f"您是说，退回 {label(item)} {item.name} {what(item.claim, names)}。原因：{reason}"


def besides(found: Sequence[str]) -> str:
    """Return what else waits for the same word: each is looked at by itself."""
    return f"等您“通过”的还有 {len(found)} 件，看过再一件件带上编号：{'；'.join(found)}"


def sent_back(number: int, name: str) -> str:
    """Return that a record went back."""
    return f"{Sign.RECORD.show(number)} 已退回给{name}，原因我私下跟他说。"


def came_back(number: int, reason: str) -> str:
    """Return what the member reads about his own record."""
    shown = Sign.RECORD.show(number)
    return f"您报的 {shown}，核实的同志说：“{reason}”。改好发“更正 {shown} …”就行，不用重报。"


def gone(number: int, name: str) -> str:
    """Return that a record is taken back as its member had asked."""
    return f"{Sign.RECORD.show(number)} 照{name}同志说的撤了，他那里我说一声。"


def gone_as_asked(number: int, reason: str) -> str:
    """Return to the member that what he wanted back is gone; the verifier's words say no more than that."""
    return f"您报的 {Sign.RECORD.show(number)} 照您说的撤了，不用再管它。要重新报，直接再发一次就行。"


def to_verify(count: int, oldest: str) -> str:
    """Return what waits for a verifier, in a list."""
    return f"{count} 条服务记录等核实，最早的是{oldest}"


def nobody_verifies(unit: str, count: int, oldest: str) -> str:
    """Return what the office above reads of records that nobody of a unit may verify."""
    return f"{unit}有 {count} 条服务记录没人能核实，最早的是{oldest}。发“任职 姓名 核实人”定一位就行。"


def digest(count: int, oldest: str) -> str:
    """Return the weekly private note to a verifier."""
    return f"有 {count} 条服务记录等您核实，最早的是{oldest}。有空时发“待核实”，一次看完。"
