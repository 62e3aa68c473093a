"""How somebody says that a life or a membership has ended, with the name before the word; pure."""

import re
from datetime import datetime

from bot.language.pattern import Pattern
from bot.language.people import is_name
from models.organisation.exits.rules import ExitManner
from models.values.wording import asks, line_of

# The name of somebody himself: 蒲德明的老伴 and 唐敏妈 are others, 我 and 有人 nobody on the books.
_NAME = r"^(?!我|有人|谁|哪|听说)(?P<name>[一-龥·]{2,4}?)(?<![的家爸妈爹娘父母爷奶婆公儿女弟妹哥姐嫂妻夫叔伯舅姑伴])"
_DAY = r"(?:同志|书记|主任)?(?:今天|今早|昨天|昨晚|前天|刚刚|刚才|上周|上个月|已经|不幸|因病)*"
_DIED = Pattern(rf"{_NAME}{_DAY}(?:去世|过世|病逝|病故|逝世|离世|辞世)了?[。.]?$")
_MISTAKEN = Pattern(
    r"^(?:撤销|撤回|取消)(?:去世|减人|移出(?:名册)?)[:：\s]*(?P<after>[一-龥·]{2,4})$|^.{0,4}(?:弄|登|搞|记|点)错了?[,，\s]*(?P<wrong>[一-龥·]{2,4}?)(?:同志)?(?:还在|健在|没)"
    r"|^.{0,4}(?:写|弄|登|搞|记|点|说)错了?[,，\s]*(?P<this>[一-龥·]{2,4}?)(?:同志)?没有?(?:死|走|去世|过世)(?:[,，].*)?$"
    r"|^(?P<name>[一-龥·]{2,4}?)(?:同志)?(?:还在|健在|没有?(?:死|走|去世|过世))|^(?P<of>[一-龥·]{2,4}?)(?:同志)?的?去世(?:登记|登|弄|搞)?错"
)
_LEAVES = Pattern(rf"{_NAME}{_DAY}(?:自己|自愿)?(?:想|要|要求|申请|提出|提出来)退党了?[。.]?$")

_GONE = Pattern(
    r"^移出名册[:：\s]*(?P<off>[一-龥·]{2,4})$|^(?:请|麻烦)?把(?P<taken>[一-龥·]{2,4}?)(?:同志)?从(?:我们)?(?:村|社区|单位)?(?:的)?名[册单](?:上|里)?(?:面)?(?:去掉|去除|删掉|删除|删了|移出|移除|划掉|拿掉|取消)"
    r"|^(?:去掉|删掉|删除|移除)名册(?:上|里)?的?(?P<struck>[一-龥·]{2,4})$"
    rf"|{_NAME}(?:同志)?(?:一家|全家)?(?:已经|早就?|都|上个?月|去年|今年|前几天|昨天)*(?:搬走|搬家走|搬出去|搬到[^，,。]{{1,8}}|迁走|迁出去?)(?:了|住了|去了)"
    r"|^(?P<wrongly>[一-龥·]{2,4}?)(?:同志)?(?:是|被|给)?(?:登|加|录|导|弄)错(?:了|的)?[，,]?(?:进来的?)?[，,]?(?:不是我们(?:村|社区|单位)的?人?|删掉|去掉|移出去?)"
)


# Who has gone (蒲德明走了) may have died or live elsewhere; why he is taken off stands behind his name.
WENT = "走了"
_WENT = Pattern(rf"{_NAME}(?:同志)?(?:昨天|昨晚|今天|前天|上周|已经)*{WENT}[。.]?$")
_WHY = re.compile(r"[\s,，]+(?:已经|全家|一家)*(?:搬|迁|登错|录错|弄错|不是我们).*$")


def read_whom(text: str, moment: datetime) -> str:
    """Return who is named, without why: 石磊 搬走了."""
    return _WHY.sub("", text)


def read_how_gone(text: str) -> str | None:
    """Return the word for how somebody is gone, by its place or in words; None for another text."""
    if re.search("去世|过世|老人家|病逝|^[第选]?(?:1|一)", text.strip()):
        return "去世"
    return "减人" if re.search("搬|转|迁|^[第选]?(?:2|二)", text.strip()) else None


def gone_line(text: str, moment: datetime) -> str | None:
    """Return the line that takes off the books whom plain words say to have moved away or to be no one of ours."""
    moved = _WENT.match(text.strip())
    found = None if asks(text) else moved or _GONE.match(text.strip())
    name = next(filter(None, found.groups())) if found else ""
    return f"减人 {name}{f' {WENT}' if moved else ''}" if is_name(name) else None


# The line that records what plain words say, that somebody has died.
death_line = line_of(_DIED.fullmatch, "去世 {name}")


def mistaken_line(text: str, moment: datetime) -> str | None:
    """Return the line that takes a death back, for 弄错了，何光荣还在 or 撤销 去世 何光荣; None for other words."""
    found = None if asks(text) else _MISTAKEN.match(text.replace(" ", ""))
    name = next(filter(None, found.groups())) if found else ""
    return f"撤销去世 {name}" if is_name(name) else None


# The line that sends up what plain words say, that somebody wants to leave the Party.
exit_line = line_of(_LEAVES.fullmatch, f"{ExitManner.WITHDRAWS} {{name}}")
