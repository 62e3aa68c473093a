"""Service stars in words: names of those who agreed, what they did, no hours."""

from collections.abc import Sequence
from typing import Any

from models.honour.service_stars.rules import MOST, SERVICE_STAR, ServiceStar
from models.service.examples.rules import Deeds
from models.values.periods import Month

PAGE = "服务之星"


def title(month: Month) -> str:
    """Return what the list of a month is called."""
    return f"{month.name}{PAGE}"


def _kinds(deeds: Deeds) -> str:
    return "、".join(f"{kind} {count} 次" for kind, count in deeds.kinds.items())


def asked(month: Month, names: Sequence[str]) -> str:
    """Return that members are asked."""
    who = "、".join(names)
    return f"好的，私下问{who}愿不愿意上{month.name}服务之星，同意了才列；最多 {MOST} 位，按拼音排，不写时长。"


def do_you_agree(number: int, month: Month, deeds: Deeds) -> str:
    """Return to whom it is about what would be shown."""
    shown = SERVICE_STAR.sign.show(number)
    return (
        f"支部想把您列进{month.name}服务之星，写您的姓名和做了什么（{_kinds(deeds)}），不写时长。\n"
        f"愿意就发“同意 {shown}”，不愿意发“不同意 {shown}”，不用说原因；以后随时可以“撤回 {shown}”。"
    )


def decided(name: str, month: Month, step: str) -> str:
    """Return to the branch what he said."""
    said = {"agree": "同意上榜", "refuse": "这次不上榜，尊重本人的意思", "take_back": "收回了，不再列"}[step]
    return f"{month.name}服务之星：{name}同志{said}。"


def thanks(month: Month, step: str) -> str:
    """Return to himself what his word has done."""
    return {
        "agree": f"谢谢您，{month.name}服务之星会有您。想收回，随时发“撤回”加编号。",
        "refuse": "好的，不列。您做的事都在，谢谢您。",
        "take_back": "好的，收回了，往后的榜上不再有您的名字。谢谢您。",
    }[step]


def stars(branch: str, month: Month, found: Sequence[ServiceStar]) -> str:
    """Return the list as people read it."""
    lines = [f"{one.name}：{_kinds(one.deeds)}" for one in found]
    return "\n".join([f"{branch}{month.name}服务之星（按姓名拼音排）", *lines, "都经本人同意。谢谢每一位出力的同志。"])


def sheet(branch: str, month: Month, found: Sequence[ServiceStar]) -> dict[str, Any]:
    """Return what the picture and the page show."""
    return {
        "unit": branch,
        "month": month.name,
        "stars": [{"name": one.name, "deeds": _kinds(one.deeds)} for one in found],
    }
