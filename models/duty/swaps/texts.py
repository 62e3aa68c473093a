"""Changing duty in words: who takes which shift, said to each from where he stands."""

from collections.abc import Iterator

from models.duty.roster.texts import NEW_PICTURE
from models.duty.swaps.rules import Fault, Outcome, Party, SwapState
from models.machine.delivery.rules import Button
from models.values.numbers import Sign

WHY_VOID = {Fault.MOVED: "班次刚才已有变动", Fault.BEGUN: "那一班已经开始"}

_BARE = {
    **dict.fromkeys(("要得", "好", "可以", "行", "得行", "没问题", "嗯", "嗯嗯"), True),
    **dict.fromkeys(
        ("不得行", "不行", "不可以", "要不得", "来不了", "我来不了", "不方便", "不换", "换不了", "不能换"), False
    ),
}


def answer_in(text: str) -> bool | None:
    """Return whether bare words agree or decline, None when they are neither or more than that."""
    return _BARE.get(text.strip(" \t\n，。！!,.~～、").rstrip("的嘛吧哈哦噢啊呀"))


def _named(party: Party, reader: Party | None) -> str:
    return "您" if reader is not None and party.userid == reader.userid else party.name


def arrangement(told: Outcome, reader: Party | None = None) -> str:
    """Return who takes which shift, with 您 for the reader."""
    given = f"{told.shift}由{_named(told.taker, reader)}值"
    back = f"，{told.back}由{_named(told.giver, reader)}值" if told.back and told.giver else ""
    return given + back


def title() -> str:
    """Return what a request is called in a list of what waits."""
    return "换班"


def which_shift() -> str:
    """Return the question for the day, when none was named."""
    return "想换哪天的班？说“5月3日”或“5月3日 姓名”就行（对方的日子可以再写一个日期）。"


def nothing_asked() -> str:
    """Return that nobody was asked."""
    return "没有去问谁，班次没有变动。"


def how_to_stand_in() -> str:
    """Return how a shift is taken, when no day was named."""
    return "想顶哪天的班？这样发：顶班 5月3日上午；替某位同志顶，后面加上姓名。没有改动。"


def asked(told: Outcome) -> str:
    """Return what the one reads who asked."""
    return (
        f"已去问{told.other.name}（{Sign.SWAP.show(told.number)}）：{arrangement(told, told.asker)}。"
        "对方同意后才算数，之前班次不变；要收回发“撤回换班”。"
    )


def please_answer(told: Outcome) -> str:
    """Return what the one reads who is asked."""
    number = Sign.SWAP.show(told.number)
    return (
        f"{told.asker.name}想和您商量值班（{number}）：\n{arrangement(told, told.other)}。"
        f"方便就回“同意 {number}”，不方便回“不同意 {number}”，都没关系。"
    )


def buttons(told: Outcome) -> tuple[Button, ...]:
    """Return the buttons under a request that is still to be answered."""
    number = Sign.SWAP.show(told.number)
    words = (f"同意 {number}", f"不同意 {number}") if told.state is SwapState.ASKED else ()
    return tuple(Button(word, word) for word in words)


def settled(told: Outcome, reader: Party) -> str:
    """Return what either side reads when it is agreed."""
    return f"换好了（{Sign.SWAP.show(told.number)}）：{arrangement(told, reader)}。提醒跟着改，谢谢。"


def for_the_secretary(told: Outcome) -> str:
    """Return what a secretary reads about a change that is agreed."""
    return f"值班有调整（{Sign.SWAP.show(told.number)}，双方已同意）：{arrangement(told)}。{NEW_PICTURE}"


def declined(told: Outcome) -> str:
    """Return what the one reads who asked."""
    return f"{told.other.name}这次不方便（{Sign.SWAP.show(told.number)}），{told.shift}没有变动。可以再问问别人。"


def void(told: Outcome) -> str:
    """Return why a request is worth nothing any more."""
    why = WHY_VOID[told.fault] if told.fault else ""
    return f"{Sign.SWAP.show(told.number)} 换不成了：{told.shift}，{why}。这条作废，没有改动；需要的话重新发“换班”。"


def said_to_asker(told: Outcome) -> str:
    """Return what the one reads at once who asked, offered or took a shift."""
    if told.giver is None:
        return taken(told)
    return {SwapState.ASKED: asked, SwapState.VOID: void}.get(told.state, _settled_for_asker)(told)


def _settled_for_asker(told: Outcome) -> str:
    return settled(told, told.asker)


def answered(told: Outcome) -> str:
    """Return what the one reads who has answered."""
    if told.state is SwapState.ACCEPTED:
        return settled(told, told.other)
    if told.state is SwapState.VOID:
        return void(told)
    return f"好的，已告诉{told.asker.name}，班次没有变动。"


def withdrawn(told: Outcome) -> str:
    """Return what the one reads who took his request back."""
    return f"{Sign.SWAP.show(told.number)} 已撤回，班次没有变动。"


def was_withdrawn(told: Outcome) -> str:
    """Return what the one reads who had been asked."""
    return f"{told.asker.name}把换班 {Sign.SWAP.show(told.number)} 收回了，不用再答复，班次没有变动。"


def taken(told: Outcome) -> str:
    """Return what the one reads who has taken an empty shift."""
    return f"谢谢，{told.shift}由您顶上，已登记，提醒会发给您。"


def was_taken(told: Outcome) -> str:
    """Return what a secretary reads about an empty shift that was taken."""
    return f"空缺有人了：{told.shift}由{told.taker.name}顶班。{NEW_PICTURE}"


def line(told: Outcome) -> str:
    """Return one request in a list of those that wait."""
    return f"· {Sign.SWAP.show(told.number)} {told.asker.name}问{told.other.name}：{arrangement(told)}"


def to_others(told: Outcome, speaker: str) -> Iterator[tuple[str, str]]:
    """Yield (userid, text) for everybody who has to know what became of a request, but for the one who spoke."""
    said = dict(_to_the_two(told))
    if told.state is SwapState.ACCEPTED:
        news = was_taken(told) if told.giver is None else for_the_secretary(told)
        said = {party.userid: news for party in told.secretaries} | said
    return ((userid, text) for userid, text in said.items() if userid != speaker)


def _to_the_two(told: Outcome) -> Iterator[tuple[str, str]]:
    if told.state is SwapState.ASKED:
        yield told.other.userid, please_answer(told)
    elif told.state is SwapState.ACCEPTED:
        yield told.asker.userid, settled(told, told.asker)
        yield told.other.userid, settled(told, told.other)
    elif told.state is SwapState.CANCELLED:
        yield told.other.userid, was_withdrawn(told)
    else:
        yield told.asker.userid, void(told) if told.state is SwapState.VOID else declined(told)
