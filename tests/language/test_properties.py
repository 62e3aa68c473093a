"""Whatever the number, the unit, the order and the noise, a report keeps its meaning."""

from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import spent
from bot.language.kinds import EFFECTS
from bot.language.text import clean, fold
from bot.language.values import Reading
from bot.understanding.reading import read, read_as


def read_activity(text: str, sent_at: datetime) -> Reading:
    return read_as("activity", text, sent_at)


def read_minutes(text: str) -> int | None:
    return spent.read_minutes(fold(clean(text)))


SENT_AT = datetime.fromisoformat("2026-07-15T18:00:00+08:00")
NUMBERS = {
    "1": 1,
    "2": 2,
    "3": 3,
    "一": 1,
    "两": 2,
    "三": 3,
    "四": 4,
    "５": 5,
    "1.5": 1.5,
    "2.5": 2.5,
    "十": 10,
}
HOURS = ["小时", "个小时", "个钟头", "钟头", "h", "H", " 小时", "個小時"]
MINUTES = ["分钟", "分鐘", " 分钟", "min"]
DEEDS = {
    "打扫院坝": "sanitation", "清理沟渠": "facility", "走访困难户": "visit", "巡逻": "safety",
    "宣传反诈": "publicity", "调解邻里纠纷": "mediation", "看望孤寡老人": "care", "代办社保卡": "convenience",
    "教村民剪枝": "livelihood", "劝导文明停车": "civility", "参加主题党日": "party_life",
}  # fmt: skip
DAYS = {"": 15, "今天": 15, "昨天": 14, "前天": 13, "上周五": 10, "7月12号": 12, "大前天": 12}
NOISE = ["", " ", "　", "，", "\u200b", ", ", "\n"]
ORDERS = [
    "{day}{n}{deed}{n}{time}",
    "{day}{n}{time}{n}{deed}",
    "{deed}{n}{time}{n}{day}",
    "上报 {day}{n}{deed}{n}{time}",
]
ALIENS = st.characters(categories=["No", "Nl", "Nd"], exclude_characters="0123456789０１２３４５６７８９〇")


def _report(order: str, deed: str, time: str, day: str, noise: str) -> str:
    return order.format(day=day, deed=deed, time=time, n=noise)


@given(
    st.sampled_from(ORDERS), st.sampled_from(sorted(DEEDS)), st.sampled_from(sorted(NUMBERS)),
    st.sampled_from(HOURS), st.sampled_from(sorted(DAYS)), st.sampled_from(NOISE),
)  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_number_unit_order_and_noise_do_not_matter(
    order: str, deed: str, number: str, unit: str, day: str, noise: str
) -> None:
    reading = read(_report(order, deed, number + unit, day, noise), SENT_AT)
    assert reading.intent == "activity"
    (item,) = reading.items
    assert (item.category, item.minutes, item.day.day) == (DEEDS[deed], NUMBERS[number] * 60, DAYS[day])


@given(st.integers(1, 600), st.sampled_from(MINUTES))
def test_minutes_are_read_as_written(minutes: int, unit: str) -> None:
    assert read_minutes(f"{minutes}{unit}") == minutes


@given(st.integers(0, 23), st.integers(1, 11), st.sampled_from(["到", "至", "-", "~", "—", "－"]))
def test_two_clock_times_give_their_difference(start: int, length: int, until: str) -> None:
    end = (start + length) % 24
    assert read_minutes(f"{start}:00{until}{end}:00") in (length * 60, length * 60 % 720)


@given(ALIENS, st.sampled_from(["小时", "个小时", "分钟", "h"]))
def test_a_digit_of_another_script_is_never_a_number(digit: str, unit: str) -> None:
    reading = read_activity(f"扫地{digit}{unit}", SENT_AT)
    assert all(item.minutes is None for item in reading.items)
    assert read_minutes(f"1{digit}{unit}") is None


@given(st.text(max_size=80))
def test_any_text_gets_a_reading(text: str) -> None:
    reading = read(text, SENT_AT)
    assert all(item.minutes is None or item.minutes > 0 for item in reading.items)
    assert all(0 < len(item.description) <= 60 for item in reading.items)
    assert read_activity(text, SENT_AT).intent in ("activity", "clarify")


@given(st.text(max_size=80))
def test_both_copies_of_a_text_have_the_same_length(text: str) -> None:
    assert len(fold(clean(text))) == len(clean(text))


@given(st.sampled_from(sorted(DEEDS)), st.sampled_from(["明天", "后天", "下周一", "等会儿", "准备", "打算"]))
def test_a_plan_is_no_report(deed: str, ahead: str) -> None:
    assert read(f"{ahead}{deed}2小时", SENT_AT).intent != "activity"


@given(st.sampled_from(sorted(DEEDS)), st.sampled_from(["了吗", "没有？", "算几分？", "的是谁", "要多久"]))
def test_a_question_is_no_report(deed: str, asking: str) -> None:
    assert read(f"{deed}{asking}", SENT_AT).intent != "activity"


