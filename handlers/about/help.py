"""What the bot can do, who it takes one for, and what it is."""

import re
from dataclasses import replace
from datetime import datetime

from bot import texts
from bot.understanding.command import Blank, Command, of_kind, when
from bot.understanding.dialog import Question, Values, reading_first, yes_no
from bot.understanding.dispatch import free, obey, obey_line, suggest
from bot.understanding.numbered import may_say
from bot.understanding.pending import pending
from bot.understanding.reading import read_as
from bot.understanding.request import Request
from bot.understanding.topics import SOMEWHAT, nearest_way, shown
from models.machine.delivery.rules import Message
from models.machine.dialogs import texts as dialogs_texts
from models.machine.dialogs.rules import bare, yes_or_no
from models.organisation.people import texts as people_texts
from models.organisation.people.rules import Role
from models.organisation.units.actions import branch_name, unit_of
from models.residents.needs.words import said_on

PAGE_LINES = 6


# What whoever holds a role needs most, in this order; who holds several reads the higher office's first.
FIRST = {
    Role.DISTRICT: ("approve_list", "summary", "belt_progress", "deliveries"),
    Role.TOWNSHIP: ("stars_to_file", "to_rule", "summary", "belt_progress"),
    Role.CADRE: ("my_shifts", "leave", "swap"),
    Role.SUPERVISOR: ("supervisors_question", "late_promises", "postings"),
    Role.SECRETARY: ("to_verify", "draft", "announce", "propose_decision", "situation", "star_progress"),
    Role.VERIFIER: ("to_verify",),
    Role.MEMBER: ("report", "my_records", "my_stars", "self_report"),
    Role.REPRESENTATIVE: ("suggest_decision", "group_opinion"),
    Role.RESIDENT: ("on_duty", "services", "need", "decisions", "who_is_who", "disclosed", "promises", "feedback"),
}


def _wanted(text: str, moment: datetime) -> int | str | None:
    """Return the page, or the word of a topic."""
    return int(text) if text.isdecimal() else text or None


def _near(request: Request) -> list[Command]:
    """Return the commands in the order of the asker: what his roles need most, what only some may, then the rest."""
    first = [name for role in reversed(Role) if role in request.asker.roles for name in FIRST.get(role, ())]
    near = sorted(request.house.commands, key=lambda command: command.needs is None or Role.MEMBER in command.needs)
    return sorted(near, key=lambda command: first.index(command.name) if command.name in first else len(first))


async def help_me(request: Request, *, wanted: int | str | None) -> list[Message]:
    near = _near(request)
    if isinstance(wanted, str):
        return request.reply(shown(request, wanted, near))
    # 怎么换书记 asks for help as well, and about what.
    if wanted is None and (way := nearest_way(request, SOMEWHAT)):
        return request.reply(way)
    waits = len(await pending(request)) if request.private else 0
    mine = [one for one in near if may_say(request, one)]
    return request.reply(_page([*texts.help_waits(waits), *(command.help for command in mine)], int(wanted or 1)))


def _page(lines: list[str], page: int) -> str:
    shown = lines[(page - 1) * PAGE_LINES :]
    return texts.help_page(shown[:PAGE_LINES], page, more=len(shown) > PAGE_LINES)


# Whoever is ill asks for more than one way: leave, another one on the desk, somebody who acts for him.
_WHO_TAKES_OVER = re.compile(
    r"(?:病了|生病|住院|动手术|摔[伤断]|骨折)[^?？]{0,8}(?:谁|哪[个位]|有人|能不能|找人)[^?？]{0,6}[替代顶]"
).search


HELP = Command(
    name="help",
    words=("帮助", "菜单", "help", "？", "?"),
    run=help_me,
    help="帮助 请假：看一件事怎么办",
    example="帮助",
    blanks=(Blank("wanted", "第几页，或什么事", _wanted, optional=True),),
    awaited=(when(_WHO_TAKES_OVER, wanted=None),),
    free=of_kind("help", lambda slots: {"wanted": None}),
)


async def cancel(request: Request) -> list[Message]:
    return request.reply(dialogs_texts.NOTHING_OPEN)


CANCEL = Command(
    name="cancel",
    words=("取消", "退出", "不弄了", "上一步"),
    run=cancel,
    help="取消：不答正在问的",
    example="取消",
)


async def who_am_i(request: Request) -> list[Message]:
    unit = await unit_of(request.asker.unit_id)
    branch = await branch_name(request.asker.branch_id)
    return request.reply(people_texts.who_you_are(request.asker, unit.name if unit else "", branch))


WHO_AM_I = Command(
    name="who_am_i",
    words=("我是谁",),
    run=who_am_i,
    help="我是谁：看自己的身份",
    example="我是谁",
    private=True,
    awaited=(when(people_texts.WHERE.search),),
)


async def about(request: Request) -> list[Message]:
    house = request.house
    return request.reply(texts.about(house.bot_name, house.policy.keeper, house.filing_no))


ABOUT = Command(
    name="about",
    words=("关于",),
    run=about,
    help="关于：谁在管、备案号",
    example="关于",
)


async def _suggested_so(request: Request, values: Values, line: str) -> list[Message]:
    return suggest(request, (line, line))


ASK_SUGGESTION = replace(
    reading_first(
        yes_no(
            "suggestion",
            lambda values: texts.suggestion(values["word"]),
            lambda request, values: obey_line(request, values["text"], texts.NOT_RECORDED),
            lambda values: texts.NOT_RECORDED,
        ),
        lambda text, values: said_on(values["text"], text),
        _suggested_so,
    ),
    fleeting=True,
)

_FIRST, _SECOND = ("1", "一", "第一个"), ("2", "二", "第二个")


def _read_meant(text: str, moment: datetime, values: Values) -> str | None:
    """Return the kind that is chosen: by its number or name, `none` by a no; a yes chooses only where there is one."""
    word = bare(text)
    for kind, numbers in zip(values["kinds"], (_FIRST, _SECOND), strict=True):
        if word in numbers or word == texts.KINDS[kind]:
            return str(kind)
    agrees = yes_or_no(text)
    if agrees and values["kinds"][1] != "none":
        return None
    return None if agrees is None else str(values["kinds"][0]) if agrees else "none"


async def _answer_meant(request: Request, values: Values, kind: str) -> list[Message]:
    said_at = datetime.fromisoformat(values["at"])
    again = replace(request, text=values["text"], said_at=said_at)
    match = free(request.house, read_as(kind, again.text, said_at))
    return await obey(again, match) if match is not None else request.reply(texts.NOT_RECORDED)


ASK_MEANT = Question(
    name="meant",
    ask=lambda values: texts.meant(*values["kinds"]),
    read=_read_meant,
    run=_answer_meant,
    left=lambda values: texts.NOT_RECORDED,
    fleeting=True,
)

COMMANDS = (
    HELP,
    CANCEL,
    WHO_AM_I,
    ABOUT,
)

QUESTIONS = (ASK_SUGGESTION, ASK_MEANT)
