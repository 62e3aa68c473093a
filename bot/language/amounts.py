"""How long one activity took, and how much was done by how many."""

from bot.language.counts import Count
from bot.language.durations import Duration
from bot.language.pattern import Pattern
from bot.language.pieces import Piece

_TOTAL = Pattern(r"(?:一共|总共|共计|合计|共|前后|加起来|拢共|总的|总计|一起是?)[^,，\s]{0,4}$")
_DOERS = Pattern(
    r"(?:我们|同组|同行|组织|带领|发动|召集|一行|我们组|我们支部|支部|小组|全组|动员)[^,，\s]{0,4}$|我[和跟与、][^,，\s给帮]{1,12}$"
)
_CAME = Pattern(r"[^,，\s]{0,6}?(?:都来|都去|都参加|参加|一起|到场|参与|一同|都到|来了|出动)")
_DISPUTE_UNITS = {"起", "件", "桩", "宗", "次", "场", "处"}


def read_amount(piece: Piece) -> tuple[int | None, bool]:
    """Return the minutes of one activity and whether they are only a proposal."""
    durations = piece.durations
    if not durations:
        return None, False
    text = piece.message.text
    chosen = _total(text, durations) or _only(durations)
    if chosen:
        return chosen.minutes * _times(piece, chosen), chosen.assumed
    # Several clock ranges add up; other durations side by side may overlap, so their sum is a proposal.
    return sum(duration.minutes for duration in durations), not all(d.starts for d in durations)


def choose_counts(piece: Piece, category: str) -> tuple[Count | None, int | None]:
    """Return the count of what was done and the number of those who did it."""
    doers = [count for count in piece.counts if _did_it(count, piece.message.text)]
    done = [count for count in piece.counts if count not in doers]
    if category == "mediation":
        done = [count for count in done if count.unit in _DISPUTE_UNITS]
    return next(iter(done), None), next((count.number for count in doers), None)


def _total(text: str, durations: list[Duration]) -> Duration | None:
    """Return the duration that is said to be the whole."""
    if len(durations) < 2:
        return None
    return next((one for one in durations if _TOTAL.search(text[: one.spans[0][0]])), None)


def _only(durations: list[Duration]) -> Duration | None:
    """Return the one duration there is; one said beside the clock times tells the net time."""
    plain = [duration for duration in durations if not duration.starts]
    if len(durations) == 1 or (plain and len({duration.minutes for duration in durations}) == 1):
        return durations[0]
    return plain[0] if len(plain) == 1 else None


def _times(piece: Piece, duration: Duration) -> int:
    return next((count.number for count in piece.counts if count.unit == duration.each), 1)


def _did_it(count: Count, text: str) -> bool:
    before, after = text[: count.start], text[count.end :]
    return count.persons and bool(_DOERS.search(before) or _CAME.match(after))
