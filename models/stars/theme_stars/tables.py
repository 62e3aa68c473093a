"""Table of theme stars: applied for with evidence, awarded or not by people."""

from tortoise import fields

from config.star_catalogue import catalogue
from models.matters.steps.tables import MatterTable
from models.organisation.people.tables import MemberTable


class StarTheme(MatterTable, MemberTable):
    """One theme star of one member in one year, of the catalogue that was in force."""

    theme = fields.CharField(max_length=16)
    member_class = fields.CharField(max_length=16)
    year = fields.IntField()
    evidence = fields.CharField(max_length=200)
    score = fields.IntField(null=True)
    catalogue = fields.CharField(max_length=16)

    @property
    def called(self) -> str:
        """Return the name of the star, its code where the catalogue has it no more."""
        theme = catalogue().themes.get(self.theme)
        return theme.name if theme else self.theme
