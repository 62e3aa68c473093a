"""What is entered about people × who says it × about whom, against a table that a person has read: areas.txt.

Who: in his post, after his own village was left, standing in for a secretary, and the day after that is over.
About whom: himself, one of the own village, of the next village, of another township, one of two of one name.
In a cell: 可 shown before it is done (or done, where it is done at once), 问 asked which of two, 自 not about oneself,
外 not of his area, 否 not for him, 册 of no branch.
"""

from pathlib import Path

import pytest

from handlers.organisation import exits, posts, register
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person, Post
from models.organisation.units.tables import Unit
from tests.access.town import open_town
from tests.fakes.databases import NOON

TABLE = Path(__file__).parent / "areas.txt"
LINES = {
    "change_person": "改人 {name} 五组",
    "give_post": "任职 {name} 支委 到2029年",
    "end_post": "免职 {name} 支委",
    "delegate": "代行 {name} 到12月20日",
    "died": "去世 {name}",
    "take_off_books": "减人 {name}",
    "party_exit": "退党 {name}",
    "party_removal": "除名 {name}",
    "backfill": "补录 {name} 10月2日 扫街 1小时",
    "exemption": "免评 {name} 年纪大了走不动",
}
# They are done at once, and whom they are about is told; what is refused writes nothing.
AT_ONCE = {"backfill", "exemption"}
NO_NAME = {"enter_person", "count_members", "posts", "empty_posts", "not_died"}  # they name nobody who is on the books
SPEAKERS = {
    "党员": "chenguilan",
    "书记": "LuoZhengfu",
    "原书记": "LuoZhengfu",
    "代行": "heguangrong",
    "代行期满": "heguangrong",
    "镇街": "liuqihang",
    "区": "ShenWenjing",
}
ABOUT = {"本村": "唐敏", "邻村": "苟永红", "外镇": "杜丽华", "同名": "张伟"}
SIGNS = {
    "对的话回“是”": "可",
    "是哪一位": "问",
    "自己的岗位要由上级登记": "自",
    "您自己的由别的书记或镇街来办": "自",
    "同志是党员，搬走了发“转出": "转",
    "补录了": "可",
    "同志的名义": "可",
    "我跟书记说": "可",
    "我跟上级说": "可",
    "名册上还没有您": "册",
    "由他支部的书记替他申请": "外",
    "您负责的范围里没有找到": "外",
    "登记。请把这句话转给他们": "否",
    "用的，这次没办": "否",
}


async def _prepare(who: str) -> None:
    village = await Unit.get(name="莲花池村")
    for userid, group in (("linxiaoyu", "一组"), ("pudeming", "三组")):
        await Person.filter(userid=userid).update(name="张伟", villagers_group=group, standing="full")
    if who == "原书记":
        secretary = await Person.get(userid=SPEAKERS[who])
        await Post.filter(person_id=secretary.id).update(valid_to=NOON.date().replace(day=NOON.day - 1))
        there = await Unit.get(name__startswith="桂花湾村")
        await Person.filter(id=secretary.id).update(unit_id=there.id, branch_id=None)
    if who.startswith("代行"):
        last = NOON.date() if who == "代行" else NOON.date().replace(day=NOON.day - 1)
        deputy = await Person.get(userid=SPEAKERS[who])
        await Post.filter(person_id=deputy.id).delete()
        await Post.create(
            person=deputy,
            role=Role.SECRETARY,
            unit_id=village.id,
            title="代行书记",
            valid_from=last.replace(day=1),
            valid_to=last,
        )
    speaker = await Person.get(userid=SPEAKERS[who])
    for one in await Person.filter(name__in=[*ABOUT.values(), speaker.name]):
        day = NOON.date()
        await Post.create(person=one, role=Role.COMMITTEE, unit_id=one.unit_id, title="支委", valid_from=day)


def sign_of(answer: str) -> str:
    """Return the sign of an answer."""
    return next((sign for words, sign in SIGNS.items() if words in answer), answer)


async def row_of(command: str, who: str) -> list[str]:
    """Return the cells of a row as the bot behaves: nothing is written before somebody agrees."""
    async with open_town() as town:
        await _prepare(who)
        names = [(await Person.get(userid=SPEAKERS[who])).name, *ABOUT.values()]
        town.notes_writes()
        signs = [sign_of(await town.says(SPEAKERS[who], LINES[command].format(name=name))) for name in names]
        if command not in AT_ONCE or "可" not in signs:
            assert [what for what in town.written() if "dialogs" not in what] == []
        return signs


def _written() -> dict[tuple[str, str], list[str]]:
    lines = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines()]
    return {(command, who): cells for command, who, *cells in lines[1:]}


def test_every_command_about_people_is_in_the_table() -> None:
    listed = {one.name for topic in (register, posts, exits) for one in topic.COMMANDS}
    assert listed | AT_ONCE == LINES.keys() | NO_NAME, (
        "a command that names somebody has its line in LINES, another is in NO_NAME"
    )
    assert list(_written()) == [(command, who) for command in LINES for who in SPEAKERS]


@pytest.mark.parametrize(("command", "who"), list(_written()))
async def test_who_may_do_what_about_whom(command: str, who: str) -> None:
    assert await row_of(command, who) == _written()[command, who]
