"""换班, 顶班, 同意: nothing moves before the other has agreed; then both and the secretary know."""

import pytest

from models.duty.roster.tables import DutySlot
from models.duty.swaps.tables import DutySwap
from tests.fakes.chat import Chat, both_engines, 丙, 乙, 己, 核实人, 甲
from tests.fakes.rosters import board, publish

春燕 = "ouyangchunyan"


async def _two_days() -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川", "12-09 am 欧阳春燕")


async def test_a_swap_counts_only_after_the_other_agrees(chat: Chat) -> None:
    await _two_days()
    before = await board()
    asked = (await chat.says(核实人, "换班 12月3日 周小川"))[0]
    assert asked.startswith("我去问周小川（H001）：12月3日（周四）上午由周小川值，12月8日（周二）上午由您值。")
    told = chat.hears(己)
    assert told == [
        "唐敏想和您商量值班（H001）：\n12月3日（周四）上午由您值，12月8日（周二）上午由唐敏值。"
        "方便就回“同意 H001”，不方便回“不同意 H001”，都没关系。"
    ]
    assert await board() == before
    assert (await chat.says(己, "同意"))[0] == (
        "换好了（H001）：12月3日（周四）上午由您值，12月8日（周二）上午由唐敏值。提醒跟着改，谢谢。"
    )
    assert "12月8日（周二）上午由您值" in chat.hears(核实人)[0]
    assert chat.hears(乙) == [
        "值班有调整（H001，双方已同意）：12月3日（周四）上午由周小川值，12月8日（周二）上午由唐敏值。"
        "贴出的图要换，发“值班表”加月份就有新的。"
    ]
    assert await board() == ["12-03 am 周小川", "12-08 am 唐敏", "12-09 am 欧阳春燕"]


async def test_a_swap_is_agreed_once(chat: Chat) -> None:
    await _two_days()
    await chat.says(核实人, "换班 12月3日 周小川")
    await chat.says(己, "同意 H001")
    chat.hears_all()
    for said in ("同意 H001", "不同意 H001"):
        assert await chat.says(己, said) == [
            "H001 已经办过，现在是“已换好”，不能再改。要换回去或另换，再发“换班 日期 姓名”和对方商量。"
        ]
    assert "没有找到还在等答复的换班 H001" in (await chat.says(乙, "同意 H001"))[0]
    assert "没有找到还在等答复的换班" in (await chat.says(己, "不同意"))[0]
    assert "没有找到还在等答复的换班" in (await chat.says(核实人, "撤回换班"))[0]
    assert await board() == ["12-03 am 周小川", "12-08 am 唐敏", "12-09 am 欧阳春燕"]


@pytest.mark.parametrize("said", ["不同意", "不同意 H001", "不同意换班", "这个班我换不了"])
async def test_declining_moves_nothing_and_the_asker_knows(chat: Chat, said: str) -> None:
    await _two_days()
    before = await board()
    await chat.says(核实人, "换班 12月3日 周小川")
    chat.hears_all()
    assert await chat.says(己, said) == ["好的，这就告诉唐敏，班没动。"]
    assert chat.hears(核实人) == ["周小川这次不方便（H001），12月3日（周四）上午没有变动。可以再问问别人。"]
    assert await board() == before


async def test_a_request_is_withdrawn_and_cannot_be_agreed_any_more(chat: Chat) -> None:
    await _two_days()
    await chat.says(核实人, "换班 12月3日 周小川")
    assert chat.hears(己)
    assert await chat.says(核实人, "撤回换班") == ["H001 已撤回，班没动。"]
    assert chat.hears(己) == ["唐敏把换班 H001 收回了，不用再答复，班没动。"]
    assert "没有找到还在等答复的换班" in (await chat.says(己, "同意"))[0]
    await chat.says(核实人, "换班 12月3日 周小川")
    assert chat.hears(己)
    assert await chat.says(核实人, "算了还是不换") == ["H002 已撤回，班没动。"]
    assert chat.hears(己) == ["唐敏把换班 H002 收回了，不用再答复，班没动。"]
    assert (await chat.says(己, "同意 H001"))[0].startswith("H001 已经办过，现在是“已撤回”，不能再改")


async def test_a_request_whose_shift_moved_is_void_and_both_are_told(chat: Chat) -> None:
    first, *_ = await publish("12-03 am 唐敏", "12-08 am 周小川")
    await chat.says(核实人, "换班 12月3日 周小川")
    assert chat.hears(己)
    await DutySlot.filter(id=first).update(person_id=None)
    gone = "H001 换不成了：12月3日（周四）上午，班刚才有人动过。还想换，再发一次“换班”。"
    assert await chat.says(己, "同意") == [gone]
    assert chat.hears(核实人) == [gone]
    assert await board() == ["12-03 am 空", "12-08 am 周小川"]
    assert (await DutySwap.get(id=1)).state == "void"


