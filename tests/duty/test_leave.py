"""请假, 准假, 销假: beforehand, within limits, by the chain; the reason stays between two people."""

from datetime import date

import pytest

from models.duty.roster.tables import DutyAbsence
from models.ledger.audit.tables import AuditRow
from models.machine.delivery.tables import OutboxRow
from tests.fakes.chat import Chat, both_engines, things, 丙, 乙, 己, 戊, 核实人, 甲, 镇干部
from tests.fakes.rosters import board, publish

REASON = "带娃看病"


async def _two_shifts() -> None:
    await publish("12-03 am 唐敏", "12-03 pm 周小川", "12-04 am 唐敏", "12-08 am 唐敏")


async def test_leave_is_asked_of_the_secretary_and_opens_the_gap_at_once(chat: Chat) -> None:
    await _two_shifts()
    before = await board()
    answer = (await chat.says(核实人, f"请假 12月3日到4日 {REASON}"))[0]
    assert answer == (
        "收到，J001 12月3日（周四）到12月4日（周五）共 2 天，转给支部书记（罗正富）。"
        "这几天有您的班：12月3日（周四）上午；12月4日（周五）上午，批准后由书记安排人顶。"
        "批了就告诉您；原因只有您和批假的人看得到。"
    )
    told = chat.hears(乙)[0]
    assert told.startswith("唐敏请假 J001：12月3日（周四）到12月4日（周五）共 2 天\n原因：带娃看病\n这几天的班：")
    assert await board() == before
    decided = (await chat.says(乙, "准假"))[0].splitlines()
    assert decided[:2] == ["J001 已准，会私下告诉唐敏。", "唐敏请假，空出 2 个班："]
    assert decided[2].startswith("· 12月3日（周四）上午，可以找：")
    assert "唐敏" not in decided[2]
    heard = chat.hears(核实人)[0]
    assert heard.startswith("J001 准了：12月3日（周四）到12月4日（周五）共 2 天。")
    assert await board() == ["12-03 am 空", "12-03 pm 周小川", "12-04 am 空", "12-08 am 唐敏"]
    assert "顶上" in (await chat.says(己, "顶班 12月4日"))[0]
    assert chat.hears(乙)


async def test_who_needs_no_leave_after_all_says_so_once_it_is_granted_too(chat: Chat) -> None:
    await chat.says(核实人, "请假 12月3日")
    await chat.says(乙, "准假 J001")
    chat.hears_all()
    assert "J001 已销假" in (await chat.says(核实人, "还是不请了"))[0]
    assert "已销假" in chat.hears(乙)[0]


async def test_leave_of_another_year_says_so(chat: Chat) -> None:
    assert (await chat.says(核实人, "请假 1月5日"))[0].startswith("收到，J001 2027年1月5日（周二）")
    assert chat.hears(乙)[0].startswith("唐敏请假 J001：2027年1月5日（周二）")


async def test_the_reason_is_said_to_nobody_but_the_approver(chat: Chat) -> None:
    await _two_shifts()
    group = chat.group_of("莲花池村")
    answers = await chat.says(核实人, f"请假 12月3日 {REASON}", to=group)
    assert answers == ["收到，请假的事会告诉批假的人，结果私聊告诉您。原因不用在群里说。"]
    answers += await chat.says(乙, "准假 J001")
    for who in (己, 甲, 戊, 镇干部, 丙):
        for asked in ("准假", "准假 J001", "今天谁值班", "顶班 12月3日上午", "溯源 A0001"):
            answers += await chat.says(who, asked)
    chat.hears_all()
    assert REASON not in "".join(answers)
    told = await OutboxRow.filter(payload__contains=REASON)
    assert [row.destination for row in told] == [乙]
    for row in await AuditRow.filter(subject="duty_absence"):
        assert REASON not in f"{row.before}{row.after}{row.reason}"


