"""The address of a group's robot, as it is copied from WeCom; pure."""

import re
from datetime import datetime

_ADDRESS = re.compile(r"https?://[^\s/]+/cgi-bin/webhook/send\?(?:[^\s]*&)?key=(?P<key>[A-Za-z0-9-]{8,64})(?![\w-])\S*")


def read_address(text: str) -> tuple[str, str] | None:
    """Return (the robot's key, a secret; what is said beside the address), None for what holds no whole address."""
    found = _ADDRESS.search(text)
    return (found["key"], (text[: found.start()] + text[found.end() :]).strip()) if found else None


# What holds the address of a group's robot, whole or not.
holds_address = re.compile(r"/cgi-bin/webhook/send\b").search
# What is about the address of a group's robot: a piece of one, or where to find it.
about_robots = re.compile(
    r"webhook|qyapi\.weixin|(?:群)?机器人.{0,8}(?:地址|添加|加到|加进|放进|在哪)|(?:加|添加).{0,3}群?机器人",
    re.IGNORECASE,
).search
# Who asks for the number that a group has with WeCom.
asks_number = re.compile(r"chat\s*id|群(?:的)?(?:编号|ID|id)", re.IGNORECASE).search


_MUTE = re.compile(r"群.{0,8}(?:发不出|发不进|收不到|看不到|不通|通不通)|机器人.{0,6}(?:不说话|没反应|不回|发不出)")
_NEW = re.compile(r"换了?(?:一?个)?新?群|新建了?(?:一?个)?群|建了?(?:一?个)?新群|群.{0,3}(?:解散|换了)")
_WHICH = re.compile(r"没[有得]?(?:绑定?)?群|(?:绑定?|有)了?群(?:没|吗|不)|绑定?的?(?:是)?哪个群")
_BINDS = re.compile(r"群.{0,6}绑定|绑定.{0,6}群")


def about_groups(text: str, moment: datetime) -> str | None:
    """Return the word that somebody needs who says that a group is mute, new or to be bound; else None."""
    ways = ((_MUTE, "群"), (_NEW, "换群"), (_WHICH, "群"), (_BINDS, "绑定"))
    return next((word for pattern, word in ways if pattern.search(text)), None)


def without_number(said: str | None) -> str:
    """Return the place that stands beside the number of a group, which nobody has to know; empty where none does."""
    return re.sub(r"[A-Za-z0-9_-]{6,}", "", said or "").strip()
