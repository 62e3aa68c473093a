"""承诺, 办结, 通过, 公开承诺, 逾期承诺: given in public, kept with a result, confirmed by the supervision committee."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from config.holidays import load_calendar
from handlers.undertakings.promises import due_in
from models.undertakings.promises.rules import PROMISE, PromiseState, is_overdue, reminded
from tests.fakes.chat import Chat, at, both_engines, 丁, 丙, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
GIVEN = "承诺 12月10日前修好三组路灯"


async def _promised(chat: Chat, who: str = 乙, said: str = GIVEN) -> str:
    answer = (await chat.says(who, said))[0]
    assert answer.startswith("谢谢，记下了 C")
    return answer[7:12]


@both_engines
async def test_a_promise_is_kept_when_the_supervision_committee_has_seen_it(chat: Chat) -> None:
    number = await _promised(chat)
    assert f"{number} 修好三组路灯，12月10日（周四）前（罗正富）：正在办" in (await chat.says(群众, "公开承诺"))[0]
    assert "还差结果" in (await chat.says(乙, f"办结承诺 {number}"))[0]
    assert "请邓国才看一看" in (await chat.says(乙, f"办结 {number} 三盏灯都亮了"))[0]
    assert "报来结果：三盏灯都亮了" in chat.hears(戊)[0]
    assert "是监督委员会、镇街、区委组织部用的" in (await chat.says(乙, f"通过 {number}"))[0]
    assert "已兑现" in (await chat.says(戊, f"通过 {number}"))[0]
    assert "邓国才看过了，已兑现" in chat.hears(乙)[0]
    shown = (await chat.says(甲, f"公开承诺 {number}"))[0]
    assert shown.splitlines() == [
        f"{number} 修好三组路灯，12月10日（周四）前：已兑现",
        "11月22日（周日） 罗正富（莲花池村）承诺",
        "11月22日（周日） 罗正富报了结果：三盏灯都亮了",
        "11月22日（周日） 邓国才看过，确认已兑现",
    ]


async def test_a_villager_s_word_stands_beside_it_and_closes_nothing(chat: Chat) -> None:
    number = await _promised(chat)
    answer = (await chat.says(群众, f"承诺意见 {number} 有一盏还没亮"))[0]
    assert "不写您的名字" in answer
    assert "正在办" in (await chat.says(群众, "公开承诺"))[0]
    shown = (await chat.says(丁, f"公开承诺 {number}"))[0]
    assert "补记：有一盏还没亮" in shown
    assert "马小军" not in shown


@at("2026-12-09T12:00:00+08:00")
async def test_the_owner_is_told_on_the_morning_of_the_day_and_nobody_in_public(chat: Chat) -> None:
    number = await _promised(chat)
    await chat.moves_to("2026-12-10T09:00:00+08:00")
    told = [text for text in chat.hears(乙) if "到日子了" in text]
    assert len(told) == 1
    assert number in told[0]
    chat.hears_all()
    assert await chat.says(乙, "逾期承诺") == ["没有到期还没结果的承诺，辛苦了。"]
    await chat.moves_to("2026-12-11T12:00:00+08:00")
    assert not [text for heard in chat.everybody_hears().values() for text in heard if number in text]
    assert not [text for heard in chat.groups_hear().values() for text in heard if number in text]
    for who in (乙, 戊, 镇干部, 丙):
        assert f"{number} 修好三组路灯" in (await chat.says(who, "逾期承诺"))[0]
    assert await chat.says(外村党员, "逾期承诺") == ["没有到期还没结果的承诺，辛苦了。"]
    assert "是书记" in (await chat.says(甲, "逾期承诺"))[0]
    assert "正在办" in (await chat.says(群众, "公开承诺"))[0]


async def test_what_is_not_good_enough_comes_back_with_what_is_missing(chat: Chat) -> None:
    number = await _promised(chat)
    await chat.says(乙, f"办结 {number} 修好了")
    chat.hears(戊)
    assert "还差一句原因" in (await chat.says(戊, f"退回 {number}"))[0]
    assert "再办一办" in (await chat.says(戊, f"退回 {number} 有一盏不亮"))[0]
    assert "还差一点：有一盏不亮" in chat.hears(乙)[0]
    assert "已撤回" in (await chat.says(乙, f"撤回 {number} 电网改造，明年一起修"))[0]
    assert number not in (await chat.says(群众, "公开承诺"))[0]


async def test_nobody_confirms_his_own_and_nobody_reports_another_s(chat: Chat) -> None:
    number = await _promised(chat, 戊, "承诺 年底前账目全部公开")
    assert "没有找到" in (await chat.says(乙, f"办结 {number} 公开了"))[0]
    await chat.says(戊, f"办结 {number} 都贴出来了")
    chat.hears_all()
    assert "另一位同志" in (await chat.says(戊, f"通过 {number}"))[0]
    assert "是监督委员会、镇街、区委组织部用的" in (await chat.says(核实人, f"通过 {number}"))[0]


async def test_without_a_day_one_question_is_asked(chat: Chat) -> None:
    assert await chat.says(乙, "承诺 修好三组路灯") == ["哪天之前办好？回一个日子就行，例如“6月底”。"]
    assert "修好三组路灯，12月31日（周四）前" in (await chat.says(乙, "年底"))[0]
    await chat.says(乙, "承诺 化解积案两件")
    assert "五一" not in (await chat.says(乙, "承诺 明年五一前修好公厕"))[0].partition("承诺")[0]
    assert "化解积案" not in "".join(await chat.says(乙, "公开承诺"))
    assert "化解积案两件，6月" in (await chat.says(乙, "6月底"))[0]
    past = "11月1日（周日）已经过去了。请写一个以后的日子再发一次。"
    assert await chat.says(乙, "承诺 11月1日前补种行道树") == [past]


async def test_the_same_delivery_makes_one_promise(chat: Chat) -> None:
    first = await chat.says(乙, GIVEN, msgid="9001")
    assert await chat.says(乙, GIVEN, msgid="9001") == first
    assert (await chat.says(群众, "公开承诺"))[0].count("修好三组路灯") == 1


async def test_an_open_promise_stands_in_his_own_list_and_in_nobody_else_s(chat: Chat) -> None:
    number = await _promised(chat)
    assert f"{number} 修好三组路灯，12月10日前。发“办结承诺 {number}”" in (await chat.says(乙, "待办"))[0]
    assert number not in (await chat.says(甲, "待办"))[0]
    await chat.says(乙, f"办结 {number} 亮了")
    chat.hears_all()
    assert number not in (await chat.says(乙, "待办"))[0]


async def test_the_promise_of_somebody_who_left_is_the_secretary_s(chat: Chat) -> None:
    number = await _promised(chat, 己, "承诺 12月10日前补种行道树")
    await chat.leaves(己)
    await chat.waits(timedelta(minutes=1))
    assert f"公开承诺 {number} 补种行道树，12月10日（周四）前，承诺的同志不在这边了" in "".join(chat.hears(乙))
    assert f"{number} 补种行道树" in (await chat.says(乙, "待办"))[0]
    assert f"{number} 补种行道树，12月10日（周四）前（罗正富）：正在办" in (await chat.says(群众, "公开承诺"))[0]
    await chat.says(乙, f"办结 {number} 种好了")
    assert "报来结果：种好了" in chat.hears(戊)[0]
    await chat.says(戊, f"通过 {number}")
    assert "已兑现" in chat.hears(乙)[0]
    assert "由罗正富接着办" in (await chat.says(群众, f"公开承诺 {number}"))[0]
    assert "交给另一位同志接着办" in (await chat.says(乙, f"溯源 {number}"))[0]


async def test_what_somebody_looked_after_for_a_while_is_no_matter_of_his_any_more(chat: Chat) -> None:
    number = await _promised(chat, 己, "承诺 12月10日前补种行道树")
    await chat.agreed(镇干部, "减人 周小川")
    assert f"{number} 公开承诺 补种行道树" in (await chat.says(乙, "我的事"))[0]
    await chat.agreed(镇干部, "撤销减人 周小川")
    chat.hears_all()
    assert f"{number} 公开承诺 补种行道树" in (await chat.says(己, "我的事"))[0]
    assert number not in (await chat.says(乙, "我的事"))[0]


async def test_a_promise_with_a_villager_s_word_can_be_traced(chat: Chat) -> None:
    number = await _promised(chat)
    await chat.says(群众, f"承诺意见 {number} 有一盏还没亮")
    assert "有人说了一句" in (await chat.says(乙, f"溯源 {number}"))[0]


@pytest.mark.parametrize(
    ("said", "title", "due"),
    [
        ("6月底前修好三组路灯", "修好三组路灯", date(2027, 6, 30)),
        ("在12月15日之前把台账补齐", "把台账补齐", date(2026, 12, 15)),
        ("年底前账目全部公开", "账目全部公开", date(2026, 12, 31)),
        ("下周五前清完沟渠", "清完沟渠", date(2026, 11, 27)),
        ("修好三组路灯，明天", "修好三组路灯", date(2026, 11, 23)),
        ("修好三组路灯", "修好三组路灯", None),
    ],
)
def test_the_day_is_read_and_taken_out(said: str, title: str, due: date | None) -> None:
    assert due_in(said, NOON) == (title, due)


def test_the_reminder_of_a_day_off_comes_on_the_last_day_worked_before() -> None:
    calendar = load_calendar()
    sunday, friday = date(2026, 12, 13), date(2026, 12, 11)
    assert reminded(sunday, friday, calendar)
    assert not reminded(sunday, sunday, calendar)
    assert not reminded(sunday, date(2026, 12, 10), calendar)


def test_only_what_is_open_and_past_its_day_is_overdue() -> None:
    day, later = date(2026, 12, 10), date(2026, 12, 11)
    assert [state for state in PromiseState if is_overdue(state, day, later)] == [PromiseState.OPEN]
    assert not is_overdue(PromiseState.OPEN, day, day)
    assert PROMISE.first == PromiseState.OPEN


async def test_what_is_promised_in_a_sentence_is_offered_as_a_promise(chat: Chat) -> None:
    assert "“承诺 年底前把二组的路灯修好”" in (await chat.says(乙, "我想承诺年底前把二组的路灯修好"))[0]
    assert (await chat.says(乙, "是"))[0].startswith("谢谢，记下了 C")


async def test_the_day_of_a_promise_is_moved_in_plain_words_and_the_old_one_stays_beside_it(chat: Chat) -> None:
    number = (await chat.says(乙, "承诺 12月20日前修好三组水渠"))[0].split()[1]
    moved = (await chat.says(乙, "改到1月底嘛，下雨耽搁了"))[0]
    assert moved.startswith(f"好的，{number} 修好三组水渠：日子从12月20日（周日）改到1月31日（周日）。")
    assert "改到2月28日（周日）" in (await chat.says(乙, "承诺改到2月底"))[0]
    shown = (await chat.says(乙, f"公开承诺 {number}"))[0]
    assert "2月28日（周日）前" in shown
    assert "日子从12月20日（周日）改到1月31日（周日）" in shown
    assert "过去" in (await chat.says(乙, "承诺改到11月1日"))[0]


async def test_a_question_about_promises_and_a_year_begin_none(chat: Chat) -> None:
    assert "哪天之前办好" not in (await chat.says(乙, "承诺都有哪些没兑现"))[0]
    assert "12月31日" not in (await chat.says(甲, "承诺 一年内帮王婆婆挑水"))[0]


async def test_a_promise_is_put_off_by_its_number_and_what_cannot_be_done_is_taken_back(chat: Chat) -> None:
    first = (await chat.says(乙, "承诺 12月10日前修好三组路灯"))[0]
    await chat.says(乙, "承诺 12月20日前装好二组垃圾桶")
    number = first[first.index("C0") :][:5]
    assert "从12月10日（周四）改到12月25日（周五）" in (await chat.says(乙, f"{number}改到12月25日"))[0]
    assert "改到哪天" in (await chat.says(乙, f"承诺 {number} 往后推一下"))[0]
    await chat.says(乙, "取消")
    assert f"您是说“撤回 {number}”" in (await chat.says(乙, "路灯的事办不成了，钱没到位"))[0]
    await chat.says(乙, "取消")
    assert "改到12月25日（周五）" in (await chat.says(乙, f"公开承诺 {number}"))[0]
    assert "补记：日子" in (await chat.says(乙, f"公开承诺 {number}"))[0]


@pytest.mark.parametrize("said", ["12月底前把路灯修好，支部承诺", "12月底前把路灯修好，这是我们支部的承诺。"])
async def test_who_promises_may_say_so_at_the_end(chat: Chat, said: str) -> None:
    assert "“承诺 12月底前把路灯修好”" in (await chat.says(乙, said))[0]
    assert "12月31日" in (await chat.says(乙, "是"))[0]
