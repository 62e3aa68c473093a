"""Table of meetings."""

from tortoise import fields

from models.matters.steps.tables import Matter
from models.organisation.units.tables import Branch, UnitTable
from models.values.fields import DayField, MomentField


class MeetingRecord(UnitTable):
    """A meeting: of an assembly about a matter, called for a day with a draft, then held; or of a branch's usual life.

    About a matter `passed` is None until it is held. Without one everybody of the branch was there but the `absent`, of
    whom nothing may be said; of one about the stars of a `period` only how many were. A later row that `corrects` it
    holds instead. The `hour` is as it was said, with the place.
    """

    matter_id: int | None
    matter: fields.ForeignKeyNullableRelation[Matter] = fields.ForeignKeyField(
        "models.Matter", null=True, related_name="meetings", on_delete=fields.RESTRICT
    )
    branch_id: int | None
    branch: fields.ForeignKeyNullableRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", null=True, related_name="meetings", on_delete=fields.RESTRICT
    )
    assembly = fields.CharField(max_length=24)
    day = DayField()
    hour = fields.CharField(max_length=40, null=True)
    noticed_on = DayField(null=True)
    draft = fields.CharField(max_length=600, null=True)
    expected = fields.IntField(null=True)
    present = fields.IntField(null=True)
    ayes = fields.IntField(null=True)
    noes = fields.IntField(null=True)
    abstentions = fields.IntField(null=True)
    households = fields.BooleanField(default=False)
    proxies = fields.IntField(default=0)
    ballot = fields.CharField(max_length=8, null=True)
    attendant = fields.CharField(max_length=40, null=True)
    minutes = fields.CharField(max_length=600, null=True)
    passed = fields.BooleanField(null=True)
    period = fields.CharField(max_length=7, null=True)
    absent: list[int] | None = fields.JSONField(null=True)
    corrects_id = fields.IntField(null=True)
    correction = fields.CharField(max_length=200, null=True)
    entered_by_id = fields.IntField(null=True)
    at = MomentField()

    class Meta:
        """Where the rows are."""

        table = "meetings"
