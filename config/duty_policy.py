"""The numbers of the duty roster."""

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from config.policy_part import PolicyPart, Span


class SeasonHours(PolicyPart):
    """The hours of desk duty in one season, such as 08:30-12:00."""

    am: Span
    pm: Span


class DutyHours(PolicyPart):
    """When duty is kept; the summer's hours hold from the first to the last month named (both included)."""

    winter: SeasonHours
    summer: SeasonHours
    summer_months: tuple[int, int]
    weekend: Span
    holiday: Span
    season: Span


class DutyPolicy(PolicyPart):
    """The duty roster. Source: domain rules, section 3."""

    hours: DutyHours
    min_per_slot: int = Field(ge=1, le=5)
    collective_weekday: Literal["none", "mon", "tue", "wed", "thu", "fri"]
    draft_day: int = Field(ge=1, le=28)
    publish_by_day: int = Field(ge=1, le=28)
    balance_days: int = Field(ge=31, le=800)
    swap_days: int = Field(ge=1, le=92)
    gap_days: tuple[int, int, int]
    reminder_minutes: int = Field(ge=10, le=120)
    absence_nudge_minutes: tuple[int, int]
    presence_chase: Literal["off", "emergency_only"]
    presence_notes_per_week: int = Field(ge=0, le=7)
    week_from_days: int = Field(ge=2, le=7)
    least_hours: float = Field(ge=0, le=24)
    least_hours_community: float = Field(ge=0, le=24)
    leave_year_days: int = Field(ge=1, le=365)
    leave_spell_days: int = Field(ge=1, le=60)
    leave_liaison_days: int = Field(ge=0, le=30)
    publish_office_phone: bool
    complaint_phone: str
    board_address: str = Field(max_length=200)

    @field_validator("complaint_phone")
    @classmethod
    def _phone(cls, value: str) -> str:
        if not re.fullmatch(r"[0-9 ()-]{0,32}", value):
            raise ValueError("电话只写数字、短横和括号")
        return value

    @model_validator(mode="after")
    def _in_order(self) -> "DutyPolicy":
        if self.draft_day > self.publish_by_day:
            raise ValueError("draft_day 不能晚于 publish_by_day")
        if self.absence_nudge_minutes[0] >= self.absence_nudge_minutes[1]:
            raise ValueError("absence_nudge_minutes 要先小后大")
        return self
