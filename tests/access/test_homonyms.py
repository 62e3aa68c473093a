"""Every command that takes a name, said of one of two people who have it: it asks which one, and writes nothing before.

The commands are found in the catalogue: a blank calls for 姓名, or the example holds one of the names of the help.
"""

import pytest

from bot.understanding.command import Command
from handlers import COMMANDS
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person, Post
from models.organisation.units.tables import Unit
from models.stars.appraisal.tables import StarAppraisal
from tests.access.town import Town, open_town
from tests.fakes.databases import NOON

NAMES = ("张三", "何光荣", "蒲德明")
TWO = {"linxiaoyu": "一组", "pudeming": "三组"}
# Where the example names nobody, or what it is about is not on the books of the sample.
LINES = {
    "exemption": "免评 张伟 年纪大了",
    "service_stars": "服务之星 11月 张伟",
    "stand_in": "顶班 11月23日上午 张伟",
    "trace": "来历 张伟 星级",
    "who_decided": "谁定的 张伟 星级",
    "propose_star": "提议 张伟 4星",
}
# Of these only those are meant who are on their way, have asked, or are under publicity: a name that nobody of them has
# is answered at once, and one that several have is asked about in the topic's own dialogue.
OF_A_LIST = {
    "transfer_accept", "transfer_decline", "agree_exemption", "decline_exemption", "decline_theme", "resume_appraisal",
    "withdraw_proposal", "object", "move", "not_died", "confirm_presence", "hand_over_need", "swap", "stand_in",
    "grant_leave",
}  # fmt: skip
NEW = {"enter_person"}  # it makes a namesake, and says so in its preview
OWN = {"show_name", "hide_name", "ranking_mode"}  # 姓名 stands in their help, and nobody is named
FREE = [("帮张伟报昨天扫街1小时", "是哪一位"), ("上午和张伟一起扫街1小时", "是哪一位")]


def takes_a_name(command: Command) -> bool:
    """Return whether a command is said about somebody by his name."""
    labels = " ".join(blank.label for blank in command.blanks)
    return command.name in LINES or "姓名" in labels or any(name in command.example for name in NAMES)


def line_of(command: Command) -> str:
    """Return a line of a command about 张伟."""
    line = LINES.get(command.name, command.example)
    for name in NAMES:
        line = line.replace(name, "张伟")
    return line


async def _two_of_one_name(town: Town) -> None:
    village = await Unit.get(name="莲花池村")
    for userid, group in TWO.items():
        await Person.filter(userid=userid).update(name="张伟", villagers_group=group, standing="full")
        one, day = await Person.get(userid=userid), NOON.date()
        await StarAppraisal.create(
            member=one, branch_id=one.branch_id, period="2025", state="committee_proposed", stars=4
        )
        for role in (Role.CADRE, Role.COMMITTEE):
            await Post.create(person=one, role=role, unit_id=village.id, title="干部", valid_from=day)
    town.notes_writes()


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if takes_a_name(one) and one.name not in NEW], ids=lambda one: one.name
)
async def test_which_one_is_asked(command: Command) -> None:
    async with open_town() as town:
        await _two_of_one_name(town)
        answer = await town.says("LuoZhengfu", line_of(command))
        if command.name not in OF_A_LIST:
            assert "叫张伟的有2位，是哪一位" in answer, answer
        assert [what for what in town.written() if "dialogs" not in what] == [], answer


@pytest.mark.parametrize(("said", "answer"), FREE)
async def test_free_words_guess_nobody(said: str, answer: str) -> None:
    async with open_town() as town:
        await _two_of_one_name(town)
        assert answer in await town.says("chenguilan", said)
