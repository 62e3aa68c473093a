"""Who is who and where the office is, in words anybody may read."""

from collections.abc import Sequence

from models.residents.directory.rules import DirectoryOffice, DirectoryQuestion, InPost, PostAsked
from models.values.showing import show_day

BETWEEN = "；"
HOW = "想问谁，写出岗位就行，例如“谁是书记”“三组组长是谁”“村委会怎么走”“办公电话”。"


def holders(unit: str, one: PostAsked) -> str:
    """Return who holds a post; that nobody does, where it is so, and who sees to it then."""
    if one.found:
        return f"{unit}：{_names(one.found)}。"
    instead = f"，先找{_names(one.instead)}" if one.instead else ""
    return f"{unit}现在没有登记{one.called}{instead}。"


def _names(found: Sequence[InPost]) -> str:
    return BETWEEN.join(f"{one.name}（{one.title}）" for one in found)


def in_no_post(unit: str, name: str) -> str:
    """Return that somebody has no public post, whoever he is: of others nothing is told here."""
    return f"{unit}公开的岗位里没有叫“{name}”的；别的情况名录不说。找人办事，发“名录 三组组长”这样按岗位问。"


def _phone(phone: str) -> str:
    return f"办公电话 {phone}。" if phone else "办公电话还没有登记。"


def ask_there(offices: Sequence[DirectoryOffice]) -> str:
    """Return in a clause where one asks what is not on the books: the first office of which the phone was entered."""
    phone = next((one.phone for one in offices if one.phone), "")
    return f"打办公电话 {phone} 问一声最准" if phone else "可以到村(居)委会问一声"


def in_person(offices: Sequence[DirectoryOffice]) -> str:
    """Return where one calls or goes to say something, as far as it was entered; empty where nothing was."""
    known = [(one.unit, [each for each in (one.phone, one.address) if each]) for one in offices]
    return BETWEEN.join(f"{unit} {'，'.join(found)}" for unit, found in known if found)


def about_office(one: DirectoryOffice) -> str:
    """Return the office's place and hours, on a day off when it opens again; that no place was entered, if none was."""
    place = f"：{one.address}" if one.address else "的地址还没有登记"
    opens = f"；今天不是工作日，下一个工作日是{show_day(one.opens)}" if one.opens else ""
    return f"{one.unit}{place}，工作日{'、'.join(one.hours)}有人{opens}。"


def at_the_end(office: DirectoryOffice, asked: DirectoryQuestion) -> str:
    """Return what stands below every answer: the office's phone, and what is told of duties and of private numbers."""
    duty = "各管什么，发“清单 村干部职权”看。" if asked.duty else ""
    own = "个人手机号不登记，也不告诉别人。" if asked.phone else ""
    mends = "要请人来办，私聊我发“反映 …”，有编号、有回话。" if asked.mends else ""
    return _phone(office.phone) + duty + own + mends
