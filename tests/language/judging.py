"""Judges a reading against a gold line: exact for what is acted on, loose for free text."""

from datetime import datetime
from typing import Any

LOOSE = {
    "description",
    "reason",
    "place",
    "beneficiary",
    "unit",
    "item",
    "topic",
    "belt",
    "org",
    "invalid_value",
}


def missed_slots(line: dict[str, Any], slots: dict[str, Any]) -> list[str]:
    """Return the dotted paths of the slots that the reading has otherwise than the gold line."""
    missed = []
    for path, gold, have, beside in _pairs(line["slots"], slots):
        accepted = [gold, *line["acceptable"].get(path, [])]
        key = path.rsplit(".", 1)[-1]
        if not any(_same(key, one, have) for one in accepted) and not _may_be_said(key, gold, have, beside, line):
            missed.append(path)
    return missed


def _pairs(gold: dict[str, Any], have: dict[str, Any]) -> Any:
    for key, wanted in gold.items():
        if key == "about":
            continue
        if key != "items":
            yield key, wanted, have.get(key), have
            continue
        items = have.get("items") or []
        yield "items", len(wanted), len(items), have
        for index, (item, got) in enumerate(zip(wanted, items, strict=False)):
            for name, value in item.items():
                yield f"items.{index}.{name}", value, got.get(name), got


def _same(key: str, gold: Any, have: Any) -> bool:
    if isinstance(gold, dict):
        return isinstance(have, dict) and all(_same(name, value, have.get(name)) for name, value in gold.items())
    if isinstance(gold, list):
        return set(gold) == set(have or [])
    if key in LOOSE:
        return _alike(str(gold or ""), str(have or ""))
    if isinstance(gold, int | float) and isinstance(have, int | float):
        return abs(gold - have) <= 0.02
    return bool(gold == have)


def _alike(gold: str, have: str) -> bool:
    return gold in have or have in gold or len(set(gold) & set(have)) >= 2


def _may_be_said(key: str, gold: Any, have: Any, beside: dict[str, Any], line: dict[str, Any]) -> bool:
    """Return whether a value where the gold has none says nothing new."""
    if gold is not None:
        return False
    day = datetime.fromisoformat(line["sent_at"])
    cycles = {f"{day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", str(day.year)}
    known = {
        "count": have == 1,
        "unit": beside.get("count") in (None, 1),
        "date_end": have == beside.get("date"),
        "period": have in cycles,
    }
    return known.get(key, False)
