"""Numbers as people write them: digits, Chinese numerals, and the few that come in pairs."""

from fractions import Fraction

from bot.language.pattern import Pattern

_DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {
    "两": 2, "俩": 2, "仨": 3,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "千": 1000, "万": 10000}
_SHORT_TENS = {"廿": 20, "卅": 30}
_CHARACTERS = "".join((*_DIGITS, *_TENS, *_SHORT_TENS))
# A digit beside a sign that is not one of ours is part of something that cannot be read.
_WEEKDAYS = "[一二三四五六日天]"
_ALONE = (
    rf"(?:(?<![\d.\ufffd{_CHARACTERS}])|(?<=周{_WEEKDAYS})|(?<=星期{_WEEKDAYS})|(?<=礼拜{_WEEKDAYS}))"
    r"(?!(?<=周)[一二三四五六]|(?<=星期)[一二三四五六]|(?<=礼拜)[一二三四五六])"
)
_WHOLE = rf"(?:\d+(?!\.\d)|[{_CHARACTERS}]+)(?![\d\ufffd])"

WHOLE = _ALONE + _WHOLE
"""Pattern of a whole number."""
NUMBER = _ALONE + rf"(?:\d+\.\d+|[{_CHARACTERS}]+点[{_CHARACTERS}]+|{_WHOLE})(?![\d\ufffd])"
"""Pattern of a whole or decimal number."""
_PAIR = Pattern(r"([一二两三四五六七八九])([二两三四五六七八九])([十百]?)")
_PLAIN = Pattern(r"\d+(\.\d+)?")
_YEAR_LENGTHS = (3, 4)
MANY = 10**9


def to_number(words: str) -> Fraction | None:
    """Return the value of a number that WHOLE or NUMBER matched; None when the characters make no number."""
    if words[:1].isascii():
        return Fraction(words) if _PLAIN.fullmatch(words) else None
    before, point, after = words.partition("点")
    whole = _chinese(before)
    if whole is None or not point:
        return None if whole is None else Fraction(whole)
    decimals = _digit_by_digit(after)
    return None if decimals is None else whole + Fraction(decimals, 10 ** len(after))


def to_whole(words: str) -> int | None:
    """Return the value of a whole number; None when it has a fraction, is no number, or is absurdly large."""
    value = to_number(words)
    return int(value) if value is not None and value.denominator == 1 and value < MANY else None


def vague_pair(words: str) -> int | None:
    """Return the lower of two neighbours said together: 两三 is 2, 三四十 is 30; None for other words."""
    match = _PAIR.fullmatch(words)
    if not match or _DIGITS[match[2]] - _DIGITS[match[1]] not in (1, 2):
        return None
    return _DIGITS[match[1]] * _TENS.get(match[3], 1)


def _chinese(words: str) -> int | None:
    words = words.lstrip("零〇") or words[:1]
    spelled = _digit_by_digit(words)
    if len(words) > 1 and spelled is not None:
        # 二〇二六 is read digit by digit; 两三 is a vague pair and no number.
        return spelled if len(words) in _YEAR_LENGTHS else None
    thousands, _, rest = words.rpartition("万")
    return _below_a_myriad(thousands) * 10000 + _below_a_myriad(rest) if words else None


def _below_a_myriad(words: str) -> int:
    total = digit = 0
    for sign in words:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += _SHORT_TENS.get(sign) or (digit or 1) * _TENS.get(sign, 1)
            digit = 0
    return total + digit


def _digit_by_digit(words: str) -> int | None:
    if not words or set(words) - set(_DIGITS):
        return None
    return int("".join(str(_DIGITS[sign]) for sign in words))
