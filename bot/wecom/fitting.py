"""Text made to fit the wire: bytes counted, characters never cut, nothing of a person's text acting as markup."""

import re

_MARKUP = str.maketrans({"<": "＜", ">": "＞", "`": "｀"})
_MARKDOWN = re.compile(r"([\\*_\[\]#~|])")
# What cannot be seen, turns the line round, opens a line of its own, or is forbidden in XML.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def plain(text: str) -> str:
    """Return the text without anything WeCom would read as a link, a mention or a colour.

    Our own sentences use no markup, so all of it comes from what people typed, such as a name "<@all>".
    """
    return _CONTROL.sub("", text.replace("\r\n", "\n")).translate(_MARKUP)


def plain_in_markdown(text: str) -> str:
    """Return `plain` text that also stays plain where WeCom shows Markdown (smart bot streams)."""
    return _MARKDOWN.sub(r"\\\1", plain(text))


def size(text: str) -> int:
    """Return the number of bytes of the text in UTF-8."""
    return len(text.encode())


def cut(text: str, limit: int) -> str:
    """Return the longest beginning of the text of at most `limit` bytes, never inside a character."""
    return text.encode()[:limit].decode(errors="ignore")


def split(text: str, limit: int) -> list[str]:
    """Return the text in pieces of at most `limit` bytes (16 or more), on line ends where possible."""
    pieces: list[str] = []
    rest = text
    while size(rest) > limit:
        piece = cut(rest, limit)
        ends = piece.rfind("\n")
        if ends > 0:
            piece = piece[:ends]
        pieces.append(piece)
        rest = rest[len(piece) :].removeprefix("\n")
    return [*pieces, rest] if rest or not pieces else pieces
