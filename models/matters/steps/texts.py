"""What is said about matters of any kind."""


def second_needed(shown: str) -> str:
    """Return to the first of two that a second person is needed."""
    return f"记下了，{shown} 要两个人办，还请另一位同志再办一次；在那之前先不变。"


def second_asked(shown: str, title: str, word: str) -> str:
    """Return to the others that one of them is needed."""
    return f"{shown} {title}，已经有一位同志点了头，还要一位。看过没错就发“{word} {shown}”。"


def not_for(shown: str, word: str) -> str:
    """Return that a number knows no such word."""
    return f"{shown} 不能用“{word}”。看看编号写对没有。"
