"""我的记录, 更正, 撤销, 我是谁, 帮助: a member and his own books."""

from datetime import timedelta

import pytest

from tests.fakes.chat import Chat, both_engines, 丙, 乙, 核实人, 甲, 群众


async def test_a_correction_is_a_new_version_under_the_same_number(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    assert await chat.says(甲, "更正 A0237 1小时") == [
        "A0237 已更正，待核实。\n"
        "原来：公益劳动：三组清理沟渠，2 小时，11月22日（周日）\n"
        "现在：公益劳动：三组清理沟渠，1 小时，11月22日（周日）"
    ]
    assert "1 条，共 1 小时" in (await chat.says(甲, "我的记录"))[0]


@pytest.mark.parametrize(
    ("correction", "now"),
    [
        ("更正 1小时", "1 小时，11月22日"),
        ("更正 A0237 昨天", "2 小时，11月21日（周六）"),
        ("更正 A0237 类别 环境卫生", "环境卫生：三组清理沟渠"),
        ("更正 A0237 内容 四组清理水沟", "公益劳动：三组 四组清理水沟"),
        ("写错了，是3小时不是2小时", "3 小时，11月22日"),
    ],
)
async def test_a_correction_may_name_minutes_day_category_or_words(chat: Chat, correction: str, now: str) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    assert now in (await chat.says(甲, correction))[0].splitlines()[2]


async def test_a_correction_that_says_nothing_changes_nothing(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    assert "还差一点" in (await chat.says(甲, "更正 A0237 随便"))[0]
    assert "没看懂要把 A0237 改成什么" in (await chat.says(甲, "更正 A0237 2小时"))[0]


async def test_a_member_takes_back_what_is_not_verified(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    assert (await chat.says(甲, "撤销"))[0].startswith("A0237 已撤销")
    assert "没有可以撤的记录" in (await chat.says(甲, "撤销"))[0]
    assert "现在是“已撤销”" in (await chat.says(甲, "更正 A0237 1小时"))[0]


@both_engines
async def test_a_verified_record_is_taken_back_through_its_verifiers(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.says(乙, "待核实")
    await chat.says(乙, "通过")
    assert "我请核实的同志来撤" in (await chat.says(甲, "撤销 A0237"))[0]
    for verifier in (乙, 核实人):
        assert chat.hears(verifier) == ["陈桂兰想撤回已核实的 A0237。同意的话发“退回 A0237 本人撤回”。"]
    assert await chat.says(乙, "退回 A0237 本人撤回") == ["A0237 照陈桂兰同志说的撤了，他那里我说一声。"]
    assert "A0237 照您说的撤了" in chat.hears(甲)[0]
    assert "现在是“已撤销”" in (await chat.says(甲, "撤销 A0237"))[0]
    assert "请核实的同志撤回：陈桂兰" in (await chat.says(甲, "来历 A0237"))[0]


@pytest.mark.parametrize(
    ("who", "line"),
    [
        (甲, "陈桂兰，莲花池村 莲花池村党支部"),
        (群众, "身份：群众"),
        (丙, "身份：党员、区委组织部"),
    ],
)
async def test_everybody_can_ask_who_he_is(chat: Chat, who: str, line: str) -> None:
    assert line in (await chat.says(who, "我是谁"))[0]


@pytest.mark.parametrize(
    ("who", "has", "lacks"),
    [(甲, "上报", "通过"), (乙, "待核实", "暂停"), (丙, "汇总", "通过"), (群众, "上报", "待核实")],
)
async def test_help_shows_what_one_may_do_in_at_most_seven_lines(chat: Chat, who: str, has: str, lacks: str) -> None:
    pages = [(await chat.says(who, said))[0] for said in ("帮助", "帮助 2", "帮助 3", "帮助 4")]
    assert all(len(page.splitlines()) <= 7 for page in pages)
    everything = "\n".join(pages)
    assert has in everything
    assert f"\n{lacks}" not in "\n" + everything


async def test_help_begins_with_what_waits_and_with_what_one_s_role_needs(chat: Chat) -> None:
    assert (await chat.says(群众, "帮助"))[0].splitlines()[0].startswith("今天谁值班")
    assert (await chat.says(甲, "帮助"))[0].splitlines()[0].startswith("上报")
    await chat.says(甲, "上报 打扫院坝 1小时")
    assert (await chat.says(乙, "帮助"))[0].splitlines()[0] == "待办：等您办的有 2 件"


async def test_help_knows_any_topic_by_its_word(chat: Chat) -> None:
    assert "例如“请假 12月3日" in (await chat.says(乙, "帮助 请假"))[0]
    assert (await chat.says(甲, "帮助 请假"))[0] == "“请假”是坐班干部用的，您用不上。您能办的，发“帮助”看。"
    assert "没有找到跟“缴税”有关的" in (await chat.says(乙, "帮助 缴税"))[0]
    assert "批准红榜" not in (await chat.says(乙, "帮助 红榜"))[0]
    assert (await chat.says(乙, "帮助 99"))[0].startswith("没有更多了")


async def test_private_matters_are_not_shown_in_a_group(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    for said in ("我的记录", "我的名次", "我是谁"):
        assert "请私聊我发" in (await chat.says(甲, said, to=group))[0]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("隐私", "谁能看"),
        ("关于", "备案号"),
        ("上抱 打扫院坝", "您是不是想说“上报”？"),
        ("@#￥%……", "我没看懂"),
        ("谁是最后一名", "只列做得好的，不排末位"),
    ],
)
async def test_the_small_answers(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(甲, said))[0]


async def test_feedback_reaches_the_district_in_private(chat: Chat) -> None:
    assert "收到，谢谢（F0001）" in (await chat.says(甲, "投诉建议 提醒太多了"))[0]
    told = chat.everybody_hears()
    assert set(told) == {丙, "cheng.li"}
    assert told[丙][0].startswith("收到一条投诉建议 F0001（莲花池村）：\n提醒太多了\n回他发“答复 F0001 …”")


async def test_who_was_there_is_asked_whether_his_record_follows_a_correction(chat: Chat) -> None:
    await chat.says(甲, "昨天和何光荣一起清渠2小时")
    await chat.says("heguangrong", "是")
    chat.hears_all()

    [answer] = await chat.says(甲, "不对，是一个半小时")
    assert answer.endswith("一起做的人那里我问一声，他们点头才改他们的。")
    [asked] = chat.hears("heguangrong")
    assert "A0238 也这样改吗" in asked and "1.5 小时" in asked

    [changed] = await chat.says("heguangrong", "是")
    assert changed.startswith("A0238 已更正") and "1.5 小时" in changed


async def test_more_hours_than_a_day_has_are_said_to_be_so(chat: Chat) -> None:
    [answer] = await chat.says(甲, "上报 清渠27小时")
    assert "27 小时" in answer and "记下了" not in answer


async def test_a_length_told_by_halves_of_the_day_is_their_sum(chat: Chat) -> None:
    await chat.says(甲, "上报 清渠")
    assert (await chat.says(甲, "上午2小时，下午3小时"))[0].startswith("谢谢，A0237 按 5 小时 记下了")


async def test_a_bare_word_takes_nothing_old_back_unasked(chat: Chat) -> None:
    await chat.says(甲, "上报 打扫院坝 1小时")
    await chat.waits(timedelta(minutes=11))
    [shown] = await chat.says(甲, "撤销")
    assert shown.startswith("收回 A0237：环境卫生：打扫院坝，1 小时，11月22日")
    assert "1 条" in (await chat.says(甲, "我的记录"))[0]
    await chat.says(甲, "撤销")
    assert (await chat.says(甲, "是"))[0].startswith("A0237 已撤销")


@pytest.mark.parametrize("said", ["不是一件，是两件", "昨天上午8点到10点扫街"])
async def test_what_tells_of_another_deed_leaves_the_one_before(chat: Chat, said: str) -> None:
    await chat.says(甲, "扫街")
    await chat.says(甲, "不记得")
    await chat.says(甲, said)
    assert "A0237 环境卫生：扫街，11月22日（周日），待核实" in (await chat.says(甲, "我的记录"))[0]


@pytest.mark.parametrize("said", ["不对不对，撤错了，要那条", "撤错了", "哎呀不该撤的"])
async def test_what_was_taken_back_by_mistake_is_reported_again(chat: Chat, said: str) -> None:
    await chat.says(甲, "上报 昨天 看望老党员 1小时")
    await chat.says(甲, "上报 打扫院坝 2小时")
    await chat.says(甲, "撤销")
    [told] = await chat.says(甲, said)
    assert "A0239" in told and "打扫院坝，2 小时" in told
    mine = (await chat.says(甲, "我的记录"))[0]
    assert "A0237 帮扶关爱：看望老党员，1 小时，11月21日（周六），待核实" in mine and "2 条" in mine
