"""What a secretary says of points, stars and his place in plain words: shown first, never booked as his own deed."""

from tests.fakes.chat import Chat, 乙, 核实人, 甲


async def test_points_for_somebody_are_no_deed_of_whoever_gives_them(chat: Chat) -> None:
    for said, line in (
        ("给蒲德明加1分，帮忙抢险", "“加分 蒲德明 1 帮忙抢险”"),
        ("给蒲德明今年加1分，帮忙抢险", "“加分 蒲德明 1 帮忙抢险”"),
        ("何光荣今年扣2分，没参加组织生活会", "要记：何光荣 2026 年扣分 2 分，没参加组织生活会。"),
    ):
        assert line in (await chat.says(乙, said))[0]
        await chat.says(乙, "不是")
    assert "蒲德明" not in (await chat.says(乙, "我的记录"))[0]


async def test_stars_of_one_and_of_all_are_asked_after(chat: Chat) -> None:
    assert "名册里没有" not in (await chat.says(乙, "陈桂兰评几星"))[0]
    assert "接不上" not in (await chat.says(乙, "大家星级评得咋样了"))[0]


async def test_gaps_the_month_and_who_stands_in_are_found(chat: Chat) -> None:
    assert await chat.says(乙, "哪天缺人值班") == await chat.says(乙, "缺班")
    assert "莲花池村的情况" in (await chat.says(乙, "支部这个月好多人报了"))[0]
    assert "由唐敏同志代行" in (await chat.says(乙, "我要去开会，书记的事请唐敏管到30号"))[0]
    assert "莲花池村的情况" not in (await chat.says(甲, "支部这个月好多人报了"))[0]
    assert "代行" not in (await chat.says(核实人, "这个月我报了好多条"))[0]


async def test_what_a_meeting_has_settled_is_nobodys_word_of_his_own_stars(chat: Chat) -> None:
    for who, said in (
        (乙, "支委会讨论了评星，5个五星"),
        (乙, "组织生活会评了星，3个五星，8个四星"),
        (甲, "支委会讨论了评星，5个五星"),
    ):
        assert (await chat.says(who, said))[0].startswith("会上议的星不算谁的自评，没有记。")
    assert "自评记下了：4 星" in (await chat.says(甲, "自评4星，支委会上讨论过的"))[0]
