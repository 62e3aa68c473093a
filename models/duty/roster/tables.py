"""Tables of duty: a month's roster and its slots, and what it is made around: seasons and leave."""

from typing import Any

from tortoise import fields
from tortoise.manager import Manager
from tortoise.queryset import QuerySet

from models.organisation.people.tables import Person
from models.organisation.units.tables import UnitTable
from models.values.fields import DayField, MomentField


class DutyRoster(UnitTable):
    """One month's roster of a unit: a draft until the secretary publishes it."""

    month = fields.CharField(max_length=7)
    state = fields.CharField(max_length=12)
    drafted_at = MomentField()
    published_at = MomentField(null=True)
    published_by_id: int | None
    published_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="published_rosters", on_delete=fields.RESTRICT
    )


class StandingSlots(Manager):
    """The slots that stand: what a rebuild has superseded is on no roster any more."""

    def get_queryset(self) -> QuerySet[Any]:
        """Return the query that every other one starts from."""
        return super().get_queryset().filter(superseded_at=None)


class DutySlot(UnitTable):
    """One place at the desk, whose `person` is None while it waits for somebody.

    `why` tells how the planner chose; `raised` holds the days ahead at which the empty slot has been raised. A slot
    that was published is never deleted: when another takes its place it is superseded, and only `ever` finds it.
    """

    ever = Manager()

    roster_id: int
    roster: fields.ForeignKeyRelation[DutyRoster] = fields.ForeignKeyField(
        "models.DutyRoster", related_name="slots", on_delete=fields.RESTRICT
    )
    day = DayField()
    part = fields.CharField(max_length=8)
    seat = fields.IntField()
    counts_as = fields.CharField(max_length=8)
    collective = fields.BooleanField(default=False)
    needs_leader = fields.BooleanField(default=False)
    starts_at = MomentField()
    ends_at = MomentField()
    person_id: int | None
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="duty_slots", on_delete=fields.RESTRICT
    )
    why: dict[str, Any] | None = fields.JSONField(null=True)
    season = fields.CharField(max_length=32, null=True)
    told_at = MomentField(null=True)
    reminded_at = MomentField(null=True)
    nudged_at = MomentField(null=True)
    escalated_at = MomentField(null=True)
    present_at = MomentField(null=True)
    presence = fields.CharField(max_length=16, null=True)
    presence_note = fields.CharField(max_length=60, null=True)
    raised: list[int] = fields.JSONField(default=list)
    superseded_at = MomentField(null=True)

    class Meta:
        """Where the rows are, and which of them are looked at."""

        manager = StandingSlots()


class DutySeason(UnitTable):
    """Days with a watch of two round the clock, for a unit and all units below it; closed, it ends before its last."""

    name = fields.CharField(max_length=16)
    first_day = DayField()
    last_day = DayField()
    opened_by_id = fields.IntField()
    closed_at = MomentField(null=True)


class DutyAbsence(UnitTable):
    """Leave that was asked for; the planner knows the approved ones. Its reason is for the approver and himself."""

    person_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="absences", on_delete=fields.RESTRICT
    )
    first_day = DayField()
    last_day = DayField()
    part = fields.CharField(max_length=8, null=True)
    reason = fields.CharField(max_length=100, null=True)
    same_day = fields.BooleanField(default=False)
    state = fields.CharField(max_length=12)
    asked_at = MomentField()
    decided_by_id: int | None
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="decided_absences", on_delete=fields.RESTRICT
    )
    decided_at = MomentField(null=True)
    approver_role = fields.CharField(max_length=16)
