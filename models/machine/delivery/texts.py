"""Delivery in words: broadcasts and their fates, for the district."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from models.machine.delivery.rules import FATE_NAMES, Fate, Summary, Trouble
from models.values.listing import Row
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.showing import show_hour
from models.values.wording import holds

# Who looks after the machine asks whether everything goes out: 有没有发不出去的消息, 今天系统正常不.
asks_unsent = holds(
    r"(?:有没有|有哪些|还有)[^,，。]{0,6}(?:发不出去?|没[发送]出?去?)的?|系统[^,，。]{0,4}(?:正常|好)[不吗没]"
)

# More than a phone's page shows.
WAITS_SHOWN = 8
# How whoever gets something that comes of itself has less of it.
LESS = "嫌多就发“提醒少一点”，不想收就发“不要提醒”"
GROUPS, PEOPLE = ("群", "个"), "人"
LEDGER = "消息台账"
LEDGER_COLUMNS = ("投递号", "时间", "事项", "文字", "文字送达", "图片和文件", "图片和文件送达")
LESS_DUTY = "嫌多就发“提醒少一点”，一周只说一次"
LESS_ONCE = "每到一步只说这一次"
LESS_PRESENCE = "值守期或开了到岗提醒的村才问；不想要，请书记发“值班设置 到岗提醒 关”"
LESS_LIST = "一个月一次；嫌多就发“投诉建议 红榜太多”，区里看了给您回话"
LESS_NOTICE = "嫌多就跟书记说一声"


def from_source(source: str, less: str) -> str:
    """Return the line under what comes of itself: from where, and how to have less of it."""
    return f"\n——{source}，{less}。"


def _count(told: Summary) -> str:
    """Return the fate of a broadcast's texts, and apart from them that of its pictures and files."""
    counts = [("", told.fates), ("图片和文件 ", told.enclosed)]
    return "；".join(what + _fates(fates) for what, fates in counts if fates)


def _fates(fates: Mapping[Fate, int]) -> str:
    total = sum(fates.values())
    others = [f"{FATE_NAMES[fate]} {count}" for fate, count in fates.items() if fate is not Fate.SENT]
    return "，".join([f"{fates.get(Fate.SENT, 0)}/{total} 已送达", *others])


def ledger_rows(told: Sequence[tuple[Summary, datetime]]) -> list[Row]:
    """Return the rows of the ledger, one for each broadcast, with the local moment at which it was made."""
    return [
        (
            Sign.BROADCAST.show(one.number),
            f"{at:%Y-%m-%d %H:%M}",
            one.title,
            sum(one.fates.values()),
            one.fates.get(Fate.SENT, 0),
            sum(one.enclosed.values()),
            one.enclosed.get(Fate.SENT, 0),
        )
        for one, at in told
    ]


def one_broadcast(
    told: Summary, created: datetime, last: datetime | None, troubles: Sequence[str], *, resends: bool
) -> str:
    """Return the fate of every message of one broadcast, exceptions line by line."""
    lines = [f"{Sign.BROADCAST.show(told.number)} {told.title}：{_count(told)}"]
    lines.append(f"开始发 {created:%m-%d %H:%M}" + (f"，最后一条 {last:%m-%d %H:%M:%S}" if last else ""))
    lines += troubles[:15]
    if troubles and resends:
        lines.append(f"要再发一次没有确认送达的，发“重发 {Sign.BROADCAST.show(told.number)}”。")
    return "\n".join(lines)


def trouble(one: Trouble, name: str) -> str:
    """Return one message that did not surely arrive, to whom or which group."""
    what = "的图片或文件" if one.enclosed else ""
    return f"· {name or '已不在册的群'}{what}：{FATE_NAMES[one.fate]}" + (f"（{one.note}）" if one.note else "")


def broadcast_list(told: Sequence[Summary]) -> str:
    """Return the newest broadcasts, one line each."""
    if not told:
        return "还没有主动发过消息。"
    lines = [f"{Sign.BROADCAST.show(one.number)} {one.title}：{_count(one)}" for one in told]
    return "\n".join([*lines, f"看一批：发“投递 {Sign.BROADCAST.show(told[0].number)}”。"])


NOTHING_WAITS = "没有等着送的，说过的都送出去了。"


