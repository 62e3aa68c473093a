"""What a committee may enter about its members; pure."""

from dataclasses import dataclass
from fractions import Fraction

from config.star_policy import PointsPolicy
from models.stars.points.rules import PLEDGES, TENTHS, FindingKind
from models.values.refusal import Refusal

FINDINGS = frozenset({FindingKind.VETO, FindingKind.FALSIFIED})
# Of these the member is told, and against these he may object; of what is to his good he is told as well.
AGAINST = frozenset({FindingKind.VETO, FindingKind.FALSIFIED, FindingKind.DEDUCTION})
WITH_DOCUMENT = frozenset({FindingKind.BONUS, FindingKind.VETO})


@dataclass(frozen=True)
class NewEntry:
    """What a committee says about a member; without a year it is about the one that is appraised now."""

    kind: FindingKind
    points: Fraction | None = None
    reason: str = ""
    document: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Entered:
    """An entry as it stands: about whom, in tenths, and what its kind comes to in the year."""

    number: int
    kind: FindingKind
    member_id: int
    name: str
    branch_id: int
    branch: str
    year: int
    tenths: int
    total: int
    reason: str
    document: str | None
    userid: str = ""
    replaced: bool = False


OWN_ENTRY = "这是关于您自己的，要请支部另一位同志来录。"
VETOED_ALREADY = "{year} 年的一票否决已经报过了（{number}），这条没再报。写错了，先发“撤销录入 {number}”。"
AMOUNT_OUT_OF_RANGE = "这一项可以记 {low} 到 {high} 分，最小到 0.1 分。请改好再发一次。"
DOCUMENT_MISSING = "这一项要有文号才记。请在后面写上文号再发一次，例如 某委〔2026〕0号。"
OBJECTION_WAITS = "{number} 本人有异议，正等答复，先不确认。答复了再发一次。"
NO_SUCH_ENTRY = "没有找到可以办的 {number}。看看编号写对没有，也可能办过了，或者不归您管。"


def tenths_of(said: Fraction, span: tuple[Fraction, Fraction]) -> int:
    """Return points as tenths; raises AMOUNT_OUT_OF_RANGE for what is no tenth, or outside the span."""
    tenths, (low, high) = said * TENTHS, span
    if tenths.denominator != 1 or not low <= said <= high:
        raise Refusal(AMOUNT_OUT_OF_RANGE, low=f"{float(low):g}", high=f"{float(high):g}")
    return int(tenths)


def check_document(kind: FindingKind, document: str | None) -> None:
    """Raise DOCUMENT_MISSING for an entry that has to name its document and does not."""
    if kind in WITH_DOCUMENT and not document:
        raise Refusal(DOCUMENT_MISSING)


def limits(kind: FindingKind, policy: PointsPolicy) -> tuple[Fraction, Fraction]:
    """Return the fewest and the most points of one entry; a finding has none."""
    least = Fraction(0 if kind in PLEDGES else 1, TENTHS)
    half = Fraction(policy.pledges, 2)
    most = {
        FindingKind.DUTIES: policy.duties,
        FindingKind.DEDUCTION: policy.conduct,
        FindingKind.BONUS: policy.bonus_cap,
    }
    return (Fraction(), Fraction()) if kind in FINDINGS else (least, Fraction(most.get(kind, half)))
