"""What waits for somebody is answered in his own words: shown with the line it would be, done at a yes; 我的事."""

import re

from tests.fakes.chat import Chat, 丁, 丙, 乙, 外村党员, 己, 戊, 甲, 群众

LEADER = "linxiaoyu"


async def _number(chat: Chat, who: str, said: str) -> str:
    answer = (await chat.says(who, said))[0]
    chat.hears_all()
    found = re.search(r"[A-Z]{1,2}\d{3,}", answer)
    assert found, answer
    return found[0]


async def _shown(chat: Chat, who: str, said: str, line: str) -> None:
    assert (await chat.says(who, said))[0].startswith(f"您是说“{line}”"), said
    assert await chat.says(who, "取消") == ["好的，不办了，什么都没改。"]


async def test_a_promise_is_reported_as_kept_and_looked_at_without_its_word(chat: Chat) -> None:
    number = await _number(chat, 乙, "承诺 12月10日前修好三组路灯")
    for said in ("修好了", "路灯装好了", "都亮了", "三盏灯换了"):
        await _shown(chat, 乙, said, f"办结 {number} {said}")
    assert (await chat.says(乙, "修好了"))[0].startswith(f"您是说“办结 {number} 修好了”（修好三组路灯，12月10日")
    assert f"{number} 的结果记下了：修好了" in (await chat.says(乙, "是"))[0]
    chat.hears_all()
    for said in ("看过了，确实修好了", "属实", "路灯确实亮了"):
        await _shown(chat, 戊, said, f"通过 {number}")
    # Whoever has nothing of the kind open has told of nothing that waits.
    assert number not in (await chat.says(己, "看过了，确实修好了"))[0]


async def test_of_several_the_one_it_names_is_shown_and_else_it_is_asked_which(chat: Chat) -> None:
    sealed = await _number(chat, 群众, "办事 盖章证明")
    ditch = await _number(chat, 群众, "反映 三组沟渠堵了")
    await _shown(chat, 乙, "章盖了", f"办结 {sealed} 章盖了")
    await _shown(chat, 乙, "沟清了", f"办结 {ditch} 沟清了")
    await _shown(chat, LEADER, "已经给他们通了", f"办结 {ditch} 已经给他们通了")
    asked = (await chat.says(乙, "已经给他办了"))[0]
    assert asked.splitlines()[:2] == [
        "“已经给他办了”说的是哪一件？",
        f"1 办结 {sealed} 已经给他办了（盖章证明（正在办））",
    ]
    assert f"{sealed} 会告诉反映的人" in (await chat.says(乙, "第一个"))[0]
    assert f"您反映的 {sealed} 盖章证明，罗正富办好了：已经给他办了" in chat.hears(群众)[0]
    chat.hears_all()


async def test_a_deed_of_one_s_own_is_no_answer_to_something_else(chat: Chat) -> None:
    await _number(chat, 乙, "承诺 12月10日前修好三组路灯")
    assert "打扫院坝" in (await chat.says(乙, "今天上午打扫院坝2小时"))[0]
    assert "记下了" in (await chat.says(乙, "在二组把垃圾清干净了，1小时"))[0]


async def test_a_question_a_complaint_and_an_objection_are_answered_plainly(chat: Chat) -> None:
    asked = await _number(chat, 戊, "质询 三组修沟的钱为什么没公开")
    for said in ("有发票，12月一起公开", "查了，账没得问题", "修沟的钱是村里垫的"):
        await _shown(chat, 乙, said, f"答复 {asked} {said}")
    wrong = await _number(chat, 群众, "投诉建议 路灯三个月没人修")
    await chat.says(丙, "查过了，属实，已经让村里整改")
    assert f"{wrong} 办结了" in (await chat.says(丙, "是"))[0]
    assert "区里答复：“查过了，属实，已经让村里整改”" in chat.hears(群众)[0]


async def test_a_promise_is_kept_by_its_word_alone(chat: Chat) -> None:
    assert await chat.says(乙, "兑现") == ["您现在没有等着报结果的承诺。看村里的发“公开承诺”。"]
    first = await _number(chat, 乙, "承诺 12月10日前修好三组路灯")
    assert f"{first} 修好三组路灯" in (await chat.says(乙, "兑现了"))[0]
    assert f"{first} 的结果记下了：灯都亮了" in (await chat.says(乙, "灯都亮了"))[0]
    chat.hears_all()
    await _number(chat, 乙, "承诺 12月20日前化解两件积案")
    second = await _number(chat, 乙, "承诺 12月21日前给二组装垃圾桶")
    assert (await chat.says(乙, "兑现"))[0].startswith("等您报结果的承诺：")
    assert f"{second} 给二组装垃圾桶" in (await chat.says(乙, "兑现 垃圾桶装好了"))[0]
    assert f"{second} 的结果记下了：垃圾桶装好了" in (await chat.says(乙, "是"))[0]
    chat.hears_all()


