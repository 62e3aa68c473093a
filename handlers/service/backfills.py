"""补录: what a member may not or cannot report himself, entered by the secretary, marked, and listed for everybody.

That is what is too old, and whatever somebody did who has no account.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import texts as bot_texts
from bot.understanding.command import Blank, Command, when
from bot.understanding.reading import read_as
from bot.understanding.request import Request
from config.catalogue import categories
from models.machine.delivery.rules import Message
from models.matters.pending.words import asks_after_own
from models.organisation.people.rules import SECRETARIES, check_allowed, has_account
from models.organisation.register.actions import whom
from models.service.activities import actions, texts
from models.service.activities.claims import Claim, is_backfilled
from models.service.activities.deeds import Deed, as_claim
from models.service.activities.rules import BACKFILLED


@dataclass(frozen=True)
class BackfillSaid:
    """Whom something is entered for, what he did, and the words it was read from."""

    name: str
    deeds: tuple[Deed, ...]
    text: str


def _read_entered(text: str, moment: datetime) -> BackfillSaid | None:
    """Return what is meant by “陈桂兰 10月20日 三组 扫街 1小时”: a name, and deeds with their days."""
    name, _, said = text.partition(" ")
    items = read_as("activity", said, moment).items if said else ()
    return BackfillSaid(name, items, said) if items and all(one.day for one in items) else None


async def backfill(request: Request, *, entered: BackfillSaid | None) -> list[Message]:
    if entered is None:
        return request.reply(texts.backfills(await actions.backfills(request.asker, request.today.year), categories()))
    if not request.private:
        return request.reply(bot_texts.only_private(BACKFILLED))
    check_allowed(request.asker, SECRETARIES, BACKFILLED)
    return await _enter(request, entered)


def _claims(request: Request, deeds: Sequence[Deed]) -> list[Claim]:
    most = request.policy.activity.description_characters
    return [as_claim(deed, deed.day or request.today, most) for deed in deeds]


async def _enter(request: Request, entered: BackfillSaid) -> list[Message]:
    person = await whom(request.act, [entered.name])
    claims = _claims(request, entered.deeds)
    old = [claim for claim in claims if is_backfilled(claim.day, request.today, request.policy.activity)]
    if has_account(person.userid) and len(old) < len(claims):
        return request.reply(texts.not_so_old(person.name))
    stored = [await actions.backfill(request.act, person, claim, text=entered.text) for claim in claims]
    said = [texts.backfilled(done.number, person.name, done.claim, categories()) for done in stored]
    answer = request.reply("\n".join(said))
    if person.id == request.asker.person_id:
        return answer
    told = [texts.entered_for_you(done.number, request.asker.name, done.claim, categories()) for done in stored]
    return [*answer, request.tell(person.userid, "\n".join(told))]


def _asks_after(text: str) -> bool:
    return BACKFILLED in text and asks_after_own(text) is not None


BACKFILL = Command(
    name="backfill",
    words=("补录",),
    run=backfill,
    help="补录：看今年补录的；书记可以补录",
    example="补录 张三 10月20日 扫街 1小时",
    blanks=(Blank("entered", "姓名 哪天做了什么、多久", _read_entered, optional=True, rest=True),),
    awaited=(when(_asks_after, entered=None),),
)

COMMANDS = (BACKFILL,)
