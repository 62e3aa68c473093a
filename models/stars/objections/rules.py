"""What may become of an objection to a star, and who may take part in it; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.organisation.authority.act import Act
from models.organisation.people.rules import Asker
from models.procedure.notices.rules import notice_end, stops_of
from models.procedure.objections.rules import ABOVE, OBJECTION, Stage
from models.values.numbers import Sign, count
from models.values.refusal import Refusal, required

SIGNS = " \t\n，。,.:：;；、的"
ANYBODY = "姓名"
# Every objection stops a clock for days: whoever takes his back may think again once.
TAKEN_BACK_MOST = 2


class NothingUnderPublicity(Refusal):
    """There is no star the asker could object to; one sentence for every cause, so that it tells nothing."""

    text = "异议要在公示的时候、对本支部公示的星级提，这条先没记。看过公告栏，发“异议 姓名 内容”；别的发“投诉建议 …”。"


WHOSE_STAR = "说的是哪一位，还分不清：{names}。请把姓名写全，这样发：异议 姓名 内容"
ALREADY_OBJECTED = "您的意见已经收下了，编号 {number}，{stage}，不用重复提。{then}"
APPEAL = "对答复有不同意见，发“申诉 {number} 内容”。"
TAKEN_BACK_BEFORE = "对这颗星您提过又撤回了 {times} 次。还有话想说，请当面告诉支部书记，或发“投诉建议 …”，区里会看。"


class NothingSaid(Refusal):
    """There is a name and nothing after it."""

    text = "还差要说的内容。这样发：异议 {name} 这次评高了，因为……"


ANSWER_REASON_NEEDED = "维持也好、改动也好，都补一句理由再发一次，好让本人和提的人明白。"


OF_STAR, OF_FINDING = "“维持”“改为3星”“不评”", "“维持”或“撤销”"


WRONG_VERDICT = "{number} 要用{words}来答，再发一次就行。"
FINDING_TOO_OLD = "这一笔能提异议的日子过了。还有话想说，找支部书记或镇街当面说，或发“投诉建议 …”。"
HIS_OWN_ACT = "这一笔是您录的，请支委会另一位同志来答复；没有别的同志，到期自动交镇街。想撤掉就发“撤销录入”。"
SAME_STAR = "公示的本来就是这个结果，{number} 不改就写“维持”。"
NO_LONGER_SHOWN = "{number} 的星级这会儿不在公示或备案里（可能已退回支委会）。请把意见告诉书记，由支委会再提。"
TOO_LATE_TO_APPEAL = "{number} 的申诉期已经过了。还有话想说，发“投诉建议 …”，区里会看。"


@dataclass(frozen=True)
class Verdict:
    """What an answer or a ruling says about the star: it stays, or it becomes `stars`, where None is 不评.

    Of a finding it says that it stays, or `strikes` it.
    """

    kept: bool
    stars: int | None = None
    strikes: bool = False


def is_shown(act: Act, since: date | None, stops: Sequence[Sequence[str | None]], days: int) -> bool:
    """Return whether a notice put up on a day for some working days is still up; while its clock stands it is."""
    end = notice_end(since, stops_of(stops), act.calendar, days) if since else date.min
    return end is None or act.today <= end


_KEPT = re.compile(r"维持(?:不变|原(?:来的?)?(?:星级|结果)?)?")
_CHANGED = re.compile(r"(?:改[为成到]?|调[为到]|调整[为到])?([1-5一二两三四五])颗?星级?")
_STRUCK = re.compile(r"(?:撤销|撤掉|取消)(?:这[一]?[笔条次]|该)?(?:扣分|(?:一票)?否决|(?:作假)?认定)?")
_NONE = re.compile(r"(?:改[为成])?(?:不评星?|未评星)")


def read_verdict(text: str, moment: datetime) -> Verdict | None:
    """Return the verdict in 维持, 改为3星, 不评 or 撤销; None for anything else, which is never guessed."""
    if _KEPT.fullmatch(text):
        return Verdict(kept=True)
    if _STRUCK.fullmatch(text):
        return Verdict(kept=False, strikes=True)
    if _NONE.fullmatch(text):
        return Verdict(kept=False)
    changed = _CHANGED.fullmatch(text)
    return Verdict(kept=False, stars=count(changed[1])) if changed else None


KEPT = "维持"
_UNFOUNDED = re.compile(
    r"不成立|不属实|没[有得]?[这那][回种个]?事|莫得[这那][回种个]?事|评得?(?:对|准|合适)|没[有得]?问题"
)
_BECOMES = re.compile(r"(?:改[为成到]|调整?[为到])[1-5一二两三四五]颗?星")


def with_verdict(said: str) -> str:
    """Return a plain answer with its verdict before it, 维持 查过了，不成立; as it is where it says none."""
    becomes = _BECOMES.search(said)
    verdict = becomes[0] if becomes else KEPT if _UNFOUNDED.search(said) else ""
    return f"{verdict} {said}".lstrip()


def already(number: int, stage: Stage) -> Refusal:
    """Return what stands against one more objection; what the office above has settled can be appealed no more."""
    shown = Sign.OBJECTION.show(number)
    then = "" if stage in ABOVE else APPEAL.format(number=shown)
    return Refusal(ALREADY_OBJECTED, number=shown, stage=OBJECTION.states[stage], then=then)


def check_change(number: int, verdict: Verdict, present: int | None) -> None:
    """Raise SAME_STAR when a change changes nothing."""
    if not verdict.kept and verdict.stars == present:
        raise Refusal(SAME_STAR, number=Sign.OBJECTION.show(number))


def check_verdict(number: int, verdict: Verdict, reason: str | None, *, finding: bool) -> None:
    """Refuse with WRONG_VERDICT for a grade about a finding, or for a star that is struck out; ANSWER_REASON_NEEDED."""
    if not verdict.kept and verdict.strikes is not finding:
        raise Refusal(WRONG_VERDICT, number=Sign.OBJECTION.show(number), words=OF_FINDING if finding else OF_STAR)
    if not reason:
        raise Refusal(ANSWER_REASON_NEEDED)


def check_not_his(entered_by: int | None, asker: int | None, step: str) -> None:
    """Refuse with HIS_OWN_ACT for who would answer an objection to what he has entered himself."""
    if step == "answer" and entered_by is not None and entered_by == asker:
        raise Refusal(HIS_OWN_ACT)


def is_neighbour(asker: Asker, unit_id: int, branch_id: int) -> bool:
    """Return whether a branch's notice is put up for somebody: of the branch, or of its unit and of no branch."""
    return asker.unit_id == unit_id and asker.branch_id in (None, branch_id)


def words_after(said: str, name: str | None) -> str:
    """Return what is said after the name it opens with; raises NothingSaid."""
    return required(said.removeprefix(name or "").lstrip(SIGNS), NothingSaid, name=name or ANYBODY)


def named_first(text: str, names: frozenset[str]) -> str | None:
    """Return the longest of the names that a text opens with."""
    return max((name for name in names if text.startswith(name)), key=len, default=None)
