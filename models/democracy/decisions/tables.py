"""Table of what is asked and objected about decisions; a decision itself is a matter with its meetings."""

from tortoise import fields

from models.matters.steps.tables import Matter
from models.values.fields import NumberedTable


class DecisionInquiry(NumberedTable):
    """Which decision an inquiry is about."""

    matter_id: int
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "models.Matter", related_name="inquiries_as_own", on_delete=fields.RESTRICT
    )
    decision_id: int
    decision: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "models.Matter", related_name="inquiries", on_delete=fields.RESTRICT
    )
