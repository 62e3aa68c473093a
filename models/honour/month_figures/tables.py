"""Tables of the monthly ranking: month rows kept in step, and lists frozen when published."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.values.fields import MomentField


class MonthRow(Model):
    """What counts for one member in one unit and month: verified, reported in time, a service."""

    id = fields.IntField(primary_key=True)
    month = fields.CharField(max_length=7)
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    member_id: int
    member: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", on_delete=fields.RESTRICT)
    records = fields.IntField()
    minutes = fields.IntField()


class HonourList(Model):
    """A list of one month, quarter or year, frozen when somebody approved it (by userid) and out since `out_at`.

    A correction is a further version; all are kept. `texts` holds each edition's, `numbers` its policy.
    """

    id = fields.IntField(primary_key=True)
    period = fields.CharField(max_length=7)
    version = fields.IntField()
    issued_at = MomentField()
    out_at = MomentField(null=True)
    approved_by = fields.CharField(max_length=200)
    change = fields.CharField(max_length=200, null=True)
    texts: Any = fields.JSONField()
    numbers: Any = fields.JSONField(null=True)


class RankingMode(Model):
    """What the district has said of the honour list (by userid), instead of the policy file; the newest counts."""

    id = fields.IntField(primary_key=True)
    mode = fields.CharField(max_length=16)
    set_by = fields.CharField(max_length=200)
    set_at = MomentField()


class HonourRow(Model):
    """The figures of one unit in one published list, never changed afterwards."""

    id = fields.IntField(primary_key=True)
    honour_list_id: int
    honour_list: fields.ForeignKeyRelation[HonourList] = fields.ForeignKeyField(
        "models.HonourList", related_name="rows", on_delete=fields.RESTRICT
    )
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    active = fields.IntField()
    participants = fields.IntField()
    capped_minutes = fields.IntField()
    place = fields.IntField(null=True)
