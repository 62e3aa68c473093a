"""Numbers as people write them: digits, Chinese numerals, halves, fractions, and the vague ones."""

import re
from dataclasses import dataclass
from fractions import Fraction

_DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {
    "两": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5,
    "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10000}
_SHORT = {"廿": 20, "卅": 30}
NUMERALS = "".join((*_DIGITS, *_UNITS, *_SHORT))
_SPELLED = rf"[{NUMERALS}]+(?:几(?![个点天次号户家人]))?"
# Whatever a number would be a part of: a digit, a decimal sign, a stroke, a numeral, a sign that cannot be read.
# 等120,40分钟, 6月30,90分钟: behind three digits or before two a comma parts two numbers.
# Where none begins nothing else is asked.
ALONE = rf"(?=[\d{NUMERALS}])(?<!分之)(?<![\d{NUMERALS}\ufffdx×*])(?<!\d[./:])(?<!(?<![:.\d]\d)\d,(?=\d(?!\d)))"
WHOLE = rf"{ALONE}(?:\d+[百千万]?(?![\d\ufffd]|[./]\d|,\d(?!\d))|{_SPELLED}(?!\ufffd))"
"""Pattern of a whole number that is no part of another."""
NUMBER = (
    rf"{ALONE}(?:(?:\d+又)?\d+/\d+(?!\d)|\d+[.]\d+(?![\d.])|\d{{1,2}},\d(?![\d.])|\d+(?![\d\ufffd]|[./]\d|,\d(?!\d))|[{NUMERALS}]+点[{NUMERALS}]+|"
    rf"{_SPELLED}(?!\ufffd))"
)
"""Pattern of a number that is no part of another: 2, 2.5, 2,5, 1/2, 两, 二点五, 三四十."""
_VAGUE_PAIR = re.compile(
    r"(?P<tens>[一二三四五六七八九]?[十百]?)(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?P<unit>[十百千]?)"
)
_SHORTENED = re.compile(rf"(?P<head>.*(?P<unit>[百千万]))(?P<tail>[{''.join(_DIGITS)}])")
MANY = 10**9


@dataclass(frozen=True)
class Number:
    """A value; `vague` marks the lower bound of something like 三四十 or 十几."""

    value: Fraction
    vague: bool = False


def to_number(words: str) -> Number | None:
    """Return the number that NUMBER matched; None when the characters make no number (0 in a fraction, 一三五七八)."""
    ones, and_, part = words.partition("又")
    if and_:
        fraction = to_number(part)
        return fraction and Number(int(ones) + fraction.value)
    if words[:1].isascii() and words[:1].isdigit():
        above, stroke, below = words.rstrip("百千万").replace(",", ".").partition("/")
        unit = _UNITS.get(words[-1], 1)
        return None if stroke and not int(below) else Number(Fraction(above) * unit / (int(below) if stroke else 1))
    before, point, after = words.partition("点")
    if point:
        whole, decimals = to_number(before), _digit_by_digit(after)
        return None if whole is None or decimals is None else Number(whole.value + Fraction(decimals, 10 ** len(after)))
    some = words.endswith("几") or words[0] in "百千"
    found = _vague_pair(words) or _spelled(words.removesuffix("几"))
    return None if found is None else Number(found.value, found.vague or some)


def to_whole(words: str) -> int | None:
    """Return the value of a whole number, the lower bound of a vague one; None for a fraction or an absurd one."""
    number = to_number(words)
    return int(number.value) if number and number.value.denominator == 1 and number.value < MANY else None


def _vague_pair(words: str) -> Number | None:
    """Return the lower of two neighbours said together: 两三 is 2, 三四十 is 30, 十七八 is 17."""
    match = _VAGUE_PAIR.fullmatch(words)
    if not match or _DIGITS[match["high"]] - _DIGITS[match["low"]] not in (1, 2):
        return None
    tens = _spelled(match["tens"]) if match["tens"] else Number(Fraction(0))
    if tens is None or (match["tens"] and match["tens"][-1] not in _UNITS):
        return None
    return Number(tens.value + _DIGITS[match["low"]] * _UNITS.get(match["unit"], 1), vague=True)


def _spelled(words: str) -> Number | None:
    words = words.lstrip("零〇") or words[:1]
    shortened = _SHORTENED.fullmatch(words)
    if shortened and not shortened["head"].endswith("零"):
        # 一百二 is 120, 三千五 is 3500: the last digit stands for the next lower unit.
        head = _spelled(shortened["head"])
        return head and Number(head.value + _DIGITS[shortened["tail"]] * _UNITS[shortened["unit"]] // 10)
    digits = _digit_by_digit(words)
    if digits is not None and len(words) > 1:
        # 二〇二六 is read digit by digit; 三五 and 一二三 are none.
        return Number(Fraction(digits)) if len(words) == 4 else None
    thousands, _, rest = words.rpartition("万")
    return Number(Fraction(_below_a_myriad(thousands) * 10000 + _below_a_myriad(rest))) if words else None


def _below_a_myriad(words: str) -> int:
    total = digit = 0
    for sign in words:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += _SHORT.get(sign) or (digit or 1) * _UNITS.get(sign, 1)
            digit = 0
    return total + digit


def _digit_by_digit(words: str) -> int | None:
    if not words or set(words) - set(_DIGITS):
        return None
    return int("".join(str(_DIGITS[sign]) for sign in words))
