"""Tables of the star appraisal itself: rules, self-reports, hand counts, appraisals, outcomes, reminders."""

from typing import Any

from tortoise import fields

from models.organisation.people.tables import MemberTable
from models.values.fields import DayField, MomentField, NumberedTable


class StarRules(NumberedTable):
    """The numbers and the catalogue as they were when somebody was appraised by them; never changed."""

    version = fields.IntField(unique=True)
    content: dict[str, Any] = fields.JSONField()
    in_force_from = MomentField()

    class Meta:
        """Where the rows are."""

        table = "star_rules"


class StarSelfReport(MemberTable):
    """One version of what a member said of himself for a month; the last one counts, for him and his committee only."""

    month = fields.CharField(max_length=7)
    version = fields.IntField()
    stars = fields.IntField(null=True)
    themes: list[str] = fields.JSONField(default=list)
    reason = fields.CharField(max_length=200, null=True)
    at = MomentField()


class StarAppraisal(MemberTable):
    """One member's star of a quarter ("2026-Q4") or a year ("2026").

    `stars` is what the committee proposes (None: no star); `stops` are the spans [from, to or None] in which his
    publicity clock stood.
    """

    period = fields.CharField(max_length=7)
    state = fields.CharField(max_length=20)
    stars = fields.IntField(null=True)
    reason = fields.CharField(max_length=200, null=True)
    rules_id: int | None
    rules: fields.ForeignKeyNullableRelation[StarRules] = fields.ForeignKeyField(
        "models.StarRules", null=True, on_delete=fields.RESTRICT
    )
    proposed_by_id = fields.IntField(null=True)
    proposed_at = MomentField(null=True)
    publicity_from = DayField(null=True)
    stops: list[list[str | None]] = fields.JSONField(default=list)
    publicity_to = DayField(null=True)
    submitted_at = MomentField(null=True)
    filed_by_id = fields.IntField(null=True)
    filed_at = MomentField(null=True)
    valid_from = DayField(null=True)
    valid_to = DayField(null=True)
    ended_reason = fields.CharField(max_length=200, null=True)


class StarPeerCount(NumberedTable):
    """How many peers gave one to five stars (`counts`), counted by hand; who gave which is never stored."""

    member_id = fields.IntField()
    period = fields.CharField(max_length=7)
    counts: list[int] = fields.JSONField()
    present = fields.IntField()
    entered_by_id = fields.IntField()
    at = MomentField()


class StarOutcome(NumberedTable):
    """What the yearly democratic review of members found about one."""

    member_id = fields.IntField()
    year = fields.IntField()
    outcome = fields.CharField(max_length=12)
    entered_by_id = fields.IntField()
    at = MomentField()
