"""How people say that somebody takes turns no more; pure."""

import re

from models.values.wording import line_of

LEAVES = ("退出值班", "移出值班")
_OUT = re.compile(
    r"^(?:把|将)(?P<name>[一-龥·]{2,4}?)(?:同志)?从(?:值班|坐班)(?:名单|名册|人员)?[里中]?(?:头|面)?(?:拿|去|删|移|划|撤|取)(?:掉|下来|下|出去|出来|出|除|了)[了吧嘛。]*$"
)


# The line that lets somebody take turns no more: 把周小川从值班里拿掉.
out_line = line_of(_OUT.fullmatch, f"{LEAVES[0]} {{name}}")
