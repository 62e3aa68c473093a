"""Duty in people's own words: glued, pasted back, by name, for next year; and what the answers say of it."""

import pytest

from models.organisation.people.rules import Role
from models.organisation.people.tables import Post
from tests.fakes.chat import Chat, both_engines, things, 丁, 丙, 乙, 外村党员, 己, 核实人, 镇干部
from tests.fakes.rosters import board, publish

春燕 = "ouyangchunyan"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("排班12月", "2026年12月值班草稿"),
        ("排班 明年1月", "2027年1月值班草稿"),
        ("确认排班12月份", "2026年12月还没有排班"),
        ("改班12月3日上午 唐敏", "值班表上没有12月3日上午的班"),
        ("值班表12月", "2026年12月值班表还没有公布"),
        ("公平本季", "2026年第四季度值班次数"),
        ("集中办公12月", "2026年12月集中办公"),
        ("值班设置 夏季 上午 8点-11点半", "夏季上午 08:00-11:30"),
        ("值班设置 冬季 上午 9点-10点", "冬天一天 4 小时，村一般要 6 小时，您看合适不"),
    ],
)
async def test_words_written_together_are_read(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(乙, said))[0]


@pytest.mark.parametrize(
    "said",
    ["改班 12月3日（周四）上午 周小川", "改班 12月3日上午周小川", "改班 12月3号 上午 唐敏 换成 周小川"],
)
async def test_a_shift_is_named_as_the_bot_names_it(chat: Chat, said: str) -> None:
    await publish("12-03 am 唐敏", "12-03 pm 罗正富")
    assert "12月3日（周四）上午：唐敏 → 周小川" in (await chat.says(乙, said))[0]
    assert chat.hears(核实人)
    assert chat.hears(己)


async def test_an_empty_watch_is_given_as_the_note_about_it_says(chat: Chat) -> None:
    await publish("12-03 guard 空", "12-03 guard 唐敏")
    assert "12月3日（周四）防汛值守：待安排 → 周小川" in (await chat.says(乙, "改班 12月3日（周四）防汛值守 周小川"))[0]
    assert await board() == ["12-03 guard 周小川", "12-03 guard 唐敏"]
    assert chat.hears(己)


async def test_whoever_is_not_on_that_shift_is_not_relieved_of_it(chat: Chat) -> None:
    await publish("12-03 am 唐敏")
    answer = (await chat.says(乙, "改班 12月3日上午 罗正富 周小川"))[0]
    assert answer.startswith("12月3日上午没有罗正富的班。")


@pytest.mark.parametrize("said", ["周小川哪天值班", "周小川什么时候值班", "小周哪天坐班"])
async def test_anybody_may_ask_when_somebody_is_on_duty(chat: Chat, said: str) -> None:
    await publish("12-03 am 周小川", "12-04 am 唐敏", "12-08 pm 周小川")
    assert await chat.says(丁, said) == [
        "周小川接下来的班：\n12月3日（周四）上午 08:30-12:00\n12月8日（周二）下午 14:30-17:30"
    ]
    assert await chat.says(丁, "欧阳春燕哪天值班") == ["已公布的班里，接下来没有欧阳春燕的。"]
    assert "桂花湾村" in (await chat.says(外村党员, said))[0]


@pytest.mark.parametrize("said", ["书记哪天值班", "支书什么时候坐班"])
async def test_somebody_is_meant_by_his_post_as_well(chat: Chat, said: str) -> None:
    await publish("12-03 am 罗正富", "12-04 am 唐敏")
    assert await chat.says(丁, said) == ["罗正富接下来的班：\n12月3日（周四）上午 08:30-12:00"]
    assert (await chat.says(丁, "文书哪天值班"))[0] == "已公布的班里，接下来没有周小川的。"


