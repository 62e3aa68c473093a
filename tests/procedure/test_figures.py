"""The figures of a meeting: whatever the order, the words, the ballot and the minutes, each is its word's."""

from datetime import datetime
from itertools import product

import pytest

from bot.clock import SHANGHAI
from models.procedure.meetings.rules import Tally
from models.procedure.meetings.words import read_held

MOMENT = datetime(2027, 3, 1, 9, tzinfo=SHANGHAI)
ROLL = ("应到{n}", "应到 {n}人", "应到会{n}人", "{n}人应到"), ("实到{p}", "实到 {p}人", "到会{p}人", "{p}人实到")
ORDERS = (
    ("赞成{a}", "反对{r}", "弃权{s}"),
    ("同意 {a}", "不同意 {r}", "弃权 {s}"),
    ("赞成{a}票", "反对{r}票", "弃权{s}票"),
    ("同意的{a}个", "反对的{r}个", "弃权的{s}个"),
    ("赞同：{a}", "反对：{r}", "弃权：{s}"),
    ("{a}票赞成", "{r}票反对", "{s}票弃权"),
    ("{a}个同意", "{r}个不同意", "{s}个弃权"),
    ("{a}人赞成", "{r}人反对", "{s}人弃权"),
    ("{a}同意", "{r}反对", "{s}弃权"),
)
BALLOTS = {"": "", " 举手": "举手", " 举手表决": "举手", "，无记名投票": "无记名", "，同意": ""}
MINUTES = ("", " 记录：3户同意捐工，5户同意让地", " 纪要：大家认为反对也没用，先修2组")
TALLIES = (Tally(30, 22, 20, 1, 1), Tally(20, 20, 17, 2, 1), Tally(2, 2, 2, 0, 0), Tally(20, 19, 10, 9, 0))


@pytest.mark.parametrize("tally", TALLIES)
@pytest.mark.parametrize("between", [" ", "，", "、"])
def test_each_figure_is_its_word_s(tally: Tally, between: str) -> None:
    numbers = {"n": tally.expected, "p": tally.present, "a": tally.ayes, "r": tally.noes, "s": tally.abstentions}
    told = (
        (between.join((*roll, *order)).format(**numbers), ballot, minutes)
        for roll, order, ballot, minutes in product(zip(*ROLL, strict=True), ORDERS, BALLOTS, MINUTES)
    )
    wrong = {}
    for line, ballot, minutes in told:
        held = read_held(f"两委会开了{between}{line}{ballot}{minutes}", MOMENT)
        if held is None or (held.tally, held.ballot, held.minutes) != (tally, BALLOTS[ballot], minutes[4:]):
            wrong[line + ballot + minutes] = held
    assert wrong == {}


@pytest.mark.parametrize(
    ("said", "tally"),
    [
        ("应到20 实到20 17票 反对2票 弃权1票 举手", Tally(20, 20, 17, 2, 1)),
        ("20个人来了19个，除了2个反对都同意", Tally(20, 19, 17, 2, 0)),
        ("应到20，实到20，反对2，其余同意", Tally(20, 20, 18, 2, 0)),
        ("应到二十 实到十九 十七票赞成 两票反对", Tally(20, 19, 17, 2, 0)),
        ("应到2个实到2个都同意", Tally(2, 2, 2, 0, 0)),
        ("5个人都来了，没人反对", Tally(5, 5, 5, 0, 0)),
        ("应到30 实到22 20个赞成 1个反对 1个弃权 举手", Tally(30, 22, 20, 1, 1)),
    ],
)
def test_figures_as_people_tell_them(said: str, tally: Tally) -> None:
    held = read_held(said, MOMENT)
    assert held is not None
    assert held.tally == tally


@pytest.mark.parametrize(
    "said",
    [
        "应到20 实到20 赞成20 1反对",
        "应到20 实到20 赞成17，反对2，另外3户同意捐工",
        "应到20 实到20 反对2 弃权1 同意",
    ],
)
def test_a_doubtful_figure_is_none(said: str) -> None:
    assert read_held(said, MOMENT) is None
