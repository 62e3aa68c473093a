"""断点, 结对, 推进进度, 简报: where a belt is broken, who helps, and what its groups read."""

from datetime import date

from models.organisation.units.tables import DemoSite, Unit
from models.standards.linking.rules import BeltPlace, gaps
from tests.fakes.chat import Chat, 丙, 乙, 镇干部

另一位 = "cheng.li"
TODAY = date(2026, 11, 22)
NOBODY = "我会告诉宋佳。新皂还没有登记镇街的同志，请您当面说一声。"


async def test_a_belt_tells_its_gaps_until_a_place_has_a_site(chat: Chat) -> None:
    for site in await DemoSite.filter(unit__parent__name="金家林"):
        await DemoSite.filter(id=site.id).update(withdrawn_on=TODAY)
    shown = (await chat.says(丙, "断点 工业港"))[0].split("\n")
    without = [line.removeprefix("· ").split("：")[0] for line in shown if "还没有示范点" in line]
    assert without == ["青义", "金家林", "新皂", "经开区"]
    assert (await chat.says(镇干部, "断点 工业港"))[0].split("\n") == shown[:-1]  # who pairs is told how
    there = await Unit.filter(parent__name="青义").first() or await Unit.get(name="青义")
    applied = (await chat.says(丙, f"申报示范点 {there.name} 先锋社区"))[0]
    number = applied.split("，")[1].split(" ")[0]
    await chat.says(丙, f"同意 {number}")
    await chat.says(丙, f"授牌 {number} 涪委组〔2026〕12号 第2批")
    chat.everybody_hears()
    assert "青义：还没有示范点" not in (await chat.says(丙, "断点 工业港"))[0]
    assert "这次没办" in (await chat.says(乙, "断点 工业港"))[0]
    assert "没有找到叫“月亮”的示范带" in (await chat.says(丙, "断点 月亮"))[0]


async def test_two_places_are_paired_and_both_are_told(chat: Chat) -> None:
    told = (await chat.says(丙, "结对 新皂 金家林"))[0]
    number = told.split("（")[1][:4]
    assert told == f"好的，新皂和金家林结对了（{number}），{NOBODY}结束时发“办结 {number}”。"
    heard = chat.everybody_hears()
    assert any(f"请金家林和新皂结对（{number}）" in text for texts in heard.values() for text in texts)
    assert f"新皂：还没有示范点，已和金家林结对（{number}）" in (await chat.says(丙, "断点 工业港"))[0]
    assert f"新皂已经和金家林结对（{number}）" in (await chat.says(丙, "结对 新皂 龙门"))[0]
    assert "结对要两个地方" in (await chat.says(丙, "结对 新皂 新皂"))[0]
    assert "莲花池村不是示范带上的一处" in (await chat.says(丙, "结对 莲花池村 金家林"))[0]
    assert "工业港党建示范带：6 处，有示范点 3 处" in (await chat.says(丙, "推进进度"))[0]
    assert number not in (await chat.says(丙, "待办"))[0]
    assert "这次没办" in (await chat.says(镇干部, "结对 新皂 金家林"))[0]
    assert (await chat.says(另一位, f"办结 {number}"))[0] == f"新皂和金家林的结对结束了（{number}），谢谢两边。"
    chat.everybody_hears()
    assert "可以请" in (await chat.says(丙, "断点 工业港"))[0]


async def test_a_bulletin_is_seen_first_and_names_nobody_who_did_little(chat: Chat) -> None:
    shown = (await chat.says(丙, "简报 工业港 第四季度"))[0]
    assert "工业港党建示范带 2026年第四季度简报\n示范点：龙门、金家林、石塘\n" in shown
    assert not any(chat.groups_hear().values())
    assert "简报发到这条带的" in (await chat.says(丙, "是"))[0]
    posts = [text for texts in chat.groups_hear().values() for text in texts]
    assert posts
    assert all(text.endswith("感谢带上的每一位。") and "断点" not in text for text in posts)
    await chat.says(丙, "结对 新皂 金家林")
    before = (await chat.says(丙, "简报 工业港"))[0]
    assert "2026年第三季度简报" in before
    assert "结对" not in before, "it was paired after that quarter"
    assert "结对：新皂和金家林" in (await chat.says(丙, "简报 工业港 第四季度"))[0]
    chat.hears_all()


def test_the_nearest_strong_place_helps() -> None:
    places = [
        BeltPlace(n, name, sites, TODAY) for n, (name, sites) in enumerate([("甲", 1), ("乙", 0), ("丙", 0), ("丁", 2)])
    ]
    assert [(gap.place.name, gap.helper) for gap in gaps(places, {}, TODAY, 60)] == [("乙", "甲"), ("丙", "丁")]
    assert gaps([BeltPlace(1, "甲", 1, None)], {}, TODAY, 60)[0].helper is None
