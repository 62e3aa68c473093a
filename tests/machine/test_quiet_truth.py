"""The quiet hours tell the truth: what waits is written when it goes, what was settled is not sent, answers say so."""

from models.duty.roster.tables import DutySlot
from models.machine.delivery.tables import OutboxRow
from models.organisation.units.tables import ChatGroup
from tests.fakes.chat import Chat, both_engines, 乙, 己, 核实人
from tests.fakes.rosters import publish

NIGHT, MORNING = "2026-11-23T21:11:00+08:00", "2026-11-24T08:01:00+08:00"
LATE = "夜里不打扰，要告诉别人的明早8点送到；急的话请打个电话。"


async def _at_night(chat: Chat) -> None:
    await chat.moves_to(NIGHT)
    chat.hears_all()


@both_engines
async def test_a_roster_published_at_night_is_posted_as_it_is_in_the_morning(chat: Chat) -> None:
    group, second = chat.group_of("莲花池村"), chat.group_of("桂花湾村（示例）")
    await ChatGroup.filter(chatid=second).update(unit_id=(await ChatGroup.get(chatid=group)).unit_id)
    await chat.says(乙, "排班 12月")
    await _at_night(chat)
    answer = (await chat.says(乙, "确认排班 12月"))[0]
    assert "明早8点发到群里，发的是那时最新的" in answer
    assert "已发到群里" not in answer
    before = await DutySlot.filter(unit__name="莲花池村", day="2026-12-05").select_related("person").first()
    other = "周小川" if before.person.name != "周小川" else "唐敏"
    assert LATE in (await chat.says(乙, f"改班 12月5日 {other}"))[0]
    assert chat.group_hears(group) == []
    await chat.moves_to(MORNING)
    posted = chat.group_hears(group)
    assert f"5日周六 电话值班{other}" in posted[0]
    assert len(posted) == len(set(posted)) == 3
    assert chat.group_hears(second) == posted
    chat.hears_all()
    await chat.moves_to("2026-11-24T09:00:00+08:00")
    assert chat.group_hears(group) == []
    chat.hears_all()


async def test_by_day_it_is_posted_at_once_and_says_so(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    assert "已发到群里" in (await chat.says(乙, "确认排班 12月"))[0]
    assert len(chat.group_hears(chat.group_of("莲花池村"))) == 3


@both_engines
async def test_what_was_asked_and_taken_back_in_one_night_is_not_said_in_the_morning(chat: Chat) -> None:
    await publish("11-26 am 唐敏", "11-27 am 周小川")
    await _at_night(chat)
    assert (await chat.says(核实人, "换班 11月26日 周小川"))[0].endswith(LATE)
    await chat.says(核实人, "撤回换班")
    await chat.moves_to(MORNING)
    assert not any("H001" in text for text in chat.hears(己))
    assert {row.note for row in await OutboxRow.filter(state="cancelled")} == {"到时已经办完，不用发了"}
    chat.hears_all()


async def test_what_still_stands_in_the_morning_is_said_as_it_was_written(chat: Chat) -> None:
    await publish("11-26 am 唐敏", "11-27 am 周小川")
    await _at_night(chat)
    await chat.says(核实人, "换班 11月26日 周小川")
    assert chat.hears(己) == []
    await chat.moves_to(MORNING)
    assert sum("H001" in text for text in chat.hears(己)) == 1
    await chat.says(己, "同意")
    chat.hears_all()


async def test_a_leave_answered_in_the_night_is_asked_of_nobody_in_the_morning(chat: Chat) -> None:
    await _at_night(chat)
    assert (await chat.says(核实人, "请假 11月26日 带娃看病"))[0].endswith(LATE)
    assert "J001 已准" in (await chat.says(乙, "准假 J001"))[0]
    await chat.moves_to(MORNING)
    assert not any("请假 J001" in text for text in chat.hears(乙))
    assert any("J001 准了" in text for text in chat.hears(核实人))
    chat.hears_all()


async def test_what_somebody_asked_for_himself_comes_at_once_in_the_night_too(chat: Chat) -> None:
    await publish("12-03 am 唐敏")
    await _at_night(chat)
    await chat.says(乙, "值班表 12月")
    assert len(chat.files(f"app:{乙}")) == 1
    chat.hears_all()
