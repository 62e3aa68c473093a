"""What people say in their own words: a village decides, looks at it and does it, and its people ask about it."""

from datetime import datetime

import pytest

from bot.clock import SHANGHAI
from models.democracy.decisions.words import is_progress
from models.procedure.meetings.rules import Tally
from models.procedure.meetings.words import read_held
from tests.democracy.village import DRAFT, NUMBER, posted, proposed, yes
from tests.fakes.chat import Chat, after, 乙, 己, 戊, 核实人, 群众

AGREED = "对的话回“是”"


async def test_a_secretary_brings_it_on_without_a_command(chat: Chat) -> None:
    assert "“建议 三组装路灯”" in (await chat.says(己, "我想让支部研究一下三组装路灯"))[0]
    assert "“提议 把三组的路灯修一下”" in (await chat.says(乙, "我们支部想把三组的路灯修一下，提出来大家议"))[0]
    number = (await chat.says(乙, "提议把三组的路灯修一修，约3万元"))[0][4:8]
    again = (await chat.says(乙, "随便"))[0]
    assert "回 1 到 6 里的一个就行" in again
    assert "规划" not in again
    await chat.says(乙, "修路灯的")
    await chat.says(乙, "村民反映的")
    # What tells of a meeting is no day of the works.
    for said in ("通知2月2号晚上七点开党员大会", "改成1月3号", "党员大会定在1月2号晚上7点，方案就是装灯，预算8万"):
        await chat.says(乙, said)
    assert "预计花费：3万元" in (await chat.says(乙, f"进度 {number}"))[0]
    assert "打算哪天前办完" in (await chat.says(乙, f"进度 {number}"))[0]
    assert "好的，预计花费：3万元，打算2027年2月6日前办完。" in (await chat.says(乙, "春节前"))[0]
    assert f"发“开会 {number}”" in (await chat.says(乙, "下一步做啥"))[0]
    # What was the bot's to keep and was booked as a deed before: it is shown first.
    shown = (await chat.says(乙, "支部会开了，2个人全到，全票通过"))[0]
    assert f"记成 {number} 把三组的路灯修一修 的支部会：应到2 实到2 赞成2 反对0 弃权0。" in shown
    assert "等两委会商议" in (await chat.says(乙, "是"))[0]
    wrong = f"11月25号开党员大会，方案是{DRAFT}"
    assert "这一步要开的是两委会，不是党员大会" in (await chat.says(乙, wrong))[0]
    assert AGREED in (await chat.says(乙, "两委会开完了，应到4，实到4，4个都同意"))[0]
    await chat.says(乙, "是")
    # A draft is asked for where none is said, and “the same” is the one before.
    assert "方案是什么？" in (await chat.says(乙, "准备11月25号开党员大会"))[0]
    assert f"方案：{DRAFT}\n" in (await chat.says(乙, DRAFT))[0]
    assert "的通知发了" in (await chat.says(乙, "好"))[0]
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    assert AGREED in (await chat.says(乙, "党员大会开了，应到8人，实到7人，6票赞成，1票反对，刘启航列席"))[0]
    assert "等最后决议" in (await chat.says(乙, "是"))[0]
    assert f"方案：{DRAFT}\n" in (await chat.says(乙, "11月28号开村民代表会议，方案同前"))[0]
    await chat.says(乙, "是")
    await chat.skips_to("2026-11-28T18:00:00+08:00")
    away = "代表会开了，30个代表来了26个，24个举手"
    assert "合起来是 24，对不上，先没记" in (await chat.says(乙, f"{away}，2个不举"))[0]
    assert "应到30 实到26 赞成24 反对0 弃权2" in (await chat.says(乙, f"{away}，2个弃权，列席 刘启航"))[0]
    assert "等监督委员会意见" in (await chat.says(乙, "是"))[0]
    chat.hears_all()
    assert f"“同意 {number}”（把三组的路灯修一修）" in (await chat.says(戊, "没意见，公开吧"))[0]
    assert "监督委员会意见：同意公开" in (await chat.says(戊, "是"))[0]


