"""What waits is named by whose it is: no number needed, nobody else's touched, and no command taken for a reason."""

from tests.fakes.chat import Chat, after, 丙, 乙, 己, 核实人, 甲, 群众


async def _asked(chat: Chat) -> None:
    await chat.says(核实人, "请假 12月3日")
    await chat.says(己, "请假 12月4日")
    chat.everybody_hears()


@after(_asked)
async def test_a_leave_is_granted_or_refused_by_its_person(chat: Chat) -> None:
    assert await chat.says(乙, "不准假 欧阳春燕 忙") == ["没有找到等您批的假：欧阳春燕。"]
    assert (await chat.says(乙, "准假 周小川"))[0].startswith("J002 已准")
    assert "没有找到等您批的假：周小川" in (await chat.says(乙, "不准假 周小川 忙"))[0]
    assert (await chat.says(乙, "不准假 唐敏 那天要迎检"))[0].startswith("J001 没有批准")
    assert "那天要迎检" in chat.hears(核实人)[0]
    chat.everybody_hears()


@after(_asked)
async def test_a_shared_word_takes_the_one_who_is_named(chat: Chat) -> None:
    assert "J002 周小川请假" in (await chat.says(乙, "同意 小周"))[0]
    assert (await chat.says(乙, "是"))[0].startswith("J002 已准")
    chat.everybody_hears()


@after(_asked)
async def test_a_command_is_no_reason_for_what_was_asked_before_and_what_is_done_is_asked_no_more(chat: Chat) -> None:
    assert "还差一句原因" in (await chat.says(乙, "不准假 J001"))[0]
    assert (await chat.says(乙, "准假 周小川"))[0].startswith("J002 已准")
    await chat.says(乙, "不同意 J001 那天要迎检")
    assert "还差一句" not in (await chat.says(乙, "本周值班"))[0]
    chat.everybody_hears()


async def test_not_passed_said_of_somebody_is_no_complaint(chat: Chat) -> None:
    assert "“反映 " not in (await chat.says(丙, "程立 不通过"))[0]
    assert "“反映 " not in (await chat.says(甲, "何光荣 不通过"))[0]


async def test_how_it_was_done_is_the_answer_and_no_deed_of_its_own(chat: Chat) -> None:
    await chat.says(群众, "反映 三组沟渠堵了")
    chat.everybody_hears()
    assert "怎么办的" in (await chat.says("linxiaoyu", "办结"))[0]
    assert (await chat.says("linxiaoyu", "今天掏通了"))[0].startswith("辛苦了，V0010")
    assert "林晓雨办好了：今天掏通了" in chat.hears(群众)[0]
