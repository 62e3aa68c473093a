"""Table of service activities."""

from tortoise import fields

from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch, UnitTable
from models.values.fields import DayField, MomentField


class ActivityRecord(UnitTable):
    """One version of a reported activity: what was said never changes, a correction is a new row.

    The number people see is `root_id`, or the row's own id in a first version. `entered_by` is who entered what is
    older than its member may report himself (补录).
    """

    root_id: int | None
    root: fields.ForeignKeyNullableRelation["ActivityRecord"] = fields.ForeignKeyField(
        "models.ActivityRecord", null=True, related_name="versions", on_delete=fields.RESTRICT
    )
    version = fields.IntField(default=1)
    member_id: int
    member: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="activities", on_delete=fields.RESTRICT
    )
    branch_id: int | None
    branch: fields.ForeignKeyNullableRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", null=True, on_delete=fields.RESTRICT
    )
    day = DayField()
    month = fields.CharField(max_length=7)
    category = fields.CharField(max_length=16)
    minutes = fields.IntField(null=True)
    starts = fields.CharField(max_length=5, null=True)
    ends = fields.CharField(max_length=5, null=True)
    count = fields.IntField(null=True)
    count_unit = fields.CharField(max_length=8, null=True)
    description = fields.CharField(max_length=200)
    place = fields.CharField(max_length=32, null=True)
    companions: list[str] = fields.JSONField(default=list)
    source_text = fields.CharField(max_length=2048, null=True)
    flags: list[str] = fields.JSONField(default=list)
    late_report = fields.BooleanField(default=False)
    timely = fields.BooleanField(default=True)
    status = fields.CharField(max_length=12)
    entered_by_id: int | None
    entered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="activities_entered", on_delete=fields.RESTRICT
    )
    reported_at = MomentField()
    message_key = fields.CharField(max_length=96)
    decided_by_id: int | None
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="decisions", on_delete=fields.RESTRICT
    )
    decided_at = MomentField(null=True)
    decision_reason = fields.CharField(max_length=200, null=True)
