"""What is told and asked around a decision without a command: hour and place of a meeting, moved, miscounted, asked."""

from datetime import datetime

import pytest

from bot.clock import SHANGHAI
from models.democracy.deliberations.words import hour_in, moved_to, split_hour
from models.procedure.meetings.rules import Tally
from models.procedure.meetings.words import amended, read_held
from tests.democracy.village import DRAFT, NUMBER, proposed, resolved, yes
from tests.fakes.chat import Chat, after, 乙, 己, 戊, 甲, 群众

MOMENT = datetime(2026, 12, 1, 9, tzinfo=SHANGHAI)


async def discussed(chat: Chat) -> None:
    """Bring the street lights as far as the members' meeting."""
    assert "您是说“提议 把三组的路灯修一下" in (await chat.says(乙, "我们支部想提一件事，把三组的路灯修一下，花3万"))[0]
    number = (await chat.says(乙, "对头"))[0][4:8]
    for said in ("修路灯的", "群众提的", "12月底"):
        await chat.says(乙, said)
    assert number == NUMBER
    shown = await yes(chat, 乙, "支委会今天开的，2个应到2个实到，都同意")
    assert "支部会：应到2 实到2" in shown
    await yes(chat, 乙, "两委会开了，应到4到4，3同意1反对")


@after(discussed)
async def test_a_notice_says_the_hour_and_a_meeting_can_be_moved(chat: Chat) -> None:
    shown = (await chat.says(乙, f"党员大会定在11月25号晚上七点，在村委会，方案就是{DRAFT}"))[0]
    assert f"会议通知：党员大会11月25日晚上七点在村委会开，议{NUMBER}" in shown
    await chat.says(乙, "是")
    chat.hears_all()
    assert "11月25日晚上七点在村委会 党员大会" in (await chat.says(甲, "路灯啥子时候开会"))[0]
    assert "11月25日晚上七点在村委会" in (await chat.says(群众, "在哪里开"))[0]
    assert f"方案：{DRAFT}" in (await chat.says(甲, "方案给我看哈"))[0]
    # Moved in so many words: everybody who was told of the first day is told of the other.
    moved = f"会议改期，原来通知的11月25日晚上七点在村委会不开了：党员大会11月26日晚上七点在村委会开，议{NUMBER}"
    assert moved in (await chat.says(乙, "改到11月26号嘛"))[0]
    await chat.says(乙, "是")
    assert any(moved in heard for heard in chat.hears(甲))
    chat.hears_all()
    assert "11月26日晚上八点开" in (await chat.says(乙, "会改到晚上八点"))[0]
    await chat.says(乙, "取消")
    told = (await chat.says(甲, "几点"))[0]
    assert "11月26日晚上七点在村委会 党员大会" in told
    assert "11月25日" not in told


@after(discussed)
@pytest.mark.parametrize("said", ["会取消了", "11月25号的会不开了", "党员大会不开了"])
async def test_a_called_meeting_is_called_off(chat: Chat, said: str) -> None:
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月25日晚上七点 {DRAFT}")
    chat.hears_all()
    assert "会议取消" not in (await chat.says(乙, "11月27号的会不开了"))[0]
    assert "会议取消" not in (await chat.says(甲, said))[0]
    off = f"会议取消：原来通知的党员大会11月25日晚上七点不开了，议的是{NUMBER} 把三组的路灯修一下"
    assert off in await yes(chat, 乙, said)
    assert any(off in heard for heard in chat.hears(甲))
    chat.hears_all()
    assert "11月25日" not in (await chat.says(甲, "路灯啥子时候开会"))[0]
    assert "会议取消" not in (await chat.says(乙, said))[0]
    assert "会议通知：" in (await chat.says(乙, f"会议通知 {NUMBER} 11月26日 {DRAFT}"))[0]


@after(discussed)
async def test_who_has_miscounted_says_it_in_his_words(chat: Chat) -> None:
    before = f"更正 {NUMBER} 把三组的路灯修一下 的两委会（11月22日）：原来应到4 实到4 赞成3 反对1 弃权0，改成"
    assert f"{before}应到4 实到4 赞成4 反对0 弃权0。" in (await chat.says(乙, "说错了，4票，反对0"))[0]
    assert "两委会应为应到4 实到4 赞成4 反对0 弃权0。原因：数记错了。结果不变。" in (await chat.says(乙, "是"))[0]
    chat.hears_all()
    # What would have decided otherwise is no slip of the pen.
    assert "和当时记的不一样，没有更正" in (await chat.says(乙, "数错了，1个同意3个反对"))[0]


