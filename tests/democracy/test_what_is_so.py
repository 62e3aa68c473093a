"""What is not to be done is answered with what is so and a way out; nothing is said that is not."""

from tests.democracy.village import DRAFT, NUMBER, deliberated, posted, yes
from tests.fakes.chat import Chat, after, 乙, 己, 戊, 甲


@after(posted)
async def test_an_opinion_after_the_posting_is_not_lost_and_not_denied(chat: Chat) -> None:
    for word in ("同意", "不同意"):
        late = (await chat.says(戊, f"{word} {NUMBER} 报价太高"))[0]
        assert f"{NUMBER} 决议已公示，正在办，现在没有要“{word}”的。有话要问，发“质询 {NUMBER} …”，限期答复。" in late
    assert "有意见发“异议 D010 …”" in (await chat.says(己, f"退回 {NUMBER} 不行"))[0]


async def test_whoever_has_suggested_it_hears_that_it_was_taken_up_and_is_asked_nothing(chat: Chat) -> None:
    number = (await chat.says(己, "建议 修三组路灯"))[0].partition("，")[2][:4]
    chat.hears_all()
    assert "这是哪类事" in (await chat.says(乙, f"同意 {number}"))[0]
    assert chat.hears(己) == [f"{number} 修三组路灯，支部采纳了。走到哪一步，发“进度 {number}”看。"]


@after(deliberated)
async def test_a_meeting_that_was_held_is_not_said_to_have_been_put_off(chat: Chat) -> None:
    await yes(chat, 乙, f"会议通知 {NUMBER} 村民代表会议 11月27日 {DRAFT}")
    await chat.skips_to("2026-11-27T18:00:00+08:00")
    assert "没有通过" in (await chat.says(乙, f"开会 {NUMBER} 应到30 实到20 赞成9 反对11 列席 刘启航"))[0]
    assert "眼下没有通知要开的会" in (await chat.says(甲, "下次开啥会"))[0]
    again = (await chat.says(乙, f"会议通知 {NUMBER} 12月3日 {DRAFT}"))[0]
    assert "会议通知：村民代表会议12月3日开" in again
    assert "不开了" not in again
