"""Dossiers, proposals and progress in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from models.stars.appraisal.rules import BEFORE_PROPOSAL, SHOWN, STATE_NAMES, SelfReport, StarState
from models.stars.appraisal.texts import Names, report_lines, show_stars
from models.stars.points.rules import Sheet
from models.stars.points.texts import sheet as show_sheet
from models.stars.points.texts import show_points
from models.stars.proposed.rules import StillMissing, TiedCheck, Unqualified, Vetoed
from models.stars.review.rules import OUTCOME_NAMES, YearlyOutcome
from models.stars.review.texts import show_average
from models.values.periods import Month, Period, Quarter
from models.values.refusal import Refusal


@dataclass(frozen=True)
class Dossier:
    """What is known of one member for a period; `reference` is what his points would come to, 0 for none."""

    name: str
    period: Period
    state: StarState
    stars: int | None
    reason: str | None
    reports: Sequence[SelfReport]
    sheet: Sheet
    reference: int
    counts: Mapping[Period, Sequence[int]]
    outcome: YearlyOutcome | None
    is_graded: bool
    is_proposed: bool


@dataclass(frozen=True)
class OwnStars:
    """What a member sees of his own stars.

    A year with its quarters, the star in force with its last day, the self-reports, and how earlier years stand.
    """

    periods: Sequence[Dossier]
    in_force: tuple[Period, int, date] | None
    reports: Sequence[SelfReport]
    earlier: Sequence[tuple[Period, StarState, int | None]]


@dataclass(frozen=True)
class Progress:
    """How far a branch has come in a period: counts only."""

    period: Period
    month: Month
    graded: int
    left_out: int
    reported: int
    counted: int
    proposed: int
    shown: int
    sent: int
    filed: int


@dataclass(frozen=True)
class Glance:
    """One member in one line: what he said of himself, the mean of the year's hand count, points, outcome, proposal."""

    name: str
    said: int | None
    counts: Sequence[int]
    points: Fraction
    outcome: YearlyOutcome | None
    stars: int | None
    is_proposed: bool
    vetoed: bool = False


def why_not(refusal: Refusal) -> str:
    """Return in a few words what stands against a star; why somebody is not appraised stays where it belongs."""
    return {Vetoed: "有经上级确认的一票否决", Unqualified: "民主评议为不合格"}.get(type(refusal), "这一期不参评")


def quota_lines(checks: Sequence[TiedCheck]) -> list[str]:
    """Return the warning of each quota check, with the ties that the meeting should look at."""
    lines = []
    for one in checks:
        grade = "五星" if one.check.grade == 5 else "四星以上"
        tied = f"分数并列：{'、'.join(one.names)}，" if one.names else ""
        lines.append(
            f"{grade}提议了 {one.check.given} 名，超出比例（最多 {one.check.most} 名）。{tied}请会议说明或调整，"
            "程序不降任何人的星。"
        )
    return lines


def proposed(
    given: Sequence[tuple[Sequence[str], int | None]],
    period: Period,
    checks: Sequence[TiedCheck],
    missing: StillMissing,
) -> str:
    """Return what was proposed as (names, grade), what is not there, and what is over the quota of the branch now."""
    said = [f"{'、'.join(names)} {f'{stars} 星' if stars else '不评'}" for names, stars in given]
    head = f"记下了：{period.name}提议 {'；'.join(said)}。公示前可以再改。"
    return "\n".join([head, *missing_lines(missing), *quota_lines(checks)])


def none_of_line(refused: str) -> str:
    """Return why nobody of a line is proposed, when it names several."""
    return f"{refused}这一行的各位都先没记，改好再发一次就行。"


def which_period(year: Period, now: Period, said: str) -> str:
    """Return the question which of two periods a proposal is for."""
    words = said.partition("提议")[2].strip()
    return (
        f"{year.name}的还没提议齐，先问一句是哪一期的，还没记。{year.name}的发“提议 {year.name} {words}”，"
        f"{now.name}的发“提议 {now.name} {words}”。"
    )


NAMED_MOST = 3


def missing_lines(missing: StillMissing) -> list[str]:
    """Return in one line what is not there for some stars, without a verdict; nothing where all is."""
    kinds = {
        "没有互评票数": missing.counts,
        "没有民主评议结果": missing.outcomes,
        "参考分没到那一档": missing.points,
        "一票否决还没有定": missing.vetoes,
    }
    of_whom = {
        _who(names): [kind for kind, others in kinds.items() if others == names] for names in kinds.values() if names
    }
    shown = [f"{who}{'、'.join(found)}" for who, found in of_whom.items()]
    return [f"提一句：{'；'.join(shown)}。怎么定，支部商量。"] if shown else []


def _who(names: Sequence[str]) -> str:
    return "、".join(names) if len(names) <= NAMED_MOST else f"{len(names)} 位"


def reference(found: Dossier) -> str:
    """Return the points and what they would come to, which decides nothing."""
    star = f"，对应 {found.reference} 星" if found.reference else "，年底才算齐"
    return f"参考分 {show_points(found.sheet.total)}{star}；几颗星由支部定，分数只作参考。"


