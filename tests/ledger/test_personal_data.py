"""我的数据, 更正资料, 删除我的资料: what is kept about oneself is one's own business, and ends when it has served."""

import io
import json
from zipfile import ZipFile

from tortoise.models import Model

from config.database import table_of
from models.ledger.personal_data import actions, reading
from models.organisation.people.tables import Person
from models.service.activities.tables import ActivityRecord
from models.stars.standing_out.tables import StarExemption
from tests.fakes.chat import Chat, after, 丙, 乙, 外村党员, 己, 甲, 群众

# What names a person and is not his: the machine's own rows, and what others did in office.
NOT_HIS = {
    "daily_readers": "who wants to read an entry a day",
    "collective_matters": "who entered a matter of a collective day",
    "duty_rosters": "who published a roster",
    "duty_seasons": "who opened a season",
    "meetings": "who entered a meeting",
    "holiday_notices": "who loaded a year's holidays",
    "month_rows": "figures of a month that are in 服务记录",
    "matter_steps": "who took a step, in 来历",
    "reminder_wishes": "不要提醒",
    "transfers": "a matter as well",
    "verification_batches": "what a verifier was shown last",
}


def test_whatever_table_names_a_person_is_read_for_him_or_has_a_reason_not_to_be() -> None:
    tables = {
        model._meta.db_table or table_of(model): model.__name__
        for model in Model.__subclasses__()
        if any(getattr(field, "model_name", "") == "models.Person" for field in model._meta.fields_map.values())
    }
    source = reading.__dict__.keys() | actions.__dict__.keys()
    assert {table for table, name in tables.items() if name not in source} - NOT_HIS.keys() == set()


