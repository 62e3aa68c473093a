"""Which kind of activity a question is about."""

from bot.language.categories import OTHER, lexicon
from bot.language.pattern import Pattern
from bot.language.pieces import Piece
from bot.language.values import Message

_WORDS_OF_ASKING = Pattern(r"服务|参加|活动|帮我|帮|做好事|志愿|公益|支部|记录|学习")


def find_category(message: Message) -> str | None:
    """Return the category that a question or a correction names."""
    code = lexicon().category(_WORDS_OF_ASKING.sub(" ", Piece(message).action))
    return None if code == OTHER else code
