"""What is wrong in a file that people write, in Chinese: the libraries that read it say so in English."""

import re
from tomllib import TOMLDecodeError

from pydantic import ValidationError

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
