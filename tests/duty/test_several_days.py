"""改班, 顶班, 换班, 集中事项 on several days: all of them, or a question; never the first only."""

import pytest

from models.duty.collective_days.tables import CollectiveMatter
from tests.fakes.chat import Chat, after, 乙, 己, 核实人
from tests.fakes.rosters import board, december_published, publish

LATE_DECEMBER = [f"12-{day} am 唐敏" for day in (15, 22, 23, 24, 29)]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("改班 12月22日到24日上午 周小川", (22, 23, 24)),
        ("改班 12月22日、24日 周小川", (22, 24)),
        ("改班 12月15日和29日上午 周小川", (15, 29)),
        ("改班 12月22日（周二）到24日（周四）上午 唐敏 周小川", (22, 23, 24)),
        ("改班 周二（12月15日）上午 周小川", (15,)),
        ("改班 12月15日（周二）上午周小川", (15,)),
    ],
)
async def test_all_days_that_are_named_are_given_away(chat: Chat, said: str, days: tuple[int, ...]) -> None:
    await publish(*LATE_DECEMBER)
    answer = (await chat.says(乙, said))[0]
    assert [f"12月{day}日" in answer for day in days] == [True] * len(days)
    assert [line for line in await board() if "周小川" in line] == [f"12-{day} am 周小川" for day in days]
    for who in (己, 核实人):
        [told] = chat.hears(who)
        assert [f"12月{day}日" in told for day in days] == [True] * len(days)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("改班 12月15日周四上午 周小川", "星期和日期对不上"),
        ("改班 12月24日到22日上午 周小川", "先后反了"),
        ("改班 12月22日上午到24日下午 周小川", "改班 〈日期时段 姓名〉"),
        ("改班 12月15日到16日上午 周小川", "值班表上没有12月16日上午的班"),
        ("顶班 12月15日周四", "星期和日期对不上"),
        ("换班 12月22日到24日 唐敏", "想换哪天的班"),
        ("换班 12月15日、22日、29日 唐敏", "想换哪天的班"),
    ],
)
async def test_days_that_cannot_be_meant_are_asked_about_and_none_is_done(chat: Chat, said: str, why: str) -> None:
    await publish(*LATE_DECEMBER)
    before = await board()
    assert why in (await chat.says(乙, said))[0]
    assert await board() == before
    assert chat.everybody_hears() == {}


@pytest.mark.parametrize("said", ["顶班 12月15日和29日下午", "我来顶15日和29日", "我可以替15号、29号的班"])
async def test_whoever_stands_in_on_two_days_has_both(chat: Chat, said: str) -> None:
    await publish("12-15 am 唐敏", "12-15 pm 空", "12-29 am 唐敏", "12-29 pm 空")
    answer = (await chat.says(己, said))[0]
    assert "12月15日（周二）下午" in answer
    assert "12月29日（周二）下午" in answer
    assert [line for line in await board() if "周小川" in line] == ["12-15 pm 周小川", "12-29 pm 周小川"]
    chat.hears_all()


async def test_the_secretary_hears_once_of_all_the_empty_turns_that_are_taken_at_night(chat: Chat) -> None:
    await publish("12-15 pm 空", "12-29 pm 空")
    await chat.skips_to("2026-12-10T22:00:00+08:00")
    await chat.says(己, "顶班 12月15日和29日下午")
    assert chat.hears(乙) == []
    await chat.moves_to("2026-12-11T09:00:00+08:00")
    filled = "空缺有人了：12月15日（周二）下午、12月29日（周二）下午由周小川顶班。"
    assert [said.startswith(filled) for said in chat.hears(乙) if "空缺有人了" in said] == [True]
    chat.hears_all()


@after(december_published)
async def test_a_matter_stands_on_every_day_that_is_named(chat: Chat) -> None:
    answer = (await chat.says(乙, "集中事项 12月14日和28日 社保认证 12月31日截止"))[0]
    assert "S001：12月14日（周一） 社保认证 12月31日截止" in answer
    assert "S002：12月28日（周一） 社保认证 12月31日截止" in answer


@after(december_published)
async def test_a_matter_on_no_collective_day_is_asked_about(chat: Chat) -> None:
    answer = (await chat.says(乙, "集中事项 12月9日 社保认证"))[0]
    assert answer.startswith("12月9日（周三）不是集中办公日，最近的是12月7日（周一）")
    assert not await CollectiveMatter.exists()
    assert "记下了 S001：12月9日（周三） 社保认证" in (await chat.says(乙, "是"))[0]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("集中事项 12月14日周二 社保认证", "星期和日期对不上"),
        ("集中事项 12月28日上午11点到9点 社保认证", "先后反了"),
    ],
)
async def test_a_matter_at_a_time_that_cannot_be_is_asked_about(chat: Chat, said: str, why: str) -> None:
    assert why in (await chat.says(乙, said))[0]
    assert not await CollectiveMatter.exists()
