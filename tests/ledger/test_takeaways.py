"""导出, 打印: lists as workbooks and pages as PDF, for those who may see them; the sums are the facts."""

import io
import re
import warnings
from datetime import date, datetime

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]  # ships no types
from python_calamine import CalamineWorkbook

from bot.clock import SHANGHAI
from bot.drawing.workbook import workbook
from config.database import rows
from handlers import LEDGERS
from models.ledger.audit.tables import AuditRow
from models.organisation.people.tables import Person
from models.service.activities.tables import ActivityRecord
from models.stars.appraisal.tables import StarAppraisal
from models.values.listing import Listing
from models.values.periods import Month
from tests.democracy.village import posted
from tests.fakes.chat import Chat, after, at, 丙, 乙, 己, 戊, 甲, 群众
from tests.fakes.honour import approve_list


def opened(data: bytes) -> list[list[object]]:
    """Return the first sheet as one reader has it; another has the same and does not complain."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    other = [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [[_plain(cell) for cell in row] for row in rows] == other
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    return rows


def _plain(cell: object) -> object:
    return str(cell)[:10] if isinstance(cell, date) else cell or ""


async def taken(chat: Chat, who: str, said: str) -> tuple[str, bytes]:
    answer, shown = await chat.says(who, said)
    name, data = chat.files(f"app:{who}")[-1]
    assert shown == f"[文件] {name}"
    assert answer == f"{name} 这就私下发给您。里面有姓名的请收好，不往群里转。"
    return name, data


async def test_the_service_ledger_is_the_records_and_its_minutes_add_up(chat: Chat) -> None:
    name, data = await taken(chat, 乙, "导出 服务台账 11月")
    assert name == "莲花池村2026年11月服务台账.xlsx"
    title, about, head, *rows = opened(data)
    assert title[0] == "莲花池村服务台账"
    assert str(about[0]).startswith("2026年11月　制表：罗正富　审核：")
    found = ActivityRecord.filter(unit__name__startswith="莲花池村", month="2026-11").exclude(status="replaced")
    minutes = [spent or 0 for spent in await found.values_list("minutes", flat=True)]
    assert len(rows) == len(minutes) > 0
    at = head.index("分钟")
    assert sum(row[at] or 0 for row in rows) == sum(minutes)  # type: ignore[misc]  # numbers are numbers
    assert all(isinstance(row[head.index("日期")], date) for row in rows)
    entry = await AuditRow.filter(action="take_away").get()
    assert entry.after == {"what": "服务台账", "month": "2026-11", "kind": "xlsx"}


async def test_the_duty_ledger_is_the_roster_and_counts_what_is_counted(chat: Chat) -> None:
    assert "2026年12月的值班台账还是空的" in (await chat.says(乙, "导出 值班台账 12月"))[0]
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "确认排班 12月")
    chat.hears_all()
    _, data = await taken(chat, 乙, "导出 值班台账 12月")
    _, _, head, *rows = opened(data)
    fair = (await chat.says(乙, "公平 2026年12月"))[0]
    counted = sum(row[head.index("计数")] for row in rows if row[head.index("姓名")] == "唐敏")  # type: ignore[misc]
    assert counted == 12
    assert "唐敏：平日10 周末2" in fair
    name, page = await taken(chat, 乙, "打印 值班表 12月 A3 大字")
    assert (name, page[:5]) == ("莲花池村2026年12月值班表.pdf", b"%PDF-")
    name, page = await taken(chat, 乙, "打印 值班台账 12月")
    assert (name, page[:5]) == ("莲花池村2026年12月值班台账.pdf", b"%PDF-")


@at("2026-12-03T12:00:00+08:00")
async def test_every_place_is_taken_away_by_the_offices_and_adds_up_to_what_all_are_thanked_for(chat: Chat) -> None:
    await chat.moves_to("2026-12-04T09:30:00+08:00")
    chat.hears_all()
    _, data = await taken(chat, 丙, "导出 名次 11月")
    _, _, head, *rows = opened(data)
    thanks = (await chat.says(丙, "红榜预览"))[0].splitlines()[-2]
    people, hours = re.findall(r"全区 (\d+) 位党员参加服务，累计 ([\d.]+) 小时", thanks)[0]
    assert sum(row[head.index("参加人数")] for row in rows) == int(people)  # type: ignore[misc]
    assert round(sum(row[head.index("计入分钟")] for row in rows) / 60, 1) == float(hours)  # type: ignore[misc]
    assert "名次只给镇街、区委组织部看" in (await chat.says(乙, "导出 名次 11月"))[0]


async def test_a_promise_stands_in_its_ledger(chat: Chat) -> None:
    await chat.says(乙, "承诺 12月底前修好三组路灯")
    chat.hears_all()
    _, data = await taken(chat, 乙, "导出 承诺台账")
    assert [row[1] for row in opened(data)[3:]][-1] == "修好三组路灯"


_OF_OURS = "unit_id = (SELECT id FROM units WHERE name = '莲花池村')"
# Of every list: who takes it, of which month, the column that is added up (None counts the rows), and the books' word.
FACTS = {
    "服务台账": (乙, 11, "分钟", f"SUM(minutes) AS n FROM activity_records WHERE {_OF_OURS} AND month = '2026-11'"),
    "人员台账": (乙, 11, None, f"COUNT(*) AS n FROM persons WHERE {_OF_OURS} AND left_on IS NULL"),
    "评星台账": (乙, 11, None, "COUNT(*) AS n FROM star_appraisals WHERE state = 'filed'"),
    "值班台账": (乙, 12, "计数", f"COUNT(person_id) AS n FROM duty_slots WHERE {_OF_OURS} AND NOT collective"),
    "请假台账": (乙, 12, "天数", "COUNT(*) * 2 AS n FROM duty_absences"),
    "承诺台账": (乙, 12, None, f"COUNT(*) AS n FROM matters WHERE {_OF_OURS} AND kind = 'promise'"),
    "四议台账": (乙, 11, None, "COUNT(*) AS n FROM meetings WHERE matter_id IS NOT NULL AND passed IS NOT NULL"),
    "示范点台账": (乙, 11, None, f"COUNT(*) AS n FROM demo_sites WHERE {_OF_OURS}"),
    "名次": (丙, 11, "计入分钟", "SUM(capped_minutes) AS n FROM honour_rows"),
    "消息台账": (丙, 11, "文字", "COUNT(*) AS n FROM outbox WHERE enclosure_id IS NULL AND broadcast_id IS NOT NULL"),
    "操作台账": (
        丙,
        11,
        None,
        "COUNT(*) AS n FROM audit_rows WHERE at BETWEEN '2026-10-31 16:00' AND '2026-11-30 16:00'",
    ),
}


@after(posted)
async def test_every_list_adds_up_to_what_the_books_say(chat: Chat) -> None:
    assert set(FACTS) == {one.word for one in LEDGERS if one.rows}
    for said in ("承诺 12月底前修好三组路灯", "排班 12月", "确认排班 12月"):
        await chat.says(乙, said)
    await chat.says(己, "请假 12月3日到4日")
    member = await Person.get(name="陈桂兰")
    filed = {
        "member": member,
        "branch_id": member.branch_id,
        "period": "2026",
        "state": "filed",
        "stars": 4,
        "stops": [],
    }
    await StarAppraisal.create(**filed)
    await approve_list(Month(2026, 11), datetime(2026, 12, 4, 9, tzinfo=SHANGHAI))
    chat.hears_all()
    for word, (who, month, column, fact) in FACTS.items():
        (told,) = await rows(f"SELECT {fact}", [])
        _, _, head, *listed = opened((await taken(chat, who, f"导出 {word} {month}月"))[1])
        found = len(listed) if column is None else sum(row[head.index(column)] or 0 for row in listed)  # type: ignore[misc]
        assert found == told["n"] > 0, word


async def test_every_list_is_read_in_the_chat_and_taken_away_by_whoever_may_see_it(chat: Chat) -> None:
    assert (await chat.says(乙, "台账"))[0].startswith("您可以看的：服务台账、人员台账、评星台账、值班台账、请假台账")
    read = (await chat.says(乙, "台账 服务 11月"))[0].split("\n")
    for verb in ("导出", "打印"):
        assert (await chat.says(乙, verb))[0].startswith(f"您可以{verb}的：服务台账、")
    _, data = await taken(chat, 乙, "导出 服务 11月")
    for said in ("导出 11月的活动", "导出 11月份服务台账", "导出 报到 11月"):
        assert (await taken(chat, 乙, said))[1] == data, said
    rows = opened(data)[3:]
    assert read[0] == f"莲花池村2026年11月服务台账，共 {len(rows)} 行"
    assert read[-1] == "全部发“导出 服务台账 11月”。"
    assert len(read) == 15
    await chat.says(己, "请假 12月3日 带娃看病")
    await chat.says(乙, "准假")
    chat.hears_all()
    assert "J001 周小川 2026-12-03 2026-12-03 1.0 已准 罗正富" in (await chat.says(乙, "台账 请假 12月"))[0]
    assert "看病" not in str(opened((await taken(chat, 乙, "导出 请假台账 12月"))[1]))
    people = opened((await taken(chat, 乙, "导出 人员台账 11月"))[1])[3:]
    assert {row[1] for row in people} == {"莲花池村"}
    assert ["陈桂兰", "正式党员"] in [[row[0], row[3]] for row in people]
    await chat.says(乙, "免职 周小川 文书")
    await chat.says(乙, "是")
    chat.hears_all()
    assert "文书" in (await chat.says(乙, "台账 人员 10月"))[0]
    assert "文书" not in (await chat.says(乙, "台账 人员 11月"))[0]
    assert "莲花池村 春风式模范新村（示例） 已授牌" in (await chat.says(乙, "台账 示范点"))[0]


async def test_the_district_takes_away_messages_and_what_was_done(chat: Chat) -> None:
    assert "操作台账只给区委组织部看" in (await chat.says(乙, "导出 操作台账 11月"))[0]
    await chat.says(乙, "承诺 12月底前修好三组路灯")
    chat.hears_all()
    rows = opened((await taken(chat, 丙, "导出 操作台账 11月"))[1])[3:]
    assert rows[-1][1:4] == ["罗正富", "公开承诺提出", "事项"]
    assert all(re.search("[\u4e00-\u9fff]", str(row[2])) for row in rows), "every action has a name"
    await chat.says(丙, "投递")
    rows = opened((await taken(chat, 丙, "导出 消息台账 11月"))[1])[3:]
    assert all(row[4] <= row[3] and row[6] <= row[5] for row in rows)


async def test_the_secretarys_month_stands_in_seven_lines(chat: Chat) -> None:
    await chat.says(乙, "主题党日 11月20日 全到")
    for asked in ("本月情况", "这个月情况怎么样", "我们支部这个月怎么样？"):
        head, *lines = (await chat.says(乙, asked))[0].split("\n")
        assert head == "2026年11月莲花池村的情况"
        assert "".join(line.partition("：")[0] for line in lines) == "服务参加组织生活值班请假承诺等您办的"
    assert lines[2:5] == ["组织生活：11月20日主题党日", "值班：还没有公布值班表", "请假：没有"]
    records = len(opened((await taken(chat, 乙, "导出 服务台账 11月"))[1])) - 3
    assert f"报了 {records} 条" in lines[0]
    assert "2026年10月莲花池村" in (await chat.says(乙, "本月情况 10月"))[0]
    assert "2026年10月莲花池村" in (await chat.says(乙, "上个月情况怎么样"))[0]
    assert "这次没办" in (await chat.says(甲, "本月情况"))[0]


async def test_the_pack_of_a_month_is_one_workbook_with_pages_and_pictures(chat: Chat) -> None:
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "确认排班 12月")
    chat.hears_all()
    told, *shown = await chat.says(乙, "月报 12月")
    assert told.startswith(
        "这就私下发给您。表格一本：人员台账、值班台账、示范点台账；打印页和图片：莲花池村2026年12月值班表。"
    )
    assert shown == ["[文件] 莲花池村2026年12月月报.xlsx", "[文件] 莲花池村2026年12月值班表.pdf", "[图片]"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(chat.files(f"app:{乙}")[-2][1]))
    assert book.sheet_names == ["人员台账", "值班台账", "示范点台账"]
    entry = await AuditRow.filter(action="take_away").get()
    assert entry.after["what"] == "月报"
    assert "台账是书记用的" in (await chat.says(甲, "月报"))[0]


async def test_the_supervision_committee_reads_its_lists_and_hears_why_some_are_kept(chat: Chat) -> None:
    assert "还有这些，直接发就能看：" in (await chat.says(戊, "台账"))[0]
    assert "没有补录的记录" in (await chat.says(戊, "台账 补录"))[0]
    assert "还没有提过质询" in (await chat.says(戊, "台账 质询"))[0]
    assert "2026年10月还没有坐班日志" in (await chat.says(戊, "台账 坐班日志 10月"))[0]
    assert "莲花池村的岗位" in (await chat.says(戊, "台账 岗位"))[0]
    assert "请假台账只给书记看，里面有不外传的情况" in (await chat.says(戊, "台账 请假 11月"))[0]


async def test_who_may_not_see_a_list_takes_none_away(chat: Chat) -> None:
    for who in (甲, 己, 群众):
        assert "台账是书记用的" in (await chat.says(who, "导出 服务台账 11月"))[0]
    assert "服务台账只给书记、监督委员会看" in (await chat.says(丙, "打印 服务台账 11月"))[0]
    known = (await chat.says(乙, "导出 工资表 11月"))[0]
    assert known.startswith("没有这样一份。您这里有：服务台账、人员台账、评星台账、值班台账、")
    assert "请假台账、承诺台账、四议台账、示范点台账" in known
    assert "服务台账 [" not in (await chat.says(乙, "导出 服务台账 昨天"))[0]
    assert await AuditRow.filter(action="take_away").count() == 0


async def test_the_same_delivery_takes_away_once(chat: Chat) -> None:
    for _ in range(3):
        await chat.says(乙, "导出 服务台账 11月", msgid="7002")
    assert len(chat.files(f"app:{乙}")) == 1
    assert await AuditRow.filter(action="take_away").count() == 1


@pytest.mark.parametrize("typed", ["=1+1", "+86", "-3", "@x", "http://a.b", "{=A1}", "0123", "\u200b龘𬭎㛃", "a\nb"])
def test_what_looks_like_a_formula_stays_text(typed: str) -> None:
    listing = Listing("台账", "村", "11月", ("内容", "数"), [(typed, 3), (None, 2.5)], "制表人")
    assert opened(workbook(listing))[3:] == [[typed, 3.0], ["", 2.5]]
    assert workbook(listing) == workbook(listing)
