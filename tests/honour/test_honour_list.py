"""月度红榜: to every group, once, on the right day; frozen; corrected by a further version."""

import re
from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from config.policy import load_policy
from models.honour.month_figures.tables import HonourList, MonthRow
from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, after, at, open_chat, things, 丙, 乙, 核实人, 甲, 镇干部
from tests.fakes.databases import sample_url
from tests.fakes.honour import approve_in, list_approved

PUBLISHED = datetime(2026, 12, 7, 10, 7, tzinfo=SHANGHAI)  # the 6th of December 2026 is a Sunday
PICTURE = "[图片]"


async def _one_counts_no_more() -> None:
    row = await MonthRow.filter(month="2026-11").order_by("id").first()
    assert row is not None
    await row.delete()


async def _to_publication(chat: Chat) -> None:
    assert not any(chat.groups_hear().values())
    await chat.moves_to(PUBLISHED + timedelta(minutes=1))


# What comes of itself says whence, and how to have less of it.
SOURCE = "\n——月度红榜，一个月一次；嫌多就发“投诉建议 红榜太多”，区里看了给您回话。"


@after(list_approved)
async def test_every_group_hears_its_own_kinds_list_once(chat: Chat) -> None:
    await _to_publication(chat)
    heard = chat.groups_hear()
    assert all(len(posts) == 2 and posts[1] == PICTURE for posts in heard.values())
    assert all(posts[0].endswith(SOURCE) for posts in heard.values())
    lists = {group: posts[0].removesuffix(SOURCE) for group, posts in heard.items()}
    village, community = lists[chat.group_of("莲花池村")], lists[chat.group_of("铁牛街社区")]
    assert chat.pictures(chat.group_of("莲花池村")) != chat.pictures(chat.group_of("铁牛街社区"))
    assert await chat.says(甲, "红榜 11月") == [village, PICTURE]
    assert chat.pictures(f"app:{甲}") == chat.pictures(chat.group_of("莲花池村"))
    assert await chat.says(甲, "红榜 11月", to=chat.group_of("莲花池村")) == [village]
    assert village.startswith("2026年11月党员服务红榜\n【村】\n1. ")
    assert community.startswith("2026年11月党员服务红榜\n【社区】\n1. ")
    port = lists[chat.group_of("河清村（示例）")]
    assert "【新农村党建示范带的村】\n1. " in village
    assert "、新农村党建示范带 " in village.splitlines()[-2]
    assert "工业港党建示范带的村" not in port  # it is the only one there that is ranked
    assert "、工业港党建示范带 " in port.splitlines()[-2]
    assert lists[chat.group_of("桂花湾村（示例）")] == village
    assert "示范带" not in community  # 铁牛街 is on no belt and in no township
    assert len({posts[0].splitlines()[-2].partition("全区")[2] for posts in heard.values()}) == 1
    whole = (await chat.says(丙, "红榜 11月"))[0]
    assert "【村】" in whole
    assert "【社区】" in whole
    await chat.waits(timedelta(days=5))
    chat.everybody_hears()
    assert not any(chat.groups_hear().values())


