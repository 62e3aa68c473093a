"""What people type and ask about decisions; pure."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

from bot.language.days import find_days
from bot.language.model import detail
from bot.language.months import real_day
from bot.language.pattern import Pattern
from bot.language.text import squeeze
from bot.language.values import Message, Reading
from config.policy_part import Choice
from config.voting import voting
from models.democracy.decisions.rules import IMPLEMENTING, RESOLVED, DecisionState
from models.organisation.asking.words import OF_DECISIONS, AskedOf, chances
from models.values.wording import asks, holds, whole

_NUMBERED = Pattern(r"^\s*(?:第)?([1-9一二三四五六])(?:类|个|种)?[，。.、\s]*")
_IN_WORDS = r"[一二两三四五六七八九十百千万几]+[多来]?(?:元|块|[万千百])"
# Who is asked for it may give a mere figure; what else is said with digits (6月底) is a sum only if it says so.
_SUM = re.compile(rf"\d\s?(?:元|块|[万千百])|{_IN_WORDS}")
# A figure of one or two digits is the place of a choice, or a sum of which the unit is not said.
_FIGURE = re.compile(r"(?:大?[约概]|差不多|总共|一共|共|要|花|需要?|预计|预算)*\d[\d.,]{2,}(?:左右|多|来块)?")
_CLAUSE, _CLAUSES = re.compile(r"[，,。；;]\s*"), "，"
_LEADS = re.compile(r"^(?:预计|预算|花费|费用|大概要|要|花|需要?|是|改[成为])+[:：]?")
# What is said beside a sum: that it was wrong before, who brought it, by when.
_DONE_BY = re.compile(r"(?:办|做|修|弄|搞|完)(?:完|好|成|工)$|[前内底](?:办|做|修|弄|搞)$")
_OF_ELSE = Pattern(rf"不对|错了|安排的?$|(?:提|反映|要求|建议)(?:的|出来?的?)$|\d月(?:底|前|份)?$|{_DONE_BY.pattern}")
# Who pays is not who brought it: 业主出一半，街道补一半.
_PAID = Pattern(rf"{_SUM.pattern}|[出补拨凑掏](?:一半|大头|小头|钱|资|剩)")
# A choice in words is said in few; a longer sentence tells something else.
_SHORT, _COST_MOST = 14, 40
# Days and figures of a meeting, and what is put off, are no cost and no day of the works.
_OF_A_MEETING = re.compile(r"[号日天]开$|开会|会议|大会|[会通]知|公示|委会|代表会|党员会|定在|改[到成为]")
_FREE = re.compile(r"不花钱|不用钱|不要钱|没有花费|免费|无费用|^没有$|^无$|^0(?:元)?$")
_OF_NO_YEAR = re.compile(r"[^\d年上]{0,6}(?:1[0-2]|[1-9]|十?[一二三四五六七八九]|十)月")
_YEAR_END = re.compile(r"(?:今年)?(?:年底|年内|年末)")
_BEFORE_NEW_YEAR = re.compile(r"(?:过年|(?<![今明去半\d])年)(?=前|之前|以前)")
_DIGITS = "一二三四五六"


def read_field(field: str, text: str, moment: datetime) -> str | date | None:
    """Return the answer to what is asked of a proposal: its kind, who brought it, its cost, its day; None for none."""
    said = text.strip(" 。，,.!！")
    if choices := voting().choices.get(field):
        told = [one for one in _CLAUSE.split(said) if not _PAID.search(one)]
        # Who brought it is said in a clause of its own: 群众提的，3万元，年底前修好.
        own = chosen(told[0], choices) if told and field == "origin" else None
        return chosen(_CLAUSES.join(told), choices) or own
    if _OF_A_MEETING.search(said):
        return None
    return _cost(said) if field == "cost" else _day(said, moment)


def told_beside(asked: str, text: str, moment: datetime) -> list[tuple[str, str | date]]:
    """Return what else of a proposal a text tells than was asked: a sum and a day, or who brought it or a day.

    Beside a sum only the clause that says so tells the day: 花2000块，12月底前办完.
    """
    said = text.strip(" 。，,.!！")
    if _OF_A_MEETING.search(said):
        return []
    if _SUM.search(said):
        by = next((_day(one, moment) for one in _CLAUSE.split(said) if _DONE_BY.search(one)), None)
        return _all_but(asked, {"cost": _cost(said), "due": by})
    if len(said) > _SHORT or _NUMBERED.fullmatch(said):
        return []
    told = {field: _by_word(said, choices) for field, choices in voting().choices.items()}
    return _all_but(asked, {**told, "due": _day(said, moment)})[:1]


_DECIDES = r"[^,，。?？]{0,12}会(?:议|上)?[来去]?(?:决?定|表决)[的了吧嘛]*"
_PAYS = r"(?:钱|经费|费用|资金)[由从][^,，。?？]{1,12}[出付拿开]"
# Who tells who decides on a proposal, which its kind says, or who pays without a sum.
tells_ahead = whole(rf"(?:(?:{_DECIDES}|{_PAYS})[,，。;；]?\s*)+")
_AMENDS = re.compile(
    r".*(?:[选写填说搞弄]错了?|不对|改[成为到]|换成|应该?是|其实是)[,，:：\s是]*(?P<now>.*)", re.DOTALL
)
# What would be otherwise in what was brought forward: its works, its sum, not a meeting, and no record of hours.
changes_works = holds(
    r"[改换变][成为](?!.*(?:小时|分钟|[号日天]$))", never=rf"{_OF_A_MEETING.pattern.removesuffix('|改[到成为]')}|[?？]"
)
_OF_ITS_KIND = re.compile(r"[哪那这]?(?:一?类|类别|种类)")


def amended(text: str) -> str | None:
    """Return what somebody puts in the place of what a proposal says: 选错了，是公共工程; None for another text."""
    found = _AMENDS.fullmatch(text.strip(" 。.!！"))
    return found and (found["now"] or text)


def read_amended(text: str, moment: datetime) -> list[tuple[str, str | date]] | None:
    """Return what is said anew of a proposal; its kind is open again where only that is said to be wrong."""
    # A day alone may be that of a meeting.
    told = [one for one in told_beside("", text, moment) if one[0] != "due" or _DONE_BY.search(text)]
    return told or ([("kind", "")] if _OF_ITS_KIND.search(text) else None)


def _all_but(asked: str, told: Mapping[str, str | date | None]) -> list[tuple[str, str | date]]:
    return [(field, value) for field, value in told.items() if value and field != asked]


def chosen(said: str, choices: Sequence[Choice]) -> str | None:
    """Return the code of what is chosen by its place or by a word of no other."""
    if (found := _NUMBERED.match(said)) and found.end() == len(said):
        place = _DIGITS.find(found[1]) + 1 or int(found[1])
        return choices[place - 1].code if place <= len(choices) else None
    return _by_word(said, choices)


def _by_word(said: str, choices: Sequence[Choice]) -> str | None:
    """Return the code of the only choice of which a word is said, in few words or as it was offered."""
    named = [one.code for one in choices if any(word in said for word in one.words)]
    in_few = (len(said) <= _SHORT and not is_group_opinion(said)) or any(said in one.name for one in choices)
    return named[0] if in_few and len(named) == 1 else None


def _cost(said: str) -> str | None:
    """Return a sum with where it comes from, or that it costs nothing; without what was said before of other things."""
    if _FREE.search(said) or _FIGURE.fullmatch(said):
        return said[:_COST_MOST]
    if not _SUM.search(said):
        return None
    return _LEADS.sub("", _CLAUSES.join(one for one in _CLAUSE.split(said) if not _OF_ELSE.search(one)))[:_COST_MOST]


def _day(said: str, moment: datetime) -> date | None:
    message = Message.of(_BEFORE_NEW_YEAR.sub("春节", said), moment)
    if _YEAR_END.search(message.text):
        return date(message.today.year, 12, 31)
    days = [one.days[-1] for one in find_days(message, ahead=True) if not one.doubt]
    day = days[-1] if days else None
    if day and day < message.today and _OF_NO_YEAR.match(message.text):
        # Whoever plans says 10月3日 of the next one there is.
        day = real_day(day.year + 1, day.month, day.day)
    return day if day and day >= message.today else None


_DECIDED = {
    "进度": "progress", "结果": "result", "票数": "votes", "时间": "schedule", "公示": "publicity", "记录": "minutes",
    "异议": "objection", "规则": "rule", "清单": "list",
}  # fmt: skip
_STAGES = (
    (
        "publish_result",
        r"晒结果|实施结果|结果.{0,3}(?:公示|公开|晒)|(?:公示|公开|晒).{0,10}(?:结果|账)|完工|(?:账|钱).{0,8}晒|晒出来",
    ),
    ("publish_resolution", r"晒决议|决议.{0,6}(?:公示|公开|晒|贴)|(?:公示|公开|晒|贴).{0,8}决议"),
    ("resolve", r"决议|表决|投票|投了|票|代表会|代表大会|村代会|村民大会|村民会议|居民会议|居民大会"),
    ("deliberate", r"审议|党员大会|党员会"),
    ("discuss", r"商议|两委"),
    ("propose", r"提议"),
)
_NOISE = Pattern(
    r"四议两公开|四议两晒一单|四议两晒|四议|两公开|晒一晒|晒出来|晒|村民代表会?|代表大?会|村代会|党员大会|居民会议?|户代会|议事会|院坝会|"
    r"[这那]个?(?:事情|事项|项目|事|方案|议题|会)|(?:的)?(?:决议|表决|提议|商议|审议|公示|公开|投票|票数|实施|结果)|那笔账|议得|议到|议过|议了|议|投了?|"
    r"咋样|怎么样|进展|进度|走到|到?哪一?步|多少|几|好多|得票|赞成|反对|弃权|票|啥时候?|什么时候|现在|目前|有没有|没有?|没得|了|吗|呢|不|的|给我|"
    r"[?!。,，？\s]|开|通过|过|会议记录|纪要|记录|看一?下|查一?下|发一?下|请问|问一?下|帮我|村上|村里|我们村|上个?月\d*号?|昨天|今天|这周|本周|还有|几天|贴哪儿|哪儿|在|那|会"
)


def read_decision(message: Message) -> Reading:
    """Return the question about a decision of the village."""
    topic = squeeze(_NOISE.sub(" ", message.said)).strip()
    stage = next((name for name, pattern in _STAGES if re.search(pattern, message.text)), None)
    want = _DECIDED[detail("问决定", message.text)[0]]
    if want == "publicity" and "结果" in message.text and not re.search("公示|公开|贴|没", message.text):
        want = "result"
    return Reading("decision_query", {"topic": topic if len(topic) > 1 else None, "stage": stage, "want": want})


_GENERAL = Pattern(
    r"五?权|用|列表|怎么?样|咋样|清单|进度|进展|提议|议题|方案|下来|[这那][件个些]?|[花用]了?(?:多少|好多)钱?|给我|看哈|念|最近|公示期?|结束|截止|那?张?纸|位置|地方|纪要|记录|表决|结果|支部|研究|建议|提的?|我|能不能|可以|看一?下?|村民|会议|会不会|上会|公开|哪[天个里]|几号|什么时候|贴|在|要|投票|能|有异议|有意见|对|这个?月|[今去]年|上个?月|上次|代表会?|来了?|几个人|好多人|同意|那?几件|办完|没|些|大|都|村[里上]|社区|我们|大家|开会|会上|四议|哪一?步|走|决定|决议|定了?|哪些|什么|啥子?|事情|事|有|都|了|的|出来|到|步|呢|吗|新"
)
_SIGNS = re.compile(r"[\W\d_]+")
# What is less likely is not answered beside what is asked.
_PERHAPS = 0.2


def wanted(text: str) -> list[AskedOf]:
    """Return what is asked of a decision, as was learned, the likeliest first; nothing for how far it is."""
    likely = {
        kind: chance
        for part in (text, *_CLAUSE.split(text))
        for kind, chance in chances(part).items()
        if chance >= _PERHAPS
    }
    return [kind for kind in likely if kind in (*OF_DECISIONS, AskedOf.OPINION)]


# Who asks of a meeting by no more than when it was.
that_day = re.compile("那[天次回晚]|[上前][次回天]").search
names_number = re.compile(r"(?<![A-Za-z])[Dd]\s?(?P<number>\d{1,6})(?!\d)").search


# Who says that what was set aside can be brought again: 路灯的事又可以搞了.
takes_up_again = holds(
    r"(?:又|可以再|能再|还是要|重新|接着)(?:可以|能|要|来)*(?:搞|弄|议|修|提|办|做|研究|商量|讨论)",
    never=r"[?？吗]|没有?$",
)
# What a group thinks, as who speaks for it tells it.
is_group_opinion = re.compile(
    r"(?!.*(?:[?？吗]|\d[人票个]))(?:我们|[一二三四五六七八九十\d]+组|党小组)[^,，。]{0,10}"
    r"(?:[讨议商][论量](?:了|过)[^,，。]{0,10}[,，])?(?:大家|都|全)*(?:赞成|同意|支持|反对|有意见)(?P<what>[修建装铺搞办挖清换种买租卖拆添弄做把][^,，。]+)?",
    re.DOTALL,
).match
# Who would rather not go, or asks whether he has to.
_STAYS_AWAY = r"(?:能不能|可不可以|可以|能)不[来去]|不(?:想|愿意?)[来去]"
stays_away = whole(rf"(?=.*(?:开|大|的|代表|党员|支部)会)(?:我们?)?[^,，。谁哪]{{0,8}}(?:{_STAYS_AWAY})[^,，。]{{0,6}}")
# Who was told of a meeting and will not be there.
cannot_come = holds(
    rf"[来去到]不(?:了|到|成|赢|起)|参加不了|没得?空|有事|{_STAYS_AWAY}",
    r"会|[\d一二三四五六七八九十]+[号日]|[明后]天",
    never=rf"谁|哪|^(?!.*(?:{_STAYS_AWAY})).*[?？吗]",
)


def number_in(text: str) -> int | None:
    """Return the number of a decision that a line names anywhere, such as D010到哪一步了."""
    found = names_number(text)
    return int(found["number"]) if found else None


# Whether what is to be taken back is a meeting or its notice, and not what it was about: 会议通知.
is_of_the_notice = whole(
    r"(?:发的|发出的|这个|那个)*(?:会议?)?(?:的)?通知|(?:[^,，。]{0,6})?(?:大会|[代表员委]会|会议?)(?:通知|不开了?)?",
    around=" 。，,",
)


_TITLE_ASKS = re.compile(r"^(?:列表|清单|有哪些|有些啥)|^(?:的|了|到|那|权)|[?？]$|哪一?步|[没吗呢]$|没有$")
_PROPOSES = Pattern(
    r"^(?:我们?|咱们?)?(?:支部|党支部)?(?:想|要|准备|打算)+(?:提议|提请|提出|提一?[件个]事情?)[,，:：]?(?P<first>.{3,})$|"
    r"^(?:我们?)?(?:想|要|准备|打算)(?P<last>.{4,}?)[,，](?:想|我)?提议(?:一下|哈)?$|"
    r"^(?:我们?|咱们?)?(?:党)?支部(?:想|要|准备|打算)(?P<then>.{3,}?)[,，]?(?:提|拿)出来(?:给)?大?家?.{0,3}议.{0,4}$|"
    r"^(?:我们?|咱们?)?(?:村[里上]|社区|支部|党支部)?(?:想|要|准备|打算)(?P<four>.{3,}?)[,，。]?(?:准备|打算|想|要)*(?:走|按|用|上|启动|过)(?:一?[下遍])?四议.{0,6}$|"
    r"^我(?:代表支部)?提议[,，:：]?(?P<mine>(?!的|了|那|.*星).{3,})$"
)
_SUGGESTS = Pattern(
    r"^(?P<first>.{4,}?[,，。])?(?:我们?)?(?:想|能不能|可不可以)?(?:想|请|建议|希望)(?:请|让)?(?:村?党?支部|村[里上]|社区|居委会?)"
    r"(?:研究|考虑|议)(?:一下|下)?[,，]?(?P<what>.{3,})$|"
    r"^(?:我们?|大家)?(?:想|要)?(?:提(?:一?[个点条])?)?(?:小)?建议[,，:：\s]*(?:是)?(?P<plain>(?![,，]|有|采|好久|哪|咋|怎|.*[\d一二三四五][颗个]?星).{4,})$|"
    r"^我?(?:觉得|认为)(?P<thinks>(?:村[里上]?|社区|我们村|[一二三四五六七八九十\d]+组)[^,，。]{0,6}(?:该|应该|可以|要)(?:建|修|装|搞|弄|加|设|换|安|种|添).{2,})$"
)


def read_title(text: str, moment: datetime) -> str | None:
    """Return what is proposed; None for words that only ask about a proposal."""
    said = text.strip()
    return None if _TITLE_ASKS.search(said) else said


def proposal_line(text: str) -> str | None:
    """Return the proposal in 我们支部想把路灯修一下，提出来大家议; None for any other line."""
    found = _PROPOSES.search(text.strip(" 。.!！"))
    return f"提议 {next(filter(None, found.groups())).strip()}" if found else None


def suggestion_line(text: str) -> str | None:
    """Return the suggestion in 我想让支部研究一下三组装路灯; None for any other line."""
    found = _SUGGESTS.search(text.strip(" 。.!！"))
    what = found and (found["plain"] or found["thinks"] or f"{found['first'] or ''}{found['what']}")
    asked = found and not found["what"] and asks(text)
    return f"建议 {what.strip()}" if what and not asked else None


# What a village would like to have, without a word of who decides: 我们还想修二组的水渠.
_WISHES = whole(
    r"(?:我们|咱们?|村[里上]?|社区|[一二三四五六七八九十\d]+组|支部)+(?:还|也|又|都)*(?:想|打算|准备|计划)(?:要)?"
    r"(?P<what>(?!去)(?:把|给|在)?[^,，。?？]{0,8}?(?:修|建|装|铺|换|挖|盖|硬化|安|租出|流转|买)[^,，。?？]{2,})",
    r"村[里上]?的(?P<thing>[^,，。?？]{2,8}?)(?:想|打算|准备|要)(?:把它)?(?P<how>租出去|流转出去|承包出去|卖掉|修一?下|翻修一?下?|拆了?重建)",
    around=" 。.!！",
)
_OF_A_DAY = re.compile(r"小时|[今明后昨]天|[上下]午|\d[号日点]|一起|帮")


def wish(word: str) -> Callable[[str], str | None]:
    """Return what makes of a village's wish the line that brings it forward with a word; None of any other text."""

    def line(text: str) -> str | None:
        found = None if _OF_A_DAY.search(text) else _WISHES(text)
        return f"{word} {found['what'] or found['thing'] + found['how']}" if found else None

    return line


