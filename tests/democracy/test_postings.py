"""两晒: the resolution and what came of it, put up with the supervisors' opinion; objections; the duty to publish."""

import pytest

from tests.democracy.village import DRAFT, NUMBER, posted, proposed, resolved, yes
from tests.fakes.chat import Chat, after, things, 丁, 丙, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部

GROUP = "莲花池村"
POSTED = (
    f"决议公示 {NUMBER} 修三组路灯\n"
    "11月25日 村民代表会议：应到30 实到22 赞成20 反对1 弃权1，通过\n"
    f"方案：{DRAFT}\n"
    "预计花费：3万元，集体收入，打算2026年12月31日前办完\n"
    "监督委员会意见：同意公开\n"
    f"公示到12月10日。有意见私聊我发“异议 {NUMBER} …”，监督委员会会答复。\n"
    "——莲花池村"
)
RESULT = f"实施结果 {NUMBER} 花了2.9万元，20盏都亮了"


@after(resolved)
async def test_the_resolution_is_seen_with_the_opinion_and_goes_up_with_one_yes(chat: Chat) -> None:
    assert "等监督委员会意见，现在没有要公布的" in (await chat.says(乙, f"公布 {NUMBER}"))[0]
    assert "“同意”由监督委员会来发" in (await chat.says(核实人, f"同意 {NUMBER}"))[0]
    assert NUMBER in (await chat.says(戊, "待办"))[0]
    assert "监督委员会意见：同意公开" in (await chat.says(戊, f"同意 {NUMBER}"))[0]
    assert f"发“公布 {NUMBER}”" in chat.hears(乙)[0]
    assert "是书记用的" in (await chat.says(己, f"公布 {NUMBER}"))[0]
    shown = (await chat.says(乙, f"公布 {NUMBER}"))[0]
    assert POSTED in shown
    group = chat.group_of(GROUP)
    assert chat.group_hears(group) == []
    up = (await chat.says(乙, "是", msgid="9002"))[0]
    assert "公示到12月10日，当天不算" in up
    assert "接着还要公布实施结果，2026年12月31日前" in up
    assert (await chat.says(乙, "是", msgid="9002"))[0] == up
    assert chat.group_hears(group) == [POSTED]
    assert f"11月25日\n{POSTED}\n\n实施结果还没有公布。" in (await chat.says(群众, f"晒 {NUMBER}"))[0]
    # What is up is everybody's to read.
    assert "应到30 实到22" in (await chat.says(外村党员, f"进度 {NUMBER}"))[0]
    assert "现在没有要公布的" in (await chat.says(乙, f"公布 {NUMBER}"))[0]


@after(resolved)
async def test_what_is_put_up_on_a_day_off_hangs_from_the_day_on_which_it_is_read(chat: Chat) -> None:
    await chat.says(戊, f"同意 {NUMBER}")
    await chat.skips_to("2026-11-28T20:00:00+08:00")
    assert "公示到12月15日" in (await chat.says(乙, f"公布 {NUMBER}"))[0]
    up = (await chat.says(乙, "是"))[0]
    assert "11月30日8点发到群里，公示到12月15日，当天不算" in up
    assert f"{NUMBER} 修三组路灯：11月30日起公示" in (await chat.says(乙, "路灯的事到哪步了"))[0]
    await chat.moves_to("2026-11-30T08:01:00+08:00")
    assert "公示到12月15日" in chat.group_hears(chat.group_of(GROUP))[0]
    assert f"{NUMBER} 修三组路灯：正在公示，到12月15日" in (await chat.says(乙, "路灯的事到哪步了"))[0]
    chat.hears_all()


@after(resolved)
async def test_a_posting_says_where_one_objects_in_person_as_far_as_that_is_entered(chat: Chat) -> None:
    for who, line in ((乙, "电话 0816-2345678"), (乙, "地址 二组23号"), (镇干部, "电话 0816-2345000")):
        await chat.says(who, f"值班设置 {line}")
    await chat.says(戊, f"同意 {NUMBER}")
    chat.hears_all()
    await yes(chat, 乙, f"公布 {NUMBER}")
    places = "打电话、当面说也行：莲花池村 0816-2345678，二组23号；金峰 0816-2345000。\n——莲花池村"
    assert places in chat.group_hears(chat.group_of(GROUP))[0]
    assert places in (await chat.says(群众, f"晒 {NUMBER}"))[0]