@at("2026-12-31T12:00:00+08:00")
async def test_a_quarter_and_a_year_come_out_after_the_month_when_they_are_approved(chat: Chat) -> None:
    await chat.moves_to("2027-01-04T09:30:00+08:00")
    told = chat.everybody_hears()
    note = next(text for text in things(told[丙]) if text.startswith("2026年12月红榜可以看了"))
    assert "2026年第四季度的也可以出，发“批准红榜 2026年第四季度”。" in note
    assert note.endswith("2026年度的也可以出，发“批准红榜 2026年度”。")
    assert (await chat.says(乙, "红榜预览 第四季度"))[0].startswith("2026年第四季度党员服务红榜（预览")
    quarter = (await chat.says(丙, "批准红榜 2026年第四季度"))[0]
    assert "1月7日（周四） 10:07 发到 20 个群" in quarter
    await chat.says(丙, "批准")
    assert "1月8日（周五） 10:07" in (await chat.says(丙, "批准红榜 2026年度"))[0]
    await chat.says(丙, "批准")
    village, told_on = chat.group_of("莲花池村"), {}
    for day in ("06", "07", "08", "11"):
        await chat.moves_to(f"2027-01-{day}T10:08:00+08:00")
        chat.everybody_hears()
        told_on[day] = [post.splitlines()[0] for post in chat.groups_hear()[village]]
    assert told_on["06"] == []  # nobody approved the month's
    assert told_on["07"] == ["2026年第四季度党员服务红榜", PICTURE]
    assert told_on["08"] == ["2026年度党员服务红榜", PICTURE]
    assert told_on["11"] == []
    assert (await chat.says(甲, "红榜 第四季度"))[0].startswith("2026年第四季度党员服务红榜")
    assert "第 " in (await chat.says(乙, "我的名次 2026年"))[0]
    assert (await chat.says(甲, "红榜"))[0].startswith("还没有公布过红榜")
    assert "2026年第四季度党员服务红榜.pdf 这就私下发给您" in (await chat.says(乙, "打印 红榜 第四季度 A3"))[0]
    assert "2026年度名次.xlsx 这就私下发给您" in (await chat.says(丙, "导出 名次 2026年"))[0]
    assert "2026年度喜报.pdf 这就私下发给您" in (await chat.says(丙, "打印 喜报 2026年"))[0]
    assert "2026年12月没有可以出的喜报：只照公布了的红榜写" in (await chat.says(丙, "打印 喜报 12月"))[0]
    by_month = (await chat.says(乙, "导出 服务台账 第四季度"))[0]
    assert by_month == "服务台账按月出，没有生成文件。要哪个月就发“导出 服务台账 12月”。"
    assert "红榜和公布的一样" in (await chat.says(丙, "更正红榜 第四季度 补核实"))[0]


@at("2026-12-04T09:30:00+08:00")
async def test_the_district_approves_in_plain_words_what_it_has_seen(chat: Chat) -> None:
    chat.hears_all()
    for said in ("把11月的红榜批了", "11月红榜可以公布了", "红榜没问题，发吧"):
        shown = (await chat.says(丙, said))[0]
        assert "2026年11月党员服务红榜" in shown
        await chat.says(丙, "取消")
    assert "批准红榜" not in (await chat.says(甲, "红榜可以发了"))[0]
    assert not any(chat.groups_hear().values())


@at("2026-12-03T12:00:00+08:00")
async def test_the_district_says_how_the_list_comes_out(chat: Chat) -> None:
    assert "红榜现在是公布：" in (await chat.says(丙, "红榜方式"))[0]
    assert "是区委组织部用的" in (await chat.says(乙, "红榜方式 关"))[0]
    assert "不出红榜" in (await chat.says(丙, "月度红榜 off"))[0]
    await chat.moves_to("2026-12-04T09:30:00+08:00")
    assert not any("红榜" in text for told in chat.everybody_hears().values() for text in told)
    assert "红榜现在关着" in (await chat.says(丙, "批准红榜"))[0]
    assert "不进群" in (await chat.says(丙, "红榜方式 私下"))[0]
    assert "私下告诉各支部书记，不进群" in (await chat.says(丙, "批准红榜"))[0]
    assert (await chat.says(丙, "批准"))[0].endswith("12月7日（周一） 10:07 私下告诉各支部书记，不进群。")
    await chat.moves_to(PUBLISHED + timedelta(minutes=1))
    told = chat.everybody_hears()
    assert not any(chat.groups_hear().values())
    assert any(text.startswith("2026年11月莲花池村：第 ") for text in things(told[乙]))
    assert any("只告诉各支部自己，不进群" in text for text in things(told[镇干部]))
    assert not any("红榜" in text for text in told.get(甲, []))
    assert (await chat.says(甲, "红榜 11月"))[0].startswith("还没有公布过2026年11月红榜")
    table = (await chat.says(镇干部, "台账 名次 11月"))[0]
    assert "类别　位次　单位" in table
    assert "莲花池村" in table
    assert "铁牛街社区" not in table
    assert "铁牛街社区" in (await chat.says(丙, "台账 名次 11月"))[0]
    assert "名次" not in (await chat.says(乙, "台账"))[0]


