"""Self-reports and the appraisal's rules in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from config.star_catalogue import Theme
from config.star_policy import StarsPolicy
from models.stars.appraisal.rules import SelfReport, report_until
from models.values.periods import Month

Names = Mapping[str, Theme]


def show_stars(stars: int | None) -> str:
    """Return a grade for people; who has none is 未评星, never a number."""
    return f"{stars} 星" if stars else "未评星"


def by_star(stars: Sequence[tuple[str, int | None]]) -> list[str]:
    """Return a line for each grade with its names; `stars` come highest first."""
    lines = []
    for grade, found in groupby(stars, key=lambda one: one[1]):
        lines.append(f"{show_stars(grade)}：{'、'.join(name for name, _ in found)}")
    return lines


def said(report: SelfReport, names: Names) -> str:
    """Return what somebody said of himself in one line."""
    parts = [show_stars(report.stars)] if report.stars else []
    parts += (
        [f"主题：{'、'.join(names[code].name for code in report.themes if code in names)}"] if report.themes else []
    )
    parts += [f"理由：{report.reason}"] if report.reason else []
    return "，".join(parts)


def recorded(report: SelfReport, names: Names, policy: StarsPolicy, *, private: bool) -> str:
    """Return the answer to a self-report; in a group it repeats nothing of what was said."""
    if not private or report.month is None:
        return "谢谢，自评收到了，只有您和支委会看得到。以后私聊我发也行。"
    until = report_until(report.month, policy)
    return (
        f"谢谢，{report.month.name}自评记下了：{said(report, names)}。\n"
        f"{until.month}月{until.day}日前想改，再发一次就行，以最后一次为准。只有您和支委会看得到。"
    )


def stars_asked(*, private: bool = True) -> str:
    """Return the one question about a grade that is missing or none; in a group it is not asked. Nothing is rounded."""
    if not private:
        return "自评是 1 到 5 星，私聊我发“自评4星”这样就行。"
    return "星级只有 1、2、3、4、5 星，您自评几星？回一个数就行。"


NOTHING_REPORTED = "自评没有记，不报也没关系。"


FOR_ONESELF = "自评要本人来说。请他私聊我发“自评3星”这样就行，说话、打字都可以。"


def wants_out(text: str) -> bool:
    """Return whether somebody says that he would rather not be appraised."""
    return any(word in text for word in ("免评", "不参评", "不评"))


def taken_back_otherwise(about: str) -> str:
    """Return how something about stars is taken back or replaced; nothing was changed."""
    ways = {
        "异议": "撤回异议请发“撤回异议”。",
        "提议": "撤回提议请发“撤回提议 姓名”。",
        "免评": "没有这样一份还能撤的免评申请，能撤的发“撤回”看；同意了又想参评的，请书记发“恢复评星 姓名”。",
        "公示": "公示贴错了、还没有人提异议时，书记可以发“撤回公示 原因”；有不同意见发“异议 姓名 内容”，由支委会答复。",
    }
    return f"{ways.get(about, f'“{about}”不是服务记录。')}撤服务记录发“撤销 编号”。"


def report_taken_back(month: Month | None) -> str:
    """Return that a self-report is none any more, or that there was none that could be taken back."""
    if month is None:
        return "现在没有能撤的自评。撤服务记录发“撤销 编号”。"
    return f"好的，{month.name}自评撤了，就当没报过。想报再说“自评3星”这样就行。"


OF_A_MEETING = "会上议的星不算谁的自评，没有记。支委会议定了，书记发“提议 张三 5星，其余 4星”；给自己报，发“自评4星”。"
HOW_TO_BE_LEFT_OUT = "想免评的话，私聊我发“免评 原因”，原因只有书记和您看得到。"


NAME_SHOWN = "好的，群里的名单和星级公示可以写您的名字了，几颗星都写。想收回，发“撤回同意”。"
NAME_HIDDEN = (
    "好的，从现在起群里不写您的名字。支部公告栏的星级公示另说：那里写不写，跟支部书记商量。"
    "连服务和自评也不想记，发“不要记我的”。"
)
RECORDS_END = (
    "好的，从现在起不再记您的服务和自评，不请您自评，别人也不能替您报、替您补；群里不写您的名字。"
    "支部的民主评议照党内的规矩当面办。以前记的还在：要看发“我的数据”，要删发“删除我的资料”。想再记，发“可以记我的”。"
)
RECORDS_BEGIN = "好的，又可以记了，做了什么直接说就行。"


def method(policy: StarsPolicy, version: int) -> str:
    """Return how stars are given, for everybody."""
    lines = [f"{star}星 {line:g} 分" for star, line in enumerate(policy.thresholds, 1)]
    weights = policy.points
    return "\n".join(
        [
            f"党员评星办法（第 {version} 版）",
            f"每月自愿自评（到次月{policy.self_report_until_day}日，私聊我发“自评3星”这样），每季互评，"
            "年底支委会提议、公示、上级备案。星级由人定，程序只算参考分。",
            f"参考分数线：{'，'.join(reversed(lines))}；不四舍五入。",
            f"满分 100：组织生活 {weights.organisational_life}、履行义务 {weights.duties}、承诺践诺 {weights.pledges}、"
            f"服务群众 {weights.service}、遵纪守法 {weights.conduct}，另加分最多 {weights.bonus_cap}。",
            f"服务每小时 {weights.service_per_hour:g} 分，每月最多 {weights.service_month_cap:g} 分。",
            f"五星不超过参评人数的 {policy.five_star_max_ratio:.0%}；超出时由会议说明，程序不降任何人的星。",
            f"公示 {policy.publicity_working_days} 个工作日，有意见私聊发“异议 …”，"
            f"{policy.objection_working_days} 个工作日内答复。",
            "年老体弱、流动、预备党员可以不评或另外商量，不影响支部名额。不自评没有任何影响。",
        ]
    )


def invitation(month: str, until: date) -> str:
    """Return the one private invitation of a month."""
    return f"{month}给自己评几颗星？私聊我发“自评3星”这样就行，{until.month}月{until.day}日前都可以；不评也没关系。"


def cut_off(month: str, count: int) -> str:
    """Return how many reported for a month, for the secretary only."""
    return f"{month}自评收到 {count} 份，谢谢大家。要看一位同志的材料，发“评星档案 姓名”。"


def time_to_propose(period: str, count: int, until: date) -> str:
    """Return the note to a secretary that stars of a period wait for a proposal."""
    return (
        f"{period}还有 {count} 位同志的星级等支委会提议，{until.month}月{until.day}日前办就行。"
        "开过会后发“互评”“提议”，发“评议进度”看到哪一步。"
    )


def report_lines(reports: Sequence[SelfReport], names: Names) -> list[str]:
    """Return self-reports month by month."""
    return [f"自评 {one.month.name if one.month else ''}：{said(one, names)}" for one in reports]