async def test_declining_says_why_in_private_and_moves_nothing(chat: Chat) -> None:
    await _two_shifts()
    before = await board()
    await chat.says(核实人, "请假 12月3日 外出")
    chat.hears_all()
    assert await chat.says(乙, "不准假 J001 那天要迎检") == ["J001 没有批准，会私下告诉唐敏。"]
    assert "12月3日（周四）这次没能准：那天要迎检。" in chat.hears(核实人)[0]
    assert await board() == before
    assert "J001 已经有结果了：没有批准。" in (await chat.says(乙, "准假 J001"))[0]


@pytest.mark.parametrize(
    ("said", "who_decides"),
    [
        ("请假 12月3日 开会", "镇街联系领导（刘启航）"),
        ("请假 12月3日到4日 开会", "镇街（刘启航），按规定由书记定"),
    ],
)
async def test_a_secretary_s_own_leave_goes_to_the_office(chat: Chat, said: str, who_decides: str) -> None:
    await publish("12-03 am 罗正富")
    assert who_decides in (await chat.says(乙, said))[0]
    told = chat.hears(镇干部)[0]
    assert told.startswith("罗正富请假 J001：")
    assert ("报党委（党工委）书记定" in told) is ("由书记定" in who_decides)
    assert "没有找到等您批的假" in (await chat.says(乙, "准假 J001"))[0]
    assert "J001 已准" in (await chat.says(镇干部, "准假 J001"))[0]
    heard = chat.hears(乙)
    assert len(heard) == 2
    assert any("空出 1 个班" in text for text in heard)
    assert await board() == ["12-03 am 空"]


async def test_days_asked_for_one_by_one_are_one_spell(chat: Chat) -> None:
    assert "转给镇街联系领导（刘启航）。" in (await chat.says(乙, "请假 12月8日"))[0]
    assert "转给镇街（刘启航），按规定由书记定。" in (await chat.says(乙, "请假 12月9日"))[0]
    assert "转给镇街（刘启航），按规定由书记定。" in (await chat.says(乙, "请假 12月10日"))[0]
    assert "转给镇街联系领导（刘启航）。" in (await chat.says(乙, "请假 12月14日"))[0]
    assert ["按规定报党委（党工委）书记定" in text for text in chat.hears(镇干部)] == [False, True, True, False]


async def test_emergency_leave_on_the_day_is_allowed_and_marked(chat: Chat) -> None:
    await publish("11-23 am 唐敏", "11-23 pm 唐敏")
    await chat.moves_to("2026-11-23T12:40:00+08:00")
    chat.hears_all()
    await chat.says(核实人, "感冒了今天坐不了班")
    told = chat.hears(乙)[0]
    assert "〔当天临时请〕" in told
    assert "这几天的班：11月23日（周一）下午" in told
    await chat.says(乙, "准假")
    chat.hears_all()
    assert await board() == ["11-23 am 唐敏", "11-23 pm 空"]
    assert (await DutyAbsence.get(id=1)).same_day


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("请假 昨天 感冒", "11月21日（周六）已经过去，事后补假补不了。"),
        ("请假 11月20日到12月1日", "11月20日（周五）已经过去，事后补假补不了"),
        ("请假 12月5日到12月29日", "连起来是 25 天，一次最多 20 天"),
        ("请假 12月3日 上午", "12月3日（周四）上午已经在 J001 的假期里（等批）"),
    ],
)
async def test_what_cannot_be_asked_is_said_with_the_way_out(chat: Chat, said: str, heard: str) -> None:
    await chat.says(核实人, "请假 12月3日")
    chat.hears_all()
    assert heard in (await chat.says(核实人, said))[0]
    assert await DutyAbsence.all().count() == 1


