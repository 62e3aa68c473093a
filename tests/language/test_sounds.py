"""A word with one character typed as another that sounds alike is put right; a word meant as it stands is left."""

import os
import subprocess
import sys

import pytest

from bot.language.sounds import as_meant, put_right, sound, sounds_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("昨天打少卫生2小时", "昨天打扫卫生2小时"),
        ("我要喚班", "我要换班"),
        ("去敬劳院看望老人", "去敬老院看望老人"),
        ("寻逻两个小时", "巡逻两个小时"),
    ],
)
def test_one_slip_in_a_word_is_put_right(typed: str, meant: str) -> None:
    assert put_right(typed) == meant


@pytest.mark.parametrize("text", ["开门放火", "大家分粽叶", "打扫卫生", "", "a", "😀👍", "寻罗两圈"])
def test_what_is_meant_as_it_stands_is_left(text: str) -> None:
    assert put_right(text) == text


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("牛", "刘", True), ("是", "四", True), ("陈", "成", True), ("南", "兰", True), ("福", "湖", False),
        ("红榜", "红磅", True), ("红榜", "红", False), ("ab", "ab", True),
    ],
)  # fmt: skip
def test_what_sichuan_speech_does_not_tell_apart_sounds_alike(one: str, other: str, alike: bool) -> None:
    assert (sounds_of(one) == sounds_of(other)) is alike


def test_a_character_of_two_sounds_has_that_of_its_place() -> None:
    assert (sound("排行榜"), sound("行动")) == ("paihanban", "xindon")


@pytest.mark.parametrize(
    ("imported", "asked"),
    [
        ("bot.language", "from bot.language.sounds import sound; assert sound('好') == 'hao'"),
        ("bot.sandbox.play", "from bot.sandbox.play import initials; assert initials('陈桂兰') == 'cgl'"),
    ],
)
def test_no_phrases_are_read_and_nothing_before_it_is_asked(imported: str, asked: str) -> None:
    """They would cost four times the memory of the single characters."""
    program = (
        f"import sys, {imported}; assert 'pypinyin' not in sys.modules\n{asked}\n"
        "assert 'pypinyin' in sys.modules and 'pypinyin.phrases_dict' not in sys.modules"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYPINYIN_NO_PHRASES"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("扫地两个小石", "扫地两个小时"), ("三个中投跟小贾", "三个钟头跟小贾"), ("一个半小是拉土", "一个半小时拉土"),
        ("来回四十分中", "来回四十分钟"), ("三刻中", "三刻钟"),
        ("三个多小石", "三个多小时"), ("多少个小石了", "多少个小时了"),
        ("前天礼摆六", "前天礼拜六"), ("星七二", "星期二"), ("下里拜有班没", "下礼拜有班没"),
        ("跟老范巡罗", "跟老范巡逻"), ("走仿五户", "走访五户"), ("听党刻", "听党课"),
    ],
)  # fmt: skip
def test_what_its_place_demands_or_nothing_else_sounds_like_is_restored(typed: str, meant: str) -> None:
    assert as_meant(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "搬了三个小石头", "十分中肯", "一个小食堂", "两个小事", "病情十分重", "三个小市场", "五个小师傅",
        "村里白天", "兴起三股风", "这里百二十户", "祠堂大扫除", "因为生病", "同志评四星", "坐半小时", "三亩种子",
        "两个人", "一直守到",
    ],
)  # fmt: skip
def test_what_another_word_begins_with_is_left(text: str) -> None:
    assert as_meant(text) == text
