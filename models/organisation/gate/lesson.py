"""What `python -m bot learn` learns for the gate, and what its threshold costs."""

from bot.language.learning import Judged, Lesson
from models.organisation.gate.rules import certain
from models.organisation.gate.words import FOLDER, HELD, MAY_GO, WEIGHTS, seen

_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def prices(judged: Judged) -> list[str]:
    """Return, for each threshold, what harm would go out and what harmless text would have to be reworded."""
    chances = [(one.kind, 1.0 if certain(one.text) else found[HELD]) for one, found in judged]
    harm, harmless = ([chance for kind, chance in chances if kind == each] for each in (HELD, MAY_GO))
    lines = ["门槛    不该发的放过了    能发的要改一遍"]
    for threshold in _THRESHOLDS:
        missed, vain = sum(one < threshold for one in harm), sum(one >= threshold for one in harmless)
        lines.append(
            f"{threshold:.1f}     {missed}/{len(harm)} 句（{missed / len(harm):.1%}）"
            f"    {vain}/{len(harmless)} 句（{vain / len(harmless):.1%}）"
        )
    return lines


GATE = Lesson("发到群里的话", FOLDER / "examples", (MAY_GO, HELD), WEIGHTS, prices, seen)