@both_engines
async def test_an_office_reads_who_is_on_duty_in_its_villages(chat: Chat) -> None:
    await publish("11-22 phone 唐敏", "11-24 am 周小川")
    heard = (await chat.says(镇干部, "今天谁值班"))[0]
    assert heard.startswith("11月22日（周日）金峰各村（社区）值班\n莲花池村：电话值班唐敏\n")
    assert await chat.says(镇干部, "明天谁值班") == ["11月23日（周一）金峰各村（社区）还没有公布值班安排。"]
    for who, said in ((镇干部, "本周值班"), (镇干部, "12月谁值班"), (丙, "今天谁值班")):
        assert (await chat.says(who, said))[0].startswith("想看哪个村（社区）的？")
    assert "11月24日（周二）莲花池村值班" in (await chat.says(镇干部, "莲花池后天谁值班"))[0]


async def test_own_days_of_a_week_are_one_s_own(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-25 am 周小川", "12-03 am 唐敏")
    assert await chat.says(核实人, "我下周哪天坐班") == ["您的班：\n11月24日（周二）上午 08:30-12:00"]
    assert "周小川" in (await chat.says(核实人, "下周谁值班"))[0]


async def test_a_collective_day_is_called_so_wherever_it_is_named(chat: Chat) -> None:
    await publish("11-23 am 唐敏", collective=True)
    assert "11月23日（周一）上午集中办公 08:30-12:00" in (await chat.says(核实人, "我的值班"))[0]
    await chat.moves_to("2026-11-22T19:40:00+08:00")
    assert things(chat.hears(核实人)) == [
        "您值班：11月23日（周一）上午集中办公 08:30-12:00。来不了请发“换班”或“请假”。"
    ]
    chat.hears_all()


async def test_a_phone_is_shown_at_once_and_the_secretary_reads_so(chat: Chat) -> None:
    await publish("12-03 am 唐敏")
    assert (await chat.says(乙, "值班设置 电话 0816-2212345"))[0].startswith("设好了，马上生效。")
    assert "值班电话：0816-2212345" in (await chat.says(丁, "12月3日谁值班"))[0]


async def test_what_lies_further_ahead_is_named_beside_the_gaps(chat: Chat) -> None:
    await publish("12-03 am 空", "12-18 pm 空")
    heard = (await chat.says(乙, "缺班"))[0]
    assert "近 14 天有 1 个班待安排" in heard
    assert heard.endswith("再往后还有 1 个：12月18日（周五）下午。")


async def test_the_draft_tells_how_to_change_a_shift_that_it_has(chat: Chat) -> None:
    assert "要调：改班 12月1日上午 姓名" in (await chat.says(乙, "排班 12月"))[0]


async def test_whoever_left_the_pool_and_came_back_keeps_what_was_before(chat: Chat) -> None:
    await publish("12-03 am 唐敏")
    await chat.says(乙, "退出值班 唐敏")
    await chat.says(乙, "是")
    await chat.skips_to("2026-11-25T10:00:00+08:00")
    await chat.says(乙, "加入值班 唐敏")
    await chat.says(乙, "是")
    await chat.moves_to("2026-11-28T10:00:00+08:00")
    await chat.says(乙, "退出值班 唐敏")
    await chat.says(乙, "是")
    chat.hears_all()
    posts = await Post.filter(person__name="唐敏", role=Role.CADRE).order_by("valid_from")
    assert [str(post.valid_to) for post in posts] == ["2026-11-21", "2026-11-27"]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("村干部今天在不在", "11月22日（周日）莲花池村值班"),
        ("村委会今天有人没得", "11月22日（周日）莲花池村值班"),
        ("哪个在村委会", "11月22日（周日）莲花池村值班"),
        ("书记在不在", "11月22日（周日）莲花池村值班"),
        ("礼拜天哪个值班", "11月22日（周日）莲花池村值班"),
        ("后天谁值班", "11月24日（周二）莲花池村值班"),
        ("下周三谁值班", "11月25日（周三）莲花池村值班"),
        ("国庆第二天谁值班", "10月2日（周六）莲花池村还没有公布值班安排。"),
        ("大年初二谁值班", "2月7日（周日）莲花池村还没有公布值班安排。"),
        ("初一谁值班", "12月9日（周三）莲花池村还没有公布值班安排。"),
        ("腊月三十谁值班", "2月5日（周五）莲花池村还没有公布值班安排。"),
        ("月底谁值班", "11月30日（周一）莲花池村还没有公布值班安排。"),
        ("十一谁值班", "10月1日（周五）莲花池村还没有公布值班安排。"),
        ("过年那几天谁值班", "还差一点没听明白：您问的是哪一天，比如“12月3日谁值班”？"),
        ("2月30日谁值班", "还差一点没听明白：您问的是哪一天，比如“12月3日谁值班”？"),
        ("今天莲花池村谁值班", "11月22日（周日）莲花池村值班"),
        ("请问莲花池村今天谁值班", "11月22日（周日）莲花池村值班"),
        ("我们村今天谁值班", "11月22日（周日）莲花池村值班"),
        ("明天莲花池谁值班", "11月23日（周一）莲花池村还没有公布值班安排。"),
        ("桂花湾今天谁值班", "11月22日（周日）桂花湾村（示例）还没有公布值班安排。"),
        ("唐敏今天在不在", "11月22日（周日）莲花池村值班"),
        ("书记在不在村委会", "11月22日（周日）莲花池村值班"),
        ("今天是不是唐敏值班", "11月22日（周日）莲花池村值班"),
        ("今天村委会没得人", "11月22日（周日）莲花池村值班"),
        ("本月值班", "莲花池村值班（11月1日到11月30日）"),
        ("查一下桂花湾村本周值班", "11月16日到11月22日桂花湾村（示例）还没有公布值班安排。"),
    ],
)
async def test_who_is_there_is_asked_in_many_ways(chat: Chat, said: str, heard: str) -> None:
    await publish("11-22 phone 唐敏", "11-24 pm 唐敏", "11-25 am 周小川")
    for who in (丁, 乙, 核实人):
        assert (await chat.says(who, said))[0].startswith(heard)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (
            "2026-11-23T07:30:00+08:00",
            "值班\n防汛值守 到08:30 周小川（村委会委员、文书）\n防汛值守 08:30-次日08:30 唐敏",
        ),
        ("2026-11-23T08:35:00+08:00", "值班\n防汛值守 08:30-次日08:30 唐敏"),
    ],
)
async def test_until_the_watch_is_relieved_the_old_one_is_named_too(chat: Chat, moment: str, shown: str) -> None:
    await publish("11-22 guard 周小川", "11-23 guard 唐敏")
    await chat.moves_to(moment)
    chat.hears_all()
    for said in ("今天谁值班", "现在谁在值班"):
        answer = (await chat.says(丁, said))[0]
        assert answer.startswith(f"11月23日（周一）莲花池村{shown}")
    assert "到08:30" not in (await chat.says(丁, "明天谁值班"))[0]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("12月4日下午改成唐敏", "12月4日（周五）下午：周小川 → 唐敏"),
        ("12月4号下午的班换成唐敏", "12月4日（周五）下午：周小川 → 唐敏"),
        ("让周小川12月3日上午值班", "12月3日（周四）上午：唐敏 → 周小川"),
        (
            "让欧阳主任12月3日值班",
            "12月3日有上午、下午几个班。请说清是哪一个，例如“改班 12月3日上午 欧阳春燕”。",
        ),
    ],
)
async def test_a_secretary_gives_a_shift_to_somebody_in_his_own_words(chat: Chat, said: str, heard: str) -> None:
    await publish("12-03 am 唐敏", "12-03 pm 唐敏", "12-04 pm 周小川")
    for other in (丁, 己):
        await chat.says(other, said)
    assert len([line for line in await board() if "唐敏" in line]) == 2
    assert heard in (await chat.says(乙, said))[0]
    chat.hears_all()
