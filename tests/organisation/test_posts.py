"""任职, 免职, 代行, 岗位, 空缺: posts begin and end on their days, given by those who may."""

import pytest

from models.organisation.people.tables import Post
from tests.fakes.chat import Chat, at, 丙, 乙, 己, 戊, 核实人, 甲, 群众, 镇干部

何光荣 = "heguangrong"


async def _does(chat: Chat, who: str, said: str) -> str:
    """Let somebody say a line and agree to what is shown; return what he is told then."""
    shown = (await chat.says(who, said))[0]
    assert "对的话回“是”" in shown, shown
    return (await chat.says(who, "是"))[0]


@at("2026-12-08T12:00:00+08:00")
async def test_a_post_begins_today_and_ends_with_its_term(chat: Chat) -> None:
    assert "用的，这次没办" in (await chat.says(何光荣, "待核实"))[0]
    shown = (await chat.says(乙, "任职 何光荣 核实人 到12月10日"))[0]
    assert shown.startswith("登记：何光荣同志任莲花池村核实人，从今天到2026年12月10日。")
    assert "从今天起是莲花池村核实人" in (await chat.says(乙, "是"))[0]
    assert "从今天起您是莲花池村核实人，到2026年12月10日为止" in chat.hears(何光荣)[0]
    assert "用的，这次没办" not in (await chat.says(何光荣, "待核实"))[0]
    await chat.moves_to("2026-12-11T00:00:01+08:00")
    chat.hears_all()
    assert "用的，这次没办" in (await chat.says(何光荣, "待核实"))[0]


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (乙, "任职 唐敏 书记 到2029年", "书记由镇街或区委组织部登记"),
        (乙, "任职 罗正富 支委 到2029年", "自己的岗位要由上级登记"),
        (乙, "任职 何光荣 支委", "到哪一天为止"),
        (乙, "任职 何光荣 支委 到2025年", "2025年12月31日已经过了"),
        (乙, "任职 何光荣 支委 到2025年6月30日", "2025年6月30日已经过了"),
        (乙, "任职 林晓雨 支委 到2029年", "支委要由正式党员担任，林晓雨在名册上是预备党员"),
        (乙, "任职 王秀兰 核实人 到2029年", "要由正式党员担任"),
        (镇干部, "任职 欧阳春燕 监督委员会主任 到2029年", "不能同时在村(居)务监督委员会任职"),
        (镇干部, "任职 邓国才 村委会委员 到2029年", "不能同时在村(居)务监督委员会任职"),
        (乙, "任职 何光荣任文书 到2025年", "2025年12月31日已经过了"),
        (乙, "任职 何光荣 坐班 到2029年", "加入值班 何光荣"),
        (乙, "任职 李志强 支委 到2029年", "您负责的范围里没有找到“李志强”"),
        (乙, "任职 何光荣 到2029年", "这样发：任职"),
        (乙, "任职 何光荣 妇联主席 到2029年", "没认出是哪个岗位"),
        (镇干部, "任职 杨兴发 书记 到2029年", "您负责的范围里没有找到"),
        (镇干部, "任职 桂花湾村 唐敏 支委 到2029年", "唐敏同志在莲花池村。只写名字"),
        (镇干部, "任职 刘启航 镇街 到2029年", "镇街由区委组织部登记"),
        (甲, "任职 何光荣 支委 到2029年", "用的，这次没办"),
        (乙, "免职 罗正富 坐班", "退出值班 罗正富"),
        (乙, "免职 罗正富 书记", "书记由镇街或区委组织部登记"),
        (乙, "免职 唐敏", "有好几个岗位"),
        (乙, "免职 陈桂兰", "现在没有这个岗位"),
        (乙, "代行 唐敏", "到哪一天为止"),
        (乙, "代行 唐敏 到2028年", "代行最长半年"),
        (乙, "代行 林晓雨 到12月10日", "要由正式党员担任"),
        (核实人, "代行 何光荣 到12月10日", "用的，这次没办"),
    ],
)
async def test_what_may_not_be_given_is_said_and_changes_nothing(chat: Chat, who: str, said: str, heard: str) -> None:
    before = await Post.all().count()
    assert heard in (await chat.says(who, said))[0]
    assert await Post.all().count() == before


async def test_whoever_is_on_the_books_of_the_other_branch_is_told_of_until_he_leaves(chat: Chat) -> None:
    given = "任职 侯丽 支委 到2029年"
    assert "由那边的书记来办" in (await chat.says("LiaoHongmei", given))[0]
    await chat.leaves("houli")
    assert "您负责的范围里没有找到“侯丽”" in (await chat.says("LiaoHongmei", given))[0]


