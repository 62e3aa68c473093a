"""Changing duty in words: who takes which shift, said to each from where he stands."""

import re
from collections.abc import Iterator, Sequence

from models.duty.roster.rules import Party
from models.duty.roster.texts import NEW_PICTURE, slot_name
from models.duty.swaps.rules import Fault, Swap, SwapState
from models.machine.delivery.rules import Button
from models.values.wording import whole

# What a request is called in a list of what waits.
TITLE = "换班"
WHICH_SHIFT = "想换哪天的班？说“5月3日”或“5月3日 姓名”就行（对方的日子可以再写一个日期）。"
NOTHING_ASKED = "没有去问谁，班没动。"
HOW_TO_STAND_IN = "想顶哪天的班？这样发：顶班 5月3日上午；替某位同志顶，后面加上姓名。"
HOW_TO_BE_RELIEVED = "想请人顶您的班，发“换班 5月3日 姓名”，我去问他；来不了也可以发“请假 5月3日”，由书记安排人。"
WHY_VOID = {Fault.MOVED: "班刚才有人动过", Fault.BEGUN: "那一班已经开始"}

# Bare words that agree, and that decline.
_ROUND = " \t\n，。！!,.~～、的嘛吧哈哦噢啊呀"
agrees = whole("要得|好|可以|得?行|没问题|嗯嗯?", around=_ROUND)
declines = whole("不得?行|不可以|要不得|我?来不了|不方便|不换|换不了|不能换", around=_ROUND)
# Who tells that it has been settled: 我和罗书记换了，12月10日下午我值.
SAYS_SETTLED = re.compile(r"[和跟与][^,，。]{2,6}?(?:已经)?换(?:好|过)?了|已经换(?:好|过)了?")
# Who looks for one to take his own turn: 我后天看病，班哪个帮我顶下.
LOOKS_FOR_ONE = re.compile(r"(?:哪个|谁|哪位|有没有人|有人)[^,，。]{0,4}(?:帮|替)[我咱][^,，。]{0,3}(?:顶|值|上|代|坐)")


def arrangement(swap: Swap, reader: Party | None = None) -> str:
    """Return who takes which shift, with 您 for the reader."""
    taker, giver = ("您" if party == reader else party.name for party in (swap.taker, swap.giver))
    back = f"，{slot_name(swap.back)}由{giver}值" if swap.back else ""
    return f"{slot_name(swap.slot)}由{taker}值{back}"


def _asked(swap: Swap) -> str:
    return (
        f"我去问{swap.other.name}（{swap.name}）：{arrangement(swap, swap.asker)}。"
        "对方同意后才算数，之前班次不变；要收回发“撤回换班”。"
    )


def waits(swap: Swap) -> str:
    """Return that a request of one's own waits, beside one's turns."""
    return f"换班 {swap.name} 等{swap.other.name}答复：{arrangement(swap, swap.asker)}。"


def _please_answer(swap: Swap) -> str:
    return (
        f"{swap.asker.name}想和您商量值班（{swap.name}）：\n{arrangement(swap, swap.other)}。"
        f"方便就回“同意 {swap.name}”，不方便回“不同意 {swap.name}”，都没关系。"
    )


def buttons(swap: Swap) -> tuple[Button, ...]:
    """Return the buttons under a request that is still to be answered."""
    words = (f"同意 {swap.name}", f"不同意 {swap.name}") if swap.state is SwapState.ASKED else ()
    return tuple(Button(word, word) for word in words)


def _settled(swap: Swap, reader: Party) -> str:
    return f"换好了（{swap.name}）：{arrangement(swap, reader)}。提醒跟着改，谢谢。"


def settled_already(swap: Swap, reader: str) -> str:
    """Return to one of the two that what he tells of stands on the roster."""
    me = swap.asker if swap.asker.userid == reader else swap.other
    return f"已经换好了（{swap.name}）：{arrangement(swap, me)}，不用再办。"


def filled(swaps: Sequence[Swap]) -> str:
    """Return to the secretary which empty turns somebody has taken."""
    return f"空缺有人了：{'、'.join(slot_name(one.slot) for one in swaps)}由{swaps[0].taker.name}顶班。{NEW_PICTURE}"


def _for_the_secretary(swap: Swap) -> str:
    return f"值班有调整（{swap.name}，双方已同意）：{arrangement(swap)}。{NEW_PICTURE}"


def _declined(swap: Swap) -> str:
    shift = slot_name(swap.slot)
    return f"{swap.other.name}这次不方便（{swap.name}），{shift}没有变动。可以再问问别人。"


def void(swap: Swap) -> str:
    """Return why a request is worth nothing any more."""
    why = WHY_VOID[swap.fault] if swap.fault else ""
    shift = slot_name(swap.slot)
    return f"{swap.name} 换不成了：{shift}，{why}。还想换，再发一次“换班”。"


def said_to_asker(swap: Swap) -> str:
    """Return what the one reads at once who asked, offered or took a shift."""
    if swap.was_empty:
        return f"谢谢，{slot_name(swap.slot)}由您顶上，已登记，提醒会发给您。"
    if swap.state is SwapState.VOID:
        return void(swap)
    # Who asks for what the other has asked him for agrees to it, and is the other of that request.
    return _asked(swap) if swap.state is SwapState.ASKED else _settled(swap, swap.other)


def answered(swap: Swap) -> str:
    if swap.state is SwapState.ACCEPTED:
        return _settled(swap, swap.other)
    return void(swap) if swap.state is SwapState.VOID else f"好的，这就告诉{swap.asker.name}，班没动。"


def withdrawn(swap: Swap) -> str:
    return f"{swap.name} 已撤回，班没动。"


def line(swap: Swap) -> str:
    return f"· {swap.name} {swap.asker.name}问{swap.other.name}：{arrangement(swap)}"


def to_others(swap: Swap, speaker: str) -> Iterator[tuple[str, str]]:
    """Yield (userid, text) for everybody who has to know what became of a request, but for the one who spoke."""
    said = {party.userid: _for_the_secretary(swap) for party in swap.secretaries} | dict(_to_the_two(swap))
    return ((userid, text) for userid, text in said.items() if userid != speaker)


def _to_the_two(swap: Swap) -> Iterator[tuple[str, str]]:
    if swap.state is SwapState.ASKED:
        yield swap.other.userid, _please_answer(swap)
    elif swap.state is SwapState.ACCEPTED:
        yield swap.asker.userid, _settled(swap, swap.asker)
        yield swap.other.userid, _settled(swap, swap.other)
    elif swap.state is SwapState.CANCELLED:
        yield swap.other.userid, f"{swap.asker.name}把换班 {swap.name} 收回了，不用再答复，班没动。"
    else:
        yield swap.asker.userid, void(swap) if swap.state is SwapState.VOID else _declined(swap)
