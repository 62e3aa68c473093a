"""Transfers, questions of the supervision committee, one's own place and consents, said without the command's word."""

import pytest

from tests.fakes.chat import Chat, 乙, 外村党员, 戊, 核实人, 甲, 镇干部

欧阳春燕, 彭建, 杨兴发 = "ouyangchunyan", "peng.jian", "YangXingfa"


async def test_a_question_is_answered_by_saying_whose_it_was(chat: Chat) -> None:
    assert "质询记下了（ZX010）" in (await chat.says(戊, "质询一下公路补偿款发完没得"))[0]
    chat.hears_all()
    assert "ZX010 公路补偿款发完没得：等答复" in (await chat.says(戊, "要好久答复"))[0]
    shown = (await chat.says(欧阳春燕, "邓国才问的那个，款子上个月发完了，名单贴在公示栏"))[0]
    assert shown.startswith("您是说“答复 ZX010 邓国才问的那个，款子上个月发完了")
    await chat.says(欧阳春燕, "取消")
    assert "“答复”还差一句回话" in (await chat.says(欧阳春燕, "答复他"))[0]
    assert "ZX010 的答复会转给监督委员会" in (await chat.says(欧阳春燕, "款子上个月都发完了"))[0]
    chat.hears_all()


async def test_a_member_who_does_not_want_to_move_says_so_with_a_reason(chat: Chat) -> None:
    await chat.says(杨兴发, "转出 彭建 桂花湾村")
    await chat.says(杨兴发, "是")
    assert "您是说“同意 R" in (await chat.says(外村党员, "要得，接"))[0]
    await chat.says(外村党员, "取消")
    assert "您是说“不同意 R" in (await chat.says(彭建, "不同意转，我没说要转"))[0]
    assert "您还在青松岭村党支部" in (await chat.says(彭建, "是"))[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("who", "said", "told"),
    [
        (核实人, "我现在是啥子职", "身份：党员、支委"),
        (核实人, "我现在是代书记了嘛", "身份：党员、支委"),
        (甲, "我现在归哪管", "莲花池村党支部"),
        (甲, "你们用我资料干啥", "隐私说明"),
        (甲, "不要再找我了", "“不要提醒”"),
        (甲, "我名字莫在群里头写", "“不公开姓名”"),
        (甲, "算了莫公开", "“不公开姓名”"),
        (镇干部, "免职 桂花湾村 罗正富 书记", "罗正富同志在莲花池村。只写名字"),
        (镇干部, "代行 唐敏 莲花池村 到12月10日", "由唐敏同志代行莲花池村书记的事"),
    ],
)
async def test_what_concerns_oneself_is_found_in_ones_own_words(chat: Chat, who: str, said: str, told: str) -> None:
    assert told in (await chat.says(who, said))[0]


async def test_what_was_deducted_may_be_objected_to_by_what_it_is(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 缺席党员大会")
    chat.hears_all()
    assert "“异议 扣分”" in (await chat.says(甲, "我不服扣分"))[0]
    assert "关于扣分 P0001的意见" in (await chat.says(甲, "异议 我的扣分 我请过假的"))[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("给何光荣加2分，抢险救灾", "您是说“加分 何光荣 2 抢险救灾”"),
        ("前天开的支委会，就我和唐敏两个", "您是不是想说“支委会 前天”？是就回“是”。"),
    ],
)
async def test_what_a_committee_enters_is_offered_and_never_a_deed(chat: Chat, said: str, offered: str) -> None:
    assert (await chat.says(乙, said))[0].startswith(offered)


async def test_a_deduction_said_plainly_is_shown_at_once(chat: Chat) -> None:
    assert "要记：何光荣 2026 年扣分 2 分，他没来开会。" in (await chat.says(乙, "扣何光荣2分，他没来开会"))[0]
    assert "P0001" in (await chat.says(乙, "是"))[0]
    chat.hears_all()


async def test_whether_ones_data_are_erased_asks_and_wishes_nothing(chat: Chat) -> None:
    await chat.says(甲, "删除我的资料")
    await chat.says(甲, "是")
    assert "G0010 个人资料申请：在等答复" in (await chat.says(甲, "我的资料删了没"))[0]
    assert "您是说“撤回 G0010”" in (await chat.says(甲, "不删了"))[0]
    assert "您的资料照旧" in (await chat.says(甲, "是"))[0]
    chat.hears_all()