@given(st.sampled_from(sorted(DEEDS)), st.sampled_from(["老王", "张主任", "李婆婆", "小陈", "王建国"]))
def test_praise_for_somebody_else_is_no_report(deed: str, person: str) -> None:
    assert read(f"{person}昨天{deed}2小时，辛苦了", SENT_AT).intent == "none"
    assert read(f"{person}昨天{deed}2小时", SENT_AT).intent != "activity"


NOT_DONE = Path(__file__).parent / "data" / "not_done.txt"
_OF_A_DEED, _OF_ANYTHING = NOT_DONE.read_text("utf-8").split("\n\n")
UNDONE, NOT_SO = _OF_A_DEED.split(), _OF_ANYTHING.split()
ASKED_FOR = [
    "明天请一天假",
    "12月3号请假",
    "跟唐敏换12月3号的班",
    "自评4星",
    "撤回刚才那条",
    "签到",
    "到岗了",
    "下班了",
]


@given(
    st.sampled_from([*sorted(DEEDS), "给王婆婆送米", "清沟渠2小时", "修路灯", "值守卡点3小时"]), st.sampled_from(UNDONE)
)
@settings(max_examples=300, deadline=None)
def test_what_was_not_done_is_not_booked(deed: str, frame: str) -> None:
    reading = read(frame.format(deed), SENT_AT)
    assert reading.intent not in EFFECTS or not reading.sure or reading.doubt


@given(
    st.sampled_from(["修桥", "硬化三组的路", "装路灯", "清沟渠", "评低保", ""]),
    st.sampled_from(
        [
            "{}：{n}票赞成",
            "{}全票通过，{n}人都同意",
            "上周三代表会，{}，应到{n}人实到26人",
            "{}，来了{n}个人，{n}个同意，一个不同意",
            "开会定了{}，{n}票同意2票反对",
            "{} {n}户赞成 3户弃权",
        ]
    ),
    st.integers(min_value=3, max_value=90),
)
@settings(max_examples=100, deadline=None)
def test_a_tally_is_nobodys_deed(matter: str, frame: str, number: int) -> None:
    assert read(frame.format(matter, n=number), SENT_AT).intent != "activity"


@given(st.sampled_from(ASKED_FOR), st.sampled_from(NOT_SO))
@settings(max_examples=150, deadline=None)
def test_what_is_only_spoken_of_is_not_acted_on(wish: str, frame: str) -> None:
    reading = read(frame.format(wish), SENT_AT)
    assert reading.intent not in EFFECTS or not reading.sure or reading.incomplete


RELATIVES = [
    "我妈", "我屋老汉", "我婆娘", "我们组的李婆婆", "我们科室的护工冯大姐", "隔壁的覃德贵", "我对门邻居", "我徒弟小蒲",
    "楼下的贺师傅", "门卫老邱", "我们支部的钟秀英", "我屋头那个", "三组的老党员汪洪", "村医小庞", "我女婿", "瞿孃",
]  # fmt: skip
ENTERED = [
    "报一下", "登记一下", "记一笔", "报一哈", "补一条", "录一下", "上报一个", "填一下", "记个", "报上",
    "写一下", "报起",
]  # fmt: skip


@given(
    st.sampled_from(["帮", "替", "代", "给", "帮忙给", "请帮", "麻烦给"]),
    st.sampled_from(RELATIVES),
    st.sampled_from(ENTERED),
    st.sampled_from(
        [
            "，他昨天去扫街2小时",
            "：她清沟渠1小时",
            "，昨天巡河2小时",
            "，他们家那位今天守卡点3小时",
            " 昨天扫院坝两个小时",
        ]
    ),
)
@settings(max_examples=400, deadline=None)
def test_whoever_is_entered_by_another_is_never_taken_for_the_speaker(
    for_whom: str, relative: str, entered: str, deed: str
) -> None:
    reading = read(for_whom + relative + entered + deed, SENT_AT)
    assert reading.intent != "activity" or reading.on_behalf_of or not reading.sure


