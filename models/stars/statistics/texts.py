"""Filed stars in words."""

from collections.abc import Mapping, Sequence

from models.stars.appraisal.texts import show_stars
from models.values.listing import Row

LEDGER, LEDGER_COLUMNS = "评星台账", ("年度", "党支部", "姓名", "星级")


def statistics(year: int, areas: Mapping[str, Mapping[int, int]]) -> str:
    """Return filed stars in counts, an area a line."""
    if not areas:
        return f"{year}年还没有已备案的星级。"
    lines = [f"{year}年度已备案星级（只有数）"]
    for name, counts in areas.items():
        lines.append(f"{name}：" + "，".join(f"{show_stars(grade)} {number}" for grade, number in counts.items()))
    return "\n".join(lines)


def ledger_rows(year: int, found: Mapping[str, Sequence[tuple[str, int | None]]]) -> list[Row]:
    """Return the rows of the ledger, one for each filed star."""
    return [(year, branch, name, show_stars(stars)) for branch, held in found.items() for name, stars in held]


NAMES_STAY = "谁几颗星的名单只给支部和镇街看，区里看人数。"


def filed_list(year: int, found: Mapping[str, Sequence[tuple[str, int | None]]]) -> str:
    """Return filed stars by name, a branch after the other."""
    if not found:
        return f"{year}年还没有已备案的星级。"
    lines = [f"{year}年度已备案星级（供支委会和上级，请不要转发）"]
    for branch, held in found.items():
        lines += [f"【{branch}】", *(f"{name} {show_stars(stars)}" for name, stars in held)]
    return "\n".join(lines)
