"""A report cut into the stretches of text that tell of one deed each."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from bot.language.counts import Count, find_counts, unitless
from bot.language.days import Said, find_days
from bot.language.model import details
from bot.language.numerals import to_whole
from bot.language.pattern import Pattern
from bot.language.people import PERSON, NamePattern
from bot.language.places import place_spans
from bot.language.spent import PART, Spent, find_spent
from bot.language.text import Span, blanked, overlaps, spans_of, without
from bot.language.values import Message

CATEGORY_CODES = {
    "走访民情": "visit", "帮扶关爱": "care", "矛盾调解": "mediation", "环境卫生": "sanitation", "政策宣传": "publicity",
    "平安应急": "safety", "便民代办": "convenience", "产业就业": "livelihood", "公益劳动": "facility",
    "文明新风": "civility", "组织生活": "party_life", "其他": "other",
}  # fmt: skip
OTHER = "other"
# A deed is named where the likeliest category stands out this far.
_DEED = 0.55
# 到移民户家里做搬迁动员 is a visit or publicity, and a deed.
_ONE_OF_TWO, _SHORT = 0.85, 4
_CLEAR = 0.7
_SEPARATOR = Pattern(r"[,，;；。、!！\n\s]+(?:\+\s)?")
_EDGES = ",，、!！ "
_STRONG = Pattern(r"[;；。\n]|\s\+\s")
_MARK = "\x01"
NUMBERED = Pattern(
    rf"{_MARK}+\s*|(?:^|(?<=[\n\s;；。,，:]))\s*(?:\d{{1,2}}[)）.、:](?!\d)|[一二三四五六七八九十][)）、.](?=\S{{3}})|第[一二三四]件?[,，:是]|[一二三四五]是(?!一)|其[一二三四](?!中|他|它))\s*|"
    r"\s*(?:[(（](?:\d|[一二三四五六七八九十])[)）]|\ufffd(?![小个钟分时点]))\s*"
)
_LISTED = Pattern(r"[;；\n]")
_LISTS = Pattern(r"[;；。\n\ufffd\x01]|\s\+\s|\d[、)）]|(?<!\d)\d\.(?!\d)")
# A number before a deed of several, whatever number stands behind it: 2.12月24日…, ②三天前…; 2.5小时 is none.
_ENUMERATED = Pattern(
    r"(?:(?P<line>^|(?<=[\n;；。:]))|(?<=[\s,，]))[(（]?(?P<n>\d{1,2}|[一二三四五六七八九十])(?:[)）.、]|:(?!\d)) ?"
    r"(?![\d.]+\s?(?:个?(?:半|小时|钟头)|h|公?里|米|[斤亩吨元万倍]))(?=\S)"
)
_CIRCLED = Pattern(r"(?:^|(?<=[\n\s;；。,，:]))\ufffd(?![小个钟分时点])")
# 扫街然后理书; 上午扫街下午理书，各1h in one breath.
_THEN = Pattern(
    r"[一-龥](?=然后|随后)|(?:上午|早上|今早|中午)[^,，。;；\n]*?[一-龥](?=(?:下午|晚上|傍晚).*(?:各|分别))"
)
_PLUS = Pattern(r"\s\+\s*(?=[^\d\s])")
_ASIDE = Pattern(r"[(（][^()（）,，;；。\n]{1,12}[)）]")
_FRESH = Pattern(
    rf"(?:{PART})|白天|然后|接着|完了|又(?!是)|另外|还(?!有[^,，]{{0,3}}没|没|给力)|再|后来|之后|随后|后头|回来|顺路|顺便|顺[手带](?=[帮给把替又])|后又|对了|转头"
)
_SAME_PERSON = Pattern(
    r"等[^,，。]{1,4}又|(?:又|然后)?接着[弄做搞干]|[^,，。]{0,2}才[走回]|合起来|扣|刨[去开]|除去|(?:顺便|顺手|顺路|又|还|再|然后)?(?:帮|给|陪|替|为|和|跟)?[他她它](?!们?[村组社])"
)
_PARTICLES = Pattern(
    r"[了过着的完]|一下子?|一哈|\s|[历耗用]时|(?:服务)?时长|[总一]共|(?:前后|[花搞干])(?:快|大概|差不多)?$"
)


def listed(message: Message) -> Message:
    """Return the message with a sign that is no number where the deeds of a list are numbered."""
    counted = _counted_on(message.text)
    circled = [match.span() for match in _CIRCLED.finditer(message.text)]
    return replace(message, text=blanked(message.text, circled + (counted if len(counted) > 1 else []), _MARK))


def _counted_on(text: str) -> list[Span]:
    """Return where the numbers of a list stand that goes on from one."""
    counted = list[Span]()
    for match in _ENUMERATED.finditer(text):
        number, on_a_line = to_whole(match["n"]), match["line"] is not None
        if number == 1 and (on_a_line or not counted):
            counted = [match.span()]
        elif number == len(counted) + 1 and (on_a_line or not text[match.end()].isdigit()):
            counted.append(match.span())
    return counted


@dataclass(frozen=True)
class DeedText:
    """A message, or the part of it that tells of one activity, with the times, days and counts said there."""

    whole: Message
    start: int
    end: int
    spent: tuple[Spent, ...]
    days: tuple[Said, ...]
    counts: tuple[Count, ...]

    @classmethod
    def of(cls, message: Message) -> "DeedText":
        """Return the message with everything that is found in it."""
        message = replace(message, text=_DOTTED.sub(_with_colons, message.text))
        text = message.text
        named = find_days(message)
        spent = _told_once(find_spent(text, spans_of(named, unitless(text))), text)
        days = tuple(said for said in named if not _ends_hours(said, spent, text))
        told = [span for one in spent for span in one.stretches]
        taken = [*told, *spans_of(days), *place_spans(text)]
        counts = tuple(
            [one for one in find_counts(blanked(text, spans_of(days))) if not overlaps((one.start, one.end), taken)]
        )
        return cls(message, 0, len(text), spent, days, counts)

    def part(self, start: int, end: int) -> "DeedText":
        """Return the piece between two positions of the whole message."""
        return DeedText(
            self.whole,
            start,
            end,
            tuple([one for one in self.spent if start <= one.start < end]),
            tuple([one for one in self.days if start <= one.start < end]),
            tuple([one for one in self.counts if start <= one.start < end]),
        )

    @cached_property
    def message(self) -> Message:
        """The piece as a message of its own."""
        return self.whole.part(self.start, self.end)

    @property
    def text(self) -> str:
        """What is said before the end of the piece, for looking back from a position."""
        return self.whole.text[: self.end]

    @cached_property
    def taken(self) -> list[Span]:
        """Where times and days are said, with a 从 before them, counted from the beginning of the piece."""
        told = [span for one in self.spent for span in one.stretches] + [(one.start, one.end) for one in self.days]
        text, here = self.whole.text, self.start
        return [(max(start - text.endswith("从", 0, start) - here, 0), end - here) for start, end in told]

    @cached_property
    def action(self) -> str:
        """The text without times, counts and particles."""
        counted = [(one.start - self.start, one.end - self.start) for one in self.counts if not one.persons]
        text = without(self.whole.text[self.start : self.end], self.taken + counted)
        return _LEAD.sub("", _PARTICLES.sub("", text).strip(" ,，。、;；:!"))

    @cached_property
    def category(self) -> str:
        """The likeliest category of the piece."""
        full = details("活动", self.whole.text[self.start : self.end])
        if len(self.action) > 1 and (len(self.days) + len(self.spent) > 2 or max(full.values()) < _CLEAR):
            # Among many times the deed itself is what tells.
            alone = details("活动", self.action)
            full = {name: chance * alone[name] for name, chance in full.items()}
        return CATEGORY_CODES.get(max(full, key=full.__getitem__), OTHER)

    @cached_property
    def acts(self) -> bool:
        """Whether it says that something was done, not only when, how long or with whom."""
        if len(self.action) < 2 or IDLE.fullmatch(self.action) or _ONLY_WHERE.fullmatch(self.message.text):
            return False
        first, second = list(details("活动", self.action).values())[:2]
        either = first + second >= _ONE_OF_TWO and len(self.action) > _SHORT
        return _DOES.search(self.action) is not None or first >= _DEED or either

    @property
    def anchored(self) -> bool:
        """Whether it has a time, a day or a number of its own."""
        return bool(self.spent or self.days or self.counts) or re.match(PART, self.text[self.start :]) is not None


# 12.30-16.30 are hours, as no report is of two months; 7.10-7.15 and 6.30-7.10 are days.
_DOTTED = Pattern(
    r"(?<![\d.:/])(?P<from>\d{1,2})\.(?P<past>[0-5][05])(?:\s?[-~]+\s?|[到至])(?P<to>\d{1,2})\.(?P<over>[0-5][05])(?![\d.日号])"
)


def _with_colons(match: re.Match[str]) -> str:
    hours = int(match["to"]) - int(match["from"])
    days = hours in (0, 1, -11) and (hours == 0 or match["over"] < match["past"]) and match["over"] != "00"
    return match[0] if days else match[0].replace(".", ":")


def _told_once(spent: Sequence[Spent], text: str) -> tuple[Spent, ...]:
    """Return the amounts, one that only sums up the other as one with it: 八点到十一点值守，…，共三小时."""
    spent = _of_the_work(spent, text)
    sums_up = len(spent) == 2 and (spent[1].total or (spent[0].starts and spent[1].each))
    sums_up = sums_up and not re.search(rf"[{_MARK}\n;；。]", text[spent[0].end : spent[1].start])
    if sums_up and not spent[0].within and spent[0].minutes == spent[1].minutes:
        spent = (replace(spent[0], end=spent[1].end, within=(spent[0].end, spent[1].start)),)
    return tuple(spent)


# How long something made lasts, beside how long it took to make: 成片18分钟，制作6小时; 十分钟的小品，排练三小时.
_LENGTH_OF = Pattern(
    r"(?:片长|成片|成品|全长|全片|(?:片|视频|[剪录拍][了个段条]*)[^。;；\d]{0,10}时长)[^,，。\d]{0,3}$"
)
_LONG_WORK = Pattern(r"的[^,，。\d]{0,5}(?:片子?|视频|小品|广播|节目|动画|录音|短剧|快板|戏)")
_MADE_IN = Pattern(r"(?:[耗用费历]时|制作|剪辑?|录制?|拍摄?|整理|排练?|后期|[做忙花弄搞]了?)[^,，。\d]{0,4}$")


def _of_the_work(spent: Sequence[Spent], text: str) -> Sequence[Spent]:
    """Return the amounts without the lengths of what was made, where it is told how long it took to make."""
    lasts = [one for one in spent if _LENGTH_OF.search(text[: one.start]) or _LONG_WORK.match(text, one.end)]
    made = [one for one in spent if one not in lasts and _MADE_IN.search(text[: one.start])]
    return made if lasts and len(lasts) + len(made) == len(spent) and made else spent


def _ends_hours(said: Said, spent: Sequence[Spent], text: str) -> bool:
    """Return whether a day only says when a stretch of hours ended: 昨晚十点到今早两点."""
    if any(one.starts and one.start < said.start < one.end for one in spent):
        return True
    before = text[: said.start]
    return before.endswith("到") and text[said.start] == "今" and re.search(r"昨[晚夜天]|前[晚夜]", before) is not None


_LEAD = Pattern(
    rf"^(?:{PART}|我们?|又|还|再|去|到|在|然后|接着|另外|完了|自己|顺路|顺便|第?[一二三四五\d]+[组社栋号楼]|[)）.、①-⑳\ufffd])+"
)
_DOES = Pattern(r"^(?:给|帮|替|陪|把|为)[一-龥]{3,}")
_ONLY_WHERE = Pattern(r"\s*在[一-龥]{1,5}[口边头上里旁内处站院村社组路街桥坝场][,，\s]*")
IDLE = NamePattern(
    rf"(?:我?(?:[和跟与同]|会同|带上)|(?:参加|参与|同行|同去|队员|人员|搭档|配合)(?:人员|者)?[:：]?\s?)(?:{PERSON}[、和]?)+(?:一[起道路块同]|共同)?|(?:快|差不多|大概|大约|将近|花|用|干|还|哈|完毕|就这些|麻烦|搞定|谢|不对|错|是|惨|等|躲|效果不错|群众都?很?满意|扣|请|麻烦|记上|堵得?|厉害|热|冷|吃饭|涨大?水|[下落]大?[雨雪]|刮大?风|停[水电]|打雷|加起来|拢共|总共|每户|一户|不到|就算|[都全同]在[一-龥]{{1,4}}$|[首次当]日|[两三四]段|也?可能|没[做干搞]|活动|安排|啥|无|[嘛哈哦哟嘞吧点多些户家]|服务内容|[费为]时|时长|日期|时间|地点|[:：;；()（）+]|放假|签字|才|共|[四五六七八九十]|我|大家|一共|总共|每|各|都|个|人|来|去|在|到|跟|和|一起|一路|走路|加上|又|接着|弄|辛苦|累|没|不|记|好|天|两|三|件|事|说|弄|搞|归一|分别|连着|晚上|傍晚|早上|上午|下午|合计|左右|除外|饭点|中途|中间|路上|就|占|堵车|吃了?饭|含?午饭|净时?|实际|休息|歇气|歇|路上的|到家|刚|回来|下山|收[工摊场]|[下散]课|散[会场了]|完工|结束|结果|上来|下去|转来|往返|来回|又是|算|那就是|都是|,|[^\w\s])+"
)


@dataclass(frozen=True)
class _Clause:
    """A stretch of text with what decides about cutting before it."""

    piece: DeedText
    fresh: bool
    numbered: bool
    same_person: bool
    strong: bool
    listed: bool

    @property
    def begins(self) -> bool:
        """Whether a day, a part of the day or a word like 然后 stands at its beginning."""
        return self.fresh or bool(self.piece.days)


def pieces(whole: DeedText) -> list[DeedText]:
    """Return the stretches of text that tell of one activity each."""
    if _tells_one(whole):
        return [whole]
    clauses = _clauses(whole)
    gathered: list[list[_Clause]] = []
    for index, clause in enumerate(clauses):
        if gathered and not _opens(gathered[-1], clause, clauses[index + 1 :]):
            gathered[-1].append(clause)
        else:
            gathered.append([clause])
    return _without_sum(_one_for_each([whole.part(start, end) for start, end in _with_deeds(gathered)]))


def _without_sum(parts: list[DeedText]) -> list[DeedText]:
    """Return the parts; what is said last of all of them together is of none alone: …2小时，…1小时，一共3小时.

    How long the last one took is open where the times do not add up to it.
    """
    last = parts[-1]
    if len(parts) < 2 or not (last.spent and last.spent[-1].total):
        return parts
    *told, total = [one for part in parts for one in part.spent]
    if len(last.spent) > 1:
        return [*parts[:-1], replace(last, spent=_summed(last.spent, told))]
    return parts if told else [*parts[:-1], replace(last, spent=(replace(total, minutes=None),))]


def _one_for_each(parts: list[DeedText]) -> list[DeedText]:
    """Return the parts with the amounts told at the end, one after another: …，上午一个小时，下午三个小时."""
    if len(parts) < 2 or [len(part.spent) for part in parts] != [0] * (len(parts) - 1) + [len(parts)]:
        return parts
    *others, own = parts[-1].spent
    tail = replace(own, start=parts[-1].spent[0].start, within=(own.start, own.start))
    each = [replace(one, start=part.end, end=part.end) for one, part in zip(others, parts, strict=False)]
    return [replace(part, spent=(one,)) for part, one in zip(parts, [*each, tail], strict=True)]


def _summed(spent: Sequence[Spent], told: Sequence[Spent]) -> tuple[Spent, ...]:
    """Return the times of the last part with the sum of all that was told taken into the one before it."""
    *others, own, total = spent
    minutes = own.minutes if sum([one.minutes or 0 for one in told]) == total.minutes else None
    return (*others, replace(own, end=total.end, within=(own.end, total.start), minutes=minutes))


def _tells_one(whole: DeedText) -> bool:
    """Return whether nothing is said that could begin another activity: no day, second time, number, stop or 然后."""
    text = whole.whole.text
    if len(whole.spent) == 1 and whole.spent[0].total and len(whole.days) < 2 and not _LISTS.search(text):
        return True
    begins = _STRONG.search(text) or NUMBERED.search(text) or _FRESH.search(text, 1)
    return not (begins or whole.days or len(whole.spent) > 1) and text == text.strip(_EDGES)


def _opens(group: Sequence[_Clause], clause: _Clause, rest: Sequence[_Clause]) -> bool:
    """Return whether another activity begins here: both sides name a deed and stand on something of their own."""
    if clause.numbered or _has_its_own_time(group, clause, rest):
        return True
    if clause.same_person or not _acts(group):
        return False
    if not clause.piece.acts:
        return _leads_on(group, clause, rest)
    lasts = _lasts([clause, *_until_next_deed(rest)])
    if not (clause.begins or clause.strong) and _only_roughly(group) and lasts:
        # 值了一上午路口，劝戴头盔，三个半小时: the amount says exactly what the part of the day said roughly.
        return False
    # 给婆婆送柴。打扫院坝1小时: of another kind than all before it.
    apart = clause.listed or _lasts(group) or clause.piece.category not in [one.piece.category for one in group]
    return (clause.strong and (clause.begins or (lasts and apart))) or (
        any(one.piece.anchored for one in group) and (clause.begins or (_lasts(group) and lasts))
    )


def _has_its_own_time(group: Sequence[_Clause], clause: _Clause, rest: Sequence[_Clause]) -> bool:
    """Return whether 然后, a day or a stop parts two deeds, however rare, each with its own time.

    The second may be the same once more: 上午在3栋贴40分钟，下午在9栋，1小时.
    """
    if clause.same_person or not (clause.strong or clause.begins):
        return False
    own = [clause, *itertools.takewhile(lambda one: not one.listed, rest)] if clause.listed else _own(clause, rest)
    return _lasts(group) and _lasts(own) and _tells(group) and _tells(own if clause.listed else [clause, *rest])


def _leads_on(group: Sequence[_Clause], clause: _Clause, rest: Sequence[_Clause]) -> bool:
    """Return whether a clause without a deed belongs to the deed that follows: 下午，… and 6点到8点，…"""
    ahead = _until_next_deed(rest)
    if clause.begins and len(ahead) < len(rest) and not any(one.strong for one in ahead):
        return _lasts(group) or clause.strong
    return bool(not ahead and rest and clause.piece.spent and _lasts(group) and not rest[0].piece.spent)


def _acts(clauses: Iterable[_Clause]) -> bool:
    return any(clause.piece.acts for clause in clauses)


def _tells(clauses: Iterable[_Clause]) -> bool:
    return any(clause.piece.action and not IDLE.fullmatch(clause.piece.action) for clause in clauses)


def _lasts(clauses: Iterable[_Clause]) -> bool:
    return any(clause.piece.spent for clause in clauses)


def _only_roughly(clauses: Iterable[_Clause]) -> bool:
    spent = [one for clause in clauses for one in clause.piece.spent]
    return bool(spent) and all(one.assumed for one in spent)


def _own(clause: _Clause, rest: Sequence[_Clause]) -> Sequence[_Clause]:
    """Return a clause up to the next deed; one without a deed (在村口) is of the deed that follows."""
    ahead = _until_next_deed(rest)
    deed = [] if clause.piece.acts else [one for one in rest[len(ahead) :][:1] if not (one.strong or one.begins)]
    return [clause, *ahead, *deed, *(_until_next_deed(rest[len(ahead) + 1 :]) if deed else ())]


def _until_next_deed(clauses: Sequence[_Clause]) -> Sequence[_Clause]:
    end = next((index for index, one in enumerate(clauses) if one.piece.acts or one.numbered), len(clauses))
    return clauses[:end]


def _with_deeds(gathered: list[list[_Clause]]) -> list[Span]:
    """Return the stretches, those that name no deed joined to the one before or, at the start, after."""
    joined: list[list[_Clause]] = []
    for group in gathered:
        if joined and (_heads(joined[-1], group) or not _stand_apart(joined[-1], group)):
            joined[-1] = joined[-1] + group
        else:
            joined.append(group)
    return [(group[0].piece.start, group[-1].piece.end) for group in joined]


def _heads(clauses: Sequence[_Clause], following: Sequence[_Clause]) -> bool:
    """Return whether a list is headed by this, which is no deed beside it: 今天的活儿：1、…"""
    told = any(one.numbered or one.piece.spent or one.piece.counts for one in clauses)
    return (following[0].numbered or clauses[-1].piece.message.text.endswith(":")) and not told


def _stand_apart(one: Sequence[_Clause], other: Sequence[_Clause]) -> bool:
    if _acts(one) and _acts(other):
        return True
    timed = (other[0].begins or other[0].strong) and _lasts(one) and _lasts(other)
    return (timed or other[0].numbered) and _tells(one) and _tells(other)


def _clauses(whole: DeedText) -> list[_Clause]:
    text = whole.whole.text
    numbered = {match.end() - len(match[0].lstrip()) for match in NUMBERED.finditer(text)}
    numbers = numbered | set(_bulleted(text)) | set(_added(whole))
    cuts = {match.end() for match in _SEPARATOR.finditer(text)} | {one.start for one in whole.days} | numbers
    cuts |= {match.end() for match in _THEN.finditer(text)}
    cuts |= {one.end for one in whole.spent if not re.match(r"\s*[的多地]", text[one.end :])}
    # …讲手机防骗下午三点到四点帮…, in one breath.
    cuts |= {one.start for one in whole.spent[1:] if one.starts and re.match(PART, text[one.start :])}
    aside = [match.span() for match in _ASIDE.finditer(text)]
    cuts -= {place for start, end in [*whole.taken, *aside] for place in range(start + 1, end)}
    cuts |= {0, len(text)}
    spans = [span for span in pairwise(sorted(cuts)) if not re.fullmatch(r"[,，;；。、\s]*", text[slice(*span)])]
    return [_clause(whole, start, end, numbered=start in numbers) for start, end in spans]


_BULLET = Pattern(r"[•·●◆■▪▶►👉📌✅✔🔸🔹🌟⭐✨➤](?=\s?[一-龥])")


def _bulleted(text: str) -> Iterator[int]:
    """Yield where a sign stands that stands before other deeds as well."""
    for bullet in _BULLET.finditer(text):
        if len(re.findall(f"{bullet[0]}(?=[^{bullet[0]}])", text)) > 1:
            yield bullet.start()


def _added(whole: DeedText) -> Iterator[int]:
    """Yield where a deed is added by a plus, with times or numbers of its own on both sides of it."""
    told = [start for start, _ in spans_of(whole.spent, whole.counts)]
    for plus in _PLUS.finditer(whole.whole.text):
        if told and min(told) < plus.start() and plus.end() <= max(told):
            yield plus.end()


def _clause(whole: DeedText, start: int, end: int, *, numbered: bool) -> _Clause:
    text = whole.whole.text
    return _Clause(
        whole.part(start, end),
        fresh=_FRESH.match(text[start:end]) is not None,
        numbered=numbered,
        same_person=_SAME_PERSON.match(text[start:end]) is not None,
        strong=_STRONG.search(text[max(0, start - 3) : start]) is not None,
        listed=_LISTED.search(text[max(0, start - 3) : start]) is not None,
    )
