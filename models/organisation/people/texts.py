"""What people are told about themselves and their data."""

import re
from collections.abc import Mapping

from models.organisation.people.rules import ROLE_NAMES, Asker, Role, has_account

# Who asks to which branch he belongs, or what he is.
WHERE = re.compile(
    r"^我是哪[个位][嘛哦呢?？]*$|我(?:现在|如今)?[是在属归]于?哪(?:个?(?:党?支部|村|社区|单位)|的|里的|个?管)|"
    r"^我(?:现在|如今|还)?(?:是|当|任)(?:的)?(?:个)?(?:啥子?|什么)(?:职务?|岗位|官|身份)?(?:了|嘛|哦|呢)?[?？]?$|"
    r"^我(?:现在|如今|还)?(?:是不是|还?是)?(?:代|当)?(?:书记|核实人|支委|组长|主任|代表)(?:了)?(?:不|没有?|吗|嘛|没得)[?？]?$|"
    r"^我(?:还)?(?:要)?代(?:行)?到(?:好久|哪天|什么时候|啥时候|几号)"
)
PRIVACY = (
    "隐私说明\n"
    "1. 谁在用：{holder}，只用来记党员服务和村务值班。\n"
    "2. 记什么：姓名、支部、身份，您报的活动、自评和值班、请假；评星用的到会、党费、加分扣分、"
    "一票否决、作假认定、互评票数、民主评议结果、免评、异议，这些最要紧，由您和支部书记、支委看。不记身份证号、手机号、住址、位置。\n"
    "3. 谁能看：活动由您、本支部书记、支委、核实人和村务监督委员会看；镇街只看报备的星级、一票否决和申诉；"
    "群里只出组织名单和值班表，您的星级上群要您同意（发“公开姓名”）。\n"
    "4. 留多久：活动原话 90 天，记录两年，值班请假一年，星级按档案规定；没看懂的话不保存。\n"
    "5. 您可以：发“我的数据”看全部，“更正”“撤销”“更正资料”改，“删除我的资料”删，15 个工作日内答复；"
    "“撤回同意”不再公开姓名，“不要记我的”不再记服务和自评。\n"
    "6. 星级、核实都由人决定，程序只记账。不报也没有任何影响。"
)

LEFT, NO_ACCOUNT_NOW = "已离开的同志", "账号已不在名册上的同志"


def privacy(holder: str) -> str:
    """Return the six-line notice; `holder` is the office that keeps the books."""
    return PRIVACY.format(holder=holder)


def who_you_are(asker: Asker, unit: str, branch: str) -> str:
    """Return name, place and roles of the speaker, and how to have them corrected."""
    if asker.person_id is None:
        return "名册上还没有您，跟书记说一声就能加。查值班、提意见现在就行。"
    roles = [ROLE_NAMES[role] for role in Role if role in asker.roles and role is not Role.RESIDENT]
    titles = "、".join(sorted({post.title for post in asker.posts if post.title not in ("", *roles)}))
    lines = [f"{asker.name}，{unit}" + (f" {branch}" if branch else "")]
    lines.append("身份：" + ("、".join(roles) or ROLE_NAMES[Role.RESIDENT]) + (f"（{titles}）" if titles else ""))
    lines.append("不对就发“更正资料 哪里不对”，书记来改。")
    return "\n".join(lines)


def account(userid: str) -> str:
    """Return an account, or that he has none, as what tells somebody apart."""
    return f"账号{userid}" if has_account(userid) else "没有账号"


def which_one(name: str, found: Mapping[str, str]) -> str:
    """Return the question which of several people of one name is meant: {account: what tells this one apart}."""
    which = "，".join(f"{number} {label}" for number, label in enumerate(found.values(), 1))
    return (
        f"叫{name}的有{len(found)}位，是哪一位：{which}？回序号或回“{next(iter(found.values()))}的”这样，我就接着办。"
    )


def plain(word: str) -> str:
    """Return an answer such as 一组的那位 without what says nothing."""
    said = word.removesuffix("那位").removesuffix("那个").removesuffix("的").strip()
    # 三社 is 三组 on the books.
    return re.sub("社(?!区)", "组", said)


def in_group(name: str, group: str | None) -> str:
    """Return a name with the villagers' group, where that is known."""
    return f"{name}（{group}）" if group else name
