"""Complaints and suggestions in words."""

from models.values.numbers import Sign


def received(number: int) -> str:
    """Return the thanks and the number."""
    return f"收到，谢谢（{Sign.FEEDBACK.show(number)}）。区里的同志会看，群里看不到。想要回话，请写上您的名字。"


def forwarded(number: int, who: str, text: str) -> str:
    """Return what the district's officers read."""
    return f"收到一条投诉建议 {Sign.FEEDBACK.show(number)}（{who}）：\n{text}"