async def test_a_request_that_is_answered_too_late_is_void(chat: Chat) -> None:
    await publish("11-23 am 唐敏", "12-08 am 周小川")
    await chat.says(核实人, "换班 明天 周小川")
    await chat.moves_to("2026-11-23T08:45:00+08:00")
    chat.hears_all()
    assert "那一班已经开始" in (await chat.says(己, "同意"))[0]
    assert "那一班已经开始" in chat.hears(核实人)[0]


async def test_asking_each_other_for_the_same_is_agreement(chat: Chat) -> None:
    await _two_days()
    await chat.says(核实人, "换班 12月3日 周小川 12月8日")
    assert chat.hears(己)
    assert (await chat.says(己, "换班 12月8日 唐敏"))[0].startswith(
        "换好了（H001）：12月3日（周四）上午由您值，12月8日（周二）上午由唐敏值。"
    )
    assert chat.hears(核实人)[0].startswith("换好了（H001）：")
    assert chat.hears(乙)
    assert await board() == ["12-03 am 周小川", "12-08 am 唐敏", "12-09 am 欧阳春燕"]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("换班 12月3日 小周", "12月3日（周四）上午由周小川值，12月8日（周二）上午由您值"),
        ("换班 12月3日 周小川 12月10日", "12月3日（周四）上午由周小川值，12月10日（周四）下午由您值"),
        ("我12月3日上午的班想和周小川换", "12月3日（周四）上午由周小川值，12月8日（周二）上午由您值"),
        ("换班 12月3日 让周小川替我", "（H001）：12月3日（周四）上午由周小川值。对方同意后才算数"),
        ("12月3日我有事，让欧阳春燕替我值班", "（H001）：12月3日（周四）上午由欧阳春燕值。对方同意"),
        ("换班 12月3日 欧阳主任", "（H001）：12月3日（周四）上午由欧阳春燕值。对方同意后才算数"),
    ],
)
async def test_who_and_which_day_are_understood(chat: Chat, said: str, heard: str) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川", "12-10 pm 周小川", "12-05 phone 欧阳春燕")
    assert heard in (await chat.says(核实人, said))[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("换班 12月4日 周小川", "12月4日（周五）没有排到您的班"),
        ("换班 12月8日 周小川", "12月8日有上午、下午几个班。请把是哪一班也说上，例如“12月8日上午”"),
        ("换班 12月3日", "想和谁换？说姓名就行，值班人员有：罗正富、欧阳春燕、周小川。"),
        ("换班 12月3日 张三", "值班人员有：罗正富、欧阳春燕、周小川。"),
        ("换班 12月3日 周小川 12月9日", "周小川12月9日（周三）没有可以换的班"),
        ("换班 12月3日 周小川 2027年1月20日", "两个班相隔 48 天，最多隔 31 天"),
        ("换班 12月3日 罗正富", "罗正富12月3日（周四）那个时段另有安排"),
        ("换班 12月14日 周小川", "集中办公"),
        ("想换个班", "想换哪天的班？说“5月3日”或“5月3日 姓名”就行"),
        ("换班 随便哪天", "还差一点。这样发：换班 [日期、姓名]"),
    ],
)
async def test_what_cannot_be_changed_is_said_with_the_way_out(chat: Chat, said: str, heard: str) -> None:
    await publish("12-03 am 唐敏", "12-03 am 罗正富", "12-08 am 唐敏", "12-08 pm 唐敏", "12-10 am 周小川")
    await publish("12-14 am 唐敏", "12-14 am 周小川", collective=True)
    await publish("2027-01-20 am 周小川")
    before = await board()
    assert heard in (await chat.says(核实人, said))[0]
    assert await board() == before
    assert not await DutySwap.exists()


async def test_the_same_is_not_asked_twice(chat: Chat) -> None:
    await _two_days()
    await chat.says(核实人, "换班 12月3日 周小川")
    assert chat.hears(己)
    assert "已经问过周小川（H001），还在等答复" in (await chat.says(核实人, "换班 12月3日 周小川"))[0]