@after(resolved)
async def test_a_posting_and_its_acceptance_are_told_in_passing(chat: Chat) -> None:
    assert "等监督委员会意见，现在没有要公布的" in (await chat.says(乙, "公布"))[0]
    await yes(chat, 戊, "我看了，可以公开")
    chat.hears_all()
    assert "公示" in await yes(chat, 乙, "贴到群里")
    chat.hears_all()
    for asked, answer in (
        ("决定 路灯", NUMBER),
        ("好多人同意", "应到30 实到22 赞成20"),
        ("公示哪天到期", "公示到"),
        ("哪天到期", "公示到"),
    ):
        assert answer in (await chat.says(甲, asked))[0], asked
    assert (
        f"记成 {NUMBER} 修三组路灯 的异议：路灯我不同意，该先修四组的"
        in (await chat.says(甲, "路灯我不同意，该先修四组的"))[0]
    )
    assert "W" in (await chat.says(甲, "是"))[0]
    chat.hears_all()
    assert "W011 修三组路灯" in (await chat.says(戊, "答复他，三组坏得最多，四组明年修"))[0]
    assert "答复" in (await chat.says(戊, "是"))[0]
    assert any("四组明年修" in heard for heard in chat.hears(甲))
    await yes(chat, 己, "路灯全部装好了，花了2.9万")
    chat.hears_all()
    assert f"同意 {NUMBER}" in (await chat.says(戊, "我去验了，合格"))[0]
    await chat.says(戊, "是")
    chat.hears_all()
    assert "结果" in (await chat.says(乙, "把结果贴出来"))[0]
    await chat.says(乙, "取消")
    assert "验收合格" in (await chat.says(甲, f"{NUMBER}哪个验收的"))[0]


@after(resolved)
async def test_what_was_resolved_by_mistake_goes_back_before_it_hangs(chat: Chat) -> None:
    sent = (await chat.says(乙, f"退回 {NUMBER} 代表会没开，数报错了"))[0]
    assert "退回支部再研究：代表会没开，数报错了" in sent
    assert "等支部会提议" in (await chat.says(乙, f"进度 {NUMBER}"))[0]
    chat.hears_all()
    # Too few is said before anybody is asked who attended from above.
    for line in ("应到2 实到2 赞成2 反对0 弃权0", "应到4 实到4 赞成4 反对0 弃权0"):
        await chat.says(乙, f"开会 {NUMBER} {line}")
    await yes(chat, 乙, f"会议通知 {NUMBER} 11月29日 {DRAFT}")
    await chat.skips_to("2026-11-29T18:00:00+08:00")
    assert "这次会不能作数" in (await chat.says(乙, f"开会 {NUMBER} 应到8 实到5 赞成5 反对0"))[0]


@pytest.mark.parametrize(
    ("said", "hour", "rest"),
    [
        ("晚上七点在村委会 党员大会 装灯", "晚上七点在村委会", "党员大会 装灯"),
        ("19:30 装灯", "19:30", "装灯"),
        ("上午 党员大会 在三组装20盏路灯", "上午", "党员大会 在三组装20盏路灯"),
        ("在三组装20盏路灯", "", "在三组装20盏路灯"),
    ],
)
def test_the_hour_stands_first(said: str, hour: str, rest: str) -> None:
    assert split_hour(said) == (hour, rest)
    assert hour_in(said) == hour


@pytest.mark.parametrize("said", ["假改到12月6号", "停水改到后天了", "值班改到下周一", "改了", "今天改到几点"])
def test_what_else_is_moved_is_no_meeting(said: str) -> None:
    assert moved_to(said) is None or said == "今天改到几点"


BEFORE = Tally(30, 26, 24, 1, 1)


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("数错了，到了27，20个同意，4个反对，3个弃权", Tally(30, 27, 20, 4, 3)),
        ("说错了，是31个人应到，23票", Tally(31, 26, 23, 1, 2)),
        ("又错了，是21个同意", Tally(30, 26, 21, 1, 4)),
        ("说错了，是二组的", None),
        ("20个同意", None),
    ],
)
def test_what_was_miscounted(said: str, now: Tally | None) -> None:
    assert amended(said, BEFORE) == now


@pytest.mark.parametrize(
    ("said", "tally"),
    [
        ("支委会开了，3个应到3个实到，都同意", Tally(3, 3, 3, 0, 0)),
        ("党员大会开了，应到30到22，20同意2反对", Tally(30, 22, 20, 2, 0)),
        ("党员大会开了，应到30 实到22 同意20 反对1 弃权1", Tally(30, 22, 20, 1, 1)),
    ],
)
def test_figures_as_they_are_spoken(said: str, tally: Tally) -> None:
    held = read_held(said, MOMENT)
    assert held is not None
    assert held.tally == tally


async def test_of_two_matters_the_number_or_the_meeting_says_which(chat: Chat) -> None:
    first = await proposed(chat)
    await chat.says(乙, f"开会 {first} 应到2 实到2 赞成2 反对0 弃权0 举手表决 记录：3户同意捐工，大家认为先修2组")
    told = (await chat.says(乙, f"进度 {first}"))[0]
    assert "支部会：应到2 实到2 赞成2 反对0 弃权0 举手，通过；纪要：3户同意捐工，大家认为先修2组" in told
    second = await proposed(chat, title="修四组水渠")
    figures = "应到4 实到4 赞成3 反对1 弃权0 举手"
    assert f"记成 {first} 修三组路灯 的两委会" in (await chat.says(乙, f"{first} 两委会开了 {figures}"))[0]
    await chat.says(乙, "取消")
    assert "这一步要开的是支部会" in (await chat.says(乙, f"{second} 两委会开了 {figures}"))[0]
    await chat.says(乙, "取消")
    assert (
        f"记成 {first} 修三组路灯 的两委会：应到4 实到4 赞成3 反对1 弃权0 举手。"
        in (await chat.says(乙, f"两委会开了 {figures}"))[0]
    )
    assert "等党员大会" in (await chat.says(乙, "是"))[0]
