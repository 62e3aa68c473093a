"""Learning from examples: `python -m bot learn`. What is learned is a `Lesson`; the reader's is `READER`.

One support vector machine for each label, trained by going through the dual coordinates one after the other (Hsieh and
others, 2008): plain Python, the same result every time, some ten seconds for seven thousand examples.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

from bot.language.examples import CHECK, EXAMPLES, Example, digest, read_examples
from bot.language.kinds import EFFECTS, KIND, KINDS
from bot.language.model import DRAWERS, WEIGHTS, ZERO, Model, groups, read_models, sized_groups, write_models

_ROUNDS = 6
_COST = 1.0
_SEED = 1
_LARGEST = 127
# Under which a writer who was left out surprises least. The check set, near to the examples, would have it half as high
# again, and strangers would be booked where they must be asked.
_STRANGERS_SHARPNESS = 4.0
_SHARPNESSES = [0.5 + 0.25 * step for step in range(40)]
_THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_SLACK = 0.15
_MAY_FALL = 0.01
_GROUPS = 10


Judged = Sequence[tuple[Example, Mapping[str, float]]]
"""Examples that were not learned, each with the probability of every kind, the likeliest first."""


@dataclass(frozen=True)
class Lesson:
    """What is learned: its name, the folder of its examples, their kinds, and the file of the weights.

    A text is `seen` as drawers when its kind is asked; `prices` tells line by line what each threshold costs.
    """

    name: str
    folder: Path
    kinds: Collection[str]
    weights: Path
    prices: Callable[[Judged], Iterable[str]]
    seen: Callable[[str], list[int]] = sized_groups


@dataclass(frozen=True)
class Learned:
    """The models of one run, and which part of the kinds and of the details of the check set they have right."""

    models: dict[str, Model]
    kinds_right: float
    details_right: float


def learn(lesson: Lesson, say: Callable[[str], None] = print, *, strangers: bool = True) -> bool:
    """Train on all examples but the check set, and keep the weights unless they do worse on it; return whether kept."""
    examples = read_examples(lesson.kinds, lesson.folder)
    check = [one for one in examples if one.writer == CHECK]
    taught = [one for one in examples if one.writer != CHECK]
    new = train_all(lesson, taught, check)
    say(f"{lesson.name}：学了 {len(taught)} 句，用没见过的 {len(check)} 句打分：")
    say(f"意思对 {new.kinds_right:.1%}，细分对 {new.details_right:.1%}。")
    for line in [
        *lesson.prices(judge(lesson, new.models[KIND], check)),
        *(left_out(lesson, taught) if strangers else ()),
    ]:
        say(line)
    weights = lesson.weights
    old = _score(lesson, read_models(weights)[0], check) if weights.exists() else (0.0, 0.0)
    if new.kinds_right < old[0] - _MAY_FALL or new.details_right < old[1] - _MAY_FALL:
        say(f"比现在用的差（意思 {old[0]:.1%}，细分 {old[1]:.1%}），没有换上，还用原来的。")
        return False
    write_models(weights, new.models, {"examples": digest(taught), "check": digest(check)})
    say(f"已换上：{weights.name}，{weights.stat().st_size / 1e6:.1f} MB。重启后生效。")
    return True


def train_all(lesson: Lesson, taught: Sequence[Example], check: Sequence[Example]) -> Learned:
    """Return the model of kinds and, by kind, those of its details, their sharpness fitted to the check set."""
    near = _labelled(lesson, check)
    models = {
        name: _fitted(lines, near[name]) if name != KIND else replace(train(lines), sharpness=_STRANGERS_SHARPNESS)
        for name, lines in _labelled(lesson, taught).items()
    }
    return Learned(models, *_score(lesson, models, check))


def judge(lesson: Lesson, model: Model, examples: Iterable[Example]) -> Judged:
    """Return what a model of kinds makes of each example."""
    return [(one, model.chances(lesson.seen(one.folded))) for one in examples]


def prices(judged: Judged) -> list[str]:
    """Return, for each threshold, how many effects would be asked about in vain and how many booked wrongly."""
    likeliest = [(*next(iter(chances.items())), KINDS[one.kind]) for one, chances in judged]
    best = [(KINDS[name], chance, meant) for name, chance, meant in likeliest]
    effects, quiet = (sum(meant in kinds for _, _, meant in best) for kinds in (EFFECTS, ("none",)))
    lines = ["门槛    该办的要多问一句    没让办的来问    办错"]
    for threshold in _THRESHOLDS:
        asked = [meant for said, chance, meant in best if said in EFFECTS and chance < threshold]
        vain, missed = asked.count("none"), sum(meant in EFFECTS for meant in asked)
        wrong = sum(said in EFFECTS and chance >= threshold and said != meant for said, chance, meant in best)
        lines.append(f"{threshold:.1f}     {missed}/{effects} 句              {vain}/{quiet} 句            {wrong} 句")
    return lines


READER = Lesson("认话", EXAMPLES, KINDS, WEIGHTS, prices)


def left_out(lesson: Lesson, taught: Sequence[Example]) -> list[str]:
    """Return how well writers are understood by what was learned from the others alone, and what thresholds cost.

    Each is left out once, with all of his group: one by one, sixty writers took longer than anybody waits.
    """
    groups_ = _groups(taught)
    lines: list[str] = []
    everybody: list[tuple[Example, Mapping[str, float]]] = []
    with ProcessPoolExecutor(max_workers=2) as pool:
        found = pool.map(_strangers, [lesson] * len(groups_), [list(taught)] * len(groups_), groups_)
        for writers, (judged, kinds, details) in zip(groups_, found, strict=True):
            everybody += judged
            who = "、".join(sorted(writers))
            lines.append(f"没学过 {who} 的话时，他们的 {len(judged)} 句里意思对 {kinds:.1%}，细分对 {details:.1%}")
    return [*lines, f"每个人的话都当作没学过（整个人留出，{len(groups_)} 组轮流）：", *lesson.prices(everybody)]


def _groups(taught: Sequence[Example]) -> list[set[str]]:
    """Return the writers in groups with about as many examples each: whoever wrote most first, into the smallest."""
    written = Counter(one.writer for one in taught)
    gathered: list[set[str]] = [set() for _ in range(min(_GROUPS, len(written)))]
    for writer, _ in sorted(written.items(), key=lambda item: (-item[1], item[0])):
        min(gathered, key=lambda group: sum(written[one] for one in group)).add(writer)
    return gathered


def _strangers(lesson: Lesson, taught: list[Example], writers: set[str]) -> tuple[Judged, float, float]:
    others, own = [[one for one in taught if (one.writer in writers) is left] for left in (False, True)]
    models = {name: train(lines) for name, lines in _labelled(lesson, others).items()}
    sharp = replace(models[KIND], sharpness=_STRANGERS_SHARPNESS)
    return (judge(lesson, sharp, own), *_score(lesson, models, own))


_Labelled = list[tuple[list[int], str]]
_Getter = Callable[[list[float]], tuple[float, ...]]


def _labelled(lesson: Lesson, examples: Iterable[Example]) -> dict[str, _Labelled]:
    """Return what each model is to learn: the kind of every message, and within a kind what it is more closely."""
    found: dict[str, _Labelled] = defaultdict(list)
    for one in examples:
        found[KIND].append((lesson.seen(one.folded), one.kind))
        if len(one.details) == 1:
            found[one.kind].append((groups(one.folded), one.details[0]))
    return found


def _score(lesson: Lesson, models: Mapping[str, Model], check: Sequence[Example]) -> tuple[float, float]:
    labelled = _labelled(lesson, check)
    kinds = labelled.pop(KIND)
    details = [_right(models[kind], lines) * len(lines) for kind, lines in labelled.items() if kind in models]
    return _right(models[KIND], kinds), sum(details) / (
        sum(len(labelled[kind]) for kind in labelled if kind in models) or 1
    )


def _right(model: Model, labelled: _Labelled) -> float:
    right = sum(next(iter(model.chances(drawers))) == label for drawers, label in labelled)
    return right / (len(labelled) or 1)


def _fitted(taught: _Labelled, check: _Labelled) -> Model:
    """Return the model with the sharpness under which the check set is least surprising."""
    model = train(taught)
    variants = [replace(model, sharpness=sharpness) for sharpness in _SHARPNESSES]
    return min(variants, key=lambda one: _surprise(one, check))


def _surprise(model: Model, labelled: _Labelled) -> float:
    return -sum(math.log(max(model.chances(drawers).get(label, 0.0), 1e-9)) for drawers, label in labelled)


def train(labelled: _Labelled) -> Model:
    """Return the model of the labelled texts, its weights rounded to one byte each."""
    labels = sorted({label for _, label in labelled})
    # One call for all drawers of a text is some twice as quick as one for each.
    weights_of = [itemgetter(*drawers) for drawers, _ in labelled]
    rows = [_separate(labelled, weights_of, label) for label in labels]
    scale = max(max(map(abs, row)) for row in rows) / _LARGEST
    # Most drawers say nothing about a label; dividing and rounding nothing is a fifth of the time.
    packed = [bytes(round(weight / scale) + ZERO if weight else ZERO for weight in row) for row in rows]
    return Model(tuple(labels), tuple(packed), scale, 3.0)


def _separate(labelled: _Labelled, weights_of: Sequence[_Getter], label: str) -> list[float]:
    """Return the weights that tell the texts of one label from all others."""
    weights, pull = [0.0] * DRAWERS, [0.0] * len(labelled)
    shares = [1 / math.sqrt(len(drawers) or 1) for drawers, _ in labelled]
    damping = 1 / (2 * _COST)
    turn, waiting = random.Random(_SEED), list(range(len(labelled)))
    for round_ in range(_ROUNDS):
        turn.shuffle(waiting)
        kept = []
        for index in waiting:
            drawers, said = labelled[index]
            share, old = shares[index] if said == label else -shares[index], pull[index]
            slope = share * sum(weights_of[index](weights)) - 1 + old * damping
            if old == 0.0 and slope > _SLACK and round_:
                continue
            kept.append(index)
            new = max(old - slope / (1 + damping), 0.0)
            if new != old:
                pull[index], step = new, (new - old) * share
                for drawer in drawers:
                    weights[drawer] += step
        waiting = kept
    return weights
