"""待核实, 通过, 退回: people confirm, in batches, never themselves."""

import pytest

from models.organisation.people.tables import Person
from tests.fakes.chat import Chat, after, 丁, 丙, 乙, 外村党员, 戊, 核实人, 甲, 群众, 镇干部
from tests.fakes.databases import ENGINES


async def _three_reports(chat: Chat) -> None:
    await chat.says(乙, "待核实")
    await chat.says(乙, "通过")
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.says(甲, "上报 昨天 看望王婆婆 1小时")
    await chat.says(戊, "上报 巡逻 30分钟")


@after(_three_reports)
async def test_a_secretary_confirms_all_but_some(chat: Chat) -> None:
    listed = (await chat.says(乙, "待核实"))[0].splitlines()
    assert listed[0] == "等您核实 3 条"
    assert [line.split()[1] for line in listed[1:4]] == ["A0238", "A0237", "A0239"]
    assert await chat.says(乙, "通过 除了 2") == ["已核实 2 条：A0238、A0239。留下 1 条没动，下次还会列出。"]
    assert "等您核实 1 条" in (await chat.says(乙, "待核实"))[0]


@after(_three_reports)
async def test_a_second_passing_of_the_same_batch_does_nothing(chat: Chat) -> None:
    await chat.says(乙, "待核实")
    await chat.says(乙, "通过 除了 1 2")
    assert await chat.says(乙, "通过") == ["上一批已经办完了。发“待核实”看新的一批。"]
    assert "等您核实 2 条" in (await chat.says(乙, "待核实"))[0]


@after(_three_reports)
async def test_what_was_corrected_after_the_listing_is_not_confirmed_unseen(chat: Chat) -> None:
    await chat.says(乙, "待核实")
    await chat.says(甲, "更正 A0237 4小时")
    assert (await chat.says(乙, "通过"))[0].startswith("已核实 2 条")
    assert "A0237" in (await chat.says(乙, "待核实"))[0]


@after(_three_reports)
async def test_nobody_verifies_his_own_record(chat: Chat) -> None:
    await chat.says(乙, "上报 打扫村委会院坝 1小时")
    assert "A0240" not in (await chat.says(乙, "待核实"))[0]
    assert await chat.says(乙, "退回 A0240 试试") == ["A0240 是您自己的记录，要请本支部另一位核实人来核实。"]
    assert "A0240" in (await chat.says(核实人, "待核实"))[0]


@after(_three_reports, *ENGINES)
async def test_a_returned_record_goes_back_in_private_and_can_be_corrected(chat: Chat) -> None:
    await chat.says(乙, "待核实")
    assert await chat.says(乙, "退回 2 时间好像不对") == ["A0237 已退回给陈桂兰，原因我私下跟他说。"]
    assert chat.hears(甲) == ["您报的 A0237，核实的同志说：“时间好像不对”。改好发“更正 A0237 …”就行，不用重报。"]
    await chat.says(甲, "更正 A0237 1小时")
    assert (await chat.says(乙, "通过"))[0].startswith("已核实 2 条")
    assert "A0237" in (await chat.says(乙, "待核实"))[0]