@at("2026-12-03T12:00:00+08:00")
async def test_where_places_are_told_in_private_nobody_promises_them_to_the_groups(chat: Chat) -> None:
    await chat.says(丙, "红榜方式 私下")
    await chat.moves_to("2026-12-04T09:30:00+08:00")
    told = chat.everybody_hears()
    assert any("10:07 私下告诉您位次，不进群。发“红榜预览”先看" in text for text in things(told[乙]))
    assert any("10:07 私下告诉各支部书记，不进群；不批准就不发" in text for text in things(told[丙]))
    assert (await chat.says(甲, "红榜"))[0].startswith("还没有公布过红榜。现在不公布，只私下告诉各支部")
    assert (await chat.says(乙, "打印 红榜 11月"))[0].endswith("书记发“我的名次”看。没有生成文件。")
    await chat.says(丙, "红榜方式 关")
    assert (await chat.says(甲, "红榜"))[0].startswith("还没有公布过红榜。现在不出红榜。")


async def test_a_published_list_keeps_the_numbers_it_was_made_with() -> None:
    url = await sample_url("sqlite")
    async with open_chat(url, start=PUBLISHED - timedelta(minutes=5)) as chat:
        await approve_in(chat)
        await chat.waits(timedelta(minutes=10))
        chat.hears_all()
        own = await chat.says(乙, "我的名次 11月")
    policy = load_policy()
    changed = policy.model_copy(
        update={"ranking": policy.ranking.model_copy(update={"min_active_members": 50, "capped_minutes_per_member": 1})}
    )
    async with open_chat(url, start=PUBLISHED + timedelta(hours=1), policy=changed) as chat:
        assert await chat.says(乙, "我的名次 11月") == own
        assert "和公布的一样" in (await chat.says(丙, "更正红榜 11月 补核实"))[0]


@after(list_approved)
async def test_no_person_no_last_place_and_no_silence_is_named(chat: Chat) -> None:
    await _to_publication(chat)
    names = [person.name for person in chat.stand_in.world.people]
    for posts in chat.groups_hear().values():
        assert not any(name in posts[0] for name in names)
        assert not any(word in posts[0] for word in ("倒数", "落后", "仅 ", "才 ", "居然", "未上报", "末位"))


@at("2026-11-30T12:00:00+08:00")
async def test_previews_go_to_secretaries_and_the_district_on_the_fourth(chat: Chat) -> None:
    assert "还在报" not in (await chat.says(乙, "红榜预览"))[0]
    await chat.moves_to("2026-12-02T09:00:00+08:00")
    chat.everybody_hears()
    assert "12月4日起可以预览" in (await chat.says(乙, "红榜预览"))[0]
    await chat.moves_to("2026-12-04T09:08:00+08:00")
    told = chat.everybody_hears()
    note = "2026年11月红榜区里批准后 12月7日 10:07 公布。发“红榜预览”先看；看着不对，批准前改还来得及。"
    assert note in things(told[乙])
    assert any("发“批准红榜”看过再批准" in text for text in things(told[丙]))
    assert 丙 in told
    assert 甲 not in told
    assert (await chat.says(乙, "红榜预览"))[0].startswith("2026年11月党员服务红榜（预览，批准前还会变）\n【村】")