@pytest.mark.parametrize(
    ("older", "said", "heard", "left"),
    [
        ("12月3日", "请假 12月2日到4日", "J002 12月2日（周三）到12月4日（周五）共 3 天，转给支部书记", []),
        ("12月3日", "请假 12月3日到4日", "J002 12月3日（周四）到12月4日（周五）共 2 天，转给支部书记", ["12-02 am"]),
        ("12月3日到4日", "请假 12月2日到3日", "J002 12月2日（周三）到12月3日（周四）共 2 天，转给", []),
        ("12月3日上午", "请假 12月3日", "J002 12月3日（周四），转给支部书记", ["12-02 am", "12-04 am"]),
    ],
)
async def test_leave_that_reaches_beyond_an_older_one_covers_its_own_days(
    chat: Chat, older: str, said: str, heard: str, left: list[str]
) -> None:
    await publish("12-02 am 唐敏", "12-03 am 唐敏", "12-03 pm 唐敏", "12-04 am 唐敏")
    await chat.says(核实人, f"请假 {older}")
    await chat.says(乙, "准假")
    chat.hears_all()
    assert heard in (await chat.says(核实人, said))[0]
    assert (await chat.says(乙, "准假"))[0].startswith("J002 已准")
    chat.hears_all()
    assert await board() == sorted(
        f"{slot} {'唐敏' if slot in left else '空'}" for slot in ("12-02 am", "12-03 am", "12-03 pm", "12-04 am")
    )
    assert (await chat.says(核实人, said))[0].endswith("再请。")
    assert "J001 已销假" in (answer := (await chat.says(核实人, "销假 12月3日"))[0])
    assert "J002 已销假" in answer
    assert len(chat.hears(乙)) == 2
    assert "没有找到您12月3日要销的假" in (await chat.says(核实人, "销假 12月3日"))[0]


async def test_days_that_several_leaves_cover_together_are_not_asked_for_again(chat: Chat) -> None:
    for said in ("请假 12月2日", "请假 12月3日到4日"):
        await chat.says(核实人, said)
    chat.hears_all()
    said = "12月2日（周三）到12月4日（周五）共 3 天已经在 J001 的假期里（等批），不用再请。"
    assert (await chat.says(核实人, "请假 12月2日到4日"))[0].startswith(said)


async def test_the_year_s_limit_counts_what_was_taken(chat: Chat) -> None:
    await chat.says(核实人, "请假 12月31日")
    chat.hears_all()
    taken = await DutyAbsence.get(id=1)
    for month in (3, 5, 7):
        await DutyAbsence.create(
            person_id=taken.person_id, unit_id=taken.unit_id, first_day=date(2026, month, 1), state="approved",
            last_day=date(2026, month, 20), asked_at=taken.asked_at, approver_role="secretary", decided_by_id=1,
        )  # fmt: skip
    assert "2026年连这次一共 62 天，全年最多 60 天" in (await chat.says(核实人, "请假 12月3日"))[0]
    assert "转给支部书记" in (await chat.says(核实人, "请假 2027年1月5日"))[0]
    assert chat.hears(乙)


async def test_the_missing_day_is_asked_for_once(chat: Chat) -> None:
    assert (await chat.says(核实人, "我要请假"))[0].startswith("想请哪天的假？")
    assert "J001 12月3日（周四）上午，转给支部书记" in (await chat.says(核实人, "12月3日上午"))[0]
    assert chat.hears(乙)
    await chat.says(核实人, "请假")
    assert await chat.says(核实人, "取消") == ["好的，不问了。没有请假。"]


async def test_days_alone_answer_which_days_and_a_question_does_not(chat: Chat) -> None:
    await chat.says(核实人, "我要请假")
    assert "问问。\n刚才在问：想请哪天的假？" in (await chat.says(核实人, "12月3日谁值班"))[0]
    assert "J001 12月3日（周四）到12月5日（周六）" in (await chat.says(核实人, "12月3日到5日"))[0]
    assert chat.hears(乙)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("今天谁值班", "11月22日（周日）莲花池村还没有公布值班安排。"),
        ("后天哪个值班", "11月24日（周二）莲花池村还没有公布值班安排。"),
        ("换班 12月9日 周小川", "12月9日（周三）没有排到您的班"),
        ("销假 12月3日", "没有找到您12月3日要销的假"),
        ("我的值班", "2026年11月值班表还没有公布。"),
        ("唐敏12月10日请假了吗", "这话我接不上，什么都没记，对不住。"),
    ],
)
async def test_what_asks_for_something_else_does_not_answer_for_which_day(chat: Chat, said: str, heard: str) -> None:
    await chat.says(核实人, "请假三天")
    assert (await chat.says(核实人, said))[0].startswith(heard)
    assert await DutyAbsence.all().count() == 0
    assert "J001 12月3日（周四），转给支部书记" in (await chat.says(核实人, "请假 12月3日 看病"))[0]
    assert chat.hears(乙)
    assert await chat.says(核实人, "取消") == ["现在没有在问的事，不用取消。"]