@after(posted)
async def test_whoever_does_it_tells_of_it_and_the_supervisors_look(chat: Chat) -> None:
    assert f"记成 {NUMBER} 修三组路灯 的进展：路灯装了一半了" in (await chat.says(己, "路灯装了一半了"))[0]
    assert "记在" in (await chat.says(己, "是"))[0]
    done = "路灯全部装好了，花了2.9万"
    assert f"记成 {NUMBER} 修三组路灯 的实施结果：{done}" in (await chat.says(己, done))[0]
    await chat.says(己, "是", msgid="9401")
    assert "请监督委员会验收" in (await chat.says(己, "是", msgid="9401"))[0]
    await chat.says(己, "登记公开 财务 3季度 收入6.8万元，支出4.1万元，其中清沟1.9万元")
    chat.hears_all()
    # Accounts and a result wait: what is said of accounts is of them.
    assert "“通过 E" in (await chat.says(戊, "财务的账我看了，没问题"))[0]
    assert "公开了" in (await chat.says(戊, "是"))[0]
    assert f"“同意 {NUMBER}”" in (await chat.says(戊, "验收合格"))[0]
    assert "验收合格，同意公开" in (await chat.says(戊, "是"))[0]
    chat.hears_all()


ASKED = (
    ("D010到哪一步了", "正在公示"),
    ("路灯啥时候能亮", "打算2026年12月31日前办完"),
    ("装路灯是哪个提出来的", "党员、群众提出"),
    ("路灯的方案是啥子", DRAFT),
    ("我对路灯那个决定不服，找哪个说", f"发“异议 {NUMBER} 您的意见”"),
    ("村里清沟花了好多钱", "其中清沟1.9万元"),
    ("村上还剩好多钱", "最近一期"),
    ("垃圾池好久搬走", "12月31日"),
    ("村上承诺了些啥子", "搬走三组垃圾池"),
    ("村主任好久换届", "到2028年12月31日"),
    ("我想入党", "先找莲花池村党支部书记罗正富当面说说"),
    ("我想入党，找哪个", "先找莲花池村党支部书记罗正富当面说说"),
    ("我儿子想入党，咋个申请", "打不了包票"),
    ("周末有没得人值班，打哪个电话", "发“谁是书记”“办公电话”问问"),
    ("对村干部有意见咋个反映", "反映 三组沟渠堵了：有人办，有回话"),
    ("不识字的老人咋个办低保", "低保申请"),
    ("村里开会我能不能去听", "谁可以参加村民会议"),
    ("12月6号要开啥会", "眼下没有通知要开的会"),
    ("下次代表会议是哪天", "眼下没有通知要开的会"),
    ("下个会好久开，议啥子", "眼下没有通知要开的会"),
    (
        "上次的会定了啥",
        "最近开的一次：11月25日 村民代表会议：应到30 实到22 赞成20 反对1 弃权1，通过（D010 修三组路灯）",
    ),
    ("村里的钱哪个在管", "村级财务审批制度"),
    ("村里的账在哪看", "财务："),
    ("低保哪个评的", "镇街审核确认"),
    ("我家能不能去开会", "谁可以参加村民会议"),
    ("村上开会咋个没喊我们", "谁可以参加村民会议"),
    ("我人在外地，怎么参加村民会议", "没有委托投票"),
    ("谁投的反对票", "谁投了什么票不记，也不说"),
    ("党员大会上哪个没有来", "只公布总数"),
    ("修那个路灯是哪些人同意的哦", "只公布总数，谁怎么投的不记"),
    ("合同在哪看", "村里的合同在哪看"),
    ("这个路灯是哪个老板包的", "由谁来做、合同怎么签"),
    ("那个路灯钱花了好多", "预计花费：3万元"),
    ("请问三组路灯项目的预算和决算分别是多少", "结果还没有公布"),
    ("监督委员会对路灯怎么说的", "监督委员会：同意公开"),
    ("会议纪要能不能看一下", "纪要还没有登记"),
    ("公示那张纸贴在哪个位置", "公示到12月10日"),
    ("决议的公示期到哪天结束", "公示到12月10日"),
    ("村民代表会议表决结果能公开吗", "公示到12月10日"),
    ("代表要到好多人会才算数", "村民代表会议怎么算通过"),
    ("我们组的代表是哪个", "王秀兰"),
    ("集体资产出租的事情要不要村民同意", "集体资产的事谁决定"),
    ("我要看会议记录", "纪要还没有登记"),
    ("路灯的钱够不够", "预计花费：3万元"),
    ("票数对不对头哦，是不是造假", "对公示的决议有意见，发“异议”"),
    ("修路灯的合同给我看一下", "由谁来做、合同怎么签"),
    ("这笔钱哪个批的", "村级财务审批制度"),
    ("我们小组开会定的事算不算数", "村民小组会议怎么开"),
    ("请问本月村委会有什么会议安排", "眼下没有通知要开的会"),
    ("不识字咋个投票", "举手，也可以无记名"),
    ("明天的会几点开", "眼下没有通知要开的会"),
    ("代表能不能请别个代投", "没有委托投票"),
    ("路灯项目是否经过公开招标", "由谁来做、合同怎么签"),
    ("我们村有几个党员", "查不到，不乱说"),
)

