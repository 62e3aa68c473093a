"""What is typed about places that are renamed or merged; pure."""

import re
from datetime import datetime

from bot.language.pattern import Pattern

_BETWEEN = frozenset({"改为", "改成", "改叫", "更名为", "并入", "并到", "到", "入", "为", "和", "与"})
# Whether words can be the name of a place.
is_name = re.compile(r"[\u4e00-\u9fff（）()·]{2,20}").fullmatch


def read_merger(text: str, moment: datetime) -> tuple[str, ...] | None:
    """Return the two places, and the name that they have then, in 莲花池村 桂花湾村 新河村; None for anything else."""
    said = _named(text)
    return tuple(said) if len(said) == 3 else read_two(text, moment)


def _named(text: str) -> list[str]:
    return [one for one in re.split(r"[\s,，、→]+", text) if one and one not in _BETWEEN]


def read_two(text: str, moment: datetime) -> tuple[str, str] | None:
    """Return the two places, or a place and its new name, in 莲花池村 并入 桂花湾村; None for anything else."""
    said = _named(text)
    if len(said) == 1 and (
        found := re.fullmatch(r"(.{2,20}?[村社区镇街道部])(?:并入|并到|改为|改成|更名为)(.+)", said[0])
    ):
        said = list(found.groups())
    return (said[0], said[1]) if len(said) == 2 else None


_MERGED = Pattern(
    r"^(?:请|要|想)?(?:把)?(?P<one>[一-龥]{1,8}(?:村|社区))(?:和|与|跟|、|同)(?P<other>[一-龥]{1,8}(?:村|社区))(?:要|准备)?(?:合并|并)(?:(?:成|为)(?:一个村)?(?:[,，]?(?:叫|取名))?(?P<new>[一-龥]{1,8}(?:村|社区))?|到|了|在|$|。)"
    r"|^(?:请|要|想)?(?:把)?(?P<goes>[一-龥]{1,8}(?:村|社区))(?:要|准备)?(?:并入|并到|并进|合并到|合并进)(?P<into>[一-龥]{1,8}(?:村|社区))"
)


def merge_line(text: str, moment: datetime) -> str | None:
    """Return the line that merges two places of which plain words say so: 枫香村和塘角村合并成新河村; else None."""
    found = _MERGED.match(text.strip())
    return " ".join(["并村", *filter(None, found.groups())]) if found else None
