"""示范点, 申报示范点, 授牌, 复核, 摘牌: named by the district with a document, taken away by two."""

from datetime import date

import pytest

from models.standards.sites.rules import Site, SiteState, batch_in, document_in, next_check
from tests.fakes.chat import Chat, at, both_engines, 丙, 乙, 甲, 群众, 镇干部

另一位 = "cheng.li"
REASON = "两年复核都没有达到标准"


async def test_anybody_reads_what_a_site_is(chat: Chat) -> None:
    shown = (await chat.says(群众, "示范点 莲花池村"))[0]
    assert "莲花池村 春风式模范新村（示例）：已授牌，第 1 批，2011年6月28日" in shown
    assert "下次复核 2027年6月28日" in shown
    listed = (await chat.says(甲, "示范点"))[0]
    assert listed.startswith("示范点 9 个\n")
    assert "先锋社区（示例）：" in listed


async def test_a_title_is_taken_away_by_two(chat: Chat) -> None:
    assert "还差一句原因" in (await chat.says(丙, "摘牌 莲花池村"))[0]
    assert "要另一位同志点头才算数" in (await chat.says(丙, f"摘牌 莲花池村 {REASON}"))[0]
    assert chat.everybody_hears() == {}
    assert "还要另一位同志点头" in (await chat.says(丙, "是"))[0]
    asked = chat.hears(另一位)[0]
    number = asked.split("摘牌 ")[1][:4]
    assert REASON in asked
    assert "要两个人办" in (await chat.says(丙, f"摘牌 莲花池村 {REASON}"))[0]
    assert "已授牌" in (await chat.says(群众, "示范点 莲花池村"))[0]
    assert "已摘牌" in (await chat.says(另一位, f"摘牌 {number} 核对属实"))[0]
    assert "已摘牌" in chat.hears(丙)[0]
    # The unit whose title goes hears why, and whom to ask.
    unit_hears = chat.hears(乙)[0]
    assert f"不再挂牌，是区里两位同志核定的。原因：{REASON}。有不清楚的，问沈文静、程立" in unit_hears
    assert "已摘牌" in (await chat.says(群众, "示范点 莲花池村"))[0]
    assert "示范点 0 个" in (await chat.says(群众, "示范带 新农村"))[0]
    assert (await chat.says(甲, "示范点"))[0].startswith("示范点 8 个\n")


@both_engines
async def test_a_township_applies_and_only_the_district_gives_a_title(chat: Chat) -> None:
    answer = (await chat.says(镇干部, "申报示范点 桂花湾村 春风式模范新村"))[0]
    number = answer.split("，")[1].split(" ")[0]
    assert "会转给区里" in answer
    assert f"同意 {number}" in chat.hears(丙)[0]
    assert f"同意 {number}" in chat.hears(另一位)[0]
    assert "申报中" in (await chat.says(乙, "示范点 桂花湾村"))[0]
    assert "是区委组织部用的" in (await chat.says(镇干部, f"授牌 {number} 涪委组〔2026〕12号"))[0]
    assert "已列入创建" in (await chat.says(丙, f"同意 {number}"))[0]
    assert "已列入创建" in chat.hears(镇干部)[0]
    assert "要有批准文件的文号" in (await chat.says(丙, f"授牌 {number}"))[0]
    assert "创建中" in (await chat.says(乙, "示范点 桂花湾村"))[0]
    assert "批准文件 涪委组〔2026〕12号" in (await chat.says(丙, f"授牌 {number} 涪委组〔2026〕12号 第2批"))[0]
    shown = (await chat.says(乙, "示范点 桂花湾村"))[0]
    assert "已授牌，第 2 批，2026年11月22日" in shown
    assert "下次复核 2027年11月22日" in shown


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (镇干部, "申报示范点 桂花湾村 文明村", "没有“文明村”这种示范点"),
        (镇干部, "申报示范点 月亮村 先锋社区", "月亮村"),
        (乙, "申报示范点 桂花湾村 先锋社区", "用的"),
        (丙, "摘牌 桂花湾村 不合格", "没有已授牌的示范点"),
        (甲, "摘牌 莲花池村 不合格", "是区委组织部用的"),
        (丙, "示范点 月亮村", "月亮村"),
    ],
)
async def test_what_cannot_be_changes_nothing(chat: Chat, who: str, said: str, heard: str) -> None:
    assert heard in (await chat.says(who, said))[0]
    assert (await chat.says(甲, "示范点"))[0].startswith("示范点 9 个\n")


@at("2027-05-31T12:00:00+08:00")
async def test_the_yearly_check_is_asked_for_once_a_month_and_noted(chat: Chat) -> None:
    chat.hears_all()
    await chat.moves_to("2027-06-01T10:00:00+08:00")
    told = [text for text in chat.hears(丙) if "该复核的示范点" in text]
    assert len(told) == 1
    assert "莲花池村 春风式模范新村（示例），2027年6月28日" in told[0]
    chat.hears_all()
    assert "下次复核 2028年6月1日" in (await chat.says(丙, "复核示范点 莲花池村 各项都在"))[0]
    assert "复核过" in (await chat.says(群众, "示范点 莲花池村"))[0]


def test_the_next_check_is_a_year_after_the_last() -> None:
    today = date(2026, 11, 22)
    site = Site(1, "莲花池村", "先锋社区", SiteState.NAMED, 1, None, date(2011, 6, 28))
    assert next_check(site, today) == date(2027, 6, 28)
    checked = Site(1, "莲花池村", "先锋社区", SiteState.NAMED, 1, None, date(2011, 6, 28), date(2025, 6, 1))
    assert next_check(checked, today) == date(2026, 6, 1)
    leap = Site(1, "莲花池村", "先锋社区", SiteState.NAMED, 1, None, date(2024, 2, 29), date(2024, 2, 29))
    assert next_check(leap, today) == date(2025, 2, 28)
    assert next_check(Site(1, "莲花池村", "先锋社区", SiteState.WITHDRAWN, 1, None, date(2011, 6, 28)), today) is None


def test_document_and_batch_are_found_in_what_is_said() -> None:
    assert document_in("涪委组〔2026〕12号 第2批") == "涪委组〔2026〕12号"
    assert document_in("第2批") is None
    assert batch_in("涪委组〔2026〕12号 第2批") == 2
    assert batch_in("涪委组〔2026〕12号") is None
