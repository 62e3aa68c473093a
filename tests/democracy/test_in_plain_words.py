"""Matters of a village in the words of those who speak of them: no command, no number."""

from tests.fakes.chat import Chat, after, 丁, 乙, 己, 戊

GROUP_LEADER = "linxiaoyu"


async def _proposed(chat: Chat) -> None:
    for said in ("提议 给三组修条路，大概要12万", "1", "1", "明年3月底前"):
        await chat.says(乙, said)


async def test_who_would_take_it_through_the_four_deliberations_proposes(chat: Chat) -> None:
    assert "“提议 给三组修条路，大概要12万”" in (await chat.says(乙, "我们想给三组修条路，大概要12万，走四议"))[0]
    assert (await chat.says(乙, "是"))[0].startswith("记下了，D010 给三组修条路。")
    for who in (己, 丁):
        assert "“提议 修个厕所”" in (await chat.says(who, "我提议修个厕所"))[0]
        assert "提议归村党支部" in (await chat.says(who, "是"))[0]


@after(_proposed)
async def test_a_measure_between_the_deed_and_the_thing_hides_no_matter(chat: Chat) -> None:
    assert (await chat.says(己, "修路的事现在到哪步了"))[0].startswith("D010 给三组修条路")
    assert "12万" in (await chat.says(戊, "修路的钱从哪里来"))[0]


@after(_proposed)
async def test_a_group_s_leader_tells_what_it_thinks(chat: Chat) -> None:
    assert (
        "小组意见：我们三组讨论了修路，大家都赞成"
        in (await chat.says(GROUP_LEADER, "我们三组讨论了修路，大家都赞成"))[0]
    )


@after(_proposed)
async def test_who_says_last_that_it_is_a_question_of_the_committee_s_asks(chat: Chat) -> None:
    assert "修路的账对不对得上" in chat_told(await chat.says(戊, "修路的账对不对得上，我要质询"), chat)


async def test_who_sits_in_the_three_bodies(chat: Chat) -> None:
    assert "村务监督委员会（1 人）" in (await chat.says(丁, "三委有哪些人"))[0]


def chat_told(answered: list[str], chat: Chat) -> str:
    """Return what those who are to answer read."""
    assert answered
    return "\n".join(line for lines in chat.everybody_hears().values() for line in lines)


async def test_what_is_suggested_is_declined_with_its_reason_or_taken_back_by_its_writer(chat: Chat) -> None:
    await chat.moves_to("2026-11-23T10:00:00+08:00")
    chat.hears_all()
    await chat.agreed(丁, "我建议把广场的灯换了")
    chat.hears(乙)
    assert "这次没有提" in (await chat.agreed(乙, "王秀兰的建议这次不提，今年没得钱"))[0]
    assert "这次没有提：今年没得钱" in chat.hears(丁)[0]
    await chat.agreed(丁, "我建议在村口安个垃圾桶")
    chat.hears(乙)
    assert "“撤回 D011”" in (await chat.says(丁, "那个建议不用了"))[0]
    assert "提的人收回了" in (await chat.says(丁, "是"))[0]
    assert "提的人收回了" in chat.hears(乙)[0]


async def test_a_question_of_figures_answers_nothing(chat: Chat) -> None:
    await chat.says(戊, "质询 三组的沟修了没有")
    chat.everybody_hears()
    assert "答复 ZX" not in (await chat.says(乙, "监督小组今年查了几次账"))[0]


async def test_who_says_last_whom_it_is_for_sees_the_notice(chat: Chat) -> None:
    assert "明天开院坝会，7点半" in (await chat.says(乙, "明天开院坝会，7点半，通知大家"))[0]


@after(_proposed)
async def test_what_is_let_go_is_let_go_with_the_reason_that_was_said(chat: Chat) -> None:
    await chat.says(乙, "支委会今天开的，2个人都到了，都同意")
    await chat.says(乙, "是")
    assert "“撤回 D010 群众意见大”" in (await chat.says(乙, "修路先不搞了，群众意见大"))[0]
