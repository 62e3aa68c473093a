"""转出: a secretary offers a member to another branch."""

from bot.blanks import rest, words
from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.actions import holders
from models.people.rules import Role
from models.transfers import actions, texts


async def run(request: Request, *, name: str, place: str) -> list[Message]:
    moved, target = await actions.send(request.asker, name, place, request.cause)
    heads = await holders([Role.SECRETARY], request.today, target.unit_id)
    asked = [request.tell(p.userid, texts.please_take_in(moved)) for p in heads if p.branch_id == target.id]
    return [*request.reply(texts.sent(moved)), *asked]


COMMAND = Command(
    name="transfer_send",
    words=("转出",),
    run=run,
    help="转出 张三 莲花池村：转组织关系",
    example="转出 陈桂兰 桂花湾村",
    blanks=(Blank("name", "姓名", words), rest("place", "去哪个村、社区或支部")),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
