"""公开: what the village publishes of its money and affairs, who entered and who approved it; what is missing."""

from dataclasses import replace

from bot.clockwork.reminders import Reminder
from bot.understanding.before import before
from bot.understanding.command import Blank, Command, Taker
from bot.understanding.numbered import matters_of
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import Taken
from models.organisation.asking.words import AskedOf, asking
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import holders
from models.organisation.people.rules import OFFICES, Role
from models.residents.disclosures import actions, texts
from models.residents.disclosures.rules import DISCLOSURE, DisclosureWanted, is_due, missing_told, quarters_over
from models.residents.disclosures.words import (
    ASSETS,
    FINANCE,
    accounts_asked,
    asks_approver,
    read_disclosure,
)
from models.values.periods import Quarter

PUBLISHERS = frozenset({Role.VILLAGE_COMMITTEE, Role.SECRETARY})
SUPERVISORS = frozenset({Role.SUPERVISOR}) | OFFICES


async def enter(request: Request, *, wanted: DisclosureWanted) -> list[Message]:
    number, title, supervisors = await actions.enter(request.act, wanted)
    asked = texts.please_look(number, title, wanted.text, request.asker.name)
    told = [request.tell(one.userid, asked) for one in supervisors]
    return [*request.reply(texts.entered(number, title, [one.name for one in supervisors])), *told]


ENTER = Command(
    name="enter_disclosure",
    words=("登记公开",),
    run=enter,
    help="登记公开 财务 1季度 …：报请公开",
    example="登记公开 财务 1季度 收入3.2万元，支出2.8万元",
    blanks=(Blank("wanted", "哪方面 哪期 内容", read_disclosure, rest=True),),
    needs=PUBLISHERS,
    private=True,
)


async def disclosed(request: Request, *, wanted: DisclosureWanted | None) -> list[Message]:
    topic, (unit_id, place) = wanted.topic if wanted else FINANCE, await actions.elsewhere(request.act, request.text)
    newest = await actions.newest(request.act, topic, unit_id)
    if newest is None and topic not in (FINANCE, ASSETS):
        return request.reply(texts.NEVER_PUBLISHED)
    if wanted and wanted.period:
        out = await actions.published(request.act, topic, wanted.period, unit_id)
        return request.reply(texts.shown(topic, wanted.period, out, place))
    periods = list(dict.fromkeys([*quarters_over(request.today), *filter(None, [newest])]))
    found = [(one, await actions.published(request.act, topic, one, unit_id)) for one in periods]
    return request.reply(texts.overview(topic, found, newest, place))


async def _of_accounts(request: Request, asked: object) -> dict[str, DisclosureWanted] | None:
    theirs = request.asker.unit_id or (await actions.elsewhere(request.act, request.text))[0]
    return {"wanted": accounts_asked(request.text, request.today)} if theirs else None


async def _of_the_one_before(request: Request, asked: object) -> dict[str, DisclosureWanted | None] | None:
    """Take who has let the accounts through that were just shown: 哪个批的这个账."""
    told = texts.period_in(await before(request))
    return {"wanted": read_disclosure(told, request.said_at)} if told else None


DISCLOSED = Command(
    name="disclosed",
    words=("公开", "村务公开", "财务公开"),
    run=disclosed,
    help="公开 财务 1季度：村里公开的账",
    example="公开 财务 1季度",
    blanks=(Blank("wanted", "哪方面 哪期", read_disclosure, optional=True, rest=True),),
    awaited=(Taker(asks_approver, _of_the_one_before, aloud=True),),
    answers=(Taker(asking(AskedOf.ACCOUNTS), _of_accounts, aloud=True),),
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    text = texts.decided(taken.matter.id, taken.matter.title, taken.step.name, taken.reason)
    owners = {one.userid for one in taken.people[Part.OWNER] if one.left_on is None}
    publishers = {one.userid for one in await holders(PUBLISHERS, request.today, taken.matter.unit_id)}
    # It was asked for by a post: whoever holds it now is answered, where its owner no longer does.
    heads = [] if owners & publishers else await holders([Role.SECRETARY], request.today, taken.matter.unit_id)
    hear = sorted(owners | {one.userid for one in heads})
    return [*request.reply(text), *request.tell_others(hear, text)]


async def _missing(act: Act) -> list[Owed]:
    role, quarter = missing_told(act.today, act.calendar), Quarter.of(act.today).before
    if role is None:
        return []
    line = (texts.missing if role is Role.SECRETARY else texts.still_missing)(FINANCE, quarter)
    return [
        Owed(one.userid, line)
        for unit in await actions.unpublished(FINANCE, quarter)
        for one in await holders([role], act.today, unit.id)
    ]


async def _waiting(request: Request) -> list[Waits]:
    quarter, own = Quarter.of(request.today).before, request.asker.units_as(PUBLISHERS)
    missing = await actions.unpublished(FINANCE, quarter) if is_due(request.today) else []
    return [Waits("", texts.waits(FINANCE, quarter)) for unit in missing if unit.id in own]


COMMANDS = (DISCLOSED, ENTER)
PENDING = (Source(ENTER, _waiting),)
REMINDERS = (Reminder("accounts_missing", _missing),)
# The supervision committee's words are the committee's, and where there is none the office's above; whoever publishes
# may take back.
_MATTERS = matters_of(DISCLOSURE, _done, needs=PUBLISHERS)
_COMMITTEE_S = {step.word for step in DISCLOSURE.steps if step.takers.roles}
_WORDS = {word: replace(one, needs=SUPERVISORS) for word, one in _MATTERS.words.items() if word in _COMMITTEE_S}
NUMBERED = (replace(_MATTERS, words={**_MATTERS.words, **_WORDS}),)
MERGERS = (actions.bring_along,)
