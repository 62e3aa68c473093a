"""Posts told in plain words, given again, and what nobody or somebody else sees to afterwards."""

import pytest

from models.organisation.people.tables import Post
from models.organisation.posts.words import end_line, give_line
from tests.fakes.chat import NOON, Chat, things, 乙, 外村党员, 己, 核实人, 甲, 镇干部
from tests.organisation.tables import xlsx


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("从今天起张三当三组组长", "任职 张三 三组组长"),
        ("让林晓雨当支委，干到2029年", "任职 林晓雨 支委 到2029年12月31日"),
        ("选了张三做党小组长", "任职 张三 党小组长"),
        ("李志强同志担任村委会主任了", "任职 李志强 村委会主任"),
        ("张三当支委好几年了", None),
        ("张三当支委了没", None),
        ("哪个当书记", None),
        ("我当支委", None),
        ("张三今天当志愿者", None),
    ],
)
def test_who_gets_a_post_is_read_in_plain_words(said: str, line: str | None) -> None:
    assert give_line(said, NOON) == line


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("唐敏辞去支委", "免职 唐敏 支委"),
        ("唐敏同志辞了核实人", "免职 唐敏 核实人"),
        ("免去唐敏的核实人", "免职 唐敏 核实人"),
        ("唐敏不再是支委", "免职 唐敏 支委"),
        ("我辞去支委", None),
        ("唐敏辞去工作", None),
    ],
)
def test_who_has_one_no_more_is_read_likewise(said: str, line: str | None) -> None:
    assert end_line(said, NOON) == line


async def test_plain_words_are_offered_and_shown_before_anything_is_kept(chat: Chat) -> None:
    assert "核实人要由正式党员担任" in (await chat.says(乙, "让林晓雨当核实人，干到2029年"))[0]
    shown = (await chat.says(乙, "让何光荣当核实人，干到2029年"))[0]
    assert "登记：何光荣同志任莲花池村核实人，从今天到2029年12月31日。" in shown
    assert "任莲花池村核实人" not in (await chat.says(甲, "让何光荣当核实人，干到2029年"))[0]
    chat.hears_all()


async def test_a_cadre_who_leaves_another_post_leaves_no_shifts(chat: Chat) -> None:
    shown = (await chat.says(乙, "免职 唐敏 核实人"))[0]
    assert "个班" not in shown
    await chat.says(乙, "是")
    assert "空着：核实人" in (await chat.says(镇干部, "空缺"))[0]
    chat.hears_all()


async def test_a_term_made_longer_is_no_new_post(chat: Chat) -> None:
    post = await Post.filter(person__userid=核实人, role="verifier").first()
    assert post
    assert "延到2030年" in (await chat.says(乙, f"任职 唐敏 {post.title} 到2030年"))[0]
    assert "从今天起" not in (await chat.says(乙, "是"))[0]
    told = chat.hears(核实人)[0]
    assert "延到2030年" in told and "从今天起" not in told


async def test_a_table_without_a_title_of_its_own_leaves_the_title(chat: Chat) -> None:
    held = await Post.filter(role="group_leader", person__unit__name="莲花池村").select_related("person").first()
    assert held and held.valid_to
    await Post.filter(id=held.id).update(title="第一党小组组长")
    head = ["姓名", "岗位", "任到"]
    same = xlsx([head, [held.person.name, "党小组长", held.valid_to.isoformat()]])
    assert "不变 1" in (await chat.sends(乙, "表.xlsx", same))[0]
    await chat.sends(乙, "表.xlsx", xlsx([head, [held.person.name, "党小组长", "2032-12-31"]]))
    await chat.says(乙, "导入")
    newest = await Post.filter(person_id=held.person_id, role="group_leader").order_by("-id").first()
    assert newest and (newest.title, str(newest.valid_to)) == ("第一党小组组长", "2032-12-31")
    chat.hears_all()


async def test_who_stood_in_hears_that_another_does(chat: Chat) -> None:
    await chat.says(乙, "代行 唐敏 到12月2日")
    await chat.says(乙, "是")
    chat.hears(核实人)
    assert "唐敏同志的代行同时收回" in (await chat.says(乙, "代行 周小川 到12月3日"))[0]
    await chat.says(乙, "是")
    assert "代行书记" in chat.hears(核实人)[0]
    chat.hears(己)


async def test_a_secretary_who_goes_leaves_his_post_open_though_somebody_stands_in(chat: Chat) -> None:
    await chat.says(乙, "代行 唐敏 到12月3日")
    await chat.says(乙, "是")
    await chat.leaves(乙)
    assert "现在空着：书记" in "".join(await chat.says(镇干部, "待办"))
    assert "空着：书记" in (await chat.says(镇干部, "空缺"))[0]
    chat.hears_all()


async def test_a_post_that_is_filled_falls_off_the_handover(chat: Chat) -> None:
    await chat.leaves(外村党员)
    chat.hears_all()
    assert "现在空着：书记" in "".join(await chat.says(镇干部, "待办"))
    await chat.says(镇干部, "任职 桂花湾村 王秀兰 书记 到2029年")
    await chat.says(镇干部, "是")
    waits = "".join(await chat.says(镇干部, "待办"))
    assert "空着：书记" not in waits
    chat.hears_all()


async def test_who_is_taken_in_elsewhere_hears_which_posts_have_ended(chat: Chat) -> None:
    await chat.says(乙, "转出 唐敏 桂花湾村")
    await chat.says(乙, "是")
    await chat.says(核实人, "同意")
    await chat.says(外村党员, "接收 唐敏")
    told = [one for text in chat.hears(核实人) for one in things([text]) if "组织关系已转到" in one]
    assert "核实人" in told[0] and "到此为止" in told[0]
    chat.hears_all()


async def test_whoever_was_elected_is_not_dismissed_by_the_branch(chat: Chat) -> None:
    assert "这个职务是选出来的" in (await chat.says(乙, "免职 欧阳春燕 村委会主任"))[0]
    assert "这个职务是选出来的" not in (await chat.says(乙, "免职 唐敏 核实人"))[0]


async def test_a_handover_holds_no_handover(chat: Chat) -> None:
    await chat.says(乙, "承诺 12月10日前修好三组路灯")
    await chat.says(核实人, "承诺 12月10日前修好四组路灯")
    await chat.says(乙, "免职 唐敏 核实人")
    assert "列成了交接清单" in (await chat.says(乙, "是"))[0]
    shown = (await chat.says(乙, "免职 唐敏 组织委员"))[0]
    assert "公开承诺" in shown and "卸任后的交接" not in shown
    chat.hears_all()


async def test_whoever_stood_in_hears_once_that_it_has_ended(chat: Chat) -> None:
    await chat.says(乙, "代行 唐敏 到11月27日")
    await chat.says(乙, "是")
    heard = list[str]()
    for day in ("2026-11-27", "2026-11-30", "2026-12-01"):
        await chat.moves_to(f"{day}T09:00:00+08:00")
        heard += [one for one in things(chat.hears(核实人)) if "已经到期收回" in one]
        chat.hears_all()
    assert heard == ["您代行莲花池村书记到2026年11月27日为止，已经到期收回，辛苦了。没办完的事，跟书记交代一句就行。"]
