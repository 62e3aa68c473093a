"""The list of contacts in words."""

from collections.abc import Mapping, Sequence

TITLE, SHOWN_MOST = "通讯录", 20


def too_many(missing: int, known: int) -> str:
    """Return the alarm that an answer was not believed."""
    return (
        f"企业微信通讯录里这次少了 {missing} 人（应有 {known} 人），多半是应用的可见范围改过，所以一个也没停。\n"
        "请到管理后台看看应用的可见范围；确实都走了，由区里发“确认离开”。"
    )


def to_confirm(people: Sequence[tuple[str, str]]) -> str:
    """Return who would count as gone: (name, unit)."""
    names = "、".join(f"{name}（{unit}）" for name, unit in people[:SHOWN_MOST])
    more = f"等 {len(people)} 人" if len(people) > SHOWN_MOST else ""
    return f"通讯录里已经没有：{names}{more}。按离开办：他们的消息不再接，职务到今天为止，空出来的事告诉书记。"


def too_many_at_once(by_unit: Mapping[str, int]) -> str:
    """Return that nobody counts as gone yet, and how to choose, of too many by {unit: how many}."""
    units = "、".join(f"{unit} {count} 人" for unit, count in by_unit.items())
    first = next(iter(by_unit))
    return (
        f"通讯录里没了 {sum(by_unit.values())} 人，太多了，一个也没停：{units}。"
        f"多半是应用的可见范围改过，先到管理后台看看。\n"
        f"确实走了的，一个单位一个单位来，例如“确认离开 {first}”，也可以写姓名。"
    )


def enough_today(done: int, most: int) -> str:
    """Return that more than one officer may take for gone in a day is another officer's."""
    return (
        f"今天您已经按离开办了 {done} 人，一位同志一天最多 {most} 人，这次一个也没停。"
        "确实都走了的，请区里另一位同志看过，再发“确认离开”；没有另一位的，明天接着办。"
    )


def waiting(count: int) -> str:
    """Return what stands in the list of what waits about people whom the list of contacts names no more."""
    return f"通讯录里没了 {count} 人，看看是不是都走了"


def confirmed(count: int) -> str:
    """Return that they count as gone."""
    return f"好的，{count} 人按离开办了。空出来的岗位和班次会告诉各自的书记，清单在他们的“待办”里。"


def renamed(name: str, before: str, now: str) -> str:
    """Return that somebody has another account."""
    return f"{name}在企业微信换了账号：{before} → {now}，名册已经跟着改，记录都在。不是同一个人的话，发“改人”改回去。"