_RESULT = (
    r"(?=.*(?:花|用|共|总)[了计]?\D{0,4}(?:\d|[一二三四五六七八九十两]+[万千百]))"
    r".*(?:好|完|成|齐|通|亮)了|完工了|竣工了"
)
_PROGRESS = (
    r"一半|[动开]工了|开始(?:装|修|建|铺|挖|清)|进场了|到货|完成了?(?:\d|[一二三四五六七八九]成)|"
    r"正在(?:装|修|建|铺|挖)|拖到[\d下明]|才(?:能|得行)(?:办|做|修|装|弄|搞|建)完|才(?:办|做|修|装|弄|搞|建)得完"
)
_OF_A_DEED = r"小时|分钟|[?？吗]|没有?$|我们?(?:去|把|帮|跟|和)"
_NOT_POSTED = holds(r"哪[些几个]|有没有", r"(?:[没未](?:有|得)?|[该要]|等着?)(?:公示|公布|公开|晒)")


def still_to_post(text: str) -> Collection[DecisionState] | None:
    """Return in which states is what a text asks for that is still to be put up: 哪些村还没公示结果; else None."""
    if not _NOT_POSTED(text):
        return None
    return RESOLVED if "决议" in text else IMPLEMENTING if "结果" in text else RESOLVED | IMPLEMENTING


