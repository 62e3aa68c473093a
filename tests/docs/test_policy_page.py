"""docs/policy.md tells every key with its present value and its range."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

import annotated_types
import pytest
from pydantic import BaseModel

from config.policy import load_policy
from tests.architecture.sources import PRODUCT, ROOT, files, text

PAGE = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
POLICY = load_policy(ROOT / "config" / "policy.toml")
# Keys that nothing reads: the page says so. One that is read after all fails here as well.
UNREAD: set[str] = set()


def _keys(part: BaseModel, before: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield (key, value, field) of every leaf; a table of jobs has no field."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _keys(value, f"{before}{name}.")
        elif isinstance(value, dict):
            yield from ((f"{before}{name}.{job}", f"{one.at}，{one.late_hours:g}", None) for job, one in value.items())
        else:
            yield f"{before}{name}", value, field


LEAVES = list(_keys(POLICY))


def _rows() -> dict[str, list[str]]:
    cells = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("| `")]
    return {row[0].strip().strip("`"): [cell.strip() for cell in row[1:]] for row in cells}


def _span(field: Any) -> str:
    """Return a field's range as the page writes it."""
    limits = {type(limit): limit for limit in field.metadata}
    if get_origin(field.annotation) is Literal:
        choices = get_args(field.annotation)
        return "、".join(choices) if len(choices) > 1 else "固定"
    if annotated_types.MinLen in limits:
        return "不能空"
    if field.annotation is str and annotated_types.MaxLen in limits:
        return f"最多 {limits[annotated_types.MaxLen].max_length} 字"
    low = limits.get(annotated_types.Ge) or limits.get(annotated_types.Gt)
    high = limits.get(annotated_types.Le) or limits.get(annotated_types.Lt)
    if low is None:
        return "两个时刻" if limits else "任意"
    whole = field.annotation is int
    lowest = low.ge if isinstance(low, annotated_types.Ge) else low.gt + 1 if whole else None
    if whole and high is not None:
        return f"{lowest}–{high.le}"
    bottom = f"> {low.gt}" if lowest is None else f"≥ {lowest}"
    top = "" if high is None else f"，< {high.lt}" if isinstance(high, annotated_types.Lt) else f"，≤ {high.le}"
    return bottom + top


def test_the_page_lists_exactly_the_keys_in_their_order() -> None:
    keys = [key for key, _, _ in LEAVES]
    assert list(_rows()) == keys, "docs/policy.md has a row for each key of config/policy.toml, in its order"


@pytest.mark.parametrize(("key", "value", "field"), LEAVES, ids=[key for key, _, _ in LEAVES])
def test_a_key_stands_there_with_its_value_and_range(key: str, value: Any, field: Any) -> None:
    written = _rows()[key]
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    assert written[0] == shown
    assert field is None or written[1] == _span(field)


PART = re.compile(
    r"(?:policy|(?<=policy\.)reading|limits|numbers|ranking|activity|verification|delivery|retention|stars|weights|duty"
    r"|democracy|needs|hours|season|points|imports|standards|self)\.(?=(\w+))"
)


@cache
def _read_by_the_program() -> set[str]:
    """Return the name behind every part of the policy that the program's sources name."""
    return {name for path in files(*PRODUCT) for name in PART.findall(text(path))}


@pytest.mark.parametrize("key", [key for key, _, field in LEAVES if field is not None])
def test_a_key_is_read_by_the_program_or_said_to_be_unused(key: str) -> None:
    assert (key.rpartition(".")[2] in _read_by_the_program()) == (key not in UNREAD)
    assert ("现在没有用到" in _rows()[key][-1]) == (key in UNREAD)
