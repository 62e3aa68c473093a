"""加入值班, 退出值班, 值守, 值班设置, 公平, 缺班: exactly those whose next duty moved are told, in private."""

import pytest

from tests.access.town import open_town, said_to
from tests.fakes.chat import Chat, after, both_engines, 丙, 乙, 外村党员, 己, 核实人, 甲, 镇干部
from tests.fakes.rosters import december_published, publish

VILLAGE = "莲花池村"
POOL = {乙: "罗正富", 核实人: "唐敏", "ouyangchunyan": "欧阳春燕", 己: "周小川"}
何光荣 = "heguangrong"


async def _shown(chat: Chat) -> list[str]:
    """Return the lines of the published days of December."""
    return [line for line in (await chat.says(乙, "值班表 12月"))[0].splitlines() if "日周" in line]


def _next_line(days: list[str], name: str) -> str:
    return next((line for line in days if name in line), "")


@after(december_published)
async def test_a_newcomer_gets_his_share_and_exactly_those_who_gave_shifts_are_told(chat: Chat) -> None:
    before = await _shown(chat)
    preview = (await chat.says(乙, "加入值班 何光荣"))[0]
    assert await _shown(chat) == before
    answer, *own = await chat.says(乙, "是")
    told = chat.everybody_hears() | ({乙: own} if own else {})
    after = await _shown(chat)
    lost = {who: _of(before, name) - _of(after, name) for who, name in POOL.items()}
    moved = sum(map(len, lost.values()))
    assert preview.startswith(f"何光荣加入坐班名单，从现在起大家一样多；已公布的班里有 {moved} 个改由何光荣值")
    assert set(told) == {who for who, shifts in lost.items() if shifts} | {何光荣}
    for who, shifts in lost.items():
        assert not shifts or (len(told[who]) == 1 and "您不用来了。您最近的班是12月" in told[who][0])
    assert told[何光荣][0].startswith("欢迎加入坐班。您最近的班是12月")
    assert answer.startswith("何光荣已加入坐班名单，谢谢。")
    shares = [len(_of(after, name)) for name in (*POOL.values(), "何光荣")]
    assert max(shares) - min(shares) <= 2
    assert "何光荣已经在坐班名单里" in (await chat.says(乙, "加入值班 何光荣"))[0]
    assert not any(chat.groups_hear().values())


def _of(days: list[str], name: str) -> set[str]:
    """Return the shifts of somebody on the board."""
    return {f"{line.split()[0]} {one}" for line in days for one in line.split()[1:] if name in one}


async def test_a_newcomer_belongs_to_the_draft_as_well(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "加入值班 何光荣")
    await chat.says(乙, "是")
    assert chat.everybody_hears().keys() == {何光荣}
    assert "何光荣" in (await chat.says(乙, "确认排班 12月"))[0] + "".join(chat.group_hears(chat.group_of(VILLAGE)))


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (乙, "加入值班 李志强", "您这里的名册上没有李志强"),
        (乙, "退出值班 何光荣", "何光荣不在坐班名单里"),
        (外村党员, "退出值班 唐敏", "唐敏不在坐班名单里"),
        (乙, "值守 防汛 12月31日到12月1日", "先后反了"),
        (乙, "值守 防汛何光荣偷懒 12月1日到12月3日", "不写人名（“何光荣”）"),
        (乙, "值守 何光荣偷懒 12月1日到12月3日", "不写人名（“何光荣”）"),
        (乙, "值守 12月1日到12月3日", "值守要说清叫什么"),
        (乙, "结束值守 防汛", "您这一级没有开着的“防汛”值守"),
        (甲, "值守 防汛 12月1日到12月3日", "用的，这次没办"),
        (乙, "值班设置 夏季 上午 11:30-8:00", "不像一个上班时段"),
        (乙, "值班设置 电话 13800001234", "不登记个人手机号"),
        (乙, "值班设置 集中办公 天天", "没看懂要设什么"),
        (甲, "公平 本季", "是书记、坐班干部用的"),
    ],
)
async def test_what_cannot_be_done_says_so(chat: Chat, who: str, said: str, heard: str) -> None:
    assert heard in (await chat.says(who, said))[0]
    assert chat.everybody_hears() == {}


@after(december_published)
async def test_whoever_leaves_the_pool_leaves_empty_slots(chat: Chat) -> None:
    for said in ("移出值班 周小川", "把周小川从值班里拿掉", "退出值班 周小川"):
        assert "已公布的 11 个班空出来，等人顶" in (await chat.says(乙, said))[0]
    answer = (await chat.says(乙, "是"))[0]
    assert answer.startswith("周小川已退出坐班名单。这 11 个班等人顶：12月2日（周三）下午、")
    assert set(chat.everybody_hears()) == {己}
    days = await _shown(chat)
    assert not any("周小川" in line for line in days)
    assert "下午待安排" in _next_line(days, "2日周三")
    gaps = (await chat.says(乙, "缺班"))[0].splitlines()
    assert gaps[0] == "近 14 天有 2 个班待安排："
    assert gaps[1].startswith("12月2日（周三）下午：可以问问")
    assert "是书记、坐班干部用的" in (await chat.says(己, "公平"))[0]


async def test_whoever_is_removed_from_the_enterprise_leaves_empty_slots_and_the_secretary_is_told() -> None:
    async with open_town() as town:
        await town.says(乙, "排班 12月")
        await town.says(乙, "确认排班 12月")
        told = len(await said_to(乙))
        await town.leaves(己)
        heard = (await said_to(乙))[told:]
        assert len(heard) == 1
        assert "周小川已不在本单位。这 11 个班等人顶：" in heard[0]
        assert "下午 14:30-17:30 待安排" in await town.says(甲, "12月2日谁值班")
        assert "周小川" not in await town.says(乙, "排班 1月")


