"""Whoever is named in a report: was he there too, and which of several of one name is it."""

from dataclasses import replace

from bot.understanding.dialog import Question, Values, reading_first, yes_no
from bot.understanding.request import Request
from config.catalogue import categories
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs.rules import bare
from models.organisation.people.namesakes import meant
from models.organisation.people.texts import which_one as which_of
from models.service.activities import texts
from models.service.activities.companions import (
    ALONG,
    WHICH_COMPANION,
    along,
    ask_him,
    deny,
    told_already,
)
from models.service.activities.words import denies


async def _came_along(request: Request, values: Values) -> list[Message]:
    own = await told_already(request.act, values["number"])
    if own is not None:
        return request.reply(texts.told_already(own))
    done = await along(request.act, values["number"])
    if done is None:
        return request.reply(texts.nothing_to_join(values["number"]))
    return request.reply(texts.receipt(done.number, done.claim, categories(), notes=texts.notes(done)))


ASK_ALONG = replace(
    reading_first(
        yes_no(
            ALONG,
            lambda values: texts.come_along(values["by"], values["number"], values["claim"]),
            _came_along,
            lambda values: texts.NOT_RECORDED_ALONG,
            words=(
                ("在", "我在", "记上", "记", "同意"),
                ("不同意", "不在", "我不在", "没去", "我没去", "没有去", "不是我", "不记"),
            ),
        ),
        lambda text, values: False if denies(text, values["by"]) else None,
    ),
    run=lambda request, values, agrees: _came_along(request, values) if agrees else deny(request.act, values["number"]),
)


async def _companion_meant(request: Request, values: Values, account: str) -> list[Message]:
    said, asking = await ask_him(request.act, values["number"], account)
    asks = Asks(*values["then"]) if values.get("then") else None
    return [*request.reply("\n".join([*said, *request.house.dialogs.worded(asks)]), asks), *asking]


ASK_COMPANION = Question(
    name=WHICH_COMPANION,
    ask=lambda values: which_of(values["name"], values["found"]),
    read=lambda text, moment, values: meant(bare(text), values["found"]),
    run=_companion_meant,
    left=lambda values: texts.NOT_ASKED_ALONG,
)


QUESTIONS = (ASK_ALONG, ASK_COMPANION)
