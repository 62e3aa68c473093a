"""四议: a village from the proposal to the resolution, every refusal on the way; a community; collective assets."""

from tests.democracy.village import DRAFT, NUMBER, deliberated, posted, proposed, through_three, yes
from tests.fakes.chat import Chat, after, at, both_engines, 丁, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部


@both_engines
async def test_a_village_from_proposal_to_resolution(chat: Chat) -> None:
    number = await proposed(chat)
    assert number == NUMBER
    early = (await chat.says(乙, f"开会 {number} 党员大会 应到8 实到8 赞成8 反对0"))[0]
    assert "这一步要开的是支部会，不是党员大会" in early
    first = (await chat.says(乙, f"开会 {number} 应到2 实到2 赞成2 反对0 弃权0"))[0]
    assert "支部会：应到2 实到2，已过应到半数（2）；赞成2，已过应到半数（2），通过。" in first
    assert "下一步：两委会" in first
    assert "等两委会商议" in (await chat.says(群众, f"进度 {number}"))[0]
    few = (await chat.says(乙, f"开会 {number} 应到4 实到2 赞成2 反对0"))[0]
    assert "应到4 实到2，未过应到半数（3），这次会不能作数。" in few
    assert "没有记" in few
    lost = (await chat.says(乙, f"开会 {number} 应到4 实到4 赞成2 反对2"))[0]
    assert "赞成2，未过实到半数（3），没有通过。" in lost
    assert "等党员大会审议" in (await chat.says(乙, f"开会 {number} 应到4 实到4 赞成3 反对1 弃权0"))[0]
    attended = f"开会 {number} 应到8 实到7 赞成6 反对1 列席 刘启航"
    assert "党员大会要提前 3 天把方案发给大家" in (await chat.says(乙, attended))[0]
    assert f"{number} 修三组路灯：两委已商议，等党员大会审议，日子还没定" in (await chat.says(群众, "下次开啥会"))[0]
    assert "最早11月25日开" in (await chat.says(乙, f"会议通知 {number} 11月24日 {DRAFT}"))[0]
    shown = (await chat.says(乙, f"会议通知 {number} 11月25日 {DRAFT}"))[0]
    assert f"会议通知：党员大会11月25日开，议{number} 修三组路灯。\n方案：{DRAFT}" in shown
    assert "发给：10 位同志" in shown
    assert "通知发了" in (await chat.says(乙, "是"))[0]
    assert f"通知了要开的会：\n11月25日 党员大会，议{number} 修三组路灯" in (await chat.says(群众, "25号要开啥会"))[0]
    for who in (甲, 戊, 己, 核实人, 镇干部):
        assert any(DRAFT in said for said in chat.hears(who)), who
    assert chat.hears(群众) == []
    chat.hears_all()
    assert "会定在11月25日，还没到" in (await chat.says(乙, attended))[0]
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    assert "名册上至少有 8 位，应到 7 少了" in (await chat.says(乙, attended.replace("应到8", "应到7")))[0]
    assert "大家都看得到，里面有" in (await chat.says(乙, f"{attended} 纪要：陈桂兰不赞成"))[0]
    assert "对不上" in (await chat.says(乙, attended.replace("反对1", "反对3")))[0]
    assert "等最后决议" in (await chat.says(乙, attended))[0]
    away = f"开会 {number} 应到30 实到22 委托2票 赞成20 反对1 弃权1 列席 刘启航"
    assert "村民代表会议没有委托投票这一说（村民委员会组织法第三十条）" in (await chat.says(乙, away))[0]
    last = (await chat.says(乙, f"开会 {number} 应到30 实到22 赞成20 反对1 弃权1 列席 刘启航"))[0]
    assert "村民代表会议：应到30 实到22，已达应到2/3（20）；赞成20，已过实到半数（12），通过。" in last
    assert "等监督委员会意见" in last
    assert "村民代表会议应到30 实到22 赞成20 反对1 弃权1，通过" in chat.hears(戊)[0]
    story = (await chat.says(群众, f"进度 {number}"))[0]
    assert f"{number} 修三组路灯：已通过，等监督委员会意见" in story
    assert "11月25日 党员大会：应到8 实到7 赞成6 反对1 弃权0，通过" in story
    assert "没有通过" in story
    assert "现在不用开会" in (await chat.says(乙, attended))[0]
    assert "没有找到" in (await chat.says(外村党员, f"进度 {number}"))[0]


