"""反映 and 办事: a number, somebody who does it, a day; one level up when it is late; the writer hears the end."""

import re

import pytest

from models.matters.steps.tables import Matter
from tests.fakes.chat import Chat, both_engines, things, 丁, 丙, 乙, 外村党员, 己, 戊, 甲, 群众, 镇干部

GROUP = "wrLHC0001aB"
LEADER = "linxiaoyu"


def number_in(text: str) -> str:
    """Return the number that an answer gives."""
    found = re.search(r"V\d{4}", text)
    assert found, text
    return found[0]


@both_engines
async def test_what_is_reported_in_a_group_is_done_in_private(chat: Chat) -> None:
    # Nobody in the group reads what it is about, nor its number.
    said = "反映 三组沟渠堵了，陈桂兰家的地都淹了"
    assert await chat.says(群众, said, to=GROUP) == ["谢谢，记下了。编号和进展私下告诉您，群里不再提。"]
    [told] = chat.hears(群众)
    number = number_in(told)
    assert told == (
        f"谢谢，记下了（{number}）：三组沟渠堵了，陈桂兰家的地都淹了\n由林晓雨办，11月27日前给您回话；"
        f"到期没办好，自动报上一级。看进度发“我的反映”，不用办了发“撤回 {number}”。"
    )
    # 三组 has a leader of its own: it is he who hears of it.
    [asked] = chat.hears(LEADER)
    assert asked.startswith(f"{number} 马小军反映：三组沟渠堵了，陈桂兰家的地都淹了\n请您办，11月27日前。")
    # Twice is once; and nobody else reads it.
    [again] = await chat.says(群众, said)
    assert again == f"这件事已经在办了（{number}），不用再报。看进度发“我的反映 {number}”。"
    refused = f"没有找到 {number}，或者不归您办。看看编号写对没有。"
    for other in (甲, 丁, 戊, 外村党员):
        assert await chat.says(other, f"我的反映 {number}") == [refused]
        assert await chat.says(other, f"办结 {number} 通了") == [refused]
    assert await chat.says(群众, f"我的反映 {number}", to=GROUP) == [
        "“我的反映”是您自己的事或支部里的事，请私聊我发，群里不说。"
    ]
    assert await chat.says(群众, f"办结 {number} 自己通了") == ["这是您自己的事，要请另一位同志来办。"]
    # He answers, it is done, the writer says how.
    assert await chat.says(LEADER, f"答复 {number} 明天叫人去看") == [f"好的，{number} 的话会带给反映的人。"]
    title = "三组沟渠堵了，陈桂兰家的地都淹了"
    assert chat.hears(群众) == [f"您反映的 {number} {title}，林晓雨回话：明天叫人去看"]
    assert "还差一句怎么办的" in (await chat.says(LEADER, f"办结 {number}"))[0]
    await chat.says(LEADER, f"办结 {number} 掏通了")
    [done] = chat.hears(群众)
    assert f"您反映的 {number} {title}，林晓雨办好了：掏通了\n" in done
    assert await chat.says(群众, f"不满意 {number} 下头还是堵") == [f"知道了，{number} 接着办，11月25日前再给您回话。"]
    assert chat.hears(LEADER) == [f"{number} {title}，反映的人说还没办好：下头还是堵。请接着办，11月25日前。"]
    assert chat.hears(乙)[0].startswith(
        f"{number} {title}，林晓雨在办，反映的人说还没办好（下头还是堵），请您帮着推一推"
    )
    await chat.says(乙, f"办结 {number} 挖机挖通了")
    assert await chat.presses(群众, "满意") == [
        f"请您答复\n您反映的 {number} {title}，罗正富办好了：挖机挖通了\n"
        f"办得行不行，发“满意 {number}”，或“不满意 {number} 哪里还没好”。",
        f"谢谢您，{number} 办结了，也会告诉办的同志。",
    ]
    good = f"好消息：{number} {title}，反映的人说满意。谢谢您。"
    assert (chat.hears(LEADER), chat.hears(乙)) == ([good], [good])
    assert await chat.says(群众, f"我的反映 {number}") == [
        f"{number} {title}：已办结\n11月22日 马小军反映\n11月22日 林晓雨回话：明天叫人去看\n"
        "11月22日 林晓雨办好了：掏通了\n11月22日 马小军还没办好：下头还是堵\n"
        "11月22日 罗正富办好了：挖机挖通了\n11月22日 马小军满意"
    ]
    assert chat.group_hears(GROUP) == []


