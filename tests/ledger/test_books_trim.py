"""每晚整理: what has served its purpose is gone the next morning, and nothing else."""

from datetime import date, timedelta

from models.honour.month_figures.tables import MonthRow
from models.ledger.audit.tables import AuditRow
from models.machine.delivery.tables import OutboxRow
from models.machine.dialogs.tables import Dialog
from models.machine.inbox.tables import InboxRow
from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, 丙, 甲

NEXT_NIGHT = "2026-11-23T04:00:00+08:00"


async def test_what_is_young_stays(chat: Chat) -> None:
    before = await ActivityRecord.all().count(), await AuditRow.all().count(), await MonthRow.all().count()
    await chat.moves_to(NEXT_NIGHT)
    assert before == (await ActivityRecord.all().count(), await AuditRow.all().count(), await MonthRow.all().count())


async def test_words_go_after_ninety_days_and_the_record_stays(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.waits(timedelta(days=89))
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


async def test_keys_sent_messages_and_open_questions_go_in_their_time(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    await chat.says(甲, "投诉建议 提醒太多了")
    assert chat.hears(丙)
    await chat.waits(timedelta(days=6))
    chat.hears_all()
    assert await InboxRow.all().count() == 2
    assert await Dialog.all().count() == 1
    await chat.waits(timedelta(days=3))
    chat.hears_all()
    assert (await InboxRow.all().count(), await Dialog.all().count()) == (0, 0)
    oldest = (await OutboxRow.all().order_by("id").first()).settled
    await chat.waits(timedelta(days=90))
    chat.hears_all()
    assert not await OutboxRow.filter(settled=oldest).exists()
