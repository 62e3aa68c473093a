"""What a report says was done: deeds, each with its day, time, number, place and people; pure.

A value that is said and cannot be read for certain stays open and is asked for: no day is today, no amount is a part
of a number, because something else was not understood.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import zip_longest
from typing import Any

from bot.language.counts import DISPUTE, Count
from bot.language.data import any_of, words
from bot.language.model import detail
from bot.language.numerals import to_whole
from bot.language.pattern import Pattern
from bot.language.people import GREETING, KIN, PERSON, NamePattern, behalf, beneficiary, companions, name_header
from bot.language.periods import find_period
from bot.language.places import find_place
from bot.language.spent import PART, find_spent
from bot.language.text import blanked, plain, squeeze, without
from bot.language.values import Message, Reading
from models.service.activities.deeds import Deed
from models.service.activities.pieces import CATEGORY_CODES, DeedText, listed, pieces
from models.service.activities.tangled import is_tangled
from models.service.activities.times import (
    AHEAD,
    AS_IT_IS,
    DAY_MINUTES,
    amount,
    days_and_minutes,
    is_each_unit,
)
from models.values.wording import holds

_LONGEST_DESCRIPTION, OTHER = 60, "other"


_TIME_WORDS = Pattern(
    rf"(?:早中晚|早晚|上下午)各|[前后]半夜|(?:[,，。]\s?(?:(?:谢谢|多谢|谢了|辛苦了|麻烦了|就这些|完毕)[^,，]{{0,4}}|(?:敬?请|烦请|麻烦|劳烦)(?:您|你)?[^,，。]{{0,3}}[记登录][^,，。]{{0,6}}))+$|[,，]?[^,，]{{0,4}}(?:[号日天晚]|周.|星期.)[^,，\d]{{0,4}}(?:没去|没来|没参加|除外|不算)(?=$|[,，。])|"
    rf"(?<![巡守值熬完几每\d一两三四五六七八九十]){PART}(?=[^上里会巡班校哨检间]|$)|(?:晚上|夜里|早上)(?=[巡检])|[两三四五六\d]个(?:上午|下午|晚上)|(?:^|[,，])我?于(?=$|[,，、])|刚才|刚刚|^刚|(?:一共|总共|合计|共计|前后|大概|大约|差不多|将近|服务时长|时长|用时|耗时|历时|为时|共)[:：]?(?=\s|$|,|，|。)"
    r"|[^\s,，。:：]{0,6}[两三四五六七八九十\d][件项桩](?:事情?|活动?)?[:：]|^和?(?:各|每天|每晚|天天|分别)|(?:干|忙|做|搞|弄|花[了费]|用|待|耍)了?(?=\s|$|,|，|。)|每[天次]$|[,，]一天$|左右|(?:(?<![水电气话学党医社会])费了?|算|得|来回|累计|近|快|至少|最少|起码|接近)(?=\s?(?:$|,|，))|^本人|^我们(?=[^和跟与小])|^我(?=[^和跟与们])|^[他她](?=[给帮去在到把])|^于|^、|^和(?=都|[,，\s]|$)|[,，\s][每一][人位名户节场次家趟堂批组所台间封份把班]$|人均$"
    r"|^(?:[一二三四]一?个|第[一二三四]个?)(?:是|嘛)(?!不)|^[(（]?\d{1,2}[)）.、:](?!\d)|^[(（]?[一二三四五六七八九十][)）、.]|^[①-⑳•·●◆■▪▶►👉📌✅✔🔸🔹🌟⭐✨➤]|^(?:[一二三四五]是|其[一二三四])|\+$|(?:各|分别|每天|每次|天天)(?=\s|$|,|，)|[（(][\s,，、]*[)）]"
)


def read_deeds(whole: DeedText) -> tuple[Deed, ...]:
    """Return the activities that a message tells of, none when nothing but times and signs is left."""
    found: list[Deed] = []
    for piece in pieces(whole):
        found += _items(piece, found[-1] if found else None)
    return tuple(_accompanied(_shared(found, whole.whole), whole.whole) if len(found) > 1 else found)


def _items(piece: DeedText, before: Deed | None) -> Iterator[Deed]:
    """Yield the items of one stretch: one, or one for each of several days."""
    description = _description(piece)
    if not description:
        return
    item = _item(piece, description)
    if before and _THE_SAME.fullmatch(description):
        item = replace(item, category=before.category, description=before.description)
    if not piece.days:
        # Without a day of its own it is of the day named before it, or of this day.
        day, assumed, doubt = (
            (before.day, before.day_assumed, before.doubt) if before else (piece.whole.working_day, True, "")
        )
        yield _not_ahead(replace(item, day=day, day_assumed=assumed, doubt=doubt), piece.whole)
        return
    pairs = days_and_minutes(piece)
    # 16日、17日讲解，分别12人、8人: as many numbers of one unit as days are theirs.
    units = [one.unit for one in piece.counts]
    alike = [one for one in piece.counts if units.count(one.unit) == len(pairs) > 1][: len(pairs)]
    for (on, minutes, proposed, open_), count in zip_longest(pairs, alike):
        if count:
            item = replace(item, count=count.number, unit=count.unit)
        one = item if minutes is AS_IT_IS else replace(item, minutes=minutes, minutes_assumed=proposed)
        yield _not_ahead(replace(one, day=on, day_assumed=False, doubt=open_), piece.whole)


def _longer_than_so_far(item: Deed, message: Message) -> bool:
    """Return whether it would have taken longer than the day on which it was sent has passed."""
    local = message.sent_at
    return item.day == message.today and (item.minutes or 0) > local.hour * 60 + local.minute


# 7.13同，2h: the deed told before.
_THE_SAME = Pattern(r"(?:也是?|还是)?(?:同上?|同前|同样|一样|照旧)")
_LATER_TODAY = Pattern(r"今天?的?(?:(?P<afternoon>下午)|傍晚|晚上|夜里)|今[晚夜]")
_NOON, _EVENING = 12, 17


def _not_ahead(item: Deed, message: Message) -> Deed:
    """Return the item, its day open when its hours still lie ahead; 22:00-次日4:00 alone began the day before."""
    overnight = item.starts and item.ends and item.ends <= item.starts and item.starts > message.sent_at.time()
    if item.day_assumed and item.day == message.today and overnight:
        return replace(item, day=message.today - timedelta(days=1))
    ahead = item.day == message.today and (_is_later_today(message) or _ends_later(item, message))
    return replace(item, day=None, doubt=AHEAD) if ahead else item


def _is_later_today(message: Message) -> bool:
    later = _LATER_TODAY.search(message.text)
    return later is not None and message.sent_at.hour < (_NOON if later["afternoon"] else _EVENING)


def _ends_later(item: Deed, message: Message) -> bool:
    if item.ends is None:
        return False
    return item.ends > message.sent_at.time().replace(tzinfo=None) and (item.starts or item.ends) < item.ends


def _item(piece: DeedText, description: str) -> Deed:
    category = piece.category
    count, participants = _choose_counts(piece, category)
    minutes, assumed = amount(piece, piece.spent)
    clock = next((one for one in piece.spent if one.starts and one.minutes is not None), None)
    people = companions(piece.message)
    return Deed(
        category=category,
        description=description,
        minutes=minutes,
        minutes_assumed=assumed,
        count=count.number if count else None,
        unit=count.unit if count else None,
        day=None,
        day_assumed=True,
        starts=clock.starts if clock else None,
        ends=clock.ends if clock else None,
        with_persons=people,
        # 周一三组: the day is no part of the number.
        place=find_place(replace(piece.message, text=blanked(piece.message.text, piece.taken))),
        beneficiary=beneficiary(piece.message),
        participants=participants,
    )


# So many days, or each of them, said beside the days themselves.
_EVERY = Pattern(
    r"连?[着续]?[这那]?(?P<n>\d+|[两三四五六七八九十]+)个?[天晚]都?|[这那]几[天晚]|(?:每|一)[日天晚次](?:[上下]午|晚上|早上)?|天天|每(?=$|[,，])"
)


def _description(piece: DeedText) -> str:
    left = squeeze(without(piece.message.said, piece.taken))
    days = len({day for said in piece.days for day in said.days})
    if days > 1:
        left = _EVERY.sub(lambda every: every[0] if every["n"] and to_whole(every["n"]) != days else "", left)
    return plain(squeeze(_TIME_WORDS.sub("", left)))[:_LONGEST_DESCRIPTION]


_DOERS = Pattern(
    r"(?:一行|去了|我们|同组|同行|组织|带领?|率领?|偕同?|会同|邀约?|约上?|发动|召集|一行|支部|小组|全组|动员)[^,，\s]{0,4}$|我[和跟与、][^,，\s给帮]{1,14}$|^\s*|[,，]\s*(?:一共|总共|一起)?$"
)
_CAME = Pattern(r"[^,，\s]{0,6}?(?:都来|都去|都参加|参加|一起|到场|参与|一同|来了|出动|听)|[(（:：]?我")
# Who was brought along has done it as well, and is not who was served: 率两名战友为老人理发.
_LED = Pattern(r"(?:率领?|偕同?|会同|协同|伙同|约[上了]|邀约?|[喊叫]上)\||带[着了领]?\|[^,，]{0,8}[给为替帮]")
# 我以为有200本，数下来120本: what was thought, and what befell oneself (打了两个瞌睡), counts nothing done.
# Nor does what is told of who was helped: 他一个人带两个娃忙不过来.
_COUNTS_NOTHING = Pattern(
    r"(?:以为|原[定计来]|本来|估计|打算|计划(?![申表书])|说好|说是|看起|领[了取]|剩下?|失败)[^,，。\d|]{0,8}\||"
    r"\|(?:瞌睡|哈欠|喷嚏|盹|冷噤|寒颤|泡(?!菜)|口子|包(?=[,，。]|$))|"
    r"[,，。;；](?:[他她]|人家)们?(?:[^,，。;；了|]{0,8}|给我[^,，。;；|]{0,4})\|"
)
_DISPUTE_UNITS = {"起", "件", "桩", "宗", "次", "场", "处", "对"}
# 和老李、老王等5人, 全组12人, 4人，…
_ALL_OF_US = Pattern(r"\+\||等\|$|等\|[^数候]|(?:全组|全体|全队|全支部|我们组)\||^\|[,，]")
# 一户两桶，共18桶 says how many on each; 带两个小护士捡了三袋 what was done.
_ON_EACH, _DONE = Pattern(r"[一每](?:个?人|户|家)(?:发|送|给|拿|端)?去?了?$"), Pattern(r"(?:[了过]|共)$")
# 为新生代办续签，共9人: how many were served.
_SERVED = Pattern(
    r"[为给帮替][^,，。]*(?:办|送|发|剪|理|量|测|录|讲|教|拍|写)[^,，。]*[,，]\s?(?:一|总)?共$|[给替][一-龥]{0,3}的$"
)
_WE_CAME = Pattern(
    r"(?:一行|我们[^,，]{0,5}去了|我们|[)）]$|我[和跟与、][^,，\s给帮登录查访了量理教讲]{1,14})[^,，\s]{0,4}$|"
    r"(?:听课|听的|到会|参加|来了|来的|到场|听众|坐了|围了|听|共|到了)[^,，\d]{0,3}$"
)


def _choose_counts(piece: DeedText, category: str) -> tuple[Count | None, int | None]:
    """Return the count of what was done and the number of those who took part."""
    if not piece.counts:
        return None, None
    text = piece.text
    doers = [count for count in piece.counts if _took_part(count, text)]
    days = len({day for said in piece.days for day in said.days})
    done = [count for count in piece.counts if count not in doers and not is_each_unit(count, piece)]
    done = [count for count in done if not _ON_EACH.search(text[: count.start])] or done
    done = [
        count
        for count in done
        if not (_COUNTS_NOTHING.search(f"{text[: count.start]}|{text[count.end :]}") or (count.times and days > 1))
    ]
    if category == "mediation" and DISPUTE.search(piece.whole.text):
        done = [count for count in done if count.unit in _DISPUTE_UNITS]
    return _told_of(done, category, text), next((_all_of(count, text) for count in doers), None)


# What a category is counted in, where it is not hours (the taxonomy of services).
_USUAL_UNITS = {"visit": "户家", "publicity": "份次", "convenience": "件趟", "sanitation": "袋"}


def _told_of(done: Sequence[Count], category: str, text: str) -> Count | None:
    """Return the number that tells best how much was done; None where two say it as well: 跑了六家，打了48头."""

    def rank(count: Count) -> tuple[bool, ...]:
        # Things count before people, people before how often, and one of anything last.
        unusual = (count.unit or "-") not in _USUAL_UNITS.get(category, "")
        return count.number == 1, count.times, count.persons, unusual, not _DONE.search(text[: count.start])

    if not done:
        return None
    best, *others = sorted(done, key=rank)
    if best.number == 1 or best.times or best.persons:
        return best
    return None if any(rank(one) == rank(best) and one.unit != best.unit for one in others) else best


def _all_of(count: Count, text: str) -> int:
    """Return how many took part; who brought two along was the third."""
    return count.number + bool(_LED.search(f"{text[: count.start]}|{text[count.end :]}"))


def _took_part(count: Count, text: str) -> bool:
    before, after = text[: count.start], text[count.end :]
    if not count.persons or count.unit == "人次" or _SERVED.search(before):
        return False
    if _ALL_OF_US.search(f"{before}|{after}"):
        return True
    if text[: count.end].endswith(("个人", "号人")) and not re.search(r"[了过给帮教送接劝请的]\s?$", before):
        return True
    return bool(
        _LED.search(f"{before}|{after}") or (_DOERS.search(before) and _CAME.match(after)) or _WE_CAME.search(before)
    )


# A last clause with nothing in it but who was there speaks of all: …2小时，…1小时，汪洁搭手.
_ALONE_AT_THE_END = Pattern(
    r"[,，。;；\s](?:都是|都|还有)?(?:[跟和与]?[一-龥、]{2,12}(?:一[起路块道同]|搭[了把个]*手|帮忙|打下手|都在|也在|陪我))(?:去的|做的|的|搞的)?[。!！\s]*$"
)
_EACH_OF_THEM = Pattern(
    r"(?:^|[,，;；。\s])(?:各|分别|都是|每个)[^,，]{0,3}\d|各[一两三四五半]|(?:^|[,，;；。\s])[一每]天(?:都是)?[\d一两三四五半]"
)


def _accompanied(items: list[Deed], message: Message) -> list[Deed]:
    """Return the items, each with those who are said at the end to have been there."""
    people = items[-1].with_persons if _ALONE_AT_THE_END.search(message.text) else ()
    return [item if item.with_persons else replace(item, with_persons=people) for item in items]


def _shared(items: list[Deed], message: Message) -> list[Deed]:
    """Return the items, each with the minutes said last for all of them: 上午走访，下午调解，各2小时."""
    last = items[-1]
    if last.minutes is None or not _EACH_OF_THEM.search(message.text):
        return items
    each = find_spent(message.text)[-1].minutes
    return [item if item.minutes and item is not last else replace(item, minutes=each) for item in items]


_NAMES = (
    ("走访", "visit"), ("民情", "visit"), ("帮扶", "care"), ("关爱", "care"), ("调解", "mediation"),
    ("卫生", "sanitation"), ("宣传", "publicity"), ("平安", "safety"), ("应急", "safety"), ("便民", "convenience"),
    ("代办", "convenience"), ("产业", "livelihood"), ("就业", "livelihood"), ("公益", "facility"), ("劳动", "facility"),
    ("文明", "civility"), ("新风", "civility"), ("组织生活", "party_life"), ("其他", "other"),
)  # fmt: skip
_ASKING = Pattern(
    r"攒|服务|参加|活动|帮我|做好事|志愿|支部|记录|时长|小时|钟头|多少|几次|好多|今年|这个月|我|最多|哪个|谁|上个?月|本|的|那类|一共"
)


_CHARACTER = Pattern("[一-龥]")
_NAMED = 0.5


def category_named(text: str, least: float = _NAMED) -> str | None:
    """Return the category that a question or a correction names, by its name or by what was done; None when unclear.

    `least` is the probability from which what was done is clear.
    """
    for name, code in _NAMES:
        if name in text:
            return code
    left = _ASKING.sub("", text)
    if len(_CHARACTER.findall(left)) < 2:
        return None
    found, chance = detail("活动", left)
    return CATEGORY_CODES.get(found) if chance >= least else None


def read_report(message: Message) -> Reading:
    """Return the activities that the message reports, of the sender or of whom it is sent for."""
    message = listed(message)
    told = _REPORT_IT.search(message.text)
    asked = [told.span()] if told else []
    message = replace(message, said=blanked(message.said, asked, " "), text=blanked(message.text, asked, " "))
    name, (_, begins) = behalf(message) or name_header(message) or (_whose(message) if told else None) or (None, (0, 0))
    body = message.part(begins, len(message.text)) if name else message
    body = _without_word(body)
    opening = _OPENING.match(body.text)
    body = body.part(opening.end(), len(body.text)) if opening else body
    why = _BACKGROUND.match(body.text)
    body = body.part(why.end(), len(body.text)) if why else body
    whole = DeedText.of(body)
    items = read_deeds(whole)
    done = [item.description for item in items]
    if all(map(_YES_I_WENT.fullmatch, done)):
        return Reading("clarify", {"about": WHICH_ACTIVITY})
    if name:
        others = [tuple([one for one in item.with_persons if one != name]) for item in items]
        items = tuple([replace(item, with_persons=who) for item, who in zip(items, others, strict=True)])
    return Reading(
        "activity",
        {"on_behalf_of": name} if name else {},
        items,
        name,
        doubt=next(filter(None, [item.doubt for item in items]), ""),
        # One character may be all that is left of what was done: 帮忙.
        sure=max(map(len, done)) > 1
        and not (is_tangled(whole, items) or _says_too_little(items) or _HELD.search(message.text))
        and not (name is None and (told or _ENTERED.search(message.text)))
        and max([item.minutes or 0 for item in items]) <= DAY_MINUTES
        and not any(_longer_than_so_far(item, message) for item in items),
    )


_WORD_AGAIN = Pattern(r"(?<=\s)上报[:：\s]")


def _without_word(message: Message) -> Message:
    """Return a message in which the command's word, said again before a further deed, is no more than a new line."""
    new_line = partial(_WORD_AGAIN.sub, "\n  ")
    return replace(message, said=new_line(message.said), text=new_line(message.text))