async def test_a_case_is_followed_and_goes_up_when_it_is_late(chat: Chat) -> None:
    [taken] = await chat.says(群众, "办事 盖章证明")
    number = number_in(taken)
    assert taken.startswith(f"谢谢，记下了（{number}）：盖章证明\n由欧阳春燕办，11月23日前给您回话；")
    assert chat.hears("ouyangchunyan")[0].startswith(f"{number} 马小军要办：盖章证明")
    # It is handed on to the clerk by who has it; nobody else can.
    assert "没有转" in (await chat.says(群众, f"转办 {number} 周小川"))[0]
    assert "没有转" in (await chat.says("ouyangchunyan", f"转办 {number} 陈桂兰"))[0]
    assert await chat.says("ouyangchunyan", f"转办 {number} 周小川") == [
        f"好的，{number} 转给周小川了，期限不变（11月23日前），反映的人也会听到。"
    ]
    assert chat.hears(群众) == [f"您反映的 {number} 盖章证明，现在由周小川办，11月23日前给您回话。"]
    assert chat.hears(己)[0].startswith(f"{number} 马小军要办：盖章证明")
    assert number in (await chat.says(己, "待办"))[0]
    assert number not in (await chat.says(乙, "待办"))[0]
    # Who has handed it on has it no more.
    assert number not in (await chat.says("ouyangchunyan", "待办"))[0]
    assert "已办结" not in (await chat.says("ouyangchunyan", f"办结 {number} 盖好了"))[0]
    # On its day he is reminded; when it is over he is told, and then the secretary, then the township.
    await chat.moves_to("2026-11-23T09:30:00+08:00")
    assert f"{number} 盖章证明，今天到期。办好了发“办结 {number} 怎么办的”。" in things(chat.hears(己))
    chat.everybody_hears()
    await chat.moves_to("2026-11-24T09:30:00+08:00")
    heard = chat.everybody_hears()
    assert f"{number} 盖章证明，到期还没有办结，已请上一级一起想办法，新的期限是11月27日前。" in things(heard[己])
    assert any("让您久等了：已请上一级帮着推，11月27日前给您结果" in one for one in heard[群众])
    assert any(one.startswith(f"{number} 盖章证明，周小川在办，到期还没有结果") for one in heard[乙])
    assert 镇干部 not in heard or not any(number in one for one in heard[镇干部])
    await chat.moves_to("2026-11-30T09:30:00+08:00")
    assert any(number in one for one in chat.everybody_hears()[镇干部])
    [waits] = await chat.says(镇干部, "待办")
    assert f"{number} 盖章证明（上一级在催办）" in waits
    # What the resident hears of that is each step; what nobody says anything of is done.
    await chat.says(己, f"办结 {number} 章盖好了，来拿")
    chat.hears_all()
    await chat.skips_to("2026-12-09T09:30:00+08:00")
    [story] = await chat.says(群众, f"我的反映 {number}")
    assert story.startswith(f"{number} 盖章证明：已办结\n") and "11月24日 到期没办好，报上一级" in story
    assert (await chat.says(群众, "我的反映"))[0].startswith(f"您反映的事：\n{number} 盖章证明：已办结\n")


