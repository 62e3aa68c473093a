"""How a person or a unit's groups are reached, and what fits on the way there.

The only place that knows the platform's channels and limits; whoever says something names a person or a unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import texts
from bot.wecom.cards import fits
from bot.wecom.fitting import cut, plain, size, split
from models.machine.delivery.rules import Button, Enclosure, Groups, Message
from models.organisation.people.rules import has_account
from models.organisation.units.actions import groups_of

TEXT_BYTES = 2048
# Of a first line, so much stands above a further part.
HEAD_BYTES = 90
MEGABYTE = 1024 * 1024
# A group's robot takes pictures of 2 MB, a person's chat of 10 MB. Source: platform pages 90253 and 91770.
LARGEST = {"image": 2 * MEGABYTE, "file": 20 * MEGABYTE}
SMALLEST_BYTES = 6
NAME_CHARACTERS = 120
# What a button may be. Source: platform page 90236, template_card, button_list. Its key is the command itself.
BUTTONS_MOST = 6
LABEL_CHARACTERS = 10
COMMAND_BYTES = 1024


@dataclass(frozen=True)
class Address:
    """A person by userid (channel app) or a group by chatid (channel webhook).

    `heads` is how many people WeCom counts a message to it for; nothing goes there on the day on which it is held.
    """

    channel: str
    destination: str
    heads: int = 1
    held_on: date | None = None


@dataclass(frozen=True)
class Fragment:
    """What goes as one message: a text, as a card if it has buttons, or an enclosure with what the books show for it.

    `part` is its place in the message; every part but the first waits for those before it.
    """

    part: int
    text: str
    enclosure: Enclosure | None = None
    buttons: tuple[Button, ...] = ()


async def addresses(messages: Sequence[Message]) -> list[list[Address]]:
    """Return for each message where it goes: to each group of a unit that can be reached, or to one person.

    Nowhere for somebody who has no account.
    """
    units = {message.to.unit_id for message in messages if isinstance(message.to, Groups)}
    known = await groups_of(units) if units else {}
    return [
        [
            Address("webhook", group.chatid, group.heads, group.held_on)
            for group in known[message.to.unit_id]
            if group.chatid in message.to
        ]
        if isinstance(message.to, Groups)
        else [Address("app", str(message.to))] * has_account(str(message.to))
        for message in messages
    ]


def pieces(message: Message) -> list[Fragment]:
    """Return the message in pieces that fit; raises ValueError for what WeCom would refuse or cut."""
    _check_buttons(message.buttons)
    parts = _continued(plain(message.text)) if message.text or not message.enclosure else []
    # Too long for a card, a text goes by itself: it names the commands as well.
    buttons = message.buttons if fits(*parts) else ()
    found = [Fragment(part, text, buttons=buttons) for part, text in enumerate(parts)]
    if message.enclosure:
        _check_enclosure(message.enclosure)
        # Always a further part, so that text, picture and file reach a chat in this order.
        found.append(Fragment(max(len(parts), 1), plain(message.enclosure.label), message.enclosure))
    return found


def _continued(text: str) -> list[str]:
    """Return the text in parts that fit; each further one stands under the first line, as a page under its heading.

    So no part is like one of another message: what somebody was sent in the hours before WeCom does not show again.
    """
    first, *more = split(text, TEXT_BYTES)
    if not more:
        return [first]
    head = texts.continued(cut(first.partition("\n")[0], HEAD_BYTES))
    rest = text[len(first) :].removeprefix("\n")
    return [first, *(f"{head}\n{part}" for part in split(rest, TEXT_BYTES - size(head) - 1))]


def _check_buttons(buttons: Sequence[Button]) -> None:
    if len(buttons) > BUTTONS_MOST:
        raise ValueError(f"{len(buttons)} buttons")
    for button in buttons:
        if not button.label.strip() or len(button.label) > LABEL_CHARACTERS:
            raise ValueError(f"label of {len(button.label)} characters")
        if not button.command.strip() or len(button.command.encode()) > COMMAND_BYTES:
            raise ValueError(f"command of {len(button.command.encode())} bytes")


def takes(kind: str, data: bytes) -> bool:
    """Return whether WeCom takes a picture or file of that size wherever it goes."""
    return SMALLEST_BYTES <= len(data) <= LARGEST[kind]


def _check_enclosure(enclosure: Enclosure) -> None:
    if not (enclosure.drawing or takes(enclosure.kind, enclosure.data)):
        raise ValueError(f"{enclosure.kind} of {len(enclosure.data)} bytes")
    if not 1 <= len(enclosure.name) <= NAME_CHARACTERS:
        raise ValueError(f"name of {len(enclosure.name)} characters")