async def test_of_several_requests_one_has_to_be_named(chat: Chat) -> None:
    await _two_days()
    await chat.says(核实人, "换班 12月3日 周小川 12月8日")
    await chat.says(春燕, "换班 12月9日 周小川 12月8日")
    chat.hears_all()
    answer = (await chat.says(己, "同意"))[0]
    assert answer.startswith("有 2 条换班：")
    assert answer.endswith("例如“同意 H002”。")
    assert "换好了（H001）" in (await chat.says(己, "同意 1"))[0]
    chat.hears_all()
    assert "H002 换不成了" in (await chat.says(己, "同意"))[0]
    assert "H002 换不成了" in chat.hears(春燕)[0]


async def test_an_empty_shift_is_taken_at_once(chat: Chat) -> None:
    await publish("12-03 am 空", "12-03 pm 空", "12-04 am 周小川")
    assert "12月3日有上午、下午几个班" in (await chat.says(核实人, "顶班 12月3日"))[0]
    assert await chat.says(核实人, "顶班 12月3日上午") == ["谢谢，12月3日（周四）上午由您顶上，已登记，提醒会发给您。"]
    assert chat.hears(乙) == ["空缺有人了：12月3日（周四）上午由唐敏顶班。贴出的图要换，发“值班表”加月份就有新的。"]
    assert "没有空着的班" in (await chat.says(己, "顶班 12月3日上午"))[0]
    assert await board() == ["12-03 am 唐敏", "12-03 pm 空", "12-04 am 周小川"]


@pytest.mark.parametrize("said", ["顶班 12月3日 欧阳春燕", "我可以替欧阳春燕值12月3日"])
async def test_somebody_s_shift_is_taken_only_with_his_consent(chat: Chat, said: str) -> None:
    await publish("12-03 am 欧阳春燕")
    assert "H001" in (await chat.says(核实人, said))[0]
    assert "12月3日（周四）上午由唐敏值" in chat.hears(春燕)[0]
    assert await board() == ["12-03 am 欧阳春燕"]
    await chat.says(春燕, "可以，同意换班")
    assert await board() == ["12-03 am 唐敏"]
    assert len(chat.hears(核实人)) == len(chat.hears(乙)) == 1


async def test_the_secretary_who_swaps_himself_is_told_once(chat: Chat) -> None:
    await publish("12-03 am 罗正富", "12-08 am 周小川")
    await chat.says(乙, "换班 12月3日 周小川")
    assert chat.hears(己)
    await chat.says(己, "同意")
    assert len(chat.hears(乙)) == 1


async def test_a_swap_may_be_asked_in_the_group(chat: Chat) -> None:
    await _two_days()
    group = chat.group_of("莲花池村")
    assert "我去问周小川" in (await chat.says(核实人, "换班 12月3日 周小川", to=group))[0]
    assert chat.hears(己)
    assert "换好了" in (await chat.says(己, "同意", to=group))[0]
    assert chat.hears(核实人)
    assert chat.hears(乙)


async def test_changing_duty_is_for_those_who_take_turns(chat: Chat) -> None:
    await _two_days()
    for who in (甲, 丙):
        assert "是坐班干部用的" in (await chat.says(who, "换班 12月3日 周小川"))[0]
        assert "是坐班干部用的" in (await chat.says(who, "顶班 12月3日"))[0]


async def test_own_shifts_and_how_they_came(chat: Chat) -> None:
    await _two_days()
    await publish("12-14 am 唐敏", collective=True)
    assert "12月3日（周四）上午 08:30-12:00" in (await chat.says(核实人, "我的值班"))[0]
    assert await chat.says(核实人, "为什么是我") == [
        "12月3日（周四）上午这样排的：当时您的工作日班有 2 个，全员最少的有 1 个。"
        "那天有 1 位同志不在。不合适可以发“换班”。"
    ]
    assert "集中办公，大家都在" in (await chat.says(核实人, "为什么是我 12月14日"))[0]
    assert "没有排到您的班" in (await chat.says(核实人, "为什么是我 12月4日"))[0]
    await chat.says(核实人, "换班 12月3日 周小川")
    await chat.says(己, "同意")
    chat.hears_all()
    assert "换班、顶班或书记调整" in (await chat.says(己, "为什么是我 12月3日"))[0]


@pytest.mark.parametrize("said", ["要得", "好", "好的嘛", "可以", "行。", "嗯", "没问题"])
async def test_the_one_who_was_asked_agrees_in_his_own_words(chat: Chat, said: str) -> None:
    await _two_days()
    await chat.says(核实人, "换班 12月3日 周小川")
    chat.hears_all()
    assert (await chat.says(己, said))[0].startswith("换好了（H001）")
    chat.hears_all()
    assert "换好了" not in "".join(await chat.says(己, said))


