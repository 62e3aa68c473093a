"""Three decisions to their end: of a community, of collective assets, and one that is taken back, sent back, passed."""

from tests.democracy.village import DRAFT, NUMBER, proposed, through_three, yes
from tests.fakes.chat import Chat, after, things, 丁, 丙, 乙, 己, 戊, 甲, 群众, 镇干部
from tests.library.test_talks_plainly import willing

社区书记, 社区监督, 社区干部, 居民, 组长 = "ZhongMingliang", "yaojinfeng", "wan.yong", "baixuelian", "linxiaoyu"


def _heard(chat: Chat) -> dict[str, list[str]]:
    """Return what was said of the decision since last listened: {who, or which group: the things, as they begin}."""
    said = {**chat.everybody_hears(), **chat.groups_hear()}
    of_it = {who: [one for one in things(texts) if NUMBER in one or "W011" in one] for who, texts in said.items()}
    return {who: texts for who, texts in of_it.items() if texts}


async def _comes(chat: Chat, day: str) -> dict[str, list[str]]:
    """Let the days come until a noon; return what they said of the decision."""
    await chat.moves_to(f"{day}T12:00:00+08:00")
    return _heard(chat)


async def _two_meetings(chat: Chat, both: int = 4) -> None:
    """Let the branch and both committees of 莲花池村 agree."""
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2")
    assert "等党员大会审议" in (await chat.says(乙, f"开会 {NUMBER} 应到{both} 实到{both} 赞成{both}"))[0]


async def test_a_community_decides_is_objected_to_and_tells_what_came_of_it(chat: Chat) -> None:
    await proposed(chat, 社区书记, "1", "小区门口装充电桩")
    await chat.says(社区书记, f"开会 {NUMBER} 应到2 实到2 赞成2")
    await chat.says(社区书记, f"开会 {NUMBER} 应到3 实到3 赞成3")
    await yes(chat, 社区书记, f"会议通知 {NUMBER} 11月25日 装10个充电桩")
    await chat.skips_to("2026-11-25T12:00:00+08:00")
    await chat.says(社区书记, f"开会 {NUMBER} 应到5 实到5 赞成5 列席 街道老王")
    await yes(chat, 社区书记, f"会议通知 {NUMBER} 居民会议 12月7日 装10个充电桩")
    group = chat.group_of("新桥社区（示例）")
    assert list(_heard(chat)) == [group]
    assert await _comes(chat, "2026-12-07") == {}
    told = "居民会议开了，应到120户，实到70户，赞成50，反对15，弃权5，街道老王列席"
    assert "应到120 实到70，已过应到半数（61）；赞成50，已过实到半数（36），通过。" in await yes(chat, 社区书记, told)
    assert list(_heard(chat)) == [社区监督]
    assert "同意公开" in (await chat.says(社区监督, "同意"))[0]
    assert list(_heard(chat)) == [社区书记]
    assert "公示到12月22日" in await yes(chat, 社区书记, "公布")
    assert list(_heard(chat)) == [group]
    assert "12月17日前答复您" in (await chat.says(居民, f"异议 {NUMBER} 离三单元太近"))[0]
    assert list(_heard(chat)) == [社区监督]
    assert list(await _comes(chat, "2026-12-16")) == [社区监督]
    await chat.says(社区监督, "答复 W011 离楼8米，消防看过")
    assert list(_heard(chat)) == [居民]
    assert "的决议公示到12月22日，前后意见 1 条，已答复 1 条" in (await _comes(chat, "2026-12-21"))[社区书记][0]
    assert set(await _comes(chat, "2026-12-28")) == {社区书记, 社区干部}
    assert "请监督委员会验收" in await yes(chat, 社区书记, "充电桩装好了，花了2万8，10个桩都通电了")
    assert list(_heard(chat)) == [社区监督]
    assert "验收合格" in await yes(chat, 社区监督, "验收合格，没得问题")
    assert list(_heard(chat)) == [社区书记]
    assert "到这里就办完了" in await yes(chat, 社区书记, "公布")
    assert list(_heard(chat)) == [group]
    assert "结果：充电桩装好了，花了2万8" in (await chat.says(居民, f"晒 {NUMBER}"))[0].partition("实施结果公布")[2]
    assert list(await _comes(chat, "2027-01-13")) == [社区书记]
    for who in (社区监督, 社区书记, 社区干部):
        assert NUMBER not in (await chat.says(who, "待办"))[0]