async def test_a_secretary_is_named_from_above_and_nobody_is_left_without_one(chat: Chat) -> None:
    shown = (await chat.says(镇干部, "任职 何光荣 书记 到2029年"))[0]
    assert "罗正富同志现在也是书记，不会跟着卸任；要换人，接着发“免职 罗正富 书记”。" in shown
    answer = await _does(chat, 镇干部, "免职 罗正富 书记")
    assert "莲花池村现在空着：书记（镇街或区委组织部可以登记）" in answer
    assert "从现在起您不再担任" in chat.hears(乙)[0]
    assert "莲花池村空着：书记" in (await chat.says(镇干部, "待办"))[0]
    gaps = (await chat.says(镇干部, "空缺"))[0].splitlines()
    assert "莲花池村空着：书记" in gaps
    assert gaps[0] == f"有 {len(gaps) - 2} 个单位还缺人："
    assert "用的，这次没办" in (await chat.says(乙, "待核实"))[0]
    await _does(chat, 镇干部, "任职 莲花池村 唐敏 村党支部书记 到2029年6月")
    assert "到2029年6月30日为止" in chat.hears(核实人)[0]
    assert "莲花池村空着" not in (await chat.says(镇干部, "待办"))[0]
    listed = (await chat.says(丙, "岗位 莲花池村"))[0]
    assert "村党支部书记 唐敏，到2029年6月30日" in listed
    assert "罗正富" not in listed.split("坐班干部")[0]


async def test_a_post_ends_at_once(chat: Chat) -> None:
    assert "核实人（书记或镇街或区委组织部可以登记）" in await _does(chat, 乙, "免职 唐敏 核实人")
    assert "从现在起您不再担任" in chat.hears(核实人)[0]
    assert "用的，这次没办" in (await chat.says(核实人, "待核实"))[0]


@at("2026-12-08T12:00:00+08:00")
async def test_a_secretary_lends_his_post_to_a_day_and_not_longer(chat: Chat) -> None:
    shown = (await chat.says(乙, "代行 何光荣 到12月10日"))[0]
    assert "从今天到2026年12月10日，由何光荣同志代行莲花池村书记的事；过了这天自动收回" in shown
    await chat.says(乙, "是")
    assert "请您代行莲花池村书记的事" in chat.hears(何光荣)[0]
    assert "用的，这次没办" not in (await chat.says(何光荣, "缺班"))[0]
    assert "登记" in (await chat.says(何光荣, "任职 陈桂兰 支委 到2029年"))[0]
    assert "登记：" not in (await chat.says(何光荣, "代行 陈桂兰 到12月9日"))[0]
    assert "书记由镇街或区委组织部登记" in (await chat.says(何光荣, "免职 罗正富 书记"))[0]
    # Who lends takes back.
    assert "从现在起不再担任代行书记" in await _does(chat, 乙, "免职 何光荣 代行")
    assert "用的，这次没办" in (await chat.says(何光荣, "缺班"))[0]
    await _does(chat, 乙, "代行 何光荣 到12月10日")
    await chat.skips_to("2026-12-10T23:59:00+08:00")
    assert "用的，这次没办" not in (await chat.says(何光荣, "缺班"))[0]
    await chat.moves_to("2026-12-11T00:00:01+08:00")
    chat.hears_all()
    assert "用的，这次没办" in (await chat.says(何光荣, "缺班"))[0]


async def test_for_a_secretary_who_is_ill_the_township_names_who_stands_in(chat: Chat) -> None:
    await _does(chat, 镇干部, "代行 莲花池村 唐敏 到12月10日")
    assert "请您代行" in chat.hears(核实人)[0]
    await _does(chat, 镇干部, "代行 莲花池村 何光荣 到12月8日")
    assert chat.hears(何光荣)
    assert "用的，这次没办" in (await chat.says(核实人, "缺班"))[0]
    assert "代行书记 何光荣，到2026年12月8日" in (await chat.says(戊, "岗位"))[0]
    assert "用的，这次没办" in (await chat.says(己, "岗位"))[0]


async def test_a_yes_after_a_refusal_is_no_yes_to_what_was_shown_before_it(chat: Chat) -> None:
    assert "对的话回“是”" in (await chat.says(乙, "免职 唐敏 核实人"))[0]
    assert "有好几个岗位" in (await chat.says(乙, "免职 唐敏"))[0]
    assert "没有在问的事" in (await chat.says(乙, "是"))[0]
    assert "用的，这次没办" not in (await chat.says(核实人, "待核实"))[0]
    assert chat.hears(核实人) == []


async def test_who_holds_a_post_no_more_is_offered_in_plain_words(chat: Chat) -> None:
    assert "不再担任二组村民代表" in (await chat.says(乙, "王秀兰不当代表了"))[0]


