"""服务之星: asked for one by one, then listed, drawn and printed for the board."""

from datetime import datetime

from bot.drawing.ledgers import Ledger
from bot.drawing.press import Drawing, to_be_drawn
from bot.understanding.blanks import held_month
from bot.understanding.command import Blank, Command
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.honour.service_stars import actions, texts
from models.honour.service_stars.rules import SERVICE_STAR, ServiceStar
from models.machine.delivery.rules import Message
from models.matters.steps.actions import Taken
from models.organisation.authority.deciders import Part
from models.organisation.authority.rules import COMMITTEE
from models.values.periods import Month


def _read_stars(text: str, moment: datetime) -> tuple[Month | None, list[str]] | None:
    """Return the month and the names in “11月 陈桂兰 唐敏”; without a month the last one is meant."""
    found = [(held_month(word, moment), word) for word in text.replace("、", " ").split()]
    months, names = [one for one, _ in found if one], [word for one, word in found if one is None]
    return (months[0] if months else None, names) if len(months) <= 1 else None


def _drawing(branch: str, month: Month, found: list[ServiceStar]) -> Drawing:
    return Drawing("service_stars", texts.sheet(branch, month, found), f"{branch}{month.name}{texts.PAGE}")


async def service_stars(request: Request, *, said: tuple[Month | None, list[str]] | None) -> list[Message]:
    named, names = said or (None, [])
    month = named or Month.of(request.today).before
    if names:
        asked = await actions.ask(request.act, month, names)
        answer = request.reply(texts.asked(month, [person.name for _, person, _ in asked]))
        return answer + [
            request.tell(person.userid, texts.do_you_agree(number, month, deeds)) for number, person, deeds in asked
        ]
    branch, found = await actions.agreed(request.act, month)
    picture = to_be_drawn(_drawing(branch, month, found), "phone")
    return [
        *request.reply(texts.stars(branch, month, found)),
        Message("", to=request.asker.userid, enclosure=picture),
    ]


SERVICE_STARS = Command(
    name="service_stars",
    words=("服务之星",),
    run=service_stars,
    help="服务之星 11月 [姓名]：问本人，再列",
    example="服务之星 11月 张三 李四",
    blanks=(Blank("said", "月份、姓名", _read_stars, optional=True, rest=True),),
    needs=COMMITTEE,
    private=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    month, step = await actions.month_of(taken.matter.id), taken.step.name
    others = [one.userid for one in taken.people.get(Part.OTHER, ())]
    text = texts.decided(taken.subject.name, month, step)
    return [*request.reply(texts.thanks(month, step)), *request.tell_others(others, text)]


COMMANDS = (SERVICE_STARS,)
NUMBERED = (matters_of(SERVICE_STAR, _done),)


async def _page(request: Request, month: Month) -> Drawing | None:
    branch, found = await actions.agreed(request.act, month)
    return _drawing(branch, month, found)


LEDGERS = (Ledger(texts.PAGE, COMMITTEE, page=_page, over=True),)
