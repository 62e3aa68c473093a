"""A record's history in words."""

from zoneinfo import ZoneInfo

from models.activities.rules import STATUS_NAMES
from models.activities.texts import Names, what
from models.showing import show_number
from models.tracing.rules import Trace

ACTIONS = {
    "report": "上报",
    "correct": "更正",
    "revoke": "撤销",
    "verify": "核实",
    "return": "退回",
    "backfill": "补录",
}
SHANGHAI = ZoneInfo("Asia/Shanghai")


def trace(told: Trace, names: Names) -> str:
    """Return who did what to a record, when, through which channel and why, oldest first."""
    lines = [f"{show_number(told.number)} {told.unit} {told.member}，现在{STATUS_NAMES[told.status]}"]
    if told.claim is not None:
        lines.append(what(told.claim, names))
    for step in told.steps:
        at = step.at.astimezone(SHANGHAI)
        reason = f"，{step.reason}" if step.reason else ""
        lines.append(
            f"{at:%Y-%m-%d %H:%M} {ACTIONS.get(step.action, step.action)}：{step.actor}（{step.channel}）{reason}"
        )
    return "\n".join(lines)
