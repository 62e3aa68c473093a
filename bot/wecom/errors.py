"""What an answer of WeCom means for the message that caused it: one table."""

from enum import Enum


class Meaning(Enum):
    """Classes of failure; the outbox has one treatment for each."""

    NOT_SENT = "没有发出"
    TOKEN = "令牌失效"
    THROTTLED = "被限流"
    CONFIGURATION = "设置不对"
    BAD_DESTINATION = "收不到"
    BAD_CONTENT = "内容不合格"
    UNKNOWN_FATE = "不知是否发出"
    UNKNOWN_CODE = "未知错误码"


# Source: platform page 90313 and the field reports named in docs/operate.md.
CODES: dict[int, Meaning] = {
    **dict.fromkeys((-1, 6000), Meaning.NOT_SENT),
    **dict.fromkeys((40001, 40014, 42001), Meaning.TOKEN),
    **dict.fromkeys((45009, 45033), Meaning.THROTTLED),
    **dict.fromkeys(
        (60020, 48002, 48006, 301002, 50001, 50003, 40013, 40056, 40091, 41002, 41004, 60031),
        Meaning.CONFIGURATION,
    ),
    **dict.fromkeys(
        (40003, 40031, 46004, 50002, 60011, 60021, 60111, 81012, 81013, 82001),
        Meaning.BAD_DESTINATION,
    ),
    **dict.fromkeys((86001, 86003, 86008, 86217, 40050), Meaning.BAD_DESTINATION),
    **dict.fromkeys((93000, 93001, 93004, 93006, 93008, 93019), Meaning.BAD_DESTINATION),
    **dict.fromkeys(
        (40007, 40008, 40033, 40035, 40058, 40063, 40201, 40204, 40206, 44004, 45002, 45008, 82004, 93017),
        Meaning.BAD_CONTENT,
    ),
    # A picture or file of the wrong type or size.
    **dict.fromkeys((40004, 40005, 40006, 40009, 40011, 40123, 44001, 45001, 45007, 93018), Meaning.BAD_CONTENT),
    # A card that breaks a rule, or that no press could come back from.
    **dict.fromkeys((43012, *range(42014, 42021), *range(42027, 42052)), Meaning.BAD_CONTENT),
}


class WeComError(Exception):
    """A call that did not succeed; for the outbox, never for a person."""

    def __init__(self, meaning: Meaning, code: int | None, note: str, *, wait: float | None = None) -> None:
        """Keep what the outbox decides by.

        Args:
            meaning: the class of failure.
            code: WeCom's errcode, None when it never answered one.
            note: WeCom's own words, at most 300 characters, without secrets.
            wait: seconds the answer asked to wait (Retry-After).
        """
        super().__init__(f"{meaning.name} {code} {note}")
        self.meaning = meaning
        self.code = code
        self.note = note[:300]
        self.wait = wait


def error_for(code: int, errmsg: str) -> WeComError:
    """Return the error for a non-zero errcode; an unknown code is never repeated by itself."""
    return WeComError(CODES.get(code, Meaning.UNKNOWN_CODE), code, errmsg)
