"""登记表: the six sheets of a decision on paper, for the board and the archive."""

from bot.drawing.press import Drawing, to_be_drawn
from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.democracy.decisions.actions import read
from models.democracy.decisions.rules import DECISION
from models.democracy.postings.rules import postings_of
from models.democracy.sheets import texts
from models.ledger.audit.actions import record
from models.ledger.takeaways.texts import ready
from models.machine.delivery.rules import Message
from models.organisation.people.rules import OFFICES, Role


async def sheets(request: Request, *, number: int) -> list[Message]:
    one = await read(request.act, number)
    data = texts.sheets(one, postings_of(one, request.policy.democracy.publicity_days))
    file = to_be_drawn(Drawing("sheets", data, texts.title(one)), "a4")
    await record(request.cause, "take_away", ("unit", one.unit_id), after={"what": texts.SHEETS, "number": number})
    return [*request.reply(ready(file.name)), Message("", to=request.asker.userid, enclosure=file)]


SHEETS = Command(
    name="decision_sheets",
    words=(texts.SHEETS, f"打印{texts.SHEETS}", f"打印 {texts.SHEETS}"),
    run=sheets,
    help="登记表 D012：六张表，打印存档",
    example="登记表 D012",
    blanks=(Blank("number", "编号", DECISION.sign.read),),
    needs=OFFICES | {Role.SECRETARY, Role.SUPERVISOR},
    private=True,
    glued=True,
)

COMMANDS = (SHEETS,)