def waits(name: str, goes: datetime, today: date, stopped_by: str) -> str:
    """Return where something that waits goes, when, and how it is taken back, if by a command of its own."""
    back = f"，不想发了发“{stopped_by}”" if stopped_by else ""
    return f"· 给{name or '一位同志'}：{show_hour(goes, today)}{back}"


def waiting_list(lines: Sequence[str], *, hurries: bool, stops: bool) -> str:
    """Return what waits for its hour, and what can be done about it until then; empty when nothing does."""
    if not lines:
        return ""
    shown = [*lines[:WAITS_SHOWN], *([f"……一共 {len(lines)} 条"] if len(lines) > WAITS_SHOWN else [])]
    ways = ["等不到那时发“现在送”。"] if hurries else []
    ways += ["群里的不想发了，发“收住”。"] if stops else []
    return "\n".join(["还没送的：", *shown, "".join([*ways, "以后班或假有变动，到时按变动后的说。"])])


def hurried(count: int, left: int) -> str:
    """Return how many messages go now; the others are left for the morning."""
    if not count:
        return NOTHING_WAITS if not left else "夜里只有赶早的班才叫人，别的明早送到。急的话请打个电话。"
    return f"好的，{count} 条现在就送。" + (f"另外 {left} 条不赶早，明早再送。" if left else "")


def stopped(count: int, others: Sequence[str]) -> str:
    """Return how many postings are not made; others are taken back by a command of their own."""
    said = f"好的，{count} 条不发了。" if count else "没有等着发到群里的。" if not others else ""
    return said + "".join(f"通知要收住，发“{one}”。" for one in others)


def urgent(shown: str, count: int) -> str:
    """Return how many messages of a broadcast or a notice the district lets go at once."""
    return f"{shown} 的 {count} 条现在就发，原因记下了。" if count else f"{shown} 没有等着发的。"


def no_such_broadcast(number: int) -> str:
    """Return that there is no broadcast of that number."""
    return f"没有 {Sign.BROADCAST.show(number)} 这一批。发“投递”看最近几批。"


def resent(number: int, count: int) -> str:
    """Return how many messages were queued again."""
    if not count:
        return f"{Sign.BROADCAST.show(number)} 没有要重发的。"
    return f"{Sign.BROADCAST.show(number)} 再发 {count} 条，过会儿发“投递 {Sign.BROADCAST.show(number)}”看结果。"


def group_broken(group: str) -> str:
    """Return what a unit's secretary is told when its group can no longer be reached."""
    return (
        f"“{group}”的群机器人收不到消息了，可能被人删了。请在群里重新添加，把新地址整段私下发给我，之前的内容不会丢。"
    )


def robot_back(group: str, signs: str) -> str:
    """Return to who gave a new address that it does not work, and that the one before it is used again."""
    wrong = f"“{group}”新记的群机器人地址（结尾 {signs}）发不出去"
    return f"{wrong}，还是用原来那个，群里照常。要换的话，把新地址整段再私下发我一次。"


def not_drawn(name: str) -> str:
    """Return to whoever asked for a picture or page that it could not be drawn."""
    return f"{name.rpartition('.')[0]}没能画出来，内容都在，请过一会儿再发一次。"


def each_group(counts: Sequence[tuple[str, int]], by_hand: int) -> str:
    """Return how much each group got that got anything, and how much of it somebody wanted there."""
    if not counts:
        return ""
    named = "、".join(f"{name or '已不在册的群'} {count} 条" for name, count in counts)
    return f"　有人让发的 {by_hand} 条，别的到点自动发。各群：{named}"


def load(month: Month, shown: Mapping[tuple[str, str], Sequence[int]], groups: str, saved: int, asked: int) -> str:
    """Return what groups got in a month, what came of itself to people by roles, and what joining it has saved."""
    lines = [
        f"{name} {len(got)} {unit}：共 {sum(got)} 条，平均 {sum(got) / len(got):.1f} 条，最多 {max(got)} 条"
        for (name, unit), got in shown.items()
    ]
    return "\n".join(
        [
            f"减负报告 {month.name}：群里收到的都算，个人算机器人主动发的",
            *filter(None, [*lines[:1], groups, *lines[1:]]),
            f"几件事并成一条，少发了 {saved} 条；帮人捎话、请人答复的有 {asked} 件，不在上面。",
            "别人问了才答的不算。嫌多的人发“提醒少一点”就行。",
        ]
    )


def load_gone(days: int) -> str:
    return f"发过的消息只留 {days} 天，这个月的已经没有了。"
