"""Filed stars in words."""

from collections.abc import Mapping, Sequence

from models.stars.appraisal.texts import show_stars
from models.stars.statistics.rules import Area, Filed
from models.values.listing import Row

LEDGER, LEDGER_COLUMNS = "评星台账", ("年度", "党支部", "姓名", "星级")


def _counts(counts: Mapping[int, int]) -> str:
    return "，".join(f"{show_stars(grade)} {number}" for grade, number in counts.items())


def statistics(year: int, areas: Sequence[Area]) -> str:
    """Return filed stars in counts, an area a line."""
    if not areas:
        return f"{year}年还没有已备案的星级。"
    return "\n".join([f"{year}年度已备案星级（只有数）", *(f"{one.name}：{_counts(one.counts)}" for one in areas)])


def ledger_rows(year: int, found: Sequence[Filed]) -> list[Row]:
    """Return the rows of the ledger, one for each filed star."""
    return [(year, one.branch, name, show_stars(stars)) for one in found for name, stars in one.stars]


NAMES_STAY = "谁几颗星的名单只给支部和镇街看，区里看人数。"


def filed_list(year: int, found: Sequence[Filed]) -> str:
    """Return filed stars by name, a branch after the other."""
    if not found:
        return f"{year}年还没有已备案的星级。"
    lines = [f"{year}年度已备案星级（供支委会和上级，请不要转发）"]
    for one in found:
        lines.append(f"【{one.branch}】")
        lines += [f"{name} {show_stars(stars)}" for name, stars in one.stars]
    return "\n".join(lines)
