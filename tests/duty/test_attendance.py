"""到岗, 外出, 坐班日志, 交接: thanks, no counting, no names."""

import pytest

from models.duty.attendance.tables import DutyLog
from models.duty.roster.tables import DutySlot
from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, after, things, 乙, 己, 戊, 核实人, 甲, 镇干部
from tests.fakes.databases import ENGINES
from tests.fakes.rosters import publish

ON_DUTY = "2026-11-24T09:11:00+08:00"


async def _on_duty(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-24 pm 周小川")
    await chat.moves_to(ON_DUTY)
    chat.hears_all()


@after(_on_duty)
@pytest.mark.parametrize(
    ("said", "heard", "kept"),
    [
        ("到岗", "收到，辛苦了（11月24日（周二）上午）。到不到岗不作统计", ("arrived", None)),
        ("坐班签到", "收到，辛苦了", ("arrived", None)),
        ("签退", "辛苦了，慢走", ("arrived", None)),
        ("外出 三组调解", "外出办事也算在岗（11月24日（周二）上午）", ("away", "三组调解")),
        ("昨天忘签到了补一下", "忘了不用补", (None, None)),
    ],
)
async def test_a_sign_of_presence(chat: Chat, said: str, heard: str, kept: tuple[str | None, str | None]) -> None:
    assert heard in (await chat.says(核实人, said))[0]
    slot = await DutySlot.get(part="am")
    assert (slot.presence, slot.presence_note) == kept


@after(_on_duty)
@pytest.mark.parametrize(
    ("said", "heard", "kept"),
    [
        ("我到了", "收到，辛苦了（11月24日（周二）上午）", ("arrived", None)),
        ("来了", "收到，辛苦了", ("arrived", None)),
        ("到了。", "收到，辛苦了", ("arrived", None)),
        ("在村委会", "收到，辛苦了", ("arrived", None)),
        ("在岗", "收到，辛苦了", ("arrived", None)),
        ("我在三组走访", "外出办事也算在岗（11月24日（周二）上午）", ("away", "三组走访")),
        ("等下要去办证大厅一趟，两个小时回来", "外出办事也算在岗", ("away", "办证大厅")),
        ("回来了", "收到，辛苦了", ("arrived", None)),
        ("下班 今天来了9个人办事，调解了一起", "坐班日志：来访 9、调解 1。", ("arrived", None)),
        ("来访2人 代办1件", "11月24日（周二）坐班日志：来访 2、代办 1。", ("arrived", None)),
    ],
)
async def test_whoever_is_on_duty_is_understood_in_few_words(
    chat: Chat, said: str, heard: str, kept: tuple[str, str | None]
) -> None:
    assert heard in (await chat.says(核实人, said))[0]
    slot = await DutySlot.get(part="am")
    assert (slot.presence, slot.presence_note) == kept
    await chat.moves_to("2026-11-24T10:40:00+08:00")
    assert chat.everybody_hears() == {}


@after(_on_duty)
@pytest.mark.parametrize(
    ("said", "asked"), [("我去三组调解纠纷了", False), ("上报 清理沟渠 1小时", False), ("昨天清理沟渠1小时", True)]
)
async def test_whoever_tells_of_todays_work_during_his_shift_is_asked_by_nobody(
    chat: Chat, said: str, asked: bool
) -> None:
    assert "谢谢，记下了 A0237" in (await chat.says(核实人, said))[0]
    assert ("现在没有要确认的值班" in (await chat.says(乙, "电话确认在岗"))[0]) is not asked
    await chat.moves_to("2026-11-24T10:40:00+08:00")
    assert chat.everybody_hears() == {}


async def test_what_was_told_before_the_shift_is_no_sign(chat: Chat) -> None:
    await chat.says(核实人, "上报 清理沟渠 1小时")
    await _on_duty(chat)
    assert "唐敏在岗" in (await chat.says(乙, "电话确认在岗"))[0]


@after(_on_duty)
async def test_the_same_words_mean_nothing_of_the_kind_from_others(chat: Chat) -> None:
    for who in (己, 甲):
        for said in ("我到了", "在村委会", "我在三组走访"):
            assert "记下" not in (await chat.says(who, said))[0]
    assert (await DutySlot.get(part="am")).presence is None
    # Said by whoever has no shift it is no deed of his; he is shown what the desk's book is told.
    assert (await chat.says(己, "来访2人 代办1件"))[0].startswith("坐班日志 来访2 代办1：记件数")
    assert await chat.says(核实人, "来了", to=chat.group_of("莲花池村")) == []
    assert await DutySlot.exclude(presence=None).count() == 0


@after(_on_duty)
async def test_what_was_done_yesterday_is_no_sign_of_today(chat: Chat) -> None:
    await chat.says(核实人, "昨天三组调解纠纷1小时")
    assert (await DutySlot.get(part="am")).presence is None


@after(_on_duty)
async def test_without_a_shift_there_is_nothing_to_sign(chat: Chat) -> None:
    for said in ("到岗", "签退", "外出 三组调解"):
        assert "这会儿没排您的班，不用报" in (await chat.says(己, said))[0]
        assert "是坐班干部用的" in (await chat.says(甲, said))[0]


@after(_on_duty)
async def test_the_log_is_read_by_its_writer_his_secretary_and_the_supervisors(chat: Chat) -> None:
    await chat.says(核实人, "坐班日志 来访2 代办1")
    for who in (核实人, 乙, 戊):
        shown = (await chat.says(who, "坐班日志 11月"))[0].splitlines()
        assert shown == ["2026年11月坐班日志，一共来访 2、代办 1", "11月24日 唐敏：来访 2、代办 1"]
    assert await chat.says(己, "坐班日志") == ["2026年11月还没有坐班日志。"]
    assert "用的，这次没办" in (await chat.says(甲, "坐班日志"))[0]
    assert "请私聊我发" in (await chat.says(乙, "坐班日志", to=chat.group_of("莲花池村")))[0]
    assert "坐班接待：来访 2、代办 1" in (await chat.says(镇干部, "汇总 11月"))[0]


@after(_on_duty)
async def test_the_log_of_yesterday_is_told_the_morning_after(chat: Chat) -> None:
    await chat.moves_to("2026-11-25T08:40:00+08:00")
    chat.hears_all()
    named = (await chat.says(核实人, "昨天何光荣来办了3件事，记到坐班日志"))[0]
    assert named.startswith("记下了，11月24日（周二）坐班日志：代办 3。")
    told = (await chat.says(核实人, "昨天值班来访5个，代办2件，电话咨询3个"))[0]
    assert told.startswith("记下了，11月24日（周二）坐班日志：来访 5、代办 2、电话 3。")
    assert "11月25日（周三）没有排您的班" in (await chat.says(核实人, "坐班日志 来访9"))[0]
    assert [(str(row.day), row.counts) for row in await DutyLog.all()] == [
        ("2026-11-24", {"visit": 5, "agency": 2, "phone": 3})
    ]
    assert not await ActivityRecord.filter(member__userid=核实人, day="2026-11-24").exists()


@after(_on_duty)
async def test_the_log_holds_kinds_and_numbers_only(chat: Chat) -> None:
    assert "坐班日志：来访 2、代办 1。" in (await chat.says(核实人, "坐班日志 来访2 代办1"))[0]
    assert "坐班日志：来访 3。" in (await chat.says(核实人, "坐班日志 来访3"))[0]
    refused = (await chat.says(核实人, "坐班日志 王婆婆来访1"))[0]
    assert "只记类别和数字，这条里还有别的，先没记" in refused
    assert "王婆婆" not in refused
    assert [row.counts for row in await DutyLog.all()] == [{"visit": 3}]
    await DutySlot.filter(person__userid=己).delete()
    assert "由当班的同志来记" in (await chat.says(己, "坐班日志 来访9"))[0]
    assert [row.counts for row in await DutyLog.all()] == [{"visit": 3}]
    assert (await DutySlot.get(part="am")).presence == "arrived"


@after(_on_duty, *ENGINES)
async def test_a_word_for_the_next_shift_comes_with_its_reminder(chat: Chat) -> None:
    assert "私聊我发" in (await chat.says(核实人, "交接 钥匙在门卫", to=chat.group_of("莲花池村")))[0]
    assert await chat.says(核实人, "交接 钥匙在门卫") == ["记下了，会随提醒带给下一班，辛苦了。"]
    assert "200 字以内就好（现在 201 字）" in (await chat.says(核实人, "交接 " + "长" * 201))[0]
    await chat.moves_to("2026-11-24T14:03:00+08:00")
    soon = "一会儿轮到您值班：11月24日（周二）下午 14:30-17:30。辛苦了。\n上一班交接：钥匙在门卫"
    assert things(chat.hears(己)) == [soon]


@after(_on_duty)
async def test_the_secretary_confirms_by_telephone(chat: Chat) -> None:
    assert "是书记用的" in (await chat.says(己, "电话确认在岗"))[0]
    assert "现在没有要确认的值班：周小川" in (await chat.says(乙, "电话确认在岗 周小川"))[0]
    assert await chat.says(乙, "电话确认在岗") == ["好的，唐敏在岗（11月24日（周二）上午），电话已确认。"]
    assert "现在没有要确认的值班" in (await chat.says(乙, "电话确认在岗 唐敏"))[0]
    assert (await DutySlot.get(part="am")).presence == "phone"
