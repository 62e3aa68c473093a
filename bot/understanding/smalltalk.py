"""Thanks, greetings and nods: a human answer, or peace."""

import re

from bot import texts

_SIGNS = r"[\s,，。.!！~～、?？的了哈啊呀哦嘛啦\U0001f300-\U0001faff\u2600-\u27bf]*"
_THANK = r"(?:谢谢您?你?|多谢|感谢|谢啦?|辛苦您?你?|麻烦您?你?|thanks?|thx|🙏|\[抱拳\])"
_GREET = (
    r"(?:你好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|晚安|早|"
    r"在吗|在不在?|有人吗|hi|hello|嗨|哈喽|新年好|节日快乐)"
)
_ASSENT = (
    r"(?:收到|好|好[滴嘞嘛]|没事|莫事|巴适|安逸|中|嗯+|哦+|噢|行|要得|可以|知道|晓得|明白|ok|okay|哈+|嘿+|呵+|没事|"
    r"不客气|再见|拜拜|\[\w+\]|👌|👍)"
)
_NEVER_MIND = r"(?:算了|不用了?|不弄了|不管了|没啥|没什么事?|没得事)"
_DROPPED = re.compile(rf"(?:{_SIGNS}{_NEVER_MIND})+{_SIGNS}")
_THANKS = re.compile(rf"(?:{_SIGNS}{_THANK})+{_SIGNS}", re.I)
_GREETING = re.compile(rf"{_SIGNS}{_GREET}{_SIGNS}", re.I)
_NOD = re.compile(rf"(?:{_SIGNS}{_ASSENT})+{_SIGNS}|{_SIGNS}", re.I)

_WORDS = re.compile("[一-龥]")


def small_talk(text: str, name: str) -> str | None:
    """Return the answer to small talk, an empty one for peace; None when it is something else."""
    if _THANKS.fullmatch(text):
        return texts.welcome_back()
    if _GREETING.fullmatch(text):
        return texts.greeting(name)
    if _DROPPED.fullmatch(text):
        return texts.never_mind()
    return "" if _NOD.fullmatch(text) else None


def is_talk(text: str) -> bool:
    """Return whether there are words in it at all, not only signs."""
    return _WORDS.search(text) is not None