ASKED_IN_GROUP = (("12月6号要开啥会", "眼下没有"), ("谁投的反对票", "不记，也不说"), ("合同在哪看", "村里的合同"))


@after(posted)
async def test_people_ask_in_words_that_nobody_has_foreseen(chat: Chat) -> None:
    await chat.says(己, "登记公开 财务 3季度 收入6.8万元，支出4.1万元，其中清沟1.9万元，结余2.7万元")
    await chat.says(戊, "通过")
    await chat.says(乙, "承诺 12月31日前搬走三组垃圾池")
    answers = {said: (await chat.says(群众, said))[0] for said, _ in ASKED}
    assert {said: answers[said] for said, heard in ASKED if heard not in answers[said]} == {}
    chat.hears_all()
    group = chat.group_of("莲花池村")
    heard = {said: "".join(await chat.says(群众, said, to=group)) for said, _ in ASKED_IN_GROUP}
    assert {said: heard[said] for said, wanted in ASKED_IN_GROUP if wanted not in heard[said]} == {}
    # What was reported is answered, done and judged plainly as well.
    await chat.says(群众, "反映 三组晒坝边的水管漏水")
    chat.hears_all()
    assert "“答复 V" in (await chat.says("linxiaoyu", "已经叫师傅去看了，明天修"))[0]
    await chat.says("linxiaoyu", "是")
    assert "“办结 V" in (await chat.says("linxiaoyu", "水管修好了"))[0]
    await chat.says("linxiaoyu", "是")
    assert "办好了：水管修好了" in chat.hears(群众)[-1]
    assert "“不满意 V" in (await chat.says(群众, "还没修好，还在漏"))[0]
    assert "接着办" in (await chat.says(群众, "是"))[0]
    chat.hears_all()
    # Who did something is not asked whether it was this.
    assert "是想" not in (await chat.says(核实人, "今天上午我们去把沟清干净了2小时"))[0]


社区书记, 居委主任, 社区监督, 居民 = "LiaoHongmei", "lifang01", "tangjianhua", "baixuelian"


