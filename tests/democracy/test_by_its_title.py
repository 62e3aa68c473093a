"""What is asked by a title, in a list, or once more by whoever is not content with an answer."""

import pytest

from tests.democracy.village import NUMBER, posted
from tests.fakes.chat import Chat, after, 乙, 己, 戊, 甲, 群众, 镇干部


@after(posted)
async def test_powers_and_postings_are_shown_by_their_title(chat: Chat) -> None:
    for asked, shown in (
        ("五权 修三组路灯", f"{NUMBER} 修三组路灯 的五权"),
        ("五权 路灯", f"{NUMBER} 修三组路灯 的五权"),
        ("晒 路灯的事", f"决议公示 {NUMBER} 修三组路灯"),
        ("进度 路灯", f"{NUMBER} 修三组路灯："),
        ("五权", f"{NUMBER} 修三组路灯 的五权"),
        ("晒 水渠", "带上编号再发一次，例如“晒 D010”"),
    ):
        assert shown in (await chat.says(群众, asked))[0], asked
    assert "决议公示" in (await chat.says(群众, "晒 路灯", to=chat.group_of("莲花池村")))[0]
    assert "A0" in (await chat.says(群众, "晒谷子2小时"))[0]


@after(posted)
@pytest.mark.parametrize("asked", ["进度", "提议列表", "建议列表", "有哪些建议", "大家提了些啥建议", "村里在议哪些事"])
async def test_what_is_under_way_is_listed(chat: Chat, asked: str) -> None:
    assert f"莲花池村议的事：\n{NUMBER} 修三组路灯" in (await chat.says(乙, asked))[0]


async def test_what_one_has_suggested_is_his_own_list(chat: Chat) -> None:
    number = (await chat.says(己, "建议 修水渠"))[0].partition("，")[2][:4]
    chat.hears_all()
    for asked in ("我提的建议", "我的建议"):
        assert number in (await chat.says(己, asked))[0]
    assert f"{number} 修水渠：有人建议" in (await chat.says(乙, "建议列表"))[0]
    assert "这样发" in (await chat.says(乙, "提议 列表"))[0]


@after(posted)
async def test_whoever_is_not_content_with_an_answer_is_heard_once_more_above(chat: Chat) -> None:
    asked = (await chat.says(甲, f"异议 {NUMBER} 为什么不装到四组"))[0]
    number = asked[asked.index("W") :][:4]
    chat.hears_all()
    await chat.says(戊, f"答复 {number} 四组明年装")
    assert f"还不满意，发“不满意 {number} 哪里没说清”，交镇街答复" in chat.hears(甲)[0]
    assert "没有找到" in (await chat.says(群众, f"不满意 {number} 说了三年"))[0]
    assert "还差一句原因" in (await chat.says(甲, f"不满意 {number}"))[0]
    assert "交镇街了，12月5日前答复您" in (await chat.says(甲, f"不满意 {number} 说了三年"))[0]
    please = chat.hears(镇干部)[0]
    assert "“为什么不装到四组”。村里答复：“四组明年装”。提的人还不满意：“说了三年”" in please
    assert "陈桂兰" not in please
    assert number in (await chat.says(镇干部, "待办"))[0]
    assert "没有找到" in (await chat.says(戊, f"答复 {number} 明年"))[0]
    await chat.says(镇干部, f"答复 {number} 已列入明年计划")
    assert "答复：已列入明年计划。这是镇街的答复，到此为止。" in chat.hears(甲)[0]
    assert "镇街答复过了，是最后的答复" in (await chat.says(甲, f"不满意 {number} 还是不行"))[0]
