"""Being left out of the appraisal, in words; a reason is for the secretary and the member himself only."""

from typing import TYPE_CHECKING

from models.values.numbers import Sign

if TYPE_CHECKING:
    from models.stars.standing_out.tables import StarExemption

REASON_ASKED = "想今年免评的话，回一句原因就行，例如“年纪大了走不动”。原因只有书记和您看得到。"


ASK_IN_PRIVATE = "想免评的话，请私聊我发“免评 原因”。"


NOTHING_ASKED = "免评没有申请，照常参评。"


def asked(year: int) -> str:
    """Return to a member that his wish has arrived."""
    return f"收到，{year} 年免评的事我跟书记说，由支部党员大会商量。原因只有书记和您看得到，商量好就删。"


def asked_for(wish: "StarExemption") -> str:
    """Return to a secretary that he has asked in somebody's name."""
    return (
        f"记下了，以{wish.member.name}同志的名义申请 {wish.year} 年免评，会私下告诉本人，他不愿意可以撤回。"
        f"\n{please_decide(wish)}"
    )


def asked_for_you(wish: "StarExemption", by: str) -> str:
    """Return to a member what was asked in his name, and that it is his to take back."""
    shown = Sign.EXEMPTION.show(wish.matter_id)
    return (
        f"{by}替您申请了 {wish.year} 年免评（{shown}），由支部党员大会商量。原因只有书记和您看得到，商量好就删。"
        f"您想照常参评，发“撤回 {shown}”就行。"
    )


def asked_above(year: int) -> str:
    """Return to one whose branch has no secretary, or none but himself, that his wish is with the office above."""
    return f"收到，支部里没有别的书记能办，{year} 年免评的事我跟上级说，由支部党员大会商量。原因没有说，只有您看得到。"


ASKED_BRIEFLY = "收到，已私下回复您。"


def please_decide(wish: "StarExemption") -> str:
    """Return what the secretary reads about a wish."""
    asked = f"{Sign.EXEMPTION.show(wish.matter_id)} {wish.member.name}同志申请 {wish.year} 年免评"
    return f"{asked}：{wish.reason}。{_two_ways(wish)}原因请不要转发。"


def please_decide_above(wish: "StarExemption") -> str:
    """Return what the office above reads about the wish of one whose branch has no secretary, or none but himself."""
    asked = f"{Sign.EXEMPTION.show(wish.matter_id)} {wish.member.name}同志申请 {wish.year} 年免评"
    return f"{asked}，支部里没有别的书记来办。{_two_ways(wish)}"


def _two_ways(wish: "StarExemption") -> str:
    return f"支部党员大会同意后，发“同意免评 {wish.member.name}”；不同意发“不同意免评 {wish.member.name}”。"


def line(wish: "StarExemption") -> str:
    """Return a wish in a list."""
    return f"{wish.member.name} {wish.year} 年" + (f"：{wish.reason}" if wish.reason else "")


def agreed(name: str, year: int) -> str:
    """Return to the secretary that somebody is left out."""
    return f"好的，{name}同志 {year} 年免评，不计入参评人数，会私下告诉本人。只在支部内掌握。"


def you_are_exempt(year: int) -> str:
    """Return to the member that he is left out."""
    return f"支部同意您 {year} 年免评，请安心休养、忙自己的事。做了好事照样可以报。"


def declined(name: str, year: int) -> str:
    """Return to the secretary that somebody stays in."""
    return f"好的，{name}同志 {year} 年照常参评，会私下告诉本人。"


def you_stay_in(year: int) -> str:
    """Return to the member that he stays in."""
    return f"支部商量后，想请您 {year} 年照常参评，量力而行就好。有难处可以直接找书记说。"


def deferred(name: str) -> str:
    """Return that somebody's appraisal waits; why is asked nowhere."""
    return f"好的，{name}同志今年先不评星，原因不写。再评时发“恢复评星 {name}”。"


DEFERRED_ABOUT_YOU = (
    "支部商量，您的评星先缓一缓，恢复的时候告诉您，别的都不变。不清楚的找支部书记；觉得不对，找镇街的同志。"
)


def resumed_about_you(year: int) -> str:
    """Return to a member that he is appraised again."""
    return f"您的评星恢复了，{year} 年照常参评。不清楚的找支部书记。"


def resumed(name: str, year: int) -> str:
    """Return that somebody is appraised again."""
    return f"好的，{name}同志 {year} 年恢复参评。"


def taken_back(name: str, year: int) -> str:
    """Return that a wish is no more."""
    return f"好的，{name}同志 {year} 年照常参评。"


def taken_back_by_him(wish: "StarExemption") -> str:
    """Return to those who would decide that there is nothing to decide."""
    return f"{Sign.EXEMPTION.show(wish.matter_id)} {wish.member.name}同志撤回了，{wish.year} 年照常参评，不用办了。"


def taken_back_for_you(name: str, wish: "StarExemption") -> str:
    """Return to a member that what was asked in his name is no more."""
    return f"{name}替您申请的 {wish.year} 年免评撤回了，您照常参评。想免评，自己发“免评 原因”。"


def lapsed(wish: "StarExemption") -> str:
    """Return to those who would have decided that a year is over."""
    shown = Sign.EXEMPTION.show(wish.matter_id)
    return f"{shown} {wish.member.name}同志的 {wish.year} 年免评没有商量，那一年评完了，不用办了。原因已经删掉。"


def your_wish_lapsed(year: int) -> str:
    """Return to a member that nobody has decided while it mattered, and that his reason is deleted."""
    return f"您的 {year} 年免评没有等到支部商量，那一年评完了，到此为止，原因已经删掉。今年想免评，再发“免评 原因”。"


# What whoever decides reads, and what the member reads, by the step.
DECIDED = {"agree": (agreed, you_are_exempt), "decline": (declined, you_stay_in)}
