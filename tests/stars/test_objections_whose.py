"""Before anything stops it is said about whom an objection is; who raised it is told to nobody."""

import pytest

from models.organisation.people.tables import Person
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal
from models.stars.objections.tables import StarObjection
from tests.fakes.chat import Chat, 丁, 乙, 核实人, 甲, 群众
from tests.stars.test_objections import _shown


async def _waits(userid: str) -> bool:
    return await StarAppraisal.filter(member__userid=userid, state=StarState.OBJECTION).exists()


@pytest.mark.parametrize(
    "said", ["异议 罗书记评高了", "异议 老罗评高了", "异议 我觉得罗正富评高了", f"异议 这次 {乙} 评高了"]
)
async def test_somebody_else_is_never_taken_for_the_speaker(chat: Chat, said: str) -> None:
    await _shown(甲), await _shown(乙)
    assert "是对罗正富同志的星级提意见" in (await chat.says(甲, said))[0]
    assert not await StarObjection.exists()
    assert "关于罗正富星级的意见收到了" in (await chat.says(甲, "是"))[0]
    assert (await _waits(甲), await _waits(乙)) == (False, True)
    chat.hears_all()


async def test_what_is_about_oneself_is_said_first_too(chat: Chat) -> None:
    await _shown(甲)
    assert "是对您本人的星级提意见：“评低了”" in (await chat.says(甲, "异议 评低了"))[0]
    assert "什么都没改" in (await chat.says(甲, "不"))[0]
    assert not await _waits(甲)


async def test_of_two_of_one_name_the_right_star_stops(chat: Chat) -> None:
    for userid, group in ((甲, "一组"), ("heguangrong", "三组")):
        await Person.filter(userid=userid).update(name="张伟", villagers_group=group)
        await _shown(userid)
    assert "是哪一位：1 一组，2 三组" in (await chat.says(群众, "异议 张伟 评高了"))[0]
    assert "意见收到了" in (await chat.says(群众, "三组的"))[0]
    assert (await _waits(甲), await _waits("heguangrong")) == (False, True)
    chat.hears_all()


async def test_who_may_be_meant_by_a_family_name_is_asked(chat: Chat) -> None:
    await Person.filter(userid="heguangrong").update(name="罗兴旺")
    await _shown(乙), await _shown("heguangrong")
    assert "还分不清：罗正富、罗兴旺" in (await chat.says(群众, "异议 老罗评高了"))[0]
    assert not await StarObjection.exists()


@pytest.mark.parametrize("reason", ["王秀兰反映的不存在", "秀兰说的不对", "老王提的没有依据"])
async def test_a_reason_names_nobody_who_objected(chat: Chat, reason: str) -> None:
    await _shown(甲)
    await chat.says(丁, "异议 陈桂兰 评高了")
    chat.hears_all()
    assert "里面不写是谁提的" in (await chat.says(乙, f"答复 Y0010 维持 {reason}"))[0]
    assert chat.hears(甲) == []
    assert "已答复" in (await chat.says(核实人, "答复 Y0010 维持 按记录核对过"))[0]
    chat.hears_all()
