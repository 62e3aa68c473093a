"""The weights come from the examples; what is worse is refused."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.language.examples import CHECK, EXAMPLES, ExampleError, digest, read_examples
from bot.language.kinds import KIND, KINDS
from bot.language.learning import READER, learn, train_all
from bot.language.model import WEIGHTS, read_models


def test_the_shipped_weights_come_from_the_shipped_examples() -> None:
    examples = read_examples(KINDS)
    taught, check = [one for one in examples if one.writer != CHECK], [one for one in examples if one.writer == CHECK]
    shipped, about = read_models(WEIGHTS)
    assert about == {"examples": digest(taught), "check": digest(check)}, "python -m bot learn --quick"
    learned = train_all(READER, taught, check).models
    assert list(learned) == list(shipped)
    # Sums of floats may end otherwise in the last digit on another Python, and move a weight by one step.
    for name, model in learned.items():
        moved = [
            abs(one - other)
            for new, old in zip(model.rows, shipped[name].rows, strict=True)
            if new != old
            for one, other in zip(new, old, strict=True)
        ]
        assert max(moved, default=0) <= 1 and sum(moved) < sum(map(len, model.rows)) / 1000
        assert [len(row) for row in model.rows] == [len(row) for row in shipped[name].rows]


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 4_000_000


def test_what_does_worse_is_not_kept(tmp_path: Path) -> None:
    folder, weights, said = tmp_path / "examples", tmp_path / "kinds.model", []
    folder.mkdir()
    shutil.copy(EXAMPLES / "check.tsv", folder)
    shutil.copy(WEIGHTS, weights)
    lines = [f"{text}{number}\t{kind}" for number in range(4) for text, kind in (("扫街", "请假"), ("请假", "活动"))]
    (folder / "wrong.tsv").write_text("\n".join(lines), "utf-8")
    before = weights.read_bytes()
    assert not learn(replace(READER, folder=folder, weights=weights), said.append, strangers=False)
    assert weights.read_bytes() == before
    assert any("没有换上" in line for line in said)


def test_a_line_of_no_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "本区.tsv").write_text("这句话应该是请假\t请个假\n", "utf-8")
    with pytest.raises(ExampleError, match=r"本区\.tsv 第 1 行"):
        read_examples(KINDS, tmp_path)


def test_no_line_of_the_check_set_is_taught() -> None:
    examples = read_examples(KINDS)
    check = {one.text for one in examples if one.writer == CHECK}
    assert not check & {one.text for one in examples if one.writer != CHECK}
    assert KIND in read_models(WEIGHTS)[0]
