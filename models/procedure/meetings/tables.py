"""Table of meetings."""

from tortoise import fields
from tortoise.models import Model

from models.matters.steps.tables import Matter
from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.values.fields import MomentField


class MeetingRecord(Model):
    """A meeting of an assembly: called for a day with a draft, then held; `passed` is None until it is held."""

    id = fields.IntField(primary_key=True)
    unit_id: int
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField("models.Unit", on_delete=fields.RESTRICT)
    matter_id: int | None
    matter: fields.ForeignKeyNullableRelation[Matter] = fields.ForeignKeyField(
        "models.Matter", null=True, related_name="meetings", on_delete=fields.RESTRICT
    )
    assembly = fields.CharField(max_length=24)
    day = fields.DateField()
    noticed_on = fields.DateField(null=True)
    draft = fields.CharField(max_length=600, null=True)
    expected = fields.IntField(null=True)
    present = fields.IntField(null=True)
    ayes = fields.IntField(null=True)
    noes = fields.IntField(null=True)
    abstentions = fields.IntField(null=True)
    households = fields.BooleanField(default=False)
    attendant = fields.CharField(max_length=40, null=True)
    minutes = fields.CharField(max_length=600, null=True)
    passed = fields.BooleanField(null=True)
    entered_by_id: int | None
    entered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", null=True, related_name="meetings_entered", on_delete=fields.RESTRICT
    )
    at = MomentField()

    class Meta:
        """Where the rows are."""

        table = "meetings"
