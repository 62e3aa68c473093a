"""What an officer of the township says of the villages below him; a posting that is wanted too early."""

from tests.democracy.village import NUMBER, posted, proposed, resolved, yes
from tests.fakes.chat import Chat, after, 乙, 外村党员, 己, 戊, 甲, 镇干部

NOT_HIS_OWN = "不算个人的活动，先没记"


async def test_who_sits_in_by_his_office_has_no_activity_of_his_own(chat: Chat) -> None:
    for said in (
        "我去莲花池村列席了党员大会",
        "昨天去莲花池村参加了他们的党员大会",
        "前天我代表镇上列席莲花池村村民代表会议，开了2个小时",
    ):
        assert NOT_HIS_OWN in (await chat.says(镇干部, said))[0], said
    assert "列席 刘启航" in (await chat.says(镇干部, "今天上午列席了桂花湾村的两委会"))[0]
    # Others report as before, and so does he what he did himself.
    assert "记下了 A" in (await chat.says(甲, "昨晚列席居民代表会议，记录了两个小时"))[0]
    assert "记下了 A" in (await chat.says(镇干部, "今天上午去莲花池村走访了5户，2小时"))[0]


@after(posted)
async def test_an_office_sees_the_decisions_of_all_its_villages(chat: Chat) -> None:
    other = await proposed(chat, 外村党员, title="修堰塘")
    told = (await chat.says(镇干部, "决定"))[0]
    assert f"莲花池村 {NUMBER} 修三组路灯" in told
    assert f"桂花湾村（示例） {other} 修堰塘" in told
    left = (await chat.says(镇干部, "哪些村还没公示结果"))[0]
    assert left == f"金峰还没公布的：\n莲花池村 {NUMBER} 修三组路灯：决议已公示，正在办，打算2026年12月31日前办完"
    assert "眼下没有等着公布的" in (await chat.says(镇干部, "哪些村的决议还没公示"))[0]
    # His own village is not named to its secretary.
    assert f"莲花池村议的事：\n{NUMBER} 修三组路灯" in (await chat.says(乙, "决定"))[0]


async def test_who_is_asked_to_sit_in_and_cannot_lets_the_secretary_know(chat: Chat) -> None:
    said = "开会请我列席，我去不了"
    assert "这里还没登记，我带不了话" in (await chat.says(镇干部, said))[0]
    number = await proposed(chat)
    await chat.says(乙, f"开会 {number} 应到2 实到2 赞成2 反对0 弃权0")
    await chat.says(乙, f"开会 {number} 应到4 实到4 赞成3 反对1 弃权0")
    await yes(chat, 乙, f"会议通知 {number} 11月25日 在三组装20盏路灯")
    chat.hears_all()
    assert "跟书记说了" in (await chat.says(镇干部, said))[0]
    assert f"刘启航说：{said}（11月25日" in chat.hears(乙)[0]


async def test_what_is_overdue_stands_on_ones_own_list(chat: Chat) -> None:
    for who in (镇干部, 乙):
        for said in ("有哪些事到期没办", "有没有到期还没办的事"):
            assert "等您办的" in (await chat.says(who, said))[0], said


async def test_what_some_posts_are_to_be_told_is_offered_as_a_notice(chat: Chat) -> None:
    assert "通知 各村书记明天开会" in (await chat.says(镇干部, "通知各村书记明天开会"))[0]
    assert "通知 各组组长下午来村委会" in (await chat.says(乙, "通知各组组长下午来村委会"))[0]


@after(resolved)
async def test_a_posting_that_is_wanted_too_early_says_what_is_missing(chat: Chat) -> None:
    told = (await chat.says(乙, "公布结果"))[0]
    assert f"{NUMBER} 修三组路灯：已通过，等监督委员会意见，现在没有要公布的" in told
    assert f"下一步：监督委员会出意见，发“同意 {NUMBER}”" in told
    await chat.says(戊, f"同意 {NUMBER}")
    await yes(chat, 乙, "公布")
    chat.hears_all()
    told = (await chat.says(乙, "结果公布出去"))[0]
    assert f"决议已公示，正在办，现在没有要公布的。\n下一步：办好了发“实施结果 {NUMBER}" in told
    assert "打算2026年12月31日前办完" in told
    await proposed(chat, title="买垃圾桶")
    told = (await chat.says(乙, "公布结果"))[0]
    assert "眼下没有等着公布的。" in told
    assert "买垃圾桶：等支部会提议" in told
    assert "是书记用的" in (await chat.says(己, f"公布 {NUMBER}"))[0]
