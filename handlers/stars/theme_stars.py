"""Theme stars: applied for, awarded or not."""

from datetime import datetime

from bot.understanding.command import Blank, Command, Telling
from bot.understanding.numbered import matters_of, waits_of
from bot.understanding.request import Request
from config.star_catalogue import catalogue
from models.machine.delivery.rules import Message
from models.matters.pending.texts import to_do
from models.matters.steps.actions import Taken
from models.organisation.authority.rules import JUDGES
from models.organisation.people.rules import Role
from models.stars.findings.words import StarSaid, read_application, read_award
from models.stars.theme_stars import actions, texts
from models.stars.theme_stars.rules import THEME, is_theme, set_apart

THEMES = Command(
    name="themes",
    words=("十星", "主题星", "五级十星"),
    run=Telling(actions.album, texts.album),
    help="十星：看主题星和您已有的",
    example="十星",
    needs=frozenset({Role.MEMBER}),
    private=True,
)


def _read_apply_theme(text: str, moment: datetime) -> StarSaid | None:
    said = read_application(text, moment)
    return said if said and is_theme(said.star, catalogue()) else None


async def apply_theme(request: Request, *, said: StarSaid) -> list[Message]:
    kept, people = await actions.apply(request.act, said.star, said.words)
    recipe = request.unless_moved(kept.matter_id)
    told = [request.tell(one.userid, texts.please_decide(kept), recipe=recipe) for one in people]
    return [*request.reply(texts.applied(kept)), *told]


APPLY_THEME = Command(
    name="apply_theme",
    words=("申请",),
    run=apply_theme,
    help="申请 卫生星 做了什么：申请主题星",
    example="申请 卫生星 天天扫院坝",
    blanks=(Blank("said", "哪颗星 做了什么", _read_apply_theme, rest=True),),
    needs=frozenset({Role.MEMBER}),
    private=True,
    glued=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    done = await actions.application_of(taken)
    for_decider, for_member = texts.DECIDED[taken.step.name]
    return [*request.reply(for_decider(done)), request.tell(done.member.userid, for_member(done))]


def _read_award_theme(text: str, moment: datetime) -> StarSaid | None:
    return read_award(set_apart(text, catalogue()), moment)


async def award_theme(request: Request, *, said: StarSaid | None) -> list[Message]:
    if said is None:
        return request.reply(to_do([waits for _, waits in await waits_of(request, NUMBERED)], request.today))
    return await _done(request, await actions.award(request.act, said.name, said.star, said.words, said.score))


AWARD_THEME = Command(
    name="award_theme",
    words=("授予",),
    run=award_theme,
    help="授予 姓名 卫生星：支部定了再发",
    example="授予 张三 卫生星 85",
    blanks=(Blank("said", "姓名 哪颗星 [分数] [依据]", _read_award_theme, optional=True, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)


async def decline_theme(request: Request, *, said: StarSaid) -> list[Message]:
    return await _done(request, await actions.decline(request.act, said.name, said.star))


DECLINE_THEME = Command(
    name="decline_theme",
    words=("不授予",),
    run=decline_theme,
    help="不授予 姓名 卫生星：这次不授",
    example="不授予 张三 卫生星",
    blanks=(Blank("said", "姓名 哪颗星", _read_award_theme, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)

COMMANDS = (
    THEMES,
    APPLY_THEME,
    AWARD_THEME,
    DECLINE_THEME,
)


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(await actions.application_of(taken))


NUMBERED = (matters_of(THEME, _done, _line, JUDGES),)
