"""One update, one transaction: who speaks, what, may they, run; effects, messages and the answer commit together."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from bot import language, texts
from bot.clock import SHANGHAI
from bot.language import Reading
from bot.language.kinds import EFFECTS
from bot.language.suggest import nearest, same_sound
from bot.understanding.asked import asked_of, reports_wrong, surely
from bot.understanding.command import Command, Match, Taker, find
from bot.understanding.dialog import leave_open, open_in
from bot.understanding.leaving import leaves, renamed
from bot.understanding.parts import deed_and_need, parts
from bot.understanding.reading import open_day, read_as
from bot.understanding.request import House, Request
from bot.understanding.smalltalk import is_talk, of_others, talked_back
from bot.understanding.topics import CLEARLY, SOMEWHAT, nearest_way, not_built, shown, way_asked
from bot.wecom.updates import Update
from config.database import atomically
from models.machine.delivery.rules import Asks, Message
from models.machine.inbox.actions import Waiting
from models.organisation.asking.texts import HONESTLY
from models.organisation.asking.words import AskedOf, kind_asked
from models.organisation.groups.texts import ADDRESS_IN_A_GROUP
from models.organisation.groups.words import holds_address
from models.organisation.people.actions import asker_of, names_somebody, notice_given, people_called
from models.organisation.people.namesakes import WhichOne
from models.organisation.people.rules import Asker, Role, check_allowed
from models.organisation.people.texts import privacy
from models.organisation.units.actions import unit_of
from models.residents.directory.actions import office
from models.residents.directory.texts import ask_there
from models.residents.emergencies.rules import urgent
from models.undertakings.promises.words import promise_lines
from models.values.refusal import Refusal
from models.values.sheets import SentTable
from models.values.wording import asks, asks_how, asks_how_it_is_done

# With these readings a sentence may still amount to a command.
_NOTHING_CLEAR = frozenset({"none", "clarify", "help"})
# Who holds no post asks the village; less than this is talk.
VILLAGERS, _SHORTEST = frozenset({Role.RESIDENT, Role.MEMBER, Role.REPRESENTATIVE}), 4
# Who reports that somebody has left or has another account: the enterprise's list of contacts.
CONTACTS = Asker("contacts", "contacts")


async def answer(
    update: Update, house: House, now: datetime, row: Waiting, table: SentTable | Refusal | None = None
) -> list[Message]:
    """Return what is said because of an update, in the caller's transaction.

    `now` is the local moment; `row` is the update as it waited, with who speaks; `table` is what the file of the update
    holds, or why it could not be read. Raises Refusal: the caller rolls back, so that a refused message leaves no trace
    of an effect, and answers its sentence.
    """
    if update.kind == "left":
        return await leaves(house, house.act(CONTACTS, now, update.key), update.userid)
    if update.kind == "renamed":
        return await renamed(house.act(CONTACTS, now, update.key), update.userid, update.text)
    speaker = asker_of(update.userid, now.date(), row.beside)
    if table is not None:
        messages = await _taken(Request(house, speaker, now, now, "", update.key), table)
        await leave_open(update.conversation, messages, now, update.key)
    else:
        messages = await _answer(update, speaker, house, now, asked=row.asked)
    if update.chatid is not None or speaker.noticed or speaker.person_id is None:
        return messages
    await notice_given(speaker.person_id, now)
    return [*messages, Message(privacy(house.policy.keeper))]


async def _taken(request: Request, table: SentTable | Refusal) -> list[Message]:
    """Obey the command that takes such a table, for those who may say it."""
    able = [(one, one.takes_table) for one in request.house.commands if one.takes_table and request.may(one.needs)]
    if not able:
        return [Message(texts.NO_TABLE_FROM_HIM)]
    if isinstance(table, Refusal):
        raise table
    # A roll may look like anything; what knows its own by their headings stands after it.
    takes = next(one for one, knows in reversed(able) if knows(table))
    return await takes.run(replace(request, table=table), **{blank.name: None for blank in takes.blanks})


async def _answer(update: Update, speaker: Asker, house: House, now: datetime, *, asked: bool) -> list[Message]:
    if update.kind == "hello":
        return [Message(texts.welcome(house.bot_name))]
    if update.kind not in ("text", "voice"):
        return [_not_read(update, speaker)] if update.chatid is None else []
    said_at = datetime.fromtimestamp(update.sent, SHANGHAI)
    text = language.clean(update.text, house.bot_name)
    if not text:
        return [Message(texts.here(house.bot_name))]
    request = Request(house, speaker, now, said_at, text, update.key, update.chatid, update.conversation, update.quote)
    _check_urgent(request)
    _check_secret(request)
    hears = _heard if update.kind == "voice" else _pressed if update.pressed else _said
    messages = await _asked(request, hears) if asked else await hears(request)
    await leave_open(request.conversation, messages, now, request.key)
    return messages


def _not_read(update: Update, speaker: Asker) -> Message:
    """Answer a picture or whatever else is no text."""
    if update.detail != "image":
        return Message(texts.UNSUPPORTED)
    return Message(f"{texts.PICTURE}{texts.HOW_TO_KEEP_MINUTES if Role.SECRETARY in speaker.roles else ''}")


def _check_secret(request: Request) -> None:
    """Warn whoever pastes the address of a group's robot into a group, in whatever sentence."""
    if request.group is not None and holds_address(request.text):
        raise Refusal(ADDRESS_IN_A_GROUP)


