"""What is said of duty by the way: a swap is settled, a leave refused, an empty shift taken, the next one told."""

import pytest

from models.duty.leave.words import refused
from tests.fakes.chat import Chat, 乙, 己, 核实人
from tests.fakes.rosters import board, publish


async def test_who_tells_of_a_swap_that_both_agreed_to_hears_that_it_stands(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-10 am 周小川")
    await chat.says(核实人, "换班 12月3日 周小川 12月10日")
    await chat.says(己, "同意")
    chat.hears_all()
    before = await board()
    for who in (核实人, 己):
        answer = (await chat.says(who, "我和唐敏换了，12月10日上午我值"))[0]
        assert answer.startswith("已经换好了（H001）：12月3日（周四）上午由")
    assert await board() == before
    assert chat.everybody_hears() == {}


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("30号不准欧阳春燕的假", ("欧阳春燕", "")),
        ("不准唐敏12月3号的假，那天人手不够", ("唐敏", "那天人手不够")),
        ("唐敏的假不批", ("唐敏", "")),
    ],
)
def test_a_refusal_names_whose_leave_it_is(said: str, whose: tuple[str, str]) -> None:
    assert refused(said) == whose


async def test_a_leave_of_somebody_is_refused_and_none_of_the_speaker_s_asked_for(chat: Chat) -> None:
    await chat.says(核实人, "请假 12月3日")
    chat.hears_all()
    answer = (await chat.says(乙, "3号不准唐敏的假"))[0]
    assert "J002" not in answer
    assert "原因" in answer
    assert "转给" not in answer


async def test_the_shift_of_somebody_on_leave_is_taken_by_his_name(chat: Chat) -> None:
    await publish("12-04 am 空", "12-08 am 周小川")
    assert "12月4日（周五）上午由您顶上" in (await chat.says(核实人, "周小川4号上午的班我来顶"))[0]
    chat.hears_all()
    assert "12-04 am 唐敏" in await board()


async def test_who_has_no_duty_needs_nobody_to_stand_in(chat: Chat) -> None:
    await publish("12-08 am 周小川")
    answer = (await chat.says(己, "明天我来不了，哪个帮我顶一下"))[0]
    assert answer.startswith("11月23日（周一）没有排到您的班")
    assert "想和谁换" not in answer


@pytest.mark.parametrize(
    "said",
    [
        "把周小川8号上午的班换给唐敏",
        "8号上午让唐敏替周小川",
        "唐敏8号上午代周小川值一下",
        "12月8日上午周小川有事，唐敏顶一下",
        "8号上午周小川来不了，让唐敏去顶",
        "周小川8号上午的班改由唐敏值",
    ],
)
async def test_a_secretary_who_names_two_moves_a_shift_and_none_of_his_own(chat: Chat, said: str) -> None:
    await publish("12-08 am 周小川", "12-08 pm 罗正富")
    assert "改班 12月8日上午 周小川 唐敏" in (await chat.says(乙, said))[0]
    await chat.says(乙, "是")
    chat.hears_all()
    assert "12-08 am 唐敏" in await board()
    assert "12-08 pm 罗正富" in await board()


@pytest.mark.parametrize("said", ["周小川和唐敏8号的班对调", "8号唐敏跟周小川换个班"])
async def test_two_others_who_change_are_no_swap_of_the_speaker_s(chat: Chat, said: str) -> None:
    await publish("12-08 am 周小川", "12-08 pm 唐敏")
    assert "改班 日期 姓名" in (await chat.says(乙, said))[0]


@pytest.mark.parametrize("said", ["8号上午让唐敏去", "8号上午没人，叫唐敏去嘛"])
async def test_who_is_sent_to_a_shift_is_shown_first(chat: Chat, said: str) -> None:
    await publish("12-08 am 周小川")
    assert "改班 8号上午 唐敏" in (await chat.says(乙, said))[0]
    assert await board() == ["12-08 am 周小川"]
    await chat.says(乙, "是")
    chat.hears_all()
    assert await board() == ["12-08 am 唐敏"]


async def test_who_has_gone_out_to_mediate_is_there(chat: Chat) -> None:
    await publish("11-24 pm 唐敏")
    await chat.moves_to("2026-11-24T14:45:00+08:00")
    chat.hears_all()
    assert "外出办事也算在岗" in (await chat.says(核实人, "下去三组调解矛盾了，下午不在办公室"))[0]
    assert "来访 2" in (await chat.says(核实人, "坐班日志 接待2人"))[0]
    assert "来访 3、代办 1" in (await chat.says(核实人, "今天接待来访3人，代办1件"))[0]
    assert "没有记" in (await chat.says(核实人, "交接 二组刘婆婆的低保材料还差户口簿，她精神有问题"))[0]
    chat.hears_all()