@given(
    st.sampled_from(["蒋光明", "老谭", "韩婆婆", "三组的罗大爷"]),
    st.sampled_from(
        [
            "记在{}名下：{}", "{}不会打字，我代报：{}", "以下是{}的活动：{}", "这条是{}的：{}", "{}让我说一声，他{}",
            "昨天{}{}，他不会用手机，我替他报",
        ]
    ),
    st.sampled_from(["昨天清沟渠2小时", "今天给王婆婆送米，1小时", "扫街两个半小时", "巡河8点1刻到10点"]),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_what_is_said_to_be_anothers_is_not_booked_for_the_speaker_unasked(who: str, frame: str, deed: str) -> None:
    reading = read(frame.format(who, deed), SENT_AT)
    assert reading.intent != "activity" or reading.on_behalf_of or not reading.sure


def _weekday(weeks: int, weekday: int, today: date) -> date:
    return today + timedelta(days=7 * weeks + weekday - today.weekday())


# What is said, and which day it is on a given today; None must always be asked.
SAID_DAYS = {
    "昨天": lambda today: today - timedelta(days=1),
    "昨黑": lambda today: today - timedelta(days=1),
    "大前天": lambda today: today - timedelta(days=3),
    "上前天": lambda today: today - timedelta(days=3),
    "万前天": lambda today: today - timedelta(days=3),
    "五天前": lambda today: today - timedelta(days=5),
    "两周前": lambda today: today - timedelta(days=14),
    "上周二": lambda today: _weekday(-1, 1, today),
    "上个星期的星期天": lambda today: _weekday(-1, 6, today),
    "上上周五": lambda today: _weekday(-2, 4, today),
    "前几天": None,
    "两三天前": None,
    "上周": None,
    "那天": None,
    "4月31号": None,
    "13月5日": None,
    "明天": None,
}
FRAMES = ["上报 {day}{deed}2小时", "{day}{deed}，2小时", "上报 {deed} 2小时 {day}", "{day}我{deed}干了两个钟头"]


@given(
    st.sampled_from(sorted(SAID_DAYS)),
    st.sampled_from(FRAMES),
    st.sampled_from(["扫街", "清沟渠", "巡河", "走访困难户", "给王婆婆送药"]),
    st.integers(0, 729),
    st.integers(6, 23),
)
@settings(max_examples=300, deadline=None)
def test_a_day_is_the_one_that_was_said_or_is_asked(said: str, frame: str, deed: str, day: int, hour: int) -> None:
    sent_at = datetime.fromisoformat("2026-01-01T00:00:00+08:00") + timedelta(days=day, hours=hour)
    reading = read(frame.format(day=said, deed=deed), sent_at)
    expected = SAID_DAYS[said]
    booked = [item.day for item in reading.items if reading.intent == "activity" and reading.sure and not item.doubt]
    assert booked in ([], [expected(sent_at.date())] if expected else [])


AMOUNTS = {
    "2,5小时": 150, "1h40m": 100, "两小时差十分": 110, "3/4小时": 45, "两个半小时": 150, "三刻钟": 45,
    "一百二十分钟": 120,
    "壹佰貳拾分钟": 120, "2時30分": 150, "90分钟": 90, "½小时": None, "负2小时": None, "①小时": None,
    "十点到九点": None,
    "一又二分之一小时": None,
}  # fmt: skip


@given(st.sampled_from(sorted(AMOUNTS)), st.sampled_from(["上报 扫街{}", "昨天清沟渠 {}", "{}，巡河", "上报 {} 走访"]))
@settings(max_examples=60, deadline=None)
def test_an_amount_is_the_one_that_was_said_or_is_asked(said: str, frame: str) -> None:
    reading = read(frame.format(said), SENT_AT)
    booked = {item.minutes for item in reading.items if reading.intent == "activity" and not item.minutes_assumed}
    assert booked <= {None, AMOUNTS[said]}


@given(st.text("我和跟老张李婆婆王二娃在三组社村口扫街送药2小时个户，、 今昨天上午帮报", max_size=40))
@settings(max_examples=300, deadline=None)
def test_a_reading_holds_no_name_that_was_not_said(text: str) -> None:
    cleaned = clean(text)
    for item in read_activity(text, SENT_AT).items:
        named = [*item.with_persons, item.place, item.beneficiary]
        assert all(name in cleaned for name in named if name)


@given(
    st.integers(6, 11), st.integers(2, 6), st.sampled_from(["00", "15", "30", "45"]),
    st.sampled_from(["-", "~", "到", "—"]),
    st.sampled_from(["清沟渠{}", "昨天扫街，{}", "{}巡河", "跟老李修凉亭 {}"]),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_hours_written_with_points_are_hours_or_asked(
    hour: int, length: int, past: str, until: str, frame: str
) -> None:
    reading = read_activity(frame.format(f"{hour}.{past}{until}{hour + length}.{past}"), SENT_AT)
    assert [item.minutes for item in reading.items] == [length * 60] or not reading.sure


@given(
    st.sampled_from(["罗芳", "陈晓梅", "汪强", "钟志勇", "雷霞", "冯国昌"]),
    st.sampled_from(["和{}", "跟计生专干{}", "与保安队长{}", "会同社区网格员{}", "8号我、{}", "昨天约了{}"]),
    st.sampled_from(["消杀楼道", "义诊", "登记人口17人", "掏阴沟", "教老人用手机", "跑了趟残联", "劝导戴头盔"]),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_a_name_ends_where_it_ends_whatever_is_done(name: str, frame: str, deed: str) -> None:
    reading = read_activity(f"{frame.format(name)}{deed}，2小时", SENT_AT)
    assert {one for item in reading.items for one in item.with_persons} <= {name}