def _check_urgent(request: Request) -> None:
    """Raise CallFirst for an emergency; what opens with a command was written with time for it."""
    call = urgent(request.text, listed=request.asker.person_id is not None)
    if call is not None and find(request.text, request.house.openings, request.said_at) is None:
        raise call


async def _asked(request: Request, hears: Callable[[Request], Awaitable[list[Message]]]) -> list[Message]:
    """Answer beside an open question, if there still is one: its answer, or whatever else is said."""
    dialog = await open_in(request)
    if dialog is None:
        return await hears(request)
    answered = await request.house.dialogs.answered(request, dialog)
    if answered is not None:
        return answered
    if dialog.conversation != request.conversation:
        return await hears(request)
    return await request.house.dialogs.interrupted(request, dialog, await hears(request))


async def _said(request: Request) -> list[Message]:
    """Answer what was typed: the command that it opens with, one that waits to hear it, or what free words mean."""
    if both := deed_and_need(request.text, request.said_at) or promise_lines(request.text, request.said_at):
        return await _each(request, both)
    match = find(request.text, request.house.openings, request.said_at)
    if match is not None and asks_how_it_is_done(request.text.removeprefix(match.word)):
        return request.reply(shown(request, match.word, request.house.commands))
    if match is not None and not _merely_begins_so(request, match):
        return await obey(request, match)
    awaited = await taken_by(request, _awaiting(request))
    return awaited if awaited is not None else await _read(request)


def _awaiting(request: Request) -> list[tuple[Command, Taker[Any]]]:
    """Return the commands that take a line which opens with none, in a group those that are to be said aloud."""
    return [(one, takes) for one, takes in request.house.awaiting if request.private or takes.aloud]


async def _pressed(request: Request) -> list[Message]:
    """Obey the command that a button stands for; what no command knows is not read as a sentence."""
    match = find(request.text, request.house.openings, request.said_at)
    return await obey(request, match) if match else [Message(texts.NOT_UNDERSTOOD, unclear=True)]


async def taken_by(request: Request, able: Sequence[tuple[Command, Taker[Any]]]) -> list[Message] | None:
    """Obey the first command that takes a line which opens with none, as its values or as a line of its own."""
    roles = request.asker.roles
    for command, taker in able:
        may = taker.needs is None or taker.needs & roles
        heard = taker.words(request.text) if may else None
        if not heard:
            continue
        said, meant = await taker.take(request, heard), request
        if isinstance(said, str):
            meant = replace(request, text=said, plainly=True)
            said = find(said, request.house.openings, request.said_at)
        elif isinstance(said, dict):
            said = Match(command, command.words[0], said)
        if said is not None:
            return await obey(meant, said)
    return None


async def _found(request: Request) -> list[Message] | None:
    """Answer from the books a question of which nobody else makes anything, or would be sure."""
    reading = request.reading
    unclear = reading.intent in _NOTHING_CLEAR or (reading.intent in EFFECTS and not reading.sure)
    if not unclear or not asks(request.text) or _small_talk(request) is not None:
        return None
    if kind_asked(request.text)[0] is AskedOf.WRONG:
        return None
    able = [(one, takes) for one, takes in request.house.finding if request.private or not one.private]
    return await taken_by(request, able)


def _merely_begins_so(request: Request, match: Match) -> bool:
    """Return whether a line that cannot be obeyed (incomplete, or not his) is meant as something else.

    “主题党日 打扫院坝2小时” begins with a word of the committee's, and is a report whoever says it; what would be
    done to somebody (补录 张三 …) is never a report of the one who says it.
    """
    allowed, complete = request.may(match.command.needs), match.values is not None
    if allowed and (complete or match.command.about_somebody):
        return False
    reports = _reports(request, only_timed=bool(allowed or match.values))
    return reports or (not complete and request.amounts_to is not None)


def _reports(request: Request, *, only_timed: bool) -> bool:
    """Return whether a line reports service; what is a command of his as well does so only with hours in it."""
    timed = any(item.minutes is not None for item in request.reading.items)
    return request.reading.intent == "activity" and (timed or not only_timed)


