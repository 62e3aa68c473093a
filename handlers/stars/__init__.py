"""The star appraisal."""

from types import ModuleType

from handlers.stars import (
    filing,
    findings,
    my_star,
    notice,
    objections,
    proposed,
    review,
    self_report,
    standing_out,
    theme_stars,
)

TOPICS: tuple[ModuleType, ...] = (
    findings,
    standing_out,
    theme_stars,
    self_report,
    my_star,
    review,
    proposed,
    notice,
    filing,
    objections,
)