@pytest.mark.parametrize(
    "said", ["唐敏为什么请假", "有哪些请假", "唐敏12月10日请假了吗", "唐敏请假没有", "周小川没请假"]
)
async def test_who_asks_about_leave_asks_for_none(chat: Chat, said: str) -> None:
    for who in (己, 乙):
        assert "想请哪天的假" not in (await chat.says(who, said))[0]
    assert await DutyAbsence.all().count() == 0


async def test_of_several_leaves_one_has_to_be_named(chat: Chat) -> None:
    await chat.says(核实人, "请假 12月3日")
    await chat.says(己, "请假 12月4日 家里有事")
    chat.hears_all()
    answer = (await chat.says(乙, "准假"))[0]
    assert answer.splitlines() == [
        "有 2 条假等您批：",
        "· J001 唐敏 12月3日（周四）",
        "· J002 周小川 12月4日（周五）",
        "请带上编号再发，例如“准假 J001”。",
    ]
    assert "J002 已准" in (await chat.says(乙, "准假 2"))[0]
    assert chat.hears(己)


@both_engines
async def test_coming_back_ends_the_leave_but_takes_nobody_s_shift(chat: Chat) -> None:
    await _two_shifts()
    await chat.says(核实人, "请假 12月3日到4日")
    await chat.says(乙, "准假")
    await chat.says(己, "顶班 12月4日上午")
    chat.hears_all()
    assert await chat.says(核实人, "销假") == [
        "好的，J001 已销假。这段还空着的班：12月3日（周四）上午，接回来发“顶班 日期”就行。"
    ]
    assert chat.hears(乙)[0].startswith("唐敏已销假（12月3日（周四）到12月4日（周五）共 2 天）。仍空着：12月3日")
    assert await board() == ["12-03 am 空", "12-03 pm 周小川", "12-04 am 周小川", "12-08 am 唐敏"]
    assert "没有找到您要销的假" in (await chat.says(核实人, "12月3日的假不请了"))[0].replace("12月3日", "")
    assert "顶上" in (await chat.says(核实人, "顶班 12月3日"))[0]
    assert chat.hears(乙)


async def test_of_two_leaves_ahead_the_one_to_end_is_asked_for(chat: Chat) -> None:
    for said in ("请假 12月3日", "请假 12月8日"):
        await chat.says(核实人, said)
    chat.hears_all()
    assert await chat.says(核实人, "不请了") == [
        "您有 2 条假：\n· J001 12月3日（周四）\n· J002 12月8日（周二）\n请带上日期再发，例如“销假 12月3日”。"
    ]
    assert (await chat.says(核实人, "12月8日的假不请了"))[0].startswith("好的，J002 已销假")
    assert (await chat.says(核实人, "不请了"))[0].startswith("好的，J001 已销假")
    assert len(chat.hears(乙)) == 2


@pytest.mark.parametrize("said", ["下周三请半天假", "请假 下周三 半天"])
async def test_of_half_a_day_the_half_is_asked_for(chat: Chat, said: str) -> None:
    assert await chat.says(核实人, said) == ["请的是上午还是下午？"]
    assert (await chat.says(核实人, "下午"))[0].startswith("收到，J001 11月25日（周三）下午，转给支部书记")
    assert chat.hears(乙)


