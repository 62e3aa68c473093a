"""What is asked is what is answered: a meeting held is not moved, old messages go, opinions and days said plainly."""

import pytest

from tests.democracy.village import DRAFT, NUMBER, posted, proposed, resolved, yes
from tests.fakes.chat import Chat, after, at, 乙, 外村党员, 己, 戊, 群众, 镇干部


@after(proposed)
async def test_a_meeting_that_was_held_is_not_moved_by_the_next_one(chat: Chat) -> None:
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2")
    await chat.says(乙, f"开会 {NUMBER} 应到4 实到4 赞成4")
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月25日 {DRAFT}")
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    assert "没有通过" in (await chat.says(乙, f"开会 {NUMBER} 应到8 实到7 赞成3 反对4 列席 刘启航"))[0]
    assert "通知了要开的会" not in (await chat.says(群众, "25号要开啥会"))[0]
    shown = (await chat.says(乙, f"会议通知 {NUMBER} 11月28日 {DRAFT}"))[0]
    assert "会议通知：党员大会11月28日开" in shown
    assert "不开了" not in shown


@after(proposed)
async def test_a_slip_that_changes_what_a_meeting_decided_is_put_right_by_who_is_above(chat: Chat) -> None:
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2")
    assert "没有通过" in (await chat.says(乙, f"开会 {NUMBER} 应到4 实到4 赞成1 反对3"))[0]
    line = f"会议更正 {NUMBER} 应到4 实到4 赞成3 反对1 原因 两个数写反了"
    shown = (await chat.says(乙, line))[0]
    assert "原来应到4 实到4 赞成1 反对3 弃权0，改成应到4 实到4 赞成3 反对1 弃权0。这样这个会就算通过了。" in shown
    assert "先请镇街看过才改" in shown
    assert "还按原来记的" in (await chat.says(乙, "是"))[0]
    asked = chat.hears(镇干部)[0]
    ready = asked[asked.index("会议更正") : asked.index("”；不是")]
    assert ready == f"会议更正 {NUMBER} 两委会 应到4 实到4 赞成3 反对1 弃权0 原因 两个数写反了"
    assert "等两委会商议" in (await chat.says(群众, f"进度 {NUMBER}"))[0]
    assert "没有找到" in (await chat.says(外村党员, ready))[0]
    done = await yes(chat, 镇干部, ready)
    assert "原因：两个数写反了。这个会算通过了。\n下一步：党员大会" in done
    assert chat.hears(乙) == chat.hears(戊) == [done]
    story = (await chat.says(群众, f"进度 {NUMBER}"))[0]
    assert "等党员大会审议" in story
    assert "赞成3 反对1 弃权0，通过（更正过：两个数写反了）" in story
    # What has gone on since is not undone by figures.
    line = f"会议更正 {NUMBER} 两委会 应到4 实到4 赞成1 反对3 原因 又数了一遍"
    undone = (await chat.says(镇干部, line))[0]
    assert "和当时记的不一样，没有更正" in undone


@at("2027-02-12T10:00:00+08:00")
@pytest.mark.parametrize(
    ("said", "day"), [("10月3日", "2027年10月3日"), ("1月底", "2028年1月31日"), ("12月31日前", "2027年12月31日")]
)
async def test_a_plain_day_is_the_next_there_is(chat: Chat, said: str, day: str) -> None:
    await chat.says(乙, "提议 修三组路灯")
    await chat.says(乙, "1")
    await chat.says(乙, "群众")
    assert "要花多少钱" in (await chat.says(乙, "1"))[0]
    await chat.says(乙, "不花钱")
    assert f"打算{day}前办完" in (await chat.says(乙, said))[0]


