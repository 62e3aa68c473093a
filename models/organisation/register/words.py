"""What is typed about somebody who is entered on the books; pure."""

import re
from datetime import datetime

from bot.language.numerals import to_whole
from bot.language.pattern import Pattern
from models.organisation.people.rules import CLASS_NAMES
from models.organisation.register.rules import PersonEntry
from models.values.delicate import Delicate, delicate_in
from models.values.wording import holds

# How many members there are: 全区党员总共好多人, 我们村有多少党员.
asks_how_many = holds(
    r"党员[^,，。]{0,6}(?:多少|好多|几)(?:个|位|名)?(?:人|党员)?[的呢啊嘛了?？]*$|(?:多少|好多|几)(?:个|位|名)?党员[的呢啊嘛了?？]*$|党员[的总]?(?:人数|总数)",
    never=r"报|服务|参加|交|来了|到了|会|星|评|月|今年|分|小时|考|学|请假|需要|发展",
)
STANDINGS = {"正式党员": "full", "党员": "full", "预备党员": "probationary", "预备": "probationary", "群众": "none"}
CLASSES = {name: code for code, name in CLASS_NAMES.items()} | {
    "两新": "new_sector",
    "两企三新": "new_sector",
    "流动党员": "mobile",
}
ENTERS = "加人"
_ACCOUNT = re.compile(r"(?:企业微信)?账号[:：]?\s*(?P<account>[A-Za-z0-9][A-Za-z0-9_.@-]{0,63})")
_WITHOUT = re.compile(
    r"(?:还|暂时)?(?:没有?|没得|无)(?:用|装|办|开)?(?:企业)?(?:微信)?的?(?:账号|(?:智能)?手机)?|账号[:：]?无?"
)
# What says only of which kind the next word is: 类别 流动.
_HEADINGS = frozenset({"类别", "身份", "人员类别", "党员类别", "组别", "小组", "村民小组"})
_NEW_NAME = Pattern(r"(?:改名|姓名|名字)(?:为|叫|改成)?[:：]?\s*(?P<name>[\u4e00-\u9fff·]{2,16})")
_GROUP = re.compile(r"第?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民)?(?P<kind>小?组|社|网格)")
# 陈桂兰她去外省带孙子了，改成流动党员; 新来了个大学生村官叫孙悦; 加 王五，正式党员，三组，账号wangwu5.
_CHANGED = Pattern(
    r"^(?P<name>[一-龥·]{2,4}?)(?=同志|他|她|去|现在|[，,]).*(?:改成|改为|算作?|转为)(?P<what>流动党员|农村党员)。?$"
)
has_come = re.compile(
    r"^.{0,6}?(?:新来|来|加)了?(?:一?[个位名])?(?P<kind>[^，,叫]{0,8})[，,]?叫(?P<name>[一-龥·]{2,4})"
    r"(?P<about>(?:[，,\s是]*(?:(?:正式|预备)?党员|群众|第?[一二三四五六七八九十\d]+[组社队])的?)*)(?:[，,].{0,4}(?:加|登|录|住).*)?。?$|^加上?\s*(?P<added>[一-龥·]{2,4})[，,\s]+(?P<facts>.*(?:党员|群众|账号).*)$"
    r"|^加上?(?:一?[个位名])?(?:新)?(?P<sort>(?:正式|预备)?党员|群众)[，,：:\s]+(?P<who>[一-龥·]{2,4})(?P<more>(?:[，,\s].*)?)$"
).match
_IS_FULL = Pattern(r"^(?!我)(?P<name>[一-龥·]{2,4}?)(?:同志)?(?:已经|按期|昨天|今天)*转正了(?:$|[，,。])")
# 周小川的名字写错了，是周晓川.
_MISSPELT = Pattern(
    r"^(?P<name>[一-龥·]{2,4}?)的?(?:名字|姓名)(?:写|登|录|打)?错了?[，,\s]*(?:应该)?[是叫](?P<new>[一-龥·]{2,4})。?$"
)
_DIGITS = "零一二三四五六七八九"


def read_entry(text: str, moment: datetime) -> PersonEntry | None:
    """Return what a text says about somebody, in any order: 张三 党员 农村 三组 账号 zhangsan; None without a name."""
    has_number = Delicate.NUMBER in delicate_in(text)
    found: dict[str, str] = {}
    for name, pattern in (("account", _ACCOUNT), ("new_name", _NEW_NAME)):
        if match := pattern.search(text):
            found[name] = match.groups()[0]
            text = f"{text[: match.start()]} {text[match.end() :]}"
    words = [word for word in re.split(r"[\s,，、;；]+", text) if word and not _explained(word, found)]
    return PersonEntry(tuple(words), **found, has_number=has_number) if words else None


def with_more(line: str, text: str, moment: datetime) -> str | None:
    """Return the line that enters somebody with what else is said of him, 没得微信; None for what is no fact."""
    before, after = read_entry(line, moment), read_entry(f"{line} {text}", moment)
    more = line.startswith(ENTERS) and before and after and before.words == after.words
    return f"{line} {text}" if more else None


def _explained(word: str, found: dict[str, str]) -> bool:
    """Note what a word says, if it is no name."""
    if group := group_named(word):
        found["villagers_group"] = group
    elif word in STANDINGS:
        found["standing"] = STANDINGS[word]
    elif word in CLASSES:
        found["member_class"] = CLASSES[word]
    else:
        return word in _HEADINGS or _WITHOUT.fullmatch(word) is not None
    return True


def group_named(word: str) -> str | None:
    """Return the villagers' group that a word is, as written on the books; None for no group.

    第3村民小组, 三社 and 3组 are 三组: a 社 is what a group is called in Sichuan.
    """
    group = _GROUP.fullmatch(word)
    kind = "网格" if group and group["kind"] == "网格" else "组"
    return _numbered(group["number"]) + kind if group else None


def _numbered(words: str) -> str:
    """Return a number of at most two digits as it is said, so that 3组 and 三组 are one group."""
    tens, ones = divmod(to_whole(words) or 0, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def change_line(text: str, moment: datetime) -> str | None:
    """Return the line that changes what plain words say of somebody, None for others."""
    if misspelt := _MISSPELT.match(text.strip()):
        return f"改人 {misspelt['name']} 改名 {misspelt['new']}"
    if full := _IS_FULL.match(text.strip()):
        return f"改人 {full['name']} 正式党员"
    found = _CHANGED.match(text.strip())
    return f"改人 {found['name']} {found['what']}" if found else None


def entry_line(came: re.Match[str]) -> str:
    """Return the line that begins to enter somebody who `has_come`."""
    if came["sort"]:
        return f"加人 {came['who']} {came['sort']} {came['more'].replace('的', '')}"
    if came["added"]:
        return f"加人 {came['added']} {came['facts']}"
    standing = next((one for one in ("预备党员", "党员", "群众") if one in came["kind"]), "")
    return f"加人 {came['name']} {standing} {came['about'].replace('的', '')}".strip()