@pytest.mark.parametrize(
    ("engine", "hours", "heard"),
    [
        ("sqlite", 0.1, "红榜\n"),
        ("sqlite", 4, "红榜（补发）\n"),
        ("sqlite", 71, "红榜（补发）\n"),
        ("sqlite", 96, "红榜（补发）\n"),
        ("postgres", 96, "红榜（补发）\n"),
        ("sqlite", 12 * 24, None),
    ],
)
async def test_after_downtime_the_list_is_late_but_once_or_has_expired(
    engine: str, hours: float, heard: str | None
) -> None:
    url = await sample_url(engine)
    async with open_chat(url, start=PUBLISHED - timedelta(minutes=5)) as chat:
        await approve_in(chat)
    async with open_chat(url, start=PUBLISHED + timedelta(hours=hours)) as chat:
        await chat.waits(timedelta(minutes=1))
        chat.everybody_hears()
        posts = chat.groups_hear()[chat.group_of("莲花池村")]
        assert [heard in post or post == PICTURE for post in posts if heard] == ([True, True] if heard else [])
    async with open_chat(url, start=PUBLISHED + timedelta(hours=hours + 1)) as chat:
        await chat.waits(timedelta(minutes=1))
        chat.everybody_hears()
        assert not any(chat.groups_hear().values())


@after(list_approved)
async def test_a_paused_list_is_not_published_and_says_so(chat: Chat) -> None:
    assert await chat.says(丙, "暂停 月度红榜") == ["“月度红榜”已暂停，到点不会发；恢复发“恢复 月度红榜”。"]
    await _to_publication(chat)
    assert not any(chat.groups_hear().values())
    assert "月度红榜：已暂停，上次 12-07 10:07 已跳过（暂停中）" in (await chat.says(丙, "定时"))[0]
    assert await chat.says(丙, "恢复 月度红榜") == ["“月度红榜”已恢复，下次 12-08 10:07。"]


@after(list_approved)
async def test_a_correction_is_seen_first_and_the_old_version_stays(chat: Chat) -> None:
    await _to_publication(chat)
    first = chat.groups_hear()[chat.group_of("莲花池村")][0]
    assert (await chat.says(丙, "红榜 11月"))[0].startswith("2026年11月党员服务红榜\n【村】")
    assert await chat.says(丙, "更正红榜 11月 补核实") == [
        "2026年11月红榜和公布的一样，内容没有变，没有要更正的，不发。"
    ]
    await _one_counts_no_more()
    held = (await chat.says(丙, "更正红榜 11月 莲花池村陈桂兰虚报时长被查实"))[0]
    assert "补核实、撤销记录、组织调整、更正记录" in held  # the reason is chosen, never typed into groups
    seen = (await chat.says(丙, "更正红榜 11月 补核实"))[0]
    assert "更正说明：补核实" in seen
    assert "现在发到 20 个群" in seen
    assert not any(chat.groups_hear().values())
    assert await chat.says(丙, "先不发") == ["好的，先不发。"]
    await chat.says(丙, "更正红榜 11月 补核实")
    assert "我请程立也看看" in (await chat.says(丙, "批准"))[0]
    assert not any(chat.groups_hear().values())
    asked = chat.hears("cheng.li")[0]
    assert "更正说明：补核实" in asked
    number = asked.split("“同意 ")[1][:5]
    assert f"{number} 还在“待办”里" in (await chat.says("cheng.li", "先不发"))[0]
    assert f"发“同意 {number}”" in (await chat.says("cheng.li", "待办"))[0]
    assert "2026年11月红榜不更正" in (await chat.says(丙, f"撤回 {number}"))[0]
    assert number not in (await chat.says("cheng.li", "待办"))[0]
    await chat.says(丙, "更正红榜 11月 补核实")
    await chat.says(丙, "批准")
    chat.hears("cheng.li")
    assert await chat.says("cheng.li", "通过") == ["好的，2026年11月红榜发到 20 个群了。"]
    assert chat.hears(丙) == ["好的，2026年11月红榜发到 20 个群了。"]
    second = chat.groups_hear()
    text = second[chat.group_of("莲花池村")][0]
    assert text.startswith("2026年11月党员服务红榜更正（第2版）\n更正说明：补核实")
    # It corrects no row: the totals are said in one line, nothing is posted again, and the list is there to be read.
    assert "名次都没变，合计更正为：金峰 4 位、" in text
    assert "【" not in text
    assert all(len(posts) == 1 for posts in second.values())
    assert "更正（第2版）\n更正说明：补核实\n【村】" in (await chat.says(丙, "红榜 11月"))[0]
    assert first != text
    assert [row.version for row in await HonourList.all().order_by("version")] == [1, 2]