async def test_half_a_day_without_a_day_is_asked_for_both(chat: Chat) -> None:
    assert (await chat.says(核实人, "我想请半天假"))[0].startswith("想请哪天的假？")
    assert await chat.says(核实人, "下周三 看病") == ["请的是上午还是下午？"]
    assert (await chat.says(核实人, "今天谁值班"))[0].endswith("刚才在问：请的是上午还是下午？")
    assert (await chat.says(核实人, "上午"))[0].startswith("收到，J001 11月25日（周三）上午，转给支部书记")
    assert "原因：看病" in chat.hears(乙)[0]


@pytest.mark.parametrize("said", ["请假 下午", "下午请个假", "今天请半天假 下午"])
async def test_a_half_without_a_day_is_today_s(chat: Chat, said: str) -> None:
    assert (await chat.says(核实人, said))[0].startswith("收到，J001 11月22日（周日）下午，转给支部书记")
    assert chat.hears(乙)


async def test_days_that_were_taken_stay_taken(chat: Chat) -> None:
    await chat.says(核实人, "请假 11月24日到11月27日")
    await chat.says(乙, "准假")
    await chat.skips_to("2026-11-26T09:11:00+08:00")
    await chat.says(核实人, "销假")
    assert chat.hears(乙)
    kept = await DutyAbsence.get(id=1)
    assert (kept.first_day, kept.last_day, kept.state) == (date(2026, 11, 24), date(2026, 11, 25), "approved")


async def test_a_leave_that_passed_undecided_is_not_granted_afterwards(chat: Chat) -> None:
    await chat.says(核实人, "请假 11月23日")
    await chat.moves_to("2026-11-23T10:00:00+08:00")
    chat.hears_all()
    await chat.moves_to("2026-11-24T09:11:00+08:00")
    assert not [text for text in chat.everybody_hears().get(乙, []) if "J001" in text]
    assert "J001 的日子已经过去，不能再批" in (await chat.says(乙, "准假 J001"))[0]
    assert (await DutyAbsence.get(id=1)).state == "asked"


async def test_only_those_who_take_turns_ask_and_only_those_above_decide(chat: Chat) -> None:
    assert "是坐班干部用的" in (await chat.says(甲, "请假 12月3日"))[0]
    assert "是书记、镇街、区委组织部用的" in (await chat.says(核实人, "准假"))[0]
    assert "没有找到等您批的假" in (await chat.says("lizhiqiang", "准假"))[0]


async def test_what_nobody_answers_is_said_twice_then_goes_one_level_up_and_he_is_told_so(chat: Chat) -> None:
    await chat.says(核实人, "请假 12月3日 带娃看病")
    chat.hears_all()
    told = []
    for day in range(23, 31):
        await chat.moves_to(f"2026-11-{day}T09:00:00+08:00")
        told += [day for text in things(chat.hears(乙)) if "唐敏请假 J001（12月3日（周四））还等您一句话" in text]
        chat.hears_all()
    assert told == [23, 25]
    assert "没有找到等您批的假" in (await chat.says(镇干部, "准假"))[0]
    await chat.moves_to("2026-12-02T19:08:00+08:00")
    above = [text for text in things(chat.hears(镇干部)) if "J001" in text]
    assert above == ["唐敏请假 J001（12月3日（周四））还没批，明天就到了，请您看看：“准假 J001”或“不准假 J001 原因”。"]
    assert "带娃" not in above[0]
    assert any(text.startswith("您请的假 J001（12月3日（周四））还没批，我已请") for text in things(chat.hears(核实人)))
    chat.hears_all()
    assert (await chat.says(镇干部, "准假"))[0].startswith("J001 已准")
    assert any("J001 准了" in text for text in chat.hears(核实人))
    chat.hears_all()