@after(resolved)
async def test_an_opinion_against_stands_on_the_posting(chat: Chat) -> None:
    assert "还差一句原因" in (await chat.says(戊, f"不同意 {NUMBER}"))[0]
    assert "大家都看得到，里面有" in (await chat.says(戊, f"不同意 {NUMBER} 问陈桂兰"))[0]
    await chat.says(戊, f"不同意 {NUMBER} 报价只有一家")
    chat.hears_all()
    assert "监督委员会意见：有意见：报价只有一家" in (await chat.says(乙, f"公布 {NUMBER}"))[0]
    await chat.says(乙, "取消")


@after(resolved)
async def test_an_opinion_is_changed_until_it_is_put_up(chat: Chat) -> None:
    await chat.says(戊, f"同意 {NUMBER}")
    assert NUMBER not in (await chat.says(戊, "待办"))[0]
    chat.hears_all()
    assert "原因" in await yes(chat, 戊, "等一哈，我不同意")
    assert "有意见：代表会没开过" in (await chat.says(戊, "代表会没开过"))[0]
    assert "有意见：代表会没开过" in chat.hears(乙)[0]
    assert "同意公开" in (await chat.says(戊, f"同意 {NUMBER}"))[0]
    assert "有意见：报价只有一家" in (await chat.says(戊, f"不同意 {NUMBER} 报价只有一家"))[0]
    await yes(chat, 乙, f"公布 {NUMBER}")
    assert "监督委员会意见：有意见：报价只有一家\n" in chat.group_hears(chat.group_of(GROUP))[0]
    chat.hears_all()
    assert "监督委员会意见" not in (await chat.says(戊, f"同意 {NUMBER}"))[0]


@after(resolved)
async def test_while_nobody_supervises_the_office_above_looks_and_that_is_said(chat: Chat) -> None:
    await yes(chat, 镇干部, "免职 邓国才 村务监督委员会主任")
    chat.hears_all()
    assert NUMBER in (await chat.says(镇干部, "待办"))[0]
    assert "同意公开（监督委员会空缺，由镇街代看）" in (await chat.says(镇干部, f"同意 {NUMBER}"))[0]
    chat.hears_all()
    assert "监督委员会意见：同意公开（监督委员会空缺，由镇街代看）" in (await chat.says(乙, f"公布 {NUMBER}"))[0]
    await chat.says(乙, "取消")


@after(posted)
async def test_objections_are_answered_in_time_and_never_say_whose_they_are(chat: Chat) -> None:
    thanks = (await chat.says(群众, f"异议 {NUMBER} 四组为什么没有"))[0]
    assert "12月5日前答复您。不写是谁提的" in thanks
    inquiry = thanks[thanks.index("W") :][:4]
    asked = chat.hears(戊)[0]
    assert f"对 {NUMBER} 修三组路灯 有一条意见 {inquiry}：“四组为什么没有”" in asked
    assert "马小军" not in asked
    assert "意见 1 条，已答复 0 条" in (await chat.says(甲, f"进度 {NUMBER}"))[0]
    await chat.moves_to("2026-12-04T12:00:00+08:00")
    reminded = [thing for thing in things(chat.hears(戊)) if inquiry in thing]
    assert len(reminded) == 1
    assert "12月5日前要答复" in reminded[0]
    chat.hears_all()
    # Whose decision it is has no way to close it, and is not asked to.
    for whose in (乙, "ouyangchunyan"):
        assert inquiry not in (await chat.says(whose, "待办"))[0]
        assert "谢谢" not in (await chat.says(whose, f"答复 {inquiry} 不贵，招标的"))[0]
    assert "还差一句回话" in (await chat.says(戊, f"答复 {inquiry}"))[0]
    assert "另一位同志" in (await chat.says(群众, f"答复 {inquiry} 自己答"))[0]
    assert "会转给提意见的人" in (await chat.says(戊, f"答复 {inquiry} 四组明年装"))[0]
    assert "答复：四组明年装" in chat.hears(群众)[0]
    assert "不用办了" in (await chat.says(戊, f"答复 {inquiry} 再答一次"))[0]
    assert "意见 1 条，已答复 1 条" in (await chat.says(甲, f"进度 {NUMBER}"))[0]
    # The supervision committee asks in its office: that is the village's to answer, and a use of its power.
    told = (await chat.says(戊, f"质询 {NUMBER} 发票在哪"))[0]
    assert "到期没答复，自动报上一级" in told
    assert f"监督委员会质询：“{NUMBER} 发票在哪”" in chat.hears(乙)[0]
    assert f"{NUMBER} 发票在哪：等答复" in (await chat.says(戊, "质询"))[0]
    assert "监督委员会质询" in (await chat.says(甲, f"进度 {NUMBER}"))[0]
    # In anybody else's mouth the word is one for an objection.
    assert "不写是谁提的" in (await chat.says(甲, f"质询 {NUMBER} 发票在哪"))[0]
    chat.hears_all()