async def test_a_community_plainly_from_a_wish_to_what_has_come_of_it(chat: Chat) -> None:
    wish = "东门口的停车棚太破了，能不能请社区研究一下换个新的"
    assert "“建议 东门口的停车棚太破了，换个新的”" in (await chat.says(居民, wish))[0]
    await chat.says(居民, "取消")
    assert (
        "“提议 在东门口修个新的停车棚，大概要4万”"
        in (await chat.says(社区书记, "我们支部想在东门口修个新的停车棚，大概要4万，提出来大家议一议"))[0]
    )
    number = (await chat.says(社区书记, "是"))[0][4:8]
    # What is told of the meeting before all else is said is kept until it is.
    held = "支部会昨天开了，应到4实到4，都同意"
    early = (await chat.says(社区书记, held))[0]
    assert "说全了就记" in early
    assert "这是哪类事" in early
    await chat.says(社区书记, "1")
    assert "哪天前办完" in (await chat.says(社区书记, "居民代表提的"))[0]
    asked = (await chat.says(社区书记, "明年3月底"))[0]
    assert f"“开会 {number} {held}”" in asked
    # It was yesterday, and is kept so.
    assert "等两委会商议" in (await chat.says(社区书记, "是"))[0]
    assert (
        f"{number} 在东门口修个新的停车棚 的两委会：应到5 实到4 赞成4"
        in (await chat.says(社区书记, "两委会今天早上也开了，5个人来了4个，4个都赞成"))[0]
    )
    await chat.says(社区书记, "是")
    assert "11月21日 支部会：应到4" in (await chat.says(居民, f"进度 {number}"))[0]
    # A meeting that was held is none that will be, and no draft is asked for a day that is too near.
    assert "我这里没有发过" in (await chat.says(社区书记, "党员大会今天开的，应到5实到5，赞成4反对1"))[0]
    for said in ("没发", "后天开党员大会"):
        assert "最早11月25日开" in (await chat.says(社区书记, said))[0], said
    assert "方案是什么" in (await chat.says(社区书记, "25号开党员大会"))[0]
    assert "方案是什么" in (await chat.says(社区书记, "方案是啥子"))[0]
    assert "方案是什么" in (await chat.says(社区书记, "方案同前"))[0]
    draft = "建80平方的停车棚，带充电桩"
    again = (await chat.says(社区书记, f"26号开党员大会，方案是{draft}"))[0]
    assert f"党员大会11月26日开，议{number}" in again
    assert "的通知发了" in (await chat.says(社区书记, "是"))[0]
    await chat.skips_to("2026-11-26T18:00:00+08:00")
    assert "列席了" in (await chat.says(社区书记, "今天党员大会开了，5个党员来了4个，3个同意，1个反对"))[0]
    assert "反对1 弃权0 列席 街道的王干事。" in (await chat.says(社区书记, "街道的王干事来了的"))[0]
    assert "居民代表会议或居民会议" in (await chat.says(社区书记, "是"))[0]
    # The assembly that is named is the one that is called.
    assert "方案是什么" in (await chat.says(社区书记, "12月7号开居民会议"))[0]
    shown = (await chat.says(社区书记, "方案没变"))[0]
    assert f"会议通知：居民会议12月7日开，议{number}" in shown
    assert f"方案：{draft}\n" in shown
    await chat.says(社区书记, "是")
    await chat.skips_to("2026-12-07T19:30:00+08:00")
    await chat.says(社区书记, "居民会议开完了，应到120户，实到66户，60户赞成，6户反对，街道王干事列席")
    assert "等监督委员会意见" in (await chat.says(社区书记, "是"))[0]
    # What is not there yet is said so, and by its number.
    assert f"{number} 已通过，等监督委员会意见" in (await chat.says(居委主任, "停车棚修好了，一共花了3.9万"))[0]
    await chat.says(社区监督, "没意见，可以公开")
    await chat.says(社区监督, "是")
    assert f"决议公示 {number}" in (await chat.says(社区书记, "公布"))[0]
    await chat.says(社区书记, "是")
    chat.hears_all()
    await chat.says(居委主任, "停车棚开工了，地基打好了")
    await chat.says(居委主任, "是")
    await chat.says(居委主任, "停车棚修好了，一共花了3.9万")
    await chat.says(居委主任, "是")
    assert (
        f"“退回 {number} 去看过了，充电桩还没通电，退回去”"
        in (await chat.says(社区监督, "去看过了，充电桩还没通电，退回去"))[0]
    )
    await chat.says(社区监督, "是")
    await chat.says(居委主任, "充电桩通电了，停车棚全部完工了，总共花了3.95万")
    await chat.says(居委主任, "是")
    await chat.says(社区监督, "这回验收合格")
    await chat.says(社区监督, "是")
    assert f"实施结果公布 {number}" in (await chat.says(社区书记, "公布结果"))[0]
    await chat.says(社区书记, "是")
    assert "总共花了3.95万" in (await chat.says(居民, "停车棚最后花了好多钱"))[0]
    chat.hears_all()
    # Its number is no record's.
    assert f"{number} 不是服务记录" in (await chat.says(社区书记, f"更正 {number} 居民会议实到应该是67户"))[0]


