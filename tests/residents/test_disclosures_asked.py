"""Accounts that people ask for in their own words: of which place, of which year; what is not the thing asked about."""

from tests.fakes.chat import Chat, 乙, 己, 戊, 群众, 镇干部

FIGURES = "收入3.2万元，支出2.8万元"


async def _out(chat: Chat) -> None:
    [entered] = await chat.says(己, f"登记公开 财务 3季度 {FIGURES}")
    await chat.says(戊, f"通过 {entered[4:9]}")
    chat.hears_all()


async def test_the_accounts_of_the_place_that_is_named_are_told(chat: Chat) -> None:
    await _out(chat)
    said = (await chat.says(镇干部, "莲花池村财务公开了没"))[0]
    assert said.startswith("莲花池村财务：\n")
    assert "2026年第三季度：11月22日（周日）公开" in said
    assert FIGURES in said
    assert (await chat.says(群众, "桂花湾村财务公开了没"))[0].startswith(
        "桂花湾村（示例）财务：\n2026年第一季度：未公开"
    )


async def test_last_years_quarter_is_last_years(chat: Chat) -> None:
    assert "2025年第四季度：未公开" in (await chat.says(群众, "去年4季度的账呢"))[0]
    assert "2026年第三季度：未公开" in (await chat.says(群众, "三季度的账公开没有"))[0]


async def test_what_is_mended_is_told_by_what_it_is(chat: Chat) -> None:
    await chat.says(乙, "承诺 6月底前修好三组水渠")
    assert "水渠" not in (await chat.says(群众, "路灯修好没有"))[0]
    assert "修好三组水渠" in (await chat.says(群众, "水渠修好没有"))[0]


async def test_a_community_hears_its_own_numbers(chat: Chat) -> None:
    assert "过半数的户的代表参加" in (await chat.says("baixuelian", "居民会议好多人参加"))[0]
    assert "三分之二以上的户" in (await chat.says(群众, "村民会议好多人参加"))[0]
