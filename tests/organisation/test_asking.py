"""What villages are asked is learned from examples; the shipped weights come from the shipped examples."""

from bot.language.examples import CHECK, digest, read_examples
from bot.language.learning import train_all
from bot.language.model import read_models
from models.organisation.asking.lesson import ASKING
from models.organisation.asking.words import NOT_LISTED, AskedOf, kind_asked, thing_asked


def test_most_of_what_was_never_taught_is_known_for_what_it_asks() -> None:
    check = [one for one in read_examples(ASKING.kinds, ASKING.folder) if one.writer == CHECK]
    right = [kind_asked(one.text)[0] == one.kind for one in check]
    assert len(check) >= 120 and sum(right) / len(right) >= 0.85


def test_which_service_is_meant_is_learned_of_how_people_live() -> None:
    assert thing_asked(AskedOf.SERVICE, "我外公九十三了，有啥子钱发")[0] == "高龄津贴"
    assert thing_asked(AskedOf.SERVICE, "屋头遭大水冲了，吃的都没得")[0] == "临时救助"
    assert thing_asked(AskedOf.SERVICE, "出国的本本哪里办")[0] == NOT_LISTED
    assert thing_asked(AskedOf.RULE, "买包烟主任签个字就报得了账嗦")[0] == "财务审批"
    assert thing_asked(AskedOf.RULE, "人在海南，喊我妹妹去会上替我举手行不")[0] == "在外打工怎么参加村民会议"


def test_every_kind_is_taught_and_every_service_and_rule_beside_its_question() -> None:
    examples = read_examples(ASKING.kinds, ASKING.folder)
    assert {one.kind for one in examples} == set(AskedOf)
    assert {one.kind for one in examples if one.details} == {AskedOf.SERVICE, AskedOf.RULE}
    assert all(one.details for one in examples if one.kind in (AskedOf.SERVICE, AskedOf.RULE))


def test_the_shipped_weights_come_from_the_shipped_examples() -> None:
    examples = read_examples(ASKING.kinds, ASKING.folder)
    taught, check = [one for one in examples if one.writer != CHECK], [one for one in examples if one.writer == CHECK]
    shipped, about = read_models(ASKING.weights)
    assert about == {"examples": digest(taught), "check": digest(check)}, "python -m bot learn"
    for name, model in train_all(ASKING, taught, check).models.items():
        moved = [
            abs(one - other)
            for new, old in zip(model.rows, shipped[name].rows, strict=True)
            for one, other in zip(new, old, strict=True)
        ]
        assert max(moved) <= 1 and sum(moved) < len(moved) / 1000
    assert ASKING.weights.stat().st_size < 1_000_000
