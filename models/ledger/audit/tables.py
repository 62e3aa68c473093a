"""Table of the audit ledger: rows are only ever added."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from models.values.fields import MomentField


class AuditRow(Model):
    """One change: who (userid, or a job's name), what, on which subject, from which message, why."""

    id = fields.BigIntField(primary_key=True)
    at = MomentField()
    actor = fields.CharField(max_length=64)
    action = fields.CharField(max_length=32)
    subject = fields.CharField(max_length=32)
    subject_id = fields.BigIntField()
    message_key = fields.CharField(max_length=96, null=True)
    before: Any = fields.JSONField(null=True)
    after: Any = fields.JSONField(null=True)
    reason = fields.CharField(max_length=200, null=True)