@pytest.mark.parametrize("said", ["不得行", "不行", "来不了", "要不得", "不方便"])
async def test_the_one_who_was_asked_declines_in_his_own_words(chat: Chat, said: str) -> None:
    await _two_days()
    await chat.says(核实人, "换班 12月3日 周小川")
    chat.hears_all()
    assert await chat.says(己, said) == ["好的，这就告诉唐敏，班没动。"]
    chat.hears_all()


@both_engines
async def test_bare_words_answer_nothing_in_the_group_nor_where_two_requests_or_a_question_wait(chat: Chat) -> None:
    await _two_days()
    before = await board()
    await chat.says(核实人, "换班 12月3日 周小川")
    assert await chat.says(己, "要得", to=chat.group_of("莲花池村")) == []
    await chat.says(己, "请假")
    await chat.says(己, "行")
    await chat.says(己, "取消")
    await chat.says(春燕, "换班 12月9日 周小川")
    await chat.says(己, "要得")
    chat.hears_all()
    assert await board() == before


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ("换班", ["12月3日", "周小川"]),
        ("换班", ["12月3日 周小川"]),
        ("换班 周小川", ["12月3日上午"]),
        ("能不能跟周小川换一下", ["12月3日"]),
        ("换班 12月3日", ["周小川"]),
        ("换班 12月3日 老王", ["小周"]),
    ],
)
async def test_what_is_missing_from_a_swap_is_asked_for_one_by_one(chat: Chat, said: str, answers: list[str]) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川")
    asked = (await chat.says(核实人, said))[0]
    for answer in answers:
        assert asked.startswith(("想换哪天的班？", "想和谁换？"))
        asked = (await chat.says(核实人, answer))[0]
    assert asked.startswith("我去问周小川（H001）：12月3日（周四）上午由周小川值，12月8日（周二）上午由您值。")
    assert chat.hears(己)


async def test_an_open_question_about_a_swap_gives_way_to_a_command(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川")
    await chat.says(核实人, "换班 12月3日")
    assert (await chat.says(核实人, "我的值班"))[0].startswith("您的班：")
    assert (await chat.says(核实人, "换班"))[0].startswith("想换哪天的班？")
    assert (await chat.says(核实人, "取消"))[0].startswith("好的，不问了。没有去问谁，班没动。")
    await chat.says(核实人, "取消")


async def test_half_of_a_compound_family_name_is_enough(chat: Chat) -> None:
    await publish("12-03 am 唐敏")
    assert (await chat.says(核实人, "换班 12月3日 欧阳"))[0].startswith("我去问欧阳春燕")
    assert chat.hears("ouyangchunyan")


async def test_asking_whether_one_may_swap_agrees_to_nothing(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川")
    await chat.says(己, "换班 12月8日 唐敏")
    chat.hears_all()
    await chat.says(核实人, "可不可以跟周小川换班")
    assert await board() == ["12-03 am 唐敏", "12-08 am 周小川"]


async def _away(chat: Chat, who: str, days: str) -> None:
    """Let somebody be on leave that his secretary has approved."""
    await chat.says(who, f"请假 {days}")
    await chat.says(乙, "准假")
    chat.hears_all()


async def test_nobody_on_leave_is_asked_to_take_a_shift(chat: Chat) -> None:
    await _two_days()
    await _away(chat, 己, "12月3日")
    for said in ("换班 12月3日 周小川", "换班 12月3日 让周小川替我"):
        assert "周小川12月3日（周四）那个时段另有安排" in (await chat.says(核实人, said))[0]
    assert not await DutySwap.exists()


async def test_nobody_on_leave_takes_a_shift_in_return_or_in_somebody_s_place(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川", "12-10 am 周小川", "12-09 am 空")
    await _away(chat, 核实人, "12月8日到9日")
    for said in ("换班 12月3日 周小川 12月8日", "顶班 12月8日 周小川", "顶班 12月9日"):
        assert "那个时段另有安排" in (await chat.says(核实人, said))[0]
    assert not await DutySwap.exists()
    assert "12月10日（周四）上午由您值" in (await chat.says(核实人, "换班 12月3日 周小川"))[0]
    chat.hears_all()


async def test_leave_that_came_between_is_seen_when_a_request_is_agreed(chat: Chat) -> None:
    await _two_days()
    await chat.says(核实人, "换班 12月3日 让周小川替我")
    await _away(chat, 己, "12月3日")
    assert "周小川12月3日（周四）那个时段另有安排" in (await chat.says(己, "同意"))[0]
    assert await board() == ["12-03 am 唐敏", "12-08 am 周小川", "12-09 am 欧阳春燕"]
