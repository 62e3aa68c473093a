"""What a branch types of a meeting that it has held, and of a month's dues; pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from bot.language.days import read_day
from bot.language.numerals import NUMBER, to_whole
from bot.language.pattern import Pattern
from bot.language.periods import read_month
from bot.language.spent import read_minutes
from models.procedure.party_life.rules import Meeting, PromptWanted
from models.values.wording import Finds, asks, holds, whole

_HAN = "\u4e00-\u9fff"
_NAME = rf"(?:[{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,8}})+|[{_HAN}]{{2,6}}?|[A-Za-z][\w.@-]{{1,63}})"
_GAP = r"[\s,，、:：;；]"
_NUMERAL = "[一二三四五六七八九十廿]"
_DAY = Pattern(
    rf"(?:(?:20\d\d|今|去)年)?(?:\d{{1,2}}|{_NUMERAL}{{1,2}})月(?:\d{{1,2}}|{_NUMERAL}{{1,3}})[日号]?|"
    r"20\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[./-]\d{1,2}|今天|昨天|大前天|前天|\d{1,2}[日号]|"
    r"(?:上|本|这)?个?(?:周|星期|礼拜)[一二三四五六日天]"
)
_MONTH = Pattern(rf"(?:(?:20\d\d|今|去)年)?(?:\d{{1,2}}|{_NUMERAL}{{1,2}})月份?|20\d\d[-./]\d{{1,2}}|(?:上|本|这)个?月")
_ALL = Pattern(
    r"(?:其[余他它]|别|剩下)的?(?:党员|同志|人)*(?:全|都)*[到来交参]加?齐?了*|(?:全部|全体|全员|全|都|已经|已)+(?:到|来|交|参加|缴)(?:会|齐|清|了)*|[到交]齐了?|(?:无|没有?)人?(?:缺席|欠交|未交)|全勤"
)
_MISSING = Pattern(
    r"(?:缺席|缺勤|未到|没到|没来|未参加|没参加|请了?假|未交|没交|未缴|没缴|欠缴|欠交|除了?|欠|缺)(?:的|人员|名单)*"
)
_DOTTED = Pattern(r"^(\d{1,2})[./-](\d{1,2})$")
_ATTENDED = Pattern(r"(?:镇街?|街道)?列席")
_SIGNS = " ,，、:：;；。."
_NOBODY = frozenset({"无", "没有", "没人", "0", "零"})
_BETWEEN = Pattern(rf"{_GAP}+|(?<=[{_HAN}]{{2}})[和及与跟](?=[{_HAN}]{{2}})|[。.]$")
_AFTER_NAME = Pattern(r"(?:同志)?(?:以外|之外|外)?$")


_HELD = Pattern(r"开(?:了|完|过|的(?!会))")
_EXPECTED = Pattern(rf"应(?:到|参加)会?\s*(?P<n>{NUMBER})")
_PRESENT = Pattern(rf"(?:实到|(?<!应)[到来])会?了?\s*(?P<n>{NUMBER})")
# A vote is told with its decision; what is put off was not held, and who speaks of himself tells of no meeting.
_ELSE = Pattern(r"赞成|同意|反对|弃权|通过|取消|没开|不开|[没未]成|改[到期在]|推迟|通知|请假|我(?!们)")


class SheetSaid(NamedTuple):
    """A sign-in sheet, or a month's dues (its first day): who was missing, nobody when all were there.

    None stands for what is not said of it. The topic is what it was about, in the words of whoever tells it.
    """

    day: date
    absent: tuple[str, ...] | None
    topic: str = ""


_TOPIC = re.compile(
    rf"(?:{_GAP}|^)(?:(?:会议?)?(?:主题(?!党日)|内容|议题)(?:就?是|为|[:：])?\s*(?P<named>[^，,。；;\s]{{2,40}})"
    r"|(?P<told>(?:学习|学的?是?|讨论|研究|传达|参观|讲的?是?|议的是)了?[^，,。；;\s]{2,40}))"
)


def topic_in(text: str) -> tuple[str, str]:
    """Return (what a meeting was about, what else is said): 学习全会精神; no topic in what tells how long it took."""
    found = _TOPIC.search(text) if read_minutes(text) is None else None
    if found is None:
        return "", text
    return found["named"] or found["told"], f"{text[: found.start()]} {text[found.end() :]}"


def read_held(text: str, moment: datetime) -> SheetSaid | None:
    """Return the day of a meeting, and who was missing if that is said; None without a day, and for other words."""
    day, said = find_day(text, moment)
    if day is None:
        return None
    topic, rest = topic_in(said)
    found = _sheet(day, rest) or _told(day, rest)
    return found._replace(topic=topic) if found else None


def read_talk(text: str, moment: datetime) -> SheetSaid | None:
    """Return the day of a talk; with whom it was is read as well, and not kept."""
    day, rest = find_day(text, moment)
    return SheetSaid(day, None) if day and _names(rest) else read_held(text, moment)


def _told(day: date, rest: str) -> SheetSaid | None:
    """Return what a day alone says, or figures, or that it was held: all were there, or who was missing is not said."""
    held = told_figures(rest) or _HELD.search(rest) or not rest.strip(_SIGNS)
    if not held or _tells_else(rest):
        return None
    return SheetSaid(day, () if _ALL.search(rest) or _all_came(rest) else None)


def _all_came(rest: str) -> bool:
    expected, present = _EXPECTED.search(rest), _PRESENT.search(rest)
    return expected is not None and present is not None and to_whole(expected["n"]) == to_whole(present["n"])


def _tells_else(rest: str) -> bool:
    return bool(_ELSE.search(rest) or _MISSING.search(rest)) or asks(rest) or read_minutes(rest) is not None


def told_figures(text: str) -> bool:
    """Return whether it is said how many were at a meeting."""
    return bool(_EXPECTED.search(text) or _PRESENT.search(text))


def read_sheet(text: str, moment: datetime) -> SheetSaid | None:
    """Return the sheet of a meeting; None unless both the day and who was there are said."""
    day, rest = find_day(text, moment)
    return _sheet(day, rest) if day else None


def read_absent(text: str) -> tuple[str, ...] | None:
    """Return who was missing, as it is said at the end of a longer line; None when it is not said."""
    begins = [found.start() for found in (_ALL.search(text), _MISSING.search(text)) if found]
    said = _sheet(date.min, _ATTENDED.split(text[min(begins) :])[0]) if begins else None
    return said.absent if said else None


_CLAUSE = Pattern(r"[，,。；;！!\s]+(?:就|只有?|除了)?")


def absent_told(text: str) -> tuple[str, ...] | None:
    """Return who was missing in what tells of a meeting as well: 主题党日开了，蒲德明没来; None when it is not said."""
    said = (_sheet(date.min, clause) for clause in _CLAUSE.split(text) if clause)
    found = read_absent(text)
    return next((one.absent for one in said if one), None) if found is None else found


def read_missing(text: str) -> tuple[str, ...] | None:
    """Return who was missing, for who is asked just that: 全到, 张三没来, 张三、李四; None for anything else."""
    said = _sheet(date.min, text) or _sheet(date.min, f"缺席 {text}")
    return said.absent if said else None


def read_dues(text: str, moment: datetime) -> SheetSaid | None:
    """Return a month's dues; None unless both the month and who has paid are said."""
    found = _when(text, _MONTH)
    month = read_month(found[0], moment) if found else None
    return _sheet(date.fromisoformat(f"{month}-01"), found[1]) if found and month else None


