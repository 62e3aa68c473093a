"""Who comes, goes, dies or stands in, in the words in which a secretary says it."""

import pytest

from models.organisation.people.tables import Person
from tests.fakes.chat import Chat, at, 乙, 核实人, 甲, 镇干部


async def test_who_stands_in_for_some_days_is_asked_about_until_when(chat: Chat) -> None:
    asked = (await chat.says(乙, "我明天要住院，请唐敏替我当几天书记"))[0]
    assert "唐敏同志的代行书记，到哪一天为止" in asked
    assert "从今天到2026年11月27日，由唐敏同志代行" in (await chat.says(乙, "到27号"))[0]


async def test_the_end_of_what_is_shown_is_said_otherwise(chat: Chat) -> None:
    assert "到2026年11月29日" in (await chat.says(乙, "我下周出差，让唐敏代我"))[0]
    assert "从今天到2026年11月27日，由唐敏同志代行" in (await chat.says(乙, "到27号"))[0]
    assert "没听明白" in (await chat.says(乙, "到处都要人"))[0]
    assert "唐敏同志代行到2026年11月27日" in (await chat.says(乙, "是"))[0]
    chat.hears_all()


@pytest.mark.parametrize("said", ["换届了，王秀兰当选二组组长", "选举结果出来了，王秀兰当选为二组组长"])
async def test_who_was_elected_is_shown_with_the_post(chat: Chat, said: str) -> None:
    assert "王秀兰同志的二组组长，到哪一天为止" in (await chat.says(乙, said))[0]
    assert "登记：王秀兰同志任莲花池村二组组长，从今天到2031年12月31日。" in (await chat.says(乙, "到2031年"))[0]


async def test_a_member_is_entered_by_what_is_known_of_him(chat: Chat) -> None:
    shown = (await chat.says(乙, "加一个党员，张建国，三组的"))[0]
    assert shown.startswith("加进名册：张建国，莲花池村党支部，正式党员，三组，没有企业微信账号。")
    assert "加进名册：王小春，莲花池村党支部，预备党员" in (await chat.says(乙, "加个预备党员：王小春"))[0]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("1", "登记：蒲德明同志去世"),
        ("老人家了", "登记：蒲德明同志去世"),
        ("2", "蒲德明同志是党员，搬走了发“转出 蒲德明 去哪里”"),
        ("搬到儿子那里去了", "蒲德明同志是党员，搬走了发“转出 蒲德明 去哪里”"),
    ],
)
async def test_who_has_gone_may_have_died_or_live_elsewhere(chat: Chat, answer: str, shown: str) -> None:
    assert "蒲德明同志是 1 去世了，还是 2 搬走了" in (await chat.says(乙, "蒲德明走了"))[0]
    assert shown in (await chat.says(乙, answer))[0]
    assert (await Person.get(userid="pudeming")).left_on is None


async def test_why_somebody_is_taken_off_may_stand_behind_his_name(chat: Chat) -> None:
    assert "从莲花池村的名册上去掉马小军" in (await chat.says(乙, "减人 马小军 搬走了"))[0]
    assert "陈桂兰同志是党员" in (await chat.says(乙, "减人 陈桂兰，不是我们村的"))[0]
    assert "从莲花池村的名册上去掉陈桂兰" in (await chat.says(镇干部, "减人 陈桂兰 登错了"))[0]


async def test_the_collective_day_is_changed_in_plain_words_after_a_look(chat: Chat) -> None:
    assert "您是说“值班设置 集中办公 周二”" in (await chat.says(乙, "集中办公日改成周二"))[0]
    assert "周二\n办公电话" in (await chat.says(乙, "是"))[0]
    assert "您是说“值班设置 集中办公" not in (await chat.says(甲, "集中办公日改成周三"))[0]


@at("2026-11-26T10:00:00+08:00")
async def test_an_office_reads_the_roster_and_the_collective_days_of_a_village(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "确认排班 12月")
    chat.hears_all()
    for said in ("值班表 莲花池村 12月", "值班表 12月 莲花池村"):
        assert "莲花池村2026年12月值班表" in (await chat.says(镇干部, said))[0]
    assert "2026年11月值班表还没有公布" in (await chat.says(镇干部, "值班表 莲花池村"))[0]
    assert "2026年11月集中办公" in (await chat.says(镇干部, "集中办公 莲花池村"))[0]
    assert "2026年12月集中办公" in (await chat.says(镇干部, "集中办公 莲花池村 12月"))[0]
    chat.hears_all()


async def test_what_is_asked_about_ones_own_star_and_records(chat: Chat) -> None:
    await chat.says(甲, "申请 服务群众星 帮了很多老人")
    chat.hears_all()
    assert "（帮了很多老人；送过三次药）" in (await chat.says(甲, "申请 服务群众星 送过三次药"))[0]
    assert "帮了很多老人；送过三次药。同意发" in chat.hears(乙)[0]
    assert "“免评”" in (await chat.says(甲, "我不参加评星了"))[0]
    assert "由您和支部书记、支委看" in (await chat.says(甲, "我的自评哪个看得到"))[0]


async def test_why_something_came_back_stands_beside_it(chat: Chat) -> None:
    kept = (await chat.says(甲, "今天上午扫街1小时"))[0]
    number = kept[kept.index("A") :][:5]
    await chat.says(核实人, f"退回记录 {number} 时间好像不对")
    chat.hears_all()
    for said in ("为啥退我的", "凭啥子退我的，我明明扫了", "退回的那个哪点不对"):
        told = (await chat.says(甲, said))[0]
        assert f"{number} 环境卫生：扫街" in told and "已退回（时间好像不对）" in told


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("我不同意你们收集我的资料", "不要记我的"),
        ("不要再收集我的信息了", "不要记我的"),
        ("把我名字去掉", "不公开姓名"),
    ],
)
async def test_who_wants_nothing_kept_is_shown_his_door(chat: Chat, said: str, offered: str) -> None:
    assert f"“{offered}”" in (await chat.says(甲, said))[0]
