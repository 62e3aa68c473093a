"""Table of what branches want to be said in their groups."""

from tortoise import fields

from models.organisation.units.tables import Branch
from models.values.fields import NumberedTable


class GroupPromptSetting(NumberedTable):
    """What a branch wants its group to read: before its theme day, a day of the month from 1 to 31, and of dues."""

    branch_id: int
    branch: fields.ForeignKeyRelation[Branch] = fields.ForeignKeyField(
        "models.Branch", unique=True, on_delete=fields.RESTRICT
    )
    theme_day = fields.IntField(null=True)
    theme_words = fields.CharField(max_length=40, default="")
    dues = fields.BooleanField(default=False)

    class Meta:
        """Where the rows are."""

        table = "group_prompts"
