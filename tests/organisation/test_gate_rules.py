"""What may be read by everybody, and what is held back."""

import pytest

from bot.language.examples import CHECK, digest, read_examples
from bot.language.learning import train_all
from bot.language.model import read_models
from config.policy import load_policy
from models.organisation.gate.lesson import GATE
from models.organisation.gate.rules import KINDS, Named, NotForEverybody, certain, check_text, likely
from models.organisation.gate.words import NAME
from tests.architecture.sources import ROOT

NAMES = {"陈桂兰", "张强", "王"}
LEAST = load_policy(ROOT / "config" / "policy.toml").gate.hold


def held_back(text: str, unasked: set[str]) -> list[str]:
    found = certain(text, unasked) | likely(text, LEAST)
    return [kind for kind in KINDS if kind in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("明天上午停水，记得接水", []),
        ("11月25日 9:00 医保缴费代办，带上身份证和户口本，咨询 0816-2223344", []),
        ("巩固脱贫攻坚成果，集中整治违法建设，防治病虫害", []),
        ("第13800期简报 20261125", []),
        ("有事打13812345678", ["证件号、电话或微信号"]),
        ("有事打 138 1234 5678", ["证件号、电话或微信号"]),
        ("有事打１３８-1234-5678", ["证件号、电话或微信号"]),
        ("有事打一三八一二三四五六七八", ["证件号、电话或微信号"]),
        ("510702199001011234 请来领证", ["证件号、电话或微信号"]),
        ("51070219900101123X 请来领证", ["证件号、电话或微信号"]),
        ("给低保户送油", ["家里的难处"]),
        ("去看住院的同志", ["病情"]),
        ("虚报时长被查实", ["处分和官司"]),
        ("收到请回复", ["要大家回复或催人的话"]),
        ("收到的请回个1", ["要大家回复或催人的话"]),
        ("请大家接龙", ["要大家回复或催人的话"]),
        ("请务必到场", ["要大家回复或催人的话"]),
        ("没报的明天点名", ["要大家回复或催人的话"]),
        ("还没交医保的抓紧，名单我贴墙上", ["要大家回复或催人的话"]),
        ("没参加的是三组五组", ["要大家回复或催人的话"]),
        ("今晚必须全部到场，缺席的通报", ["要大家回复或催人的话"]),
        ("大家回个收到", ["要大家回复或催人的话"]),
        ("请每户点个赞", ["要大家回复或催人的话"]),
        ("请转发到各组群并截图上报", ["要大家回复或催人的话"]),
        ("给张婶家那个脑瘫娃娃买个轮椅", ["病情"]),
        ("刘老三得了肝硬化，大家捐点钱", ["病情"]),
        ("精准扶贫户请到村委会领油", ["家里的难处"]),
        ("老李家儿子犯了事关进去了", ["处分和官司"]),
        ("矫正对象周一报到", ["处分和官司"]),
        ("手机一三九，一二三四，五六七八", ["证件号、电话或微信号"]),
        ("有事加QQ 1234567890", ["证件号、电话或微信号"]),
        ("身份证后四位报给我", ["证件号、电话或微信号"]),
        ("明天上午9点开坝坝会，欢迎来，咨询 0816-2212345", []),
        ("优待证办理，带身份证原件", []),
        ("残联的同志周三来办证", []),
        ("12月1日，2日，3日上午9点到11点打疫苗", []),
        ("请陈桂兰来开会", [NAME]),
        ("王家湾清沟渠", []),
        (
            "给低保户张强办残疾证，电话13812345678，收到请回复",
            ["证件号、电话或微信号", "家里的难处", "要大家回复或催人的话", NAME],
        ),
    ],
)
def test_what_holds_a_text_back(text: str, found: list[str]) -> None:
    assert held_back(text, NAMES) == found


def test_what_exposes_or_presses_is_held_back_and_what_is_said_every_day_is_not() -> None:
    """Lines by outside testers; they are taught, so all of them must come out right."""
    names = {"陈桂兰", "林晓雨", "唐敏", "周小川", "欧阳春燕"}
    said = [one for one in read_examples(GATE.kinds, GATE.folder) if one.writer == "outsiders"]
    assert [one.text for one in said if bool(held_back(one.text, names)) is not (one.kind == "扣住")] == []
    assert len(said) >= 210


def test_most_of_what_was_never_taught_is_judged_rightly() -> None:
    check = [one for one in read_examples(GATE.kinds, GATE.folder) if one.writer == CHECK]
    harm = [bool(held_back(one.text, set())) for one in check if one.kind == "扣住"]
    harmless = [not held_back(one.text, set()) for one in check if one.kind == "可发"]
    assert sum(harm) / len(harm) >= 0.95
    assert sum(harmless) / len(harmless) >= 0.90


def test_every_reason_is_one_that_people_are_told() -> None:
    examples = read_examples(GATE.kinds, GATE.folder)
    assert {one.details for one in examples if one.kind == "可发"} == {()}
    assert {one.details for one in examples if one.kind == "扣住"} <= {(kind,) for kind in KINDS}


def test_the_shipped_weights_come_from_the_shipped_examples() -> None:
    examples = read_examples(GATE.kinds, GATE.folder)
    taught, check = [one for one in examples if one.writer != CHECK], [one for one in examples if one.writer == CHECK]
    shipped, about = read_models(GATE.weights)
    assert about == {"examples": digest(taught), "check": digest(check)}, "python -m bot learn"
    learned = train_all(GATE, taught, check).models
    for name, model in learned.items():
        moved = [
            abs(one - other)
            for new, old in zip(model.rows, shipped[name].rows, strict=True)
            for one, other in zip(new, old, strict=True)
        ]
        assert max(moved) <= 1 and sum(moved) < len(moved) / 1000
    assert GATE.weights.stat().st_size < 500_000


def test_harm_in_one_sentence_of_many_holds_all_back_and_a_name_that_may_be_told_does_not() -> None:
    long = "明天上午九点停水，请接水。晚上坝子放电影。二组王婶做化疗，去看看她。路灯修好了。"
    assert held_back(long, set()) == ["病情"]
    check_text("感谢陈桂兰把堰沟清出来", Named(agreed={"陈桂兰"}), LEAST)
    check_text("表扬李斌", Named(agreed={"李斌"}), LEAST)
    with pytest.raises(NotForEverybody, match="名字"):
        check_text("表扬李斌", Named(), LEAST)
    with pytest.raises(NotForEverybody, match="名字"):
        check_text("感谢陈桂兰把堰沟清出来", Named(unasked={"陈桂兰"}), LEAST)
    with pytest.raises(NotForEverybody, match="病情"):
        check_text("陈桂兰得了癌，大家去看看她", Named(agreed={"陈桂兰"}), LEAST)
