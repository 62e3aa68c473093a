"""What a verifier says plainly of a list of three: which pass, which goes back; and of what he has just confirmed."""

from datetime import date, datetime

import pytest

from bot.clock import SHANGHAI
from models.service.activities.claims import Claim
from models.service.verification.rules import Item
from models.service.verification.words import Verification, verdict
from models.values.refusal import Refusal
from tests.fakes.chat import Chat, at, 乙, 外村党员, 核实人, 甲
from tests.fakes.honour import approve_in

NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)


def _item(position: int, name: str, deed: str) -> Item:
    claim = Claim(date(2026, 11, 22 - position), "other", deed, 60, None, None)
    return Item(position, 230 + position, name, claim, False, (), False)


LISTED = [_item(1, "罗正富", "打扫院坝"), _item(2, "陈桂兰", "看望王婆婆"), _item(3, "邓国才", "巡逻")]


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("都属实", (1, 2, 3)),
        ("2不要，其余通过", (1, 3)),
        ("2先放一下，别的通过", (1, 3)),
        ("除了2都通过", (1, 3)),
        ("除2外都通过", (1, 3)),
        ("都通过，第二个除外", (1, 3)),
        ("都通过，第3条我没看到", (1, 2)),
        ("都通过，就是3我没看到", (1, 2)),
        ("1和2都通过", (1, 2)),
        ("1、3不对，其他的都对", (2,)),
        ("1通过，其余的也通过", (1, 2, 3)),
        ("1通过，2退回", (1,)),
        ("1可以2不可以", (1,)),
        ("退回2，通过3", (3,)),
        ("就第一个通过", (1,)),
        ("除了罗书记那条，别的都对", (2, 3)),
        ("老邓巡逻那条我看到了，是真的", (3,)),
    ],
)
def test_who_passes(said: str, passes: tuple[int, ...]) -> None:
    assert verdict(said, NOW, LISTED) == Verification(passes)


@pytest.mark.parametrize("said", ["第二个不通过", "2不通过", "第2条不对", "退回2", "陈桂兰那条没看到她"])
def test_who_goes_back(said: str) -> None:
    found = verdict(said, NOW, LISTED)
    assert found is not None
    assert (found.passes, found.back) == ((), 2)


@pytest.mark.parametrize(
    "said", ["其余通过，还有一条不要", "不通过", "1、2不要", "巡逻2小时", "唐敏今天上午来了，我证明"]
)
def test_what_is_not_clear_passes_nobody(said: str) -> None:
    assert verdict(said, NOW, LISTED) is None


def test_who_is_not_on_the_list_cannot_be_left_out() -> None:
    with pytest.raises(Refusal, match="没有 5 号"):
        verdict("5不要，其余通过", NOW, LISTED)


@at("2026-12-08T12:00:00+08:00")
async def test_what_was_just_confirmed_is_shown_and_waits_again(chat: Chat) -> None:
    assert "没有您刚通过的记录" in (await chat.says(核实人, "撤回核实"))[0]
    number = (await chat.says(甲, "扫院坝2小时"))[0].partition("记下了 ")[2][:5]
    await chat.says(核实人, "待核实")
    assert number in (await chat.says(核实人, "通过"))[0]
    for who in (核实人, 乙):
        answer = (await chat.says(who, f"通过 {number}"))[0]
        assert answer == f"{number} 12月8日已经由唐敏核实过了，不用再办。有哪里不对，发“退回 {number} 哪里不对”。"
    assert "没有找到记录" in (await chat.says(外村党员, f"通过 {number}"))[0]
    for said in ("撤回刚才的通过", "刚才那个通过搞错了"):
        shown = (await chat.says(核实人, said))[0]
        assert f"{number} 陈桂兰 环境卫生：扫院坝，2 小时" in shown
        assert "对的话回“是”" in shown
    assert f"{number} 放回待核实了" in (await chat.says(核实人, "是"))[0]
    assert "其中已核实 0 分钟" in (await chat.says(甲, "我的记录"))[0]
    assert "撤回核实：唐敏" in (await chat.says(甲, f"溯源 {number}"))[0]
    assert "没有您刚通过的记录" in (await chat.says(核实人, "撤回核实"))[0]
    await chat.says(核实人, "待核实")
    assert number in (await chat.says(核实人, "通过"))[0]


@at("2026-12-08T12:00:00+08:00")
async def test_who_is_left_out_has_nothing_on_the_list(chat: Chat) -> None:
    number = (await chat.says(甲, "扫院坝2小时"))[0].partition("记下了 ")[2][:5]
    assert number in (await chat.says(核实人, "待核实"))[0]
    for said in ("都对，除了何光荣那条", "全部通过 除了 何光荣"):
        shown = (await chat.says(核实人, said))[0]
        assert shown.startswith("“何光荣”在这一批里没有等着核实的。您是说，这几条属实：")
        assert "陈桂兰" in shown
        await chat.says(核实人, "取消")
    await chat.says(核实人, "都对，除了何光荣那条")
    assert number in (await chat.says(核实人, "是"))[0]


@at("2026-12-07T09:50:00+08:00")
async def test_what_a_posted_list_has_counted_does_not_wait_again(chat: Chat) -> None:
    await chat.says(甲, "11月30日 扫院坝2小时")
    await chat.says(核实人, "待核实")
    await chat.says(核实人, "通过")
    await approve_in(chat)
    await chat.moves_to("2026-12-07T10:20:00+08:00")
    chat.hears_all()
    assert "那个月的红榜已经公布，刚通过的撤不回了" in (await chat.says(核实人, "撤回核实"))[0]
