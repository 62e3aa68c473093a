"""Objections to stars in words: values in, sentences out; who objected is named to those who decide only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.stars.appraisal.texts import show_stars
from models.stars.objections.rules import Verdict
from models.values.numbers import Sign
from models.values.periods import Period
from models.values.showing import show_day

OF_MEMBERSHIP = (
    "对党籍的决定不在这里提，我不记：向镇街党委（党工委）或者上级党组织申诉，书面、当面都行，不能因为申诉加重处分。"
    "想先问问的，找书记或镇街的同志。"
)


def matter_title(period: Period) -> str:
    """Return what an objection is about."""
    return f"{period.name}星级"


@dataclass(frozen=True)
class ObjectionCase:
    """One objection as the committee and, on appeal, the township read it."""

    number: int
    subject: str
    branch: str
    about: str
    raised_by: str
    text: str
    due_on: date
    answer: str | None = None
    appealed_by: str | None = None
    appeal: str | None = None
    days: int = 0
    of_finding: bool = False


def shown_star(period: Period, stars: int | None) -> str:
    """Return the star against which an objection is."""
    return f"{period.name} 公示 {show_stars(stars)}"


def last_day(day: date, *, known: bool) -> str:
    """Return a last day for people; not `known` are the days off of its year."""
    note = "" if known else f"（{day.year}年放假安排还没有装进来，先按周一到周五算）"
    return f"{show_day(day)}前{note}"


def whose(name: str | None, words: str) -> str:
    """Return about whose star something would be said, None for the own; asked before any clock stops."""
    subject = f"{name}同志" if name else "您本人"
    return f"是对{subject}的星级提意见：“{words}”。提了以后，这一位的公示先停一停；谁提的只有支委会看得到。"


def whose_finding(what: str) -> str:
    """Return against which entry something would be said."""
    return f"您说的是{what} 吗？"


def raised(number: int, until: str, subject: str | None) -> str:
    """Return the thanks to who objected; `subject` is whose star it is, None for the own one."""
    return (
        f"谢谢您认真看公示。关于{subject or '您本人'}星级的意见收到了（{Sign.OBJECTION.show(number)}），"
        f"支委会{until}给您回话；这几天这一位的公示先停一停。谁提的只有支委会看得到，不会进群。"
    )


def raised_against_finding(number: int, until: str, what: str) -> str:
    """Return the thanks to a member who objects to what was entered about him."""
    return f"收到了（{Sign.OBJECTION.show(number)}），关于{what}的意见，{until}给您回话，不会进群。"


def raised_above(number: int, until: str, subject: str | None) -> str:
    """Return the thanks to who objected, when nobody of the committee may answer."""
    return (
        f"谢谢您认真看公示。关于{subject or '您本人'}星级的意见收到了（{Sign.OBJECTION.show(number)}）。"
        f"支委会的同志都要回避，直接交上级了，{until}定下来告诉您；"
        "这几天这一位的公示先停一停，不会进群。"
    )


def about_you(number: int, due: date) -> str:
    """Return what the member learns: that there is an objection, never whose, never its words."""
    return (
        f"公示的时候有人对您的星级有点看法（{Sign.OBJECTION.show(number)}），{show_day(due)}前弄清楚，结果告诉您。"
        "这几天公示先停一停，别的都不变；想说两句，找书记。"
    )


def please_answer(number: int, due: date, finding: str = "") -> str:
    """Return what the committee reads in private; the words wait in 待答复."""
    what = f"收到一条对{finding} 的异议" if finding else "公示的时候收到一条异议"
    return f"{what} {Sign.OBJECTION.show(number)}，{show_day(due)}前答复就行。发“待答复”看内容。"


def _appeal(finding: str) -> str:
    return f"对{finding} 的申诉" if finding else "星级申诉"


def please_rule(number: int, due: date, finding: str = "") -> str:
    """Return what the township reads in private; the words wait in 待裁定."""
    return f"有一条{_appeal(finding)} {Sign.OBJECTION.show(number)} 等您裁定，{show_day(due)}前就行。发“待裁定”看内容。"


_OF_STAR, _OF_FINDING = ("维持", "改为3星", "不评"), ("维持", "撤销")


def _ways(word: str, cases: Sequence[ObjectionCase]) -> str:
    """Return what may be sent, for the first objection to a star and the first to an entry of some."""
    firsts = [[one for one in cases if one.of_finding is kind][:1] for kind in (False, True)]
    said = [
        "或".join(f"“{word} {Sign.OBJECTION.show(one.number)} {verdict} 理由”" for verdict in verdicts)
        for found, verdicts in zip(firsts, (_OF_STAR, _OF_FINDING), strict=True)
        for one in found
    ]
    return f"{word}：{'；'.join(said)}。"


def in_list(case: ObjectionCase) -> str:
    """Return an objection in the list of all that waits; its words stand in the list of its own."""
    return f"{Sign.OBJECTION.show(case.number)} {subject_in_list(case)}"


def subject_in_list(case: ObjectionCase) -> str:
    return f"{case.branch} {case.subject}的异议{_waited(case.days)}"


def _waited(days: int) -> str:
    return f"，已等 {days} 天" if days else ""


def _described(case: ObjectionCase) -> list[str]:
    return [
        f"{Sign.OBJECTION.show(case.number)} {case.branch} {case.subject}，{case.about}，{show_day(case.due_on)}前",
        f"{case.raised_by}提：{case.text}",
    ]


def waiting_for_answer(cases: Sequence[ObjectionCase]) -> str:
    """Return what a committee has to answer, oldest first."""
    if not cases:
        return "没有等您答复的异议，辛苦了。"
    lines = [line for case in cases for line in _described(case)]
    ways = f"{_ways('答复', cases)}理由会转给本人和提意见的人，请不要写是谁提的。"
    return "\n".join([f"等您答复 {len(cases)} 条，请不要外传", *lines, ways])


def waiting_for_ruling(cases: Sequence[ObjectionCase]) -> str:
    """Return what a township has to rule on, oldest first, with the answer and the appeal."""
    if not cases:
        return "没有等您裁定的申诉，辛苦了。"
    lines = [line for case in cases for line in (*_described(case), *_so_far(case))]
    ways = f"{_ways('裁定', cases)}裁定是最后的结果。"
    return "\n".join([f"等您裁定 {len(cases)} 条，请不要外传", *lines, ways])


def _so_far(case: ObjectionCase) -> list[str]:
    answer = f"支委会答复：{case.answer}" if case.answer else "支委会没有答复（到期没答，或都要回避），转到上级"
    appeal = [f"{case.appealed_by}申诉：{case.appeal}"] if case.appeal else []
    return [answer, *appeal, *([_waited(case.days).lstrip("，")] if case.days else [])]


def _result(verdict: Verdict, reason: str | None, finding: str = "") -> str:
    changed = "撤销，不再计算" if finding else f"改为 {show_stars(verdict.stars)}，公示时间从头算起"
    kept = f"{finding or '星级'}维持不变" if verdict.kept else f"{finding}{changed}"
    return f"{kept}。说明：{reason.rstrip('。.')}。" if reason else f"{kept}。"


def _clock(*, running: bool) -> str:
    return "公示时间接着走。" if running else "这一位还有别的意见没办完，公示时间等办完再走。"


def answer_done(number: int, verdict: Verdict, finding: str, *, running: bool) -> str:
    """Return what who answered reads; not `running` is a clock that waits for other objections to the same star."""
    clock = _clock(running=running) if verdict.kept or not running else "书记发“星级公示”取新的公示文字。"
    then = "" if finding else clock
    return f"{Sign.OBJECTION.show(number)} 已答复：{_result(verdict, None, finding)}{then}会私下告诉有关的人。"


def taken_back(number: int, finding: str, *, running: bool) -> str:
    """Return what who took his objection back reads."""
    if finding:
        return f"{Sign.OBJECTION.show(number)} 已撤回，{finding}照旧。"
    return f"{Sign.OBJECTION.show(number)} 已撤回，{_clock(running=running)}谢谢您。还想提，再发“异议 姓名 内容”。"


def taken_back_about_you(number: int, *, running: bool) -> str:
    """Return what the member reads when an objection was taken back."""
    return f"关于您星级的那条意见（{Sign.OBJECTION.show(number)}）已经撤回，{_clock(running=running)}"


def no_answer_needed(number: int) -> str:
    """Return what the committee reads when an objection was taken back."""
    return f"异议 {Sign.OBJECTION.show(number)} 已由提的人撤回，不用答复了。"


def ruling_done(number: int, verdict: Verdict, finding: str) -> str:
    """Return what who ruled reads."""
    return f"{Sign.OBJECTION.show(number)} 已裁定：{_result(verdict, None, finding)}会私下告诉有关的人。"


def answered(number: int, verdict: Verdict, reason: str | None, until: str, finding: str = "") -> str:
    """Return what who objected and the member read about the answer, and how to appeal."""
    shown = Sign.OBJECTION.show(number)
    return f"{shown} 有答复了：{_result(verdict, reason, finding)}不同意可以在{until}发“申诉 {shown} 内容”。"


def appeal_taken(number: int, until: str) -> str:
    """Return the receipt of an appeal."""
    return f"{Sign.OBJECTION.show(number)} 的申诉收到了，交上级了，{until}定下来告诉您。不会进群。"


def appeal_about_you(number: int, due: date) -> str:
    """Return what the other side reads: that the township looks at it again, not at whose wish."""
    return f"{Sign.OBJECTION.show(number)} 请上级再看一次，{show_day(due)}前裁定，结果会告诉您。"


def gone_up(number: int, due: date, *, ruling: bool) -> str:
    """Return what both sides read when nobody has answered, or ruled, in time."""
    shown, late = Sign.OBJECTION.show(number), "裁定的日子，已经再交上一级" if ruling else "答复的日子，已经交上级"
    return f"{shown} 过了{late}，{show_day(due)}前裁定并告诉您。让您久等了。"


def ruled(number: int, verdict: Verdict, reason: str | None, finding: str) -> str:
    """Return what both sides and who answered read about the ruling."""
    return f"{Sign.OBJECTION.show(number)} 上级定了：{_result(verdict, reason, finding)}这是最后的结果，谢谢您。"


def due_soon(number: int, due: date, finding: str = "", *, appeal: bool) -> str:
    """Return the quiet reminder to who may answer or rule."""
    what, word = (_appeal(finding), "待裁定") if appeal else ("异议", "待答复")
    return (
        f"{what} {Sign.OBJECTION.show(number)} {show_day(due)}前办就行。有空时发“{word}”看内容；已经有人在办就不用管。"
    )