# What was done to something by a storm or a beast is why something was done then; of rest nothing is booked.
_BACKGROUND = Pattern(
    r"[^,，。;；]{0,12}(?:歇|休息|躺)了?(?:[一两三四五六七八九十好几半\d]+个?|整)?(?:整?天|周|星期|礼拜|[上下]午|晚上)[^,，。;；]{0,4}[,，。;；](?=.*[一-龥]{4})|"
    r"[^,，。;；]{0,8}(?:风|雨|洪水?|雷|雪|冰雹)(?:把[^,，。;；]{1,8})?[吹刮冲打压掀][^,，。;；我]{1,16}[,，。;；]\s?(?=我?(?:今[天早晨]|刚才?|早上|清早|[上下]午)[^,，]*[一-龥]{2})|"
    r"[^,，。;；]{0,24}被[^,，。;；我]{1,8}[翻垮倒断坏塌堵淹烂走破歪掉死伤]了?[^,，。;；]{0,5}[,，。;；](?=.*[一-龥]{4})"
)
# Somebody is spoken for who was not understood; nothing of his is booked for the speaker unasked.
_ENTERED = NamePattern(
    r"^@|[帮替代](?![助忙]|我们?(?:[报登记录补填写上]|把))[^,，:：。\s\d把]{1,12}?"
    r"(?:报|记|登|录|补|填报?|申报)(?:一[下笔条声哈]|个|上|起)?[,，:：\s][^我]*$|"
    r"^代[^,，。\s\d办购缴买收领取写填送]{2,8}报|(?<!我)(?<!我的)名下|(?:^|[,，。\s])我?代[报记登录填补写](?!我|[^,，:：]{0,6}[表册书信])|^(?:这条|以下|下面)[^,，。]{0,4}是(?!我)[^,，。我]{1,8}的|"
    rf"(?:让|[托请喊叫](?=我[^,，。]{{0,6}}[,，:：]))我(?:帮忙?|[替给]|[跟和给][^,，]{{1,4}})?[他她]?(?:说|报|讲|记|登|填|补)|不会(?:打字|[用玩弄](?:手机|微信))|帮忙[记报登](?={PERSON})"
)


