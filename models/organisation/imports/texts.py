"""Import by table in words."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from models.organisation.people.rules import CLASS_NAMES, STANDING_NAMES, Role
from models.organisation.posts.rules import OPPOSITE, names_of_roles
from models.organisation.register.texts import WITHOUT, changes_said
from models.organisation.units.texts import row_at
from models.values.grouping import grouped

if TYPE_CHECKING:
    from models.organisation.imports.rules import KnownPerson, Page, Planned, RowFault

# Of each kind so many are named in a chat; the file that comes back has all of them.
SHOWN_MOST = 8
FIELD_NAMES = {
    "name": "姓名",
    "account": "企业微信账号",
    "unit": "单位",
    "branch": "支部",
    "standing": "身份",
    "class": "类别",
    "group": "村民小组",
    "post": "岗位",
    "until": "任到",
}
REASONS = "哪里不对"
ROLL, IMPORTED, TEMPLATE_NAME, TO_MEND_NAME = "名册", "导入名册", "名册模板.xlsx", "要改的行.xlsx"
SECRET = "“{}”字样"
IDENTITY = "“{}”这样的证件号、账户一列"
HARDSHIP = "“{}”这样的困难、病情内容"
TWICE = "这位同志在表里出现了两次，留一行就行。"
MOBILE_NUMBER = "这里像是手机号。要填的是企业微信账号，在“通讯录”里点这位同志就看得到；名册不记手机号。"
NO_UNIT = "没有写是哪个村、社区或单位的，加一列“单位”就行。"
ELSEWHERE = "这个账号是别的单位名册上的，您负责的范围里没有。看看账号写对没有；人要转过来，由原支部发“转出”。"
IDENTITY_IN = "证件号码（{}）"
UNKNOWN_UNIT = "没有找到叫“{}”的村、社区或单位。"
SEVERAL_UNITS = "叫“{}”的单位有好几个，请写全称。"
NOT_YOURS = "“{}”不在您负责的范围里。"
NO_STANDING = (
    "表里没有“身份”这一列，新增的 {} 位都按群众记。有党员的，请先添上这一列（正式党员、预备党员、群众）再发一次。"
)
NAMESAKES = "名册里有{}位同名的，写上账号或村民小组才分得清。"
TRANSFER_FIRST = "这位同志在{}的名册上，换地方要先“转出”“接收”。"
UNKNOWN_POST = "岗位“{}”认不出来，没有登记。"
BY_THE_POOL = "“{}”跟着值班表走，由书记发“加入值班”。"
NO_TERM = "“{}”没有写任到哪天，没有登记。"
TERM_OVER = "“{}”的任期已经过了，没有登记。"


def shared(names: Collection[str]) -> str:
    return f"一个账号写给了{'、'.join(names)}{len(names)}个人，请核对各人的账号。"


def no_name(words: str) -> str:
    return f"“{words}”不像是姓名。" if words else "没有写姓名。"


def power(words: str) -> str:
    return f"这一格被表格软件变成了 {words}，原来的号码已经看不全了。把这一列设成“文本”，再填一次企业微信账号。"


def no_account(words: str) -> str:
    return f"“{words[:20]}”不是账号。企业微信账号由字母、数字组成，例如 zhangsan。"


def no_standing(words: str) -> str:
    return f"“{words[:10]}”认不出来。写：正式党员、预备党员或群众。"


def no_day(words: str) -> str:
    return f"“{words[:20]}”看不出是哪一天。写成 2029-12-31 或 2029年12月 就行。"


def unknown_branch(name: str, known: Collection[str]) -> str:
    return f"没有找到“{name}”。这里的支部：{'、'.join(known) or '还没有'}。"


def which_branch(known: Collection[str]) -> str:
    return f"有好几个支部，要写是哪一个：{'、'.join(known)}。" if known else "这个单位还没有支部，党员要先有支部。"


def other_account(name: str, accounts: Sequence[str]) -> str:
    held = f"账号 {'、'.join(accounts)}" if accounts else "还没有账号的不止一位"
    return f"名册里已有{name}（{held}）。换了账号发“改人 {name} 账号 新账号”；是另一位，两人都写上村民小组。"


def faults(row: "Planned") -> str:
    """Return what is wrong with a row: where, in which column, why."""
    return f"{row_at(row.row.sheet, row.row.number)} {row.row.name or '（没有姓名）'}　{_why(row)}。"


def _why(row: "Planned") -> str:
    return "；".join(f"{FIELD_NAMES.get(one.field, one.field)}：{one.reason.rstrip('。')}" for one in row.faults)


def _faulty(rows: Sequence["Planned"]) -> list[str]:
    """Return what is wrong with each row; of many that lack the same, as where a column is missing, only once."""
    return [
        line
        for why, found in grouped((_why(row), row) for row in rows).items()
        for line in (
            [f"· {row_at(found[0].row.sheet, found[0].row.number)}起 {len(found)} 行　{why}。"]
            if len(found) > SHOWN_MOST
            else [f"· {faults(row)}" for row in found]
        )
    ]


def _new(row: "Planned") -> str:
    said = row.row
    facts = [said.unit, STANDING_NAMES[said.standing or "none"], said.group or "", *(post.title for post in row.posts)]
    return f"{row.row.name}（{'，'.join(filter(None, facts))}）"


def _changed(row: "Planned") -> str:
    posts = [f"岗位：{post.title}，任到 {post.until}" for post in row.posts]
    return f"· {row.row.name}　{'；'.join(filter(None, [changes_said(row.changes), *posts, _brought(row)]))}"


def _brought_in_all(rows: Sequence["Planned"]) -> str:
    counts = Counter(name for row in rows for name, _ in row.brings)
    return f"从纸上带过来：{'、'.join(f'{name} {count} 项' for name, count in counts.items())}。" if counts else ""


def _brought(row: "Planned") -> str:
    return f"带过来：{'、'.join(row.brought)}" if row.brought else ""


def others_bring(roles: Collection[Role]) -> str:
    """Return who brings over what the asker may not."""
    return f"由{names_of_roles(roles)}导入。"


def _some(lines: Sequence[str], whole: bool) -> list[str]:
    """Return all lines, or the first of them with how many more there are."""
    if whole or len(lines) <= SHOWN_MOST:
        return list(lines)
    return [*lines[:SHOWN_MOST], f"……还有 {len(lines) - SHOWN_MOST} 行"]


def preview(found: Mapping[str, Sequence["Planned"]], pages: Sequence["Page"], *, whole: bool = False) -> str:
    """Return what a roster would change, before anything is written; `found` is {verdict: rows}.

    Of those who are new or changed the first are named; `whole` names every row that has to be looked at.
    """
    new, changed, same, faulty = (found[name] for name in ("new", "changed", "same", "faulty"))
    left_out = [_remark(row, one) for row in (*new, *changed, *same) for one in row.remarks]
    counts = f"新增 {len(new)}，修改 {len(changed)}，不变 {len(same)}，有问题 {len(faulty)}"
    lines = [
        f"表看过了，还没有写进去。{counts}。",
        *([f"新增：{'、'.join(_some([_new(row) for row in new], whole=False))}"] if new else []),
        _without(new),
        _no_standing(new, pages),
        *_under("修改：", [_changed(row) for row in changed], whole=False),
        *_under("有问题，先不导：", _faulty(faulty), whole),
        _brought_in_all([*new, *changed]),
        *_under("岗位没有登记的：", left_out, whole),
        _kin(new, changed),
        _unread(pages),
    ]
    return "\n".join(filter(None, lines))


def _without(new: Sequence["Planned"]) -> str:
    names = [row.row.name for row in new if row.row.account is None]
    return f"没有写账号的 {len(names)} 位：{'、'.join(_some(names, whole=False))}。{WITHOUT}" if names else ""


def _no_standing(new: Sequence["Planned"], pages: Sequence["Page"]) -> str:
    """Return that nothing in a table says who is a member, so that nobody becomes a resident unseen."""
    says = any({"standing", "class"} & page.columns.keys() for page in pages)
    taken = [one for one in new if one.row.standing is None]
    return NO_STANDING.format(len(taken)) if taken and not says else ""


def _under(heading: str, lines: Sequence[str], whole: bool) -> list[str]:
    return [heading, *_some(lines, whole)] if lines else []


def _kin(*rows: Sequence["Planned"]) -> str:
    """Return what only people know of the posts in a table: whether those who supervise are near relatives."""
    given = {post.role for found in rows for row in found for post in row.posts}
    asks = any(role in OPPOSITE for role in given)
    return "村(居)委会成员和他们的近亲属不在监督委员会任职：请先看看表里有没有，没有问题再发“导入”。" if asks else ""


def _unread(pages: Sequence["Page"]) -> str:
    unread = list(dict.fromkeys(heading for page in pages for heading in page.unread))
    more = "等" if len(unread) > SHOWN_MOST else ""
    beside = "右边另有一张表，请放到另一个工作表里再发。" if any(one.endswith("列的姓名") for one in unread) else ""
    return f"这些列没有读：{'、'.join(unread[:SHOWN_MOST])}{more}。{beside}" if unread else ""


def _remark(row: "Planned", remark: "RowFault") -> str:
    return f"· {row_at(row.row.sheet, row.row.number)} {row.row.name}　{remark.reason}"


def how_to_go_on(found: Mapping[str, Sequence["Planned"]]) -> str:
    """Return what is said under a preview."""
    back = "有问题的行已单独做成一份表，由应用私聊发给您，红格里改好再发给我。" if found["faulty"] else ""
    if not found["new"] and not found["changed"]:
        return back or "这张表和名册一样，不用导入。"
    return f"{back}发“导入”就写进名册；表里没有的人不动。24 小时内发“撤销导入”可以整批撤回。"


def entered(found: Mapping[str, Sequence["Planned"]]) -> str:
    """Return that a roster is on the books."""
    rest = f"有问题的 {len(found['faulty'])} 行没有导。" if found["faulty"] else ""
    done = f"好了，新增 {len(found['new'])} 人，修改 {len(found['changed'])} 人。"
    return (
        f"{done}{rest}24 小时内发“撤销导入”可以整批撤回。\n"
        "新来的人第一次私聊时会看到隐私说明；要不要公开姓名由本人定，导入不代他答应。"
    )


SHOWN_AGAIN = "看过之后名册又改过，没有写进去。现在是这样："


IN_ITS_PLACE = "前面那份看过、还没导入的表不算了，以这份为准。"


def to_undo(people: int) -> str:
    """Return what would be taken back."""
    return f"把最近这次导入的 {people} 人整批撤回：新增的退出名册，修改的改回原样。"


def undone(back: int, kept: Sequence[str]) -> str:
    """Return that an import is taken back; `kept` are those who were changed again since."""
    rest = f"这几位后来又改过，没有动：{'、'.join(kept)}。" if kept else ""
    return f"好了，{back} 人已经撤回。{rest}"


AS_BEFORE = "名册里您的资料和岗位改回了原来的样子，上次那条改动不算了。哪里不对，跟书记说一声。"


def second_needed(number: str, people: int) -> str:
    """Return that a second officer decides about taking back a large import."""
    return (
        f"这次导入有 {people} 人，整批撤回要区里另一位同志同意（{number}），会去问他们；"
        "按现在提的时间算，过了 24 小时同意也撤得了。还没有撤。"
    )


def nobody_else(number: str) -> str:
    """Return that nobody is there to agree."""
    return (
        f"整批撤回要区里另一位同志同意（{number}），名册上现在没有另一位。请先登记，或请技术员用命令行撤回。还没有撤。"
    )


def second_asked(number: str, name: str, people: int) -> str:
    """Return to the second officer what is asked."""
    return (
        f"{name}想整批撤回一次名册导入（{number}，{people} 人）。"
        f"同意发“同意 {number}”，不同意发“不同意 {number} 原因”。"
    )


def undo_declined(number: str, reason: str) -> str:
    """Return that an import stays."""
    return f"{number}：导入没有撤回。{reason}"


def line(people: int) -> str:
    """Return what stands beside the number in a list."""
    return f"整批撤回名册导入，{people} 人"


TEMPLATE_SENT = (
    "名册模板由应用私聊发给您，现有的人已经填在里面。改好后，在和智能机器人的私聊里把表发给我（应用收不到文件）；"
    "您自己的表也行，.xlsx、.csv 都可以，列的顺序不限。\n"
    "账号在企业微信“通讯录”里点这位同志，“账号”一栏就是。先给您看一遍，您发“导入”才写进去。"
)


def form_columns() -> Mapping[str, Sequence[str]]:
    """Return the columns of the form, with what may be chosen in each."""
    choices = {"standing": list(STANDING_NAMES.values()), "class": list(CLASS_NAMES.values())}
    return {shown: choices.get(name, []) for name, shown in FIELD_NAMES.items()}


def form_row(one: "KnownPerson") -> list[str | None]:
    """Return somebody on the books as a row of the form, with the posts of one term: a row has one."""
    until = next((held.until for held in one.posts if held.until), None)
    titles = [held.title for held in one.posts if until and held.until == until]
    said = {
        "name": one.name,
        "account": one.account,
        "standing": STANDING_NAMES[one.standing],
        "class": CLASS_NAMES.get(one.member_class or ""),
        "group": one.group,
        "post": "、".join(titles),
        "until": until.isoformat() if until else None,
    }
    return [said.get(name) for name in FIELD_NAMES]


TEMPLATE_NOTES = (
    "一人一行。姓名必填；没有企业微信账号的同志那一格空着，照样上名册。",
    "企业微信账号（userid）：电脑上登录管理后台，通讯录里点这位同志，“账号”一栏就是；手机上在“通讯录”里点他也看得到。",
    "身份写正式党员、预备党员或群众；类别写农村、社区、机关、两新组织或流动。",
    "岗位写书记、支委、核实人、党小组长、村委会、监督委员会、村民代表；用顿号隔开，任到写 2029-12-31 或 2029年。",
    "年中开始用的，纸上的也能带过来：加一列“上年星级”（4星，镇街或区里导入）、“承诺”（12月底前修好路灯；……）、"
    "“本月值班”（12月3日上午、12月8日），带进来的值班还是草稿，书记看过再公布。",
    "不要写身份证号、手机号、病情和家庭困难：有这样的列，整张表都不收。",
    "表里没有的人不会被删。同一张表再发一次，什么都不会变。",
)
