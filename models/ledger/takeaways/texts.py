"""Taking lists away, in words."""

from collections.abc import Collection

from models.values.refusal import Refusal

EXPORT, PRINT = "导出", "打印"


class NothingToTake(Refusal):
    """The asker may take nothing away."""

    text = "可以{verb}的台账由书记用，没有生成文件。公开的内容发“值班表”“红榜”就能看，带图片。"


class UnknownLedger(Refusal):
    """No such list, or not for the asker."""

    text = "没有这样一份，没有生成文件。您可以{verb}的有：{known}。例如“{verb} {first} 11月”。"


class EmptyLedger(Refusal):
    """There is nothing in the list of that month."""

    text = "{month}的{word}还是空的，没有生成文件。换个月份再试试。"


class NoPage(Refusal):
    """The page could not be drawn."""

    text = "{word}这一页没画出来，内容都在，请稍后再发一次。"


def ready(name: str) -> str:
    """Return that a file follows."""
    return f"{name} 做好了，马上私下发给您。里面有姓名的请收好，不往群里转。"


def listed(words: Collection[str]) -> str:
    """Return which lists there are."""
    return "、".join(words)