async def test_who_may_propose_and_what_becomes_of_a_suggestion(chat: Chat) -> None:
    for who in (己, 甲, 丁, 群众):
        assert "提议归村党支部" in (await chat.says(who, "提议 修三组路灯"))[0]
    assert "四议两晒是村和社区议事用的" in (await chat.says("songjia", "建议 换打印机"))[0]
    assert "大家都看得到，里面有" in (await chat.says(乙, "提议 给低保户送油"))[0]
    thanks = (await chat.says(己, "建议 修三组路灯"))[0]
    number = thanks[thanks.index("D") :][:4]
    asked = chat.hears(乙)[0]
    assert f"有人向支部建议 {number} 修三组路灯（村(社区)干部提出）" in asked
    assert "没有找到" in (await chat.says(群众, f"进度 {number}"))[0]
    assert "还差一句原因" in (await chat.says(乙, f"不同意 {number}"))[0]
    assert "这次没有提：等明年一起修" in (await chat.says(乙, f"不同意 {number} 等明年一起修"))[0]
    assert "这次没有提：等明年一起修" in chat.hears(己)[0]
    again = (await chat.says(乙, f"再议 {number} 群众反映多"))[0]
    assert "重新提议：群众反映多" in again
    assert "这是哪类事" in again
    assert "花多少钱" in (await chat.says(乙, "修路"))[0]
    await chat.says(丁, "建议 三组修水渠")
    assert "党员、群众提出" in chat.hears(乙)[0]
    assert number in (await chat.says(乙, "待办"))[0]


async def test_what_is_missing_is_asked_one_at_a_time_and_kept(chat: Chat) -> None:
    number = (await chat.says(乙, "提议 修三组路灯"))[0][4:8]
    assert "哪类事" in (await chat.says(乙, "随便"))[0]
    assert "谁先提出来的" in (await chat.says(乙, "1"))[0]
    assert f"发“进度 {number}”接着补" in (await chat.says(乙, "取消"))[0]
    assert "还差谁先提出来的" in (await chat.says(乙, f"开会 {number} 应到2 实到2 赞成2"))[0]
    assert "谁先提出来的" in (await chat.says(乙, f"进度 {number}"))[0]
    await chat.says(乙, "上级")
    assert "大家都看得到，里面有" in (await chat.says(乙, "3万元，打到6222021234567890123"))[0]
    assert "哪天前办完" in (await chat.says(乙, "不花钱"))[0]
    assert "下一步：支部会" in (await chat.says(乙, "年底"))[0]


@after(deliberated)
async def test_it_goes_back_is_taken_back_and_comes_again(chat: Chat) -> None:
    assert "还差一句原因" in (await chat.says(乙, f"退回 {NUMBER}"))[0]
    assert "“退回”由书记或镇街来发" in (await chat.says(己, f"退回 {NUMBER} 不行"))[0]
    assert "退回支部再研究：方案要改" in (await chat.says(镇干部, f"退回 {NUMBER} 方案要改"))[0]
    assert "退回支部再研究：方案要改" in chat.hears(乙)[0]
    assert NUMBER not in (await chat.says(镇干部, "待办"))[0]
    assert "这一步要开的是支部会" in (await chat.says(乙, f"开会 {NUMBER} 村民代表会议 应到30 实到22 赞成22"))[0]
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2")
    await chat.says(乙, f"开会 {NUMBER} 应到4 实到4 赞成4")
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月28日 村民代表会议定了就开工")
    chat.hears_all()
    assert "只是会不开了，发“会取消了”" in (await chat.says(乙, f"撤回 {NUMBER} 会议通知"))[0]
    assert "整件事这次不议了" in (await chat.says(乙, f"撤回 {NUMBER} 明年再说"))[0]
    assert "撤回了：明年再说" in (await chat.says(乙, "是"))[0]
    off = f"会议取消：原来通知的党员大会11月28日不开了，议的是{NUMBER} 修三组路灯"
    assert any(off in heard for heard in chat.hears(甲))
    chat.hears_all()
    assert "没有找到" in (await chat.says(群众, f"进度 {NUMBER}"))[0]
    assert "下一步：支部会" in (await chat.says(乙, f"再议 {NUMBER} 大家还是想修"))[0]
    assert "等支部会提议" in (await chat.says(群众, f"进度 {NUMBER}"))[0]
    # What was called before it went back holds no longer.
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2")
    await chat.says(乙, f"开会 {NUMBER} 应到4 实到4 赞成4")
    assert "提前 3 天" in (await chat.says(乙, f"开会 {NUMBER} 应到8 实到8 赞成8 列席 刘启航"))[0]


