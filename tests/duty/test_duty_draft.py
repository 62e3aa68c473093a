"""排班草稿, 值班表确认提醒, 缺班提醒: by themselves, in private, each once, also when the clock jumps."""

from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from tests.fakes.chat import Beginning, Chat, after, at, books_for, both_engines, open_chat, things, 乙, 己, 甲
from tests.fakes.databases import ENGINES
from tests.fakes.rosters import december_published

VILLAGE = "莲花池村"


@after(december_published)
async def _empty_on_the_12th(chat: Chat) -> None:
    await chat.says(乙, "改班 12月12日 空")
    chat.hears_all()


def _gaps(heard: list[str]) -> list[str]:
    return [text for text in things(heard) if text.startswith("这几个班还没有人")]


@at("2026-11-24T20:00:00+08:00")
async def test_on_the_25th_every_unit_with_a_pool_has_a_draft_and_its_secretary_a_note(chat: Chat) -> None:
    await chat.moves_to("2026-11-25T08:36:00+08:00")
    chat.hears_all()
    await chat.moves_to("2026-11-25T09:20:00+08:00")
    told = chat.everybody_hears()
    assert len(told) >= 3
    assert things(told[乙]) == [
        "2026年12月值班草稿排好了。有空发“排班 12月”看看，合适就发“确认排班 12月”，28号前公布就行。"
    ]
    assert 甲 not in told
    assert not any(chat.groups_hear().values())
    assert "发“确认排班 12月”" in (await chat.says(乙, "排班 12月"))[0]


@both_engines
async def test_a_draft_that_stands_already_is_announced_as_it_is(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "改班 12月5日 空")
    drafted = await chat.says(乙, "排班 12月")
    await chat.moves_to("2026-11-25T09:20:00+08:00")
    heard = [text for text in chat.everybody_hears()[乙] if "草稿" in text]
    assert len(heard) == 1
    assert heard[0].startswith("2026年12月值班草稿排好了，其中 1 个班待安排。")
    assert await chat.says(乙, "排班 12月") == drafted


@at("2026-11-30T12:00:00+08:00")
async def test_what_of_a_draft_is_over_is_not_published(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.skips_to("2026-12-04T10:00:00+08:00")
    await chat.says(乙, "确认排班 12月")
    posted = "\n".join(chat.group_hears(chat.group_of("莲花池村")))
    assert "\n4日" in posted
    assert not any(f"\n{day}日" in posted for day in (1, 2, 3))
    chat.hears_all()


@after(december_published)
async def test_a_published_roster_is_left_alone(chat: Chat) -> None:
    await chat.moves_to("2026-11-25T09:20:00+08:00")
    assert not any("草稿" in text for text in chat.everybody_hears()[乙])


@pytest.mark.parametrize("confirmed", [True, False])
@at("2026-11-24T20:00:00+08:00")
async def test_by_the_28th_only_a_draft_is_spoken_of(chat: Chat, confirmed: bool) -> None:
    await chat.moves_to("2026-11-25T09:20:00+08:00")
    chat.hears_all()
    if confirmed:
        await chat.says(乙, "确认排班 12月")
    await chat.moves_to("2026-11-27T08:36:00+08:00")  # the 28th is a Saturday
    chat.hears_all()
    await chat.moves_to("2026-11-27T08:40:00+08:00")
    heard = chat.everybody_hears().get(乙, [])
    assert [text for text in things(heard) if "还是草稿" in text] == (
        [] if confirmed else ["2026年12月值班表还是草稿。合适的话发“确认排班 12月”公布；要调发“改班 日期 姓名”。"]
    )


@after(_empty_on_the_12th, then="2026-12-02T12:00:00+08:00")
async def test_an_empty_slot_is_raised_on_working_days_before_it_once_each(chat: Chat) -> None:
    raised = []
    for day in range(3, 13):
        await chat.moves_to(f"2026-12-{day:02}T09:00:00+08:00")
        if _gaps(chat.hears(乙)):
            raised.append(12 - day)
        chat.hears_all()
    assert raised == [5, 3, 1]  # seven days before is a Saturday: it waits for Monday


@pytest.mark.parametrize("engine", ENGINES)
async def test_after_days_without_the_bot_there_is_one_note(engine: str) -> None:
    url, _ = await books_for(Beginning(engine, _empty_on_the_12th))
    async with open_chat(url, start=datetime(2026, 12, 4, 8, 0, tzinfo=SHANGHAI)) as chat:
        await chat.moves_to("2026-12-04T12:00:00+08:00")
        chat.hears_all()
    async with open_chat(url, start=datetime(2026, 12, 10, 9, 0, tzinfo=SHANGHAI)) as chat:
        await chat.waits(timedelta(minutes=5))
        heard = _gaps(chat.hears(乙))
        assert len(heard) == 1
        assert "12月12日（周六）电话值班：可以问问" in heard[0]
        assert _gaps(chat.hears(己)) == []
        chat.hears_all()
        await chat.moves_to("2026-12-11T09:00:00+08:00")
        assert len(_gaps(chat.hears(乙))) == 1
        chat.hears_all()


@after(_empty_on_the_12th, then="2026-12-04T12:00:00+08:00")
async def test_a_slot_that_was_filled_and_is_empty_again_is_raised_again(chat: Chat) -> None:
    await chat.moves_to("2026-12-09T09:00:00+08:00")
    assert len(_gaps(chat.hears(乙))) == 2
    await chat.says(乙, "改班 12月12日 周小川")
    await chat.moves_to("2026-12-10T09:00:00+08:00")
    assert _gaps(chat.hears(乙)) == []
    await chat.says(乙, "退出值班 周小川")
    await chat.says(乙, "是")
    chat.hears_all()
    await chat.moves_to("2026-12-11T09:00:00+08:00")
    assert any("12月12日（周六）电话值班" in text for text in _gaps(chat.hears(乙)))
    chat.hears_all()


async def test_leave_that_still_waits_is_said_before_the_roster_goes_out(chat: Chat) -> None:
    await chat.says(己, "请假 12月7日到11日 看病")
    await chat.says(乙, "排班 12月")
    shown = (await chat.says(乙, "确认排班 12月"))[0]
    assert "周小川请的假 J001 还没批，12月" in shown and "回“是”" in shown
    assert "草稿" in (await chat.says(乙, "排班 12月"))[0]
    await chat.says(乙, "准假 J001")
    assert "值班表已公布" in (await chat.says(乙, "确认排班 12月"))[0]
    chat.hears_all()


@after(december_published)
async def test_on_a_day_off_only_what_comes_before_the_next_working_day_is_raised(chat: Chat) -> None:
    for day in ("8日上午", "5日"):
        await chat.says(乙, f"改班 12月{day} 空")
    await chat.skips_to("2026-12-04T12:00:00+08:00")
    await chat.says(乙, "改班 12月6日 空")
    await chat.says(乙, "改班 12月9日上午 空")
    chat.hears_all()
    await chat.moves_to("2026-12-05T09:00:00+08:00")
    [saturday] = _gaps(chat.hears(乙))
    assert "12月6日（周日）" in saturday
    assert "12月9日" not in saturday
    chat.hears_all()
    await chat.moves_to("2026-12-06T09:00:00+08:00")
    assert _gaps(chat.hears(乙)) == []
    await chat.moves_to("2026-12-07T09:00:00+08:00")
    [monday] = _gaps(chat.hears(乙))
    assert "12月9日（周三）上午" in monday
    chat.hears_all()
