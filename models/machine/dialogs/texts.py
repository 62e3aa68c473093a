"""Dialogs in words."""


def cancelled(left: str) -> str:
    """Return that a question was dropped, and what stands."""
    return left if left.startswith("好的") else f"好的，不问了。{left}"


def again(question: str) -> str:
    """Return the question asked again after something else was answered."""
    return f"刚才在问：{question}"


def rephrased(question: str) -> str:
    """Return the question after an answer that could not be read."""
    return f"没听明白。{question}\n不想回答就说“取消”。"


def explained(question: str) -> str:
    """Return what is being asked, to somebody who asks for help, and how to leave it."""
    return f"正在问您：{question}\n不想回答就说“取消”；要办别的，直接说就行。"


def given_up(left: str) -> str:
    """Return that the question is not asked a further time, and what stands."""
    return f"先不问了。{left.removeprefix('好的，')}"


NOTHING_OPEN = "现在没有在问的事，不用取消。"


NOTHING_ASKED = "现在没有在问的事，什么都没办。要办什么，说一声就行。"
