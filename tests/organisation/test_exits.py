"""去世, 退党, 除名: said with care; a membership ends only when the township has confirmed it."""

import pytest

from config.policy import load_policy
from handlers import COMMANDS
from models.honour.month_figures.actions import figures
from models.organisation.exits.words import death_line, exit_line
from models.organisation.people.tables import Person, Post
from models.values.periods import Month
from tests.fakes.chat import Chat, at, 乙, 外村党员, 戊, 核实人, 甲, 镇干部
from tests.fakes.databases import NOON

何光荣 = "heguangrong"


async def _asks(chat: Chat, said: str = "除名 何光荣") -> str:
    shown = (await chat.says(乙, said))[0]
    assert "请先当面和他谈过" in shown
    return (await chat.says(乙, "是"))[0]


@at("2026-11-30T12:00:00+08:00")
async def test_who_has_died_has_no_duties_and_is_told_nothing(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "确认排班 12月")
    chat.hears_all()
    assert "唐敏同志去世。他的岗位和值班到今天为止" in (await chat.says(乙, "唐敏同志前天病逝了"))[0]
    told = await chat.says(乙, "是")
    assert "唐敏同志走好" in told[0]
    assert any("等人顶" in one for one in told)
    assert any("莲花池村现在空着：支委" in one for one in told)
    assert chat.hears(核实人) == []
    await chat.moves_to("2026-12-07T12:00:00+08:00")
    assert chat.hears(核实人) == []
    assert (await Person.get(userid=核实人)).left_on is not None
    chat.hears_all()


@at("2026-11-30T12:00:00+08:00")
async def test_who_has_died_is_missed_in_his_month_and_changes_none_before(chat: Chat) -> None:
    policy = load_policy().ranking
    october, november = Month(2026, 10), Month(2026, 11)
    before = await figures(october, policy), await figures(november, policy)
    await chat.says(乙, "去世 唐敏")
    await chat.says(乙, "是")
    chat.hears_all()
    assert await figures(october, policy) == before[0]
    counted = [sum(unit.active for unit in found) for found in (before[1], await figures(november, policy))]
    assert counted[1] == counted[0] - 1


async def test_nothing_changes_before_the_township_has_confirmed(chat: Chat) -> None:
    assert "确认之前一切照旧" in await _asks(chat)
    assert "支部就您的党籍作了决定，报上级确认（Q0010）" in chat.hears(何光荣)[0]
    assert "何光荣同志除名" in chat.hears(镇干部)[0]
    assert "身份：党员" in (await chat.says(何光荣, "我是谁"))[0]
    assert "已经报上去了（Q0010）" in (await chat.says(乙, "除名 何光荣"))[0]
    assert "我再请刘启航看看：Q0010" in (await chat.says(乙, "催"))[0]
    assert "Q0010 党籍变动 何光荣 除名，还在等您。看过就发“同意 Q0010”或“不同意 Q0010”。" in chat.hears(镇干部)[-1]
    assert "何光荣 除名" in (await chat.says(镇干部, "待办"))[0]
    answer = (await chat.says(镇干部, "同意 Q0010"))[0]
    assert "从今天起不在党员名册上" in answer
    assert "这些年您做的事都记着，谢谢您" in chat.hears(何光荣)[0]
    assert "从今天起不在党员名册上" in chat.hears(乙)[0]
    assert "党员" not in (await chat.says(何光荣, "我是谁"))[0]
    person = await Person.get(userid=何光荣)
    assert (person.standing, person.branch_id, person.publish_name, person.left_on) == ("none", None, False, None)
    assert {post.valid_to for post in await Post.filter(person_id=person.id)} == {chat.now.date().replace(day=21)}
    assert "不用办了" in (await chat.says(镇干部, "同意 Q0010"))[0]
    chat.hears_all()


async def test_what_is_not_confirmed_or_is_taken_back_leaves_him_a_member(chat: Chat) -> None:
    await _asks(chat, "退党 何光荣")
    assert "您提出退党" in chat.hears(何光荣)[0]
    chat.hears_all()
    assert "还差一句原因" in (await chat.says(镇干部, "不同意 Q0010"))[0]
    assert "没有确认：还没有谈话" in (await chat.says(镇干部, "不同意 Q0010 还没有谈话"))[0]
    assert "没有确认：还没有谈话" in chat.hears(乙)[0]
    assert "一切照旧" in chat.hears(何光荣)[0]
    await _asks(chat)
    chat.hears_all()
    assert "撤回了" in (await chat.says(乙, "撤回 Q0011"))[0]
    assert "一切照旧" in chat.hears(何光荣)[0]
    assert "身份：党员" in (await chat.says(何光荣, "我是谁"))[0]