@after(proposed)
async def test_two_steps_at_once_are_for_one_person_in_both_posts(chat: Chat) -> None:
    both = f"开会 {NUMBER} 合并 应到4 实到4 赞成4"
    assert "一肩挑" in (await chat.says(乙, both))[0]
    asked = (await chat.says(镇干部, "任职 罗正富 村委会主任 到2028年"))[0]
    assert "近亲属" in asked
    await chat.says(镇干部, "不是")
    chat.hears_all()
    # Whoever holds both posts may not look on as well; whoever looks on may speak for those who chose him.
    assert "不能同时在村(居)务监督委员会任职" in (await chat.says(镇干部, "任职 罗正富 监督委员会委员 到2028年"))[0]
    await yes(chat, 镇干部, "任职 邓国才 村民代表 到2028年")
    chat.hears_all()
    plainly = (await chat.says(乙, "支部会和两委会合并开的，应到4实到4，都赞成"))[0]
    assert f"记成 {NUMBER} 修三组路灯 的支部会和两委会（合并开）：应到4" in plainly
    await chat.says(乙, "取消")
    merged = (await chat.says(乙, both))[0]
    assert "支部会：应到4" in merged
    assert "两委会：应到4" in merged
    assert "等党员大会审议" in merged
    assert "记在" in (await chat.says(戊, f"小组意见 {NUMBER} 二组都赞成"))[0]
    await chat.says(戊, f"质询 {NUMBER} 报价从哪来")
    assert "报价从哪来" in chat.hears(乙)[0]
    chat.hears_all()
    assert "W" not in (await chat.says(戊, "待办"))[0]


社区书记, 社区监督 = "ZhongMingliang", "yaojinfeng"


async def test_a_community_has_numbers_of_its_own(chat: Chat) -> None:
    number = await proposed(chat, 社区书记, "1", "东门口装路灯")
    await chat.says(社区书记, f"开会 {number} 应到2 实到2 赞成2")
    assert "等党员大会" in (await chat.says(社区书记, f"开会 {number} 应到3 实到3 赞成3"))[0]
    await yes(chat, 社区书记, f"会议通知 {number} 11月25日 东门口装6盏路灯")
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    passed = (await chat.says(社区书记, f"开会 {number} 应到5 实到5 赞成5 列席 街道老王"))[0]
    assert "下一步：居民代表会议或居民会议" in passed
    assembly = f"开会 {number} 居民会议 应到120户 实到61户 赞成31 反对30 弃权0 列席 街道老王"
    assert "居民会议要提前 10 天" in (await chat.says(社区书记, assembly))[0]
    assert "不是村民会议" in (await chat.says(社区书记, assembly.replace("居民会议", "村民会议")))[0]
    shown = (await chat.says(社区书记, f"会议通知 {number} 居民会议 12月7日 东门口装6盏路灯"))[0]
    assert "发给：新桥社区（示例）的群" in shown
    await chat.says(社区书记, "是")
    group = chat.group_of("新桥社区（示例）")
    assert any("居民会议12月7日开" in said for said in chat.group_hears(group))
    await chat.skips_to("2026-12-07T19:00:00+08:00")
    half = (await chat.says(社区书记, assembly.replace("实到61户 赞成31 反对30", "实到60户 赞成31 反对29")))[0]
    assert "应到120 实到60，未过应到半数（61），这次会不能作数。" in half
    # A figure that was asked for is asked no longer when the meeting has been told whole.
    await chat.says(社区书记, f"开会 {number} 居民会议 到会61户 赞成31 反对30")
    said = f"开会 {number} 居民会议 户数120 到会61户 赞成31 反对30 列席 街道老王"
    passed = "\n".join(await chat.says(社区书记, said))
    assert "应到120 实到61，已过应到半数（61）；赞成31，已过实到半数（31），通过。" in passed
    assert "应到多少" not in passed
    assert "应到120户 实到61户 赞成31 反对30" in (await chat.says(社区书记, f"进度 {number}"))[0]
    assert number in chat.hears(社区监督)[0]


