"""Tables of reminders: how often each was said to whom, and what people want to be reminded of."""

from tortoise import fields
from tortoise.models import Model

from models.organisation.people.tables import Person
from models.values.fields import MomentField


class ReminderCount(Model):
    """How often somebody was reminded of one thing, so that it is never more than policy allows."""

    id = fields.IntField(primary_key=True)
    kind = fields.CharField(max_length=24)
    subject = fields.CharField(max_length=48)
    userid = fields.CharField(max_length=64)
    sent = fields.IntField()
    last_at = MomentField()


class ReminderWish(Model):
    """How much somebody wants to be reminded of; who never said anything has no row."""

    id = fields.IntField(primary_key=True)
    person_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", unique=True, on_delete=fields.RESTRICT
    )
    amount = fields.CharField(max_length=8)
    half_hour = fields.BooleanField(default=False)

    class Meta:
        """Where the rows are."""

        table = "reminder_wishes"
