"""Free words about stars amount to the line of a command, which is offered; what is unsure amounts to none."""

from collections.abc import Callable
from datetime import datetime

import pytest

from models.stars.review import words as star_talk

NOW = datetime.fromisoformat("2026-11-22T12:00:00+08:00")
propose, objection, bare = star_talk.propose_line, star_talk.object_line, star_talk.self_report_line
meeting, filing, sent_back = star_talk.meeting_line, star_talk.file_line, star_talk.return_line


@pytest.mark.parametrize(
    ("read", "said", "line"),
    [
        (propose, "给陈桂兰评4星", "提议 陈桂兰 4星"),
        (propose, "陈桂兰评四星", "提议 陈桂兰 4星"),
        (propose, "陈桂兰定四星", "提议 陈桂兰 4星"),
        (propose, "建议陈桂兰评5星", "提议 陈桂兰 5星"),
        (propose, "我提议陈桂兰同志评为四星", "提议 陈桂兰 4星"),
        (propose, "何光荣应该评5星", "提议 何光荣 5星"),
        (propose, "我觉得唐敏可以评5星", "提议 唐敏 5星"),
        (propose, "我觉得 唐敏 可以评5星", "提议 唐敏 5星"),
        (propose, "陈桂兰评四星，下半年外出多", "提议 陈桂兰 4星 下半年外出多"),
        (propose, "何光荣不该评三星", None),
        (propose, "我不同意何光荣评3星", None),
        (propose, "我评4星", None),
        (propose, "他们评4星", None),
        (propose, "给自己评4星", None),
        (propose, "本月评4星", None),
        (propose, "今年评五星", None),
        (objection, "今年评低了", None),
        (objection, "何光荣不该评三星", "异议 何光荣 不该评三星"),
        (objection, "我不同意何光荣评3星", "异议 何光荣 不同意评3星"),
        (objection, "我对何光荣的星级有意见，他没参加劳动", "异议 何光荣 他没参加劳动"),
        (objection, "我对何光荣的星级有意见", "异议 何光荣"),
        (objection, "对何光荣的星级有异议", "异议 何光荣"),
        (objection, "何光荣评高了", "异议 何光荣 评高了"),
        (objection, "我的星评低了", "异议 我的星评低了"),
        (objection, "我有异议", "异议"),
        (objection, "何光荣应该评5星", None),
        (objection, "公示期还有几天", None),
        (bare, "四星", "自评4星"),
        (bare, "3星吧", "自评3星"),
        (bare, "改成3星", "自评3星"),
        (bare, "改成3小时", None),
        (bare, "十星", None),
        (bare, "四星酒店", None),
        (meeting, "今天开了评星会应到八人实到七人", "评星会 应到8 实到7"),
        (meeting, "今天开了评星会", None),
        (filing, "同意备案 莲花池村", "备案 莲花池村"),
        (filing, "同意莲花池村的星级备案", "备案 莲花池村"),
        (filing, "同意备案", None),
        (sent_back, "退回 莲花池村 不行", "退回备案 莲花池村 不行"),
        (sent_back, "退回 3 时间不对", None),
    ],
)
def test_free_words_amount_to_a_line(read: Callable[[str, datetime], str | None], said: str, line: str | None) -> None:
    assert read(said, NOW) == line


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("看下陈桂兰的评星档案", "陈桂兰"),
        ("陈桂兰几星", "陈桂兰"),
        ("我几星", None),
        ("今年几星", None),
        ("我的星级", None),
    ],
)
def test_a_question_about_a_member_names_him(said: str, name: str | None) -> None:
    assert star_talk.member_asked_about(said) == name


@pytest.mark.parametrize(
    ("read", "said", "answer"),
    [
        (star_talk.asks_for_progress, "评到哪一步了", True),
        (star_talk.asks_for_progress, "评星到哪一步了", True),
        (star_talk.asks_for_progress, "修路到哪一步了", False),
        (star_talk.asks_what_to_file, "有哪些要备案", True),
        (star_talk.asks_what_to_file, "合同要备案吗", False),
        (star_talk.agrees_to_file, "同意备案", True),
        (star_talk.agrees_to_file, "同意", False),
    ],
)
def test_a_plain_question_is_understood(read: Callable[[str], bool], said: str, answer: bool) -> None:
    assert read(said) is answer


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("陈桂兰 五星三票 四星十票", "陈桂兰 五星3票 四星10票"),
        ("应到八人实到七人", "应到8人实到7人"),
        ("应到 38", "应到 38"),
    ],
)
def test_heads_and_votes_are_counted_in_digits(said: str, shown: str) -> None:
    assert star_talk.with_digits(said) == shown