async def test_collective_assets_need_two_thirds_of_all_members(chat: Chat) -> None:
    number = await proposed(chat, 乙, "6", "征地补偿款分配")
    await through_three(chat, number)
    reps = f"开会 {number} 村民代表会议 应到30 实到30 赞成30 列席 刘启航"
    assert "要开的是集体经济组织成员大会，不是村民代表会议" in (await chat.says(乙, reps))[0]
    members = f"开会 {number} 成员代表大会 应到30 实到30 赞成30 列席 刘启航"
    assert "不是集体经济组织成员代表大会" in (await chat.says(乙, members.replace("成员代", "集体经济组织成员代")))[0]
    await yes(chat, 乙, f"会议通知 {number} 12月7日 按人头平分")
    await chat.skips_to("2026-12-07T19:00:00+08:00")
    proxies = f"开会 {number} 应到90 实到80 书面委托81 赞成60 反对20 列席 刘启航"
    assert "对不上" in (await chat.says(乙, proxies))[0]
    lost = (await chat.says(乙, f"开会 {number} 应到90 实到80（委托3） 赞成59 反对21 列席 刘启航"))[0]
    assert "赞成59，未达应到2/3（60），没有通过。" in lost
    again = f"开会 {number} 应到90 实到80 赞成60 反对20 列席 刘启航"
    assert "12月7日的集体经济组织成员大会已经记过一次，没有通过" in (await chat.says(乙, again))[0]
    await yes(chat, 乙, f"会议通知 {number} 12月18日 按人头平分，老人多一份")
    await chat.skips_to("2026-12-18T19:00:00+08:00")
    assert (
        "赞成60，已达应到2/3（60），通过。"
        in (await chat.says(乙, f"开会 {number} 应到90 实到80 赞成60 反对20 列席 刘启航"))[0]
    )
    assert number in chat.hears(戊)[0]
    assert (
        "成员大会：应到90 实到80（书面委托3） 赞成59 反对21 弃权0，没有通过"
        in (await chat.says(乙, f"进度 {number}"))[0]
    )


async def test_the_same_delivery_proposes_once(chat: Chat) -> None:
    first = await chat.says(乙, "提议 修三组路灯", msgid="9001")
    assert await chat.says(乙, "提议 修三组路灯", msgid="9001") == first
    assert (await chat.says(群众, "村里的决定"))[0].count("修三组路灯") == 1


@at("2026-12-12T10:00:00+08:00")
async def test_a_notice_counts_from_the_day_on_which_it_is_read_and_plain_words_do(chat: Chat) -> None:
    title = "给三组到石桥的路铺水泥，800米，约9.6万元，钱从一事一议和集体收入出"
    number = (await chat.says(乙, f"提议 {title}"))[0][4:8]
    await chat.says(乙, "1")
    assert "哪天前办完" in (await chat.says(乙, "群众"))[0]
    await chat.says(乙, "明年6月底")
    plain = (await chat.says(乙, "支部会开完了，应到2实到2，赞成2，反对0"))[0]
    assert f"记成 {number} 给三组到石桥的路铺水泥 的支部会：应到2 实到2 赞成2 反对0 弃权0。" in plain
    assert "等两委会商议" in (await chat.says(乙, "是"))[0]
    await chat.says(乙, f"开会 {number} 应到4 实到4 赞成4")
    # It is Saturday: what is sent now is read on Monday, and the three days begin then. Nobody is asked who attended.
    early = "党员大会12月16号开，方案就是铺800米水泥路"
    assert "这会儿发，12月14日送到，最早12月17日开" in (await chat.says(乙, early))[0]
    assert "提前 3 天" in (await chat.says(乙, f"开会 {number} 应到8 实到8 赞成8"))[0]
    shown = (await chat.says(乙, early.replace("16", "17")))[0]
    assert f"党员大会12月17日开，议{number} 给三组到石桥的路铺水泥，800米。\n方案：铺800米水泥路\n" in shown
    assert "的通知发了" in (await chat.says(乙, "是"))[0]
    assert "预计花费：9.6万元，钱从一事一议和集体收入出" in (await chat.says(乙, f"进度 {number}"))[0]
    await chat.skips_to("2026-12-17T18:00:00+08:00")
    assert "镇街哪位同志列席" in (await chat.says(乙, "大会开完了，应到8实到7，赞成6，反对1"))[0]
    await chat.says(乙, "贴到群里")
    assert "等党员大会审议" in (await chat.says(乙, f"进度 {number}"))[0]
    assert "等最后决议" in await yes(chat, 乙, "刘启航")


