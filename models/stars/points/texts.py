"""Points in words, for the member himself and his committee only."""

from collections.abc import Iterator
from fractions import Fraction

from models.organisation.people.rules import MOBILE_CLASS
from models.procedure.party_life.rules import Meeting
from models.procedure.party_life.texts import MEETING_NAMES
from models.stars.points.rules import Dimension, FindingKind, PointsLine, Sheet
from models.values.showing import show_minutes

KIND_NAMES = {
    FindingKind.PLEDGE_1: "上半年承诺评议",
    FindingKind.PLEDGE_2: "下半年承诺评议",
    FindingKind.DUTIES: "履责",
    FindingKind.DEDUCTION: "扣分",
    FindingKind.BONUS: "加分",
    FindingKind.VETO: "一票否决",
    FindingKind.FALSIFIED: "作假认定",
}
DIMENSION_NAMES = {
    Dimension.ORGANISATIONAL_LIFE: "组织生活",
    Dimension.DUTIES: "履行义务",
    Dimension.PLEDGES: "承诺践诺",
    Dimension.SERVICE: "联系服务群众",
    Dimension.CONDUCT: "遵纪守法",
    Dimension.BONUS: "加分",
}
_COUNTED = {
    MOBILE_CLASS: "流动党员基础分",
    Meeting.DUES: "按月交党费 {count} 个月",
    FindingKind.PLEDGE_1: "上半年",
    FindingKind.PLEDGE_2: "下半年",
    FindingKind.FALSIFIED: "作假认定，本年不计",
    Dimension.CONDUCT: "满分起算",
}


def show_points(points: Fraction) -> str:
    """Return points for people, to two digits, never rounded up."""
    hundredths = abs(points) * 100 // 1
    sign = "-" if points < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")


def sheet(sheet: Sheet) -> str:
    """Return a year's sheet: every dimension with its points, its most, and what counted."""
    lines = [_dimension(dimension, sheet) for dimension in Dimension if any(_of(dimension, sheet))]
    return "\n".join([*lines, f"合计 {show_points(sheet.total)} 分。"])


def _of(dimension: Dimension, sheet: Sheet) -> Iterator[PointsLine]:
    return (line for line in sheet.lines if line.dimension is dimension)


def _dimension(dimension: Dimension, sheet: Sheet) -> str:
    lines = list(_of(dimension, sheet))
    head = f"{DIMENSION_NAMES[dimension]} {show_points(sheet.of(dimension))}/{show_points(lines[0].most)}"
    shown = "；".join(_line(line) for line in lines if line.count or line.reason)
    return f"{head}：{shown}" if shown else f"{head}：还没有记录"


def _line(line: PointsLine) -> str:
    reason = f"（{line.reason}）" if line.reason else ""
    return f"{_counted(line)} {show_points(line.points)} 分{reason}"


def _counted(line: PointsLine) -> str:
    if line.name == Dimension.SERVICE:
        return f"已核实 {show_minutes(line.count)}"
    if line.name in _COUNTED:
        return _COUNTED[line.name].format(count=line.count)
    if line.name in list(Meeting):
        return f"{MEETING_NAMES[Meeting(line.name)]} {line.count} 次"
    return KIND_NAMES[FindingKind(line.name)]
