"""月度红榜: to every group, once, on the right day; frozen; corrected by a further version."""

from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from tests.fakes.chat import Chat, both_engines, open_chat, things, 丙, 乙, 甲
from tests.fakes.databases import ENGINES, sample_url

PUBLISHED = datetime(2026, 12, 7, 10, 0, tzinfo=SHANGHAI)  # the 6th of December 2026 is a Sunday


async def _to_publication(chat: Chat) -> None:
    await chat.moves_to(PUBLISHED - timedelta(minutes=1))
    chat.everybody_hears()
    assert chat.groups_hear() == {group: [] for group in chat.groups_hear()}
    await chat.moves_to(PUBLISHED + timedelta(minutes=1))


async def test_every_group_hears_its_own_kinds_list_once(chat: Chat) -> None:
    await _to_publication(chat)
    heard = chat.groups_hear()
    assert all(len(posts) == 1 for posts in heard.values())
    village, community = heard[chat.group_of("莲花池村")][0], heard[chat.group_of("铁牛街社区")][0]
    assert village.startswith("2026年11月党员服务红榜\n【村】\n1. ")
    assert community.startswith("2026年11月党员服务红榜\n【社区】\n1. ")
    await chat.waits(timedelta(days=5))
    chat.everybody_hears()
    assert not any(chat.groups_hear().values())


async def test_no_person_no_last_place_and_no_silence_is_named(chat: Chat) -> None:
    await _to_publication(chat)
    names = [person.name for person in chat.stand_in.world.people]
    for posts in chat.groups_hear().values():
        assert not any(name in posts[0] for name in names)
        assert not any(word in posts[0] for word in ("倒数", "落后", "仅 ", "才 ", "居然", "未上报", "末位"))


@both_engines
async def test_previews_go_to_secretaries_and_the_district_on_the_fourth(chat: Chat) -> None:
    assert "还没截止" not in (await chat.says(乙, "红榜预览"))[0]
    await chat.moves_to("2026-12-02T09:00:00+08:00")
    chat.everybody_hears()
    assert "12月4日起可以预览" in (await chat.says(乙, "红榜预览"))[0]
    await chat.moves_to("2026-12-04T09:08:00+08:00")
    told = chat.everybody_hears()
    assert "2026年11月红榜将在 12月07日 10:00 公布。发“红榜预览”先看；有误请在公布前更正或核实。" in things(told[乙])
    assert 丙 in told
    assert 甲 not in told
    assert (await chat.says(乙, "红榜预览"))[0].startswith("2026年11月党员服务红榜（预览，公布前还会变）\n【村】")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("hours", "heard"),
    [(0.1, "红榜\n"), (4, "红榜（补发）\n"), (71, "红榜（补发）\n"), (73, None)],
)
async def test_after_downtime_the_list_is_late_but_once_or_has_expired(
    engine: str, hours: float, heard: str | None
) -> None:
    url = await sample_url(engine)
    async with open_chat(url, start=PUBLISHED - timedelta(minutes=5)):
        pass
    async with open_chat(url, start=PUBLISHED + timedelta(hours=hours)) as chat:
        await chat.waits(timedelta(minutes=1))
        chat.everybody_hears()
        posts = chat.groups_hear()[chat.group_of("莲花池村")]
        assert [heard in post for post in posts if heard] == ([True] if heard else [])
        state = "已跳过（已过期）" if heard is None else "已完成"
        assert state in (await chat.says(丙, "定时"))[0].splitlines()[1]
    async with open_chat(url, start=PUBLISHED + timedelta(hours=hours + 1)) as chat:
        await chat.waits(timedelta(minutes=1))
        chat.everybody_hears()
        assert not any(chat.groups_hear().values())


async def test_a_paused_list_is_not_published_and_says_so(chat: Chat) -> None:
    assert await chat.says(丙, "暂停 月度红榜") == ["“月度红榜”已暂停，到点不会发；恢复发“恢复 月度红榜”。"]
    await _to_publication(chat)
    assert not any(chat.groups_hear().values())
    assert "月度红榜：已暂停，上次 12-07 10:00 已跳过（暂停中）" in (await chat.says(丙, "定时"))[0]
    assert await chat.says(丙, "恢复 月度红榜") == ["“月度红榜”已恢复，下次 01-06 10:00。"]


async def test_a_correction_is_a_new_version_and_the_old_one_stays(chat: Chat) -> None:
    await _to_publication(chat)
    first = chat.groups_hear()[chat.group_of("莲花池村")][0]
    assert (await chat.says(丙, "红榜 11月"))[0].startswith("2026年11月党员服务红榜\n【村】")
    answer = (await chat.says(丙, "更正红榜 11月 两条记录补核实"))[0]
    assert answer == "2026年11月红榜更正（第2版）已生成，将发到 20 个群；原来的版本保留不动。"
    second = chat.groups_hear()
    text = second[chat.group_of("莲花池村")][0]
    assert text.startswith("2026年11月党员服务红榜更正（第2版）\n更正说明：两条记录补核实")
    assert all(len(posts) == 1 for posts in second.values())
    assert first.splitlines()[1:] == text.splitlines()[2:]


async def test_late_reports_count_for_oneself_but_not_for_the_list(chat: Chat) -> None:
    await chat.moves_to("2026-12-04T08:00:00+08:00")
    chat.everybody_hears()
    answer = (await chat.says(甲, "上报 11月30日 打扫院坝 2小时"))[0]
    assert "上月红榜的上报已截止，这条记在您个人和全年的账上。" in answer


async def test_a_secretary_learns_the_own_place_in_private(chat: Chat) -> None:
    await _to_publication(chat)
    chat.groups_hear()
    assert "第 " in (await chat.says(乙, "我的名次"))[0]
    assert " 位 / 共 " in (await chat.says(乙, "我的名次"))[0]
    assert "个人不排名次" in (await chat.says(甲, "我的名次"))[0]


async def test_trying_out_shows_the_list_to_the_asker_only(chat: Chat) -> None:
    answer = (await chat.says(丙, "试发 月度红榜"))[0]
    assert answer.startswith("试发“月度红榜”，只发给您：12-07 10:00")
    assert "没有叫“周报”的定时任务" in (await chat.says(丙, "试发 周报"))[0]
