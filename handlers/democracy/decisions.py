"""四议: 提议, 建议, 进度; what the shared words do to a decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.understanding.before import told_before
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker, line_in
from bot.understanding.dialog import Question, Values
from bot.understanding.numbered import alone, matters_of, read_by_all
from bot.understanding.request import Request
from models.democracy.decisions import actions, texts
from models.democracy.decisions.rules import (
    AGAIN,
    ASIDE,
    DECISION,
    OPINIONS,
    PROGRESS,
    DecisionState,
    VillageDecision,
    not_by_a_word,
)
from models.democracy.decisions.words import (
    amended,
    changes_works,
    is_progress,
    proposal_line,
    read_amended,
    read_field,
    read_title,
    split_cost,
    suggestion_line,
    takes_up_again,
    tells_ahead,
    told_beside,
    wish,
)
from models.democracy.deliberations.actions import forget_ahead
from models.ledger.feedback.rules import check_door
from models.machine.delivery.rules import Button, Groups, Message, Purpose
from models.matters.steps.actions import Taken
from models.matters.steps.rules import TAKE_BACK, NoSuchMatter, WrongState
from models.organisation.authority.deciders import Part
from models.organisation.people.rules import SECRETARIES, Role

_SET_ASIDE = {DecisionState.WITHDRAWN, DecisionState.DECLINED}
NUMBER = Blank("number", "编号", DECISION.sign.read)


async def propose(request: Request, *, title: str) -> list[Message]:
    what, cost = split_cost(title)
    one = await actions.propose(request.act, what, cost)
    return request.reply(*texts.asking(one, texts.opened(one)))


async def _again(request: Request, said: object) -> str | None:
    """Return the line that brings again what was set aside, of which a secretary says that it can be."""
    one = await actions.meant(request.act, request.text, SECRETARIES, _SET_ASIDE)
    return f"{AGAIN} {one.code} {request.text}" if one else None


PROPOSE = Command(
    name="propose_decision",
    words=("提议",),
    run=propose,
    help="提议 修三组路灯：支部提一件大事",
    example="提议 修三组路灯",
    blanks=(Blank("title", "什么事", read_title, rest=True),),
    private=True,
    glued=True,
    awaited=(
        line_in(proposal_line),
        line_in(wish("提议"), SECRETARIES),
        Taker(takes_up_again, _again, SECRETARIES),
    ),
    shown_first=True,
)


def _read_answer(text: str, moment: datetime, values: Values) -> list[tuple[str, str | date]] | None:
    """Return what is answered, and the sum or day told beside it; who is asked one thing may tell another first."""
    asked, now = values["field"], amended(text)
    if now and (again := read_amended(now, moment)):
        return again
    found, beside = read_field(asked, text, moment), told_beside(asked, text, moment)
    if found is None:
        return beside or ([] if tells_ahead(text) else None)
    of_money = "cost" in (asked, *dict(beside))
    return [(asked, found), *(beside if of_money else ())]


async def _fill(request: Request, values: Values, answers: list[tuple[str, str | date]]) -> list[Message]:
    one, said = await actions.read(request.act, values["number"]), texts.ASKED_LATER
    for field, value in answers:
        one = await actions.fill(request.act, one.number, field, value)
        said = texts.filled(one, field)
    return request.reply(*texts.asking(one, said, values.get("then", "")))


ASK_DOSSIER = Question(
    name="dossier",
    ask=lambda values: texts.question_again(values["field"]),
    read=_read_answer,
    run=_fill,
    left=lambda values: texts.left(values["number"]),
    free=True,
    stands=lambda values: actions.lacks(values["number"], values["field"]),
)


async def amend(request: Request, *, number: int, said: list[tuple[str, str | date]]) -> list[Message]:
    return await _fill(request, {"number": number}, said)


async def _put_right(request: Request, now: str) -> dict[str, Any] | str | None:
    """Return the line that 花费改成6万 amounts to, of the proposal that is named or the only one there is."""
    told = read_amended(now, request.said_at)
    one = await actions.meant(request.act, request.text, SECRETARIES, {DecisionState.PROPOSING}, only=True)
    if changes_works(request.text) and (decided := await _decided(request)):
        raise not_by_a_word(decided)
    if one is None or told is None:
        return None
    # What is only said to be wrong is asked again.
    return (
        f"{PROPOSE.words[0]} {one.code} {now}"
        if any(value for _, value in told)
        else {"number": one.number, "said": told}
    )


async def _decided(request: Request) -> VillageDecision | None:
    """Return what has gone before a meeting already that a text names, or that was spoken of just before."""
    later = set(DECISION.open) - {DecisionState.SUGGESTED, DecisionState.PROPOSING}
    told = await told_before(request)
    spoken_of = f"{told[0].show(told[1])} {request.text}" if told and told[0] is DECISION.sign else request.text
    return await actions.meant(request.act, spoken_of, SECRETARIES, {*map(DecisionState, later)})


AMEND = Command(
    name="amend_decision",
    words=("提议",),
    run=amend,
    help="提议 D012 花费 5万：改说过的",
    example="提议 D012 花费 5万，村集体出",
    blanks=(NUMBER, Blank("said", "要改的：哪类事、谁提的、花多少、哪天前办完", read_amended, rest=True)),
    needs=SECRETARIES,
    private=True,
    awaited=(Taker(amended, _put_right, SECRETARIES),),
    shown_first=True,
)


async def suggest(request: Request, *, title: str) -> list[Message]:
    check_door(title)
    one, secretaries = await actions.suggest(request.act, title)
    told = [request.tell(person.userid, texts.please_consider(one)) for person in secretaries]
    return [*request.reply(texts.suggested(one)), *told]


SUGGEST = Command(
    name="suggest_decision",
    words=(texts.SUGGEST,),
    run=suggest,
    help="建议 …：请支部研究一件村里的事",
    example="建议 修三组路灯",
    blanks=(rest("title", "什么事"),),
    private=True,
    awaited=(line_in(suggestion_line), line_in(wish(texts.SUGGEST))),
    shown_first=True,
)


async def progress(request: Request, *, number: int, said: str | None) -> list[Message]:
    if said and request.plainly:
        return request.preview(
            texts.kept_as(await actions.to_note(request.act, number, PROGRESS, said), PROGRESS, said)
        )
    if said:
        return request.reply(texts.noted(await actions.note(request.act, number, PROGRESS, said)))
    one = await actions.read(request.act, number)
    if one.unit_id in request.asker.units_as([Role.SECRETARY]):
        return request.reply(*texts.asking(one, texts.progress(one)))
    return request.reply(texts.progress(one))


async def _goes_on(request: Request, told: object) -> str | None:
    one = await actions.carried_out(request.act, request.text)
    return f"{PROGRESS_OF.words[0]} {one.code} {request.text}" if one else None


PROGRESS_OF = Command(
    name="decision_progress",
    words=("进度", "进展"),
    run=progress,
    help="进度 D012：一件大事走到哪一步",
    example="进度 D012",
    blanks=(NUMBER, rest("said", "办得怎样，由村委会写", optional=True)),
    private=True,
    glued=True,
    awaited=(Taker(is_progress, _goes_on), alone(DECISION.sign, said=None)),
)


# Of these steps whoever suggested it hears, of the second nobody else, of all others the secretary.
_OF_SUGGESTION, _OWN_WORK = frozenset({"take_up", "decline"}), frozenset({"withdraw", "reopen"})


async def _done(request: Request, taken: Taken) -> list[Message]:
    step = taken.step.name
    one = await actions.settled(request.act, taken.matter.id, step)
    # The drafts that were sent hold no longer.
    off = await forget_ahead(request.act, one) if step in ("send_back", "withdraw") else []
    said, heard = texts.done(one, step, taken.reason)
    asks = texts.asking(one, "")[1] if step in actions.TO_THE_BRANCH else None
    group = [Message(texts.revoked(one, taken.reason), to=Groups(one.unit_id), purpose=Purpose.NOTICE)]
    button = [Button(texts.LOOK, f"{texts.POST} {one.code}")] if step in OPINIONS else []
    # What is to be put up is told of no more once it is.
    still = request.unless_moved(one.number) if step in OPINIONS else None
    told = request.tell_others(sorted(await _told(request, taken)), heard, *button, recipe=still)
    return [
        *request.reply(said, asks),
        *_told_once(told, off),
        *(group if step == "revoke" and one.said.posted_on else []),
    ]


def _told_once(told: Sequence[Message], off: Sequence[Message]) -> list[Message]:
    """Return both; who hears why it goes another way hears with it which meeting will not be."""
    return [
        *(replace(one, text="\n".join([one.text, *(each.text for each in off if each.to == one.to)])) for one in told),
        *(each for each in off if each.to not in {one.to for one in told}),
    ]


async def _told(request: Request, taken: Taken) -> set[str]:
    if taken.step.name in _OWN_WORK:
        return set()
    # What is resolved no longer the supervision committee need not look at.
    roles = [Role.SECRETARY, Role.SUPERVISOR] if taken.step.name in ("revoke", "send_back") else [Role.SECRETARY]
    people = (
        taken.people[Part.OTHER]
        if taken.step.name in _OF_SUGGESTION
        else await actions.concerned(request.act, taken.matter.unit_id, taken.matter.id, *roles)
    )
    return {person.userid for person in people}


# Beside the shared words: by which command of its own a step is taken.
_BY = {"report": texts.REPORT, "post": texts.POST, "publish": texts.POST}
_MATTERS = matters_of(
    DECISION,
    _done,
    # What may be taken aside waits for nobody, nor does another opinion.
    listed=lambda asker, taken: taken.step.name not in ASIDE and taken.step.target != taken.matter.state,
    by=lambda step: step.word or _BY.get(step.name, texts.HOLD),
)


async def _to_be_seen(request: Request, word: str, number: int, reason: str) -> str:
    """Return what somebody sees before a word is done of a decision; nothing where it is done at once."""
    if word == AGAIN and request.plainly:
        return texts.kept_as(await actions.read(request.act, number), word, reason)
    one = await actions.to_take_back(request.act, number, reason) if word == TAKE_BACK else None
    return texts.would_withdraw(one) if one else ""


def _explained(word: str, command: Command) -> Command:
    """Return the command of a word whose reasons stand in the dossier; who may not say it hears what is so."""

    async def run(request: Request, *, number: int, reason: str | None) -> list[Message]:
        if reason and not request.confirmed and (shown := await _to_be_seen(request, word, number, reason)):
            return request.preview(shown)
        try:
            return await command.run(request, number=number, reason=reason)
        except (NoSuchMatter, WrongState):
            one = await actions.read(request.act, number)
            raise actions.refused_to(request.act, one, word) from None

    return read_by_all(replace(command, run=run))


COMMANDS = (AMEND, PROPOSE, SUGGEST, PROGRESS_OF)
QUESTIONS = (ASK_DOSSIER,)
NUMBERED = (replace(_MATTERS, words={word: _explained(word, one) for word, one in _MATTERS.words.items()}),)