def dossier(found: Dossier, names: Names) -> str:
    """Return all that a committee may know of one member for a period."""
    head = f"{found.name} {found.period.name}评星档案（只供支委会）"
    lines = report_lines(found.reports, names) or ["自评：没有，不影响评议。"]
    lines += [show_sheet(found.sheet), reference(found)]
    for period, counts in sorted(found.counts.items(), key=lambda one: (one[0].last, -one[0].months)):
        lines.append(f"互评 {period.name}：{sum(counts)} 人，平均 {show_average(counts)}")
    if found.outcome:
        lines.append(f"民主评议：{OUTCOME_NAMES[found.outcome]}")
    lines.append(_standing(found))
    return "\n".join([head, *lines])


def _standing(found: Dossier) -> str:
    if not found.is_graded:
        return "这一期不参评。"
    if found.state is StarState.VETOED:
        return f"状态：{STATE_NAMES[found.state]}"
    if found.state in BEFORE_PROPOSAL or not found.is_proposed:
        return f"状态：{STATE_NAMES[found.state]}，还没有提议。"
    reason = f"，理由：{found.reason}" if found.reason else ""
    return f"状态：{STATE_NAMES[found.state]}，提议 {show_stars(found.stars)}{reason}"


def overview(period: Period, people: Sequence[Glance], left_out: Sequence[str]) -> str:
    """Return a branch at a glance for its committee: a member a line, and the names of those who are not appraised."""
    lines = [f"{period.name}评星一览（只供支委会），参评 {len(people)} 人", *map(_glance, people)]
    lines += [f"不参评：{'、'.join(left_out)}"] if left_out else []
    return "\n".join([*lines, "看一位的详情，发“评星档案 姓名”；一次提多位，发“提议 甲 5星，乙、丙 4星，其余 3星”。"])


def _glance(one: Glance) -> str:
    parts = [
        f"自评{one.said}" if one.said else "",
        f"互评{show_average(one.counts)}" if one.counts else "",
        OUTCOME_NAMES[one.outcome] if one.outcome else "",
        f"参考{show_points(one.points)}",
        STATE_NAMES[StarState.VETOED] if one.vetoed else f"提议 {show_stars(one.stars)}" if one.is_proposed else "",
    ]
    return " ".join([one.name, *filter(None, parts)])


def withdrawn(names: Sequence[str], period: Period) -> str:
    """Return that proposals were taken back."""
    return f"已撤回：{period.name}对{'、'.join(names)}的提议。要提就重新发“提议 姓名 几星”。"


def own_line(found: Dossier) -> str:
    """Return how a member's own star of a period stands, as far as he may know it by now."""
    if found.state in BEFORE_PROPOSAL and not found.is_graded:
        return f"{found.period.name}：不参评"
    if isinstance(found.period, Quarter) and found.is_proposed:
        return f"{found.period.name}：{show_stars(found.stars)}（支部内，供年底参考）"
    return _year_line(found.period, found.state, found.stars)


def _year_line(period: Period, state: StarState, stars: int | None) -> str:
    is_known = state in SHOWN | {StarState.SUBMITTED, StarState.FILED, StarState.EFFECTIVE, StarState.ENDED}
    return f"{period.name}：{STATE_NAMES[state]}{f'，{show_stars(stars)}' if is_known else ''}"


def _force_line(period: Period, stars: int, until: date) -> str:
    return f"现在有效：{period.name} {show_stars(stars)}，到{until.year}年{until.month}月{until.day}日"


def own_stars(found: OwnStars, held: Sequence[tuple[str, int]], names: Names) -> str:
    """Return what a member sees of his own stars: what is in force first, then the year, and earlier ones last."""
    year = found.periods[0]
    lines = [_force_line(*found.in_force)] if found.in_force else []
    lines += [own_line(one) for one in found.periods]
    lines += report_lines(found.reports, names)
    lines += [_year_line(*one) for one in found.earlier]
    themes = [f"{names[code].name}（{won}年）" for code, won in held if code in names]
    lines += [f"主题星：{'、'.join(themes)}"] if themes else []
    lines += [f"民主评议：{OUTCOME_NAMES[year.outcome] if year.outcome else '还没有登记结果'}", reference(year)]
    return "\n".join([f"我的星级（{year.period.name}）", *lines, "分数怎么来的，发“为什么”。"])


def details(found: Dossier, *, is_placed: bool, entry: str | None = None) -> str:
    """Return the lines that a member's points of a year come from; who may see a place may have meant that.

    `entry` is the number of the one thing that was entered against him.
    """
    vetoed = f"（{STATE_NAMES[found.state]}，分数只作参考）" if found.state is StarState.VETOED else ""
    head = f"{found.period.name}您的参考分明细{vetoed}"
    place = "问的是红榜名次，发“为什么 名次”。" if is_placed else ""
    against = f"觉得记的 {entry} 不对，发“异议 {entry} 您的理由”。" if entry else ""
    more = f"{against}有出入请告诉支委，或发“投诉建议 …”。{place}"
    return "\n".join([head, show_sheet(found.sheet), reference(found), more])


def in_list(period: Period, count: int) -> str:
    """Return what waits for a committee, in the list of all that waits."""
    return f"{period.name}还有 {count} 位同志的星级等支委会提议"


def progress(found: Progress) -> str:
    """Return how far a branch has come: counts, nobody's name."""
    return "\n".join(
        [
            f"{found.period.name}评星进度（只有数）",
            f"参评 {found.graded} 人，不参评 {found.left_out} 人",
            f"{found.month.name}自评 {found.reported} 份，自愿，不用催",
            f"已互评 {found.counted} 人，已提议 {found.proposed} 人",
            f"公示中 {found.shown} 人，已报送 {found.sent} 人，已备案 {found.filed} 人",
        ]
    )