@after(posted)
async def test_collective_assets_plainly_and_what_stands_against_it(chat: Chat) -> None:
    voted = "上周三代表会开了，30个人来了26个，25个同意修桥，一个不同意"
    assert "没有等着开会的事项。要议一件事，先发“提议" in (await chat.says(乙, voted))[0]
    await chat.says(乙, "我们支部准备提议把集体鱼塘租出去")
    number = (await chat.says(乙, "是"))[0][4:8]
    # It was held, and is none that is to be called; its figures wait.
    assert "会我先放着" in (await chat.says(乙, "支部会20号开的，2个人都同意"))[0]
    for said in ("集体资产", "村干部", "不花钱"):
        await chat.says(乙, said)
    assert f"“开会 {number} 支部会20号开的" in (await chat.says(乙, "明年6月底"))[0]
    await chat.says(乙, "是")
    assert "11月20日 支部会：应到2 实到2 赞成2" in (await chat.says(乙, f"进度 {number}"))[0]
    # Two steps at once are another matter, and refused before anything is shown.
    assert "一肩挑" in (await chat.says(乙, "合并开的，两委会也同意，应到4实到4赞成4"))[0]
    await chat.says(乙, "两委会前天开的，应到4实到4，都赞成")
    await chat.says(乙, "是")
    await chat.says(乙, "30号开党员大会，方案是鱼塘公开招租，三年一包，底价8000元")
    await chat.says(乙, "是")
    await chat.skips_to("2026-11-30T18:00:00+08:00")
    assert "镇街哪位同志列席" in (await chat.says(乙, "党员大会开完了，8个党员都到了，全票通过"))[0]
    assert "镇街哪位同志列席" in (await chat.says(乙, "没有人列席"))[0]
    assert "等最后决议" in (await yes_to(chat, "刘启航"))
    assert "集体经济组织成员代表大会12月11日开" in (await chat.says(乙, "12月11号开代表大会，方案同前"))[0]
    assert "集体经济组织成员大会12月11日开" in (await chat.says(乙, "12月11号开成员大会，方案同前"))[0]
    await chat.says(乙, "是")
    await chat.skips_to("2026-12-11T18:00:00+08:00")
    held = "成员大会开了，应到90人，实到70人，其中委托5人，赞成{}，反对{}，刘启航列席"
    assert "实到70（书面委托5） 赞成59" in (await chat.says(乙, held.format(59, 11)))[0]
    assert "赞成59，未达应到2/3（60），没有通过" in (await chat.says(乙, "是"))[0]
    # Who counts once more the same day has not met again.
    assert "12月11日的集体经济组织成员大会已经记过一次" in (await chat.says(乙, held.format(61, 9)))[0]
    await chat.says(乙, "12月22号开成员大会，方案同前")
    await chat.says(乙, "是")
    await chat.skips_to("2026-12-22T18:00:00+08:00")
    assert "等监督委员会意见" in await yes_to(chat, held.format(61, 9))
    chat.hears_all()
    assert f"“质询 {number} …”" in (await chat.says(戊, "鱼塘底价八千是咋来的，有没有三家报价"))[0]
    assert f"就发“异议 {number} 您的意见”" in (await chat.says(群众, "对公示有异议"))[0]


async def yes_to(chat: Chat, said: str) -> str:
    await chat.says(乙, said)
    return (await chat.says(乙, "是"))[0]


async def test_what_is_told_before_it_is_asked_is_kept_and_the_question_stays(chat: Chat) -> None:
    other = (await chat.says(乙, "提议 给村口装道闸"))[0].partition("，")[2][:4]
    await chat.says(乙, "1")
    await chat.says(乙, "居民提的")
    await chat.says(乙, "三十来万，住户出一半")
    assert "三十来万" in (await chat.says(乙, f"进度 {other}"))[0]
    await chat.says(乙, "取消")
    number = (await chat.says(乙, "提议 给活动室加装一部升降台"))[0].partition("，")[2][:4]
    assert "谁先提出来的" in (await chat.says(乙, "1"))[0]
    told = "\n".join(await chat.says(乙, "大概三十来万，住户自己出一半，镇上补一半"))
    assert "预计花费：大概三十来万，住户自己出一半，镇上补一半" in told
    assert "谁先提出来的" in told
    told = "\n".join(await chat.says(乙, "明年国庆前"))
    assert "2027年9月30日前" in told or "2027年10月1日前" in told
    assert "谁先提出来的" in told
    assert "花多少钱" not in "\n".join(await chat.says(乙, "居民提的"))
    assert "党员、群众提出" in (await chat.says(乙, f"进度 {number}"))[0]


@pytest.mark.parametrize(
    ("said", "tally"),
    [
        ("党员大会刚开完，应到25，到了20个，18个赞成，反对1，弃权1", Tally(25, 20, 18, 1, 1)),
        ("党员大会应到5，来了5个，4个赞成，1票反对", Tally(5, 5, 4, 1, 0)),
        ("代表会开了，32个来了24个，20个同意，4个不同意", Tally(32, 24, 20, 4, 0)),
        ("支委会3个人来了3个，都同意", Tally(3, 3, 3, 0, 0)),
    ],
)
def test_a_tally_told_plainly_is_read_whole(said: str, tally: Tally) -> None:
    held = read_held(said, datetime(2026, 12, 6, 20, tzinfo=SHANGHAI))
    assert held is not None
    assert held.tally == tally


