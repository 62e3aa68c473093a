"""Groups in words; of a robot's address only the last signs are ever said."""

from collections.abc import Sequence

from models.organisation.groups.rules import BINDING, GroupReach
from models.values.showing import show_date

SHOWN_MOST = 12
UNREACHABLE = "群机器人可能被人删了"
TRIAL = "大家好，我是村里的小助手，以后值班表、公示这些发到这个群里。有事在群里 @我 就行。"
HOW_TO_SPEAK = "在群里“添加群机器人”，复制它的地址，私下整段发给我就行。地址等于发言权，别发到群里。"


# Who holds the address can speak in the bot's place.
ADDRESS_IN_A_GROUP = (
    "机器人的地址等于发言权，别发到群里，请马上把这条撤回。这个地址没有存；"
    "请在群里把那个机器人删了重新添加，新地址让书记私下发给我。"
)


def group_number(chatid: str | None) -> str:
    """Return the number of a group, or where to ask for it."""
    return f"这个群的编号（chatid）是 {chatid}，大小写要照抄。" if chatid else "请到那个群里 @我 发“群号”，我在群里回。"


def title(unit: str) -> str:
    """Return what a binding is called."""
    return f"{unit}绑定群"


def group_name(unit: str, number: int) -> str:
    """Return what a group is called on the books: WeCom tells nobody its name."""
    return f"{unit}群" if number == 1 else f"{unit}群{number}"


def asked(number: int, unit: str) -> str:
    """Return in the group that the office above was asked."""
    shown = BINDING.sign.show(number)
    return (
        f"记下了（{shown}），请上级确认把这个群绑定到{unit}。在这个群里 @我，我听得到；能不能往群里发，确认以后再设。"
    )


def please_confirm(number: int, unit: str, who: str) -> str:
    """Return to the office above what waits for it."""
    shown = BINDING.sign.show(number)
    return (
        f"{shown} {who}在一个群里发了“绑定 {unit}”。请核对那个群确实是{unit}的，"
        f"是就发“同意 {shown}”，不是发“不同意 {shown} 原因”。"
    )


def bound(unit: str, name: str, robot: str, replaced: str) -> str:
    """Return that a group, which may have been another unit's under a name, is a unit's."""
    was = f"它原来是“{name}”，那边也会听到。" if name else ""
    return f"好的，这个群是{unit}的群了。{was}{_gone(replaced)}{_ways(robot)}"


def _gone(replaced: str) -> str:
    return f"旧的“{replaced}”不再用了。" if replaced else ""


def bound_elsewhere(number: int, unit: str, robot: str) -> str:
    """Return to whoever asked for it that the group is the unit's."""
    return f"{BINDING.sign.show(number)} 上级确认了，那个群是{unit}的群了。{_ways(robot)}"


def _ways(robot: str) -> str:
    speaks = f"群里原来的机器人（结尾 {robot}）接着用。" if robot else f"还没有，{HOW_TO_SPEAK}"
    return f"听：通了。说：{speaks}"


def taken_over(name: str, unit: str) -> str:
    """Return to those whose group it was that it is another unit's."""
    return f"“{name}”改绑给{unit}了。你们的消息往后不发到那里；要在别的群里发，到那个群里 @我 发“绑定”。"


def confirmed(number: int, unit: str) -> str:
    """Return to the office above that it is done."""
    return f"谢谢，{BINDING.sign.show(number)} 确认了，{unit}的群绑好了，提的人也会听到。"


def not_bound(number: int, unit: str, step: str, reason: str) -> str:
    """Return that nothing came of it."""
    shown = BINDING.sign.show(number)
    return f"{shown} 撤回了，没有绑定。" if step == "take_back" else f"{shown} {unit}的群没有绑定：{reason}"


def robot_entered(name: str, signs: str, replaced: str) -> str:
    """Return that a robot's address is kept, and is being tried."""
    return (
        f"好的，“{name}”的群机器人记下了（结尾 {signs}），正往群里试发一条。"
        f"{_gone(replaced)}群里看到就通了；看结果发“群”。"
    )


def lines(found: Sequence[GroupReach], without: Sequence[str]) -> str:
    """Return how each group is reached; of many only those that somebody has to see to."""
    mute = [one for one in found if not one.speaks]
    shown = found if len(found) <= SHOWN_MOST else mute[:SHOWN_MOST]
    more = f"还有 {len(mute) - len(shown)} 个发不出的，看一个村发“群 村名”。" if len(mute) > len(shown) else ""
    parts = [
        f"共 {len(found)} 个群，{len(found) - len(mute)} 个能往里发。" if len(found) > 1 else "",
        *map(_line, shown),
        more,
        _without(without),
        f"要能往里发：{HOW_TO_SPEAK}" if mute else "",
    ]
    return "\n".join(filter(None, parts))


def _without(units: Sequence[str]) -> str:
    if not units:
        return ""
    more = f"等 {len(units)} 个" if len(units) > SHOWN_MOST else ""
    return f"还没有群的：{'、'.join(units[:SHOWN_MOST])}{more}。到群里 @我 发“绑定 村名”就行。"


def mute(name: str) -> str:
    """Return what stands in the list of what waits about a group into which nothing can be posted."""
    return f"“{name}”现在发不进去"


def _line(one: GroupReach) -> str:
    heard = f"{show_date(one.heard)}有人 @过我" if one.heard else "这几天没人 @过我"
    said = f"{show_date(one.sent)}发过" if one.sent else "还没发过"
    back = "（新记的地址发不出去，还是用这个）" if one.is_back else ""
    speaks = f"群机器人结尾 {one.robot}{back}，{one.failed or said}" if one.robot else "还没有群机器人"
    return f"{one.name}（{one.unit}）　听：{heard}　说：{speaks}"
