"""Messages composed for this project read as the table beside them says."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.language.kinds import EFFECTS
from bot.language.values import Reading
from bot.understanding.reading import read
from models.service.activities.deeds import Deed

SENT_AT = datetime.fromisoformat("2026-07-15T18:00:00+08:00")
_TABLE = Path(__file__).parent / "data" / "said.tsv"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    text: str
    intent: str
    expected: str


def _rows() -> list[Row]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return [Row(*line.replace("\\n", "\n").split("\t")) for line in lines if line and not line.startswith("#")]


ROWS = _rows()


def differences(row: Row) -> list[str]:
    """Return what the reading of a row has otherwise than the table."""
    reading = read(row.text, SENT_AT)
    if reading.intent != row.intent:
        return [f"intent {reading.intent} {dict(reading.slots)}"]
    if row.intent == "activity":
        return _activity_differences(row.expected, reading)
    wanted = [pair.split("=", 1) for pair in row.expected.split()]
    have = {name: _shown(_slot(reading.slots, name)) for name, _ in wanted}
    return [
        f"{name}={have[name]}" for name, value in wanted if have[name] != value and not _close(name, value, have[name])
    ]


def _close(name: str, wanted: str, have: str) -> bool:
    return name in ("reason", "topic", "item", "org") and have != "-" and (wanted in have or have in wanted)


def _slot(slots: Any, name: str) -> Any:
    for part in name.split("."):
        slots = slots.get(part) if slots else None
    return slots


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "-"
    return ",".join(value) if isinstance(value, list) else f"{value:g}" if isinstance(value, float) else str(value)


def _activity_differences(expected: str, reading: Reading) -> list[str]:
    behalf = [token for token in expected.split() if token.startswith("代=")]
    wrong = [] if not behalf or behalf[0] == f"代={reading.on_behalf_of}" else [f"代={reading.on_behalf_of}"]
    wanted = [one.split() for one in expected.split(" | ")]
    if len(wanted) != len(reading.items):
        return [f"{len(reading.items)} items {[item.as_slots() for item in reading.items]}"]
    for tokens, item in zip(wanted, reading.items, strict=True):
        wrong += _item_differences([token for token in tokens if not token.startswith("代=")], item)
    return wrong


def _item_differences(tokens: list[str], item: Deed) -> list[str]:
    slots = item.as_slots()
    said = {
        slots["category"], "*", f"{item.day:%m-%d}" if item.day else "?d", f"{item.count}{item.unit}",
        "?h" if slots["hours"] is None else f"{slots['hours']:g}h",
        f"@{item.place}", f"~{item.beneficiary}", *(f"+{name}" for name in item.with_persons),
    }  # fmt: skip
    companions = [token for token in tokens if token.startswith("+")]
    wrong = [f"no {token} in {slots}" for token in tokens if token not in said]
    return wrong + ([] if len(companions) == len(item.with_persons) else [f"with {item.with_persons}"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text)
def test_a_message_reads_as_the_table_says(row: Row) -> None:
    assert differences(row) == []


@pytest.mark.parametrize(
    "text",
    [
        "下午娃儿打疫苗，走一个小时要不要请假", "下周二请一天假领导批不批哦", "9号上午如果我来不了，算不算请假",
        "我这个月的星评了没，四星够不够格", "我够不够评五星", "自评4星会不会太高了", "我评5星行不行",
    ],
)  # fmt: skip
def test_what_is_only_asked_about_is_not_done(text: str) -> None:
    reading = read(text, SENT_AT)
    assert reading.intent not in EFFECTS or not reading.sure


@pytest.mark.parametrize("text", ["明天请一天假行不行", "如果可以的话我明天请一天假"])
def test_who_asks_politely_is_heard(text: str) -> None:
    assert (read(text, SENT_AT).intent, read(text, SENT_AT).sure) == ("duty_leave", True)


@pytest.mark.parametrize("text", ["帮我查下养老金", "身份证510722196203150418帮我查下养老金"])
def test_who_asks_for_help_has_done_nothing(text: str) -> None:
    assert read(text, SENT_AT).intent != "activity"


@pytest.mark.parametrize(
    "text",
    [
        "杜家老二这娃可以，昨天一个人把水沟掏通了",
        "门卫老秦昨天帮人找回钱包，给他记一功",
        "郝师傅守了半个月服务台，我比不上他",
        "各位业主，今天9点到11点清洗水箱",
        "养老服务中心24小时开放，有事请打电话",
        "过两天我去把塘边的草割了",
        "那个护林队昨天在后山巡了一晚上，逮到两个偷树的",
        "县农技站 昨 来4人 看秧 2h",
        "王姐让我跟大家说她今天教跳舞两小时",
        "送了两袋米，还帮着劈了柴，忙了两个钟头",
        "给王婆婆送柴。打扫院坝1小时",
        "昨天拉老周去透析，早上一趟下午一趟",
        "任务完成，一小时",
        "12号、13号走访，共7户，每天1小时",
        "9月提了个修堰塘的事",
        "我们科室小范手机坏了，托我报一下，她周天在车站执勤，三个小时",
        "昨晚守水位，9点到今早6点三个人轮起守，中间三个钟头是我守的",
    ],
)
def test_what_others_do_and_what_everybody_is_told_is_not_booked_unasked(text: str) -> None:
    reading = read(text, SENT_AT)
    assert reading.intent != "activity" or not reading.sure


@pytest.mark.parametrize(
    "text",
    [
        "社区喊我星期六去义诊，我那天要上白班，只有推了",
        "明天的班请假，哎不请了，还是请嘛，到时候再看",
        "我后天那个班，唉算了，也不晓得来不来得到",
    ],
)
def test_who_has_not_made_up_his_mind_changes_nothing_unasked(text: str) -> None:
    assert not read(text, SENT_AT).sure


@pytest.mark.parametrize(
    "text",
    [
        "明天请假，不，是后天", "明天的班，哦不对，我的班是周六，喊小卢替我上", "7号8号我都有班，只换8号的，找符强顶",
        "跟廖师傅——不是，廖师傅感冒了，是缪师傅跟我——巡了3圈", "20号21号22号，除开21号没去，都在守卡口，一天6小时",
        "刚才那个改成3小时，哦也不是，等我再想哈", "说好今天去陪李婆婆坐1小时，她女把她接进城了，没去成",
        "今天挖堰沟 一上午 不对 我九点半才去的 十二点收工",
    ],
)  # fmt: skip
def test_who_puts_himself_right_on_the_way_is_shown_what_was_understood_or_asked_for_the_day(text: str) -> None:
    reading = read(text, SENT_AT)
    assert reading.intent not in EFFECTS or reading.doubt or not reading.sure


@pytest.mark.parametrize("text", ["我们社区想给5栋装部电梯，怎么走程序", "我们村新来了个党员叫贺敏，把她加上"])
def test_who_speaks_of_his_place_is_not_told_its_rank(text: str) -> None:
    assert read(text, SENT_AT).intent != "ranking_query"


@pytest.mark.parametrize(
    ("text", "told"),
    [("前天后半夜守堤三个小时", "守堤"), ("护学岗早中晚各半小时", "护学岗"), ("昨天上下午各巡1小时塘坎", "巡塘坎")],
)
def test_what_was_done_is_told_without_when(text: str, told: str) -> None:
    assert [item.description for item in read(text, SENT_AT).items] == [told]
