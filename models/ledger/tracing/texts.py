"""A record's history in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from config.zone import SHANGHAI
from models.ledger.tracing.rules import RollChange, Trace, TracedStep
from models.organisation.people.rules import ROLE_NAMES, Role
from models.organisation.register.texts import changes_said
from models.service.activities.claims import Claim
from models.service.activities.rules import STATUS_NAMES, Status
from models.service.activities.texts import Names, what
from models.stars.appraisal.rules import STATE_NAMES, StarState
from models.stars.appraisal.texts import show_stars
from models.stars.points.rules import FindingKind
from models.stars.points.texts import KIND_NAMES, show_points
from models.values.listing import Row
from models.values.numbers import Sign
from models.values.periods import Period

ACTIONS = {
    "report": "上报",
    "correct": "更正",
    "revoke": "撤销",
    "verify": "核实",
    "unverify": "撤回核实",
    "return": "退回",
    "backfill": "补录",
    "ask_back": "请核实的同志撤回",
    "star_report": "自评",
    "star_count": "登记互评",
    "star_propose": "提议",
    "star_withdraw": "撤回提议",
    "star_publish": "公示",
    "star_object": "收到异议，公示先停",
    "star_answer": "异议答复了，公示接着走",
    "star_change": "改星级，重新公示",
    "star_submit": "报上级备案",
    "star_file": "备案",
    "star_return": "退回",
    "star_end": "终止",
    "open": "提出",
    "pass_up": "支委会要回避，直接交上级",
    "overdue": "过了答复的日子，交上级",
    "answer": "答复",
    "appeal": "申诉",
    "rule": "裁定",
    "withdraw": "撤回",
    "star_entry": "录入",
    "confirm_veto": "上级确认",
    "cancel_star_entry": "撤销录入",
    "swap_ask": "提出",
    "swap_accepted": "对方答应",
    "swap_declined": "对方这次不行",
    "swap_cancelled": "撤回",
    "swap_void": "作废",
    "leave_ask": "请假",
    "leave_grant": "批准",
    "leave_decline": "没有批准",
    "leave_shorten": "提前回来",
    "leave_cancel": "销假",
    "add_matter": "登记",
    "settle_matter": "办结",
    "feedback": "收下",
    "feedback_answer": "答复",
    "resend": "重发",
    "hurry": "提前送出",
    "stop": "收住没发",
    "word": "有人说了一句",
    "handed_on": "交给另一位同志接着办",
}


# What stands in no story of a number; the steps of matters have the words of their kinds.
OTHER_ACTIONS = {
    "ask_correction": "请第二位看更正",
    "star_from_paper": "从纸上带过来",
    "star_off_paper": "带过来的撤回",
    "approve": "批准红榜",
    "publish": "公布",
    "ask_exemption": "申请免评",
    "enter_person": "加人",
    "change_person": "改人",
    "give_post": "任职",
    "end_post": "免职",
    "delegate": "代行",
    "undo_import": "撤回导入",
    "died": "登记去世",
    "gone_away": "减人",
    "not_died": "登记离开的撤销",
    "membership_ended": "党籍变动",
    "leave": "离开名册",
    "transfer": "组织关系转接",
    "publish_name": "同意或不同意公布姓名",
    "close_season": "结束值守期",
    "open_season": "开始值守期",
    "desk_log": "坐班日志",
    "draft": "排班",
    "hand_on": "承诺转交",
    "hold_groups": "群里暂不发",
    "join_duty": "加入值班",
    "leave_duty": "退出值班",
    "presence": "报到岗",
    "rebuild": "重排",
    "set_duty": "值班设置",
    "together": "一起做的一次记下",
    "peer_count": "登记互评",
    "star_meeting": "登记评议会",
    "star_outcome": "登记民主评议",
    "star_quota": "说明星级比例",
    "theme_apply": "申报主题星",
    "roll": "登记签到",
    "cancel_roll": "撤销签到",
    "call_meeting": "发会议通知",
    "call_off_meeting": "取消会议",
    "hold_meeting": "登记会议",
    "correct_meeting": "更正会议的数",
    "reminder_wish": "调提醒",
    "import": "导入",
    "pause": "暂停任务",
    "resume": "恢复任务",
    "take_away": "导出",
    "load_book": "装入资料",
    "daily_entry": "每日一条",
    "offer_talk": "登记可讲",
    "end_talk": "不再讲",
    "talk_times": "登记可讲时间",
    "set_ranking_mode": "定红榜怎么出",
}
LEDGER, LEDGER_COLUMNS = "操作台账", ("时间", "谁", "做了什么", "关于", "序号", "由哪条消息")
SUBJECT_NAMES = {
    "activity": "服务记录",
    "person": "人员",
    "unit": "单位",
    "district": "全区",
    "matter": "事项",
    "honour_list": "红榜",
    "ranking_mode": "红榜方式",
    "duty_roster": "值班表",
    "duty_absence": "请假",
    "duty_swap": "换班",
    "duty_slot": "班次",
    "star_appraisal": "星级",
    "star_sheet": "签到",
    "meeting": "会议",
    "talk": "讲课",
    "star_entry": "评星录入",
    "broadcast": "投递",
    "feedback": "意见",
    "post": "岗位",
    "group": "群",
}


def ledger_row(entry: tuple[datetime, str, str, str, int, str | None], steps: Mapping[str, str]) -> Row:
    """Return the row of (when, who, action, subject, its number, message); `steps` names those of matters.

    What somebody gave as a reason stays with those whom it concerns.
    """
    at, who, action, subject, number, key = entry
    named = steps.get(action) or ACTIONS.get(action) or OTHER_ACTIONS.get(action) or f"其他（{action}）"
    return (
        f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        who,
        named,
        SUBJECT_NAMES.get(subject, subject),
        number,
        key,
    )


def trace(told: Trace) -> str:
    """Return who did what, when, through which channel and why, oldest first."""
    return "\n".join([told.head, *map(_line, told.steps)])


def record(called: str, status: Status, claim: Claim | None, names: Names) -> str:
    """Return a record as it stands; no claim for offices, which see no hours and no words of a person."""
    head = f"{called}，现在{STATUS_NAMES[status]}"
    return f"{head}\n{what(claim, names)}" if claim else head


def _line(step: TracedStep) -> str:
    at, reason = step.at.astimezone(SHANGHAI), f"，{step.reason}" if step.reason else ""
    grade = f" {show_stars(step.stars)}" if step.stars else ""
    return (
        f"{at:%Y-%m-%d %H:%M} {ACTIONS.get(step.action, step.action)}{grade}："
        f"{step.actor or '（姓名不显示）'}（{step.channel}）{reason}"
    )


# What is done to several people at once, but for what is called as it is of one.
_TOGETHER = {"enter_person": "导入", "change_person": "改资料"}
_SYSTEM = {"contacts": "企业微信通讯录", "import": "技术员（命令行）"}


def roll_changes(found: Sequence[RollChange], *, own: bool) -> str:
    """Return who changed what on the books about people, newest first."""
    whose = "您" if own else ""
    if not found:
        return f"名册里{whose and '您的资料'}还没有谁改过。"
    head = f"名册里{whose}最近的改动（{len(found)} 条）："
    return "\n".join([head, *(_roll_line(one, own=own) for one in found)])


def _roll_line(one: RollChange, *, own: bool) -> str:
    at, who = one.at.astimezone(SHANGHAI), "" if own or one.several > 1 else f"{one.person} "
    return f"{at:%Y-%m-%d %H:%M} {_SYSTEM.get(one.actor, one.actor)}：{who}{_rolled(one)}"


def _rolled(one: RollChange) -> str:
    """Return what was changed on the books about somebody, or about several at once."""
    called = OTHER_ACTIONS.get(one.action, one.action)
    if one.several > 1:
        return f"{_TOGETHER.get(one.action, called)} {one.several} 人"
    if one.action == "change_person":
        return changes_said({field: (one.before.get(field), new or "") for field, new in one.after.items()})
    role = one.after.get("role") or one.before.get("role")
    return called + (f" {ROLE_NAMES[Role(role)]}" if role else "")


def matter(shown: str, kind: str, state: str) -> str:
    """Return a matter by its number and the names of its kind and its state, as far as it has any."""
    return f"{shown} {kind}" + (f"，现在{state}" if state else "")


def star(name: str, period: Period, state: StarState, stars: int | None, *, known: bool) -> str:
    """Return somebody's star of a period, with its grade where that may be `known`."""
    return f"{name} {period.name}星级，现在：{STATE_NAMES[state]}" + (f"，{show_stars(stars)}" if known else "")


def entry(number: int, name: str, of: tuple[int, FindingKind], points: Fraction | None, reason: str) -> str:
    """Return an entry of a (year, kind) about a member, with its points and its reason for whom they are meant."""
    head = f"{Sign.FINDING.show(number)} {name} {of[0]}年{KIND_NAMES[of[1]]}" + (
        f" {show_points(points)} 分" if points else ""
    )
    return f"{head}\n事由：{reason}" if reason else head


def objection(number: int, name: str, against: str) -> str:
    return f"异议 {Sign.OBJECTION.show(number)}，关于{name} {against}"