def _says_too_little(items: Sequence[Deed]) -> bool:
    """Return whether nothing is of any category, and neither how much nor when is said."""
    if any(item.category != OTHER for item in items):
        return False
    return not any((item.minutes, item.count) != (None, None) or not item.day_assumed for item in items)


# 我妈昨天扫街1小时，帮她报一下
_WHOSE = NamePattern(rf"(?:隔壁|邻居|{KIN}儿?(?={PERSON}))?(?P<who>{KIN}|{PERSON})")
_REPORT_IT = Pattern(
    r"[,，。\s]\s?(?:[他她]?[喊叫让请托]我)?[你您请麻烦]*[帮替代给][他她](?:上?报|登记|记|登|录|补)[一下个上吧嘛哈了。!！]*"
    r"(?=(?:[\d一二两三四五六七八九十半][^,，。\s]{0,7})?[。!！]*$)|"
    r"[,，。\s]还?[请望烦](?:您|你)?代为(?:记录?|登记|上报)[一下。!！]*$"
)


def _whose(message: Message) -> tuple[str, tuple[int, int]] | None:
    """Return who opens the message, whose deed it is when at its end it is asked to report it for him."""
    opening = _WHOSE.match(message.text)
    return (message.said[slice(*opening.span("who"))], opening.span()) if opening else None


