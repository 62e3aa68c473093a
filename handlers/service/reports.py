"""A service report: told, asked about, corrected, taken back; for oneself or for somebody else."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot import texts as bot_texts
from bot.language import Reading
from bot.language.days import read_days
from bot.understanding.command import Blank, Command, Taker
from bot.understanding.dialog import Question, Values, yes_no
from bot.understanding.dispatch import suggest
from bot.understanding.reading import open_day, read_answer_minutes, read_as
from bot.understanding.request import Request
from config.catalogue import categories
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs.actions import begin_with
from models.machine.dialogs.rules import DONT_KNOW_WORDS, bare, yes_or_no
from models.organisation.people.actions import people_called, which_one
from models.organisation.people.namesakes import meant
from models.organisation.people.rules import MEMBER_STANDINGS, OFFICES, SECRETARIES, Role, has_account
from models.organisation.people.tables import Person
from models.organisation.people.texts import which_one as which_of
from models.service.activities import actions, texts
from models.service.activities.claims import BY_OFFICE, Change, NotThere, check_claim, check_day, is_backfilled
from models.service.activities.companions import (
    PROXY,
    ask_along,
    deny,
    naming,
)
from models.service.activities.correcting import of_several, tells_further_deed
from models.service.activities.deeds import Deed, as_claim
from models.service.activities.rules import Reported, Status
from models.service.activities.times import AHEAD
from models.service.activities.words import denies_anywhere, is_beside, is_for_all, says_points, sits_in
from models.values.refusal import Refusal
from models.values.wording import about, asks


def _read_report(text: str, moment: datetime) -> Reading | None:
    reading = read_as("activity", text, moment)
    return reading if reading.items else None


def _free_report(reading: Reading) -> dict[str, Any] | None:
    return {"said": reading} if reading.intent == "activity" and reading.items else None


# So long somebody may say that he was not there.
TAKES_OUT = "去掉"
NAMED_SINCE = timedelta(days=31)


async def _further_deed(request: Request, found: re.Match[str]) -> str:
    """Return the line of a deed of somebody who says that it changes none before it."""
    return f"{REPORT.words[0]} {found['deed']}"


async def _sat_in(request: Request, told: object) -> None:
    raise Refusal(BY_OFFICE, name=request.asker.name)


async def _not_there(request: Request, denied: object) -> dict[str, Any] | None:
    """Return the record of somebody else that names the asker, who was not there."""
    if asks(request.text):
        return None
    found = await naming(request.asker, request.today - NAMED_SINCE)
    meant = about(request.text, found) or (list(found) if TAKES_OUT in request.text else [])
    return {"said": NotThere(meant[0])} if meant else None


async def report(request: Request, *, said: Reading | NotThere) -> list[Message]:
    if isinstance(said, NotThere):
        return await deny(request.act, said.number)
    if is_for_all(request.text):
        return request.reply(texts.NAME_THEM)
    name = said.on_behalf_of
    if name is not None and name != request.asker.name:
        return await _for_him(request, said, name)
    return await record(request, said, request.text)


async def _for_him(request: Request, said: Reading, name: str) -> list[Message]:
    """Ask whom it is about; of what is long past a secretary is offered to enter it."""
    policy = request.policy.activity
    for item in said.items:
        if item.doubt == AHEAD:
            return request.reply(texts.NOT_COME_YET)
        day = item.day or request.today
        if request.may(SECRETARIES) and is_backfilled(day, request.today, policy):
            line = texts.backfill_line(name, day, item.description, item.minutes)
            return suggest(request, (line, line))
        check_day(day, request.today, policy)
    return await propose(request, name, request.text)


REPORT = Command(
    name="report",
    words=("上报", "报活动"),
    run=report,
    help="上报 三组 清理沟渠 2小时：记一条服务",
    example="上报 三组 清理沟渠 2小时",
    blanks=(Blank("said", "在哪里做了什么、多久", _read_report, rest=True),),
    glued=True,
    free=_free_report,
    awaited=(
        Taker(sits_in, _sat_in, OFFICES),
        Taker(is_beside, _sat_in, frozenset({Role.SUPERVISOR})),
        Taker(tells_further_deed, _further_deed),
        Taker(denies_anywhere, _not_there),
    ),
)


async def record(
    request: Request, said: Reading, text: str, *, days: Sequence[date] = (), many: bool = False
) -> list[Message]:
    """Put every activity of a reading on the asker's record and ask at most one question about them.

    What says no readable day is stored when the day is known: `days` are those of the answer. More activities than the
    policy allows are stored when it is confirmed that so many are meant.
    """
    first = _first_to_ask(request, said, text, days, many=many)
    if first is not None:
        return first
    most = request.policy.activity.description_characters
    items = [one for item in said.items for one in _on_its_days(item, days)]
    stored = [
        await actions.report(request.act, as_claim(item, item.day or request.today, most), text=text) for item in items
    ]
    asks = await _to_be_asked(request, items, stored, text)
    said_along, asking, which = await ask_along(request.act, [one for one in stored if one.claim.companions])
    asks = _one_after_another(which, asks)
    answers = _receipts(request, stored)
    answers += request.house.dialogs.worded(asks)
    return [*request.reply("\n".join([*answers, *said_along]), asks), *asking]


def _on_its_days(item: Deed, days: Sequence[date]) -> list[Deed]:
    """Return the deed on its own day, or once for each of the days answered; how long on which is then not known."""
    if item.day or not days:
        return [item]
    minutes = item.minutes if len(days) == 1 else None
    return [replace(item, day=day, minutes=minutes) for day in days]


def _one_after_another(which: Asks | None, then: Asks | None) -> Asks | None:
    return (
        Asks(which.question, {**which.values, "then": [then.question, then.values] if then else []}) if which else then
    )


def _receipts(request: Request, stored: Sequence[Reported]) -> list[str]:
    receipt = texts.receipt if request.private else texts.short_receipt
    return [receipt(done.number, done.claim, categories(), notes=texts.notes(done)) for done in stored]


async def _to_be_asked(request: Request, items: Sequence[Deed], stored: Sequence[Reported], text: str) -> Asks | None:
    """Return the first question that is open about some records, of which each item tells one."""
    for done, item in zip(stored, items, strict=True):
        if asks := question_about(done, item):
            return asks
    # Just as many as the policy says who sent the same text may have done it together.
    newest, many = stored[-1], request.policy.activity.soft_limits.copies_people
    if newest.tellers != many:
        return None
    await actions.mark_copies(request.act, text)
    return Asks("together", {"number": newest.number, "others": many - 1, "text": text})


def _first_to_ask(
    request: Request, said: Reading, text: str, days: Sequence[date], *, many: bool
) -> list[Message] | None:
    """Return what must be asked before anything is stored; None when nothing must."""
    kept = {"text": text, "at": request.said_at.isoformat()}
    asked = None if many else _whether_so_many(request, said, kept)
    if asked is None and not days:
        asked = _on_which_day(request, said, {**kept, "many": many})
    return asked


def _whether_so_many(request: Request, said: Reading, kept: Values) -> list[Message] | None:
    """Ask where a message tells of many deeds, or of what may be meant otherwise."""
    told = said.items[: request.policy.activity.records_per_message]
    if said.sure and len(told) == len(said.items):
        return None
    # What cannot be is refused at once, not shown first.
    for item in told:
        check_claim(as_claim(item, item.day or request.today, len(item.description)), (), request.policy.activity)
    shown = [texts.in_short(item.description, item.day, item.minutes) for item in told]
    asks = Asks("many", {**kept, "shown": shown, "count": len(said.items)})
    return request.reply(texts.many(shown, len(said.items)), asks)


def _on_which_day(request: Request, said: Reading, kept: Values) -> list[Message] | None:
    """Ask where a deed has no day that can be read; what still lies ahead is not recorded."""
    open_ones = [item.doubt for item in said.items if not item.day]
    if not open_ones:
        return None
    if AHEAD in open_ones:
        return request.reply(texts.NOT_COME_YET)
    words, doubt = open_day(kept["text"], request.said_at) or ("", "")
    return request.reply(texts.which_day(words, doubt), Asks("which_day", {**kept, "words": words, "doubt": doubt}))


def question_about(done: Reported, item: Deed) -> Asks | None:
    """Return the most useful question about a record, or None when nothing is missing."""
    if done.twin is not None:
        return Asks("twin", {"number": done.number, "twin": done.twin})
    if done.claim.minutes is None and done.claim.count is None:
        return Asks("minutes", {"number": done.number, "minutes": None})
    if item.minutes_assumed:
        return Asks("minutes", {"number": done.number, "minutes": done.claim.minutes})
    if done.claim.category == "other":
        return Asks("category", {"number": done.number})
    return None


async def propose(request: Request, name: str, text: str, account: str | None = None) -> list[Message]:
    """Ask the one member of that name; ask back when nobody or more than one is meant."""
    found = await people_called(name, request.asker.unit_id)
    fits = [person for person in found if account in (None, person.userid)]
    if len(fits) == 1 and fits[0].id == request.asker.person_id:
        return request.reply(texts.REPORT_YOUR_OWN)
    if len(fits) == 1 and fits[0].standing in MEMBER_STANDINGS:
        return await _ask_him(request, fits[0], text)
    labels = (await which_one(name, found, request.today)).found if len(found) > 1 else {}
    values = {"name": name, "text": text, "found": labels}
    return request.reply(_which_person(values), Asks("whom", values))


def _which_person(values: Values) -> str:
    return which_of(values["name"], values["found"]) if values["found"] else texts.which_person(values["name"])


async def _ask_him(request: Request, person: Person, text: str) -> list[Message]:
    if not has_account(person.userid):
        return _for_whom_nobody_asks(request, person, text)
    values = {"text": text, "by": request.asker.name}
    await begin_with(person.userid, PROXY, values, request.now, request.key)
    asked = texts.please_confirm(request.asker.name, text)
    told = request.tell(person.userid, asked, recipe=request.unless_settled(person.userid))
    return [*request.reply(texts.confirmation_asked(person.name)), told]


def _for_whom_nobody_asks(request: Request, person: Person, text: str) -> list[Message]:
    """Offer a secretary to enter what somebody did who has no account."""
    deeds = read_as("activity", text, request.said_at).items
    if len(deeds) != 1 or not request.may(SECRETARIES):
        return request.reply(texts.entered_for_him(person.name))
    one = deeds[0]
    line = texts.backfill_line(person.name, one.day or request.today, one.description, one.minutes)
    return suggest(request, (line, line))


async def _still_there(values: Values) -> bool:
    """Return whether the record that is asked about has not been taken back meanwhile."""
    row = await actions.current(values["number"])
    return row is not None and row.status != Status.REVOKED


async def _length_open(values: Values) -> bool:
    """Return whether it still stands and nobody has said meanwhile how long it took."""
    row = await actions.current(values["number"])
    return row is not None and row.status != Status.REVOKED and row.minutes == values.get("minutes")


def _ask(values: Values) -> str:
    number, minutes = values["number"], values.get("minutes")
    return texts.missing_minutes_note(number) if minutes is None else texts.assumed_note(number, minutes)


def _read_minutes(text: str, moment: datetime, values: Values) -> int | None:
    """Return minutes; 0 when the member does not remember or agrees with what was assumed."""
    if says_points(text) or of_several(text)[0]:
        return None
    agrees = values.get("minutes") is not None and yes_or_no(text) is True
    return 0 if agrees or bare(text) in DONT_KNOW_WORDS else read_answer_minutes(text, moment)


async def _answer_minutes(request: Request, values: Values, minutes: int) -> list[Message]:
    number, assumed = values["number"], values.get("minutes")
    if not minutes or minutes == assumed:
        return request.reply(texts.assumed_rightly(number, assumed) if assumed else texts.left_as_it_is(number))
    done = await actions.correct(request.act, number, Change(minutes=minutes))
    return request.reply(texts.completed(number, done.claim))


ASK_MINUTES = Question(
    name="minutes",
    ask=_ask,
    read=_read_minutes,
    run=_answer_minutes,
    stands=_length_open,
    left=lambda values: texts.left_as_it_is(values["number"]),
)


DAY_CHARACTERS = 16


def _read_which_day(text: str, moment: datetime, values: Values) -> tuple[date, ...] | None:
    return (read_days(text, moment) or None) if len(bare(text)) <= DAY_CHARACTERS else None


async def _answer_which_day(request: Request, values: Values, days: Sequence[date]) -> list[Message]:
    said = read_as("activity", values["text"], datetime.fromisoformat(values["at"]))
    return await record(request, said, values["text"], days=days, many=values["many"])


ASK_WHICH_DAY = Question(
    name="which_day",
    ask=lambda values: texts.which_day(values["words"], values["doubt"]),
    read=_read_which_day,
    run=_answer_which_day,
    left=lambda values: texts.NONE_STORED,
)


async def _many_meant(request: Request, values: Values) -> list[Message]:
    said = read_as("activity", values["text"], datetime.fromisoformat(values["at"]))
    return await record(request, said, values["text"], many=True)


ASK_MANY = yes_no(
    "many",
    lambda values: texts.many(values["shown"], values["count"]),
    _many_meant,
    lambda values: texts.NONE_STORED,
)


async def _is_the_same(request: Request, values: Values) -> list[Message]:
    claim = await actions.revoke(request.act, values["number"])
    if not request.private:
        return request.reply(texts.revoked_briefly(values["number"]))
    return request.reply(texts.revoked(values["number"], claim, categories()))


async def _same_or_not(request: Request, values: Values, same: bool) -> list[Message]:
    """Take the new record back, or let both stand and ask how long the new one took if that was not said."""
    if same:
        return await _is_the_same(request, values)
    number = values["number"]
    row = await actions.current(number)
    asks = Asks("minutes", {"number": number, "minutes": None}) if row and row.minutes is row.count is None else None
    said = [texts.both_stand(number), *request.house.dialogs.worded(asks)]
    return request.reply("\n".join(said), asks)


ASK_TWIN = replace(
    yes_no(
        "twin",
        lambda values: texts.twin_note(values["number"], values["twin"]),
        _is_the_same,
        lambda values: texts.left_as_it_is(values["number"]),
        words=(("同一次", "同一个", "重复了", "报重了"), ("两次", "不同", "不一样")),
    ),
    run=_same_or_not,
    stands=_still_there,
)


async def _done_together(request: Request, values: Values) -> list[Message]:
    await actions.done_together(request.act, values["number"], values["text"])
    return request.reply(texts.done_together(values["number"]))


ASK_TOGETHER = yes_no(
    "together",
    lambda values: texts.together_note(values["others"]),
    _done_together,
    lambda values: texts.left_as_it_is(values["number"]),
    words=(("一起", "一起的", "一起做的", "大家一起"), ()),
)


CHOICES = ("sanitation", "care", "visit", "mediation")


def _read_category(text: str, moment: datetime, values: Values) -> str | None:
    word = bare(text)
    if word.isascii() and word.isdigit() and 1 <= int(word) <= len(CHOICES):
        return CHOICES[int(word) - 1]
    named = [c.code for c in categories().values() if c.name in word or (len(word) > 1 and word in c.name)]
    return named[0] if len(named) == 1 else ("other" if word in DONT_KNOW_WORDS else None)


async def _answer_category(request: Request, values: Values, category: str) -> list[Message]:
    number = values["number"]
    if category == "other":
        return request.reply(texts.left_as_it_is(number))
    done = await actions.correct(request.act, number, Change(category=category))
    return request.reply(texts.classified(number, categories()[done.claim.category].name))


ASK_CATEGORY = Question(
    name="category",
    ask=lambda values: texts.category_note([categories()[code].name for code in CHOICES]),
    read=_read_category,
    run=_answer_category,
    stands=_still_there,
    left=lambda values: texts.left_as_it_is(values["number"]),
)


async def _heard_right(request: Request, values: Values) -> list[Message]:
    return await record(request, read_as("activity", values["text"], request.said_at), values["text"])


ASK_SPOKEN = yes_no(
    "spoken",
    lambda values: bot_texts.heard(values["text"]),
    _heard_right,
    lambda values: bot_texts.NOT_RECORDED,
)


NAME_MOST = 12


def _read_whom(text: str, moment: datetime, values: Values) -> tuple[str, str | None] | None:
    """Return (name, account): of one among those asked about, otherwise another name."""
    word = bare(text)
    if account := meant(word, values["found"]):
        return values["name"], account
    plain = word.replace("·", "").isalpha() and 2 <= len(word) <= NAME_MOST
    return (word, None) if plain else None


async def _answer_whom(request: Request, values: Values, whom: tuple[str, str | None]) -> list[Message]:
    return await propose(request, whom[0], values["text"], whom[1])


ASK_WHOM = Question(
    name="whom",
    ask=_which_person,
    read=_read_whom,
    run=_answer_whom,
    left=lambda values: texts.NOTHING_PROPOSED,
)


ASK_PROXY = yes_no(
    PROXY,
    lambda values: texts.please_confirm(values["by"], values["text"]),
    _heard_right,
    lambda values: texts.NOTHING_PROPOSED,
    words=(("同意",), ("不同意",)),
)

COMMANDS = (REPORT,)
QUESTIONS = (
    *(ASK_MINUTES, ASK_WHICH_DAY, ASK_MANY, ASK_TWIN, ASK_TOGETHER),
    *(ASK_CATEGORY, ASK_SPOKEN, ASK_WHOM, ASK_PROXY),
)
