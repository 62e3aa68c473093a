"""Tables of the schedule: how far each job has been looked at, and every due moment's run."""

from tortoise import fields

from models.values.fields import MomentField, NumberedTable


class Schedule(NumberedTable):
    """How far a job's due moments have been looked at, and whether a person has paused it."""

    job = fields.CharField(max_length=48, unique=True)
    watermark = MomentField()
    paused_by = fields.CharField(max_length=64, null=True)
    paused_at = MomentField(null=True)


class JobRun(NumberedTable):
    """One due moment of one job and what became of it."""

    job = fields.CharField(max_length=48)
    due = MomentField()
    state = fields.CharField(max_length=12)
    ran_at = MomentField()
    tries = fields.IntField(default=1)
    note = fields.CharField(max_length=200, null=True)