async def _heard(request: Request) -> list[Message]:
    """Answer what was spoken: a report is repeated and asked about once before anything is stored."""
    if request.reading.intent != "activity":
        return await _said(request)
    return request.reply(texts.heard(request.text), Asks("spoken", {"text": request.text}))


async def obey(request: Request, match: Match) -> list[Message]:
    """Run a command for those who may, where it may be used; what is said in private is not refused in a group."""
    command = match.command
    if not request.private and command.private:
        return request.reply(texts.only_private(match.word, more=match.tells))
    check_allowed(request.asker, command.needs, match.word)
    if match.values is None:
        return request.reply(_usage(request, command))
    if command.shown_first and request.plainly:
        return request.preview(texts.said_plainly(request.text))
    try:
        return await command.run(request, **match.values)
    except WhichOne as asked:
        asked.line = request.line
        raise


def _usage(request: Request, command: Command) -> str:
    """Return how a command is said, and first why a day in it cannot be read."""
    day = open_day(request.text, request.said_at, ahead=True)
    return (texts.day_open(*day) if day else "") + texts.usage(command.usage, command.example)


async def obey_line(request: Request, line: str, otherwise: str) -> list[Message]:
    """Obey a line as if the asker had typed it; answer `otherwise` where nobody makes anything of it."""
    again = replace(request, text=line)
    match = find(line, request.house.openings, request.said_at) or free(request.house, again.reading)
    return await obey(again, match) if match is not None else request.reply(otherwise)


async def _read(request: Request) -> list[Message]:
    """Answer words that open with no command: free reports, questions, or nothing for the bot at all."""
    if unbuilt := not_built(request.text):
        return request.reply(unbuilt)
    if several := parts(request.text, request.said_at):
        return await _each(request, several)
    if offered := await _amounts_to(request):
        return offered
    return await _answered(request) or await _read_on(request)


async def _answered(request: Request) -> list[Message] | None:
    """Answer a question to the village's books, or how something is done; None where neither is asked."""
    asked = asked_of(request)
    village, way = partial(_of_the_village, request, asked), partial(_aside, request)
    # Who holds no post asks the village first; whoever does, how something is done.
    first = asked is not None and request.asker.roles <= VILLAGERS and surely(*asked)
    for look in (village, way) if first else (way, village):
        if answered := await look():
            return answered
    return None


async def _read_on(request: Request) -> list[Message]:
    found = await _found(request)
    return found if found is not None else await _taken_freely(request)


async def _amounts_to(request: Request) -> list[Message]:
    """Offer what a line may amount to, or what it slipped from; nothing of which is none."""
    meant = _offered(request) or slip(request.house, request.text)
    return await _offer(request, meant) if meant is not None and await _names_whom(request, meant[1]) else []


async def _of_the_village(request: Request, asked: tuple[AskedOf, float] | None) -> list[Message] | None:
    """Answer what a village is asked from the books of the command that answers such questions, or honestly not."""
    if asked is None:
        return None
    able = [(one, takes) for one, takes in request.house.answering if request.private or takes.aloud]
    return await taken_by(request, able) or await _honestly(request, asked[0])


async def _honestly(request: Request, kind: AskedOf) -> list[Message] | None:
    """Answer in private that no book holds what is asked; None for what some book may hold."""
    if kind not in HONESTLY or not request.private or not request.asker.roles <= VILLAGERS:
        return None
    return request.reply(HONESTLY[kind].format(ask_there=await _where(request)))


async def _offer(request: Request, meant: tuple[str, str]) -> list[Message]:
    """Ask whether a line is meant, unless it shows by itself what it would do."""
    match = find(meant[1], request.house.openings, request.said_at)
    if match is None or match.values is None or not match.command.shows:
        return suggest(request, meant)
    return await obey(replace(request, text=meant[1]), match)


async def _aside(request: Request) -> list[Message] | None:
    """Answer who asks about others' affairs, or how a thing is done that the books do not answer."""
    said = of_others(request.text)
    if said is None and request.private and request.reading.intent not in EFFECTS and asks_how(request.text):
        match = free(request.house, request.reading)
        said = way_asked(request, match.command.name if match else "")
    return request.reply(said) if said is not None else None


async def _taken_freely(request: Request) -> list[Message]:
    """Obey what free words mean, ask which of two things it is, or say that nothing was made of them."""
    if _may_mean_otherwise(request):
        return await _asked_back(request)
    match = free(request.house, request.reading)
    if match is not None:
        return await obey(request, match)
    return await _lost(request) if request.private else []


async def _each(request: Request, several: Sequence[str]) -> list[Message]:
    """Answer each part of a message as a message of its own; one that is refused leaves nothing, the others stand."""
    done, refused = list[Message](), list[str]()
    for part in several:
        try:
            done += await atomically(partial(_said, replace(request, text=part)))
        except Refusal as why:
            refused.append(why.sentence)
    return [*done, *(request.reply(texts.not_this_one("\n".join(refused))) if refused else ())]


