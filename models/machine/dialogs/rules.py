"""What a turn of a dialog means; pure. A question never holds back an effect: what was said is stored first."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

from models.machine.dialogs.words import NO, YES, gives_up, let_go
from models.values.numbers import opens_with_number
from models.values.wording import asks


class DialogState(StrEnum):
    """States of a dialog; at most one is open per conversation."""

    OPEN = "open"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Turn(StrEnum):
    """What somebody does with an open question."""

    CANCEL = "cancel"
    HELP = "help"
    BACK = "back"
    ANSWER = "answer"
    OTHER = "other"


CANCEL_WORDS = frozenset({"取消", "退出", "不弄了", "算了", "不用了", "不管了"})
HELP_WORDS = frozenset({"帮助", "help", "?", "？", "不懂", "什么意思"})
BACK_WORDS = frozenset({"上一步", "返回", "重来"})
DONT_KNOW_WORDS = frozenset({"不记得", "不记得了", "忘了", "忘记了", "记不得", "不晓得", "不知道", "不填"})

# A question is asked, and repeated once: after the second answer that nobody can read it is dropped.
TRIES_MOST = 2
# Whoever says more than this has gone on to something else: it is answered as what it is.
ANSWER_CHARACTERS = 7
PRIVATE_SPAN = timedelta(hours=24)
GROUP_SPAN = timedelta(minutes=10)
PAUSE_SPAN = timedelta(minutes=30)


def bare(text: str) -> str:
    """Return the text without the signs around it, for comparing with words."""
    return text.strip(" \t\n，。！!,.~～、")


def other_door(conversation: str) -> str | None:
    """Return the same person's private conversation at the other door (app::甲 for smartbot::甲); None in a group."""
    door, _, userid = conversation.partition("::")
    other = {"app": "smartbot", "smartbot": "app"}.get(door)
    return f"{other}::{userid}" if userid and other else None


def turn_of(text: str, *, answers: bool) -> Turn:
    """Return what a text does with the open question; `answers` tells whether the question could read it."""
    word = bare(text)
    if word in CANCEL_WORDS or (not answers and (let_go(word) or gives_up(word))):
        return Turn.CANCEL
    if word in HELP_WORDS:
        return Turn.HELP
    if word in BACK_WORDS:
        return Turn.BACK
    return Turn.ANSWER if answers else Turn.OTHER


def yes_or_no(text: str, yes: Collection[str] = (), no: Collection[str] = ()) -> bool | None:
    """Return whether a text plainly agrees or disagrees, also in words of the question's own; None when neither."""
    word = bare(text)
    if word in yes or (YES.fullmatch(word) and word not in no):
        return True
    return False if word in no or NO.fullmatch(word) else None


def may_answer(text: str) -> bool:
    """Return whether a text that no question could read is short enough to have been meant as an answer."""
    return len(bare(text)) <= ANSWER_CHARACTERS


def is_aside(text: str) -> bool:
    """Return whether somebody who is asked something asks in his turn: he has not gone on to anything else."""
    return asks(text) or bare(text).startswith(tuple(HELP_WORDS))


def is_free_answer(text: str) -> bool:
    """Return whether words may be the answer where any words are: no question, no other number, no end of it."""
    return not (is_aside(text) or opens_with_number(text) or gives_up(bare(text)))