async def test_who_is_asked_by_the_committee_reads_what_was_asked(chat: Chat) -> None:
    assert await chat.says(乙, "质询") == ["监督委员会还没有提过质询。"]
    number = await _number(chat, 戊, "质询 三组修沟的钱为什么没公开")
    for said in ("质询", "质询有哪些"):
        assert f"{number} 三组修沟的钱为什么没公开：等答复" in (await chat.says(乙, said))[0]
    assert number not in (await chat.says(外村党员, "质询"))[0]
    for said in ("质询", "质询 三组的沟修了没有"):
        assert "用的，这次没办" in (await chat.says(甲, said))[0]
    assert "是监督委员会用的" in (await chat.says(乙, "质询 三组的沟修了没有"))[0]


async def test_everybody_hears_of_his_own_matters_and_of_nobody_else_s(chat: Chat) -> None:
    sealed = await _number(chat, 群众, "办事 盖章证明")
    told = await _number(chat, 群众, "投诉建议 路灯三个月没人修")
    wish = await _number(chat, 丁, "反映 村口的路断了")
    for said in ("我的证明开好没", "我那个章盖了没"):
        assert await chat.says(群众, said) == [f"您提的事：\n{sealed} 群众反映的事 盖章证明：正在办，11月23日前"], said
    for said in ("我投诉的那个呢", "我上次投诉的有回音没"):
        assert await chat.says(群众, said) == [f"您提的事：\n{told} 投诉建议 路灯三个月没人修：还在看"], said
    assert "您说的这一件没有找到" in (await chat.says(群众, "我的低保办得咋样了"))[0]
    every = (await chat.says(群众, "我的事"))[0]
    assert sealed in every and told in every and wish not in every
    assert "这里没有找到" in (await chat.says(己, "我的居住证办得咋样了"))[0]
    assert "这里没有找到" in (await chat.says(甲, "我的异议到哪了"))[0]
    await chat.says(甲, "免评 年纪大了")
    chat.hears_all()
    assert "免评申请 2026：在等书记办" in (await chat.says(甲, "我申请的免评有结果没"))[0]
    assert await chat.says(甲, "我那个补录批没批") == ["今年没有补录的记录。"]
    # What has a list of its own is asked there.
    assert "我的星级" in (await chat.says(甲, "我的星级咋样了"))[0]
    assert "您提" not in (await chat.says(甲, "我报的活动核实没"))[0]


async def test_what_became_of_a_person_closes_nothing_and_a_menu_is_answered_only_plainly(chat: Chat) -> None:
    first = (await chat.says(群众, "反映 三组王大爷住院没人照看"))[0].split("（")[1].split("）")[0]
    await chat.says(群众, "反映 三组沟渠堵了")
    assert "说的是哪一件" not in (await chat.says(LEADER, "唐敏搬走了"))[0]
    asked = (await chat.says(LEADER, "都弄好了"))[0]
    assert "说的是哪一件" in asked
    await chat.says(LEADER, "何光荣住院了")
    assert first in (await chat.says(LEADER, "待办"))[0]
    chat.hears_all()


async def test_the_same_words_about_the_same_matter_open_nothing_twice(chat: Chat) -> None:
    number = await _number(chat, 丁, "建议 修三组路灯")
    assert f"已经说过了（{number}），正在办，没有另开一件" in (await chat.says(丁, "建议 修三组路灯"))[0]
    # Of somebody else it is his own.
    assert await _number(chat, 戊, "建议 修三组路灯") != number


async def test_what_is_taken_back_is_named_in_words_and_shown_first(chat: Chat) -> None:
    lights, ditch = await _number(chat, 丁, "建议 修三组路灯"), await _number(chat, 丁, "建议 三组修水渠")
    await _shown(chat, 丁, "撤回路灯那个建议", f"撤回 {lights}")
    await _shown(chat, 丁, "我那个水渠的事不办了", f"撤回 {ditch}")
    assert f"等您“撤回”的是这一件：{lights} 修三组路灯" in (await chat.says(丁, "撤回 路灯"))[0]
    await chat.says(丁, "取消")
    asked = (await chat.says(丁, "撤回我的建议"))[0]
    assert f"1 撤回 {lights}" in asked and f"2 撤回 {ditch}" in asked
