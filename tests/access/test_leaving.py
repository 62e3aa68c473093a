"""Somebody who is removed from the enterprise is refused from his next word on."""

from models.organisation.people.tables import Person, Post
from tests.fakes.chat import Chat, both_engines, 乙, 核实人, 甲

GONE = "名册上已经没有您了，这条没办。弄错了的话，跟书记说一声。"


@both_engines
async def test_the_next_command_is_refused_everywhere(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.leaves(甲)
    for said in ("上报 打扫院坝 1小时", "我的记录", "撤销", "更正 A0237 1小时", "帮助", "今天打扫院坝2小时"):
        assert await chat.says(甲, said) == [GONE]
        assert await chat.says(甲, said, to="bot") == [GONE]
        assert await chat.says(甲, said, to=chat.group_of("莲花池村")) == [GONE]


async def test_a_removed_secretary_verifies_nothing_and_is_told_nothing(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    assert "A0237" in (await chat.says(乙, "待核实"))[0]
    await chat.leaves(乙)
    assert await chat.says(乙, "通过") == [GONE]
    await chat.moves_to("2026-12-04T09:08:00+08:00")
    told = chat.everybody_hears()
    assert 乙 not in told
    assert any("等您核实" in line for line in told[核实人])


async def test_being_removed_twice_or_by_another_spelling_is_being_removed(chat: Chat) -> None:
    for _ in range(3):
        await chat.leaves(乙.lower())
    assert await chat.says(乙, "帮助") == [GONE]
    person = await Person.get(userid=乙)
    assert person.left_on == chat.now.date()
    assert {post.valid_to for post in await Post.filter(person_id=person.id)} == {person.left_on}
    told = [heard for heard in chat.everybody_hears().values() if heard]
    assert told
    assert all(len(heard) == 1 for heard in told)


async def test_the_removal_of_a_stranger_changes_nothing(chat: Chat) -> None:
    await chat.leaves("nobody.known")
    assert (await chat.says(甲, "上报 三组 清理沟渠 2小时"))[0].startswith("谢谢，记下了 A0237")
