"""What is said of another's leave, or of others' stars, is nobody's own."""

import pytest

from tests.fakes.chat import Chat, 乙, 己, 甲


@pytest.mark.parametrize("said", ["周小川12月5号请假", "周小川同志12月5日下午要请假，家里有事", "小川下周请个假"])
async def test_whoever_tells_of_anothers_leave_asks_for_none_himself(chat: Chat, said: str) -> None:
    if said.startswith("周"):
        assert "周小川的假要本人来请" in (await chat.says(乙, said))[0]
        # It is his own who says so of himself.
        assert "本人来请" not in (await chat.says(己, said))[0]
        chat.hears_all()
    await chat.says(乙, "取消")
    assert "没有" in (await chat.says(乙, "我的请假"))[0]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("我给大家评星，何光荣五星", "提议 何光荣 5星"),
        ("何光荣五星", "提议 何光荣 5星"),
        ("支委会评的，何光荣四星，林晓雨三星", "提议 何光荣 4星，林晓雨 3星"),
    ],
)
async def test_others_stars_are_proposed_by_who_may_and_nobodys_own(chat: Chat, said: str, line: str) -> None:
    assert f"“{line}”" in (await chat.says(乙, said))[0]
    await chat.says(乙, "取消")
    told = (await chat.says(甲, said))[0]
    assert "自评要本人来说" in told or "没有记" in told or "接不上" in told
    for who in (甲, 乙):
        assert "自评记下" not in (await chat.says(who, "是"))[0]


async def test_a_meeting_about_stars_is_no_self_report(chat: Chat) -> None:
    assert "会上议的星不算谁的自评" in (await chat.says(乙, "12月10号开评星会"))[0]
    assert "何光荣" in (await chat.says(乙, "何光荣自评了几颗星"))[0]
