"""What may be entered about somebody, and by whom; pure."""

from dataclasses import dataclass

from models.values.refusal import Refusal


@dataclass(frozen=True)
class PersonEntry:
    """What is said about somebody; None is not said.

    `words` are what nothing else explains: the name, perhaps with the unit or the branch; `has_number` says that a
    number of a telephone or an identity card was among them.
    """

    words: tuple[str, ...]
    standing: str | None = None
    member_class: str | None = None
    villagers_group: str | None = None
    account: str | None = None
    new_name: str | None = None
    has_number: bool = False


NOBODY_THERE = "您负责的范围里没有找到“{name}”。看看名字写对没有；不在名册上的，先发“加人 姓名 …”。"
ELSEWHERE = "{name}同志在{place}。只写名字，或写“{place} {name}”，再发一次就行。没有动。"
OTHERS_BOOKS = "{name}同志在{place}，由那边的书记来办；那边没人办的，请镇街办。没有动。"
NO_PHONE = "名册不记党员的手机号和身份证号。去掉号码再发一次就行；要公布的是单位的办公电话。"


class AlreadyOnBooks(Refusal):
    """Somebody of that name is on the books, and no account says whether it is another."""

    text = (
        "名册里已有{name}。要改资料发“改人 {name} …”；是另一位同名的，"
        "两位都写上村民小组，或者在后面补上“账号 zhangsan”这样再发一次。"
    )


ACCOUNT_TAKEN = "账号 {account} 名册里已经有人在用。请在企业微信通讯录里核对一下账号。"
NO_PLACE = "还要说是哪个村、社区或单位的。例如：加人 莲花池村 张三 党员 三组 账号 zhangsan"
NOT_YOUR_PLACE = "{unit}不在您负责的范围里。请由那里的书记或上级来办。"
WHICH_BRANCH = "{unit}有好几个支部：{branches}。请写上支部名称再发一次。"
NOTHING_NEW = "{name}的资料已经是这样。能改的：改名 新名字、三组、账号 …、预备党员转正式党员、农村或流动。"


class NotByWord(Refusal):
    """A member who shall be none any more: that is a decision of its own."""

    text = "不再是党员要走程序。退党、除名发“退党 {name}”或“除名 {name}”，由镇街确认。"


def check_plain(entry: PersonEntry) -> None:
    """Refuse with NO_PHONE when numbers were said that nobody keeps here."""
    if entry.has_number:
        raise Refusal(NO_PHONE)


def changed(old: PersonEntry, new: PersonEntry) -> dict[str, tuple[str | None, str]]:
    """Return {field: (before, after)} of what an entry would change."""
    fields = ("standing", "member_class", "villagers_group", "account", "new_name")
    pairs = {field: (getattr(old, field), getattr(new, field)) for field in fields}
    return {field: (before, after) for field, (before, after) in pairs.items() if after is not None and after != before}
