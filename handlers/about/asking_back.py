"""A line that is obeyed after one question: whether what was shown is wanted, and which of several people is meant."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import texts
from bot.language.days import read_days
from bot.understanding.command import first_word
from bot.understanding.dialog import Question, Values, reading_first, yes_no
from bot.understanding.dispatch import obey_line
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.machine.dialogs.actions import is_settled
from models.machine.dialogs.rules import bare
from models.organisation.authority.act import Act
from models.organisation.people.namesakes import meant
from models.organisation.people.texts import which_one
from models.organisation.register.words import with_more
from models.residents.needs.words import said_on


async def _obey_again(request: Request, values: Values, text: str, *, confirmed: bool) -> list[Message]:
    """Obey a line as if it were said now, its days counted from when it was said first."""
    again = replace(request, said_at=datetime.fromisoformat(values["at"]), confirmed=confirmed)
    return await obey_line(again, text, texts.NOT_DONE)


# What would be sent is let go by the word for sending as well, and whoever sees the wrong one shown says so.
_SEND = frozenset({"发", "发吧", "发嘛", "发出去", "可以发", "就这么发"})
_WRONG = ("搞错了", "弄错了", "错了")
_NOT_THIS = ("不是他", "不是她", "不是这个", "不是这个人")
_MISTAKEN = frozenset({*_WRONG, *_NOT_THIS, *(f"{this}，{wrong}" for this in _NOT_THIS for wrong in _WRONG)})
_MISTAKEN |= {f"{wrong}，{this}" for this in _NOT_THIS for wrong in _WRONG}


def _only_the_word(text: str, values: Values) -> bool:
    """Return whether a text is the word alone of the longer line that was shown: 通过 under 通过 除了 2."""
    line: str = values["text"]
    return bare(text) == first_word(line)[0] != line


# Up to when something that is shown would go, said otherwise: 到27号.
_END = re.compile(r"到[^到]{2,}$")


def _otherwise(text: str, values: Values) -> str | None:
    """Return the line that was shown with the other end, or the further fact, that a text says; else None."""
    line, moment = values["text"], datetime.fromisoformat(values["at"])
    if further := said_on(line, text):
        return further
    ends = _END.fullmatch(bare(text)) and read_days(text, moment)
    return _END.sub(text, line) if ends and _END.search(line) else with_more(line, bare(text), moment)


ASK_GO_AHEAD = replace(
    reading_first(
        yes_no(
            "go_ahead",
            lambda values: texts.go_ahead(values["shown"]),
            lambda request, values: _obey_again(request, values, values["text"], confirmed=True),
            lambda values: texts.NOT_DONE,
            words=(_SEND, _MISTAKEN),
        ),
        _otherwise,
        lambda request, values, line: _obey_again(request, values, line, confirmed=False),
    ),
    fleeting=True,
    patient=True,
    again=_only_the_word,
)


def _read_which_one(text: str, moment: datetime, values: Values) -> str | None:
    return meant(bare(text), values["found"])


async def _answer_which_one(request: Request, values: Values, userid: str) -> list[Message]:
    # An account names one person only, wherever a name may stand; nothing else remembers the choice.
    return await _obey_again(request, values, values["text"].replace(values["name"], f" {userid} ", 1), confirmed=False)


ASK_WHICH_ONE = Question(
    name="which_one",
    ask=lambda values: which_one(values["name"], values["found"]),
    read=_read_which_one,
    run=_answer_which_one,
    left=lambda values: texts.NOT_DONE,
    fleeting=True,
)


async def _unless_settled(act: Act, values: Mapping[str, Any]) -> list[Message] | None:
    return [] if await is_settled(values["to"], values["key"]) else None


RECIPES = {"settled": _unless_settled}
QUESTIONS = (ASK_GO_AHEAD, ASK_WHICH_ONE)
