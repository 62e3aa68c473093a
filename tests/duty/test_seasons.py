"""值守: what has begun stands, no hour is lost, and whoever is concerned reads which shifts are meant."""

import pytest

from models.duty.roster.tables import DutySlot
from models.ledger.audit.tables import AuditRow
from tests.fakes.chat import Chat, after, both_engines, 乙, 己, 核实人, 甲, 镇干部
from tests.fakes.rosters import board, december_published, publish

POOL = {乙: "罗正富", 核实人: "唐敏", "ouyangchunyan": "欧阳春燕", 己: "周小川"}


@after(december_published, then="2026-12-01T12:07:00+08:00")
async def test_a_season_that_opens_today_is_on_watch_at_once_and_what_has_begun_stands(chat: Chat) -> None:
    chat.hears_all()
    before = await chat.says(甲, "今天谁值班")
    answers = await chat.agreed(乙, "值守 森林防火 12月1日到12月5日")
    told = {乙: answers[1:]} | chat.everybody_hears()
    morning, watch, *_ = (await chat.says(甲, "今天谁值班"))[0].splitlines()[1:]
    assert morning in before[0]
    assert watch.startswith("森林防火值守 12:07-次日08:30 ")
    on_watch = [who for who, name in POOL.items() if name in watch]
    assert len(on_watch) == 2
    assert all("请您值：12月1日（周二）森林防火值守 12:07-次日08:30" in told[who][0] for who in on_watch)
    assert (await chat.says(乙, "缺班"))[0].startswith("近 14 天已公布的班都有人")


@after(december_published, then="2026-12-01T22:07:00+08:00")
async def test_whoever_has_to_watch_tonight_hears_of_it_in_the_quiet_hours(chat: Chat) -> None:
    chat.hears_all()
    answers = await chat.agreed(乙, "值守 森林防火 12月1日到12月5日")
    told = {乙: answers[1:]} | chat.everybody_hears()
    assert sum("请您值：12月1日（周二）森林防火值守" in text for texts in told.values() for text in texts) == 2


@pytest.mark.parametrize("speaker", [乙, 镇干部])
async def test_what_a_season_leaves_empty_is_named_to_the_secretary(chat: Chat, speaker: str) -> None:
    await publish("12-10 am 唐敏")
    for name in ("唐敏", "欧阳春燕", "周小川"):
        await chat.says(乙, f"退出值班 {name}")
        await chat.says(乙, "是")
    chat.hears_all()
    heard = {speaker: await chat.agreed(speaker, "值守 防汛 12月10日到12月12日")}
    heard = chat.everybody_hears() | heard
    empty = "这 3 个班等人顶：12月10日（周四）防汛值守、12月11日（周五）防汛值守、12月12日（周六）防汛值守。"
    assert [text for text in heard[乙] if empty in text]
    assert ("还有 3 个班等人顶，会私下告诉各单位书记。" in heard[speaker][0]) is (speaker == 镇干部)


async def test_a_season_names_the_shifts_that_changed_and_no_others(chat: Chat) -> None:
    await publish("12-02 am 唐敏", "12-10 am 唐敏", "12-10 pm 周小川", "12-20 phone 欧阳春燕")
    before = set(await board())
    answers = await chat.agreed(乙, "值守 防汛 12月10日到12月10日")
    after = set(await board())
    told = chat.everybody_hears() | ({乙: answers[1:]} if answers[1:] else {})
    assert set(told) == {who for who, name in POOL.items() if any(name in line for line in before ^ after)}
    for who, texts in told.items():
        assert texts[0].startswith("12月10日到12月10日防汛值守（24 小时双人），值班表有调整。")
        lost = {"am": "上午", "pm": "下午"}
        for line in before - after:
            assert (f"不用值了：12月10日（周四）{lost[line.split()[1]]}。" in texts[0]) is (POOL[who] in line)
        watches = any(POOL[who] in line for line in after - before)
        assert ("请您值：12月10日（周四）防汛值守 08:30-次日08:30。" in texts[0]) is watches
        assert "12月2日" not in texts[0] and "12月20日" not in texts[0]


