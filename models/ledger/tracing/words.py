"""How people ask who has changed the books about people; pure."""

import re

_WHO = r"(?:是)?(?:哪个|哪位|谁)"
_CHANGED = r"(?:动|改|调|换|弄|删|加)"
_ROLL = re.compile(
    rf"(?:{_WHO}.{{0,3}}{_CHANGED}[了过]?.{{0,4}}(?:名册|花名册)|(?:名册|花名册).{{0,4}}{_WHO}.{{0,3}}{_CHANGED}.{{0,2}}|"
    r"名册.{0,4}(?:改了|动了)(?:些?什么|哪些|啥子?))"
)
_ME = re.compile(rf"{_WHO}(?:把|将|给)我.{{0,6}}(?:{_CHANGED}|放|划|分|转|写|登记)(?:到|成|进|在|去)?.{{0,10}}")


def asks_who_changed(text: str) -> bool | None:
    """Return whether a whole text asks who changed the books: True of the speaker, False of all; None for others."""
    said = text.strip(" ，。,.?？!！吗嘛呢哦啊的")
    return True if _ME.fullmatch(said) else False if _ROLL.fullmatch(said) else None
