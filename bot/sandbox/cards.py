"""Template cards: the field rules of the send page, and what a person reads on a card."""

import re
from collections.abc import Iterable
from typing import Any

from bot.sandbox.answers import Refused
from bot.sandbox.messages import cut_to_bytes

Card = dict[str, Any]
NOTICES = ("text_notice", "news_notice")
INTERACTIVE = ("button_interaction", "vote_interaction", "multiple_interaction")
TASK_ID = re.compile(r"[0-9A-Za-z_\-@]+")
KEY_BYTES = 1024
OPTION_ID_BYTES = 128


def check_card(card: Card, allowed: tuple[str, ...] = NOTICES + INTERACTIVE) -> None:
    """Raise Refused 42027..42051 or 40058 for the first field that breaks a documented rule."""
    kind = card.get("card_type")
    if kind not in allowed:
        raise Refused(42031, f"card_type {kind}")
    try:
        _check_fields(card, kind)
        readable(card)
    except (AttributeError, KeyError, TypeError) as error:
        raise Refused(40058, "a field of the card has the wrong type") from error


def _check_fields(card: Card, kind: str) -> None:
    _check_title(card, kind)
    _require(len(_objects(card, "horizontal_content_list")) <= 6, 42035, "horizontal_content_list")
    _require(len(_objects(card, "jump_list")) <= 3, 42036, "jump_list")
    _check_menu(card, kind)
    if kind in NOTICES:
        _check_notice(card, kind)
    else:
        _check_task_id(card)
        CHECKS[kind](card)


def is_interactive(card: Card) -> bool:
    """Return whether a press on the card comes back: the three interactive types, or a notice with a menu."""
    return card.get("card_type") in INTERACTIVE or bool(card.get("action_menu"))


def readable(card: Card) -> str:
    """Return what the card says, line by line, without its buttons."""
    lines: list[Any] = []
    for name in ("source", "main_title", "emphasis_content"):
        part = card.get(name) or {}
        lines += [part.get("title"), part.get("desc")]
    lines.append(card.get("sub_title_text"))
    quote = card.get("quote_area") or {}
    lines += [quote.get("title"), quote.get("quote_text")]
    for row in _objects(card, "horizontal_content_list"):
        lines.append(f"{row.get('keyname', '')}：{row.get('value', '')}")
    for row in _objects(card, "vertical_content_list"):
        lines += [row.get("title"), row.get("desc")]
    return "\n".join(line for line in lines if line)


def keys_of(card: Card) -> list[str]:
    """Return every key a press on this card can carry: buttons, submit button and menu items."""
    pressable = [*_objects(card, "button_list"), *_objects(card.get("action_menu") or {}, "action_list")]
    pressable.append(card.get("submit_button") or {})
    return [part["key"] for part in pressable if part.get("key")]


def _require(condition: bool, code: int, name: str) -> None:
    if not condition:
        raise Refused(code, name)


def _objects(card: Card, name: str) -> list[Card]:
    value = card.get(name) or []
    _require(isinstance(value, list) and all(isinstance(item, dict) for item in value), 40058, name)
    return list(value)


def _fits(value: Any, most: int) -> bool:
    return isinstance(value, str) and bool(value) and cut_to_bytes(value, most) == value


def _check_title(card: Card, kind: str) -> None:
    title = (card.get("main_title") or {}).get("title")
    if kind == "text_notice":
        _require(bool(title or card.get("sub_title_text")), 42032, "main_title.title or sub_title_text")
    else:
        _require(bool(title), 42032, "main_title.title")


def _check_menu(card: Card, kind: str) -> None:
    menu = card.get("action_menu")
    if menu is None:
        return
    _require(kind not in ("vote_interaction", "multiple_interaction"), 42050, "action_menu")
    actions = _objects(menu, "action_list")
    _require(1 <= len(actions) <= 10, 42050, "action_menu.action_list")
    _require(all(_fits(action.get("key"), KEY_BYTES) for action in actions), 42050, "action_list.key")
    _unique((action["key"] for action in actions), 42051, "action_list.key")
    _check_task_id(card)


def _check_task_id(card: Card) -> None:
    task_id = card.get("task_id")
    valid = _fits(task_id, 128) and TASK_ID.fullmatch(str(task_id)) is not None
    _require(valid, 42030, "task_id")


def _check_notice(card: Card, kind: str) -> None:
    action = card.get("card_action") or {}
    _require(action.get("type") in (1, 2), 42045, "card_action.type")
    _require(bool(action.get("url") if action["type"] == 1 else action.get("appid")), 42045, "card_action.url")
    if kind == "news_notice":
        _check_news(card)


def _check_news(card: Card) -> None:
    image = card.get("card_image") or {}
    _require(bool(image.get("url") or card.get("image_text_area")), 42044, "card_image")
    ratio = image.get("aspect_ratio", 1.3)
    _require(isinstance(ratio, int | float) and 1.3 <= ratio <= 2.25, 42044, "card_image.aspect_ratio")
    _require(len(_objects(card, "vertical_content_list")) <= 4, 42034, "vertical_content_list")


def _check_buttons(card: Card) -> None:
    buttons = _objects(card, "button_list")
    _require(1 <= len(buttons) <= 6, 42038, "button_list")
    for button in buttons:
        _require(bool(button.get("text")), 42038, "button_list.text")
        _require(button.get("type") == 1 or _fits(button.get("key"), KEY_BYTES), 42039, "button_list.key")
    _unique((button.get("key") for button in buttons if button.get("key")), 42039, "button_list.key")
    if "button_selection" in card:
        _check_options(card["button_selection"], 10)


def _check_vote(card: Card) -> None:
    _check_options(card.get("checkbox"), 20)
    _check_submit(card)


def _check_multiple(card: Card) -> None:
    selections = _objects(card, "select_list")
    _require(1 <= len(selections) <= 3, 42047, "select_list")
    for selection in selections:
        _check_options(selection, 10)
    _unique((selection["question_key"] for selection in selections), 42043, "select_list.question_key")
    _check_submit(card)


def _check_options(question: Any, most: int) -> None:
    _require(isinstance(question, dict), 42043, "question")
    _require(_fits(question.get("question_key"), KEY_BYTES), 42043, "question_key")
    options = _objects(question, "option_list")
    _require(1 <= len(options) <= most, 42037, "option_list")
    _require(all(_fits(option.get("id"), OPTION_ID_BYTES) for option in options), 42040, "option_list.id")
    _require(all(option.get("text") for option in options), 42041, "option_list.text")
    _unique((option["id"] for option in options), 42040, "option_list.id")


def _check_submit(card: Card) -> None:
    submit = card.get("submit_button") or {}
    _require(bool(submit.get("text")), 42046, "submit_button.text")
    _require(_fits(submit.get("key"), KEY_BYTES), 42049, "submit_button.key")


def _unique(values: Iterable[Any], code: int, name: str) -> None:
    listed = list(values)
    _require(len(listed) == len(set(listed)), code, f"{name} repeated")


CHECKS = {
    "button_interaction": _check_buttons,
    "vote_interaction": _check_vote,
    "multiple_interaction": _check_multiple,
}
