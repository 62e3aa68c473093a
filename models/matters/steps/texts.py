"""What is said about matters of any kind."""

from collections.abc import Sequence


def second_needed(shown: str) -> str:
    """Return to the first of two that a second person is needed."""
    return f"记下了，{shown} 需第二人确认，已请另一位同志再办一次；在那之前没有改动。"


def second_asked(shown: str, title: str, word: str) -> str:
    """Return to the others that one of them is needed."""
    return f"{shown} {title}，已有一位同志办了，需第二人确认。核对属实就发“{word} {shown}”。"


def waits(word: str, lines: Sequence[tuple[str, str]]) -> str:
    """Return what waits for somebody, as (number, line), when a word alone does not say which is meant."""
    if not lines:
        return nothing(word)
    listed = [f"{shown} {line}" for shown, line in lines]
    first = lines[0][0]
    return "\n".join(
        [f"等您办的有 {len(lines)} 件：", *listed, f"要办哪件就带上编号，例如“{word} {first}”。没有改动。"]
    )


def nothing(word: str) -> str:
    """Return that nothing waits for a word of this person."""
    return f"现在没有等您“{word}”的事。有编号的话带上编号再发一次。"


def not_for(shown: str, word: str) -> str:
    """Return that a number knows no such word."""
    return f"{shown} 不能用“{word}”，没有改动。请核对编号。"