@after(posted)
async def test_a_figure_that_was_put_up_is_corrected_by_a_version_of_its_own(chat: Chat) -> None:
    line = f"会议更正 {NUMBER} 应到30 实到22 赞成21 反对1 弃权0"
    assert "这样发" in (await chat.says(乙, line))[0]
    assert "提议归村党支部" in (await chat.says(外村党员, f"{line} 原因 数错一票"))[0]
    chat.hears_all()
    said = await yes(chat, 乙, f"{line} 原因 数错一票")
    assert f"更正 {NUMBER} 修三组路灯" in said
    assert "应到30 实到22 赞成21 反对1 弃权0。原因：数错一票。结果不变，原来的公示留着。" in said
    assert chat.hears(戊) == [said]
    assert chat.group_hears(chat.group_of("莲花池村")) == [said]
    story = (await chat.says(群众, f"进度 {NUMBER}"))[0]
    assert "赞成21 反对1 弃权0，通过（更正过：数错一票）" in story
    assert "赞成20 反对1 弃权1" not in story
    first = await chat.says(乙, f"会议更正 {NUMBER} 两委会 应到4 实到4 赞成4 反对0 原因 核对过", msgid="7101")
    assert "的两委会（11月22日）：原来应到4 实到4 赞成3 反对1 弃权0，改成应到4 实到4 赞成4 反对0 弃权0。" in first[0]
    assert await chat.says(乙, f"会议更正 {NUMBER} 两委会 应到4 实到4 赞成4 反对0 原因 核对过", msgid="7101") == first
    assert "两委会应为应到4 实到4 赞成4" in (await chat.says(乙, "是"))[0]
    chat.hears_all()
    await yes(chat, 乙, f"会议更正 {NUMBER} 应到30 实到22 赞成21 反对1 弃权0 纪要：先装三组，四组明年再议 原因 补纪要")
    chat.hears_all()
    assert "纪要：先装三组，四组明年再议" in (await chat.says(群众, f"进度 {NUMBER}"))[0]
    otherwise = line.replace("21 反对1", "10 反对12")
    assert "和当时记的不一样，没有更正" in (await chat.says(乙, f"{otherwise} 原因 数错"))[0]
    assert "大家都看得到" in (await yes(chat, 乙, f"{line} 原因 低保户的票数错"))


@after(posted)
async def test_what_else_is_refused_says_what_is_and_the_way_out(chat: Chat) -> None:
    assert "正在办，现在没有要公布的。\n下一步：办好了发“实施结果" in (await chat.says(乙, "公布"))[0]
    number = await proposed(chat, title="修四组水渠")
    assert (
        "还没有记过这样的会" in (await chat.says(乙, f"会议更正 {number} 应到2 实到2 赞成2 反对0 弃权0 原因 数错"))[0]
    )
    assert "支部会按人算，不按户算" in (await chat.says(乙, f"开会 {number} 应到2户 实到2户 赞成2 反对0"))[0]
    assert "等支部会提议，结果先没记" in (await chat.says(己, f"实施结果 {number} 花了2万元"))[0]
    other = (await chat.says(乙, "提议 给村口装道闸"))[0].partition("，")[2][:4]
    assert "说全了再开会" in (await chat.says(乙, f"会议通知 {other} 12月3日 装一道电动闸"))[0]
    told = (await chat.says(乙, "代表会开了，30个人来了26个，25个同意，1个反对"))[0]
    assert "等着开会的有" in told
    assert number in told
    assert other in told
    assert "没有三委" in (await chat.says(镇干部, "三委"))[0]