def find_day(text: str, moment: datetime) -> tuple[date | None, str]:
    """Return the day that is named, and what else is said."""
    found = _when(text, _DAY)
    return (read_day(_DOTTED.sub(r"\1月\2日", found[0]), moment), found[1]) if found else (None, text)


def _when(text: str, pattern: Pattern) -> tuple[str, str] | None:
    """Return (the day or month as it is written, the text without it)."""
    match = pattern.search(text)
    return (match[0], f"{text[: match.start()]} {text[match.end() :]}") if match else None


def _sheet(day: date, rest: str) -> SheetSaid | None:
    everybody = _ALL.search(rest)
    rest = _ALL.sub(" ", rest)
    missing = _MISSING.search(rest)
    if missing is None:
        return SheetSaid(day, ()) if everybody and not rest.strip(_SIGNS) else None
    names = _names(rest[missing.end() :]) or _names(rest[: missing.start()])
    nobody = rest[missing.end() :].strip(_SIGNS) in _NOBODY
    if nobody or names is None:
        return SheetSaid(day, ()) if nobody else None
    return SheetSaid(day, tuple(names))


def _names(text: str) -> list[str] | None:
    """Return the names in a list; None for an empty one, or when something in it is no name."""
    words = [_AFTER_NAME.sub("", word) for word in _BETWEEN.sub(" ", text).split()]
    return words if words and all(re.fullmatch(_NAME, word) for word in words) else None


WORDS: Mapping[Meeting, tuple[str, ...]] = {
    Meeting.THEME_DAY: ("主题党日",),
    Meeting.MEMBERS_MEETING: ("党员大会", "支部党员大会"),
    Meeting.COMMITTEE_MEETING: ("支委会", "支部委员会"),
    Meeting.GROUP_MEETING: ("小组会", "党小组会"),
    Meeting.PARTY_CLASS: ("党课", "开会党课", "开会 党课"),
    Meeting.LIFE_MEETING: ("组织生活会",),
    Meeting.MEMBERS_REVIEW: ("民主评议会", "评议会"),
    Meeting.TALK: ("谈心谈话",),
    Meeting.REPRESENTATIVES: ("代表会议", "村民代表会议", "居民代表会议"),
    Meeting.DUES: ("党费",),
}


def meeting_named(text: str) -> tuple[str, Meeting] | None:
    """Return the word by which a text names a meeting (or dues), the longest, and which it is; None for none."""
    found = [(word, meeting) for meeting, words in WORDS.items() for word in words if word in text]
    return max(found, key=lambda one: len(one[0]), default=None)


