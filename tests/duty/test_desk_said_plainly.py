"""The office's phone and address, said as people say them."""

import pytest

from tests.fakes.chat import Chat, 乙


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("办公电话 0816-2345678", "办公电话 0816-2345678"),
        ("我们村的办公电话是0816-2345678", "办公电话 0816-2345678"),
        ("办公地址 莲花池村二组23号", "地址 莲花池村二组23号"),
        ("办公室地址改成莲花池村二组23号", "地址 莲花池村二组23号"),
    ],
)
async def test_the_office_is_set_in_plain_words(chat: Chat, said: str, shown: str) -> None:
    assert f"您是不是想说“值班设置 {shown.removeprefix('办公')}”" in (await chat.says(乙, said))[0]
    assert shown in (await chat.says(乙, "是"))[0]


async def test_who_asks_for_the_phone_sets_none(chat: Chat) -> None:
    assert "值班设置" not in (await chat.says(乙, "办公电话是好多"))[0]


async def test_how_many_sit_in_a_shift_is_no_village_s_to_set(chat: Chat) -> None:
    for said in ("下个月每天排两个人", "从下个月起每天两个人值班"):
        assert "由区里统一定，现在是 1 人，村里改不了，什么都没改" in (await chat.says(乙, said))[0]
    assert "区里统一定" not in (await chat.says(乙, "每天有几个人值班"))[0]
