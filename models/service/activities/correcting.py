"""What somebody says who takes a record back or wants it otherwise: which record, and what it should say; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.language.counts import find_counts
from bot.language.days import find_days
from bot.language.numerals import WHOLE, to_whole
from bot.language.pattern import Pattern
from bot.language.people import companions, is_name, persons
from bot.language.places import find_place, place_spans
from bot.language.spent import PART, find_spent
from bot.language.text import Span, overlaps, spans_of, without
from bot.language.values import Message, Reading
from models.service.activities.words import category_named

_LAST = Pattern(
    r"^(?:(?:实在|非常|真|很)?(?:不好意思|抱歉|对不起|您?你?好|麻烦)[您了]*[,，。\s]*)?(?:[哎哟呀啊]*(?:说|记|报|写|搞|弄|整)错了?[,，\s]*)?[^,，。]{0,3}(?:刚才|刚刚|刚|才|先[前头]|头先|早先|方才|将才|上头(?:报|那?一?条)|上一?条|上一?个(?!月|周|星期|礼拜)|上条|上一次|前[面头]?[那一]?条|前[面头]报\d|最后一条|最近[那一]?条|上面)|^那条"
)
_AT_ONCE = Pattern(r"^(?:哎[呀哟]?|妈呀|啊|我|[,，\s])*(?:撤|不对|错了|更正|取消|作废|不是|[说写报记打弄搞整][快错])")
_THAT_ONE = Pattern(r"[那这]条|那次|那个|的记录|的活动")
_JUST = r"(?:刚才|刚刚|将将|将才|方才|头先|才将|刚(?=[记报写登提发填录输打]))"
_THE_LAST = Pattern(
    rf"(?:{_JUST}|(?<![晚早])上|前面?)那?一?条|{_JUST}我?(?:[记报写登发填录输打]|提交|上报|填写|发送|登记)了?的|"
    rf"{_JUST}那个(?=$|[\s,，。!！~啊嘛吧哈搞弄记报写发填打错不])"
)
# The clause with 那条 in it tells which one is meant, and what follows what is wrong with it.
_NAMED_AS = Pattern(r"^[^,，。]{2,}?(?:[那这]一?条|那次|那回|那个(?!人)|的记录)[^,，。]*")
_ID = Pattern(
    r"(?:编号|记录号|单号|序号|id|no|#|第)\s?[:：#\s]*(?P<id>[a-z]{0,3}-?\d{2,}(?:-\d+)*)|(?<![a-z\d])(?P<letters>[a-z]{1,3}-?\d{3,}(?:-\d+)*)"
)
# What is taken back, if at all, by a command of its own: never the last record instead.
_NO_RECORD = Pattern(r"自评|星级|评星|异议|公示|提议|互评|报备|备案|免评|主题星|申诉|承诺|党费")
_NOT_THIS = Pattern(r"(?:不是|\s非(?=\d))(?P<old>[^,，。\s是]{1,14})")
_NEW = Pattern(
    r"(?:→|->|=>|[挪移]到|改(?!一?下)[成为到]?|(?<=[,，])该(?=[\d一二两三四五六七八九十])|更正[成为]?(?!一?下)(?=[\s:]*[\d一二两三四五六七八九十半大昨前上])(?!.*(?:应|改|实际|其实|是|→))|应该?[是为有]?|实为|实际是?|其实是?|换成|调[成为]|(?<!不)(?:算|记|归)(?:成|到|作|为)?(?!了|重|错)|(?<!予)以|加上|加个|补上|少(?:写|记|报)了|按(?![错到快])|"
    r"(?<!不)(?<!要)(?<!还)(?<!就)是|(?<!刚)才|扣掉[^,，]{0,4}[,，]|减去[^,，]{0,4}[,，])(?P<new>[^,，。!！]{1,24})"
)
_WRITTEN_AS = Pattern(
    r"(?:(?<=[条把,，。:：的那])|^)(?P<new>(?![我你他她]|刚|[一-龥]数(?:误|[写报记]))[^,，。:：条把的那]{1,14})(?:误?[写报记听打填]成|误[写报记打填]为)了?(?P<old>[^,，。]{1,14})"
)
_CHANGES = Pattern(
    r"→|->|=>|改|挪到|移到|漏|[多少][打写报记算]|不对[^,，]{0,3}[,，][^,，]*[\d一二两三四五六七八九十半]|更正|应该?[是为有]|应该|实际|其实|换成|调成|写成|记成|报成|(?:不是|\s非\d).{1,14}是|不是[^,，]{1,10}[,，]\s?(?=[\d一二两三四五六七八九十半])|是.{1,14}不是|实为|误[写报记打填]|也[在去来]了?$|加上|添上?|少[写记报]|扣掉|减去|归到|归成|算[成作]|才对|划掉|错|少了|多了|不对[,，。\s]*(?:是|才)"
)
# Without one of these nothing is taken back on one's own reading of it: “A0231 呢” asks, “A0231 谢谢” thanks, and of
# what is only said to be wrong (时间不对) nobody knows yet what it should say.
_TAKES_BACK = Pattern(
    r"撤|删|取消|作废|收回|去掉|抹|划|消|不算|不要|不作数|不[用再]?[要]?记|莫|别|勿|重|不该|不应|没[有去做干]|假的|测试|试[一试]|乱|瞎|白|没这回事"
)
_BARE_LENGTH = Pattern(
    r"(时长|时间|小时数?)[^,，。\d]{0,4}(?:\d(?:\.\d)?)?(?:改[成为到]?|→|->|应?为|是)\s?(\d(?:\.\d)?)$"
)
# 1.5改2, whichever record it is of, is of its length.
_ONE_FOR_ANOTHER = Pattern(
    r"^(?P<head>(?:[上那这]一?条|刚才那?条)?)\s*(?P<old>\d{1,2}(?:\.\d)?)改成?(?P<new>\d{1,2}(?:\.\d)?)$"
)
_BY_SO_MUCH = Pattern(
    r"(?:减|减去|少算|多算|[多少][报写记]了?|再?加|补|扣)(?:上|了|掉)?(?:\d[\d.]*|[一二两三半四五]+)\s?个?半?(?:小时|钟头|分钟|h|刻钟)(?!.*(?:应|改|实际|其实|[,，]是|才|按))"
)
# By how much it is otherwise, which of a day's records, who was not there, two changes at once: it is asked first.
_OPEN = Pattern(
    rf"{_BY_SO_MUCH.source}|第[一二三四五\d]条|上上一?条|(?:去掉|删掉|划掉|不算|没有|没得)(?!那?条|记录)[一-龥]{{2,4}}(?:$|[,，。])|(?:他|她|其实|根本)没[来去]|没[来去][,，]只有|"
    r"不是.{1,16}是.{1,16}不是.{1,16}是|不是(?:要|想)?改|把[一-龥]{2,4}从|[两三四五\d]个人一起|从[^,，]{2,12}(?:去掉|删[掉去]?|划掉)"
)
_MORE_PEOPLE = Pattern(r"加上|加个|少(?:写|记|报)了|补上|添上|漏了|还有|也[在去来]")
_ONLY_A_NUMBER = Pattern(WHOLE)
_OF_A_VALUE = Pattern(
    r"名字|姓名|人名|徒弟|同行的?人|时[间长]|小时|日期|(?<![多少岁])[一-龥]数(?!学|据)|数量|地点|地方|记错|[前后左右东西南北][山村头面]"
)
_SO_MANY = Pattern(r"[\d两三四五六七八九]+[一-龥]?\s*$")
_OF_A_NAME = Pattern(r"名字|姓名|人名|徒弟|人[写报记]错")
_OF_A_PLACE = Pattern(r"地点|地方|地址")
_LIKE_A_NAME = Pattern(r"[一-龥]{2,3}")
_OF_A_NUMBER = Pattern(r"[人次户件份袋棵盏]数|数量|几个|不是")
_PLAIN = Pattern(
    rf"的?(?:名字|姓名|人名|时[间长]|小时数?|日期|[人次户件份袋棵盏]数|数量|地点|类别|内容)|{PART}|"
    r"前[面头](?=[报记登写])|重复|发重|漏了[一-龥]{2,3}$|不要|打[了的]|登记?的|[多少][了]?一?个零|^[\d一二两三四五六七八九十]+[一-龥](?=写)|多写了|[写报]多了?|应该?是|应为|实为|改[成为到]|(?<=错)[咯嘛哈噻]|少[写记报]|报重|重复|多报|一条|[写报记点整]错|错|取消|不对|先别|不要|把|将|那天|[一二两三几]条|[早中]?[上下晚]午?的?|我想|给我|都|报的|写的|记的|核实一下|更正|作废|帮|我|活动|服务|记录|那条|这条|的|那次|删|撤|改|掉|了"
)


# That there were two deeds says nothing of how many of anything there were.
_TWO_DEEDS = Pattern(r"^不是(?:同)?一[件次回个](?:事)?[,，\s]*(?:是)?(?:两|2|二)[件次回个](?:事)?[。!的哈]*$")


def read_revoke(message: Message) -> Reading:
    """Return the record to take back, or what to replace in it; a day or time that is open is asked back."""
    other = no_record(message.text)
    if other is not None:
        return Reading("revoke", {"target": "last", "about": other})
    typed, message = message.text, _with_hours(message)
    changes = _CHANGES.search(message.text) and not _BY_SO_MUCH.search(message.text)
    replaced = _replacement(message) if changes else {}
    head = message.part(0, _head_end(message.text)) if replaced else message
    slots = _target(head, message)
    told = bool(replaced or _TAKES_BACK.search(message.text))
    return Reading(
        "revoke",
        slots | ({"replace": replaced} if replaced else {}),
        sure=told and not _is_open(replaced, typed),
    )


def _is_open(replaced: Mapping[str, Any], text: str) -> bool:
    """Return whether it must be asked first, as of a bare number, of which nobody knows what it counts."""
    bare = "count" in replaced and not replaced.get("unit") and not _OF_A_NUMBER.search(text)
    whole = (changed := _ONE_FOR_ANOTHER.search(text)) is not None and "." not in changed[0]
    # 名字错了，应该是谢老师: whether he came along or it was his, the record alone can tell.
    renamed = "with_person" in replaced and "名字错" in text
    return bare or whole or renamed or _OPEN.search(text) is not None or _TWO_DEEDS.search(text) is not None


def _with_hours(message: Message) -> Message:
    """Return the message with 小时 behind a mere number that a length is changed to: 时长1.5改2."""
    said = _ONE_FOR_ANOTHER.sub(r"\g<head>，改成\g<new>小时", message.said)
    return Message.of(_BARE_LENGTH.sub(r"\1，改成\2小时", said), message.sent_at)


# What is said right after a report about that report: it was otherwise, or somebody else was there too. A further deed
# (还有今天早上也抬了，一个小时; 不是改昨天的，是今天又抬了) is none of it.
_FURTHER = r".*(?:又|另外|不是(?:要|想)?改)|(?:还有|再加)[^,，]*(?:也|[今昨前]天|[早今昨]上|[上下中]午|\d+[号日])"
_FOLLOWS = Pattern(
    rf"^(?!{_FURTHER})"
    r"(?:不对|错了|[搞弄说写报]错|不是|改[成为到]|应该是|再?加上|再加|还有|少了|漏了|忘了)|才对[的哈嘛]*$"
)
_CAME_TOO = Pattern(
    r"^(?:还有|再加上?)?(?P<who>.{2,12}?)也(?:在|来|去|参加|一起)|"
    # Whoever has just reported names who did the same: 帮何光荣也记一下，他和我一起的.
    r"^(?:帮|给|替|把)(?P<too>[^,，。]{2,8}?)也?(?:记|报|加)(?:一下|上|一哈)?[,，]?[他她]们?[跟和与同]我(?:是)?一[起路]的?[。!]*$"
)
# Who was not there after all, and who was instead: 老蒲没去，是老唐.
_WAS_NOT = Pattern(
    r"^(?P<who>[^,，。我]{2,5}?)(?:那天|当时)?没(?:有|得)?(?:来|去|参加|在)(?:[,，。\s]*(?:去的)?是(?P<instead>[^,，。]{2,5}))?[。!]*$"
)
_OPENING_NO = Pattern(r"^(?:不对|错了|[搞弄说写报]错了?|应该是)[\s,，。]*(?:是|才)?")
DEED_CHARACTERS = 6
is_short = re.compile(".{1,16}", re.DOTALL).fullmatch


_OF_SEVERAL = re.compile(rf"^第(?P<place>{WHOLE})[条个件](?:[,，\s]*)(?P<what>.+)$", re.DOTALL)


def of_several(text: str) -> tuple[int | None, str]:
    """Return which of the deeds of one message a text is about, counted from 1, and what it says of that one."""
    found = _OF_SEVERAL.match(text)
    return (to_whole(found["place"]), found["what"]) if found else (None, text)


def follow_up(text: str, sent_at: datetime) -> dict[str, Any]:
    """Return what a text that `is_short` says otherwise of the report before it, by slot; empty for another text.

    A bare amount (不对，一个半) is in hours.
    """
    message = Message.of(text, sent_at)
    if _TWO_DEEDS.search(message.text) or (_CAME_TOO.search(message.text) and find_spent(message.text)):
        # 何光荣也去清沟了，3小时 is a deed of his own.
        return {}
    if people := _came_or_not(message):
        return people
    if counted := _RATHER.search(message.text):
        return dict(_measures(message.part(*counted.span("now")), counting=True))
    return _replacement(message) or _bare_hours(message) if _FOLLOWS.search(message.text) else {}


def lengths_in(text: str) -> list[tuple[str, int]]:
    """Return (deed in a word or two, minutes) of a text that says nothing else: 院坝会一个小时，劝架四十分钟."""
    found: list[tuple[str, int]] = []
    for clause in filter(None, re.split(r"[,，、;；。\s]+", text)):
        spent = find_spent(clause)
        deed = without(clause, spans_of(spent)).strip("了用花大概做搞弄")
        if not spent or spent[-1].minutes is None or not 2 <= len(deed) <= DEED_CHARACTERS:
            return []
        found.append((deed, spent[-1].minutes))
    return found


def lengths_of(said: Sequence[tuple[str, int]], told: Mapping[int, str]) -> dict[int, int]:
    """Return {number: minutes} where each deed that is `said` is one of those that were just told; else nothing."""
    found: dict[int, int] = {}
    for deed, minutes in said:
        fits = [at for at, what in told.items() if at not in found and (deed in what or set(deed) <= set(what))]
        if len(fits) != 1:
            return {}
        found[fits[0]] = minutes
    return found


# How many it was rather: 剪了八个不是七个.
_RATHER = Pattern(
    r"^[^,，。]{0,4}?(?P<now>[\d一二两三四五六七八九十]+[一-龥])[,，]?不是[\d一二两三四五六七八九十]+[一-龥]?[。!]*$"
)
# Whose `deed` changes none before it: 不是改昨天的，是今天又抬了一个小时.
tells_further_deed = re.compile(r"^不是(?:要|想)?改[^,，。]{0,8}[,，。\s]+(?:我?是)?(?P<deed>.{4,})$").search


def _came_or_not(message: Message) -> dict[str, Any]:
    """Return who came along as well, or who did not and who was there instead."""
    if (gone := _WAS_NOT.search(message.text)) and is_name(gone["who"]):
        return {"without_person": [gone["who"]]} | ({"with_person": [gone["instead"]]} if gone["instead"] else {})
    came = _CAME_TOO.search(message.text)
    named = _all_named(message.part(*came.span("who" if came["who"] else "too"))) if came else []
    return {"with_person": named} if named else {}


def _all_named(who: Message) -> list[str]:
    """Return the people named; a name that goes on is nobody whose name is its beginning: 李志清 is not 李志."""
    return [who.text] if is_name(who.text) else [name for name, _ in persons(who)]


def _bare_hours(message: Message) -> dict[str, Any]:
    found = find_spent(_OPENING_NO.sub("", message.text) + "小时")
    return {"hours": found[-1].minutes / 60} if found and found[-1].minutes else {}


def no_record(text: str) -> str | None:
    """Return what a text names that has a command of its own, so that no record is meant by it."""
    named = _NO_RECORD.search(text)
    return named[0] if named else None


def _target(head: Message, whole: Message) -> dict[str, Any]:
    """Return which record is meant: by its number, by its day and kind, or the last one."""
    numbered = _ID.search(whole.text)
    if numbered:
        group = "id" if numbered["id"] else "letters"
        return {"target": "id", "record_id": whole.said[slice(*numbered.span(group))]}
    if _LAST.search(head.text) or _THE_LAST.search(whole.text):
        return {"target": "last"}
    said = find_days(head)
    day = said[0].first if said else None
    named = _NAMED_AS.search(head.text)
    told = head.part(0, named.end()) if named else head
    left = without(told.text, spans_of(find_spent(told.text), [one for one in said if one.end <= len(told.text)]))
    deed = _PLAIN.sub("", left)
    # What is said of one record among several is never the last one, however strange the deed.
    category = category_named(deed, *((0.0,) if named and not day else ())) if len(head.text) > 3 else None
    if not (day or category):
        return {"target": "last"}
    if day is None and _AT_ONCE.search(head.text) and not _THAT_ONE.search(whole.text):
        return {"target": "last"}
    known = {"date": day.isoformat() if day else None, "category": category}
    return {"target": "match"} | {name: value for name, value in known.items() if value}


def _head_end(text: str) -> int:
    found = (_NEW.search(text), _NOT_THIS.search(text), _WRITTEN_AS.search(text))
    return min((match.start("new" if "new" in match.groupdict() else 0) for match in found if match), default=len(text))


def _replacement(message: Message) -> dict[str, Any]:
    """Return what the record should say instead, by slot: the last new thing that can be read."""
    instead = _instead_of(message)
    message, spans = _new_things(message)
    read = (dict(_values(message.part(*span), message)) for span in reversed(spans))
    comma = message.text.rfind(",")
    last_clause = dict(_values(message.part(comma + 1, len(message.text)), message, strict=True)) if comma >= 0 else {}
    found = next(filter(None, read), {})
    if "with_person" in found:
        return found | instead
    if found and comma > max(end for _, end in spans):
        # 应该记在前天，3个小时: what stands behind it belongs to it.
        return last_clause | found
    return found or _added(message) or last_clause


def _instead_of(message: Message) -> dict[str, Any]:
    """Return the people who were not there as was said: 不是老蒲，是林晓雨."""
    denied = [message.part(*match.span("old")) for match in _NOT_THIS.finditer(message.text)]
    named = [name for one in denied for name, _ in persons(one)]
    return {"without_person": named} if named else {}


def _new_things(message: Message) -> tuple[Message, list[Span]]:
    """Return the message without what it is said not to be, and where new things are said."""
    if (written := _WRITTEN_AS.search(message.text)) and "以" not in message.text:
        return message, [written.span("new")]
    message = replace(message, text=_NOT_THIS.sub(lambda match: " " * len(match[0]), message.text))
    return message, [match.span("new") for match in _NEW.finditer(message.text)]


def _added(message: Message) -> dict[str, Any]:
    """Return the people that a record is said to lack."""
    named = dict(_names(message, message)) if _MORE_PEOPLE.search(message.text) else {}
    return {name: said for name, said in named.items() if name == "with_person"}


def _values(new: Message, whole: Message, *, strict: bool = False) -> Iterator[tuple[str, Any]]:
    """Yield hours, day, number, people, place or category, as far as they are said."""
    adds_people = _MORE_PEOPLE.search(whole.text) is not None
    before = find_spent(whole.text[: whole.text.find(new.text)])
    told = before[0].minutes if before else None
    measured = dict(_measures(new, counting=not adds_people, told=told))
    yield from measured.items()
    if not strict and not measured:
        # What is said of a value is no category, though it cannot be read: 名字不是春声，是春生.
        classed = not (adds_people or _OF_A_VALUE.search(whole.text) or _SO_MANY.search(new.text))
        yield from ((name, said) for name, said in _names(new, whole) if classed or name != "category")


def _measures(new: Message, *, counting: bool, told: int | None = None) -> Iterator[tuple[str, Any]]:
    """Yield hours, day and number, as far as they are said; no hours where they are those that were `told` before."""
    spent, days = find_spent(new.text), find_days(new)
    if spent and spent[-1].minutes not in (None, told):
        yield "hours", round(spent[-1].minutes / 60, 2)
    if days and days[0].first and not (spent and days[0].start > spent[0].start):
        yield "date", days[0].first.isoformat()
    taken = [*spans_of(spent, days), *place_spans(new.text)]
    counts = [count for count in find_counts(new.text) if not overlaps((count.start, count.end), taken)]
    if counts and counting:
        yield "count", counts[0].number
        yield "unit", counts[0].unit
    elif counting and _ONLY_A_NUMBER.fullmatch(new.text.strip()):
        yield "count", to_whole(new.text.strip())


def _names(new: Message, whole: Message) -> Iterator[tuple[str, Any]]:
    named = _people(new, whole)
    if named and re.search(r"替|帮|代", new.text):
        yield "on_behalf_of", named[0]
    elif named:
        yield "with_person", named
    elif place := new.said.strip() if _OF_A_PLACE.search(whole.text) else find_place(new):
        yield "place", place
    elif category := category_named(new.text):
        yield "category", category


def _people(new: Message, whole: Message) -> list[str]:
    """Return who is named; where a name is spoken of, any two or three characters are one."""
    named = [name for name, _ in persons(new)] or list(companions(new))
    said = new.said.strip()
    alone = not named and _OF_A_NAME.search(whole.text) and _LIKE_A_NAME.fullmatch(said)
    return [said] if alone else named


# The one before, of several that were told just now.
one_before = re.compile("前[头面](?:那?一?条|那一?个)").search
# That what was taken back just now was the wrong one: 撤错了，要那条.
wrongly_taken_back = re.compile(r"(?:撤|撤销|撤回|取消|删)错|不(?:该|是要?)撤|[别莫]撤|要(?:那|这)条").search
# Why something was sent back: 为啥退我的, 退回的那个哪点不对.
asks_why_back = re.compile(
    r"(?:为[啥何什]么?|凭[啥什]么?子?|咋个?|怎么)[^,，。]{0,4}[退打](?:回)?(?:我|了|来|去)|[退打]回(?:来)?的?(?:那|这)?[个条]?(?:哪|啥|什么|为)"
).search
# Who takes back what he has just done names it by nothing else: 那个算了, 写错了，撤了, 不要了.
takes_just_back = re.compile(
    r"(?:那个|这个|那条|这条|刚才(?:那个|的)?|[写弄搞说报发]错了?|不对|哎[呀哟]?|算了|还是|就|[,，\s])*"
    r"(?:算了|撤[回销]?了?|不要了|不算数?了?|不作数|作废|取消)(?:吧|嘛|了|哈)*[。!！~\s]*"
).fullmatch
