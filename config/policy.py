"""This organisation: every number people argue about, typed, ranged, frozen; unknown keys are refused."""

from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from config.duty_policy import DutyPolicy
from config.file_faults import read_file, written
from config.policy_part import PolicyPart, Span
from config.rest import Rest
from config.star_policy import StarsPolicy

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What stands for the time of a job that tells from the books when there is something to do.
ASKED = "asked"


class SoftLimits(PolicyPart):
    """Above these a record is marked for the verifier, never refused. Source: domain rules, section 2.4."""

    record_minutes: int = Field(gt=0)
    day_minutes: int = Field(gt=0)
    month_minutes: int = Field(gt=0)
    records_per_day: int = Field(gt=0)
    duplicate_ratio: float = Field(ge=0, lt=1)
    copies_people: int = Field(ge=2)
    copies_minutes: int = Field(gt=0)
    spot_check_every: int = Field(ge=2)


class ActivityPolicy(PolicyPart):
    """What a member may report, and how far back. Source: domain rules, sections 2.3 and 2.4."""

    day_minutes_max: int = Field(gt=0, le=1440)
    backdate_free_days: int = Field(ge=0)
    backdate_max_days: int = Field(ge=0)
    description_characters: int = Field(ge=10, le=200)
    text_days: int = Field(gt=0)
    records_per_message: int = Field(ge=1, le=50)
    soft_limits: SoftLimits

    @model_validator(mode="after")
    def _days_rise(self) -> "ActivityPolicy":
        if self.backdate_free_days > self.backdate_max_days:
            raise ValueError("backdate_free_days 不能大于 backdate_max_days")
        return self


class ImportPolicy(PolicyPart):
    """What comes onto the books by table. Source: domain rules, section 13."""

    rows_most: int = Field(ge=50, le=5000)
    undo_hours: int = Field(ge=1, le=72)
    second_officer_over: int = Field(ge=1, le=1000)


class ReadingPolicy(PolicyPart):
    """From which probability on a message is acted on unasked; `python -m bot learn` prints what each costs."""

    sure: float = Field(ge=0, le=1)


class GatePolicy(PolicyPart):
    """From which probability on a text for everybody is held back; `python -m bot learn` prints what each costs."""

    hold: float = Field(gt=0, le=1)


class VerificationPolicy(PolicyPart):
    """How many records a secretary is shown at once."""

    batch_size: int = Field(ge=1, le=50)


class RankingPolicy(PolicyPart):
    """The monthly honour list. Source: domain rules, section 4."""

    mode: Literal["off", "red_list", "full_private"]
    capped_minutes_per_member: int = Field(gt=0)
    shrink_k: int = Field(ge=0)
    min_active_members: int = Field(ge=1)
    top_ratio: float = Field(gt=0, le=1)
    top_max: int = Field(ge=1)
    top_min: int = Field(ge=1)
    progress_top: int = Field(ge=0)
    progress_months: int = Field(ge=1, le=12)
    report_until_day: int = Field(ge=1, le=10)
    preview_from_day: int = Field(ge=1, le=15)
    publish_on_or_after_day: int = Field(ge=1, le=20)
    publish_until_day: int = Field(ge=7, le=28)
    footer: str

    @model_validator(mode="after")
    def _days_in_order(self) -> "RankingPolicy":
        if not self.report_until_day < self.preview_from_day < self.publish_on_or_after_day:
            raise ValueError("截止日、预览日、公布日必须依次靠后")
        if self.top_min > self.top_max:
            raise ValueError("top_min 不能大于 top_max")
        return self


Times = Annotated[
    str,
    written(
        rf"{ASKED}|(({'|'.join(WEEKDAYS)}) )?([01]\d|2[0-3]):[0-5]\d",
        f"时刻要写成 09:07 或 mon 09:07（星期用 mon 到 sun，不用数字）；看账办的任务写 {ASKED}",
    ),
]


class Due(PolicyPart):
    """When a job is due, and for how many hours after that it is still worth doing."""

    at: Times
    late_hours: float = Field(gt=0, le=1000)


class StandardsPolicy(PolicyPart):
    """When a place of a belt counts as a gap. Source: feature F02."""

    quiet_days: int = Field(ge=7, le=366)


class DeliveryPolicy(PolicyPart):
    """When and how fast the bot may speak of its own accord. Source: platform limits and quiet hours."""

    quiet_hours: Span
    late_mark_minutes: int = Field(ge=1)
    member_per_minute: int = Field(ge=1, le=30)
    member_per_hour: int = Field(ge=1, le=1000)
    webhook_per_minute: int = Field(ge=1, le=20)
    heads_per_minute: int = Field(ge=1, le=20000)
    lease_seconds: int = Field(ge=10, le=600)
    reply_key_days: int = Field(ge=7, le=90)
    behind_seconds: int = Field(ge=5, le=600)
    cards: bool
    reminders_most: int = Field(ge=0, le=2)
    answer_working_days: int = Field(ge=1, le=30)

    @property
    def quiet(self) -> tuple[time, time]:
        """Return the first and the last moment of the quiet hours; they may span midnight."""
        begins, ends = self.quiet_hours.split("-")
        return time.fromisoformat(begins), time.fromisoformat(ends)

    @property
    def night(self) -> Rest:
        """Return the rest of every night, days off not looked at."""
        return Rest(self.quiet)


class DemocracyPolicy(PolicyPart):
    """What a place may set itself in its deliberations; what the law says is config/data/voting.toml. Source: 5.3."""

    term_reminder_days: tuple[int, ...]
    merge_first_two: bool
    publicity_days: int = Field(ge=15, le=90)
    answer_days: int = Field(ge=1, le=30)
    result_reminder_days: int = Field(ge=1, le=30)


class RetentionPolicy(PolicyPart):
    """How long things are kept; the audit ledger at least half a year by law. Source: domain rules, section 9.3."""

    record_years: int = Field(ge=1, le=10)
    audit_years: int = Field(ge=1, le=10)
    feedback_years: int = Field(ge=1, le=10)
    duty_years: int = Field(ge=1, le=5)
    leaver_years: int = Field(ge=1, le=5)
    sent_days: int = Field(ge=7, le=3650)
    dialog_days: int = Field(ge=1, le=90)


class NeedsPolicy(PolicyPart):
    """Within how many working days what a resident reports is done, by the level above, and rated."""

    days: int = Field(ge=1, le=60)
    days_above: int = Field(ge=1, le=60)
    rating_days: int = Field(ge=1, le=60)


class Policy(PolicyPart):
    """All policy of the organisation."""

    keeper: str = Field(min_length=1)
    reading: ReadingPolicy
    gate: GatePolicy
    activity: ActivityPolicy
    verification: VerificationPolicy
    ranking: RankingPolicy
    stars: StarsPolicy
    duty: DutyPolicy
    standards: StandardsPolicy
    democracy: DemocracyPolicy
    needs: NeedsPolicy
    schedule: dict[str, Due]
    delivery: DeliveryPolicy
    retention: RetentionPolicy
    imports: ImportPolicy


def load_policy(path: str | Path = "config/policy.toml") -> Policy:
    """Return the policy in a TOML file; raises FileError naming the key that is wrong."""
    return read_file(Policy, Path(path), "政策文件", "，请检查 BOT_POLICY_FILE")
