"""A decision as it is spoken about: what was chosen wrongly, who was there, who cannot come, what is still amiss."""

import pytest

from tests.democracy.village import DRAFT, NUMBER, deliberated, posted, proposed, resolved, through_three, yes
from tests.fakes.chat import Chat, after, 丁, 丙, 乙, 己, 戊, 甲, 群众, 镇干部

GROUP_LEADER = "linxiaoyu"


async def test_what_was_said_wrongly_of_a_proposal_is_said_anew(chat: Chat) -> None:
    await chat.says(丁, "建议 修三组水渠")
    chat.hears(乙)
    assert "您是说“同意 D010”" in (await chat.says(乙, "支部研究了，采纳"))[0]
    assert "这是哪类事" in (await chat.says(乙, "是"))[0]
    assert "支部采纳了" in chat.hears(丁)[0]
    # Which assembly decides in the end hangs on the kind, and is said at once.
    assert "最后由集体经济组织成员大会定" in (await chat.says(乙, "6"))[0]
    assert "这是哪类事" in (await chat.says(乙, "哪类事选错了"))[0]
    await chat.says(乙, "2")
    assert "最后由村民代表会议或村民会议定" in (await chat.says(乙, "不对，选错了，是公共工程"))[0]
    await chat.says(乙, "老百姓提的")
    await chat.says(乙, "5万，集体收入")
    assert "打算2027年2月6日前办完" in (await chat.says(乙, "过年前"))[0]
    assert "预计花费：6万，打算" in await yes(chat, 乙, "花费改成6万")
    assert "归“村庄、社区的规划”" in (await chat.says(乙, "提议 D010 规划"))[0]
    assert "公益建设" in await yes(chat, 乙, "这件事选成规划了，其实是公共工程")
    assert "下一步：支部会。开完发“开会 D010 应到… 实到…" in (await chat.says(乙, "进度 D010"))[0]


@after(proposed)
async def test_who_was_there_is_told_as_people_tell_it_and_asked_for_one_by_one(chat: Chat) -> None:
    assert (
        "支部会（11月21日）：应到2 实到2 赞成2"
        in (await chat.says(乙, f"{NUMBER} 支部会昨天开了，我们两个都在，都同意"))[0]
    )
    await chat.says(乙, "是")
    assert "等两委会商议，日子还没定" in (await chat.says(乙, "要不要开两委会"))[0]
    assert "应到多少" in (await chat.says(乙, f"{NUMBER} 两委会开了"))[0]
    assert "实到多少" in (await chat.says(乙, "4"))[0]
    assert "赞成多少" in (await chat.says(乙, "4个"))[0]
    assert "等党员大会审议" in await yes(chat, 乙, "4")


async def test_a_community_tells_its_own_proposal_and_meetings_in_one_breath(chat: Chat) -> None:
    secretary, shown = "LiaoHongmei", await chat.says("LiaoHongmei", "我们社区想给老旧楼栋加装门禁，想走四议")
    assert shown[0].startswith("您是说“提议 给老旧楼栋加装门禁”")
    for said in ("是", "公益", "居民提的", "大概6万，社区经费出一半，居民凑一半", "春节前弄完"):
        await chat.says(secretary, said)
    assert "的支部会：应到2 实到2 赞成2" in (await chat.says(secretary, "支委会今天开了，应到2个实到2个都同意"))[0]
    assert "等两委会商议" in (await chat.says(secretary, "是"))[0]
    assert "的两委会：应到5 实到5 赞成5" in (await chat.says(secretary, "两委会也开了，5个人都来了，没人反对"))[0]
    assert "等党员大会审议" in (await chat.says(secretary, "是"))[0]


@pytest.mark.parametrize("said", ["{}不弄了", "{} 不搞了", "算了，不提了", "{}不修了"])
async def test_who_does_it_no_longer_is_shown_the_withdrawal(chat: Chat, said: str) -> None:
    number = await proposed(chat)
    assert f"您是说“撤回 {number}”" in (await chat.says(乙, said.format(number)))[0]


@after(posted)
async def test_who_objects_in_the_same_words_again_is_told_the_number_of_the_first(chat: Chat) -> None:
    line = f"异议 {NUMBER} 太贵了，再比一比价"
    number = (await chat.says(甲, line))[0]
    chat.hears_all()
    again = (await chat.says(甲, line))[0]
    assert "没有另开一件" in again and again[again.index("（") + 1 : again.index("）")] in number