async def test_where_nobody_may_verify_the_office_above_is_told_twice_and_nothing_is_lost(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    for name, post in (("唐敏", "核实人"), ("罗正富", "书记")):
        await chat.says(镇干部, f"免职 {name} {post}")
        await chat.says(镇干部, "是")
    chat.everybody_hears()
    told = []
    for monday in ("2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14"):
        await chat.moves_to(f"{monday}T12:00:00+08:00")
        heard = chat.everybody_hears()
        told.append({who: sum("没人能核实" in text for text in texts) for who, texts in heard.items() if texts})
        assert not any("核实" in text for text in heard.get(甲, ()))
    assert [{who for who, times in week.items() if times} for week in told] == [{镇干部}, {镇干部}, set(), set()]
    assert all(week[镇干部] == 1 for week in told[:2])
    await chat.says(镇干部, "任职 何光荣 核实人 到2029年")
    await chat.says(镇干部, "是")
    chat.everybody_hears()
    assert "A0237" in (await chat.says("heguangrong", "待核实"))[0]


@after(_three_reports)
async def test_numbers_that_are_not_in_the_batch_change_nothing(chat: Chat) -> None:
    await chat.says(乙, "待核实")
    assert "这一批只有 1 到 3 号，没有 7 号" in (await chat.says(乙, "通过 除了 7"))[0]
    assert "这一批只有 1 到 3 号，没有 9 号" in (await chat.says(乙, "退回 9 原因"))[0]
    assert (await chat.says(乙, "通过"))[0].startswith("已核实 3 条")


@after(_three_reports)
async def test_the_verifier_sees_what_deserves_a_second_look(chat: Chat) -> None:
    await chat.says(甲, "上报 11月10日 义务修路 5小时")
    listed = (await chat.says(乙, "待核实"))[0]
    assert "补报、单次超过 4 小时" in listed


@after(_three_reports)
async def test_records_of_another_village_are_out_of_reach(chat: Chat) -> None:
    await chat.says(外村党员, "上报 打扫院坝 1小时")
    assert "A0240" not in (await chat.says(乙, "待核实"))[0]
    assert "不归您管" in (await chat.says(乙, "退回 A0240 原因"))[0]


async def test_only_verifiers_verify(chat: Chat) -> None:
    for who in (甲, 丙, 戊):
        assert "是核实人、书记用的" in (await chat.says(who, "待核实"))[0]
    # The supervision committee shares the word for promises, the offices for examples; they have no record to pass.
    assert "是核实人、书记、监督委员会、镇街、区委组织部用的" in (await chat.says(甲, "通过"))[0]
    for who in (丙, 戊):
        assert "现在没有等您“通过”的事" in (await chat.says(who, "通过"))[0]


@after(_three_reports)
async def test_what_residents_and_representatives_report_is_verified_or_returned(chat: Chat) -> None:
    await chat.says(群众, "上报 打扫院坝 1小时")
    await chat.says(丁, "上报 三组 清理沟渠 2小时")
    listed = (await chat.says(乙, "待核实"))[0]
    assert "A0240 马小军" in listed
    assert "A0241 王秀兰" in listed
    await chat.says(乙, "退回 A0241 哪天做的")
    assert "哪天做的" in chat.hears(丁)[0]
    assert "A0240" in (await chat.says(乙, "通过"))[0]
    assert "A0240 环境卫生：打扫院坝，1 小时，11月22日（周日），已核实" in (await chat.says(群众, "我的记录"))[0]


@after(_three_reports)
async def test_namesakes_in_the_list_are_told_apart_by_their_group(chat: Chat) -> None:
    await Person.filter(userid=甲).update(name="张伟", villagers_group="一组")
    await Person.filter(userid=戊).update(name="张伟", villagers_group="三组")
    listed = (await chat.says(乙, "待核实"))[0]
    assert "A0237 张伟（一组）" in listed
    assert "A0239 张伟（三组）" in listed


@after(_three_reports, *ENGINES)
async def test_a_verified_record_is_corrected_by_a_verifier_and_both_hear(chat: Chat) -> None:
    await chat.says(核实人, "待核实")
    assert "由本人来改" in (await chat.says(乙, "更正 A0237 1小时"))[0]
    await chat.says(核实人, "通过")
    assert await chat.says(甲, "更正 A0237 1小时") == ["A0237 已经核实过了，我请核实的同志来改，您不用再发。"]
    wanted = "陈桂兰说已核实的 A0237 应该是：公益劳动：三组清理沟渠，1 小时，11月22日（周日）。"
    assert chat.hears(乙)[0].startswith(wanted)
    assert chat.hears(核实人)[0].startswith(wanted)
    assert "不归您管" in (await chat.says(外村党员, "更正 A0237 1小时"))[0]
    assert (await chat.says(乙, "更正 A0237 1小时"))[0].startswith("A0237 改好了，仍算已核实，本人会私下听到。")
    for who in (甲, 核实人):
        assert chat.hears(who)[0].startswith("罗正富更正了已核实的 A0237。\n原来：公益劳动：三组清理沟渠，2 小时")
    mine = (await chat.says(甲, "我的记录"))[0]
    assert "清理沟渠，1 小时，11月22日（周日），已核实" in mine
    assert "更正：罗正富" in (await chat.says(甲, "来历 A0237"))[0]


async def test_what_a_verifier_says_plainly_of_the_list_is_shown_and_then_done(chat: Chat) -> None:
    await chat.says(乙, "上报 昨天 打扫村委会院坝 2小时")
    await chat.says(甲, "上报 昨天 看望王婆婆 1小时")
    await chat.says(戊, "上报 巡逻 30分钟")
    # What was not listed yet is not confirmed unseen: the words bring the list.
    assert (await chat.says(核实人, "都属实"))[0].startswith("等您核实 4 条")
    [shown] = await chat.says(核实人, "除了罗书记那条，别的都对")
    assert shown.splitlines()[-2:] == ["先留着：2. A0237 罗正富", "对的话回“是”，我就办；不办回“取消”。"]
    assert await chat.says(核实人, "取消") == ["好的，不办了，什么都没改。"]
    [shown] = await chat.says(核实人, "都通过，就是桂兰昨天那条我没看到她，问一哈")
    assert "先留着：3. A0238 陈桂兰" in shown
    # A sentence with its own content is no yes; a question says nothing of the list.
    assert "核实" not in (await chat.says(核实人, "那条是不是真的哦"))[0]
    [shown] = await chat.says(核实人, "第三条时间写多了，退回去让她改成半小时")
    assert shown.startswith("您是说，退回 3. A0238 陈桂兰") and "原因：时间写多了，让她改成半小时" in shown
    assert await chat.says(核实人, "是") == ["A0238 已退回给陈桂兰，原因我私下跟他说。"]
    assert "时间写多了" in chat.hears(甲)[0]
    [shown] = await chat.says(核实人, "老邓巡逻那条我看到了，是真的")
    assert "4. A0239 邓国才" in shown and "先留着：" in shown and "2. A0237 罗正富" in shown
    assert (await chat.says(核实人, "是"))[0].startswith("已核实 1 条：A0239。")
    for other in ("唐敏今天上午来了哈，我证明", "昨天那条没看到人吗"):
        assert not (await chat.says(乙, other))[0].startswith(("您是说", "已核实"))
    await chat.says(核实人, "待核实")
    assert (await chat.says(核实人, "昨天的都过了"))[0].startswith("您是说，这几条属实：")


async def test_the_short_word_under_what_was_shown_means_what_was_shown(chat: Chat) -> None:
    await chat.says(甲, "上报 昨天 看望王婆婆 1小时")
    await chat.says(戊, "上报 巡逻 30分钟")
    await chat.says(核实人, "待核实")
    [shown] = await chat.says(核实人, "都属实，第二个不对，时间太长了")
    assert "先留着：2. A0237 陈桂兰" in shown
    [done] = await chat.says(核实人, "通过")
    assert "A0237" not in done and "A0238" in done and "对的话回“是”" not in done
    await chat.says(核实人, "待核实")
    [shown] = await chat.says(核实人, "A0237搞错了，时间不对，退回去")
    assert shown.startswith("您是说，退回 1. A0237 陈桂兰")


async def test_the_rest_of_a_list_passes_when_one_has_gone_back(chat: Chat) -> None:
    await chat.says(甲, "上报 昨天 看望王婆婆 1小时")
    await chat.says(戊, "上报 巡逻 30分钟")
    await chat.says(核实人, "待核实")
    assert "您是说，退回 2. A0237 陈桂兰" in (await chat.says(核实人, "第二个退了，时间不对"))[0]
    await chat.says(核实人, "是")
    assert chat.hears(甲)
    assert (await chat.says(核实人, "其他的过"))[0].startswith("已核实 2 条：")


async def test_a_reason_about_a_person_is_not_passed_on(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    assert "像是在说人，先没办" in (await chat.says(核实人, "退回 A0237 你这个人老是虚报"))[0]
    assert chat.hears(甲) == []
    await chat.says(核实人, "退回 A0237 时间不对，他没去那么久")
    assert "时间不对" in chat.hears(甲)[0]


@pytest.mark.parametrize("said", ["还有哪些没确认", "有哪些记录等我确认", "还有几条没核实？", "现在还有好多条等我审"])
async def test_who_asks_what_waits_is_shown_it(chat: Chat, said: str) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 1小时")
    assert (await chat.says(乙, said))[0].startswith("等您核实")
