"""Tables of talks: who speaks about what, when he is free, and what is booked; the life of a booking is a matter."""

from tortoise import fields

from models.matters.steps.tables import MatterTable
from models.organisation.people.tables import Person
from models.values.fields import DayField, NumberedTable


class TalkOffer(NumberedTable):
    """Somebody's own word that he will speak about a topic, until he takes it back."""

    speaker_id: int
    speaker: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="talks", on_delete=fields.RESTRICT
    )
    topic = fields.CharField(max_length=20)
    agreed_on = DayField()
    ended_on = DayField(null=True)

    class Meta:
        """Where the rows are."""

        table = "talks"


class TalkTime(NumberedTable):
    """A half day on which a speaker is free to come, as he has said himself."""

    speaker_id = fields.IntField()
    day = DayField()
    half = fields.CharField(max_length=2)


class TalkBooking(MatterTable):
    """A talk that a village has asked for, when, and how many came."""

    talk_id: int
    talk: fields.ForeignKeyRelation[TalkOffer] = fields.ForeignKeyField(
        "models.TalkOffer", related_name="bookings", on_delete=fields.RESTRICT
    )
    day = DayField()
    half = fields.CharField(max_length=2)
    attended = fields.IntField(null=True)