async def test_who_has_handed_it_on_has_it_in_hand_no_more(chat: Chat) -> None:
    number = number_in((await chat.says(群众, "办事 盖章证明"))[0])
    await chat.says("ouyangchunyan", f"转办 {number} 周小川")
    # He has one and she has none; then each has one, and of two alike she is the first.
    for who in (丁, 甲):
        assert "由欧阳春燕办" in (await chat.says(who, "办事 盖章证明"))[0]
    chat.hears_all()


async def test_what_is_said_plainly_and_what_is_not_done(chat: Chat) -> None:
    # Said plainly it is asked about once; a yes is enough.
    assert await chat.says(群众, "五组的路灯又不亮了") == ["您是不是想说“反映 五组的路灯又不亮了”？是就回“是”。"]
    [taken] = await chat.says(群众, "是")
    number = number_in(taken)
    assert "由" in taken and chat.everybody_hears()
    # What has a door of its own is not taken in, in a group either.
    assert "12388" in (await chat.says(群众, "反映 队长收了红包", to=GROUP))[0]
    # What is on no list is opened for nobody, and says so.
    [none] = await chat.says(群众, "办事 健康证明")
    assert none == "清单上没有这件事，先没开办。最近的：盖章证明。要说一件事，发“反映 …”，有人来办。"
    assert (await chat.says(群众, f"撤回 {number}")) == [f"好的，{number} 撤回了，也会告诉办的同志。"]
    assert any(
        f"{number} 五组的路灯又不亮了，反映的人撤回了，不用办了。" in told for told in chat.everybody_hears().values()
    )
    # The secretary's own matter is not his to do: it is the village's, and its next level is the township.
    [own] = await chat.says(乙, "反映 村口的路断了")
    assert "由罗正富办" not in own and chat.everybody_hears()
    assert await chat.says(丙, "我的反映") == ["您还没有反映过事情。有事就说一声，例如“反映 三组沟渠堵了”。"]
    assert "例如：反映 三组沟渠堵了" in (await chat.says(群众, "反映"))[0]


async def test_what_is_said_of_a_number_goes_to_its_writer_and_a_missing_reason_is_asked_for(chat: Chat) -> None:
    [taken] = await chat.says(群众, "反映 三组拐弯那根路灯黑了半个月了")
    number = number_in(taken)
    chat.hears_all()
    [shown] = await chat.says(LEADER, f"{number}我马上去看，下午给他说")
    assert shown.startswith(f"您是说“答复 {number} 我马上去看，下午给他说”")
    await chat.says(LEADER, "是")
    assert "林晓雨回话：我马上去看，下午给他说" in chat.hears(群众)[0]
    # Whose it is not is told so, and nothing of it becomes a need or a deed of his own.
    assert await chat.says(己, f"{number} 又去看了，线断了，大概周五") == [
        f"没有找到 {number}，或者不归您办。看看编号写对没有。"
    ]
    await chat.says(LEADER, f"办结 {number} 灯泡换了")
    chat.hears_all()
    assert (await chat.says(群众, "根本没亮！骗人的"))[0].startswith(f"您是说“不满意 {number} 根本没亮！骗人的”")
    await chat.says(群众, "取消")
    assert await chat.says(群众, "我不满意") == ["“不满意”还差一句原因，好让对方明白。说一句就行。"]
    # Neither a question nor a yes is a reason.
    assert "还差一句原因" in (await chat.says(群众, "要写啥子"))[0]
    assert await chat.says(群众, "灯没亮") == [f"知道了，{number} 接着办，11月25日前再给您回话。"]
    assert "反映的人说还没办好：灯没亮。" in chat.hears(LEADER)[0] and chat.hears(乙)