@at("2026-12-07T10:06:00+08:00")
async def test_unapproved_it_waits_with_the_district_and_nowhere_else(chat: Chat) -> None:
    await chat.moves_to(PUBLISHED + timedelta(minutes=1))
    told = chat.everybody_hears()
    assert any("还没人批准，先没发" in text for text in told[丙])
    assert not any("没人批准" in text for text in told.get(乙, []))
    assert not any(chat.groups_hear().values())
    assert "2026年11月红榜等您看过、批准，12月15日前。发“批准红榜”" in (await chat.says(丙, "待办"))[0]
    assert "红榜" not in (await chat.says(乙, "待办"))[0]
    waits = "还没有公布过2026年11月红榜。这一期等区里看过、批准，12月15日前批了就公布。"
    assert await chat.says(甲, "红榜 11月") == [waits]
    # On its last day it still goes.
    await chat.moves_to("2026-12-15T15:00:00+08:00")
    chat.everybody_hears()
    assert await approve_in(chat) == "好的，2026年11月红榜发到 20 个群了。"
    post = chat.groups_hear()[chat.group_of("莲花池村")]
    assert [text.splitlines()[0] for text in post] == ["2026年11月党员服务红榜（12月15日公布）", PICTURE]
    assert "红榜等您" not in (await chat.says(丙, "待办"))[0]
    await chat.moves_to("2026-12-16T15:00:00+08:00")
    chat.everybody_hears()
    assert not any(chat.groups_hear().values())


@at("2026-12-12T15:00:00+08:00")
async def test_approved_on_a_day_off_it_goes_out_on_the_next_working_day(chat: Chat) -> None:
    assert await approve_in(chat) == "好的，2026年11月红榜已批准，12月14日（周一） 10:07 发到 20 个群。"
    assert not any(chat.groups_hear().values())
    await chat.moves_to("2026-12-14T10:08:00+08:00")
    chat.everybody_hears()
    assert [len(posts) for posts in chat.groups_hear().values()] == [2] * 20


@at("2026-12-04T09:30:00+08:00")
async def test_what_was_verified_after_the_approval_is_not_in_the_list(chat: Chat) -> None:
    await chat.says(丙, "批准红榜")
    await _one_counts_no_more()
    assert "可以就回“批准”" in (await chat.says(丙, "批准"))[0]
    await chat.says(丙, "批准")
    frozen = await HonourList.get()
    await _one_counts_no_more()
    await chat.moves_to(PUBLISHED + timedelta(minutes=1))
    chat.everybody_hears()
    assert chat.groups_hear()[chat.group_of("莲花池村")] == [
        frozen.texts["village|金峰|新农村党建示范带"] + SOURCE,
        PICTURE,
    ]


@at("2026-12-18T15:00:00+08:00")
async def test_what_was_left_out_is_made_up_by_the_district(chat: Chat) -> None:
    assert "发“补发 红榜 2026年11月”" in (await chat.says(丙, "批准红榜 11月"))[0]
    assert "是区委组织部用的" in (await chat.says(乙, "补发 月度红榜 11月"))[0]
    assert "（补发）" in (await chat.says(丙, "补发 月度红榜 11月"))[0]
    await chat.says(丙, "批准")
    assert all(posts[0].startswith("2026年11月党员服务红榜（补发）") for posts in chat.groups_hear().values())
    assert "已经公布了" in (await chat.says(丙, "补发 月度红榜 11月"))[0]
    assert "12月4日起" not in (await chat.says(丙, "补发 月度红榜 11月"))[0]
    assert "1月4日起可以看预览" in (await chat.says(丙, "批准红榜 12月"))[0]


