"""讲课 in plain words: who is willing says so, a village asks for him, he answers, people ask who comes."""

import pytest

from models.library.talks.words import asks_for_speaker, offer_line
from tests.democracy.village import yes
from tests.fakes.chat import Chat, after, 丙, 乙, 外村党员, 甲, 群众


async def willing(chat: Chat) -> None:
    """Let 沈文静 say that she speaks, and when."""
    assert "您讲：讲创业。" in await yes(chat, 丙, "我愿意给大家讲讲创业")
    assert "12月8日上午、12月12日上午" in await yes(chat, 丙, "我12月8号上午、12号上午都有空")


@after(willing)
async def test_a_speaker_is_asked_for_and_answers_in_plain_words(chat: Chat) -> None:
    assert "这样发" in (await chat.says(甲, "我愿意讲课"))[0]
    assert "讲种菜" in (await chat.says(甲, "我愿意讲课，讲种菜，12月9日上午"))[0]
    await chat.says(甲, "取消")
    assert "老蒲没有登记讲这个。现在能请的：沈文静" in await yes(chat, 乙, "请老蒲12号来讲创业")
    assert "我去问讲师" in await yes(chat, 乙, "想请老沈12号上午来给我们讲创业")
    assert "想请您12月12日上午去讲“讲创业”" in chat.hears(丙)[0]
    # What is asked for is not promised yet.
    assert "有莲花池村先约了，正等回话，没有约上" in (await chat.says(外村党员, "预约党课 12月12日上午 讲创业"))[0]
    assert "等讲师同意" in (await chat.says(群众, "下次党课哪个来讲"))[0]
    assert "定了" in await yes(chat, 丙, "12号的课我去得了")
    assert "答应来了" in chat.hears(乙)[0]
    assert "已经答应去莲花池村了" in (await chat.says(外村党员, "预约党课 12月12日上午 讲创业"))[0]
    assert "12月12日上午 讲创业（沈文静），讲师同意了" in (await chat.says(甲, "12号讲啥子课"))[0]
    assert "取消了" in await yes(chat, 丙, "我12号来不了")
    assert "取消了：我12号来不了" in chat.hears(乙)[0]
    # Who cannot come is not offered for that half day again.
    shown = (await chat.says(群众, "讲课"))[0]
    assert "12月8日上午有空" in shown
    assert "12月12日" not in shown


@after(willing)
async def test_who_asks_for_a_speaker_asks_for_no_leave(chat: Chat) -> None:
    shown = (await chat.says("LiaoHongmei", "想请人来讲创业，12月8号上午行不行"))[0]
    assert "您是说“预约党课 12月8日上午 讲创业”" in shown
    assert "我去问讲师" in (await chat.says("LiaoHongmei", "是"))[0]
    assert "不去" in await yes(chat, 丙, "那天我去不了")
    assert chat.hears("LiaoHongmei")[0].startswith("I010")
    chat.hears_all()


@pytest.mark.parametrize(
    "said",
    [
        "昨天请老师来讲了一课2小时",
        "我可以讲一下三组的情况吗",
        "请哪个来讲党课",
        "请了半天假",
        "请假12号去讲课",
    ],
)
def test_what_is_no_offer_and_no_booking(said: str) -> None:
    assert offer_line(said) is None
    assert not asks_for_speaker(said)
