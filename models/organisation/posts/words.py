"""What is typed about posts and terms; pure."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.language.days import find_days
from bot.language.numerals import to_whole
from bot.language.pattern import Pattern
from bot.language.values import Message
from models.organisation.people.rules import Role
from models.organisation.posts.rules import Appointment
from models.organisation.posts.texts import until_day
from models.values.numbers import count

# The longest word first: 村委会主任 is no 主任 of anything else.
_POSTS: tuple[tuple[str, Role], ...] = (
    (r"(?:党组织|党?支部|党总支|党委)?(?:第一)?副书记", Role.COMMITTEE),
    (r"代行|代理?书记|代行书记", Role.SECRETARY),
    (r"(?:村|社区)?(?:(?:党组织|党?支部|党总支|党委)?书记|支书)", Role.SECRETARY),
    (r"(?:支部)?(?:组织|宣传|纪检|统战|青年|妇女)委员|支委(?:委员)?|支部委员", Role.COMMITTEE),
    (r"(?:活动记录)?核实人", Role.VERIFIER),
    (r"(?:第[一二三四五六七八九十\d]+)?党小组(?:组)?长", Role.GROUP_LEADER),
    (r"(?:[村居][民务]?)?监(?:督)?委(?:员会|会)?(?:副?主任|委员|成员)?", Role.SUPERVISOR),
    (r"[村居](?:民)?委(?:员)?会?(?:副?主任|委员|成员)?|文书", Role.VILLAGE_COMMITTEE),
    (r"(?:第?[一二三四五六七八九十两\d]{1,3}(?:村民小组|小组|[组社队]))?(?:村民|居民)?代表", Role.REPRESENTATIVE),
    (r"(?:第?[一二三四五六七八九十两\d]{1,3})?(?:村民小组|小组|[组社队])[组社队]?长", Role.VILLAGERS_GROUP_LEADER),
    (r"坐班(?:干部)?", Role.CADRE),
    (r"镇街(?:干部)?|(?:镇|街道)(?:党委|党工委)?干部", Role.TOWNSHIP),
    (r"(?:区委)?组织部(?:干部)?|组工干部", Role.DISTRICT),
)
# 村(居)委会 is written for both.
_OR_RESIDENTS = Pattern(r"[(（]居[)）]")
# 唐敏任支委 is said as well as 唐敏 支委; the 任 of 主任 joins nothing.
_JOINED = Pattern(r"^(\s*[\u4e00-\u9fff·]{2,6}?)(?<!主)[任为]")
_YEAR = Pattern(
    r"(?:任?到|至|干到)?\s*(?P<year>20\d\d(?=\D|$)|\d\d(?=年))年?+(?:(?P<month>\d{1,2})月)?+(?:底|末)?(?:为止|止)?(?![\d日号./-])"
)
# A term by its length: 三年, 任期5年, 干两年.
_LENGTH = Pattern(r"(?:任期|任|干|当)?(?P<years>[一二两三四五]|[1-5])年(?:任期|吧|嘛)?")
_UNTIL = Pattern(r"(?:任?到|至|截至|截止)\s*$")
_AFTER = Pattern(r"^\s*(?:为止|止|之?前)")

# 王秀兰不当代表了; 段晓东不当书记了，换侯丽.
_HOLDS_NO_MORE = Pattern(
    r"^(?!我)(?P<name>[一-龥·]{2,4}?)(?:同志)?(?:不再?(?:当|做|干|担?任)|不再是|辞去了?|辞掉?了?)(?P<post>[^，,。了]{2,8})了?(?:$|[，,。])"
)
# 唐敏的组织委员不当了，换何光荣.
_POST_NO_MORE = Pattern(
    r"^(?!我)(?P<name>[一-龥·]{2,4}?)(?:同志)?的(?P<post>[^，,。了]{2,8}?)不再?(?:当|做|干|担?任)了(?:$|[，,。])"
)

# What follows it in the same breath: 换成吉克尔古, 由侯丽接任.
_FOLLOWED = "换成"
_FOLLOWS = Pattern(
    r"^(?:就|现在)?(?:换成?|改成|改由|由|让|请)(?P<name>[一-龥·]{2,4}?)(?:同志)?(?:来?(?:当|做|干|担任|接任|接替|接手|接|顶上|顶))?[了吧嘛。]*$"
)
_IS_RELIEVED = Pattern(
    r"^(?:免去|免了|免掉)(?!我)(?P<name>[一-龥·]{2,4}?)(?:同志)?的?(?P<post>[^，,。了的]{2,8}?)(?:职务)?了?。?$"
)
_FROM_TODAY = Pattern(r"从?(?:今天|现在|即日)起[，,\s]*")
# 让林晓雨当支委; 从今天起张三当三组组长.
_COMES_TO_HOLD = Pattern(
    r"^(?:换届(?:了|完了|结束了?|选举)?[，,\s]*|(?:选举)?结果出来了?[，,\s]*)?(?:让|由|请|选了?|定了?|任命了?)?(?!我|哪|谁|换届)(?P<name>[一-龥·]{2,4}?)(?:同志)?"
    r"来?(?<!不)(?<!不再)(?:当选为?|担任|出任|接任|任|当|做)了?(?P<post>[^，,。了]{2,10})了?[，,。\s]*$"
)

# What stands around a day in an answer: 就干到2029年吧.
_ROUND, _ROUND_MOST = " ，。,.!！吧嘛呢", 3
_VILLAGERS_GROUP = Pattern(r"第?([一二三四五六七八九两十\d]{1,2})(?:村民小组|小组|[组社队])")


def villagers_group_in(text: str) -> int | None:
    """Return the number of the villagers' group that a text names first, as in 三组沟渠堵了 or 第3村民小组; or None."""
    found = _VILLAGERS_GROUP.search(text)
    return to_whole(found[1]) if found else None


