"""Table of what is published of which matter and period; its words and steps are a matter's."""

from tortoise import fields

from models.matters.steps.tables import MatterTable
from models.organisation.units.tables import UnitTable


class Disclosure(MatterTable, UnitTable):
    """What a unit publishes of a topic such as 财务 for a period; a later one of the same is a new version."""

    topic = fields.CharField(max_length=16)
    period = fields.CharField(max_length=8)