# A whole text that says that what waits for it is to be put up: 公布结果.
wants_posted = whole(
    r"(?:对[,，]?|那就|那|就|可以|要|把)*(?:决议|结果|实施结果|它)?(?:公布|公示|[贴晒](?:出[去来]|到群里头?)|发(?:到群里头?)?)(?:决议|结果|实施结果|出[去来]|到群里头?|了|吧|嘛)*",
    around=" 。.!！",
)
names_posting = re.compile("决议|结果").search
# What tells what came of something, with what it has cost.
is_result = holds(_RESULT, never=_OF_A_DEED)
# What tells how something goes on; what a meeting will look at, or has looked at, is not yet done.
is_progress = holds(_PROGRESS, never=rf"{_OF_A_DEED}|开[^,，。；;]{{0,8}}会|会议|方案是")
# Who asks which of the five powers was used on something.
asks_of_powers = holds(r"哪[些几]?个?权|五权", r"用|使|行使|缺|凭")
# Who objects and says as well what is wrong, unless he asks.
tells_why = re.compile(
    r"^(?!.*(?:星级|[颗个四五三]星|评星)).*(?:不同意|有意见|不赞成|反对|有异议)(?:[修装建铺][^,，。]{0,8})?[,，:：\s]+.{3,}|"
    r"^(?!.*(?:哪|谁|咋|怎|星)).{4,}[,，。\s]+我们?(?:有意见|不同意|不赞成|反对|有异议)[。!！]*$|(?:我觉得|我认为|我看)[^,，。]{0,12}(?:不该|不应该|不能).{4,}"
).search


_CLAUSE = re.compile(r"[，,；;。：:]")


def first_clause(title: str) -> str:
    """Return a title up to its first stop, unless that is hardly anything."""
    first = _CLAUSE.split(title, maxsplit=1)[0]
    return first if len(first) >= 4 else title


_TITLE_COST = re.compile(
    r"[，,。；;\s]+(?:大概|大约|预计|约|要|花费?|需要|共|总共)*(?P<cost>\d[\d.]*(?:多)?(?:[万千百]?(?:元|块)|万).*|不[花用要]钱)$",
    re.DOTALL,
)


def split_cost(title: str) -> tuple[str, str]:
    """Return (what is proposed, what it costs and where that comes from); no cost where none is said at the end."""
    found = _TITLE_COST.search(title)
    return (title[: found.start()], found["cost"].strip(" 。")[:40]) if found else (title, "")


def is_general(text: str) -> bool:
    """Return whether a question is about whatever was decided, and names nothing."""
    return len(_SIGNS.sub("", _GENERAL.sub("", text))) < 2