@at("2026-12-17T22:00:00+08:00")
async def test_made_up_at_night_it_is_said_to_go_out_in_the_morning(chat: Chat) -> None:
    await chat.says(丙, "补发 月度红榜 11月")
    assert await chat.says(丙, "批准") == ["好的，2026年11月红榜已批准，12月18日（周五） 08:00 发到 20 个群。"]
    assert not any(chat.groups_hear().values())
    await chat.moves_to("2026-12-18T08:01:00+08:00")
    chat.everybody_hears()
    assert [len(posts) for posts in chat.groups_hear().values()] == [2] * 20  # the text and its picture


@at("2026-12-07T10:06:00+08:00")
async def test_a_month_without_records_says_so_to_those_who_expect_it(chat: Chat) -> None:
    await MonthRow.all().delete()
    await _to_publication(chat)
    told = chat.everybody_hears()
    none = "2026年11月没有核实过的服务记录，这个月不出红榜。"
    assert any(text.startswith(none) for text in told[乙])
    assert any(text.startswith(none) for text in told[丙])
    assert not any(text.startswith(none) for text in told.get(甲, []))
    assert not any(chat.groups_hear().values())
    assert "没有可公布的" in (await chat.says(丙, "批准红榜 11月"))[0]


async def _all_is_verified(chat: Chat) -> None:
    await chat.says(核实人, "待核实")
    await chat.says(核实人, "通过")


@at("2026-12-04T08:00:00+08:00")
async def test_late_reports_count_for_oneself_but_not_for_the_list(chat: Chat) -> None:
    await _all_is_verified(chat)
    before = await chat.says(乙, "红榜预览")
    assert "平安应急 10 次" in before[0]
    answer = (await chat.says(甲, "上报 11月30日 夜里巡逻 2小时"))[0]
    assert "上月的红榜赶不上了，您个人和全年照样算。" in answer
    await _all_is_verified(chat)
    assert await ActivityRecord.filter(status="verified", timely=False).count() == 1
    assert await chat.says(乙, "红榜预览") == before
    chat.hears_all()


@after(list_approved)
async def test_a_secretary_learns_the_own_place_in_private(chat: Chat) -> None:
    await _to_publication(chat)
    chat.groups_hear()
    assert re.match(r"2026年11月莲花池村：第 \d 位 / 共 \d 个村", (await chat.says(乙, "我的名次"))[0])
    assert (await chat.says(乙, "为什么"))[0].endswith("问的是红榜名次，发“为什么 名次”。")
    assert "2026年11月党员服务红榜.pdf" in (await chat.says(乙, "打印 红榜"))[0]
    await HonourList.all().update(period="2026-10")
    assert (await chat.says(乙, "我的名次"))[0].startswith("2026年10月莲花池村：第 ")  # the newest that is out
    assert await chat.says(乙, "为什么 名次") == await chat.says(乙, "我的名次")
    assert "个人不排名次" in (await chat.says(甲, "我的名次"))[0]


async def test_trying_out_shows_the_list_to_the_asker_only(chat: Chat) -> None:
    answer = (await chat.says(丙, "试发 月度红榜"))[0]
    assert answer.startswith("试发“月度红榜”，只发给您：12-07 10:07")
    assert "没有叫“周报”的定时任务" in (await chat.says(丙, "试发 周报"))[0]


async def test_who_asks_when_a_list_goes_out_is_told_and_never_shown_another_one(chat: Chat) -> None:
    for said in ("红榜啥时候发", "红榜先不发，等我看了再说", "区里的红榜谁批"):
        assert (await chat.says(乙, said))[0].startswith("红榜等区里看过、批准，每月 6 日后的第一个工作日上午公布。")
    assert "等区里看过" not in (await chat.says(乙, "红榜"))[0]


async def test_who_wants_the_list_held_back_is_shown_how(chat: Chat) -> None:
    assert "您是说“暂停 月度红榜”" in (await chat.says(丙, "先别发红榜"))[0]
    assert "已暂停，到点不会发" in (await chat.says(丙, "是"))[0]
    # Who may not is sent to those above him, not to himself.
    assert "请上一级看看您的岗位登记" in (await chat.says(乙, "批准红榜"))[0]