def _offered(request: Request) -> tuple[str, str] | None:
    """Return the command that a sentence may amount to which the reader is not sure of."""
    unclear = request.reading.intent in _NOTHING_CLEAR or not request.reading.sure
    return request.amounts_to if unclear or reports_wrong(request) else None


async def _names_whom(request: Request, line: str) -> bool:
    """Return whether a line that would be offered names somebody on the books, if it is about a person at all."""
    match = find(line, request.house.openings, request.said_at)
    if match is None or not match.command.about_somebody:
        return True
    said = line.removeprefix(match.word).strip()
    return await names_somebody(said) or bool(await people_called(said.split(" ")[0], request.asker.unit_id))


def _may_mean_otherwise(request: Request) -> bool:
    """Return whether words that would do something are not sure enough to.

    In private a report asks by itself when its values are not sure, and so does what is incomplete.
    """
    reading = request.reading
    if reading.intent not in EFFECTS or reading.sure or (request.private and reading.incomplete):
        return False
    return reading.intent != "activity" or reading.second is not None or not request.private


async def _asked_back(request: Request) -> list[Message]:
    """Answer the question that words may be, or ask in private which of two things is meant."""
    query = _query_meant(request)
    if query is not None:
        return await obey(request, query)
    return _ask_what_is_meant(request) if request.private else []


def _query_meant(request: Request) -> Match | None:
    """Return the query that a question means if it is no report: to answer it harms nobody."""
    second = request.reading.second
    if not request.private or not asks(request.text) or second is None or second in _NOTHING_CLEAR | EFFECTS:
        return None
    return free(request.house, read_as(second, request.text, request.said_at))


def _ask_what_is_meant(request: Request) -> list[Message]:
    """Return the question between the two likeliest meanings."""
    kinds = (request.reading.intent, request.reading.second or "none")
    asks = Asks("meant", {"text": request.text, "at": request.said_at.isoformat(), "kinds": list(kinds)})
    return request.reply(texts.meant(*kinds), asks)


def suggest(request: Request, meant: tuple[str, str]) -> list[Message]:
    """Ask whether (shown, line) is meant: a yes lets the line be obeyed."""
    word, text = meant
    return request.reply(texts.suggestion(word), Asks("suggestion", {"word": word, "text": text}))


def free(house: House, reading: Reading) -> Match | None:
    """Return the command that answers a reading of free words."""
    for command in () if reading.intent == "none" else house.commands:
        values = command.free(reading) if command.free else None
        if values is not None:
            return Match(command, command.words[0], values)
    return None


async def _lost(request: Request) -> list[Message]:
    """Answer in private what is for no command: small talk, what must be asked back, or at most one suggestion."""
    talked = _small_talk(request)
    if talked is not None:
        return talked
    reading = request.reading
    if reading.intent == "clarify" and reading.sure:
        return [Message(texts.clarify(str(reading.slots.get("about", ""))), unclear=True)]
    if way := nearest_way(request, SOMEWHAT if asks_how(request.text) else CLEARLY):
        return request.reply(way)
    return await _suggested(request)


async def _suggested(request: Request) -> list[Message]:
    near = nearest(request.house.words, request.text)
    if near is not None:
        return suggest(request, (near, near))
    if request.asker.roles <= VILLAGERS and len(request.text) > _SHORTEST and asks(request.text):
        return [Message(texts.not_found(await _where(request)), unclear=True)]
    if request.reading.intent == "none" and is_talk(request.text):
        return [Message(texts.just_talk(_way(request.asker)), unclear=True)]
    return [Message(texts.NOT_UNDERSTOOD, unclear=True)]


async def _where(request: Request) -> str:
    """Return where one asks what stands in no book: at the office's phone, if it was entered."""
    unit = await unit_of(request.asker.unit_id)
    return ask_there([await office(request.act, unit)] if unit else [])


def _way(asker: Asker) -> str:
    """Return the way to somebody who sees to what he had in mind, or back to what he has in hand himself."""
    if asker.roles <= VILLAGERS:
        return texts.TO_REPORT
    return texts.TO_QUESTION if Role.SUPERVISOR in asker.roles else texts.IN_HAND


def _small_talk(request: Request) -> list[Message] | None:
    """Return the answer to small talk, or peace; None when it is something else."""
    answer = talked_back(request.text, request.house.bot_name)
    return request.reply(answer) if answer else None if answer is None else []


def slip(house: House, text: str) -> tuple[str, str] | None:
    """Return (word, whole text put right) when the first word sounds like a command that is written differently."""
    first = text.split()[0] if text.split() else ""
    word = same_sound(house.words, first)
    return (word, text.replace(first, word, 1)) if word is not None else None