@after(posted)
async def test_what_a_meeting_has_resolved_no_word_changes(chat: Chat) -> None:
    before = await chat.says(甲, f"进度 {NUMBER}")
    for said in ("路灯改成修600米", f"{NUMBER} 花费改成5万", "路灯那个事，钱不够，想改成装15盏"):
        assert f"{NUMBER} 是会上定的，书记一个人改不了、撤不了，先没动" in (await chat.says(乙, said))[0]
    assert await chat.says(甲, f"进度 {NUMBER}") == before
    # What is no word of it is left to whom it is for.
    assert "会上定的" not in (await chat.says(乙, "刚才那条改成3小时"))[0]


@after(posted)
async def test_of_what_is_resolved_it_is_said_who_may_stop_it(chat: Chat) -> None:
    assert "请镇街看过" in (await chat.says(乙, f"撤回 {NUMBER} 没钱"))[0]


@after(proposed)
async def test_who_cannot_come_tells_the_secretary(chat: Chat) -> None:
    for held in ("应到2 实到2 赞成2", "应到4 实到4 赞成4"):
        await chat.says(乙, f"开会 {NUMBER} {held}")
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月26日 {DRAFT}")
    chat.hears_all()
    for said in ("26号的会我来不了", "26号我来不到，要去成都"):
        assert "跟书记说了" in (await chat.says(甲, said))[0]
        assert chat.hears(乙) == [f"陈桂兰说：{said}（11月26日 党员大会）"]
    assert "11月26日 党员大会" in (await chat.says(甲, "26号的会还开不开"))[0]
    # A meeting that was not called is not moved in the place of another.
    assert "党员大会" not in (await chat.says(乙, "代表会改到27号下午"))[0].partition("登记了的有")[0]
    assert (
        f"会议改期，原来通知的11月26日不开了：党员大会11月27日下午开，议{NUMBER}"
        in (await chat.says(乙, "党员大会改到27号下午"))[0]
    )


@after(deliberated)
async def test_too_few_are_no_meeting_and_nothing_is_asked_of_it(chat: Chat) -> None:
    few = "村民代表会开完了，30个代表来了19个，都赞成"
    assert "没有记，人到齐了再开" in (await chat.says(乙, few))[0]


@after(resolved)
async def test_the_supervisors_opinion_and_figures_are_told_once(chat: Chat) -> None:
    await yes(chat, 乙, "写错了，赞成是19，弃权2")
    assert len(chat.hears(戊)) == 1
    assert f"您是说“同意 {NUMBER}”" in (await chat.says(戊, "没得意见"))[0]
    assert "监督委员会意见：有意见：灯杆太近。" in await yes(chat, 戊, "有意见，灯杆太近")
    chat.hears_all()


@after(posted)
async def test_what_the_posting_brings_is_said_in_plain_words(chat: Chat) -> None:
    assert f"记成 {NUMBER} 修三组路灯 的异议" in (await chat.says(群众, "我不同意修，三组人少，浪费钱"))[0]
    for asked, answer in (
        ("这事花了多少钱", "预计花费：3万元"),
        ("这个路灯是哪个同意修的", "只公布总数，谁怎么投的不记"),
        ("晒", "决议公示"),
    ):
        assert answer in (await chat.says(群众, asked))[0], asked
    await yes(chat, GROUP_LEADER, "我们三组都赞成修路灯")
    assert "小组意见：三组组长：我们三组都赞成修路灯" in (await chat.says(甲, f"进度 {NUMBER}"))[0]
    await chat.says(己, f"实施结果 {NUMBER} 花了2.9万元，20盏都亮了")
    chat.hears_all()
    assert "您是说“退回" in (await chat.says(戊, "没修好，还差两盏"))[0]
    assert f"您是说“同意 {NUMBER}”" in (await chat.says(戊, "修得巴适，我去看过"))[0]


async def test_what_one_branch_has_taken_up_is_none_of_the_other_secretary_s(chat: Chat) -> None:
    head, other = "LiaoHongmei", "duanxiaodong"
    await chat.says("baixuelian", "建议 装充电桩")
    assert len(chat.hears(head)) == len(chat.hears(other)) == 1
    number = (await chat.says(head, "同意 D010"))[0][:4]
    chat.hears_all()
    for said in ("1", "2", "不花钱", "12月底"):
        await chat.says(head, said)
    assert number in (await chat.says(head, "待办"))[0]
    assert number not in (await chat.says(other, "待办"))[0]
    assert "没有等着开会的事项" in (await chat.says(other, "支部会开了，应到2实到2，都同意"))[0]
    assert "装充电桩 的支部会" in (await chat.says(head, "支部会开了，应到4实到4，都同意"))[0]


