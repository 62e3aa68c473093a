"""通知 and 撤下: seen by the writer first, once in the group, held back with the reason; a day without postings."""

import pytest

from tests.fakes.chat import Chat, after, at, 丙, 乙, 外村党员, 核实人, 甲, 镇干部

区干部 = "cheng.li"

SAID = "通知 明天上午停水，记得接水"
SHOWN = "通知：明天上午停水，记得接水\n——莲花池村"


async def _on_monday(chat: Chat) -> None:
    await chat.moves_to("2026-11-23T10:00:00+08:00")
    chat.everybody_hears()


@after(_on_monday)
async def test_it_stands_in_the_group_once_as_it_was_previewed(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    preview = (await chat.says(乙, SAID))[0]
    assert "现在就发" in preview
    assert SHOWN in preview
    assert chat.group_hears(group) == []
    assert "（N0" in (await chat.says(乙, "发", msgid="9001"))[0]
    assert "（N0" in (await chat.says(乙, "发", msgid="9001"))[0]
    assert chat.group_hears(group) == [SHOWN]


@after(_on_monday)
@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("通知 12月9日周四下午停水", "12月9日周四"),
        ("通知 12月10日（周三）上午社保认证", "12月10日（周三）"),
        ("通知 11月31号打扫卫生", "11月31号"),
    ],
)
async def test_a_day_that_is_none_is_put_right_before_anything_goes(chat: Chat, said: str, day: str) -> None:
    assert (await chat.says(乙, said))[0].startswith(f"“{day}”的日期和星期对不上，或者日历上没有这一天，还没发。")
    await chat.says(乙, "发")
    assert not any(chat.groups_hear().values())
    assert "停水" in (await chat.says(乙, "通知 12月9日（周三）下午停水"))[0]


async def test_said_otherwise_it_does_not_go(chat: Chat) -> None:
    await chat.says(乙, SAID)
    assert await chat.says(乙, "先不发") == ["好的，先不发。"]
    await chat.says(乙, SAID)
    # Once the question is told again, the second time it is over.
    assert "那条通知发不发" in (await chat.says(乙, "待办"))[0]
    assert "那条通知" not in (await chat.says(乙, "待办"))[0]
    assert "N0" not in "".join(await chat.says(乙, "发"))
    assert not any(chat.groups_hear().values())


async def test_said_as_an_order_it_is_shown_and_what_is_said_instead_is_shown_anew(chat: Chat) -> None:
    assert "明早八点停水" in (await chat.says(乙, "发个通知，明早八点停水，大家接好水"))[0]
    shown = (await chat.says(乙, "那就说 明早九点停水"))[0]
    assert "通知：明早九点停水" in shown
    assert "通知：明早十点停水" in (await chat.says(乙, "九点改成十点"))[0]
    assert "通知：明早十点停电" in (await chat.says(乙, "不是停水，是停电"))[0]
    assert "回“发”或“先不发”" in (await chat.says(乙, "八点改七点"))[0], "what does not stand there is not changed"
    assert "（N0" in (await chat.says(乙, "发"))[0]
    assert chat.group_hears(chat.group_of("莲花池村")) == ["通知：明早十点停电\n——莲花池村"]


async def test_a_text_that_was_held_is_forgotten_with_the_next_one(chat: Chat) -> None:
    assert "先没发" in (await chat.says(乙, "通知 老王家的低保下来了，大家去道个喜"))[0]
    await chat.says(乙, SAID)
    sent = (await chat.says(乙, "发"))[0]
    assert "（N0" in sent
    assert "刚才在问" not in sent
    chat.groups_hear()


async def test_the_word_that_sends_a_notice_is_no_yes_to_another_question(chat: Chat) -> None:
    assert "回“是”" in (await chat.says(甲, "三组路灯坏了好几天，晚上黑得很"))[0]
    assert "V0" not in "".join(await chat.says(甲, "发"))
    assert "还没有反映过事情" in "".join(await chat.says(甲, "我的反映"))