@after(resolved)
async def test_held_messages_that_are_out_of_date_are_dropped(chat: Chat) -> None:
    await chat.says(乙, f"退回 {NUMBER} 数报错了")
    for line in ("应到2 实到2 赞成2", "应到4 实到4 赞成4"):
        await chat.says(乙, f"开会 {NUMBER} {line}")
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月28日 {DRAFT}")
    await chat.skips_to("2026-11-28T18:00:00+08:00")
    await chat.says(乙, f"开会 {NUMBER} 应到8 实到7 赞成6 反对1 列席 刘启航")
    chat.hears_all()
    # It is Saturday evening: what is asked and answered now would be read on Monday.
    await chat.says(乙, f"开会 {NUMBER} 应到30 实到22 赞成20 反对1 弃权1 列席 刘启航")
    await chat.says(戊, f"同意 {NUMBER}")
    await yes(chat, 乙, f"公布 {NUMBER}")
    await chat.moves_to("2026-11-30T10:00:00+08:00")
    assert not any("同意公开就发" in said for said in chat.hears(戊))
    assert not any("书记发“公布" in said for said in chat.hears(乙))
    chat.hears_all()


@after(resolved)
async def test_who_was_asked_for_his_opinion_gives_it_plainly(chat: Chat) -> None:
    said = "有意见，装在水塘边的要加护栏"
    assert f"“不同意 {NUMBER} {said}”" in (await chat.says(戊, said))[0]
    assert "监督委员会意见：有意见" in (await chat.says(戊, "是"))[0]
    await yes(chat, 乙, f"公布 {NUMBER}")
    chat.hears_all()
    assert "W" in (await chat.says(群众, f"异议 {NUMBER} 灯太亮"))[0]
    await chat.says(己, f"实施结果 {NUMBER} 花了2.9万元，20盏都亮了")
    chat.hears_all()
    assert f"同意 {NUMBER}" in (await chat.says(戊, "验收合格，同意"))[0]
    assert "验收合格，同意公开" in (await chat.says(戊, "是"))[0]
    chat.hears_all()


@after(posted)
async def test_a_posting_is_shown_as_it_hung_with_what_it_was_corrected_to(chat: Chat) -> None:
    await chat.skips_to("2026-11-27T10:00:00+08:00")
    await yes(chat, 乙, f"会议更正 {NUMBER} 应到30 实到22 赞成21 反对1 弃权0 原因 数错一票")
    await yes(chat, 乙, f"会议更正 {NUMBER} 应到30 实到23 赞成21 反对1 弃权1 原因 漏数一人")
    chat.hears_all()
    hung = (await chat.says(群众, f"晒 {NUMBER}"))[0]
    assert "村民代表会议：应到30 实到22 赞成20 反对1 弃权1，通过\n" in hung
    assert "（后来更正为应到30 实到23 赞成21 反对1 弃权1：漏数一人）" in hung


async def test_a_notice_that_no_representative_can_read_says_so(chat: Chat) -> None:
    number = await proposed(chat, 外村党员)
    await chat.says(外村党员, f"开会 {number} 应到2 实到2 赞成2")
    await chat.says(外村党员, f"开会 {number} 应到3 实到3 赞成3")
    await yes(chat, 外村党员, f"会议通知 {number} 11月25日 {DRAFT}")
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    passed = (await chat.says(外村党员, f"开会 {number} 应到5 实到5 赞成5 列席 刘启航"))[0]
    assert "等最后决议" in passed, passed
    shown = (await chat.says(外村党员, f"会议通知 {number} 11月28日 {DRAFT}"))[0]
    assert "名册上还没有登村民代表会议的人，他们收不到，请另外通知到人" in shown


async def test_a_decision_of_a_community_is_its_own_branch_s(chat: Chat) -> None:
    """铁牛街社区 has two branches; the secretary of the one that did not propose it is left in peace."""
    head, other, supervisor = "LiaoHongmei", "duanxiaodong", "tangjianhua"
    number = await proposed(chat, head, title="小区加装充电桩")
    assert "等两委会商议" in (await chat.says(head, f"开会 {number} 应到2 实到2 赞成2"))[0]
    assert "退回支部再研究" in (await chat.says(head, f"退回 {number} 先问问住户"))[0]
    assert chat.hears(supervisor)
    assert chat.hears(other) == []
