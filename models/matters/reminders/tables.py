"""Tables of reminders: how often each was said to whom, and what people want to be reminded of."""

from tortoise import fields

from models.organisation.people.tables import Person
from models.values.fields import MomentField, NumberedTable


class ReminderCount(NumberedTable):
    """How often somebody was reminded of one thing, so that it is never more than policy allows."""

    kind = fields.CharField(max_length=24)
    subject = fields.CharField(max_length=48)
    userid = fields.CharField(max_length=64)
    sent = fields.IntField()
    last_at = MomentField()


class ReminderWish(NumberedTable):
    """How much somebody wants to be reminded of; who never said anything has no row."""

    person_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", unique=True, on_delete=fields.RESTRICT
    )
    amount = fields.CharField(max_length=8)
    half_hour = fields.BooleanField(default=False)
