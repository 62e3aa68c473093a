"""What waits for somebody, in words."""

from collections.abc import Sequence
from datetime import date

from models.matters.pending.rules import Waits
from models.values.showing import show_date, show_long_day

PAGE_LINES, CHOICES_MOST = 12, 6


def to_do(found: Sequence[Waits], today: date, asked: Sequence[str] = ()) -> str:
    """Return all that waits for somebody, a page of it, each with what to send, and what he waits for himself."""
    others = [f"您请别人办、还没回音的有 {len(asked)} 件：", *asked[:PAGE_LINES]] if asked else []
    if not found:
        return "\n".join(["现在没有等您办的事，辛苦了。", *others])
    left = len(found) - PAGE_LINES
    more = [f"还有 {left} 件，办完这些再发“待办”接着看。"] if left > 0 else []
    return "\n".join(
        [f"等您办的有 {len(found)} 件：", *(_line(one, today) for one in found[:PAGE_LINES]), *more, *others]
    )


def _line(one: Waits, today: date) -> str:
    shown = show_long_day if one.due and one.due.year != today.year else show_date
    due = f"，{shown(one.due)}前" if one.due and show_date(one.due) not in one.line else ""
    sent = f"。发“{one.word} {one.said}".rstrip() + "”" if one.word else ""
    return f"{one.said} {one.line}{due}{sent}".lstrip()


def by_word(word: str, found: Sequence[Waits]) -> str:
    """Return what waits for a word, when the word alone does not say which is meant."""
    if not found:
        return nothing(word)
    listed = [f"{one.said} {one.line}" if one.said else f"{one.line}。发“{one.word}”看" for one in found]
    numbers = [one.said for one in found if one.said]
    how = f"先都没动，要办哪件就带上编号，例如“{word} {numbers[0]}”。" if numbers else "先都没动。"
    return "\n".join([f"您可以“{word}”的有 {len(found)} 件：", *listed, how])


def taken_for(word: str, one: Waits, words: str, *, only: bool) -> str:
    return f"等您“{word}”的{'只有' if only else '是'}这一件：{one.said} {one.line}。您说的是：{words}"


def said_plainly(line: str, one: Waits) -> str:
    """Return which line was said plainly, and what it is about."""
    return f"您是说“{line}”（{one.line}）。"


def which_of(said: str, lines: Sequence[str], shown: Sequence[str]) -> str:
    """Return which of several things may be meant, each with the line that it would get."""
    listed = [f"{at} {line}（{of}）" for at, (line, of) in enumerate(zip(lines, shown, strict=True), start=1)]
    return "\n".join([f"“{said}”说的是哪一件？", *listed, "回数字我就办，都不是就不用管，什么都没动。"])


def nothing(word: str) -> str:
    """Return that nothing waits for a word of this person."""
    return f"现在没有等您“{word}”的事。有编号的话带上编号再发一次。"


def month_line(count: int) -> str:
    """Return how much waits for somebody."""
    return f"等您办的：{count} 件，发“待办”看" if count else "等您办的：没有"