@pytest.mark.parametrize(
    "said",
    ["有事打13812345678", "给低保户送油", "请陈桂兰来开会", "收到请回复"],
)
async def test_what_is_nobody_s_business_is_held_back_with_the_reason(chat: Chat, said: str) -> None:
    assert "大家都看得到，里面有" in (await chat.says(乙, f"通知 {said}"))[0]
    assert "大家都看得到，里面有" in (await chat.says(乙, f"集中事项 11月25日 {said}"))[0]
    assert "大家都看得到，里面有" in (await chat.says(乙, f"值守 {said} 12月1日到12月5日"))[0]
    assert "大家都看得到，里面有" in (await chat.says(乙, f"承诺 12月5日前{said}"))[0]
    assert not any(chat.groups_hear().values())


@after(_on_monday)
async def test_who_means_no_harm_lets_somebody_else_look(chat: Chat) -> None:
    group, said = chat.group_of("莲花池村"), "通知 给低保户送油，周三来领"
    assert "回“这句没问题”" in (await chat.says(乙, said))[0]
    assert "先不发" in (await chat.says(乙, "先不发"))[0]
    await chat.says(乙, said)
    answer = (await chat.says(乙, "这句没问题"))[0]
    number = answer.partition("（")[2][:4]
    assert "请唐敏看一眼" in answer
    assert "给低保户送油，周三来领" in chat.hears(核实人)[0]
    assert chat.group_hears(group) == []
    assert "是您自己的事" in (await chat.says(乙, f"通过 {number}"))[0]
    assert "没有找到" in (await chat.says(外村党员, f"通过 {number}"))[0]
    assert "看过了" in (await chat.says(核实人, f"通过 {number}", msgid="9002"))[0]
    assert "看过了" in (await chat.says(核实人, f"通过 {number}", msgid="9002"))[0]
    assert "看过了" in chat.hears(乙)[0]
    assert chat.group_hears(group) == ["通知：给低保户送油，周三来领\n——莲花池村"]
    assert "说一声" in (await chat.says(乙, f"撤下 {number}"))[0]
    assert "不作数了" in chat.group_hears(group)[0]
    await chat.says(乙, said)
    number = (await chat.says(乙, "没问题"))[0].partition("（")[2][:4]
    chat.hears(核实人)
    assert "原因" in (await chat.says(核实人, f"退回 {number}"))[0]
    assert "先不发" in (await chat.says(核实人, f"退回 {number} 只写领油的时间"))[0]
    assert "只写领油的时间" in chat.hears(乙)[0]
    await chat.says(乙, said)
    number = (await chat.says(乙, "这句没问题"))[0].partition("（")[2][:4]
    chat.hears(核实人)
    assert "不发了" in (await chat.says(乙, f"撤回 {number}"))[0]
    assert "回“这句没问题”" not in (await chat.says(乙, "通知 收到请回复"))[0]
    assert chat.group_hears(group) == []


async def test_a_name_may_stand_there_once_its_owner_agrees(chat: Chat) -> None:
    await chat.says(甲, "公开姓名")
    assert "现在" in (await chat.says(乙, "通知 请陈桂兰来开会"))[0]


async def test_at_night_it_waits_for_the_morning_and_can_be_stopped(chat: Chat) -> None:
    await chat.moves_to("2026-11-23T22:00:00+08:00")
    chat.everybody_hears()
    group = chat.group_of("莲花池村")
    assert "明早8点发" in (await chat.says(乙, SAID))[0]
    assert "明早8点发到" in (await chat.says(乙, "发"))[0]
    assert "收住了" in (await chat.says(乙, "撤下"))[0]
    await chat.moves_to("2026-11-24T09:00:00+08:00")
    assert chat.group_hears(group) == []
    chat.everybody_hears()
    assert await chat.says(乙, "撤下") == ["没有还在群里的通知，不用撤。"]


@pytest.mark.parametrize("said", ["不发了", "算了，别发了", "撤了那个通知"])
async def test_what_waits_is_stopped_in_plain_words_too(chat: Chat, said: str) -> None:
    await chat.moves_to("2026-11-23T22:00:00+08:00")
    chat.everybody_hears()
    shown = (await chat.says(乙, "通知 明天上午打疫苗，带身份证"))[0]
    assert "通知：11月24日上午打疫苗，带身份证" in shown, "in the morning it would be another 明天"
    await chat.says(乙, "发")
    assert "收住了" in (await chat.says(乙, said))[0]
    await chat.moves_to("2026-11-24T09:00:00+08:00")
    assert chat.group_hears(chat.group_of("莲花池村")) == []
    chat.everybody_hears()
    # Where nothing was said of a notice it takes none back.
    assert "撤下" not in (await chat.says(乙, said))[0]


