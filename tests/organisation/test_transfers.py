"""转出, 接收, 不接收: a member goes from one branch to another when both have said so."""

import pytest

from models.organisation.people.tables import Person, Post
from models.organisation.units.tables import Branch
from tests.fakes.chat import Chat, both_engines, 乙, 外村党员, 核实人, 甲, 镇干部

桂花湾书记 = 外村党员


async def test_a_member_moves_when_the_other_branch_has_taken_him_in(chat: Chat) -> None:
    assert "请桂花湾村党支部（示例）接收陈桂兰同志" in (await chat.says(乙, "转出 陈桂兰 桂花湾村"))[0]
    assert (chat.hears(甲), chat.hears(桂花湾书记)) == ([], [])
    assert "我请桂花湾村" in (await chat.says(乙, "是"))[0]
    assert "再回“接收 陈桂兰”" in chat.hears(桂花湾书记)[0]
    assert "先问问您。愿意就回“同意 R0010”" in chat.hears(甲)[0]
    assert "莲花池村" in (await chat.says(甲, "我是谁"))[0]
    assert "本人还没有回话，先没接" in (await chat.says(桂花湾书记, "接收 陈桂兰"))[0]
    assert "记下了" in (await chat.says(甲, "同意"))[0]
    assert "陈桂兰同志同意转到桂花湾村" in chat.hears(桂花湾书记)[0]
    assert "陈桂兰同志同意转到桂花湾村" in chat.hears(乙)[0]
    assert "从今天起" in (await chat.says(桂花湾书记, "接收 陈桂兰"))[0]
    assert "已接收陈桂兰同志" in chat.hears(乙)[0]
    assert "以前的记录都还在" in chat.hears(甲)[0]
    assert "桂花湾村" in (await chat.says(甲, "我是谁"))[0]


async def test_a_member_who_is_not_taken_in_stays(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    chat.hears_all()
    assert "没有接收陈桂兰" in (await chat.says(桂花湾书记, "不接收 陈桂兰"))[0]
    assert "还在莲花池村" in chat.hears(乙)[0]
    assert "您还在莲花池村党支部，什么都没变" in chat.hears(甲)[0]
    assert "没有等本支部接收的“陈桂兰”" in (await chat.says(桂花湾书记, "接收 陈桂兰 本人愿意"))[0]
    assert "莲花池村" in (await chat.says(甲, "我是谁"))[0]


@pytest.mark.parametrize("said", ["不同意", "我不转", "我不想转走", "我还是不转"])
async def test_who_would_rather_stay_is_not_moved(chat: Chat, said: str) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    chat.hears_all()
    asked = await chat.says(甲, said)
    answer = asked if said == "不同意" else await chat.says(甲, "是")
    assert "不转了，您还在莲花池村" in answer[0]
    assert "陈桂兰同志想留在莲花池村" in chat.hears(桂花湾书记)[0]
    assert "陈桂兰同志想留在莲花池村" in chat.hears(乙)[0]
    assert "没有等本支部接收的“陈桂兰”" in (await chat.says(桂花湾书记, "接收 陈桂兰"))[0]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("转出 马小军 桂花湾村", "没有找到叫“马小军”的党员"),
        ("转出 李志强 桂花湾村", "没有找到叫“李志强”的党员"),
        ("转出 陈桂兰 月亮村", "没有找到“月亮村”的支部"),
        ("转出 陈桂兰 村", "好几个支部"),
        ("转出 陈桂兰 莲花池村", "不用再转"),
        ("转出 陈桂兰", "这样发：转出"),
        ("接收 陈桂兰", "没有等本支部接收的“陈桂兰”"),
    ],
)
async def test_what_is_no_transfer_changes_nothing(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(乙, said))[0]
    assert "莲花池村" in (await chat.says(甲, "我是谁"))[0]


