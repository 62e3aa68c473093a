"""一票否决: a committee finds a reason for no star this year; it counts once the township has confirmed it."""

from bot.command import Blank, Command
from bot.language.entering import EntrySaid, read_finding
from bot.request import Request
from models.committees.actions import offices_above
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.entries import actions, texts
from models.entries.rules import NewEntry
from models.points.rules import Kind


async def run(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(Kind.VETO, said.name, reason=said.reason, document=said.document, year=said.year)
    kept = await actions.enter(request.asker, entry, request.cause, request.policy.stars.points)
    officers = await offices_above(kept.branch_id, request.today)
    told = [request.tell(officer.userid, texts.please_confirm(kept)) for officer in officers]
    return [*request.reply(texts.entered(kept)), *told]


COMMAND = Command(
    name="veto",
    words=("一票否决",),
    run=run,
    help="一票否决 姓名 事由 文号：报上级",
    example="一票否决 陈桂兰 受党纪处分 涪纪〔2026〕3号",
    blanks=(Blank("said", "姓名 事由 文号", read_finding, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