@after(_on_monday)
async def test_what_was_read_is_taken_back_in_the_group(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    await chat.says(乙, SAID)
    number = (await chat.says(乙, "发"))[0].partition("（")[2][:4]
    assert chat.group_hears(group) == [SHOWN]
    assert "没有找到" in (await chat.says(外村党员, f"撤下 {number}"))[0]
    assert "说一声" in (await chat.says(乙, f"撤下 {number}"))[0]
    assert chat.group_hears(group) == ["前面的通知“明天上午停水，记得接水”不作数了，请以后面的为准。"]
    assert "已撤下" in (await chat.says(乙, f"来历 {number}"))[0]


async def test_a_member_and_a_committee_do_not_speak_to_the_group(chat: Chat) -> None:
    for who in (甲, 核实人):
        assert "是书记、镇街、区委组织部用的" in (await chat.says(who, SAID))[0]


@after(_on_monday)
async def test_what_an_office_says_to_many_places_goes_when_a_second_officer_has_seen_it(chat: Chat) -> None:
    said = "通知：周五晚上区里送戏下乡\n——涪城区"
    preview = (await chat.says(丙, "通知 周五晚上区里送戏下乡"))[0]
    assert "发到 20 个群，要再有一位同志看过才发" in preview
    assert said in preview
    answer = (await chat.says(丙, "发", msgid="9011"))[0]
    assert (await chat.says(丙, "发", msgid="9011"))[0] == answer
    number = answer.partition("（")[2][:4]
    assert "请程立看一眼" in answer
    assert not any(chat.groups_hear().values())
    assert said in chat.hears(区干部)[0]
    assert f"{number} " in "".join(await chat.says(区干部, "待办"))
    assert "是您自己的事" in (await chat.says(丙, f"通过 {number}"))[0]
    assert "没有找到" in (await chat.says(镇干部, f"通过 {number}"))[0]
    assert "这就发到 20 个群。" in (await chat.says(区干部, f"通过 {number}"))[0]
    assert "这就发到 20 个群。" in chat.hears(丙)[0]
    heard = chat.groups_hear()
    assert len(heard) == 20
    assert all(texts == [said] for texts in heard.values())
    assert "说一声" in (await chat.says(丙, f"撤下 {number}"))[0]
    assert all("不作数了" in texts[0] for texts in chat.groups_hear().values())


@after(_on_monday)
async def test_a_township_with_one_officer_is_seconded_by_the_district(chat: Chat) -> None:
    assert "大家都看得到，里面有" in (await chat.says(镇干部, "通知 老王家的低保下来了"))[0]
    await chat.says(镇干部, "通知 周四下午来镇上领表")
    number = (await chat.says(镇干部, "发"))[0].partition("（")[2][:4]
    assert "几个村的群都看得到" in chat.hears(丙)[0]
    assert "几个村的群都看得到" in chat.hears(区干部)[0]
    assert "先不发" in (await chat.says(丙, f"退回 {number} 写明几点"))[0]
    assert "写明几点" in chat.hears(镇干部)[0]
    assert not any(chat.groups_hear().values())


@after(_on_monday)
async def test_on_a_held_day_nothing_is_posted_and_the_rest_goes_the_next_morning(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    assert "留到11月24日" in (await chat.says(乙, "今天不要在群里发"))[0]
    assert "明早8点发" in (await chat.says(乙, SAID))[0]
    await chat.says(乙, "发")
    await chat.moves_to("2026-11-23T20:00:00+08:00")
    assert chat.group_hears(group) == []
    await chat.moves_to("2026-11-24T08:01:00+08:00")
    assert chat.group_hears(group) == [SHOWN.replace("明天", "11月24日")]
    chat.everybody_hears()


@after(_on_monday)
async def test_a_held_day_can_be_opened_again(chat: Chat) -> None:
    await chat.says(乙, "今天不要在群里发")
    assert "照常" in (await chat.says(乙, "可以在群里发了"))[0]
    assert "现在就发" in (await chat.says(乙, SAID))[0]


async def _asked(chat: Chat, who: str, said: str) -> str:
    """Let an office ask for a second look; return the number of its notice."""
    await chat.says(who, said)
    return (await chat.says(who, "发"))[0].partition("（")[2][:4]


@after(_on_monday)
async def test_what_waits_for_a_second_officer_names_its_day_and_does_not_go_when_that_is_over(chat: Chat) -> None:
    number = await _asked(chat, 镇干部, "通知 明天上午各村防火巡查")
    assert "11月24日上午各村防火巡查" in chat.hears(丙)[0]
    await chat.moves_to("2026-11-25T09:00:00+08:00")
    chat.hears_all()
    assert "11月24日已经过了，没有发" in (await chat.says(丙, f"通过 {number}"))[0]
    assert not any(chat.groups_hear().values())
    assert "先不发" in (await chat.says(丙, f"退回 {number} 日子过了"))[0]
    assert "日子过了" in chat.hears(镇干部)[0]


@at("2026-11-27T22:00:00+08:00")
async def test_what_is_about_the_day_off_goes_before_it_and_what_names_no_day_can_be_hurried(chat: Chat) -> None:
    assert "明早8点发，" in (await chat.says(乙, "通知 明天上午10点院坝开会"))[0]
    assert "明早8点发到" in (await chat.says(乙, "发"))[0]
    assert "11月30日8点发，" in (await chat.says(乙, "通知 垃圾桶换到村口了"))[0]
    assert "明早8点起发“现在送”" in (await chat.says(乙, "发"))[0]
    await chat.moves_to("2026-11-28T08:01:00+08:00")
    chat.everybody_hears()
    group = chat.group_of("莲花池村")
    assert chat.group_hears(group) == ["通知：11月28日上午10点院坝开会\n——莲花池村"]
    assert "1 条现在就送" in (await chat.says(乙, "现在送"))[0]
    await chat.moves_to("2026-11-28T08:02:00+08:00")
    assert len(chat.group_hears(group)) == 1
    assert "这就在群里说一声" in (await chat.says(乙, "撤下"))[0]
    assert "垃圾桶换到村口了”不作数" in chat.group_hears(group)[0]


@at("2026-11-27T22:30:00+08:00")
async def test_a_warning_presses_nobody_and_its_way_in_the_night_is_told(chat: Chat) -> None:
    warning = "通知 今晚暴雨红色预警，低洼处的住户请马上转移到村委会"
    preview = (await chat.says(乙, warning))[0]
    assert "那时11月27日已经过了" in preview
    answer = (await chat.says(乙, "发"))[0]
    number = answer.partition("（")[2][:4]
    assert f"给区委组织部的程立、沈文静打个电话，他们发“应急 {number} 原因”" in answer
    assert await chat.says(丙, f"应急 {number} 暴雨") == [f"{number} 的 1 条现在就发，原因记下了。"]
    await chat.moves_to("2026-11-27T22:31:00+08:00")
    group = chat.group_of("莲花池村")
    assert chat.group_hears(group) == ["通知：11月27日晚上暴雨红色预警，低洼处的住户请马上转移到村委会\n——莲花池村"]
    assert "这就在群里说一声" in (await chat.says(乙, f"撤下 {number}"))[0]
    assert "不作数了" in chat.group_hears(group)[0], "as quickly as it went"


@at("2026-11-27T22:30:00+08:00")
async def test_a_warning_to_all_places_calls_the_second_officer_at_once(chat: Chat) -> None:
    number = await _asked(chat, 丙, "通知 今晚暴雨红色预警，低洼处的住户请马上转移到村委会")
    assert "暴雨红色预警" in chat.hears(区干部)[0]
    answer = (await chat.says(区干部, f"通过 {number}"))[0]
    assert f"等不得的，发“应急 {number} 原因”，马上就发。" in answer
    assert f"应急 {number}" in chat.hears(丙)[0]
    assert "20 条现在就发" in (await chat.says(区干部, f"应急 {number} 暴雨"))[0]
    await chat.moves_to("2026-11-27T22:31:00+08:00")
    assert sum(map(len, chat.groups_hear().values())) == 20


@at("2026-11-28T15:00:00+08:00")
async def test_what_waits_is_not_told_of_as_sent(chat: Chat) -> None:
    await chat.says(乙, "通知 垃圾桶换到村口了")
    answer = (await chat.says(乙, "发"))[0]
    assert "11月30日8点发到" in answer
    assert "等不到那时，发“现在送”" in answer
    assert "已发" not in "".join(await chat.says(乙, "我的事"))


@after(_on_monday)
@pytest.mark.parametrize("said", ["刚才那个通知作废", "算了不开了，撤下", "把大扫除的通知取消了"])
async def test_a_notice_that_is_off_is_taken_down_when_it_was_seen_which(chat: Chat, said: str) -> None:
    group = chat.group_of("莲花池村")
    for text in ("周五上午大扫除", "晚上放坝坝电影")[:: -1 if "大扫除" in said else 1]:
        await chat.says(乙, f"通知 {text}")
        await chat.says(乙, "发")
    chat.hears_all()
    meant = "周五上午大扫除" if "大扫除" in said else "晚上放坝坝电影"
    assert f"撤下这条通知：“{meant}”" in (await chat.says(乙, said))[0]
    assert chat.group_hears(group) == []
    assert "已撤下" in (await chat.says(乙, "是"))[0]
    assert chat.group_hears(group) == [f"前面的通知“{meant}”不作数了，请以后面的为准。"]


@after(_on_monday)
@pytest.mark.parametrize("said", ["给群里说一声 明天下午两点在院坝开会", "给群里发个通知，明天下午两点在院坝开会"])
async def test_what_the_group_is_to_be_told_in_plain_words_is_shown(chat: Chat, said: str) -> None:
    assert "通知：明天下午两点在院坝开会" in (await chat.says(乙, said))[0]


@after(_on_monday)
async def test_a_preview_waits_for_its_word_while_something_else_is_asked(chat: Chat) -> None:
    await chat.says(乙, SAID)
    assert "那条通知发不发" in (await chat.says(乙, "今天谁值班"))[0]
    assert "（N0" in (await chat.says(乙, "发"))[0]
    assert chat.group_hears(chat.group_of("莲花池村")) == [SHOWN]


@after(_on_monday)
@pytest.mark.parametrize("said", ["刚发的那个时间错了", "刚发的那个时间错了，是3点", "刚才那个通知的地点写错了"])
async def test_a_notice_that_was_wrong_is_taken_down_when_it_was_seen_which(chat: Chat, said: str) -> None:
    assert "撤下这条通知" not in (await chat.says(乙, said))[0]
    await chat.says(乙, "取消")
    await chat.says(乙, SAID)
    await chat.says(乙, "发")
    chat.group_hears(chat.group_of("莲花池村"))
    assert "把对的再发一遍“通知 …”" in (await chat.says(乙, said))[0]
    assert "已撤下" in (await chat.says(乙, "是"))[0]
    assert "不作数了" in chat.group_hears(chat.group_of("莲花池村"))[0]


async def test_a_warning_carries_nothing_else_past_the_gate(chat: Chat) -> None:
    held = (await chat.says(乙, "通知 暴雨预警，三组王老五家是低保户，大家离他远点"))[0]
    assert "家里的难处" in held and "先没发" in held
    assert "回“发”就发" in (await chat.says(乙, "通知 暴雨预警，低洼处的住户请马上到村委会"))[0]


@pytest.mark.parametrize(
    "said",
    [
        "黄牛走丢了，看到的说一声",
        "明天下午三点在村委会开群众会，各家来一个人",
        "请各家各户把门前扫一扫",
        "周六我家娃儿结婚，请大家吃饭",
    ],
)
async def test_everyday_notices_are_shown(chat: Chat, said: str) -> None:
    assert f"通知：{said}" in (await chat.says(乙, f"通知 {said}"))[0]