async def test_the_data_are_shown_at_once_and_all_of_them_in_a_file(chat: Chat) -> None:
    await chat.says(甲, "投诉建议 提醒太多了")
    # What was put right stands there once, as it is.
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.says(甲, "更正 3小时")
    chat.hears_all()
    shown = (await chat.says(甲, "我的数据"))[0]
    assert "【名册】\n陈桂兰，莲花池村党支部，正式党员，农村" in shown
    assert "企业微信账号 chenguilan" in shown
    assert "F0001 提醒太多了" in shown
    assert "马上发您一个表格文件" in (await chat.says(甲, "导出我的资料"))[0]
    ((name, content),) = chat.files(f"app:{甲}")
    assert name == "陈桂兰2026年11月22日我的资料.xlsx"
    with ZipFile(io.BytesIO(content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    mine = await ActivityRecord.filter(member__userid=甲).exclude(status="replaced").count()
    assert sum(words.count(f"A{row.id:04}") for row in await ActivityRecord.filter(member__userid=甲)) == mine
    assert "何光荣" not in words


async def test_a_correction_is_asked_of_who_keeps_the_books_and_answered(chat: Chat) -> None:
    asked = (await chat.says(甲, "更正资料 我在五组，不在三组"))[0]
    number = asked[3:8]
    assert asked == f"收到（{number}），更正资料的事12月11日前给您答复。不想了就发“撤回 {number}”。"
    assert chat.hears(乙)[0].startswith(f"{number} 陈桂兰同志说自己的资料不对：我在五组，不在三组。")
    assert f"{number} 陈桂兰 更正资料，12月11日前。发“办结 {number}”" in (await chat.says(乙, "待办"))[0]
    # Who forgets to change anything is told so, and it stays open until he has, or says why not.
    assert "还没有改过" in (await chat.says(乙, f"办结 {number}"))[0]
    assert number in (await chat.says(乙, "待办"))[0]
    await chat.says(乙, "改人 陈桂兰 五组")
    await chat.says(乙, "是")
    chat.hears(甲)
    assert (await chat.says(乙, f"办结 {number} 改成五组了"))[0] == f"{number} 办结了，会私下告诉陈桂兰。"
    assert chat.hears(甲)[0].startswith(f"{number} 有答复了：改成五组了。")
    again = (await chat.says(甲, "更正我的资料 身份不对"))[0][3:8]
    chat.hears_all()
    assert f"“撤回 {again}”" in (await chat.says(甲, "不申请了"))[0]
    assert "撤回了，您的资料照旧" in (await chat.says(甲, "是"))[0]
    assert chat.hears(乙) == [f"{again} 陈桂兰同志撤回了，不用办了。"]


async def _wants_to_be_deleted(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 给王婆婆送菜 2小时")
    await chat.says(甲, "公开姓名")
    assert "15个工作日" not in (await chat.says(甲, "删除我的资料"))[0]
    await chat.says(甲, "是")
    chat.hears_all()


@after(_wants_to_be_deleted)
async def test_a_deletion_is_done_by_the_district_and_says_what_stays_and_why(chat: Chat) -> None:
    assert "已经提过了" in [*(await chat.says(甲, "删除我的资料")), *(await chat.says(甲, "是"))][-1]
    waits = (await chat.says(丙, "待办"))[0]
    assert "陈桂兰 删除资料，12月11日前。发“办结 G" in waits
    number = waits.split("发“办结 ")[1][:5]
    assert (await chat.says(乙, f"办结 {number}"))[0].startswith("没有找到")
    assert "删了找不回来" in (await chat.says(丙, f"办结 {number}"))[0]
    assert chat.hears(甲) == []
    assert "办结了" in (await chat.says(丙, "是"))[0]
    answer = chat.hears(甲)[0]
    assert "删了：服务记录里写的事" in answer
    assert "留着：名册上的姓名" in answer
    assert "留三年" in answer
    mine = await ActivityRecord.filter(member__userid=甲).order_by("-id")
    assert {(row.description, row.source_text, row.place) for row in mine} == {("（内容已按规定删除）", None, None)}
    assert mine[0].minutes == 120
    assert not (await Person.get(userid=甲)).publish_name
    # What was asked and is done does not stand in the way of asking again, nor does what was taken back.
    for _ in range(2):
        again = [*(await chat.says(甲, "删除我的资料")), *(await chat.says(甲, "是"))][-1]
        assert "已经提过了" not in again
        await chat.says(甲, f"撤回 {again[3:8]}")
    chat.hears_all()


async def _have_left(chat: Chat) -> None:
    await chat.says(群众, "昨天清沟2小时")
    await chat.says(群众, "投诉建议 村部办事总要跑三趟")
    await chat.says(群众, "反映 三组的路灯坏了")
    await chat.says(己, "昨天巡河堤1小时")
    for userid in (群众, 己, 外村党员):
        await chat.leaves(userid)
    chat.hears_all()


@after(_have_left, then="2027-11-23T03:00:00+08:00")
async def test_a_year_after_leaving_the_records_are_gone_and_the_totals_stay(chat: Chat) -> None:
    gone, cadre = await Person.get(userid=群众), await Person.get(userid=己)
    records = await ActivityRecord.all().count()
    assert await ActivityRecord.filter(member_id=gone.id).exists()
    assert ("books_trim", "done") in await chat.moves_to("2027-11-23T04:00:00+08:00")
    assert await ActivityRecord.filter(member_id=gone.id).exists(), "not a day too early"
    await chat.skips_to("2027-11-25T09:00:00+08:00")
    # His name is nowhere; his account is in who changed what, and in the numbers of the messages that did it.
    assert await _tables_with("马小军") == set()
    assert await _tables_with(群众) == {"audit_rows", "matter_steps", "broadcasts"}
    gone = await Person.get(id=gone.id)
    assert (gone.name, gone.userid) == ("已离开的同志", f"left-{gone.id}")
    assert not await ActivityRecord.filter(member_id=gone.id).exists()
    assert await ActivityRecord.all().count() < records
    # Who held a post stays named where the post is on record.
    assert (await Person.get(id=cadre.id)).name == "周小川"
    assert await _tables_with("周小川") == {"persons"}
    # What was sent in the last days goes with its own days; the list that he left names him no more.
    assert await _tables_with("李志强") == {"persons", "outbox"}
    changes = (await chat.says(乙, "名册改动"))[0]
    assert "：已离开的同志 离开名册" in changes
    assert "周小川" not in changes and 己 not in changes
    await chat.says(乙, "导出 服务台账 2026年11月")
    name, content = chat.files(f"app:{乙}")[-1]
    assert name.endswith(".xlsx")
    with ZipFile(io.BytesIO(content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    assert "陈桂兰" in words or "罗正富" in words
    assert "马小军" not in words and "周小川" not in words


MACHINE_S = {"inbox", "outbox"}


async def _tables_with(words: str) -> set[str]:
    """Return which tables of the books hold some words, anywhere."""
    books = Person._meta.db
    names = [
        row["name"] for row in await books.execute_query_dict("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    rows = {name: await books.execute_query_dict(f'SELECT * FROM "{name}"') for name in names}
    held = {words, json.dumps(words).strip('"')}
    return {name for name, found in rows.items() if any(word in repr(found) for word in held)}


async def _left_out(chat: Chat) -> None:
    assert "商量好就删" in (await chat.says(甲, "免评 重度抑郁住院治疗"))[0]
    assert "重度抑郁" in chat.hears(乙)[0]
    assert "重度抑郁" in (await chat.says(甲, "我的数据"))[0]
    await chat.says(乙, "同意免评 陈桂兰")
    assert (await StarExemption.get()).reason is None
    assert "重度抑郁" not in (await chat.says(甲, "我的数据"))[0]
    chat.hears_all()
    # What came in and what was told is the machine's own for its days, and nothing else holds a word of it.
    assert await _tables_with("重度抑郁") <= MACHINE_S


@after(_left_out, then="2027-02-28T09:00:00+08:00")
async def test_why_somebody_is_left_out_is_gone_when_it_is_decided(chat: Chat) -> None:
    await chat.moves_to("2027-03-01T09:00:00+08:00")
    chat.hears_all()
    assert await _tables_with("重度抑郁") == set()