# In 是的，我去了 and 我晓得 no deed stands.
_YES_I_WENT = Pattern(
    r"(?:同上|已经?|执行|完成|办[结完好]|任务|搞定|[弄做干忙处]理?[完好]|[一两三]项|如期|按时|圆满|是|的|对|头|嗯|好|我|你|他|她|也|都|就|去|来|到|过|了|在|参加|知道|晓得|会|要|能|可以|啊|哈|嘛|[,，。！!\s])+"
)


# Who tells that a meeting was held may mean its entry among the branch's meetings.
_HELD = Pattern(
    r"(?<!来)开(?:了|完|过)[^,，]{0,6}(?:党员大会|支委会|小组会|组织生活会|代表会)|(?:大会|支委会|小组会)开(?:了|完|过)"
)


WHICH_ACTIVITY = "哪项活动"
_PREFIX = rf"(?:请?帮[我忙]|我要?|我来|我想|麻烦|请|求)?(?:{any_of(words('report', 'prefixes'))})"
_OPENING = Pattern(
    rf"^(?:[\s,，:：。.、…\U0001f300-\U0001faff]|{GREETING}|(?:麻烦|辛苦|打扰)[你您]?了?[,，。!！\s]|补[一个条录]{{1,2}}[:：,，]|[嗯呃额啊喂]+(?=[^一-龥]|[我今昨前就那上下])|那个(?=[,，\s我今昨前就嗯]|上[午周个])|"
    rf"我?[要想]?(?:说|报|讲)[两二三四五几][样件个](?:事情?)?[哈嘛啊]?(?=[,，:：])|就是说?(?=[,，\s我今昨前])|我跟你[们]?(?:说|讲)(?:[一哈嘛下]{{0,2}})|{_PREFIX}(?:一下|一条|一个|个活动|活动)?[哈嘛]?(?![名纸警过了错]|[一二三四五]星))+"
)