async def test_a_need_is_put_right_asked_after_and_let_go_of_in_ones_own_words(chat: Chat) -> None:
    await chat.says(群众, "反映 三组拐弯那根路灯黑了半个月了")
    chat.hears_all()
    [anew] = await chat.says(群众, "我说的是二组，打错了")
    assert "）：二组拐弯那根路灯黑了半个月了\n由" in anew
    assert chat.hears(LEADER) == [
        f"{told.split('（')[0]} 三组拐弯那根路灯黑了半个月了，反映的人撤回了，不用办了。"
        for told in [f"V{int(number_in(anew)[1:]) - 1:04}（"]
    ]
    assert number_in(anew) in chat.hears(己)[0] if "周小川" in anew else chat.everybody_hears()
    [how_far] = await chat.says(群众, "咋还没人来修")
    assert f"{number_in(anew)} 二组拐弯那根路灯黑了半个月了：正在办" in how_far
    [shown] = await chat.says(群众, "不用了，自己好了")
    assert f"您是说“撤回 {number_in(anew)}”" in shown
    assert await chat.says(群众, "是") == [f"好的，{number_in(anew)} 撤回了，也会告诉办的同志。"]
    chat.hears_all()
    # What is asked together with the complaint is no answer: it is offered to be reported.
    assert "“反映 我家门口路灯黑了半个月了" in (await chat.says(群众, "我家门口路灯黑了半个月了，到底哪个管"))[0]


async def test_what_climbs_is_told_to_each_once_and_nobody_is_named_to_himself(chat: Chat) -> None:
    number = number_in((await chat.says(群众, "反映 三组的路灯不亮"))[0])
    heard: list[tuple[str, str]] = []
    for day in ("2026-11-30", "2026-12-04", "2026-12-10", "2026-12-16", "2026-12-22", "2026-12-28"):
        await chat.moves_to(f"{day}T10:00:00+08:00")
        heard += [(who, one) for who, said in chat.everybody_hears().items() for one in said if number in one]
        chat.groups_hear()
    late = [who for who, one in heard if "到期还没有办结，已请上一级一起想办法" in one]
    pressed = {who: one for who, one in heard if "请您帮着推一推" in one}
    assert late[0] == LEADER and len(late) == len(set(late))
    assert {乙, 镇干部, 丙} <= set(pressed)
    assert "林晓雨在办" in pressed[乙]
    assert "林晓雨、罗正富、刘启航在办" in pressed[丙]
    waits = things([one for who, one in heard if who == 群众])
    assert any("已请上一级帮着推" in line for line in waits)
    # Where nobody is left to bring it to, that is what he is told.
    assert any("上面能催的都在催了" in line and "打 12345" in line for line in waits)


async def test_whatever_is_late_comes_in_one_message(chat: Chat) -> None:
    numbers = [
        number_in((await chat.says(who, f"反映 三组{what}"))[0]) for who, what in ((群众, "路灯不亮"), (丁, "沟渠堵了"))
    ]
    await chat.skips_to("2026-11-27T10:00:00+08:00")
    await chat.moves_to("2026-11-30T10:00:00+08:00")
    heard = chat.everybody_hears()
    assert {LEADER, 乙} <= heard.keys()
    for who, said in heard.items():
        assert sum("到期还没有" in one for one in said) <= 1, (who, said)
        if who in (LEADER, 乙):
            [late] = [one for one in said if "到期还没有" in one]
            assert all(number in late for number in numbers)
            assert late.endswith("每到一步只说这一次。")
    chat.groups_hear()


@pytest.mark.parametrize("said", ["我要反映问题", "我想反映情况", "反映 一个问题"])
async def test_who_has_not_said_what_is_asked(chat: Chat, said: str) -> None:
    assert (await chat.says(群众, said))[0].startswith("您说，是什么事、在哪里？")
    assert chat.everybody_hears() == {}


@pytest.mark.parametrize("said", ["反映了三组路灯的事，在镇上等了2小时", "承诺了三组的人，今天修路灯2小时"])
async def test_who_tells_what_he_did_with_it_neither_reports_nor_promises(chat: Chat, said: str) -> None:
    before = await Matter.all().count()
    await chat.says(甲, said)
    assert await Matter.all().count() == before
    assert not chat.everybody_hears()