def read_post(text: str, moment: datetime) -> Appointment | None:
    """Return whose post, which and until when a text says, 唐敏 支委 到2029年; None without a name, or for odd days."""
    rest, until = _term(text, moment)
    if until is None and any(one.doubt for one in find_days(Message.of(text, moment), ahead=True)):
        return None
    words, role, title = [], None, ""
    for word in filter(None, re.split(r"[\s,，、;；]+", _JOINED.sub(r"\1 ", rest))):
        found = post_named(word)
        if found is not None and role is None:
            role, title = found, word
        else:
            words.append(word)
    return Appointment(tuple(words), role, title, until) if words else None


def read_end(text: str, moment: datetime) -> Appointment | None:
    """Return whose post, which, and who comes after him in 唐敏 支委 换成 何光荣; None without a name."""
    before, _, after = text.partition(_FOLLOWED)
    said = read_post(before, moment)
    return replace(said, successor=after.strip()) if said else None


def post_named(word: str) -> Role | None:
    """Return the role that a word for a post gives, None for no post that is known here."""
    word = _OR_RESIDENTS.sub("", word)
    return next((post for pattern, post in _POSTS if re.fullmatch(pattern, word)), None)


def end_line(text: str, moment: datetime) -> str | None:
    """Return the line that ends a post of which plain words say that somebody has it no more, None for other words."""
    ways = (_HOLDS_NO_MORE, _IS_RELIEVED, _POST_NO_MORE)
    found = next((found for way in ways if (found := way.match(text.strip()))), None)
    if found is None or post_named(found["post"]) is None:
        return None
    follows = _FOLLOWS.match(text.strip()[found.end() :])
    return f"免职 {found['name']} {found['post']}" + (f" {_FOLLOWED} {follows['name']}" if follows else "")


def give_line(text: str, moment: datetime) -> str | None:
    """Return the line that gives a post of which plain words say that somebody gets it, None for other words."""
    rest, until = _term(_FROM_TODAY.sub("", text.strip()), moment)
    found = _COMES_TO_HOLD.match(rest.strip(" 干，,"))
    if found is None or post_named(found["post"]) in (None, Role.CADRE):
        return None
    return " ".join(["任职", found["name"], found["post"], *([until_day(until)] if until else [])])


def read_until(text: str, moment: datetime) -> date | None:
    """Return the last day of a term in an answer to who is asked for it: 2029, 29年底, 到2029年6月, 三年; None else."""
    if found := _LENGTH.fullmatch(text.strip(_ROUND)):
        today = moment.date()
        # Who is in office for three years from a day is so until the eve of that day.
        return date(today.year + count(found["years"]), today.month, min(today.day, 28)) - timedelta(days=1)
    rest, until = _term(text.strip(_ROUND), moment)
    return until if len(rest.strip(_ROUND)) <= _ROUND_MOST else None


# Who answers whether somebody is a near relative may say how: 她是周小川的老婆.
names_kin = re.compile(
    r"(?<!不)是[^,，。]{0,8}(?:老婆|老公|爱人|丈夫|妻子|屋头的|儿子|女儿|女婿|媳妇|爸|妈|父亲|母亲|老汉|哥|弟|姐|妹|亲戚|近亲)"
).search
_STANDS_IN = Pattern(
    r"(?:喊|请|让|由|叫|找)(?P<name>[一-龥·]{2,4}?)(?:同志)?(?:来|先|帮忙|帮)?(?:代(?:我|行|一下|几天|理)|顶(?:我|一下|起)|[替帮]我当[^,，。]{0,4}书记)|"
    r"(?:书记|支部|村[里上])的?(?:事情?|工作)[^,，。]{0,3}(?:请|让|由|交给|喊)(?P<for>[一-龥·]{2,4}?)(?:同志)?(?:来|先|暂时)*(?:管|负责|代|主持|照看)"
)

_SOME_DAYS = Pattern(r"[几好]天|段时间|一阵|一向")


def stand_in_line(text: str, moment: datetime) -> str | None:
    """Return the line that lets somebody act for the secretary, of which plain words speak: 喊唐敏代我; or None."""
    found = _STANDS_IN.search(text)
    # For some days is asked until when: 明天 is then when it begins.
    named = find_days(Message.of(text, moment), ahead=True) if found and not _SOME_DAYS.search(text) else []
    last = max((said.last for said in named if said.last), default=None)
    until = f" 到{last.month}月{last.day}日" if last else ""
    return f"代行 {found['name'] or found['for']}{until}" if found else None


def _term(text: str, moment: datetime) -> tuple[str, date | None]:
    """Return what a text says beside the last day of a term, and that day; a year or a month ends with its last day."""
    if found := _YEAR.search(text):
        year, month = int(found["year"][-2:]) + 2000, int(found["month"] or 12)
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        return (rest, date(year, month, monthrange(year, month)[1])) if 1 <= month <= 12 else (text, None)
    named = find_days(Message.of(text, moment), ahead=True)
    if not named or named[-1].first is None:
        return text, None
    first, last = named[0], named[-1]
    before, after = _UNTIL.sub("", text[: first.start]), _AFTER.sub("", text[last.end :])
    return f"{before} {after}", last.days[-1]