_METRICS = {
    "记录": "records", "时长": "hours", "次数": "count", "积分": "points", "星级": "stars", "值班": "duty",
    "导出": "export", "删除": "delete", "可见": "visibility",
}  # fmt: skip
_WHY = Pattern(r"为什么|为啥|为何|凭什么|凭啥|(?:怎么|咋个?|如何)(?:来|算|评|得)|(?:怎么|咋).{0,6}星")
_DATA = frozenset({"export", "delete", "visibility"})


def read_own_question(message: Message) -> Reading:
    """Return the question about the sender's own records, or the request about his data."""
    metric = "points" if _WHY.search(message.text) else _METRICS[detail("问自己", message.text)[0]]
    period = find_period(message, days=True)
    if metric in _DATA and metric != "visibility":
        period = period or "all"
    slots: dict[str, Any] = {"period": period, "metric": metric}
    category = category_named(message.text) if metric in ("hours", "count", "records") else None
    return Reading("my_record", slots | ({"category": category} if category else {}))


_DENIES = Pattern(
    r"^(?:我|本人)?(?:那天|当时|根本|又|都)*(?:没(?:有|得)?|不是)[^,，。]{0,2}(?:去|来|在|参加|做|干|挖|搞)"
)


# Who went somewhere else may have gone just where he is asked about.
_BUT_WENT = Pattern(r"[,，。]\s*我(?:是)?去[^,，。]{1,8}的?$")
# Who says anywhere that he was not there: 我没和夏天去巡逻，我那晚在家.
denies_anywhere = re.compile(
    r"我(?:那[天晚]|当时|昨[天晚]|根本|又|都)*没(?:有|得)?(?:和|跟|同|与)?[^,，。]{0,6}?(?:去|在|来|参加|挖|扫|搞)(?!年|过)"
).search