async def test_it_is_granted_in_ones_own_words_and_never_anothers(chat: Chat) -> None:
    await publish("12-10 am 周小川", "12-09 am 唐敏")
    await chat.says(己, "请假 12月10日上午 娃儿开家长会")
    await chat.says(核实人, "请假 12月9日上午 看病")
    chat.hears_all()
    for undecided in ("小周的假准了没有", "小周的假不准", "准假的事再说嘛"):
        assert "已准" not in (await chat.says(乙, undecided))[0]
    # Whose leave does not wait is not taken for the one that does; of several a bare word is asked about.
    assert (await chat.says(乙, "欧阳那个假准了"))[0].startswith("等您办的有")
    assert "J001" in (await chat.says(乙, "准了"))[0] and not chat.hears(己)
    decided = (await chat.says(乙, "小周的假我准了，不过喊他找人顶"))[0]
    assert decided.startswith("J001 已准，会私下告诉周小川。")
    assert chat.hears(己)[0].endswith("提前回来发“销假”。\n罗正富还说：喊他找人顶")
    assert (await chat.says(乙, "准"))[0].startswith("J002 已准")
    assert "J002 准了" in chat.hears(核实人)[0]
    assert await chat.says(乙, "准了") == ["没有找到等您批的假。"]


async def test_a_day_in_doubt_is_asked_for_and_the_reason_stays_and_what_was_asked_is_changed_or_let_go(
    chat: Chat,
) -> None:
    await publish("12-07 am 周小川")
    # A half of a day is no day; what was said before the answer is not forgotten.
    assert (await chat.says(己, "那算了，我请假"))[0].startswith("想请哪天的假？")
    assert (await chat.says(己, "上午就行"))[0].startswith("想请哪天的假？")
    assert (await chat.says(己, "12月7日"))[0].startswith("收到，J001 12月7日（周一）上午，")
    for said, asked in (
        ("请假 周五 12月17日 办事", "“周五 12月17日”星期和日期对不上。想请哪天"),
        ("请假 15号、17号 体检", "是哪几天没分清。连着的一段一段请就行，先说第一段。想请哪天"),
    ):
        assert (await chat.says(己, said))[0].startswith(asked)
        assert await chat.says(己, "那先不请了") == ["好的，不问了。没有请假。"]
    await chat.says(己, "请假 每个周三 体检")
    assert (await chat.says(己, "12月16日"))[0].startswith("收到，J002 12月16日（周三）")
    assert "原因：体检" in chat.hears(乙)[-1]
    # Of another day it is asked anew, the first one over; what nobody has decided yet is let go of in one word.
    assert await chat.says(己, "那先不请了") == ["好的，J002 已销假，辛苦了。"]
    assert (await chat.says(己, "不是12月7号，是8号上午！"))[0].startswith("收到，J003 12月8日（周二）上午")
    assert [text[:8] for text in chat.hears(乙)][-2:] == ["周小川请假 J0", "周小川已销假（1"]
    assert (await chat.says(己, "我那个请假批了没有"))[0].splitlines()[2:4] == [
        "您请的假：",
        "J003 12月8日（周二）上午：等批",
    ]
    assert await chat.says(己, "撤回 J003") == ["好的，J003 已销假，辛苦了。"]
    assert await chat.says(己, "先不请") == ["好的，有事随时说一声。"]
    assert (await chat.says(己, "我的假"))[0].endswith("您现在没有在请的假。")
    chat.hears_all()


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("请假 12月22日到24日（周二到周四）", "12月22日（周二）到12月24日"),
        ("请假 12月22日（周二）到24日（周四）", "12月22日（周二）到12月24日"),
        ("请假 8号到12号（周二到周六）", "12月8日（周二）到12月12日"),
        ("请假 12月10日-12日 周四至周六", "12月10日（周四）到12月12日"),
        ("请假 12月28号一整周", "12月28日（周一）到"),
    ],
)
async def test_weekdays_behind_a_stretch_confirm_it_and_a_whole_week_is_one(chat: Chat, said: str, days: str) -> None:
    assert days in (await chat.says(己, said))[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("请假 每天下午 有事", "哪天"),
        ("请假 单周周一 有事", "哪天"),
        ("请假 12月22日到24日（周一到周四）", "星期和日期对不上"),
    ],
)
async def test_a_leave_without_an_end_or_at_odds_with_itself_is_asked_about(chat: Chat, said: str, why: str) -> None:
    assert why in (await chat.says(己, said))[0]
    assert chat.everybody_hears() == {}
