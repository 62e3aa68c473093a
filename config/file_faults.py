"""Reads the files that people write; what is wrong in one is said in Chinese: the libraries say so in English."""

import re
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import Any, TypeVar

from pydantic import AfterValidator, BaseModel, SecretStr, ValidationError

Read = TypeVar("Read", bound=BaseModel)
Words = TypeVar("Words", str, SecretStr)

# By the library's own kinds of faults; a name in braces is what it tells besides.
_KINDS = {
    "missing": "缺这个键",
    "extra_forbidden": "不认识这个键",
    "greater_than_equal": "至少是 {ge}",
    "greater_than": "要大于 {gt}",
    "less_than_equal": "至多是 {le}",
    "less_than": "要小于 {lt}",
    "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}",
    "too_short": "太少，至少 {min_length} 个",
    "too_long": "太多，至多 {max_length} 个",
    "string_too_short": "太短，至少 {min_length} 个字",
    "string_too_long": "太长，至多 {max_length} 个字",
    "string_pattern_mismatch": "写法不对",
}
# By the beginning of a kind.
_TYPES = {
    "int": "应为整数",
    "float": "应为数字",
    "string": "应为文字，要加引号",
    "bool": "应为 true 或 false",
    "date": "应为日期，如 2026-12-07",
    "time": "应为时刻，如 09:00",
}


class FileError(Exception):
    """A file that people write is missing, malformed or out of range; its text is one Chinese sentence."""


def toml_of(path: Path, called: str, way_out: str = "") -> dict[str, Any]:
    """Return what a file says, before people `called` so; raises FileError."""
    try:
        return loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise FileError(f"找不到{called} {path}{way_out}。") from None
    except TOMLDecodeError as wrong:
        raise FileError(f"{called} {path} {line_of(wrong)}写法有误。") from None


def read_file(kind: type[Read], path: Path, called: str, way_out: str = "") -> Read:
    """Return what a file says as a model of its own; raises FileError naming the key that is wrong."""
    try:
        return kind.model_validate(toml_of(path, called, way_out))
    except ValidationError as wrong:
        key, reason = first_of(wrong)
        raise FileError(f"{called} {path} 的 {key or '整体'} 不对：{reason}。") from None


def written(pattern: str, why: str) -> AfterValidator:
    """Return the check that a text, or a secret one, is written by a pattern; `why` it is not may tell its {length}."""

    def check(value: Words) -> Words:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if not re.fullmatch(pattern, text):
            raise ValueError(why.format(length=len(text)))
        return value

    return AfterValidator(check)


def line_of(wrong: TOMLDecodeError) -> str:
    """Return where a file of TOML cannot be read."""
    line = re.search(r"line (\d+)", str(wrong))
    return f"第 {line[1]} 行" if line else "最后一行"


def first_of(wrong: ValidationError) -> tuple[str, str]:
    """Return (key, what is wrong with its value) of the first fault; the value itself is not told."""
    first = wrong.errors(include_input=False, include_url=False)[0]
    key, kind = ".".join(str(part) for part in first["loc"]), first["type"]
    if kind == "value_error":
        return key, first["msg"].removeprefix("Value error, ")
    told = _KINDS.get(kind) or _TYPES.get(kind.partition("_")[0], "写法不对")
    return key, told.format(**first.get("ctx", {})).replace("'", "").replace(" or ", " 或 ")
