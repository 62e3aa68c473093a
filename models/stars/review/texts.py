"""Hand counts, meetings and outcomes in words."""

from collections.abc import Sequence
from fractions import Fraction

from models.stars.appraisal.rules import SHOWN, StarState
from models.stars.review.rules import (
    EXCELLENT_MAX_RATIO,
    OUTCOME_NAMES,
    Attendance,
    HandCount,
    Judged,
    Review,
    Reviewed,
    average,
)
from models.values.showing import show_date


def which_outcome(said: Judged) -> str:
    """Return the question how those were judged of whom only was said that they are none of the others."""
    names, others = "、".join(said.but), OUTCOME_NAMES[said.others] if said.others else ""
    return f"{names}评的是什么？先没记。连着一起发就行，例如“民主评议 {names} 基本合格，其余{others}”。"


def show_average(counts: Sequence[int]) -> str:
    """Return the mean of a hand count to one digit, never rounded up."""
    whole, tenths = divmod(int(average(list(counts)) * 10), 10)
    return f"{whole}.{tenths}"


def counted(said: HandCount, name: str, period: str) -> str:
    """Return what was kept of one hand count."""
    shown = " ".join(f"{grade}星{number}" for grade, number in enumerate(said.counts, 1) if number)
    return f"{name} {period}互评 {said.present} 人，{shown}，平均 {show_average(said.counts)}。"


def all_counted(lines: Sequence[str], most: int, members: int) -> str:
    """Return what was kept of the hand counts of one message, of which the largest had `most` marks."""
    note = f"只记数，不记谁打的；要改就再发一次。{on_the_books(most, members)}"
    return f"记下了：{lines[0]}{note}" if len(lines) == 1 else "\n".join(["记下了：", *lines, note])


def more_hands(most: int, members: int) -> str:
    """Return what is asked before more hands are kept than a branch has members."""
    return f"您说的是 {most} 人，支部名册上是 {members} 位党员。有列席的一起举了手，就照这个记。"


def on_the_books(said: int, members: int) -> str:
    """Return a hint when more people are said than a branch has members: guests, or a slip of the finger."""
    return f"支部名册上是 {members} 位党员，数字不对就再发一次。" if said > members else ""


def met(said: Attendance, period: str, members: int) -> str:
    """Return that a meeting is on record."""
    held = f"（{show_date(said.day)}开的）" if said.day else ""
    kept = f"记下了：{period}评星会{held}应到 {said.expected} 人、实到 {said.present} 人，人数够了。"
    return kept + on_the_books(said.expected, members)


def to_judge(said: Judged, review: Review) -> str:
    """Return who gets what by a line before it is kept; an unqualified member hears of it from the secretary first."""
    held = f"（{show_date(review.day)}开的会）" if review.day and said.others else ""
    found = _outcomes(review) or "没有还要记的"
    lines = {
        f"{review.year}年民主评议{held}：{found}。": said.others or len(review.outcomes) > 1,
        f"已经记过的不动：{'、'.join(review.stay)}。": said.others and review.stay,
        "您本人的不由自己记，请支委会其他同志来记。": said.others and review.own,
        _face_to_face(said): said.unqualified,
    }
    return "\n".join(line for line, holds in lines.items() if holds)


def _face_to_face(said: Judged) -> str:
    return (
        f"民主评议不合格，要先当面告诉本人（{'、'.join(said.unqualified)}），听他说说，我不替您传。"
        "说过之前，这里什么都不记。"
    )


def _outcomes(review: Review) -> str:
    by_outcome = {
        called: "、".join(name for name, found in review.outcomes if found is one)
        for one, called in OUTCOME_NAMES.items()
    }
    return "；".join(f"{names} {called}" for called, names in by_outcome.items() if names)


def judged(done: Reviewed) -> str:
    """Return what was kept of the yearly review, whether more are excellent than is usual, whose star cannot stand."""
    review = done.review
    lines = [f"记下了：{review.year}年民主评议 {_outcomes(review)}。"]
    if Fraction(done.excellent, max(done.members, 1)) > EXCELLENT_MAX_RATIO:
        lines.append(f"优秀已有 {done.excellent} 名，正式党员 {done.members} 名，超过三分之一，请会上再商量。")
    if done.met and review.day:
        day = show_date(review.day)
        lines.append(f"民主评议会也记在{day}了。别的日子开的，发“撤销录入 民主评议会 {day}”，再发“民主评议会 哪天”。")
    return "\n".join([*lines, *(_way_out(name, state, review.unit) for name, state in done.undone.items())])


def _way_out(name: str, state: StarState, unit: str) -> str:
    """Return what to send when a star cannot stand with an outcome; it is never changed by the program."""
    again = f"“提议 {name} 不评”"
    if state is StarState.COMMITTEE_PROPOSED:
        return f"{name}的星级提过了，这回不再公示，请发{again}。"
    if state in SHOWN:
        return f"{name}的星级正在公示，到期“报备”时先不往上送，那时请发{again}，再发“星级公示”。"
    if state is StarState.SUBMITTED:
        return f"{name}的星级已报上级，请上级发“退回备案 {unit} {name} 原因”，再发{again}。"
    return f"{name}的星级已经备案，我这里改不了：请发“一票否决 {name} 民主评议不合格 文号”，上级确认后结束。"