def read_meeting(text: str, moment: datetime) -> tuple[Meeting, date] | None:
    """Return which meeting (or month's dues) of which day is meant; None when either is not named."""
    if (found := meeting_named(text)) is None:
        return None
    named, meeting = found
    # Who was there does not matter here.
    rest = f"{text.replace(named, ' ')} 全到"
    said = read_dues(rest, moment) if meeting is Meeting.DUES else read_sheet(rest, moment)
    return (meeting, said.day) if said else None


_OFF = ("不要", "不设", "不提", "不用", "关", "关掉", "取消")
_ON = ("要", "开", "打开", "提")
_MONTH_DAY = Pattern(rf"^(?:每个?月)?(?:的)?(\d{{1,2}}|{_NUMERAL}{{1,3}})[日号]?(?:{_GAP}+|$)")
THEME_WORDS_MOST = 40


def read_prompt(text: str, moment: datetime) -> PromptWanted | None:
    """Return what is set in “主题党日 每月5号 上午9点”, “主题党日 不要”, “党费 开”; None for anything else."""
    what = next((one for one in (Meeting.THEME_DAY, Meeting.DUES) if text.startswith(WORDS[one][0])), None)
    said = text.removeprefix(WORDS[what][0]).strip(_SIGNS) if what else ""
    if what and said in _OFF:
        return PromptWanted(what, on=False)
    if what is Meeting.DUES:
        return PromptWanted(what) if said in _ON else None
    return _theme_day(said)


def _theme_day(said: str) -> PromptWanted | None:
    found = _MONTH_DAY.search(said)
    day = to_whole(found[1]) if found else None
    if found is None or day is None or not 1 <= day <= 31:
        return None
    return PromptWanted(Meeting.THEME_DAY, day, said[found.end() :].strip(_SIGNS)[:THEME_WORDS_MOST])


# Who only went there, alone or with others, has held none: 我参加了党员大会; 就我和龙燕两个 tells who was there.
_WENT = r"我(?!和[^,，。]{2,5}(?:两个|二人|[三四五]个))"


_CAME = rf"[都全](?:来|到)(?:了|齐)|来齐|到齐|没[来到]|缺席|[到来]了?{NUMBER}[个位人名]"


def held(meeting: Meeting) -> Finds:
    """Return what finds that such a meeting was held, or who was there, and not only that one went."""
    return holds("|".join(WORDS[meeting]), rf"{_HELD.source}|{_CAME}", never=_WENT)


def held_line(meeting: Meeting) -> Callable[[str, datetime], str | None]:
    """Return what turns 昨天开了支委会 into the line that enters such a meeting; None for who only went there."""
    is_held = held(meeting)

    def line(text: str, moment: datetime) -> str | None:
        when = _when(text, _DAY) if is_held(text) else None
        if when is None:
            return None
        absent = absent_told(text)
        there = "" if absent is None else f"缺席 {'、'.join(absent)}" if absent else "全到"
        return " ".join(filter(None, [WORDS[meeting][0], when[0], topic_in(when[1])[0], there]))

    return line


def year_asked(text: str, today: date) -> int | None:
    """Return the last year where a text asks of it; None for this one."""
    return today.year - 1 if "去年" in text else None


_ANY_MEETING = "|".join(sorted((word for words in WORDS.values() for word in words), key=len, reverse=True))
_ANY = rf"(?:{_ANY_MEETING}|(?:开|支部的?)?会议?)"
# Whose and when, in any order: 我今年, 莲花池村这个月.
_WHOSE = (
    r"(?:我们?|咱们?|本|党?支部里?|[\u4e00-\u9fff]{2,5}(?:村|社区)|"
    r"[今去]年|这一?年|这?个?[月季]度?|[上下]半年|一共|总共|都|还|的)*"
)
_WHICH = r"(?:啥子?|什么|哪些?个?|几个?|好多)"
# A whole line that asks what a branch has held or has not, or what of it the asker was at: 我今年开会去了几回.
asks_of_life = whole(
    rf"{_WHOSE}{_ANY}?{_WHOSE}(?:开|参加|去|到|缺席?|没[去来到参加]+)[了过]?(?:几|多少|好多)[回次个场堂]{_ANY}?",
    rf"(?=.*党费){_WHOSE}(?:党费)?{_WHOSE}[交缴](?:[了到齐清]|{_WHICH}月份?|没有?|吗)*的?(?:党费)?(?:没有?|吗)?",
    rf"{_WHOSE}(?:[差缺剩有]{_WHICH}{_ANY}|{_WHICH}{_ANY})(?:还|要|该|没有?)*(?:开|登记|记|办)?",
    rf"{_WHOSE}(?:{_ANY_MEETING}){_WHOSE}(?:[开办搞上]|登记)[了过完]*(?:没有?|没得|吗|不)(?:开|登记)?",
)