@pytest.mark.parametrize(
    ("who", "said", "until", "shown"),
    [
        (乙, "任职 何光荣 支委", "2029", "到2029年12月31日"),
        (乙, "任职 何光荣 支委", "29年底", "到2029年12月31日"),
        (乙, "任职 何光荣 支委", "干三年吧", "到2029年11月21日"),
        (乙, "任职 何光荣 支委", "到2028年6月为止", "到2028年6月30日"),
        (乙, "代行 唐敏", "12月10日", "到2026年12月10日"),
    ],
)
async def test_a_term_that_was_not_said_is_asked_for(chat: Chat, who: str, said: str, until: str, shown: str) -> None:
    assert "到哪一天为止？" in (await chat.says(who, said))[0]
    assert "没听明白" in (await chat.says(who, "不晓得"))[0]
    assert shown in (await chat.says(who, until))[0]
    assert "会告诉本人" in (await chat.says(who, "是"))[0]
    chat.hears_all()


async def test_what_is_in_somebody_s_hands_is_said_before_he_is_out_of_office_and_stands_on_a_list(chat: Chat) -> None:
    need = (await chat.says(群众, "反映 三组沟渠堵了"))[0].split("（")[1].split("）")[0]
    await chat.says(乙, f"转办 {need} 周小川")
    promise = (await chat.says(己, "承诺 12月10日前修好三组路灯"))[0].split()[1]
    chat.hears_all()
    shown = (await chat.says(乙, "免职 周小川 文书"))[0].splitlines()
    assert shown[1:4] == ["他手上还有 2 件：", f"{need} 群众反映的事", f"{promise} 公开承诺 修好三组路灯"]
    assert "周小川卸任后的交接" not in (await chat.says(乙, "待办"))[0]
    await chat.says(乙, "免职 周小川 文书")
    assert "列成了交接清单" in (await chat.says(乙, "是"))[0]
    chat.hears_all()
    assert f"周小川卸任后的交接：{need} 群众反映的事；" in (await chat.says(乙, "待办"))[0]
    # Who has nothing in hand leaves no list.
    await chat.says(乙, "免职 王秀兰 村民代表")
    assert "清单" not in (await chat.says(乙, "是"))[0]
    chat.hears_all()


async def test_a_representative_of_a_villagers_group_is_named_as_the_book_shows_it(chat: Chat) -> None:
    assert "二组村民代表，到哪一天为止" in (await chat.says(乙, "任职 马小军 二组村民代表"))[0]
    assert "任莲花池村二组村民代表" in (await chat.says(乙, "2029年"))[0]
    await chat.says(乙, "取消")


@at("2028-12-01T10:00:00+08:00")
async def test_an_office_hears_in_time_that_its_posts_end(chat: Chat) -> None:
    await chat.moves_to("2028-12-05T10:00:00+08:00")
    told = "\n".join(chat.hears(丙))
    assert "到2028年12月31日为止，过了这天自动收回。还要接着干的，请" in told
    assert "核实人" not in told
    assert "发“任职 程立 区委组织部干部 到2031年”" in told
    assert "刘启航" in told
    assert "登记：程立同志" in (await chat.says(丙, "任职 程立 区委组织部干部 到2031年"))[0]
    assert any("您的金峰" in one and "到2028年12月31日为止" in one for one in chat.hears(镇干部))
    chat.everybody_hears()
    chat.groups_hear()


@at("2026-12-08T12:00:00+08:00")
async def test_who_goes_and_who_comes_after_him_are_asked_one_after_the_other(chat: Chat) -> None:
    both = "林晓雨不当组长了，换成何光荣"
    shown = (await chat.says(乙, both))[0]
    assert "林晓雨同志不再担任三组组长，马上生效。接着登记何光荣同志接任。" in shown
    ended = (await chat.says(乙, "是"))[0]
    assert "林晓雨同志从现在起不再担任三组组长" in ended
    assert "何光荣同志的三组组长，到哪一天为止？" in ended
    assert "何光荣同志任莲花池村三组组长，从今天到2029年12月31日" in (await chat.says(乙, "到2029年"))[0]
    assert "何光荣同志从今天起是莲花池村三组组长" in (await chat.says(乙, "是"))[0]
    chat.hears_all()
    # Where nobody can follow nothing ends.
    await chat.says(乙, "何光荣不当三组组长了，换成吉克尔古")
    assert "没有找到“吉克尔古”" in (await chat.says(乙, "是"))[0]
    assert "三组组长 何光荣" in (await chat.says(乙, "岗位"))[0]


async def test_days_at_odds_are_said_to_be_so_and_two_are_from_and_until(chat: Chat) -> None:
    assert "先后反了" in (await chat.says(乙, "代行 唐敏 11月28日到11月25日"))[0]
    assert "到2026年11月29日" in (await chat.says(乙, "代行 唐敏 明天 11月29日"))[0]


async def test_a_post_that_somebody_holds_no_more_is_ended_with_who_follows(chat: Chat) -> None:
    [shown] = await chat.says(乙, "唐敏的组织委员不当了，换何光荣")
    assert "唐敏" in shown and "组织委员" in shown and "何光荣" in shown and "对的话回“是”" in shown
