"""What the sandbox shows beside a message: how it was read, what was stored because of it, what waits."""

from typing import Any

from bot.clock import SHANGHAI
from config.catalogue import categories
from models.ledger.audit.tables import AuditRow
from models.ledger.tracing.texts import ACTIONS as ACTIONS_TRACED
from models.machine.delivery.actions import sent_because_of
from models.machine.delivery.rules import FATE_NAMES, Fate
from models.machine.inbox.actions import found_by_number
from models.service.activities.actions import current
from models.service.activities.rules import STATUS_NAMES, Status
from models.values.numbers import Sign

# What a record's history does not tell of, because it is no record.
ACTIONS = ACTIONS_TRACED | {
    "pause": "暂停任务", "resume": "恢复任务", "publish": "公布", "draft": "排成草稿", "rebuild": "重排草稿",
    "leave": "离开通讯录", "import": "导入", "publish_name": "改公开姓名", "presence": "到岗", "transfer": "转组织关系",
    "set_duty": "改值班安排", "desk_log": "记值班日志", "hand_on": "交接", "peer_count": "记互评票数",
}  # fmt: skip
OTHER_ACTION = "改了账"
FIELDS = {"day": "日期", "category": "类别", "minutes": "分钟", "status": "状态", "month": "月份", "version": "版本"}
STATES = {"pending": "等待办理", "done": "已办理", "quarantined": "已隔离"}


async def inspect(msgid: str) -> dict[str, Any]:
    """Return {"arrived", "read", "stored", "waiting"} for a msgid of either door."""
    for door in ("app", "smartbot"):
        receipt = await found_by_number(f"{door}:{msgid}:")
        if receipt is not None:
            key = receipt.key
            audit = await AuditRow.filter(message_key=key).order_by("id")
            return {
                "arrived": {
                    "编号": key,
                    "状态": STATES[receipt.state],
                    "答复": receipt.reply or "（不答复）",
                },
                "read": [ACTIONS.get(row.action, OTHER_ACTION) for row in audit] or ["没有改动"],
                "stored": [await _stored(row) for row in audit],
                "waiting": await _waiting(key),
            }
    return {"arrived": None, "read": [], "stored": [], "waiting": []}


async def _stored(row: AuditRow) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "动作": ACTIONS.get(row.action, OTHER_ACTION),
        "时间": f"{row.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
    }
    if row.subject == "activity":
        record = await current(row.subject_id)
        shown["记录"] = Sign.RECORD.show(row.subject_id)
        shown["现在"] = STATUS_NAMES[Status(record.status)] if record else "不存在"
    return shown | {"之前": _told(row.before), "之后": _told(row.after)}


def _told(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return audit values under names for people."""
    if values is None:
        return None
    named = {FIELDS.get(name, name): value for name, value in values.items()}
    if named.get("类别") in categories():
        named["类别"] = categories()[named["类别"]].name
    if named.get("状态") in set(Status):
        named["状态"] = STATUS_NAMES[Status(named["状态"])]
    return named


async def _waiting(key: str) -> list[dict[str, Any]]:
    found = await sent_because_of(f"message:{key}"[:96])
    return [{"发给": row.destination, "内容": row.payload, "结果": FATE_NAMES[Fate(row.state)]} for row in found]
