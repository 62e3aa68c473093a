"""What is said about a transfer."""

from collections.abc import Sequence

from models.organisation.transfers.rules import Moved


def title(target: str) -> str:
    """Return what a transfer is called."""
    return f"转往{target}"


def line(moved: Moved) -> str:
    """Return a transfer in a list."""
    return f"{moved.name} 从{moved.source}转来"


def sent(moved: Moved) -> str:
    """Return what the sending secretary reads."""
    if moved.is_outside:
        return (
            f"谢谢，报给上级了，也问问{moved.name}同志本人。他同意了、{moved.target}的回执到了，由上级确认才生效，"
            "先一切照旧。"
        )
    return f"谢谢，我请{moved.target}接收{moved.name}同志，也问问他本人。他同意、对方接收了才生效，先一切照旧。"


def to_send(name: str, target: str) -> str:
    """Return what would be asked for where a member goes to another branch of the district."""
    return f"请{target}接收{name}同志，也问问他本人。他同意、对方接收了才生效，先一切照旧。"


def to_send_outside(name: str, target: str) -> str:
    """Return what would be asked for where a member goes out of the district."""
    return (
        f"把{name}同志的组织关系转到区外（{target}）：先问他本人，他同意了、对方的回执到了，由上级确认。"
        "确认那天他的岗位和值班到期，从名册上去掉，做过的事都留着；在那之前一切照旧。"
    )


def please_confirm(moved: Moved) -> str:
    """Return what the office above reads where a member goes out of the district."""
    return (
        f"{moved.shown} {moved.source}要把{moved.name}同志的组织关系转到区外（{moved.target}）。"
        f"本人我在问，他同意了告诉您；"
        f"对方的回执到了，发“同意 {moved.shown}”，就从名册上去掉他；办不成的发“不同意 {moved.shown}”。"
    )


def has_gone(moved: Moved) -> str:
    """Return to those who saw to it that a member is in another district now."""
    return f"{moved.name}同志的组织关系转到{moved.target}了，从今天起不在名册上，做过的事都留着。"


def farewell(moved: Moved) -> str:
    """Return to the member that he is a member elsewhere now."""
    return f"您的组织关系已转到{moved.target}，这里的名册上没有您了。这些年您做的事都记着，谢谢您，往后都顺顺利利。"


def you_are_asked(moved: Moved) -> str:
    """Return what the member reads when his branch wants to send him."""
    shown = moved.shown
    return (
        f"支部想把您的组织关系从{moved.source}转到{moved.target}（{shown}），先问问您。愿意就回“同意 {shown}”；"
        f"不愿意回“不同意 {shown}”，就不转了；不回话，支部当面问您。对方接收前一切照旧，有话找支部书记。"
    )


def agreed(moved: Moved) -> str:
    """Return to the member that his word is noted."""
    return f"谢谢，记下了。{moved.target}接收以后告诉您。"


def he_agrees(moved: Moved) -> str:
    """Return to the secretaries that the member agrees."""
    return f"{moved.name}同志同意转到{moved.target}（{moved.shown}）。"


def stays(moved: Moved) -> str:
    """Return to the member that he stays."""
    return f"好的，不转了，您还在{moved.source}，什么都没变。"


def he_stays(moved: Moved) -> str:
    """Return to the secretaries that the member does not want to go."""
    return f"{moved.name}同志想留在{moved.source}，{moved.shown} 就不办了。可以当面再聊聊。"


def not_taken_in(moved: Moved) -> str:
    """Return to the member that the other branch declines."""
    return f"{moved.target}这次没有接收您的组织关系，您还在{moved.source}，什么都没变。有话找支部书记。"


def please_take_in(moved: Moved) -> str:
    """Return what the receiving secretary reads."""
    return (
        f"{moved.shown} {moved.source}要把{moved.name}同志的组织关系转到{moved.target}。"
        f"本人我在问，他同意了告诉您，再回“接收 {moved.name}”；不接就回“不接收 {moved.name}”。"
    )


def taken_in(moved: Moved) -> str:
    """Return what the receiving secretary reads when it is done."""
    return f"已接收，{moved.name}同志从今天起在{moved.target}。今年的评星由本支部评，按在这里的月份算。"


def welcome(moved: Moved, ended: Sequence[str]) -> str:
    """Return what the member reads, with the posts that have ended."""
    over = f"原来的{'、'.join(ended)}到此为止，这段时间辛苦您了。" if ended else ""
    return f"您的组织关系已转到{moved.target}，以前的记录都还在，发“我的记录”可看。{over}"


def arrived(moved: Moved) -> str:
    """Return what the sending secretary reads when it is done."""
    return f"{moved.target}已接收{moved.name}同志。"


def called_off(moved: Moved) -> str:
    return f"{moved.name}同志不转了，还在{moved.source}，什么都没变。"


def declined(moved: Moved) -> str:
    """Return what the receiving secretary reads when he does not take somebody in."""
    return f"好的，没有接收{moved.name}同志，会跟{moved.source}说一声。"


def came_back(moved: Moved) -> str:
    """Return what the sending secretary reads when the other branch declines."""
    return f"{moved.target}这次没有接收{moved.name}同志，他还在{moved.source}。可以先和对方书记核对一下。"
