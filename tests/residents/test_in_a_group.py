"""In a group nothing of whoever asks is said again where others read it; what no village publishes is not missing."""

import pytest

from tests.fakes.chat import Chat, 群众

GROUP = "wrLHC0001aB"


@pytest.mark.parametrize(
    "said",
    [
        "三委 王小明家",
        "本周值班 王小明家",
        "示范带 王小明家",
        "帮助 王小明得癌症",
        "公开 王小明欠账",
        "公开 王小明 1季度",
    ],
)
async def test_what_was_said_in_a_group_is_not_said_again(chat: Chat, said: str) -> None:
    [answer] = await chat.says(群众, said, to=GROUP)
    assert answer and "王小明" not in answer


async def test_commands_and_days_are_named_in_a_group(chat: Chat) -> None:
    assert "“我的记录”" in (await chat.says(群众, "我的记录", to=GROUP))[0]


async def test_what_was_never_published_is_no_missing_account(chat: Chat) -> None:
    [answer] = await chat.says(群众, "公开 王小明欠账")
    assert "未公开" not in answer and "“公开 财务”" in answer
    assert "未公开" in (await chat.says(群众, "公开 集体资产"))[0]
