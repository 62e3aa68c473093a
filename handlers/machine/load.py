"""How much of the people's time the bot takes: what came of itself in a month, and what joining messages has saved."""

from datetime import timedelta

from bot.clock import to_milliseconds
from bot.understanding.blanks import MONTH
from bot.understanding.command import Command
from bot.understanding.request import Request
from models.machine.delivery import texts
from models.machine.delivery.rules import Message, load_lines, posted, saved_and_asked
from models.machine.delivery.told import told_between
from models.organisation.authority.actions import addresses_below
from models.organisation.people.actions import foremost_roles
from models.organisation.people.rules import OFFICES, ROLE_NAMES, Role
from models.organisation.units.actions import groups
from models.values.periods import Month


async def load(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    ends = wanted.moments(request.now.tzinfo)
    kept = request.policy.retention.sent_days
    if ends[1] < request.now - timedelta(days=kept):
        return request.reply(texts.load_gone(kept))
    kinds = await _kinds(request)
    told = [one for one in await told_between(*map(to_milliseconds, ends)) if one.destination in kinds]
    names = {group.chatid: group.name for group in await groups(working=False)}
    each = [(names.get(chatid, ""), count) for chatid, count in posted(told).most_common()]
    shown = texts.each_group(each, posted(told, by_hand=True).total())
    return request.reply(texts.load(wanted, load_lines(told, kinds), shown, *saved_and_asked(told)))


async def _kinds(request: Request) -> dict[str, tuple[str, str]]:
    """Return {destination: what it is counted as} of the groups and people whose messages the asker may look at."""
    area = await addresses_below(request.asker)
    people = sorted((await foremost_roles(request.today)).items(), key=lambda one: list(Role).index(one[1]))
    kinds = {group.chatid: texts.GROUPS for group in await groups(working=False)}
    kinds |= {userid: (ROLE_NAMES[role], texts.PEOPLE) for userid, role in people}
    return {one: kind for one, kind in kinds.items() if area is None or one in area}


LOAD = Command(
    name="load",
    words=("减负报告",),
    run=load,
    help="减负报告 11月：主动发了多少",
    example="减负报告 11月",
    blanks=(MONTH,),
    needs=OFFICES,
    private=True,
    glued=True,
)

COMMANDS = (LOAD,)
