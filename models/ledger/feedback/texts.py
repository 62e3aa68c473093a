"""Complaints and suggestions in words."""

from models.values.numbers import Sign


def received(number: int) -> str:
    """Return the thanks and the number."""
    return f"谢谢，已收下（{Sign.FEEDBACK.show(number)}），私下转给区里负责的同志，不会出现在群里。"


def forwarded(number: int, who: str, text: str) -> str:
    """Return what the district's officers read."""
    return f"收到一条投诉建议 {Sign.FEEDBACK.show(number)}（{who}）：\n{text}"