@after(posted)
async def _objected(chat: Chat) -> None:
    await chat.says(群众, f"异议 {NUMBER} 四组为什么没有")
    chat.hears_all()


@after(_objected, then="2026-12-09T12:00:00+08:00")
async def test_what_nobody_answers_comes_before_the_office_above(chat: Chat) -> None:
    await chat.moves_to("2026-12-10T12:00:00+08:00")
    assert any("前要答复" in thing for thing in things(chat.hears(镇干部)))
    chat.hears_all()


@after(posted)
async def test_the_result_is_reported_accepted_and_published(chat: Chat) -> None:
    assert "是书记、村(居)委会用的" in (await chat.says(甲, RESULT))[0]
    assert "大家都看得到，里面有" in (await chat.says(己, f"实施结果 {NUMBER} 找唐敏13812345678"))[0]
    assert "进展由本村书记或村(居)委会来写" in (await chat.says(甲, f"进度 {NUMBER} 装了一半"))[0]
    assert "记在" in (await chat.says(己, f"进度 {NUMBER} 装了一半"))[0]
    assert "11月25日 进展：装了一半" in (await chat.says(群众, f"进度 {NUMBER}"))[0]
    assert "请监督委员会验收" in (await chat.says(己, RESULT))[0]
    assert "报来结果：花了2.9万元，20盏都亮了" in chat.hears(戊)[0]
    assert "还差一点：有一盏不亮" in (await chat.says(戊, f"退回 {NUMBER} 有一盏不亮"))[0]
    assert "还差一点：有一盏不亮" in chat.hears(乙)[0]
    await chat.says(乙, RESULT)
    chat.hears_all()
    await chat.says(戊, f"同意 {NUMBER}")
    chat.hears_all()
    assert "等公布结果" in (await chat.says(群众, f"进度 {NUMBER}"))[0]
    await yes(chat, 乙, f"公布 {NUMBER}")
    there = chat.group_hears(chat.group_of(GROUP))[0]
    assert there.startswith(f"实施结果公布 {NUMBER} 修三组路灯\n预计花费：3万元")
    assert "结果：花了2.9万元，20盏都亮了\n监督委员会意见：验收合格，同意公开\n公示到12月10日" in there
    both = (await chat.says(群众, f"晒 {NUMBER}"))[0]
    assert "决议公示" in both
    assert "实施结果公布" in both
    assert "结果：花了2.9万元" in (await chat.says(群众, "修路灯花了多少钱"))[0]
    # What is published stays as it is.
    assert "现在没有要“撤回”的" in (await chat.says(乙, f"撤回 {NUMBER} 写错了"))[0]


