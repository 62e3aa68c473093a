"""每晚整理: what has served its purpose is gone the next morning, and nothing else."""

from datetime import date, timedelta

from models.duty.attendance.tables import DutyLog
from models.duty.roster.tables import DutyAbsence, DutySlot
from models.duty.swaps.tables import DutySwap
from models.honour.month_figures.tables import MonthRow
from models.ledger.audit.tables import AuditRow
from models.machine.delivery.tables import OutboxRow
from models.machine.dialogs.tables import Dialog
from models.machine.inbox.tables import InboxRow
from models.organisation.people.tables import Person
from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, after, both_engines, 丙, 乙, 己, 核实人, 甲
from tests.fakes.databases import NOON
from tests.fakes.rosters import publish

NEXT_NIGHT = "2026-11-23T04:00:00+08:00"


async def test_what_is_young_stays(chat: Chat) -> None:
    before = await ActivityRecord.all().count(), await AuditRow.all().count(), await MonthRow.all().count()
    await chat.moves_to(NEXT_NIGHT)
    assert before == (await ActivityRecord.all().count(), await AuditRow.all().count(), await MonthRow.all().count())


async def _reported(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")


@after(_reported, then="2027-02-18T12:00:00+08:00")
async def test_words_go_after_ninety_days_and_the_record_stays(chat: Chat) -> None:
    await chat.waits(timedelta(days=1))
    chat.hears_all()
    assert (await ActivityRecord.get(id=237)).source_text == "上报 三组 清理沟渠 2小时"
    await chat.waits(timedelta(days=3))
    chat.hears_all()
    kept = await ActivityRecord.get(id=237)
    assert (kept.source_text, kept.minutes) == (None, 120)


async def test_old_records_go_with_their_corrections_and_month_rows(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.says(甲, "更正 A0237 1小时")
    await ActivityRecord.filter(member_id=1).update(day=date(2023, 12, 31), month="2023-12")
    await MonthRow.filter(member_id=1).update(month="2023-12")
    others = await ActivityRecord.exclude(member_id=1).count()
    await chat.moves_to(NEXT_NIGHT)
    assert await ActivityRecord.all().count() == others
    assert not await MonthRow.filter(month="2023-12").exists()


async def test_a_first_version_stays_with_a_correction_that_moved_it(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.says(甲, "更正 A0237 1小时")
    await ActivityRecord.filter(id=237).update(day=date(2023, 12, 31))
    await chat.moves_to(NEXT_NIGHT)
    assert await ActivityRecord.filter(id=237).exists()


async def _asked_and_told(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    await chat.says(甲, "投诉建议 提醒太多了")
    assert chat.hears(丙)
    chat.hears_all()


@after(_asked_and_told)
async def test_keys_and_open_questions_go_in_their_time(chat: Chat) -> None:
    await chat.waits(timedelta(days=6))
    chat.hears_all()
    assert await InboxRow.all().count() == 2
    assert await Dialog.all().count() == 1
    await chat.waits(timedelta(days=3))
    chat.hears_all()
    assert (await InboxRow.all().count(), await Dialog.all().count()) == (0, 0)


@after(_asked_and_told, then="2027-02-18T12:00:00+08:00")
async def test_sent_messages_go_after_ninety_days(chat: Chat) -> None:
    oldest = await OutboxRow.all().order_by("id").first()
    assert oldest is not None
    await chat.waits(timedelta(days=3))
    chat.hears_all()
    assert not await OutboxRow.filter(settled=oldest.settled).exists()


async def test_what_is_a_year_old_of_duty_is_gone_and_the_roster_stays(chat: Chat) -> None:
    await publish("2025-11-10 am 唐敏", "2025-12-10 am 唐敏", "12-03 am 周小川")
    await DutyLog.create(person=await Person.get(userid=己), unit_id=1, day=NOON.date(), counts={"visit": 1}, at=NOON)
    await chat.says(核实人, "请假 12月7日")
    await chat.says(己, "换班 12月3日 唐敏")
    chat.hears_all()
    for slot in await DutySlot.all():
        await DutySlot.filter(id=slot.id).update(presence="away", presence_note="三组", present_at=slot.starts_at)
    await DutyAbsence.all().update(first_day=date(2025, 11, 1), last_day=date(2025, 11, 2))
    long_ago = (await DutySlot.get(day=date(2025, 11, 10))).starts_at
    await DutySwap.all().update(asked_at=long_ago)
    await DutyLog.all().update(at=long_ago)
    await chat.moves_to(NEXT_NIGHT)
    assert [await table.all().count() for table in (DutyAbsence, DutySwap, DutyLog, DutySlot)] == [0, 0, 0, 3]
    rows = await DutySlot.all().order_by("day")
    assert [(row.presence, row.presence_note) for row in rows] == [(None, None), ("away", "三组"), ("away", "三组")]


@both_engines
async def test_a_superseded_slot_goes_with_the_last_request_for_it(chat: Chat) -> None:
    await publish("12-10 am 唐敏", "12-11 am 周小川")
    await chat.says(核实人, "换班 12月10日 周小川 12月11日")
    await chat.agreed(乙, "值守 防汛 12月10日到12月12日")
    chat.hears_all()
    await chat.moves_to(NEXT_NIGHT)
    assert (await DutySwap.all().count(), await DutySlot.ever.exclude(superseded_at=None).count()) == (1, 2)
    long_ago = chat.now - timedelta(days=367)
    await DutySwap.all().update(asked_at=long_ago)
    await DutySlot.ever.exclude(superseded_at=None).update(superseded_at=long_ago)
    await chat.waits(timedelta(days=1))
    chat.hears_all()
    assert (await DutySwap.all().count(), await DutySlot.ever.exclude(superseded_at=None).count()) == (0, 0)
    assert await DutySlot.all().count() == 6
