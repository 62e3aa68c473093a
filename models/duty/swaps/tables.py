"""Table of swaps and substitutions that were asked for."""

from tortoise import fields

from models.duty.roster.tables import DutySlot
from models.organisation.people.tables import Person
from models.values.fields import MomentField, NumberedTable


class DutySwap(NumberedTable):
    """Somebody asks another to take his slot, for one of the other's or for none; it counts only when accepted."""

    kind = fields.CharField(max_length=12)
    asker_id: int
    asker: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="swaps_asked", on_delete=fields.RESTRICT
    )
    other_id: int
    other: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="swaps_offered", on_delete=fields.RESTRICT
    )
    slot_id: int
    slot: fields.ForeignKeyRelation[DutySlot] = fields.ForeignKeyField(
        "models.DutySlot", related_name="swaps", on_delete=fields.RESTRICT
    )
    return_slot_id: int | None
    return_slot: fields.ForeignKeyNullableRelation[DutySlot] = fields.ForeignKeyField(
        "models.DutySlot", null=True, related_name="returned_swaps", on_delete=fields.RESTRICT
    )
    state = fields.CharField(max_length=12)
    asked_at = MomentField()
    answered_at = MomentField(null=True)
