"""What a member may know of his own appraisal, and whether his name is shown."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.language import Reading
from bot.understanding.command import Blank, Command, of_kind, when
from bot.understanding.request import Request
from config.star_catalogue import catalogue
from models.machine.delivery.rules import Message
from models.organisation.authority.actions import be_recorded, publish_name
from models.organisation.people.rules import VERIFIERS, Role
from models.stars.appraisal import texts
from models.stars.appraisal.actions import present_version
from models.stars.objections.actions import only_finding
from models.stars.proposed import texts as proposed_texts
from models.stars.proposed.actions import own_dossiers, own_stars
from models.stars.review.words import asks_own_outcome, begin_line, hide_line, show_line, stop_line
from models.stars.theme_stars.actions import held
from models.values.numbers import Sign
from models.values.periods import read_year, year_of


def _free(metric: str) -> Callable[[Reading], dict[str, Any] | None]:
    return of_kind("my_record", lambda slots: {"year": year_of(slots.get("period"))}, metric=metric)


async def my_stars(request: Request, *, year: int | None) -> list[Message]:
    found = await own_stars(request.act, year)
    themes = await held(request.asker.person_id or 0)
    return request.reply(proposed_texts.own_stars(found, themes, catalogue().themes))


MY_STARS = Command(
    name="my_stars",
    words=("我的星级", "我的星", "星级", "年度评星"),
    run=my_stars,
    help="我的星级：看自己的星级和进度",
    example="我的星级",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=frozenset({Role.MEMBER}),
    private=True,
    glued=True,
    free=_free("stars"),
    awaited=(when(asks_own_outcome, year=None),),
)


async def star_details(request: Request, *, year: int | None) -> list[Message]:
    found, entry = await own_dossiers(request.act, year), await only_finding(request.act)
    shown = Sign.FINDING.show(entry) if entry else None
    return request.reply(proposed_texts.details(found[0], is_placed=request.may(VERIFIERS), entry=shown))


STAR_DETAILS = Command(
    name="star_details",
    words=("为什么", "星级明细", "我的积分"),
    run=star_details,
    help="为什么：看参考分是怎么来的",
    example="为什么",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=frozenset({Role.MEMBER}),
    private=True,
    glued=True,
    free=_free("points"),
)


async def star_method(request: Request) -> list[Message]:
    policy = request.policy.stars
    return request.reply(texts.method(policy, await present_version(policy)))


STAR_METHOD = Command(
    name="star_method",
    words=("评星办法", "评星标准"),
    run=star_method,
    help="评星办法：分数线、比例、步骤",
    example="评星办法",
    free=of_kind("help", lambda slots: {}, topic="star_report"),
)


_Keeps = Callable[..., Awaitable[None]]
_PLAINLY = {"show_name": show_line, "hide_name": hide_line, "stop_records": stop_line, "allow_records": begin_line}


def _consent(name: str, words: tuple[str, ...], meaning: str, keeps: _Keeps, answer: str, *, wanted: bool) -> Command:
    """Return the command by which somebody gives a consent or withdraws it; it says what then begins or ends."""

    async def run(request: Request) -> list[Message]:
        await keeps(request.asker, request.cause, wanted=wanted)
        return request.reply(answer)

    help_line, needs = f"{words[0]}：{meaning}", frozenset({Role.MEMBER})
    return Command(name, words, run, help_line, words[0], needs=needs, private=True, meant=_PLAINLY[name])


SHOW_NAME = _consent(
    "show_name",
    ("公开姓名", "同意公开姓名", "同意公布姓名", "公布姓名"),
    "群里可写您的名字",
    publish_name,
    texts.NAME_SHOWN,
    wanted=True,
)
HIDE_NAME = _consent(
    "hide_name",
    ("不公开姓名", "不公布姓名", "撤回同意", "撤回公开姓名"),
    "群里不写您的名字",
    publish_name,
    texts.NAME_HIDDEN,
    wanted=False,
)
STOP_RECORDS = _consent(
    "stop_records",
    ("不要记我的", "不要再记我的", "别记我的"),
    "不再记您的服务和自评",
    be_recorded,
    texts.RECORDS_END,
    wanted=False,
)
ALLOW_RECORDS = _consent(
    "allow_records", ("可以记我的",), "再记您的服务和自评", be_recorded, texts.RECORDS_BEGIN, wanted=True
)

COMMANDS = (
    MY_STARS,
    STAR_DETAILS,
    STAR_METHOD,
    SHOW_NAME,
    HIDE_NAME,
    STOP_RECORDS,
    ALLOW_RECORDS,
)