@both_engines
async def test_an_open_request_whose_shift_goes_is_void_and_both_are_told(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-10 am 唐敏", "12-11 am 周小川", "12-12 phone 罗正富", "12-17 am 欧阳春燕")
    await chat.says(核实人, "换班 12月10日 周小川 12月11日")
    await chat.says(核实人, "换班 12月3日 欧阳春燕 12月17日")
    # One that was answered before is settled, whatever becomes of its shift.
    await chat.says(乙, "换班 12月12日 周小川")
    await chat.says(己, "不同意 H003")
    chat.hears_all()
    await chat.agreed(乙, "值守 防汛 12月10日到12月12日")
    told = chat.everybody_hears()
    for who in (核实人, 己):
        assert any("H001 换不成了：12月10日（周四）上午，班刚才有人动过。" in text for text in told[who])
    assert not any("H002" in text for texts in told.values() for text in texts)
    row = await AuditRow.get(action="swap_void")
    assert (row.subject_id, row.before, row.after) == (1, {"state": "asked"}, {"state": "void"})
    assert "12月3日（周四）上午由您值" in (await chat.says("ouyangchunyan", "同意"))[0]
    chat.hears_all()
    assert (await chat.says(己, "同意 H001"))[0].startswith("H001 已经办过，现在是“已作废”，不能再改。")
    await chat.says(乙, "结束值守 防汛")
    told = chat.everybody_hears()
    assert not any("H001" in text for texts in told.values() for text in texts)


async def test_a_season_may_come_again_when_its_days_are_over(chat: Chat) -> None:
    await chat.agreed(乙, "值守 防汛 12月1日到12月2日")
    assert "已经开着" in (await chat.says(乙, "值守 防汛 12月2日到12月5日"))[0]
    assert "已经开着" not in (await chat.agreed(乙, "值守 防汛 12月3日到12月5日"))[0]
    chat.hears_all()


async def test_a_request_is_void_when_only_the_shift_in_return_goes(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-11 am 周小川")
    await chat.says(核实人, "换班 12月3日 周小川 12月11日")
    chat.hears_all()
    await chat.agreed(乙, "值守 防汛 12月10日到12月12日")
    told = chat.everybody_hears()
    for who in (核实人, 己):
        assert any("H001 换不成了：12月3日（周四）上午，班刚才有人动过。" in text for text in told[who])
    assert "没有找到还在等答复的换班" in (await chat.says(己, "同意"))[0]


async def test_what_a_season_replaced_is_kept_on_the_books_and_on_no_roster(chat: Chat) -> None:
    await publish("12-10 am 唐敏", "12-10 pm 周小川", "12-14 am 欧阳春燕")
    await chat.agreed(乙, "值守 防汛 12月10日到12月10日")
    chat.hears_all()
    replaced = await DutySlot.ever.exclude(superseded_at=None).order_by("starts_at")
    assert [(row.part, row.superseded_at) for row in replaced] == [("am", chat.now), ("pm", chat.now)]
    assert not any("12-10 am" in line or "12-10 pm" in line for line in await board())
    for asked in ("12月10日谁值班", "值班表 12月", "缺班", "公平 本季"):
        heard = (await chat.says(乙, asked))[0]
        assert "10日（周四）上午" not in heard and "10日周四 上午" not in heard
    assert "没有排到您的班" in (await chat.says(核实人, "换班 12月10日上午 周小川"))[0]
    await chat.says(乙, "结束值守 防汛")
    await chat.agreed(乙, "值守 防汛 12月10日到12月10日")
    chat.hears_all()
    assert len([line for line in await board() if line.startswith("12-10")]) == 2


async def test_the_ledger_keeps_who_held_what_before_a_season_and_who_does_since(chat: Chat) -> None:
    await publish("12-10 am 唐敏", "12-10 pm 空")
    await chat.agreed(乙, "值守 防汛 12月10日到12月10日")
    row = await AuditRow.get(action="rebuild")
    assert row.before is not None and row.after is not None
    assert set(row.before["slots"]) == {"2026-12-10 am 1", "2026-12-10 pm 1"}
    assert isinstance(row.before["slots"]["2026-12-10 am 1"], int)
    assert row.before["slots"]["2026-12-10 pm 1"] is None
    assert set(row.after["slots"]) == {"2026-12-10 guard 1", "2026-12-10 guard 2"}
    assert None not in row.after["slots"].values()
    chat.hears_all()


@after(december_published)
async def test_a_season_that_reaches_into_a_month_not_published_yet_changes_the_published_days_only(chat: Chat) -> None:
    await chat.says(乙, "排班 1月")
    chat.hears_all()
    await chat.agreed(乙, "值守 防汛 12月30日到1月3日")
    chat.hears_all()
    assert await AuditRow.filter(action="rebuild").count() == 1