@after(posted, then="2026-12-27T12:00:00+08:00")
async def test_the_duty_to_publish_follows_by_itself(chat: Chat) -> None:
    told: dict[str, list[str]] = {}
    for day in ("2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04", "2027-01-05"):
        await chat.moves_to(f"{day}T12:00:00+08:00")
        for who, heard in chat.everybody_hears().items():
            if any(NUMBER in thing for thing in things(heard)):
                told.setdefault(who, []).append(day)
        chat.hears_all()
    assert told.pop("zhou-xiaochuan") == ["2026-12-28", "2026-12-31"]
    assert told.pop("ouyangchunyan") == ["2026-12-28", "2026-12-31"]
    assert told == {
        乙: ["2026-12-28", "2026-12-31", "2027-01-04"],
        戊: ["2027-01-04"],
        镇干部: ["2027-01-04"],
    }


@after(posted)
async def test_a_resolution_that_holds_no_longer_is_said_in_the_group(chat: Chat) -> None:
    assert "是会上定的，书记一个人改不了、撤不了" in (await chat.says(乙, f"撤回 {NUMBER} 承租人反悔"))[0]
    shown = (await chat.says(镇干部, f"撤回 {NUMBER} 村民会议改了"))[0]
    assert "会上定的不再执行，群里、书记、监督委员会会看到您写的原因" in shown
    assert chat.group_hears(chat.group_of(GROUP)) == []
    assert "决议不再执行：村民会议改了" in (await chat.says(镇干部, "是"))[0]
    assert all("决议不再执行：村民会议改了" in chat.hears(who)[0] for who in (乙, 戊))
    assert "的决议不再执行：村民会议改了" in chat.group_hears(chat.group_of(GROUP))[0]
    assert "决议不再执行" in (await chat.says(群众, f"进度 {NUMBER}"))[0]


@after(posted)
async def test_five_powers_and_the_steps_that_prove_them(chat: Chat) -> None:
    assert "党小组长、村民代表、村民小组长用的" in (await chat.says(己, f"小组意见 {NUMBER} 都赞成"))[0]
    for who in ("heguangrong", "linxiaoyu", 丁):
        assert "记在" in (await chat.says(who, f"小组意见 {NUMBER} 都赞成"))[0]
    assert "：都赞成" in (await chat.says(甲, f"进度 {NUMBER}"))[0]
    lines = (await chat.says(群众, f"五权 {NUMBER}"))[0].splitlines()
    assert lines[1] == "领导权（党支部提议）：11月22日支部会提议"
    assert "11月22日两委会商议、11月25日党员大会审议、11月25日小组意见" in lines[2]
    assert lines[3].endswith("：11月25日决议")
    assert lines[4].endswith("：缺")
    assert lines[5].endswith("：11月25日同意公开")


@after(proposed)
async def test_a_power_is_used_on_the_day_of_its_meeting_whenever_that_is_told(chat: Chat) -> None:
    await chat.skips_to("2026-11-25T09:00:00+08:00")
    await chat.says(乙, f"开会 {NUMBER} 11月23日 应到2 实到2 赞成2")
    assert "11月23日支部会提议" in (await chat.says(乙, f"五权 {NUMBER}"))[0]


@after(resolved)
async def test_a_power_that_nobody_used_is_missing(chat: Chat) -> None:
    assert (await chat.says(群众, f"五权 {NUMBER}"))[0].splitlines()[5].endswith("：缺")


@after(posted)
async def test_every_meeting_stands_in_the_ledger(chat: Chat) -> None:
    listed = (await chat.says(乙, "台账 四议 11月"))[0]
    # The book of a year holds what stands in that of the month.
    assert set(listed.splitlines()[1:-1]) <= set((await chat.says(乙, "台账 四议 2026年"))[0].splitlines())
    assert "村民代表会议" in listed
    assert "应到30 实到22 赞成20 反对1 弃权1 通过 刘启航" in listed
    assert any("还是空的" in said for said in await chat.says(乙, "导出 四议台账 10月"))