async def test_a_member_is_sent_once(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    chat.hears_all()
    assert "不用再办" in (await chat.says(乙, "转出 陈桂兰 青松岭村"))[0]


async def test_the_same_acceptance_twice_moves_once(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    chat.hears_all()
    first = await chat.says(桂花湾书记, "接收 陈桂兰 本人愿意", msgid="7001")
    assert await chat.says(桂花湾书记, "接收 陈桂兰 本人愿意", msgid="7001") == first
    assert [len(chat.hears(乙)), len(chat.hears(甲))] == [1, 1]


@both_engines
async def test_the_member_is_asked_and_his_yes_is_passed_on(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    chat.hears(桂花湾书记)
    assert "记下了" in (await chat.presses(甲, "同意"))[-1]
    assert "陈桂兰同志同意转到桂花湾村" in chat.hears(乙)[0]
    assert "陈桂兰同志同意转到桂花湾村" in chat.hears(桂花湾书记)[0]
    assert "从今天起" in (await chat.says(桂花湾书记, "同意 R0010"))[0]
    chat.hears_all()


async def test_who_does_not_want_to_go_stays(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    chat.hears_all()
    assert "您还在莲花池村党支部，什么都没变" in (await chat.says(甲, "不同意 R0010"))[0]
    assert "想留在莲花池村" in chat.hears(乙)[0]
    assert "想留在莲花池村" in chat.hears(桂花湾书记)[0]
    assert "没有等本支部接收的“陈桂兰”" in (await chat.says(桂花湾书记, "接收 陈桂兰 本人愿意"))[0]
    assert "不用办了" in (await chat.says(甲, "同意 R0010"))[0]


async def test_what_somebody_leaves_empty_is_said_to_those_who_fill_it(chat: Chat) -> None:
    await chat.says(乙, "转出 邓国才 桂花湾村")
    await chat.says(乙, "是")
    chat.hears_all()
    await chat.says(桂花湾书记, "接收 邓国才 本人愿意")
    empty = "莲花池村现在空着：监督委员会（镇街或区委组织部可以登记）"
    assert any(empty in told for told in chat.hears(乙))
    assert any(empty in told for told in chat.hears(镇干部))
    assert "莲花池村空着：监督委员会" in (await chat.says(镇干部, "待办"))[0]
    chat.hears_all()


async def test_of_two_of_one_name_the_right_one_moves(chat: Chat) -> None:
    for userid, group in ((甲, "一组"), ("heguangrong", "三组")):
        await Person.filter(userid=userid).update(name="张伟", villagers_group=group)
    assert "是哪一位：1 一组，2 三组" in (await chat.says(乙, "转出 张伟 桂花湾村"))[0]
    assert "接收张伟同志" in (await chat.says(乙, "三组的"))[0]
    assert "我请桂花湾村" in (await chat.says(乙, "是"))[0]
    assert "先问问您" in chat.hears("heguangrong")[0]
    chat.hears_all()


async def test_whoever_moves_keeps_no_post_in_the_unit_he_leaves_and_what_waits_is_the_others(chat: Chat) -> None:
    await chat.says(甲, "上报 二组 打扫院坝 1小时")
    assert "陈桂兰" in (await chat.says(核实人, "核实"))[0]
    assert "身份：党员、支委、核实人、坐班干部" in (await chat.says(核实人, "我是谁"))[0]
    await chat.says(乙, "转出 唐敏 桂花湾村")
    await chat.says(乙, "是")
    chat.hears(桂花湾书记)
    assert "从今天起" in (await chat.says(桂花湾书记, "接收 唐敏 本人愿意"))[0]
    chat.hears_all()
    assert "身份：党员\n" in (await chat.says(核实人, "我是谁"))[0]
    assert "是核实人、书记用的，这次没办" in (await chat.says(核实人, "核实"))[0]
    assert "陈桂兰" in (await chat.says(乙, "核实"))[0]


async def test_whoever_moves_counts_for_his_new_unit_and_his_months_for_neither(chat: Chat) -> None:
    await chat.says(甲, "上报 二组 打扫院坝 1小时")
    await chat.says(乙, "核实")
    await chat.says(乙, "全部通过")
    chat.hears_all()
    before = (await chat.says(镇干部, "汇总"))[0]
    assert "莲花池村：4/7 人参加" in before
    assert "桂花湾村（示例）：3/5 人参加" in before
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    await chat.says(桂花湾书记, "接收 陈桂兰 本人愿意")
    chat.hears_all()
    after = (await chat.says(镇干部, "汇总"))[0]
    assert "莲花池村：3/6 人参加" in after
    assert "桂花湾村（示例）：3/6 人参加" in after


async def test_whoever_moves_to_another_branch_of_his_unit_keeps_the_posts_of_the_unit_only(chat: Chat) -> None:
    home = await Branch.get(name="莲花池村党支部")
    second = await Branch.create(code="second", name="莲花池村第二党支部", unit_id=home.unit_id)
    await Person.filter(userid=桂花湾书记).update(branch_id=second.id, unit_id=home.unit_id)
    await Post.filter(person__userid=桂花湾书记).update(unit_id=home.unit_id)
    await chat.says(乙, "转出 唐敏 莲花池村第二党支部")
    await chat.says(乙, "是")
    assert "从今天起" in (await chat.says(桂花湾书记, "接收 唐敏 本人愿意"))[0]
    chat.hears_all()
    assert "身份：党员、坐班干部\n" in (await chat.says(核实人, "我是谁"))[0]


async def test_where_the_last_secretary_has_left_what_is_pending_is_for_the_office_above(chat: Chat) -> None:
    await chat.says(甲, "免评 身体不好")
    assert "陈桂兰同志申请" in chat.hears(乙)[0]
    await chat.says(乙, "转出 罗正富 桂花湾村")
    await chat.says(乙, "是")
    await chat.says(桂花湾书记, "接收 罗正富")
    chat.hears_all()
    assert "陈桂兰 2026 年" in (await chat.says(镇干部, "同意免评"))[0]
    assert "不计入参评人数" in (await chat.says(镇干部, "同意免评 陈桂兰"))[0]
    assert chat.hears(甲)
    await chat.says(外村党员, "我是谁")
    assert "没有别的书记能办" in (await chat.says("heguangrong", "免评 外出务工"))[0]
    assert "何光荣同志申请 2026 年免评，支部里没有别的书记来办" in chat.hears(镇干部)[0]


async def test_whoever_moves_leaves_his_turns_of_duty_where_he_was(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "确认排班 12月")
    assert "12月" in (await chat.says(核实人, "我的值班"))[0]
    await chat.says(乙, "转出 唐敏 桂花湾村")
    await chat.says(乙, "是")
    chat.hears_all()
    await chat.says(桂花湾书记, "接收 唐敏 本人愿意")
    assert any("唐敏已不在本单位。这 " in told and "等人顶" in told for told in chat.hears(乙))
    chat.hears_all()
    assert "唐敏" not in (await chat.says(乙, "值班表 12月"))[0]


@pytest.mark.parametrize("said", ["我要转组织关系", "我要转到成都去", "我想把组织关系转到桂花湾村"])
async def test_a_member_who_wants_to_move_hears_who_sees_to_it(chat: Chat, said: str) -> None:
    told = (await chat.says(甲, said))[0]
    assert "由支部书记来办" in told and "问您本人愿不愿意" in told and "删除" not in told


async def test_who_goes_round_a_villagers_group_wants_no_transfer(chat: Chat) -> None:
    assert "组织关系" not in (await chat.says(甲, "我要转到三组扫街"))[0]
