"""What `python -m bot learn` learns of questions, and what its threshold costs."""

from bot.language.learning import Judged, Lesson
from models.organisation.asking.words import FOLDER, WEIGHTS, AskedOf

_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)


def prices(judged: Judged) -> list[str]:
    """Return, for each threshold, how many questions would be answered wrongly, and how many not thereby."""
    likeliest = [(one.kind, *next(iter(found.items()))) for one, found in judged]
    lines = ["门槛    答非所问    没照着答"]
    for threshold in _THRESHOLDS:
        wrong = sum(kind != meant and chance >= threshold for meant, kind, chance in likeliest)
        left = sum(chance < threshold for *_, chance in likeliest)
        lines.append(f"{threshold:.1f}     {wrong}/{len(likeliest)} 句    {left}/{len(likeliest)} 句")
    return lines


ASKING = Lesson("问村里的话", FOLDER / "examples", tuple(AskedOf), WEIGHTS, prices)
