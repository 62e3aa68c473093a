"""The numbers of the star appraisal."""

from itertools import pairwise
from typing import Literal, get_args

from pydantic import Field, model_validator

from config.policy_part import PolicyPart


class PointsPolicy(PolicyPart):
    """What a year's records come to, in points of 100 and a bonus. Source: domain rules, section 1.4."""

    organisational_life: int = Field(ge=0, le=100)
    duties: int = Field(ge=0, le=100)
    pledges: int = Field(ge=0, le=100)
    service: int = Field(ge=0, le=100)
    conduct: int = Field(ge=0, le=100)
    bonus_cap: int = Field(ge=0, le=20)
    theme_day: float = Field(ge=0)
    members_meeting: float = Field(ge=0)
    group_or_class: float = Field(ge=0)
    dues_month: float = Field(ge=0)
    service_per_hour: float = Field(gt=0)
    service_month_cap: float = Field(gt=0)
    mobile_base: float = Field(ge=0, le=100)

    @model_validator(mode="after")
    def _a_hundred(self) -> "PointsPolicy":
        if self.organisational_life + self.duties + self.pledges + self.service + self.conduct != 100:
            raise ValueError("五个方面的分值合计必须是 100")
        return self


Veto = Literal["sanction", "penalty", "unqualified", "inactive", "unlawful"]


class StarsPolicy(PolicyPart):
    """The star appraisal of members. Source: domain rules, sections 1.3 to 1.9."""

    self_report_until_day: int = Field(ge=1, le=10)
    invitation_days: int = Field(ge=1, le=10)
    proposal_days: int = Field(ge=1, le=31)
    reason_from_difference: int = Field(ge=1, le=4)
    thresholds: tuple[float, float, float, float, float]
    five_star_max_ratio: float = Field(gt=0, le=1)
    four_star_max_ratio: float = Field(ge=0, le=1)
    unqualified_star_max: int = Field(ge=0, le=4)
    meeting_quorum: tuple[int, int]
    publicity_working_days: int = Field(ge=5, le=7)
    objection_working_days: int = Field(ge=1, le=15)
    appeal_working_days: int = Field(ge=1, le=30)
    theme_threshold: int = Field(ge=1, le=100)
    # Rules that were put into force before the kinds were listed knew all of them.
    vetoes: tuple[Veto, ...] = Field(get_args(Veto), min_length=1)
    points: PointsPolicy

    @model_validator(mode="after")
    def _thresholds_rise(self) -> "StarsPolicy":
        if any(low >= high for low, high in pairwise(self.thresholds)):
            raise ValueError("一星到五星的分数线 thresholds 必须依次升高")
        return self
