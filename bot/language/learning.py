"""Learning from the examples: `python -m bot learn`.

One support vector machine for each label, trained by going through the dual coordinates one after the other (Hsieh and
others, 2008): plain Python, the same result every time, some ten seconds for seven thousand examples.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from bot.language.examples import CHECK, EXAMPLES, Example, digest, read_examples
from bot.language.kinds import EFFECTS, KIND, KINDS, WEIGHTS
from bot.language.model import DRAWERS, ZERO, Model, groups, read_models, sized_groups, write_models

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


@dataclass(frozen=True)
class Learned:
    """The models of one run, and which part of the kinds and of the details of the check set they have right."""

    models: dict[str, Model]
    kinds_right: float
    details_right: float


def learn(
    folder: Path = EXAMPLES, weights: Path = WEIGHTS, say: Callable[[str], None] = print, *, strangers: bool = True
) -> bool:
    """Train on all examples but the check set, and keep the weights unless they do worse on it; return whether kept."""
    examples = read_examples(KINDS, folder)
    check = [one for one in examples if one.writer == CHECK]
    taught = [one for one in examples if one.writer != CHECK]
    new = train_all(taught, check)
    say(f"学了 {len(taught)} 句，用没见过的 {len(check)} 句打分：")
    say(f"意思对 {new.kinds_right:.1%}，细分对 {new.details_right:.1%}。")
    for line in prices(new.models[KIND], check):
        say(line)
    if strangers:
        for line in left_out(taught):
            say(line)
    old = _score(read_models(weights)[0], check) if weights.exists() else (0.0, 0.0)
    if new.kinds_right < old[0] - _MAY_FALL or new.details_right < old[1] - _MAY_FALL:
        say(f"比现在用的差（意思 {old[0]:.1%}，细分 {old[1]:.1%}），没有换上，还用原来的。")
        return False
    write_models(weights, new.models, {"examples": digest(taught), "check": digest(check)})
    say(f"已换上：{weights.name}，{weights.stat().st_size / 1e6:.1f} MB。重启后生效。")
    return True


def train_all(taught: Sequence[Example], check: Sequence[Example]) -> Learned:
    """Return the model of kinds and, by kind, those of its details, their sharpness fitted to the check set."""
    models = {name: _fitted(lines, _labelled(check)[name]) for name, lines in _labelled(taught).items()}
    models[KIND] = replace(models[KIND], sharpness=_STRANGERS_SHARPNESS)
    return Learned(models, *_score(models, check))


def prices(model: Model, check: Sequence[Example]) -> list[str]:
    """Return, for each threshold, how many effects would be asked about in vain and how many booked wrongly."""
    judged = [(model.chances(sized_groups(one.folded)), KINDS[one.kind]) for one in check]
    lines = ["门槛    该办的要多问一句    没让办的来问    办错"]
    for threshold in _THRESHOLDS:
        best = [(*next(iter(chances.items())), meant) for chances, meant in judged]
        asked = sum(KINDS[said] in EFFECTS and chance < threshold for said, chance, meant in best if meant in EFFECTS)
        vain = sum(KINDS[said] in EFFECTS and chance < threshold for said, chance, meant in best if meant == "none")
        wrong = sum(
            KINDS[said] in EFFECTS and chance >= threshold and KINDS[said] != meant for said, chance, meant in best
        )
        effects = sum(meant in EFFECTS for _, meant in judged)
        quiet = sum(meant == "none" for _, meant in judged)
        lines.append(f"{threshold:.1f}     {asked}/{effects} 句              {vain}/{quiet} 句            {wrong} 句")
    return lines


def left_out(taught: Sequence[Example]) -> list[str]:
    """Return how well each writer is understood by what was learned from the others alone."""
    writers = sorted({one.writer for one in taught})
    with ProcessPoolExecutor(max_workers=2) as pool:
        scores = list(pool.map(_stranger, [list(taught)] * len(writers), writers))
    return [
        f"没学过 {writer} 的话时，他的 {lines} 句里意思对 {kinds:.1%}，细分对 {categories:.1%}"
        for writer, (lines, kinds, categories) in zip(writers, scores, strict=True)
    ]


def _stranger(taught: list[Example], writer: str) -> tuple[int, float, float]:
    others, own = [one for one in taught if one.writer != writer], [one for one in taught if one.writer == writer]
    models = {name: train(lines) for name, lines in _labelled(others).items()}
    return (len(own), *_score(models, own))


_Labelled = list[tuple[list[int], str]]


def _labelled(examples: Iterable[Example]) -> dict[str, _Labelled]:
    """Return what each model is to learn: the kind of every message, and within a kind what it is more closely."""
    found: dict[str, _Labelled] = defaultdict(list)
    for one in examples:
        found[KIND].append((sized_groups(one.folded), one.kind))
        if len(one.details) == 1:
            found[one.kind].append((groups(one.folded), one.details[0]))
    return found


def _score(models: Mapping[str, Model], check: Sequence[Example]) -> tuple[float, float]:
    labelled = _labelled(check)
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
    rows = [_separate(labelled, label) for label in labels]
    scale = max(max(map(abs, row)) for row in rows) / _LARGEST
    # Most drawers say nothing about a label; dividing and rounding nothing is a fifth of the time.
    packed = [bytes(round(weight / scale) + ZERO if weight else ZERO for weight in row) for row in rows]
    return Model(tuple(labels), tuple(packed), scale, 3.0)


def _separate(labelled: _Labelled, label: str) -> list[float]:
    """Return the weights that tell the texts of one label from all others."""
    weights, pull = [0.0] * DRAWERS, [0.0] * len(labelled)
    get, damping = weights.__getitem__, 1 / (2 * _COST)
    turn, waiting = random.Random(_SEED), list(range(len(labelled)))
    for round_ in range(_ROUNDS):
        turn.shuffle(waiting)
        kept = []
        for index in waiting:
            drawers, said = labelled[index]
            side = 1.0 if said == label else -1.0
            share, old = side / math.sqrt(len(drawers) or 1), pull[index]
            slope = share * sum(map(get, drawers)) - 1 + old * damping
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
