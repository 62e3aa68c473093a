"""How people say that somebody takes turns no more; pure."""

import re
from datetime import datetime

from models.values.wording import line_of

LEAVES = ("退出值班", "移出值班")
_OUT = re.compile(
    r"^(?:把|将)(?P<name>[一-龥·]{2,4}?)(?:同志)?从(?:值班|坐班)(?:名单|名册|人员)?[里中]?(?:头|面)?(?:拿|去|删|移|划|撤|取)(?:掉|下来|下|出去|出来|出|除|了)[了吧嘛。]*$"
)


_NO_MORE = re.compile(
    r"^(?!我|他|她)(?P<name>[一-龥·]{2,4}?)(?:同志)?(?:以后|今后|往后|从今天起|从现在起|从下个?月起|现在|都|就)*不(?:再)?(?:参加)?"
    r"(?:坐班|值班|轮班|排班|轮值)了[了吧嘛。]*$|"
    r"^(?:以后|今后)?(?:不要|不用|别|莫)(?:再)?(?:给)?(?:排|安排)(?P<who>[一-龥·]{2,4}?)(?:同志)?的?(?:值班|坐班|班)了[吧嘛。]*$"
)


# Who says it of himself, for good and not of a day.
leaves_himself = re.compile(
    r"我(?:以后|今后|往后|从今天起|从现在起|从下个?月起|现在|都|就|也|想|要)*不(?:想|再|能|愿意?)*(?:参加)?"
    r"(?:坐班|值班|轮班|排班|轮值)了[了吧嘛。]*"
).fullmatch


def out_line(text: str, moment: datetime) -> str | None:
    """Return the line that lets somebody take turns no more: 把周小川从值班里拿掉, 周小川不坐班了."""
    found = _OUT.fullmatch(text.strip()) or _NO_MORE.fullmatch(text.strip())
    name = next(filter(None, found.groups()), None) if found else None
    return f"{LEAVES[0]} {name}" if name else None


# The line that lets somebody take turns: 把欧阳春燕也排进值班.
in_line = line_of(
    re.compile(
        r"(?:把|让|给)?(?P<name>[一-龥·]{2,4}?)(?:同志)?也?(?:排进|加进|加到|编进|放进)(?:值班|坐班|轮班)(?:表|名单)?[里头中]*[了吧嘛哈。]*"
    ).fullmatch,
    "加入值班 {name}",
)
