"""公开: entered by the village, looked at by its supervision committee, read by anybody; what is missing is marked."""

import re
from datetime import date

import pytest

from models.residents.disclosures.rules import quarters_over
from models.residents.disclosures.texts import BEYOND
from tests.fakes.chat import Chat, 乙, 己, 戊, 甲, 群众

GROUP = "wrLHC0001aB"
FIGURES = "收入3.2万元，支出2.8万元，结余0.4万元"


async def test_figures_stand_with_who_entered_and_who_approved_them(chat: Chat) -> None:
    missing = "财务 2026年第一季度：未公开。想问为什么，发“反映 …”，有人给您回话。"
    assert await chat.says(群众, "公开 财务 1季度", to=GROUP) == [missing]
    # Nothing that is nobody's business, and no half of it, is taken in; nobody else enters it.
    for said in ("收入3万元，打到6222021234567890123", "低保户名单见附件", "陈桂兰领了500元"):
        assert "先没发、没记" in (await chat.says(己, f"登记公开 财务 1季度 {said}"))[0]
    assert "还差时间或内容" in (await chat.says(己, "登记公开 财务 收入3万元"))[0]
    assert "用的，这次没办" in (await chat.says(甲, f"登记公开 财务 1季度 {FIGURES}"))[0]
    [entered] = await chat.says(己, f"登记公开 财务 1季度 {FIGURES}")
    number = re.search(r"E\d{4}", entered)[0]  # type: ignore[index]
    assert entered == f"记下了（{number}）财务 2026年第一季度：请邓国才看一看，同意了就公开。"
    assert chat.hears(戊)[0].startswith(f"{number} 周小川要公开 财务 2026年第一季度：{FIGURES}\n")
    assert await chat.says(群众, "公开 财务 1季度", to=GROUP) == [missing]
    assert "用的，这次没办" in (await chat.says(乙, f"通过 {number}"))[0]
    await chat.says(戊, f"通过 {number}")
    assert "公开了" in chat.hears(己)[0]
    assert await chat.says(群众, "公开 财务 一季度", to=GROUP) == [
        f"财务 2026年第一季度：{FIGURES}\n周小川登记，邓国才看过同意，11月22日（周日）公开。"
    ]
    assert await chat.says(群众, "公开") == [
        "财务：\n2026年第一季度：11月22日（周日）公开\n2026年第二季度：未公开\n2026年第三季度：未公开\n"
        f"最近一期，2026年第一季度：{FIGURES}\n{BEYOND}\n看一期，发“公开 财务 1季度”这样。"
    ]
    assert await chat.says(群众, "公开 集体资产 10月") == [
        missing.replace("财务 2026年第一季度", "集体资产 2026年10月")
    ]
    # What was published last is shown, also of a period that is not over.
    [month] = await chat.says(己, "登记公开 财务 11月 收入5000元")
    chat.hears(戊)
    number = re.search(r"E\d{4}", month)[0]  # type: ignore[index]
    await chat.says(戊, f"通过 {number}")
    chat.hears(己)
    shown = (await chat.says(群众, "财务公开了没"))[0]
    assert "2026年11月：11月22日（周日）公开" in shown
    assert "最近一期，2026年11月：收入5000元" in shown
    # What is put right is a new version; what is sent back is not read by anybody.
    [again] = await chat.says(己, "登记公开 财务 1季度 收入3.3万元，支出2.8万元")
    number = re.search(r"E\d{4}", again)[0]  # type: ignore[index]
    chat.hears(戊)
    await chat.says(戊, f"退回 {number} 少了利息")
    assert "少了利息" in chat.hears(己)[0]
    assert FIGURES in (await chat.says(群众, "公开 财务 1季度"))[0]
    # Who entered it has gone: what he asked for, his post asked for, and the secretary is answered.
    [again] = await chat.says(己, "登记公开 财务 1季度 收入3.4万元，支出2.8万元")
    number = re.search(r"E\d{4}", again)[0]  # type: ignore[index]
    await chat.leaves(己)
    chat.hears_all()
    await chat.says(戊, f"退回 {number} 少了利息")
    assert [("少了利息" in text) for text in chat.hears(乙)] == [True]


@pytest.mark.parametrize(
    ("today", "over"),
    [
        (date(2026, 3, 31), ["2025年第一季度", "2025年第二季度", "2025年第三季度", "2025年第四季度"]),
        (date(2026, 6, 30), ["2026年第一季度"]),
        (date(2026, 7, 1), ["2026年第一季度", "2026年第二季度"]),
        (date(2026, 12, 31), ["2026年第一季度", "2026年第二季度", "2026年第三季度"]),
    ],
)
def test_a_quarter_is_missed_when_it_is_over(today: date, over: list[str]) -> None:
    assert [one.name for one in quarters_over(today)] == over
