"""Matching a line of chat to a command, and reading its blanks."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.understanding.blanks import rest, words
from bot.understanding.command import SEPARATORS, Blank, Command, find, fold, openings, read_blanks
from bot.understanding.request import Request
from handlers import COMMANDS
from models.machine.delivery.rules import Message

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
ALL = openings(COMMANDS)
WORDS = [word for command in COMMANDS for word in command.words]


async def _run(request: Request, **values: Any) -> list[Message]:
    return []


def _number(text: str, moment: datetime) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


NUMBER = Blank("number", "编号", _number)
MAYBE = Blank("number", "编号", _number, optional=True)


def _command(*words: str, blanks: tuple[Blank, ...] = (), glued: bool = False) -> Command:
    return Command(words[0], words, _run, f"{words[0]}：", words[0], blanks, glued=glued)


LIST, LONG, UNDO = _command("红榜"), _command("红榜预览"), _command("撤销", "撤回", blanks=(NUMBER,), glued=True)


@pytest.mark.parametrize(
    ("text", "word", "values"),
    [
        ("红榜", "红榜", {}),
        ("红榜预览", "红榜预览", {}),  # the longest word
        ("红榜 预览", "红榜", None),
        ("  红榜。", "红榜", {}),
        ("撤销 7", "撤销", {"number": 7}),
        ("撤回7", "撤回", {"number": 7}),  # glued
        ("撤销，7！", "撤销", {"number": 7}),
        ("撤销:７", "撤销", {"number": 7}),
        ("撤销　７", "撤销", {"number": 7}),
        ("撤销", "撤销", None),
        ("撤销 七", "撤销", None),
    ],
)
def test_a_line_that_opens_with_a_word_is_that_command(text: str, word: str, values: dict[str, int] | None) -> None:
    match = find(text, openings([LIST, LONG, UNDO]), NOW)
    assert match is not None
    assert (match.word, match.values) == (word, values)


@pytest.mark.parametrize("text", ["", " ", "红", "看红榜", "红榜好看", "撤销了吧", "撤销7条", "，。！"])
def test_a_sentence_that_merely_begins_like_a_command_is_none(text: str) -> None:
    assert find(text, openings([LIST, LONG, UNDO]), NOW) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [("借用音响", True), ("借用了村里的梯子修路灯2小时", False), ("借用过三天", False), ("借用了", True)],
)
def test_what_was_done_already_asks_for_nothing(text: str, asks: bool) -> None:
    borrow = _command("借用", blanks=(Blank("text", "什么", lambda said, moment: said, rest=True),), glued=True)
    assert (find(text, openings([borrow]), NOW) is not None) is asks


@given(st.text(max_size=30))
@example("上抱 打扫院坝")
def test_a_line_that_begins_with_no_command_word_never_matches(text: str) -> None:
    opened = fold(text).strip(SEPARATORS)
    assume(not any(opened.startswith(word) for word in WORDS))
    assert find(text, ALL, NOW) is None


@given(st.sampled_from(WORDS), st.text(alphabet="　 ,，、;；:：。.!！a7A7好", max_size=6), st.text(max_size=12))
def test_a_match_always_begins_with_its_own_word(word: str, between: str, after: str) -> None:
    text = word + between + after
    match = find(text, ALL, NOW)
    if match is not None:
        assert fold(text).strip(SEPARATORS).startswith(match.word)
        assert match.word in match.command.words


@pytest.mark.parametrize("word", WORDS)
def test_every_word_alone_is_its_own_command(word: str) -> None:
    match = find(word, ALL, NOW)
    assert match is not None
    assert match.word == word


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_example_is_understood(command: Command) -> None:
    match = find(command.example, ALL, NOW)
    assert match is not None
    assert match.command is command
    assert match.values is not None


def test_two_commands_share_a_word_only_where_it_goes_by_what_follows() -> None:
    assert [word for word, count in Counter(WORDS).items() if count > 1] == [
        "撤回",
        "月度红榜",
        "承诺",
        "提议",
        "异议",
        "进度",
        "进展",
        "质询",
    ]
    for said, name in (
        ("撤回", "revoke"),
        ("撤回 A0231", "revoke"),
        ("撤回A0231", "revoke"),
        ("撤回 H012", "take_back"),
        ("质询 三组的沟修了没有", "supervisors_question"),
        ("质询 D012 为什么不装到四组", "inquire"),
        ("进度", "decisions"),
        ("提议 修三组路灯", "propose_decision"),
        ("提议 陈桂兰 4星", "propose_star"),
        ("进度 D012", "decision_progress"),
        ("进度 D012 装了一半", "decision_progress"),
        ("进度 路灯", "decisions"),
    ):
        match = find(said, ALL, NOW)
        assert match is not None
        assert (match.command.name, match.values is None) == (name, False)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold(text)) == len(text)


def test_full_width_letters_digits_and_blanks_fold_and_chinese_marks_stay() -> None:
    assert fold("Ａ０２３１　ｂ．＋") == "A0231 b.+"
    assert fold("，：；！？（）。、“”") == "，：；！？（）。、“”"


@pytest.mark.parametrize(
    ("text", "blanks", "values"),
    [
        ("", (), {}),
        ("7", (), None),  # something is left
        ("7", (NUMBER,), {"number": 7}),
        ("", (NUMBER,), None),
        ("", (MAYBE,), {"number": None}),
        ("x", (MAYBE,), None),
        ("x", (MAYBE, rest("why", "原因")), {"number": None, "why": "x"}),
        ("7 x y", (MAYBE, rest("why", "原因")), {"number": 7, "why": "x y"}),
        ("7，x", (NUMBER, rest("why", "原因")), {"number": 7, "why": "x"}),
        ("7", (NUMBER, rest("why", "原因")), None),
        ("tang.min x", (Blank("who", "账号", words), rest("why", "原因")), {"who": "tang.min", "why": "x"}),
        ("a. x", (Blank("who", "账号", words), rest("why", "原因")), {"who": "a", "why": "x"}),
        ("7", (NUMBER, rest("why", "原因", optional=True)), {"number": 7, "why": None}),
    ],
)
def test_blanks_are_read_in_order_and_nothing_is_left_over(
    text: str, blanks: tuple[Blank, ...], values: dict[str, Any] | None
) -> None:
    assert read_blanks(text, blanks, NOW) == values


def test_usage_tells_what_may_be_left_out() -> None:
    assert _command("更正", blanks=(MAYBE, rest("what", "改成什么"))).usage == "更正 [编号] 〈改成什么〉"