def denies(text: str, by: str) -> bool:
    """Return whether somebody says that he was not there: 我没去挖沟, or of the report by somebody 何光荣那条我没去."""
    text = re.sub(rf"^{re.escape(by)}(?:同志)?(?:[报记说]的)?那?(?:[条个次天]|件事)?[,，\s]*", "", text)
    return _DENIES.search(text) is not None and _BUT_WENT.search(text) is None


_NOT_YET = r"[请喊叫让]|不[了能到]|明[天早]|后天|下周|准备|打算|[?？吗]"
# Who sits beside the two committees, or on any meeting of a village by his office, and tells of it afterwards.
is_beside = holds("列席", never=_NOT_YET)
sits_in = holds(
    r"列席|(?:[村区]|他们)的?[^,，。区]{0,8}(?:大会|代表会|居民会|村民会|支委会|两委会|生活会)",
    r"去|到|来|参加|出席|列席",
    never=rf"{_NOT_YET}|看望|走访|慰问",
)

# Nobody is put on record without being named and asked.
is_for_all = re.compile(
    r"接龙[:：\s]*(?:1|一)[.、．:：]|[帮替给](?:大家|全组|我们组|[一二三四五六七八九十\d]+[组社队])(?:都|全)?(?:报|记)|"
    r"给(?:大家|他们|所有人|全体|每个人)(?:都|全)?(?:也)?(?:记|报|加|算)"
).search
# 扣龙燕2分 says how many points, not how long.
says_points = re.compile(r"[加扣][^,，。]{0,8}分(?!钟)").search
