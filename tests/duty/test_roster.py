"""排班, 改班, 确认排班, 值班表: the secretary makes a month's roster; the group gets it once; everybody may ask."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from tests.fakes.chat import Chat, after, both_engines, open_chat, 丙, 乙, 外村党员, 己, 核实人, 甲, 群众, 镇干部
from tests.fakes.databases import ENGINES, sample_url
from tests.fakes.rosters import december_published, publish

VILLAGE, COMMUNITY = "莲花池村", "铁牛街社区"
TITLED = ("罗正富（村党支部书记）", "唐敏（组织委员）", "欧阳春燕（村委会主任）", "周小川（村委会委员、文书）")


async def test_a_draft_shows_every_day_and_how_many_each_has(chat: Chat) -> None:
    drafted = (await chat.says(乙, "排班 12月"))[0].splitlines()
    assert drafted[0] == "2026年12月值班草稿，只有您看得到。"
    assert sum(line.split("日周")[0].isdigit() for line in drafted) == 31
    assert "7日周一 集中办公，全体在岗" in drafted
    counts = "每人班数：罗正富 平日10 周末2；唐敏 平日10 周末2；欧阳春燕 平日9 周末2；周小川 平日9 周末2"
    assert drafted[-3:-1] == [counts, "每天都有人。"]
    assert (await chat.says(乙, "排班 12月"))[0].splitlines() == drafted
    assert (await chat.says(乙, "排班"))[0].splitlines() == drafted


async def test_an_office_sees_where_something_is_missing_and_nothing_of_who_sat_there(chat: Chat) -> None:
    # Of the coming month nothing is missing before the day on which its draft is made.
    assert "12月" not in (await chat.says(镇干部, "坐班情况"))[0]
    for said in ("各村排班排好没", "大家排班排好没"):
        assert await chat.says(镇干部, said) == await chat.says(镇干部, "坐班情况")
    await chat.skips_to("2026-11-25T09:00:00+08:00")
    shown = (await chat.says(镇干部, "各村坐班情况"))[0]
    assert shown.startswith("2 个村（社区）的坐班：\n")
    assert "\n还没公布2026年12月值班表的：莲花池村、桂花湾村（示例）。\n" in shown
    for said in ("排班 12月", "改班 12月2日上午 空", "确认排班 12月"):
        await chat.says(乙, said)
    chat.hears_all()
    shown = (await chat.says(镇干部, "哪些村还没排班"))[0]
    assert "还没公布2026年12月值班表的：桂花湾村（示例）。" in shown
    assert "莲花池村近 14 天有 1 个班待安排：12月2日（周三）上午。" in shown
    assert "还没有坐班名单的：" in (await chat.says(丙, "坐班情况"))[0]
    await chat.skips_to("2026-12-03T09:00:00+08:00")
    assert "莲花池村的坐班：\n都公布了，近 14 天的班都有人。" in (await chat.says(镇干部, "坐班情况 莲花池村"))[0]
    assert "用的，这次没办" in (await chat.says(甲, "坐班情况"))[0]
    assert "村名加上" in (await chat.says(镇干部, "坐班情况 铁牛街社区"))[0]


async def test_a_draft_is_nobody_else_s_business(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    assert "还没有公布值班安排" in (await chat.says(甲, "12月3日谁值班"))[0]
    assert await chat.says(核实人, "值班表 12月") == ["2026年12月值班表还没有公布。"]
    assert chat.everybody_hears() == {}


@both_engines
async def test_a_slot_given_by_hand_stays_when_the_draft_is_made_again(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    answer = await chat.says(乙, "改班 12月2日上午 唐敏")
    assert answer == ["12月2日（周三）上午：欧阳春燕 → 唐敏。还是草稿，公布前别人看不到。"]
    assert "本来就是这样排的" in (await chat.says(乙, "改班 12月2日上午 唐敏"))[0]
    assert "2日周三 上午唐敏" in (await chat.says(乙, "排班 12月"))[0]
    await chat.says(乙, "改班 12月5日 空")
    assert "待安排" in (await chat.says(乙, "排班 12月"))[0]
    anew = (await chat.says(乙, "重排 12月"))[0]
    assert "2日周三 上午唐敏" in anew
    assert "待安排" not in anew  # an empty seat is filled again
    assert chat.everybody_hears() == {}


async def test_looking_at_a_draft_changes_nothing_but_what_the_secretary_changed(chat: Chat) -> None:
    drafted = (await chat.says(乙, "排班 12月"))[0].splitlines()
    await chat.says(乙, "改班 12月2日上午 唐敏")
    for _ in range(2):
        shown = (await chat.says(乙, "排班 12月"))[0].splitlines()
        days = [(was, now) for was, now in zip(drafted, shown, strict=False) if "日周" in was and was != now]
        assert [now for _, now in days] == ["2日周三 上午唐敏 下午周小川"]
    assert "要重新排，发“重排 12月”，手调过的不动。" in shown[-1]


async def test_a_draft_goes_around_leave_as_soon_as_it_is_granted(chat: Chat) -> None:
    drafted = (await chat.says(乙, "排班 12月"))[0].splitlines()
    await chat.says(己, "请假 12月1日到4日 培训")
    await chat.says(乙, "准假")
    shown = (await chat.says(乙, "排班 12月"))[0].splitlines()
    assert not any("周小川" in line for line in shown if line[:4] in ("1日周二", "2日周三", "3日周四", "4日周五"))
    assert "每天都有人。" in shown
    await chat.says(己, "销假")
    assert (await chat.says(乙, "排班 12月"))[0].splitlines() == drafted
    chat.hears_all()


async def test_whoever_is_on_twice_without_a_night_between_is_named(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "改班 12月2日上午 周小川")
    shown = (await chat.says(乙, "排班 12月"))[0].splitlines()
    assert "连着值：周小川 12月2日上午接12月2日下午。" in shown


async def test_publishing_gives_the_group_text_picture_and_calendar_file(chat: Chat) -> None:
    await chat.says(乙, "值班设置 电话 0816-2212345")
    await chat.says(乙, "排班 12月")
    answer = (await chat.says(乙, "确认排班 12月"))[0]
    assert answer.startswith("谢谢，2026年12月值班表已公布，已发到群里，附图片和日历文件。")
    here = chat.group_of(VILLAGE)
    posted = chat.group_hears(here)
    assert len(posted) == 3
    lines = posted[0].splitlines()
    assert lines[0] == "莲花池村2026年12月值班表"
    assert lines[-3:] == [
        f"值班人员：{'、'.join(TITLED)}",
        "值班电话：0816-2212345",
        "后来换了班的，问“今天谁值班”就知道。",
    ]
    assert chat.pictures(here)[0].startswith(b"\x89PNG")
    name, content = chat.files(here)[0]
    assert name == "莲花池村2026年12月值班表.ics"
    assert content.count(b"BEGIN:VEVENT") == 31 * 2 - 8  # one line for each of eight days of the weekend
    assert not any(chat.groups_hear().values())
    assert chat.everybody_hears() == {}


async def test_the_same_delivery_of_a_publication_posts_once(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    answers = await asyncio.gather(*(chat.says(乙, "确认排班 12月", msgid="7001") for _ in range(3)))
    assert all("已公布" in answer[0] for answer in answers if answer)
    assert len(chat.group_hears(chat.group_of(VILLAGE))) == 3
    again = (await chat.says(乙, "确认排班 12月"))[0]
    assert again.startswith("2026年12月的值班表已经公布，不用再公布。")
    assert chat.group_hears(chat.group_of(VILLAGE)) == []


@after(december_published)
async def test_a_published_slot_that_is_moved_is_told_to_both_and_shown_to_all(chat: Chat) -> None:
    answer = (await chat.says(乙, "改班 12月2日上午 唐敏"))[0]
    assert (
        answer
        == "12月2日（周三）上午：欧阳春燕 → 唐敏。我会告诉欧阳春燕、唐敏。贴出的图要换，发“值班表”加月份就有新的。"
    )
    told = chat.everybody_hears()
    assert set(told) == {"ouyangchunyan", 核实人}
    assert told["ouyangchunyan"][0].startswith("12月2日（周三）上午的班您不用来了")
    assert told[核实人][0].startswith("麻烦您：12月2日（周三）上午请您值班")
    assert "上午 08:30-12:00 唐敏（组织委员）" in (await chat.says(群众, "12月2日谁值班"))[0]


@after(december_published)
async def test_everybody_gets_the_published_table_and_the_picture_in_private(chat: Chat) -> None:
    chat.hears_all()
    text, picture, file = await chat.says(己, "值班表 12月")
    assert text.startswith("莲花池村2026年12月值班表")
    assert (picture, file) == ("[图片]", "[文件] 莲花池村2026年12月值班表.ics")
    assert await chat.says(群众, "值班表 12月") == [text, picture, file]
    assert await chat.says(甲, "值班表 12月", to=chat.group_of(VILLAGE)) == [text]
    await chat.says(乙, "排班 明年1月")
    assert await chat.says(群众, "值班表 明年1月") == ["2027年1月值班表还没有公布。"]


@pytest.mark.parametrize("room", ["app", "group"])
@after(december_published, then="2026-12-02T09:00:00+08:00")
async def test_anybody_may_ask_who_is_on_duty(chat: Chat, room: str) -> None:
    await chat.sandbox.bot.settle()
    chat.hears_all()
    place = chat.group_of(VILLAGE) if room == "group" else "app"
    for said in ("今天谁值班", "谁值班", "今日值班", "今天哪个坐班"):
        heard = (await chat.says(甲, said, place))[0].splitlines()
        assert heard[0] == "12月2日（周三）莲花池村值班"
        assert heard[1:3] == ["上午 08:30-12:00 欧阳春燕（村委会主任）", "下午 14:30-17:30 周小川（村委会委员、文书）"]
        assert "找谁都行" in heard[-1]


@after(december_published, then="2026-12-07T07:00:00+08:00")
async def test_a_week_shows_every_day_and_names_the_empty_slot(chat: Chat) -> None:
    await chat.says(乙, "改班 12月12日 空")
    chat.hears_all()
    heard = (await chat.says(群众, "本周值班", chat.group_of(VILLAGE)))[0].splitlines()
    assert heard[0] == "莲花池村值班（12月7日到12月13日）"
    assert heard[1] == "12月7日（周一） 集中办公，全体在岗"
    assert heard[6] == "12月12日（周六） 电话值班待安排"
    assert len(heard) == 8
    assert "12月14日（周一） 集中办公" in (await chat.says(甲, "下周值班"))[0]


@after(december_published, then="2026-12-02T09:00:00+08:00")
async def test_another_place_is_asked_for_by_name(chat: Chat) -> None:
    await chat.sandbox.bot.settle()
    chat.hears_all()
    for said in ("今天谁值班 莲花池村", "莲花池村今天谁值班"):
        assert "12月2日（周三）莲花池村值班" in (await chat.says(外村党员, said))[0]
    assert "桂花湾村（示例）还没有公布值班安排" in (await chat.says(外村党员, "今天谁值班"))[0]
    assert "没有找到叫“火星村”的" in (await chat.says(外村党员, "今天谁值班 火星村"))[0]


REFUSED = [
    ("改班 12月3日上午 何光荣", "何光荣不在坐班名单里"),
    ("改班 12月3日上午 李志强", "李志强不在坐班名单里"),
    ("改班 12月3日 唐敏", "12月3日有上午、下午几个班"),
    ("改班 12月7日上午 唐敏", "12月7日是集中办公日，大家都在"),
    ("改班 12月3日带班 唐敏", "值班表上没有12月3日带班的班"),
    ("改班 2月3日上午 唐敏", "值班表上没有2月3日上午的班"),
    ("改班 唐敏", "改班 〈日期时段 姓名〉"),
    ("排班 10月", "2026年10月已经过完"),
    ("排班 2027年3月", "2027年3月还早"),
    ("排班 每天", "排班 [月份]"),
    ("确认排班 1月", "2027年1月还没有排班，没有公布"),
]


@pytest.mark.parametrize(("said", "heard"), REFUSED)
async def test_what_cannot_be_done_says_why_and_changes_nothing(chat: Chat, said: str, heard: str) -> None:
    drafted = await chat.says(乙, "排班 12月")
    assert heard in (await chat.says(乙, said))[0]
    assert await chat.says(乙, "排班 12月") == drafted


@pytest.mark.parametrize("said", ["排班 12月", "改班 12月3日上午 唐敏", "确认排班 12月", "缺班", "加入值班 何光荣"])
async def test_only_a_secretary_keeps_the_roster(chat: Chat, said: str) -> None:
    for who in (甲, 己, 丙):
        assert "是书记用的，这次没办" in (await chat.says(who, said))[0]
    assert "请私聊我发" in (await chat.says(乙, said, chat.group_of(VILLAGE)))[0]


async def test_the_settings_of_the_desk_are_no_member_s(chat: Chat) -> None:
    for who in (甲, 己):
        assert "是书记、镇街、区委组织部用的，这次没办" in (await chat.says(who, "值班设置"))[0]
    assert "请私聊我发" in (await chat.says(乙, "值班设置", chat.group_of(VILLAGE)))[0]


async def test_somebody_busy_at_that_time_is_not_put_on_twice(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.agreed(乙, "值守 防汛 12月20日到12月21日")
    drafted = (await chat.says(乙, "排班 12月"))[0]
    line = next(line for line in drafted.splitlines() if line.startswith("20日"))
    first, second = line.removeprefix("20日周日 防汛值守").split("、")
    assert f"{first}12月20日（周日）那个时段另有安排" in (await chat.says(乙, f"改班 12月20日 {second} {first}"))[0]
    assert f"有{first}、{second}一起值" in (await chat.says(乙, f"改班 12月20日 {first}"))[0]


async def test_a_year_without_a_holiday_table_is_said_aloud(chat: Chat) -> None:
    drafted = (await chat.says(乙, "排班 1月"))[0]
    warning = "2027年的放假通知还没有装进来：元旦、春节这些定好的日子已按假期排"
    assert warning in drafted
    assert "1日周五 带班" in drafted
    assert warning in (await chat.says(乙, "确认排班 1月"))[0]
    assert warning not in chat.group_hears(chat.group_of(VILLAGE))[0]


async def test_in_the_quiet_hours_the_roster_is_said_to_go_out_in_the_morning(chat: Chat) -> None:
    await chat.moves_to("2026-11-23T21:30:00+08:00")
    chat.everybody_hears()
    await chat.says(乙, "排班 12月")
    assert "已公布，明早8点发到群里" in (await chat.says(乙, "确认排班 12月"))[0]
    assert chat.group_hears(chat.group_of(VILLAGE)) == []
    await chat.moves_to("2026-11-24T08:01:00+08:00")
    assert len(chat.group_hears(chat.group_of(VILLAGE))) == 3
    chat.everybody_hears()


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_make_up_sunday_is_on_duty_and_a_holiday_has_a_leader(engine: str) -> None:
    start = datetime(2026, 8, 25, 10, 0, tzinfo=SHANGHAI)
    async with open_chat(await sample_url(engine), start=start) as chat:
        september = (await chat.says(乙, "排班 9月"))[0].splitlines()
        assert next(line for line in september if line.startswith("20日周日")).startswith("20日周日 上午")
        friday = next(line for line in september if line.startswith("25日周五"))
        leader = friday.split("带班")[1].split()[0]
        assert leader in ("罗正富", "欧阳春燕", "周小川")
        assert "节假日值守" in friday
        await chat.says(乙, "确认排班 9月")
        assert len(chat.group_hears(chat.group_of(VILLAGE))) == 3
        heard = (await chat.says(甲, "9月25日谁值班"))[0]
        assert f"带班 08:30-次日08:30 {leader}" in heard
        assert "10日周六 上午" in (await chat.says(乙, "排班 10月"))[0]
        assert "这个班要由书记或村(居)委会成员带班" in (await chat.says(乙, "改班 9月25日带班 唐敏"))[0]


async def test_a_further_question_is_about_what_was_just_answered(chat: Chat) -> None:
    await publish("12-04 am 周小川", "12-04 pm 唐敏", "12-07 am 罗正富")
    group = chat.group_of("莲花池村")
    [told] = await chat.says(群众, "12月4号下午村部找哪个盖章", to=group)
    assert "下午" in told and "唐敏" in told and "周小川" not in told
    [told] = await chat.says(群众, "那上午呢", to=group)
    assert told.startswith("12月4日（周五）莲花池村值班") and "周小川" in told and "唐敏" not in told
    assert (await chat.says(群众, "12月7号呢", to=group))[0].startswith("12月7日（周一）莲花池村值班")
    # Who has asked nothing is not answered; what is said an hour later is about nothing.
    assert await chat.says(甲, "那上午呢", to=group) == []
    await chat.waits(timedelta(hours=1))
    assert await chat.says(群众, "那下午呢", to=group) == []
    assert "11月24日（周二）没有排到您的班" in (await chat.says(己, "我后天看病，班哪个帮我顶下"))[0]
    assert "想和谁换" in (await chat.says(己, "我12月4号看病，班哪个帮我顶下"))[0]


async def test_the_roster_of_last_month_is_shown_however_it_is_asked_for(chat: Chat) -> None:
    for asked in ("上个月值班的表", "把上个月值班的表发我一份"):
        assert "10月值班表" in (await chat.says(乙, asked))[0]
        chat.hears_all()
