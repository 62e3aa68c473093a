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