def test_a_meeting_about_works_is_no_progress_of_them() -> None:
    assert not is_progress("12月6号开党员大会，方案是给2栋装一部电梯，住户和街道各出一半")
    assert is_progress("电梯装了一半了")


@after(proposed)
async def test_a_meeting_told_before_it_was_called_is_kept_or_waits(chat: Chat) -> None:
    # A figure that is not said is asked for, and what comes before that meeting is said first.
    assert "这次会应到多少" in (await chat.says(乙, "开了村民代表会议，到会32，赞成31，反对1"))[0]
    early = (await chat.says(乙, "35个"))[0]
    assert f"{NUMBER} 这一步要开的是支部会，不是村民代表会议。先没记，您说的我留着" in early
    await chat.says(乙, "支部会开了，2个人全到，全票通过")
    # It is offered when it can be kept, and not before.
    assert "先前说的会" not in "\n".join(await chat.says(乙, "是"))
    assert "先前说的会" not in "\n".join(await chat.says(乙, f"进度 {NUMBER}"))
    assert "先前说的会" not in await yes(chat, 乙, "两委会开了，应到4，实到4，都赞成")
    assert "还没有记" in (await chat.says(乙, "取消"))[0]
    assert "这一步要开的是党员大会" in (await chat.says(乙, "村民代表会议开了，应到35，到会32，赞成31，反对1"))[0]
    held = "党员大会昨天开的，应到8，实到7，赞成6，反对1，刘启航列席"
    asked = (await chat.says(乙, held))[0]
    assert "党员大会要提前 3 天把方案发给大家" in asked
    assert "我这里没有发过，会先没记，您说的我留着" in asked
    assert "最早11月25日开" in (await chat.says(乙, "没发"))[0]
    await chat.says(乙, held)
    assert "会前用别的办法发过的" in (await chat.says(乙, "20号"))[0]
    assert "最早11月25日开" in (await chat.says(乙, f"20号发的，{DRAFT}"))[0]
    await chat.says(乙, held)
    assert "大家都看得到" in (await chat.says(乙, "17号发的，方案是给低保户装灯"))[0]
    assert "的党员大会（11月21日）：应到8 实到7 赞成6" in (await chat.says(乙, f"17号发的，方案是{DRAFT}"))[0]
    assert "等最后决议" in (await chat.says(乙, "是"))[0]
    story = (await chat.says(群众, f"进度 {NUMBER}"))[0]
    assert "11月21日 党员大会：应到8 实到7" in story
    assert "补记通知：党员大会的方案11月17日发给大家，会后由书记补记" in story
    assert f"方案：{DRAFT}" in (await chat.says(群众, "路灯的方案是啥子"))[0]


async def test_a_picture_of_minutes_is_not_kept_and_the_secretary_is_told_what_is(chat: Chat) -> None:
    for who, more in ((乙, True), (群众, False)):
        await chat.sandbox.say({"from": who, "chat": "app", "text": "", "image": "iVBORw0KGgo="})
        said = chat.hears(who)[-1]
        assert "照片我这里存不了" in said
        assert ("纪要：" in said) is more


async def test_what_is_no_answer_never_becomes_one(chat: Chat) -> None:
    number = (await chat.says(乙, "提议 给三组修路灯"))[0][4:8]
    await chat.says(乙, "1")
    # Who pays is not who brought it, and 30万 is no choice of the third.
    assert "谁先提出来的" in (await chat.says(乙, "30万，业主出一半街道补一半"))[0]
    assert "哪天前办完" in (await chat.says(乙, "业主自己提的"))[0]
    assert "预计花费：30万，业主出一半街道补一半" in (await chat.says(乙, f"进度 {number}"))[0]
    await chat.says(乙, "取消")
    other = (await chat.says(乙, "提议 清三组的堰塘"))[0][4:8]
    await chat.says(乙, "1")
    # A sum that is told beside what is asked is kept; no question, day or number becomes one.
    assert "哪天前办完" in (await chat.says(乙, "村民提的，要花3万2"))[0]
    assert "预计花费：3万2" in (await chat.says(乙, f"进度 {other}"))[0]
    third = (await chat.says(乙, "提议 修二组的桥"))[0][4:8]
    await chat.says(乙, "1")
    await chat.says(乙, "群众")
    for said in (f"{third} 到哪步了", "6月底", "要花好多钱哦"):
        assert "好的，预计花费" not in (await chat.says(乙, said))[0]
    assert "好的，预计花费：3万2，集体收入" in (await chat.says(乙, "预计花费不对，是3万2，集体收入"))[0]


