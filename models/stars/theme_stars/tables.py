"""Table of theme stars: applied for with evidence, awarded or not by people."""

from tortoise import fields

from models.matters.steps.tables import Matter
from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.values.fields import NumberedTable


class StarTheme(NumberedTable):
    """One theme star of one member in one year, of the catalogue that was in force."""

    matter_id: int
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "models.Matter", related_name="star_theme", on_delete=fields.RESTRICT
    )
    member_id: int
    member: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="star_themes", on_delete=fields.RESTRICT
    )
    branch_id: int
    branch: fields.ForeignKeyRelation[Branch] = fields.ForeignKeyField("models.Branch", on_delete=fields.RESTRICT)
    theme = fields.CharField(max_length=16)
    member_class = fields.CharField(max_length=16)
    year = fields.IntField()
    evidence = fields.CharField(max_length=200)
    score = fields.IntField(null=True)
    catalogue = fields.CharField(max_length=16)
