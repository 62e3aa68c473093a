"""典型: candidates, recommended, checked, agreed to, published with a picture, visited again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.drawing.ledgers import Ledger
from bot.drawing.press import Drawing, to_be_drawn
from bot.understanding.blanks import rest, words
from bot.understanding.command import Blank, Command, Telling
from bot.understanding.numbered import matters_of
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.machine.delivery.rules import Groups, Message, Purpose, Recipe
from models.matters.pending.rules import Waits
from models.matters.steps.actions import Taken, story, told_of
from models.organisation.authority.act import Act
from models.organisation.authority.actions import unit_kept
from models.organisation.authority.rules import COMMITTEE, JUDGES
from models.organisation.people.rules import KEEPERS, OFFICES
from models.organisation.units.actions import with_above, with_below, with_groups
from models.service.examples import actions, texts
from models.service.examples.rules import EXAMPLE, ExampleState, Exemplar
from models.values.periods import Month

NUMBER = Blank("number", "编号", EXAMPLE.sign.read)


def _drawing(one: Exemplar) -> Drawing:
    return Drawing("portrait", texts.sheet(one), f"{one.unit}{one.name}")


async def examples(request: Request, *, number: int | None) -> list[Message]:
    found = await actions.published(request.act)
    if number is None:
        return request.reply(texts.listed(found))
    one = next((one for one in found if one.number == number), None) or await actions.read(request.act, number)
    if one.state is not ExampleState.PUBLISHED:
        return request.reply(texts.listed(found))
    picture = Message("", to=request.asker.userid, enclosure=to_be_drawn(_drawing(one), "phone"))
    return [*request.reply(texts.portrait(one)), *([picture] if request.private else [])]


EXAMPLES = Command(
    name="examples",
    words=("典型",),
    run=examples,
    help="典型：看公布过的身边典型",
    example="典型",
    blanks=(Blank("number", "编号", EXAMPLE.sign.read, optional=True),),
)


CANDIDATES = Command(
    name="example_candidates",
    words=("典型 候选", "典型候选", "候选典型", "谁可以当典型", "谁能当典型"),
    run=Telling(actions.steady, texts.steady),
    help="典型 候选：从记录里看可以推荐谁",
    example="典型 候选",
    needs=COMMITTEE,
    private=True,
)


async def recommend(request: Request, *, name: str, story: str) -> list[Message]:
    one, told = await actions.recommend(request.act, name, story)
    return [*request.reply(texts.recommended(one)), *(request.tell(p.userid, texts.please_check(one)) for p in told)]


RECOMMEND = Command(
    name="recommend_example",
    words=("推荐典型",),
    run=recommend,
    help="推荐典型 张三 事迹：先核再问本人",
    example="推荐典型 张三 一年里带着大家清了十条沟渠",
    blanks=(Blank("name", "姓名", words), rest("story", "事迹")),
    needs=COMMITTEE,
    private=True,
)


def _posts(one: Exemplar, unit_id: int) -> list[Message]:
    """Return what a unit's groups get; what he has taken back before it goes does not go."""
    recipe = Recipe("example", {"number": one.number, "unit": unit_id})
    text = Message(texts.portrait(one), to=Groups(unit_id), purpose=Purpose.NOTICE, recipe=recipe)
    return [text, replace(text, text="", enclosure=to_be_drawn(_drawing(one), "phone"))]


async def _anew(act: Act, values: Mapping[str, Any]) -> list[Message]:
    one = await actions.read(act, values["number"])
    return _posts(one, values["unit"]) if one.state is ExampleState.PUBLISHED else []


async def publish(request: Request, *, number: int) -> list[Message]:
    one = await actions.read(request.act, number)
    await story(request.act, EXAMPLE, number)
    *_, office = (await with_above(one.unit_id))[:2]
    reached = await with_groups(await with_below(office))
    if not request.confirmed and one.state is ExampleState.AGREED:
        return request.preview(texts.to_publish(one, len(reached)))
    one = await actions.publish(request.act, number)
    posts = [post for unit_id in reached for post in _posts(one, unit_id)]
    answer = request.reply(texts.is_published(one, len(reached)))
    return [*answer, request.tell(one.userid, texts.told_about_you(one)), *posts]


PUBLISH = Command(
    name="publish_example",
    words=("公布典型",),
    run=publish,
    help="公布典型 T001：看过再发",
    example="公布典型 T001",
    blanks=(NUMBER,),
    needs=OFFICES,
    private=True,
    glued=True,
)


async def old(request: Request) -> list[Message]:
    unit = await unit_kept(request.asker)
    found = await actions.published(request.act, await with_below(unit.id) if unit else [])
    return request.reply(texts.old([one for one in found if one.is_old(request.today)]))


OLD = Command(
    name="old_examples",
    words=("典型 老", "老典型"),
    run=old,
    help="典型 老：一年没有回访的",
    example="典型 老",
    needs=KEEPERS,
    private=True,
)


VISIT = Command(
    name="visit_example",
    words=("回访典型",),
    run=Telling(actions.visit, texts.visited),
    help="回访典型 T001 情况：记回访",
    example="回访典型 T001 还在带着大家做",
    blanks=(NUMBER, rest("found", "情况")),
    needs=KEEPERS,
    private=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    one, opener = await actions.of_taken(request.act, taken)
    step, text = taken.step.name, texts.decided(one, taken.step.name, taken.reason)
    himself = request.asker.userid == one.userid
    told = request.tell_others([opener] if opener != one.userid else [], text)
    if step == "check":
        told.append(request.tell(one.userid, texts.do_you_agree(one)))
    if step == "agree":
        people, _ = await told_of(request.act, EXAMPLE, one.number, "publish")
        told += [request.tell(person.userid, texts.may_be_told(one)) for person in people]
    return [*request.reply(texts.thanks(one, step) if himself else text), *told]


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(taken.matter.title)


COMMANDS = (CANDIDATES, OLD, RECOMMEND, PUBLISH, VISIT, EXAMPLES)
_MATTERS = matters_of(EXAMPLE, _done, _line)
# The office checks the facts; the other words are his whom it is about.
_CHECKS = {step.word for step in EXAMPLE.steps if step.takers.above}
_WORDS = {word: replace(one, needs=OFFICES) if word in _CHECKS else one for word, one in _MATTERS.words.items()}
NUMBERED = (replace(_MATTERS, words=_WORDS),)
RECIPES = {"example": _anew}


async def _agreed(request: Request) -> list[Waits]:
    unit = await unit_kept(request.asker)
    found = await actions.agreed(request.act, await with_below(unit.id)) if unit else []
    return [Waits(EXAMPLE.sign.show(one.number), texts.agreed_in_list(one.name)) for one in found]


PENDING = (Source(PUBLISH, _agreed),)


async def _page(request: Request, month: Month) -> Drawing | None:
    unit = await unit_kept(request.asker)
    found = await actions.published(request.act, await with_below(unit.id) if unit else [])
    of_month = [one for one in found if one.published_on and Month.of(one.published_on) == month]
    return _drawing(of_month[-1]) if of_month else None


LEDGERS = (Ledger(texts.PAGE, JUDGES, page=_page),)