@after(proposed)
async def test_a_refused_meeting_leaves_no_question_behind_for_a_later_gate(chat: Chat) -> None:
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2 反对0 弃权0")
    await chat.says(乙, f"开会 {NUMBER} 应到4 实到4 赞成3 反对1 弃权0")
    # The form that the bot offers is an answer, a question about the rule is none, and neither is a report.
    assert "会前用别的办法" in (await chat.says(乙, f"开会 {NUMBER} 应到8 实到7 赞成6 反对1"))[0]
    assert "记" not in (await chat.says(乙, "党员大会要提前几天通知"))[0][:2]
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月25日 {DRAFT}")
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    # The arithmetic comes before the question who attended, and the same question is asked once.
    assert "镇街哪位" not in (await chat.says(乙, f"开会 {NUMBER} 应到8 实到3 赞成3 反对0"))[0]
    for ayes in (6, 7):
        assert "镇街哪位同志列席" in (await chat.says(乙, f"开会 {NUMBER} 应到8 实到7 赞成{ayes} 反对{7 - ayes}"))[0]
    passed = "\n".join(await chat.says(乙, "刘启航"))
    assert "赞成7" in passed
    assert "刚才在问" not in passed
    assert "等最后决议" in (await chat.says(乙, f"进度 {NUMBER}"))[0]


@after(proposed)
async def test_a_preview_waits_while_somebody_asks_and_is_let_go_by_its_own_word(chat: Chat) -> None:
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2 反对0 弃权0")
    await chat.says(乙, f"开会 {NUMBER} 应到4 实到4 赞成3 反对1 弃权0")
    assert AGREED in (await chat.says(乙, f"会议通知 {NUMBER} 11月25日 {DRAFT}"))[0]
    # It stands under one other answer: then a yes is a yes to what stands there.
    for asked in ("会是哪天开", "帮助 加人"):
        assert AGREED in (await chat.says(乙, asked))[0], asked
        assert AGREED in (await chat.says(乙, f"会议通知 {NUMBER} 11月25日 {DRAFT}"))[0]
    assert "通知发了" in (await chat.says(乙, "发"))[0]
    chat.hears_all()
    # Whoever goes on to something else has let it be.
    assert AGREED in (await chat.says(乙, "加人 张伟 账号 zhangwei 党员 一组"))[0]
    assert AGREED in (await chat.says(乙, "待办"))[0]
    assert AGREED not in (await chat.says(乙, "待办"))[0]
    assert "没有在问的事" in (await chat.says(乙, "是"))[0]
    assert "原因" in (await chat.says(乙, f"撤回 {NUMBER}"))[0]
    assert "没有" not in (await chat.says(乙, "不撤了"))[0][:4]
    assert "等党员大会审议" in (await chat.says(乙, f"进度 {NUMBER}"))[0]


async def test_a_sentence_of_its_own_chooses_nothing_from_a_list(chat: Chat) -> None:
    for said in ("反映 王家院子住院的人没人照看", "反映 三组没水了"):
        await chat.says(群众, said)
    chat.hears_all()
    assert "办结" not in (await chat.says(乙, "唐敏搬走了"))[0]
    assert "说的是哪一件" in (await chat.says(乙, "办好了"))[0]
    await chat.says(乙, "何光荣住院了")
    assert "正在办" in (await chat.says(群众, "我的反映"))[0]
    assert chat.hears(群众) == []
    assert "说的是哪一件" in (await chat.says(乙, "办好了"))[0]
    assert "V0011 会告诉反映的人" in (await chat.says(乙, "没水那个"))[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("answers", "cost"),
    [
        (("1", "1", "花2000块，村集体出，12月底前办完"), "2000块，村集体出"),
        (("1", "群众提的，2000块，村集体出，12月底前办完"), "2000块，村集体出"),
        (("1", "群众提的", "2000块，村集体出，年底前修好"), "2000块，村集体出"),
    ],
)
async def test_the_day_told_with_the_sum_is_the_day_and_no_part_of_the_sum(
    chat: Chat, answers: tuple[str, ...], cost: str
) -> None:
    await chat.says(乙, "提议 修三组路灯")
    told = [(await chat.says(乙, answer))[0] for answer in answers]
    assert told[-1].startswith(f"好的，预计花费：{cost}，打算2026年12月31日前办完。")
