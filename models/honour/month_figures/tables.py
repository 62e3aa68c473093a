"""Tables of the monthly ranking: month rows kept in step, and lists frozen when published."""

from typing import Any

from tortoise import fields

from models.organisation.units.tables import UnitTable
from models.values.fields import MomentField, NumberedTable


class MonthRow(UnitTable):
    """What counts for one member in one unit and month: verified, reported in time, a service."""

    month = fields.CharField(max_length=7)
    member_id = fields.IntField()
    records = fields.IntField()
    minutes = fields.IntField()


class HonourList(NumberedTable):
    """A list of one month, quarter or year, frozen when somebody approved it (by userid) and out since `out_at`.

    A correction is a further version; all are kept. `texts` holds each edition's, `numbers` its policy.
    """

    period = fields.CharField(max_length=7)
    version = fields.IntField()
    issued_at = MomentField()
    out_at = MomentField(null=True)
    approved_by = fields.CharField(max_length=200)
    change = fields.CharField(max_length=200, null=True)
    texts: Any = fields.JSONField()
    numbers: Any = fields.JSONField(null=True)


class RankingMode(NumberedTable):
    """What the district has said of the honour list (by userid), instead of the policy file; the newest counts."""

    mode = fields.CharField(max_length=16)
    set_by = fields.CharField(max_length=200)
    set_at = MomentField()


class HonourRow(UnitTable):
    """The figures of one unit in one published list, never changed afterwards."""

    honour_list_id: int
    honour_list: fields.ForeignKeyRelation[HonourList] = fields.ForeignKeyField(
        "models.HonourList", related_name="rows", on_delete=fields.RESTRICT
    )
    active = fields.IntField()
    participants = fields.IntField()
    capped_minutes = fields.IntField()
    place = fields.IntField(null=True)
