"""What is asked, or not believed, of a meeting that is told: which assembly, how many there should have been."""

from tests.democracy.village import proposed, through_three, yes
from tests.fakes.chat import Chat, after, 乙, 戊

NUMBER = "D010"


async def to_be_resolved(chat: Chat) -> None:
    """Bring the lease of the pond as far as the resolution, which one of two assemblies may take."""
    assert await proposed(chat, kind="5", title="鱼塘出租") == NUMBER
    await through_three(chat, NUMBER)
    chat.hears_all()


@after(to_be_resolved)
async def test_which_of_two_assemblies_it_was_is_asked_and_not_supposed(chat: Chat) -> None:
    told = f"开会 {NUMBER} 应到30 实到30 赞成25 反对5 列席 刘启航"
    asked = (await chat.says(乙, told))[0]
    assert "由哪个会定要看章程" in asked
    assert "1 集体经济组织成员代表大会，2 集体经济组织成员大会" in asked
    assert "集体经济组织成员代表大会：应到30" in (await chat.says(乙, "代表大会"))[0]
    assert NUMBER in chat.hears(戊)[0]


@after(to_be_resolved)
async def test_which_assembly_is_called_is_asked_and_who_was_called_is_meant(chat: Chat) -> None:
    assert "由哪个会定要看章程" in (await chat.says(乙, f"会议通知 {NUMBER} 12月7日晚上七点 公开招租三年"))[0]
    shown = (await chat.says(乙, "2"))[0]
    assert "会议通知：集体经济组织成员大会12月7日晚上七点开" in shown
    assert "方案：公开招租三年" in shown
    await chat.says(乙, "是")
    assert "成员大会12月8日晚上七点开" in (await chat.says(乙, f"会议通知 {NUMBER} 12月8日晚上七点 方案同前"))[0]
    await chat.says(乙, "取消")
    await chat.skips_to("2026-12-07T20:00:00+08:00")
    shown = (await chat.says(乙, "会开完了，应到90，实到80，赞成60，反对20，刘启航列席"))[0]
    assert f"{NUMBER} 鱼塘出租 的集体经济组织成员大会：应到90" in shown


@after(proposed)
async def test_more_than_the_books_know_should_not_have_come(chat: Chat) -> None:
    many = (await chat.says(乙, f"开会 {NUMBER} 应到20 实到20 赞成20 反对0 弃权0"))[0]
    assert "支部会应到的，名册上最多 2 位，应到 20 多了，先没记" in many
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2 反对0 弃权0")
    assert "最多 4 位" in (await chat.says(乙, f"开会 {NUMBER} 应到5 实到5 赞成5 反对0 弃权0"))[0]
    await chat.says(乙, f"开会 {NUMBER} 应到4 实到4 赞成4 反对0 弃权0")
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月25日 装灯")
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    assert (
        "党员大会应到的，名册上最多 9 位"
        in (await chat.says(乙, f"开会 {NUMBER} 应到30 实到22 赞成20 反对2 列席 刘启航"))[0]
    )
