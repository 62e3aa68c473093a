"""投诉建议: heard by the district, listed, answered; complaints of corruption have doors of their own."""

import pytest

from models.ledger.feedback.tables import Feedback
from tests.fakes.chat import Chat, 丙, 乙, 甲, 群众


async def test_a_suggestion_is_answered_and_its_writer_hears(chat: Chat) -> None:
    await chat.says(甲, "投诉建议 三组路灯坏了")
    await chat.says(群众, "投诉建议 村委会电话打不通")
    chat.hears_all()
    listed = (await chat.says(丙, "投诉建议"))[0].splitlines()
    assert listed[:3] == [
        "等答复的投诉建议有 2 条：",
        "F0001 11月22日 莲花池村：三组路灯坏了",
        "F0002 11月22日 莲花池村：村委会电话打不通",
    ]
    assert "F0001 11月22日 莲花池村：三组路灯坏了。发“答复 F0001”" in (await chat.says(丙, "待办"))[0]
    assert "F0001 还在看" in (await chat.says(甲, "投诉建议"))[0]
    assert "用的，这次没办" in (await chat.says(乙, "答复 F0001 不关我的事"))[0]
    assert (await chat.says(丙, "答复 F0001 周五前修好"))[0] == "F0001 办结了，写的人会私下听到。"
    assert chat.hears(甲)[0].startswith("您说的 F0001，区里答复：“周五前修好”。")
    assert "已经办过了" in (await chat.says(丙, "办结 F0001"))[0]
    await chat.says(丙, "办结 F0002")
    assert "F0001 已答复：“周五前修好”" in (await chat.says(甲, "投诉建议"))[0]
    assert (await chat.says(丙, "投诉建议"))[0] == "现在没有等答复的投诉建议。"
    assert "陈桂兰" not in (await chat.says(丙, "来历 F0001"))[0]
    chat.hears_all()


@pytest.mark.parametrize("said", ["罗正富收礼", "书记贪污修路的钱", "低保名额优亲厚友"])
async def test_a_complaint_of_corruption_is_not_kept_but_shown_its_door(chat: Chat, said: str) -> None:
    assert "12388" in (await chat.says(甲, f"投诉建议 {said}"))[0]
    assert await Feedback.all().count() == 0
    # What was asked before stays open.
    assert "哪天之前办好" in (await chat.says(甲, "承诺 修好三组路灯"))[0]
    assert "12388" in (await chat.says(甲, f"建议 {said}"))[0]
    assert "记下了 C" in (await chat.says(甲, "12月底"))[0]
    assert chat.everybody_hears() == {}


async def test_who_asks_where_to_go_with_corruption_is_shown_its_door_and_complaints_are_asked_after(
    chat: Chat,
) -> None:
    for said in ("村干部贪污找哪个", "举报 书记收了烟酒"):
        assert "12388" in (await chat.says(群众, said))[0], said
    before = await chat.says(丙, "投诉建议")
    assert await chat.says(丙, "有没得投诉") == before


async def test_what_everybody_in_a_group_has_read_is_not_called_secret(chat: Chat) -> None:
    answer = (await chat.says(群众, "投诉建议 提醒太多了", to=chat.group_of("莲花池村")))[0]
    assert "请私聊我发" in answer and "这条大家都看得到，我没有记" in answer
    assert await Feedback.all().count() == 0
