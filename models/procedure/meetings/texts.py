"""The arithmetic of meetings in words."""

from config.voting import Assembly, Share
from models.procedure.meetings.rules import Outcome, Tally, Vote


def _share(share: Share) -> str:
    part = share.lstrip(">=")
    return "半数" if part == "1/2" else part


def _reached(share: Share, whole: str, *, reached: bool, need: int) -> str:
    """Return 已过应到半数（21） or 未达应到2/3（27）: a half is passed, two thirds are reached."""
    word = "达" if share.startswith(">=") else "过"
    return f"{'已' if reached else '未'}{word}{whole}{_share(share)}（{need}）"


def roll(tally: Tally, proxies: int = 0, ballot: str = "") -> str:
    """Return a meeting's figures, and how it was voted; of those present so many were represented in writing."""
    by = "户" if tally.households else ""
    votes = f"赞成{tally.ayes} 反对{tally.noes} 弃权{tally.abstentions}"
    represented = f"（书面委托{proxies}）" if proxies else ""
    return f"应到{tally.expected}{by} 实到{tally.present}{by}{represented} {votes} {ballot}".rstrip()


def arithmetic(assembly: Assembly, tally: Tally, outcome: Outcome) -> str:
    """Return, aloud, why a meeting counts or not, and has passed something or not."""
    counts = outcome.vote is not Vote.NO_QUORUM
    came = _reached(outcome.quorum, "应到", reached=counts, need=outcome.present_least)
    first = f"应到{tally.expected} 实到{tally.present}，{came}"
    if not counts:
        return f"{first}，这次会不能作数。"
    passed, of = outcome.vote is Vote.PASSED, "应到" if assembly.majority_of == "expected" else "实到"
    voted = _reached(assembly.majority, of, reached=passed, need=outcome.ayes_least)
    return f"{first}；赞成{tally.ayes}，{voted}，{'通过' if passed else '没有通过'}。"