@after(december_published)
async def test_a_season_puts_two_on_watch_round_the_clock_and_tells_those_concerned(chat: Chat) -> None:
    before = await _shown(chat)
    answer = (await chat.agreed(乙, "值守 防汛 12月10日到12月12日"))[0]
    assert answer.startswith("防汛值守已安排：12月10日到12月12日，24 小时双人在岗。调整了 1 个单位已公布的班")
    told = chat.everybody_hears()
    assert told
    assert all(
        text[0].startswith("12月10日到12月12日防汛值守（24 小时双人），值班表有调整。") for text in told.values()
    )
    during = await _shown(chat)
    watch = [line for line in during if "防汛值守" in line]
    assert [line.split("日周")[0] for line in watch] == ["10", "11", "12"]
    assert all("、" in line for line in watch)
    assert [line for line in during if line not in watch] == [b for b in before if b[:2] not in ("10", "11", "12")]
    assert "防汛值守在这段时间已经开着" in (await chat.says(乙, "值守 防汛 12月11日到12月20日"))[0]
    heard = (await chat.says(甲, "12月10日谁值班"))[0]
    assert "防汛值守 08:30-次日08:30" in heard
    await chat.skips_to("2026-12-10T12:00:00+08:00")
    assert (await chat.says(乙, "结束值守 防汛"))[0].startswith("防汛值守结束，辛苦了。从明天起恢复平常值班")
    chat.hears_all()
    after = await _shown(chat)
    assert "防汛值守" in _next_line(after, "10日")
    assert _next_line(after, "11日周五").startswith("11日周五 上午")


@after(december_published)
async def test_a_township_s_season_holds_for_its_villages_only(chat: Chat) -> None:
    await chat.agreed(镇干部, "值守 森林防火 12月10日到12月11日")
    chat.hears_all()
    assert "森林防火值守" in _next_line(await _shown(chat), "10日")
    await chat.says("LiaoHongmei", "排班 12月")
    assert "森林防火" not in (await chat.says("LiaoHongmei", "排班 12月"))[0]
    assert "是书记、镇街、区委组织部用的" not in (await chat.says(丙, "结束值守 森林防火"))[0]


@after(december_published)
async def test_fairness_shows_how_many_of_each_kind_everybody_has(chat: Chat) -> None:
    for who in (乙, 己):
        heard = (await chat.says(who, "公平 本季"))[0].splitlines()
        assert heard[0] == "2026年第四季度值班次数（含已公布还没到的）"
        assert set(heard[1:5]) == {
            "罗正富：平日10 周末2",
            "唐敏：平日10 周末2",
            "欧阳春燕：平日9 周末2",
            "周小川：平日9 周末2",
        }
    assert "罗正富：0" in (await chat.says(乙, "公平 本月"))[0]
    assert "请私聊我发" in (await chat.says(乙, "公平 本季", chat.group_of(VILLAGE)))[0]


@after(december_published)
async def test_next_month_makes_up_for_the_balance_of_the_last(chat: Chat) -> None:
    await chat.says(乙, "排班 1月")
    await chat.says(乙, "确认排班 1月")
    chat.hears_all()
    quarter = (await chat.says(乙, "公平 2026年"))[0]
    both = [int(line.split("平日")[1].split()[0]) for line in quarter.splitlines()[1:5]]
    coming = (await chat.says(乙, "公平 2027年1月"))[0]
    both = [a + int(line.split("平日")[1].split()[0]) for a, line in zip(both, coming.splitlines()[1:5], strict=True)]
    assert max(both) - min(both) <= 1


async def test_a_unit_s_own_hours_day_and_phone_hold_from_the_next_draft(chat: Chat) -> None:
    for setting in ("冬季 上午 9:00-12:00", "集中办公 周三", "电话 0816-2212345"):
        assert (await chat.says(乙, f"值班设置 {setting}"))[0].startswith("设好了，")
    drafted = (await chat.says(乙, "排班 12月"))[0].splitlines()
    assert "2日周三 集中办公，全体在岗" in drafted
    assert _next_line(drafted, "7日周一").startswith("7日周一 上午")
    await chat.says(乙, "确认排班 12月")
    assert "值班电话：0816-2212345" in chat.group_hears(chat.group_of(VILLAGE))[0]
    heard = (await chat.says(甲, "12月1日谁值班"))[0]
    assert "上午 09:00-12:00" in heard
    assert "值班电话：0816-2212345" in heard


@after(december_published)
async def test_own_days_are_shown_in_private_to_whoever_asks_in_his_own_words(chat: Chat) -> None:
    heard = (await chat.says(己, "我哪天值班"))[0].splitlines()
    assert heard[:2] == ["您的班：", "12月2日（周三）下午 14:30-17:30"]


@both_engines
async def test_after_a_swap_the_table_brings_a_new_picture_and_no_group_hears_of_it(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川")
    await chat.says(乙, "值班表 12月")
    posted = chat.pictures(f"app:{乙}")
    await chat.says(核实人, "换班 12月3日 周小川")
    await chat.says(己, "同意")
    assert chat.hears(乙)[-1].endswith("贴出的图要换，发“值班表”加月份就有新的。")
    assert not any(chat.groups_hear().values())
    chat.hears_all()
    assert (await _shown(chat))[0] == "3日周四 上午周小川"
    assert len({*posted, *chat.pictures(f"app:{乙}")}) == 2
