"""转出, 接收, 不接收: a member goes from one branch to another when both have said so."""

import pytest

from tests.fakes.chat import Chat, 乙, 外村党员, 甲

桂花湾书记 = 外村党员


async def test_a_member_moves_when_the_other_branch_has_taken_him_in(chat: Chat) -> None:
    assert "已请桂花湾村" in (await chat.says(乙, "转出 陈桂兰 桂花湾村"))[0]
    assert "请回“接收 陈桂兰”" in chat.hears(桂花湾书记)[0]
    assert "莲花池村" in (await chat.says(甲, "我是谁"))[0]
    assert "从今天起" in (await chat.says(桂花湾书记, "接收 陈桂兰"))[0]
    assert "已接收陈桂兰同志" in chat.hears(乙)[0]
    assert "以前的记录都还在" in chat.hears(甲)[0]
    assert "桂花湾村" in (await chat.says(甲, "我是谁"))[0]


async def test_a_member_who_is_not_taken_in_stays(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    chat.hears(桂花湾书记)
    assert "没有接收陈桂兰" in (await chat.says(桂花湾书记, "不接收 陈桂兰"))[0]
    assert "仍在莲花池村" in chat.hears(乙)[0]
    assert "没有等本支部接收的“陈桂兰”" in (await chat.says(桂花湾书记, "接收 陈桂兰"))[0]
    assert "莲花池村" in (await chat.says(甲, "我是谁"))[0]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("转出 马小军 桂花湾村", "没有找到叫“马小军”的党员"),
        ("转出 李志强 桂花湾村", "没有找到叫“李志强”的党员"),
        ("转出 陈桂兰 月亮村", "没有找到“月亮村”的支部"),
        ("转出 陈桂兰 村", "好几个支部"),
        ("转出 陈桂兰 莲花池村", "不用再转"),
        ("转出 陈桂兰", "这样发：转出"),
        ("接收 陈桂兰", "没有等本支部接收的“陈桂兰”"),
    ],
)
async def test_what_is_no_transfer_changes_nothing(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(乙, said))[0]
    assert "莲花池村" in (await chat.says(甲, "我是谁"))[0]


async def test_a_member_is_sent_once(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    chat.hears(桂花湾书记)
    assert "没有重复办理" in (await chat.says(乙, "转出 陈桂兰 青松岭村"))[0]


async def test_the_same_acceptance_twice_moves_once(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    chat.hears(桂花湾书记)
    first = await chat.says(桂花湾书记, "接收 陈桂兰", msgid="7001")
    assert await chat.says(桂花湾书记, "接收 陈桂兰", msgid="7001") == first
    assert [len(chat.hears(乙)), len(chat.hears(甲))] == [1, 1]