async def test_collective_assets_one_aye_too_few_then_late_and_told_of_in_the_end(chat: Chat) -> None:
    await proposed(chat, 乙, "6", "征地补偿款分配")
    await through_three(chat, NUMBER)
    for day, ayes, noes, outcome in (
        ("2026-12-07", 59, 21, "赞成59，未达应到2/3（60），没有通过"),
        ("2026-12-18", 60, 20, "赞成60，已达应到2/3（60），通过"),
    ):
        await yes(chat, 乙, f"会议通知 {NUMBER} {day} 按人头平分")
        await chat.skips_to(f"{day}T12:00:00+08:00")
        told = f"成员大会开了，应到90，实到80，赞成{ayes}，反对{noes}，刘启航列席"
        assert outcome in await yes(chat, 乙, told)
    await chat.says(戊, f"同意 {NUMBER}")
    assert "公示到1月2日" in await yes(chat, 乙, f"公布 {NUMBER}")
    _heard(chat)
    near = await _comes(chat, "2026-12-28")
    assert set(near) == {乙, 己, "ouyangchunyan"}
    assert set(await _comes(chat, "2026-12-31")) == set(near)
    late = await _comes(chat, "2027-01-04")
    assert set(late) == {乙, 戊, 镇干部}
    assert all("结果还没有公布" in said[0] for said in late.values())
    assert "的进展：" in (await chat.says(乙, f"{NUMBER} 要拖到1月20日才办得完"))[0]
    assert "谢谢，记在" in (await chat.says(乙, "是"))[0]
    assert await _comes(chat, "2027-01-06") == {}
    assert "请监督委员会验收" in await yes(chat, 己, "征地补偿款都发完了，一共2.9万元，90户都签了字")
    assert list(_heard(chat)) == [戊]
    assert "还差一点：还差两户没签" in (await chat.says(戊, f"退回 {NUMBER} 还差两户没签"))[0]
    assert list(_heard(chat)) == [乙]
    await chat.says(己, f"实施结果 {NUMBER} 花了2.9万元，90户都签了")
    assert list(_heard(chat)) == [戊]
    await chat.says(戊, f"同意 {NUMBER}")
    assert list(_heard(chat)) == [乙]
    assert "公示到1月21日" in await yes(chat, 乙, f"公布 {NUMBER}")
    assert list(_heard(chat)) == [chat.group_of("莲花池村")]
    story = (await chat.says(群众, f"进度 {NUMBER}"))[0]
    # What was done stands in the order of its days.
    marks = ("赞成59", "赞成60", "公示决议", "1月4日 进展", "退回重办", "公布结果", "结果：花了2.9万元，90户")
    assert sorted(marks, key=story.index) == list(marks)


async def test_taken_back_sent_back_and_passed_in_the_end(chat: Chat) -> None:
    await proposed(chat)
    await _two_meetings(chat)
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月26日 {DRAFT}")
    called = set(_heard(chat))
    assert f"您是说“撤回 {NUMBER} 钱没到位”" in (await chat.says(乙, "路灯今年不搞了，钱没到位"))[0]
    assert "撤回了：钱没到位" in await yes(chat, 乙, f"撤回 {NUMBER} 钱没到位")
    off = _heard(chat)
    assert set(off) == called
    assert {len(said) for said in off.values()} == {1}
    assert "下一步：支部会" in (await chat.says(乙, f"再议 {NUMBER} 钱到了"))[0]
    await _two_meetings(chat)
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月27日 {DRAFT}")
    _heard(chat)
    await chat.says(镇干部, f"退回 {NUMBER} 预算没附报价单")
    back = _heard(chat)
    # Whoever sent it back knows; the secretary and the supervisors hear both things at once.
    assert set(back) == called - {镇干部} | {乙}
    assert {len(said) for said in back.values()} == {1}
    assert all("预算没附报价单" in back[who][0] and "11月27日不开了" in back[who][0] for who in (乙, 戊))
    await yes(chat, 乙, "花费改成2.8万元，三家报价")
    await _two_meetings(chat)
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月27日 {DRAFT}，附三家报价")
    await chat.skips_to("2026-11-27T12:00:00+08:00")
    await chat.says(乙, f"开会 {NUMBER} 应到8 实到7 赞成7 列席 刘启航")
    lost = f"开会 {NUMBER} 应到30 实到22 赞成9 反对13 列席 刘启航"
    assert "没有通过" in (await chat.says(乙, lost))[0]
    line = f"会议更正 {NUMBER} 村民代表会议 应到30 实到22 赞成19 反对3 弃权0 原因 两个数看错了"
    await yes(chat, 乙, line)
    _heard(chat)
    assert "这个会算通过了" in await yes(chat, 镇干部, line)
    # With the figures the supervision committee hears, once, that its opinion is due.
    corrected = _heard(chat)
    assert {who: len(said) for who, said in corrected.items()} == {乙: 1, 戊: 1}
    assert f"发“同意 {NUMBER}”" in corrected[戊][0]
    await chat.says(戊, f"同意 {NUMBER}")
    await yes(chat, 乙, "公布")
    assert "村民代表会议：应到30 实到22 赞成19 反对3" in _heard(chat)[chat.group_of("莲花池村")][0]


async def test_who_would_rather_not_go_is_told_of_the_meeting_or_the_secretary_of_him(chat: Chat) -> None:
    asks = ("我能不能不去开会", "党员大会可以不去吗", "我不想去开会")
    for said in asks:
        assert "眼下没有通知要开的会" in (await chat.says(甲, said))[0]
    await proposed(chat)
    await _two_meetings(chat)
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月26日 {DRAFT}")
    chat.hears_all()
    for said in asks:
        assert "跟书记说了" in (await chat.says(甲, said))[0]
        assert chat.hears(乙) == [f"陈桂兰说：{said}（11月26日 党员大会）"]
    assert "跟书记说了" not in (await chat.says(甲, "哪些人可以不去开会"))[0]


@after(willing)
async def test_who_does_not_speak_is_left_alone_and_declines_what_he_was_asked_for(chat: Chat) -> None:
    said = "我不会讲课，莫安排我"
    assert "先不安排您讲课" in (await chat.says(甲, said))[0]
    await yes(chat, 乙, "请沈文静12号上午来给我们讲创业")
    chat.hears_all()
    assert "您是说“不同意 I010”" in (await chat.says(丙, said))[0]
    await chat.says(丙, "是")
    assert "I010" in chat.hears(乙)[0]


async def test_what_a_group_thinks_is_kept_and_what_the_gate_holds_is_not_shown_first(chat: Chat) -> None:
    await proposed(chat, title="修三组水渠")
    for said in ("三组的人都赞成修水渠", "三组的人都同意修水渠，反对的只有一户"):
        assert "谢谢，记在" in await yes(chat, 组长, said)
    assert "大家都看得到" in (await chat.says(组长, "三组都赞成修水渠，就是老陈家是低保户，出不起钱"))[0]
    assert "低保" not in (await chat.says(丁, f"进度 {NUMBER}"))[0]
