"""Tables of delivery; moments are milliseconds since 1970 UTC, as raw statements write them."""

from tortoise import fields
from tortoise.models import Model

from models.values.fields import NumberedTable


class Broadcast(NumberedTable):
    """Messages that belong together: one job run or one order of a person."""

    cause = fields.CharField(max_length=96, unique=True)
    title = fields.CharField(max_length=64)
    created = fields.BigIntField()


class EnclosureRow(NumberedTable):
    """A picture or file on its way out, kept once under its digest; gone with the last message that carries it.

    While there is a `drawing` it has not been drawn.
    """

    digest = fields.CharField(max_length=64, unique=True)
    kind = fields.CharField(max_length=8)
    name = fields.CharField(max_length=120)
    data = fields.BinaryField()
    drawing = fields.TextField(null=True)

    class Meta:
        """Where the rows are."""

        table = "enclosures"


class OutboxRow(Model):
    """One message, part of a message or enclosure to one destination, and its fate."""

    id = fields.BigIntField(primary_key=True)
    broadcast_id: int | None
    broadcast: fields.ForeignKeyNullableRelation[Broadcast] = fields.ForeignKeyField(
        "models.Broadcast", null=True, related_name="messages", on_delete=fields.RESTRICT
    )
    once_key = fields.CharField(max_length=160, unique=True)
    channel = fields.CharField(max_length=12)
    destination = fields.CharField(max_length=64)
    heads = fields.IntField()
    payload = fields.TextField()
    state = fields.CharField(max_length=12)
    due = fields.BigIntField()
    not_after = fields.BigIntField(null=True)
    attempt = fields.IntField(default=0)
    burned = fields.IntField(default=0)
    owner = fields.CharField(max_length=32, null=True)
    taken = fields.BigIntField(null=True)
    first_tried = fields.BigIntField(null=True)
    settled = fields.BigIntField(null=True)
    code = fields.IntField(null=True)
    note = fields.CharField(max_length=300, null=True)
    enclosure_id: int | None
    enclosure: fields.ForeignKeyNullableRelation[EnclosureRow] = fields.ForeignKeyField(
        "models.EnclosureRow", null=True, related_name="messages", on_delete=fields.RESTRICT
    )
    buttons = fields.TextField(null=True)
    purpose = fields.CharField(max_length=10, null=True)
    said = fields.IntField(default=1)
    recipe = fields.TextField(null=True)
    concerns = fields.BigIntField(null=True)

    class Meta:
        """Where the rows are."""

        table = "outbox"


class ChannelState(NumberedTable):
    """Whether a channel is paused, until when and why."""

    channel = fields.CharField(max_length=96, unique=True)
    paused_until = fields.BigIntField(null=True)
    strikes = fields.IntField(default=0)
    reason = fields.CharField(max_length=300, null=True)


class AccessToken(NumberedTable):
    """The shared token of one application; refreshed by compare-and-set."""

    application = fields.CharField(max_length=96, unique=True)
    token = fields.CharField(max_length=600)
    expires = fields.BigIntField()
    fetched = fields.BigIntField()
    worked = fields.BooleanField(default=False)


class Home(NumberedTable):
    """The mark of the place at which these books were at work last."""

    mark = fields.CharField(max_length=64)
