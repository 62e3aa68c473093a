"""What a question about the roster asks: which days, whose, where; pure."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from bot.language.days import Said, find_days
from bot.language.halves import half_of_day
from bot.language.organisations import find_organisation
from bot.language.pattern import Pattern
from bot.language.people import persons
from bot.language.text import spans_of
from bot.language.values import Message, Reading
from models.values.wording import line_of, whole

_CONTACT = Pattern(r"电话|联系方式|号码|咋联系|怎么联系|手机|联系得到|咋找|打哪个")
# Whoever asks about his own shifts; who only says what he comes for (我要来盖个章) asks about whoever is there.
_SELF = Pattern(
    r"(?<![给发告诉让帮])我(?!们|家|妈|爸|的?章)[^,，。?？]{0,8}?(?:班|值|守|轮|排|坐|岗|(?<!想)(?<!要)(?:在|上)(?!家|网))|"
    r"(?:轮|排)到?我|该我|(?:是|有|到)(?:不是|没有)?我(?!们|[要想来去]|家)|^我(?!们|家|妈|爸|[爷奶哥姐弟妹]|[要想来去有找问查看])|本人"
)
_WHEN = Pattern(
    r"(?:哪天|哪一天|哪几天|哪些天|啥时候?|啥子时候|什么时候|几时|几号|星期几|周几|何时|多久|好久|下[次回]|好多号|几个)"
)
_PAST = Pattern(r"昨|前天|上个?(?:周|星期|礼拜|月)|上上|值的|守的|是谁值了|坐的是|去年")
WHICH_DAY = "您问的是哪一天，比如“12月3日谁值班”"


def read_query(message: Message) -> Reading:
    """Return the question about duty; a day that was named and not understood is asked back."""
    said = find_days(message, ahead=not _PAST.search(message.text))
    doubt = next((one.doubt for one in said if one.doubt), "")
    if doubt:
        return Reading("clarify", {"about": WHICH_DAY})
    own = _SELF.search(message.text) is not None
    named = persons(message, spans_of(said))
    person = named[0][0] if named else "self" if own else None
    first, last = bounds(said)
    if first is None and not _WHEN.search(message.text) and not own:
        first = message.today
    slots: dict[str, Any] = {
        "date": first.isoformat() if first else None,
        "date_end": last.isoformat() if last else None,
        "person": person,
        "org": find_organisation(message),
        "slot": half_of_day(message.text),
    }
    return Reading("duty_query", slots | ({"want_contact": True} if _CONTACT.search(message.text) else {}))


def bounds(said: list[Said]) -> tuple[date | None, date | None]:
    """Return the first and, when there is more than one, the last of the days named."""
    days = sorted(day for one in said for day in one.days)
    if not days:
        return None, None
    return days[0], days[-1] if days[-1] != days[0] else None


def unbroken(said: list[Said]) -> bool:
    """Return whether the days named follow one another, so that their first and last say them all."""
    days = sorted({day for one in said for day in one.days})
    return all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


# Who asks on after an answer: 那上午呢, 下个星期天呢.
_ASKS_ON = Pattern(r"(?:那|那么|还有)?(?P<when>[^,，。]{1,8}?)(?:呢|哪个|谁|是谁|有人没|有没有人)[嘛呢?？\s]*")


def asks_on(text: str) -> str | None:
    """Return of when somebody asks who has asked already who is on duty; None for any other text."""
    found = _ASKS_ON.fullmatch(text.strip())
    return found["when"] if found else None


# What became of one's own turns: 换成没有, 我的班谁顶; also whether one is on: 下周五我值不值.
OF_TURNS = Pattern(
    r"^(?:那个|我的?|现在)*(?:换班|班)?换(?:成|好|得成|到)了?(?:没有?|没得|吗|不)[?。\s]*$|^我[^,，。]{0,3}班[^,，。]{0,3}(?:谁|哪个)(?:来)?(?:顶|替|值)[?嘛呢。\s]*$"
)
# Who wants a month's roster: 把上个月值班的表发我一份.
_TABLE = re.compile(
    r"(?:把|给我|发我|要|看一?下)*(?P<month>上个?月|[这本]个?月|下个?月|\d{1,2}月份?)的?值班(?:的|安排)?表(?:格)?(?:发|给|拿|看)?.{0,5}"
)


# The line that shows the roster of a month that a text wants.
table_line = line_of(_TABLE.fullmatch, "值班表 {month}")


# Who asks whether he can come on a day: 明天能去办事不, 星期六有人没得.
WHETHER_OPEN = whole(
    r"(?:那|我|村[里上]|村委会)*(?:[今明后][天早晚]|(?:[这下]个?)?(?:周|星期|礼拜)[一二三四五六日天末])[^,，。]{0,4}"
    r"(?:(?:能不能|能|可不可以|可以|得行)[^,，。]{0,4}办事?.?|有没有人|有人(?:没有?|没得|不)|开不开门|开门不|上不上班|上班不)"
)
WHETHER_ON = Pattern(r"我[^,，。]{0,4}(?:值不值|有没有班|当不当班|是不是我值)(?:班)?[嘛哦呢?？\s]*$")


# Who says that the roster of a day is wrong: 值班表错了，2号不是唐敏.
SAYS_WRONG = Pattern(r"^(?=.*班)(?!.*(?:换成|改成|换给|[?？吗]$)).*(?:错了?|不对|搞反了?|(?<!是)不是)")

# Who leads asks on which days nobody is on duty: 哪天缺人值班.
ASKS_OF_GAPS = Pattern(
    r"^(?=.*(?:哪[天些几]|有没[有得]|还有|几[天个]))(?=.*(?:班|岗)).*(?:缺人|没得?人[值坐排]|空着|空起|缺班)"
)