@after(posted)
async def test_the_six_sheets_are_printed_with_what_is_known_and_room_for_the_rest(chat: Chat) -> None:
    for who in (群众, 甲, 己):
        assert "是书记、监督委员会、镇街、区委组织部用的" in (await chat.says(who, f"登记表 {NUMBER}"))[0]
    for who in (乙, 戊, 镇干部):
        assert f"{NUMBER}登记表.pdf" in (await chat.says(who, f"登记表 {NUMBER}"))[0]
    chat.hears_all()
    [(name, content)] = chat.files(f"app:{乙}")
    assert name == f"{NUMBER}登记表.pdf"
    assert b"/Type/Pages/Count 6/" in content


QUESTIONS = (
    ("村里决定了什么", "议的事"),
    ("最近村里开会定了啥子", "议的事"),
    ("这个月村上定了哪些事", "议的事"),
    ("四议走到哪一步了", "议的事"),
    ("路灯的事到哪步了", "正在公示，到12月10日"),
    ("修路灯通过了没有", "正在公示，到12月10日"),
    ("修路灯那个钱从哪里来，大家举手同意了没有", "赞成20 反对1 弃权1"),
    ("三组的路灯好久动工", "打算2026年12月31日前办完"),
    ("我不同意修三组路灯，咋个说", f"发“异议 {NUMBER} 您的意见”"),
    ("我不同意村里把鱼塘包给外头人", "发“建议 …”"),
    ("今年村上都定了些啥子大事", "议的事"),
    ("上个季度村上进了多少钱，花了多少", "2026年第三季度：未公开"),
    ("修路灯花了多少钱", "结果还没有公布"),
    ("路灯那个事花了好多钱", "预计花费：3万元"),
    ("路灯的表决好多人赞成", "赞成20 反对1 弃权1"),
    ("路灯安装的决议公示了没有", "公示到12月10日"),
    ("公示的路灯决议在哪看", f"发“晒 {NUMBER}”看全文"),
    ("修路灯的钱从哪里来", "集体收入"),
    ("路灯的决议啥时候办完", "打算2026年12月31日前办完"),
    ("鱼塘承包表决结果是多少票", "没有找到这件事，我不乱说"),
    ("村里修水渠定下来没得", "别的事这里没有登记"),
)


@after(posted)
async def test_a_villager_asks_in_his_own_words(chat: Chat) -> None:
    for said, heard in QUESTIONS:
        assert heard in (await chat.says(群众, said))[0], said
    there = await chat.says(群众, "路灯的事到哪步了", to=chat.group_of(GROUP))
    assert "正在公示" in there[0]
    assert "修三组路灯" in (await chat.says(外村党员, "决定 莲花池村"))[0]
    assert "没有登记的决定" in (await chat.says(外村党员, "村里的决定"))[0]
    assert "还没有登记的决定" in (await chat.says(外村党员, "修沟的钱花在哪里了"))[0]
    assert "要问村里，发“质询 …”" in (await chat.says(戊, "修沟花了多少，发票在哪里"))[0]


@pytest.mark.parametrize("who", [甲, 己, 戊, 丙, 镇干部])
@after(resolved)
async def test_nobody_but_the_secretary_brings_it_on(chat: Chat, who: str) -> None:
    for said in (f"公布 {NUMBER}", f"会议通知 {NUMBER} 12月3日 方案", f"开会 {NUMBER} 应到2 实到2 赞成2"):
        assert "是书记用的" in (await chat.says(who, said))[0]


@after(posted)
async def test_an_objection_late_in_the_publicity_is_answered_before_it_ends(chat: Chat) -> None:
    await chat.skips_to("2026-12-07T12:00:00+08:00")
    shown = (await chat.says(乙, f"晒 {NUMBER}"))[0]
    assert "12月10日" in shown
    thanks = (await chat.says(群众, f"异议 {NUMBER} 四组为什么没有"))[0]
    assert "12月10日前答复您" in thanks
    chat.hears_all()
    # On its last day nobody can be asked to answer the same day.
    await chat.skips_to("2026-12-10T12:00:00+08:00")
    assert "12月20日前答复您" in (await chat.says(群众, f"异议 {NUMBER} 五组为什么没有"))[0]
    chat.hears_all()
