"""The cards with buttons that the bot sends: the field rules of the send page, and what a person reads on one."""

import re
from typing import Any

from bot.sandbox.answers import Refused
from bot.sandbox.messages import cut_to_bytes

Card = dict[str, Any]
TASK_ID = re.compile(r"[0-9A-Za-z_\-@]{1,128}")
MOST_BUTTONS = 6
KEY_BYTES = 1024


def check_card(card: Card) -> None:
    """Raise Refused 42030..42039 or 40058 for the first field that breaks a documented rule."""
    _require(card.get("card_type") == "button_interaction", 42031, "card_type")
    try:
        _check_fields(card)
        readable(card)
    except (AttributeError, KeyError, TypeError) as error:
        raise Refused(40058, "a field of the card has the wrong type") from error


def _check_fields(card: Card) -> None:
    _require(bool((card.get("main_title") or {}).get("title")), 42032, "main_title.title")
    _require(TASK_ID.fullmatch(str(card.get("task_id"))) is not None, 42030, "task_id")
    buttons = card.get("button_list") or []
    _require(1 <= len(buttons) <= MOST_BUTTONS, 42038, "button_list")
    _require(all(button.get("text") for button in buttons), 42038, "button_list.text")
    keys = keys_of(card)
    _require(all(key and cut_to_bytes(key, KEY_BYTES) == key for key in keys), 42039, "button_list.key")
    _require(len(keys) == len(set(keys)), 42039, "button_list.key repeated")


def readable(card: Card) -> str:
    """Return what the card says, line by line, without its buttons."""
    return "\n".join(filter(None, [card["main_title"]["title"], card.get("sub_title_text")]))


def keys_of(card: Card) -> list[str]:
    """Return every key a press on this card can carry."""
    return [button["key"] for button in card["button_list"]]


def _require(condition: bool, code: int, name: str) -> None:
    if not condition:
        raise Refused(code, name)