@after(deliberated)
async def test_a_correction_that_is_the_township_s_stands_on_its_list_until_it_is_made(chat: Chat) -> None:
    assert "没有通过" in (await chat.says(乙, f"开会 {NUMBER} 应到30 实到20 赞成9 反对11 列席 刘启航"))[0]
    assert "请镇街看了" in await yes(chat, 乙, "写错了，赞成19，反对1")
    line = f"会议更正 {NUMBER} 村民代表会议 应到30 实到20 赞成19 反对1 弃权0 原因 数记错了"
    assert f"是这样就发“{line}”" in chat.hears(镇干部)[-1]
    assert f"修三组路灯 的票数记错了，请您核一下。发“{line}”" in (await chat.says(镇干部, "待办"))[0]
    assert "请镇街更正" in (await chat.says(群众, f"进度 {NUMBER}"))[0]
    assert "这个会算通过了" in await yes(chat, 镇干部, line)
    assert "票数记错了" not in (await chat.says(镇干部, "待办"))[0]
    chat.hears_all()


async def test_the_wrong_assembly_says_how_the_kind_is_changed(chat: Chat) -> None:
    number = await proposed(chat, kind="6", title="修三组水渠")
    await through_three(chat, number)
    told = (await chat.says(乙, "代表会开了，应到30，实到22，20个同意，2个反对，刘启航列席"))[0]
    assert f"先发“退回 {number} 类选错了”，再发“提议 {number} 公益建设”这样改" in told


async def test_who_tells_of_a_new_rule_hears_how_it_is_kept(chat: Chat) -> None:
    assert "村里的制度写“规章制度”" in (await chat.says(乙, "我们村新定了个制度，红白喜事不准超过10桌"))[0]
    assert "发一张表格" not in "".join(await chat.says(群众, "我们村新定了个制度，红白喜事不准超过10桌"))


async def test_one_person_in_two_posts_tells_of_two_meetings_at_once(chat: Chat) -> None:
    head = "YangXingfa"
    await chat.says(head, "提议 把村里的鱼塘租出去，不花钱")
    for said in ("5", "上级安排的", "3月底"):
        await chat.says(head, said)
    both = "我们村一肩挑，两个会一起开的"
    for figure in ("应到", "实到", "赞成"):
        assert f"{figure}多少" in (await chat.says(head, both if figure == "应到" else "3"))[0]
    # As long as two people hold the posts, two meetings are held.
    assert "一肩挑）的，提议和商议才可以合并开" in (await chat.says(head, "3"))[0]
    await chat.says(丙, "任职 杨兴发 村委会主任 到2028年12月31日")
    await chat.says(丙, "不是")
    chat.hears_all()
    told = f"{both}，应到3，实到3，都同意"
    assert "等党员大会审议" in await yes(chat, head, told)


@after(proposed)
async def test_what_was_set_aside_is_brought_again_in_plain_words(chat: Chat) -> None:
    await chat.says(乙, f"撤回 {NUMBER} 今年没钱")
    chat.hears_all()
    shown = (await chat.says(乙, "路灯的事又可以搞了"))[0]
    assert f"记成 {NUMBER} 修三组路灯 的再议：路灯的事又可以搞了" in shown
    assert f"{NUMBER} 修三组路灯，重新提议：路灯的事又可以搞了" in (await chat.says(乙, "是"))[0]
    assert "等支部会提议" in (await chat.says(乙, f"进度 {NUMBER}"))[0]


async def test_what_a_group_thinks_is_neither_the_kind_of_a_proposal_nor_a_meeting(chat: Chat) -> None:
    number = (await chat.says(乙, "提议 修三组路灯"))[0][4:8]
    answer = (await chat.says(乙, "三组的人都赞成修水渠"))[0]
    assert "归“" not in answer
    assert "这是哪类事" in answer
    # Who will decide and who pays is not asked yet, and is nothing that is looked for on the books.
    answer = (await chat.says(乙, "钱从村集体出，村民会议定"))[0]
    assert answer.startswith("好的。由哪个会定，看是哪类事；钱从哪里出，和大概的数一起说。")
    assert "这是哪类事" in answer
    assert "最后由村民代表会议或村民会议定" in (await chat.says(乙, "1"))[0]
    for said in ("群众", "3万元", "12月底"):
        await chat.says(乙, said)
    assert "应到 3" not in (await chat.says(乙, "三组的人都赞成修路灯"))[0]
    assert "等支部会提议" in (await chat.says(乙, f"进度 {number}"))[0]


async def test_what_a_group_wants_that_is_not_on_the_books_is_offered_as_a_suggestion(chat: Chat) -> None:
    assert "建议" in (await chat.says(丁, "我们组都赞成修水渠"))[0]
    assert "我们组都赞成修水渠 记下了，支部来研究" in (await chat.says(丁, "是"))[0]
    assert "我们组都赞成修水渠" in chat.hears(乙)[0]
