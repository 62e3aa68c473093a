"""Talks in words."""

from collections.abc import Sequence

from models.library.talks.rules import BOOKING, NEXT_FREE, Booking, BookingState, HalfDay, Offered

NONE_YET = "还没有人登记讲课。愿意讲的同志私聊发“可讲 讲创业”，再发“可讲时间 12月8日上午”。"
NO_TIMES = "好的，先不安排您讲课。已经约好的不变，来不了发“撤回”加编号。"


def _slots(slots: Sequence[HalfDay]) -> str:
    return "、".join(one.name for one in slots)


def _shown(one: Booking) -> str:
    return f"{one.code} {one.unit} {one.slot.name} {one.topic}（{one.speaker}）"


def _when(one: Offered) -> str:
    return f"{_slots(one.free[:NEXT_FREE])}有空" if one.free else "还没说哪天有空"


def next_free(offer: Offered) -> str:
    """Return when a speaker is free next."""
    if not offer.free:
        return f"{offer.speaker}往后还没有登记有空的时间，可以请他发“可讲时间”。"
    return f"接下来有空的：{_slots(offer.free[:NEXT_FREE])}。"


def topics(mine: Sequence[str]) -> str:
    """Return to a speaker what he speaks about from now on."""
    if not mine:
        return "好的，不再请您讲课了。已经约好的不变，来不了发“撤回”加编号。谢谢您。"
    return (
        f"谢谢您。您讲：{'、'.join(mine)}。"
        f"哪些时候有空，发“可讲时间 12月8日上午 12月10日下午”；不讲了发“不讲了 {mine[0]}”。"
    )


def times(free: Sequence[HalfDay]) -> str:
    """Return to a speaker when he is free."""
    return f"谢谢，记下了：{_slots(free)}。有变化重发一次，以最后一次为准。" if free else NO_TIMES


def listed(found: Sequence[Offered], unseen: Sequence[str], ahead: Sequence[Booking]) -> str:
    """Return which talks are ahead, who speaks about what and when, and, to an office, where nobody has this year."""
    coming = [f"{_shown(one)}，{BOOKING.states[one.state]}" for one in ahead]
    lines = [f"{one.topic}：{one.speaker}（{one.unit}），{_when(one)}" for one in found]
    way = [f"约一堂，书记发“预约党课 12月8日上午 {found[0].topic}”。"] if found else [NONE_YET]
    left = [f"今年还没讲到的：{'、'.join(unseen)}。"] if unseen else []
    first = ["约好的：", *coming] if coming else []
    return "\n".join([*first, *(["能请来讲的："] if found else []), *lines, *way, *left])


def asked(booked: Sequence[Booking]) -> str:
    """Return to whoever booked what was asked of the speaker."""
    head = "好的，我去问讲师，他回了就告诉您："
    return "\n".join([head, *map(_shown, booked), f"来不了、不讲了，发“撤回 {booked[0].code} 原因”。"])


def tour(topic: str, stops: Sequence[tuple[str, HalfDay]]) -> str:
    """Return a tour before it is asked for."""
    return "\n".join([f"巡讲 {topic}，{len(stops)} 站：", *(f"{slot.name} {unit}" for unit, slot in stops)])


def please_come(one: Booking) -> str:
    """Return to a speaker who asks him."""
    return (
        f"{one.unit}想请您{one.slot.name}去讲“{one.topic}”（{one.code}）。"
        f"去得了发“同意 {one.code}”，去不了发“不同意 {one.code}”，不用说原因。"
    )


def you_receive(one: Booking) -> str:
    """Return to a village that a tour comes to it."""
    return f"巡讲安排到{one.unit}：{_shown(one)}，讲师同意了再告诉您。那天不合适，发“撤回 {one.code} 原因”。"


def decided(one: Booking, step: str, reason: str) -> str:
    """Return to the other side what became of a talk."""
    return {
        "agree": f"{_shown(one)}：{one.speaker}答应来了。",
        "decline": f"{_shown(one)}：{one.speaker}这次来不了。发“讲课”看别的时候和别的同志。",
        "cancel": f"{_shown(one)} 取消了：{reason or '讲师不在这边了'}。",
    }[step]


def answered(one: Booking, step: str) -> str:
    """Return to whoever took a step what follows."""
    return {
        "agree": f"谢谢您，{_shown(one)} 定了。临时去不了，发“撤回 {one.code} 原因”。",
        "decline": f"好的，{one.code} 不去，会告诉{one.unit}。",
        "cancel": f"好的，{one.code} 取消了，也会告诉对方。",
    }[step]


def reminder(one: Booking) -> str:
    """Return what the speaker and the village are told some days before."""
    answer = f"还没回话的，发“同意 {one.code}”就定了。" if one.state is BookingState.ASKED else ""
    return f"快到讲课的日子了：{_shown(one)}，{BOOKING.states[one.state]}。{answer}有变化发“撤回 {one.code} 原因”。"


def how_many(one: Booking) -> str:
    """Return to the village the question how many came."""
    ways = f"发“听课 {one.code} 35人 大家怎么说”，谢谢也替您带到；没讲成发“撤回 {one.code} 没讲成”。"
    return f"{_shown(one)}，讲完了吗？{ways}"


def held(one: Booking) -> str:
    """Return to the village that the talk is on record."""
    return (
        f"记下了：{_shown(one)}，{one.attended} 人听课，替您谢谢{one.speaker}。"
        f"也记作本支部 {one.slot.name[:-2]}的党课；谁没来，补一句“党课 {one.slot.name[:-2]} 缺席 …”，评星也用它。"
    )


def thanks(one: Booking, words: str) -> str:
    """Return thanks to the speaker."""
    said = f"他们说：{words}。" if words else ""
    return f"谢谢您：{one.unit} {one.attended} 位同志听了您的“{one.topic}”。{said}辛苦了。"


def line(title: str) -> str:
    """Return a talk in the list of what waits."""
    return f"讲课“{title}”"


def over(one: Booking) -> str:
    """Return in a list that a talk is over, and how many came is to be told."""
    return f"{one.slot.name}的“{one.topic}”讲完了，报个人数"
