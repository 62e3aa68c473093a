"""A private text with buttons, and what a press makes of it. Source: platform pages 90236 and 90241."""

from collections.abc import Sequence
from typing import Any

from bot.wecom.updates import Update

# WeCom cuts what is longer than it recommends: the first line stands as the title, or the whole text below one.
TITLE_CHARACTERS = 36
TEXT_CHARACTERS = 160


def fits(*pieces: str) -> bool:
    """Return whether a text, in pieces for the wire, can be read on one card from beginning to end."""
    return len(pieces) == 1 and len(_parts(pieces[0], "")[1]) <= TEXT_CHARACTERS


def _parts(text: str, title: str) -> tuple[str, str]:
    """Return (title, text) of a card; a text of one line, or with a long first line, stands below the given title."""
    first, _, rest = text.partition("\n")
    return (first, rest) if rest and 0 < len(first) <= TITLE_CHARACTERS else (title, text)


def button_card(task_id: str, title: str, text: str, buttons: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the card of message/send.

    Args:
        task_id: at most 128 characters of `[0-9A-Za-z_@-]`, one for each card.
        title: stands above a text whose first line is no title; at most 36 characters.
        text: what is said; see `fits`.
        buttons: (label, key), at most six; a key comes back with the press.
    """
    title, text = _parts(text, title)
    return {
        "card_type": "button_interaction",
        "main_title": {"title": title},
        "sub_title_text": text,
        "task_id": task_id,
        "button_list": [
            {"text": label, "style": 1 if n == 0 else 2, "key": key} for n, (label, key) in enumerate(buttons)
        ],
    }


def greyed(update: Update, corp_id: str, name: str, at: int) -> str:
    """Return the plaintext XML that turns the pressed card's buttons grey under a name of at most ten characters.

    WeCom takes nothing but a change of the card as the answer to a press; a text is not shown.
    """
    safe = name.replace("]]>", "")
    return (
        f"<xml><ToUserName><![CDATA[{update.userid}]]></ToUserName><FromUserName><![CDATA[{corp_id}]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[update_button]]></MsgType>"
        f"<Button><ReplaceName><![CDATA[{safe}]]></ReplaceName></Button></xml>"
    )
