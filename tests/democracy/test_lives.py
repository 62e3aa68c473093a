"""What people who have never seen a manual say of their village's affairs, played by their posts."""

import pytest

from tests.democracy.village import proposed
from tests.fakes.chat import Chat, 丁, 丙, 乙, 甲


async def test_who_would_like_something_for_the_village_brings_it_forward(chat: Chat) -> None:
    said = "我们还想修二组的水渠"
    assert "您是说“提议 修二组的水渠”" in (await chat.says(乙, said))[0]
    await chat.says(乙, "取消")
    assert "您是说“建议 修二组的水渠”" in (await chat.says(丁, said))[0]
    await chat.says(丁, "取消")
    # A plan for today is no wish.
    assert "提议" not in (await chat.says(乙, "我们下午准备去修水渠"))[0]


async def test_who_were_all_there_are_counted_as_told(chat: Chat) -> None:
    number = await proposed(chat)
    await chat.says(乙, f"开会 {number} 应到2 实到2 赞成2 反对0 弃权0")
    shown = (await chat.says(乙, "两委会也开了，4个人到齐，3个赞成1个反对"))[0]
    assert "的两委会：应到4 实到4 赞成3 反对1 弃权0" in shown


@pytest.mark.parametrize("said", ["党员人数", "我们村好多党员", "全区党员总共好多人", "我们支部有几个党员"])
async def test_how_many_members_there_are_is_told_of_the_books_one_keeps(chat: Chat, said: str) -> None:
    assert "名册上有 10 位党员（正式党员 9、预备党员 1）" in (await chat.says(乙, said))[0]
    whole = (await chat.says(丙, said))[0]
    assert "名册上有 7" in whole
    assert "名册上有" not in (await chat.says(甲, said))[0]