@pytest.mark.parametrize("who", [乙, 甲, 戊, 何光荣, 外村党员, "songjia"])
async def test_nobody_but_the_office_above_confirms(chat: Chat, who: str) -> None:
    await _asks(chat)
    chat.hears_all()
    assert "从今天起不在" not in "".join(await chat.says(who, "同意 Q0010"))
    assert (await Person.get(userid=何光荣)).standing == "full"


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (乙, "除名 马小军", "在名册上不是党员"),
        (乙, "除名 李志强", "您负责的范围里没有找到"),
        (甲, "去世 唐敏", "用的，这次没办"),
        (镇干部, "去世 杨兴发", "您负责的范围里没有找到"),
    ],
)
async def test_what_may_not_be_recorded_is_not(chat: Chat, who: str, said: str, heard: str) -> None:
    assert heard in (await chat.says(who, said))[0]


async def test_a_death_that_was_none_is_taken_back_with_the_posts(chat: Chat) -> None:
    await chat.says(乙, "去世 唐敏")
    await chat.says(乙, "是")
    assert "名册上已经没有您了" in (await chat.says(核实人, "待办"))[0]
    assert "人回到名册上，岗位照旧" in (await chat.says(乙, "撤销 去世 唐敏"))[0]
    await chat.says(乙, "取消")
    assert "人回到名册上，岗位照旧" in (await chat.says(乙, "弄错了，唐敏还在"))[0]
    assert "唐敏同志还在名册上" in (await chat.says(乙, "是"))[0]
    assert "用的，这次没办" not in (await chat.says(核实人, "待核实"))[0]
    assert "近 30 天没有登记过陈桂兰去世" in (await chat.says(乙, "撤销去世 陈桂兰"))[0]
    assert "近 30 天没有登记过唐敏去世" in (await chat.says(外村党员, "撤销去世 唐敏"))[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("蒲德明去世了", "去世 蒲德明"),
        ("何光荣同志昨天走了", None),
        ("蒲德明的老伴去世了", None),
        ("唐敏妈昨天过世", None),
        ("听说蒲德明去世了", None),
        ("蒲德明要退党", "退党 蒲德明"),
        ("我要退党", None),
    ],
)
def test_with_the_name_first_it_is_offered_and_never_of_somebody_elses_kin(said: str, meant: str | None) -> None:
    assert (death_line(said, NOON) or exit_line(said, NOON)) == meant


async def test_a_death_that_was_none_gives_back_what_was_in_his_hands(chat: Chat) -> None:
    await chat.says(核实人, "承诺 12月底前修好三组路灯")
    await chat.says(乙, "去世 唐敏")
    await chat.says(乙, "是")
    assert any("唐敏离开后的交接" in one for one in await chat.says(乙, "待办"))
    await chat.says(乙, "撤销去世 唐敏")
    told = (await chat.says(乙, "是"))[0]
    assert "修好三组路灯也还是他办" in told
    assert "交接" not in (await chat.says(乙, "待办"))[0]
    assert "您是说“办结" in (await chat.says(核实人, "路灯修好了"))[0]
    chat.hears_all()


async def test_a_preview_waits_while_its_asker_looks_something_up(chat: Chat) -> None:
    await chat.says(乙, "去世 唐敏")
    await chat.says(乙, "是")
    await chat.says(乙, "撤销去世 唐敏")
    assert "刚才在问" in (await chat.says(乙, "名册改动"))[0]
    assert "唐敏同志还在名册上" in (await chat.says(乙, "是"))[0]
    chat.hears_all()


@pytest.mark.parametrize("said", ["我们牌子还在不在", "搞错了，代表会还没开"])
async def test_a_death_is_never_taken_back_by_a_near_miss(chat: Chat, said: str) -> None:
    assert "撤销去世" not in (await chat.says(乙, said))[0]


async def test_whoever_writes_that_somebody_lives_is_offered_to_take_his_death_back(chat: Chat) -> None:
    await chat.says(乙, "去世 唐敏")
    await chat.says(乙, "是")
    shown = (await chat.says(乙, "写错了，唐敏没走，撤了"))[0]
    assert shown.startswith("唐敏同志的登记改回来") and "对的话回“是”" in shown
    chat.hears_all()


async def test_nothing_done_to_a_person_is_offered_where_nobody_is_named(chat: Chat) -> None:
    """What is offered may be said yes to in a hurry: of all that is done to somebody, nothing to nobody."""
    about = {one.name for one in COMMANDS if one.about_somebody}
    assert {
        "died",
        "not_died",
        "party_exit",
        "party_removal",
        "end_post",
        "transfer_send",
        "veto",
        "falsified",
    } <= about
    for said in ("我们牌子还在", "代表会没走", "水泵房今天去世了", "堰塘管理员免职了", "路灯杆想退党"):
        assert "您是不是想说" not in (await chat.says(乙, said))[0], said
    assert "登记：何光荣同志去世。" in (await chat.says(乙, "何光荣昨天去世了"))[0]


async def test_an_objection_to_the_end_of_a_membership_is_shown_its_own_door(chat: Chat) -> None:
    await _asks(chat)
    chat.hears_all()
    assert "向镇街党委（党工委）或者上级党组织申诉" in (await chat.says(何光荣, "异议 Q0010 我不服"))[0]
