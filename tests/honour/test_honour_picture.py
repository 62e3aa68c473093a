"""What the picture of the honour list shows is what its text says, and nothing else."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from config.policy import load_policy
from models.honour.month_figures.rules import Figures, standings
from models.honour.month_figures.texts import BASIS, honour_list, own_place, sheet, title, totals
from models.values.periods import Month

POLICY = load_policy().ranking
MONTH = Month(2026, 11)
units = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12), st.integers(0, 400)), min_size=1, max_size=30)


def text_of(figures: list[tuple[int, int, int]], **marks: str) -> str:
    found = [
        Figures(i, f"V{i:02}", f"第{i}村（示例）", "village", active, min(active, done), min(active, done) * minutes)
        for i, (active, done, minutes) in enumerate(figures)
    ]
    lists = [standings("village", found, {}, POLICY)]
    return honour_list(title(MONTH, **marks), lists, totals(lists, [("走访民情", 3)]), POLICY.footer)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(units)
def test_every_place_of_the_text_stands_in_the_picture_and_no_other(figures: list[tuple[int, int, int]]) -> None:
    text = text_of(figures)
    shown = sheet(text)
    leading = [one for section in shown["sections"] for one in section["leading"]]
    lines = [f"{one['place']}. {one['name']} 参加服务的党员 {one['rate']}%" for one in leading]
    assert lines == [line.split("，")[0] for line in text.split("\n") if ". " in line]
    assert (shown["title"], shown["thanks"], shown["footer"]) == (text.split("\n")[0], *text.split("\n")[-2:])
    assert sum(len(section["part"]) for section in shown["sections"]) == text.count("（示例）") - len(leading)
    assert (shown["basis"] == BASIS) is any(one["average"] for one in leading)


def test_equal_rates_in_different_places_say_what_decided() -> None:
    text = text_of([(5, 4, 120), (5, 4, 60), (5, 2, 30), (5, 1, 30), (5, 0, 0)])
    assert text.split("\n")[2:5] == [
        "1. 第0村（示例） 参加服务的党员 80%，人均约 1 小时 4 分",
        "2. 第1村（示例） 参加服务的党员 80%，人均约 40 分钟",
        "3. 第2村（示例） 参加服务的党员 40%",
    ]
    assert BASIS in text


def test_ones_own_place_says_what_decided_and_names_nobody_else() -> None:
    found = [
        Figures(i, f"V{i}", f"第{i}村", "village", 5, done, done * 107 * (i + 1)) for i, done in enumerate((4, 4, 4, 2))
    ]
    lists = standings(
        "village", [replace(found[2], capped_minutes=found[1].capped_minutes), *found[:2], found[3]], {}, POLICY
    )
    assert "参加服务的党员 80%（4/5 人）。比例一样的还有 2 个，先后看人均时长，您这里人均约 1 小时 57 分" in own_place(
        MONTH, "第0村", lists, 0
    )
    assert "其中 1 个连人均也一样，并列。" in own_place(MONTH, "第1村", lists, 1)
    assert "一样" not in own_place(MONTH, "第3村", lists, 3)
    assert not any(f"第{i}村：" in own_place(MONTH, "第0村", lists, 0) for i in (1, 2, 3))


def test_a_correction_and_a_late_list_say_so_in_the_picture() -> None:
    text = text_of([(5, 4, 60), (5, 0, 0)], change="两条记录补核实")
    assert sheet(text)["change"] == "更正说明：两条记录补核实"
    marked = text.replace("红榜", "红榜（补发）", 1)
    assert (sheet(marked)["title"], sheet(marked)["marks"]) == ("2026年11月党员服务红榜", "补发")
