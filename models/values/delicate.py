"""What must not be kept of somebody, nor go to a group: numbers, illness, hardship, discipline, a minor's name; pure.

Source: domain rules, sections 9.2 and 10.2. A text is kept without it; the kind of person (老人, 困难户) may stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.language.pattern import Pattern


class Delicate(StrEnum):
    """Kinds of what is delicate; the values are what people are told."""

    NUMBER = "证件号、电话或微信号"
    ILLNESS = "病情"
    HARDSHIP = "家里的难处"
    DISCIPLINE = "处分和官司"
    MINOR = "孩子的名字"


# A number in words of its own: no part of a longer one, with or without strokes between its groups.
_MOBILE = r"(?<![\dA-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
_IDENTITY = r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"
_BANK_CARD = r"(?<!\d)(?:\d{4}[ -]?){3}\d{4}(?:[ -]?\d{1,3})?(?!\d)"
_LABELLED = (
    rf"(?:(?:身份证|手机|电话|联系电话|手机号|银行卡|卡号|号码)[号码]*[:：]?\s*)?(?:{_IDENTITY}|{_MOBILE}|{_BANK_CARD})"
)
# The surnames that are hardly ever another word.
_FAMILY = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧程曹袁邓傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛阎潘杜戴钟汪范廖邹熊陆郝孔崔邱秦顾侯邵孟龚]"
)
_NAMED = rf"{_FAMILY}[\u4e00-\u9fff]{{1,2}}"
# Who is named right behind the illness goes with it: 艾滋病人刘二娃.
_ILL_PERSON = rf"(?:病?人|患者)(?:{_FAMILY}[\u4e00-\u9fff]{{1,2}}?(?=[\s,，。;；的去送到在做家拿看住]|$))?"
_HURT = (
    r"(?:把|的)?(?:腿|脚|手|腰|肋骨|胳膊|手臂|膝盖|骨头)(?:杆|骨)?(?:被|给)?[摔跌撞压砸打]?[断折]了?|"
    r"(?:摔|跌|撞|压|砸|打)[断折]了?(?:腿|脚|手|腰|胳膊)|骨折了?"
)
_STAGE = r"(?:早期|晚期|中期|住院|手术|化疗|透析|病危|去世)?"
_ILLNESS = (
    rf"(?:得了?|患了?|有|因)?(?:[肺肝胃肠乳脑]癌|癌症?|肿瘤|白血病|尿毒症|艾滋病?|肺结核|肝炎|糖尿病|心脏病|高血压|脑梗|中风|瘫痪|"
    rf"(?:重度|轻度|中度)?抑郁症?|精神病|精神分裂|癫痫|老年痴呆|痴呆|流产){_STAGE}(?:治疗)?(?:{_ILL_PERSON})?|(?:精神|脑壳|智力)(?:上|方面)?(?:有|出)?(?:点|些)?(?:问题|毛病|失常|异常|不正常)|重病|大病|病危|住院(?:治疗)?|化疗|透析|{_HURT}"
)
_HARDSHIP = (
    r"(?:(?:办理?|申请|领|要(?=低保|补助))[了个到]?)?(?:低保户?|五保户?|特困户?|贫困户?|困难补助)|"
    r"欠(?:了)?(?:很多|好多)?债|破产|残疾(?:[人证])?|孤儿|留守儿童|家暴|离婚|"
    r"(?:[男女]的|老公|丈夫|男人|[他她])[^,，。]{0,4}[打揍](?:人|老婆|媳妇|婆娘|娃儿?|[他她](?!电话|招呼))"
)
_DISCIPLINE = (
    r"坐过?牢|服刑|判刑|判了|吸毒|戒毒|被拘留?|拘留|酒驾|嫖娼|赌博被抓|受(?:党内|行政)?[^，。,；;]{0,6}处分|被立案|双规"
)
_MINOR = (
    r"[\u4e00-\u9fff]{2,3}\s*[（(][^）)]{0,12}?(?:1[0-7]|[1-9])\s?岁[^）)]*[）)]|[\u4e00-\u9fff]{2,3}(?:1[0-7]|[1-9])岁|"
    # 李四家的娃王小宝被打: a name right behind the word for a child, which a verb, a sign or the end follows.
    rf"(?:{_NAMED}家的?)?(?:娃娃?|孩子|小孩|幺儿|孙儿|孙子|孙女|小学生|学生){_NAMED}"
    r"(?=[被在没是才遭让的，。,；;、\s]|$)"
    # 王小宝被他爸打: who is beaten by his parents is one.
    rf"|{_NAMED}(?=[^,，。]{{0,3}}[被遭挨][他她](?:家)?(?:亲|后|继|养)?(?:爸|妈|爹|娘|父|母|老汉|爷爷|奶奶|外公|外婆)[^,，。]{{0,4}}[打骂捆关])"
)
# A child first, whose age belongs to the name; the rest leave each other alone.
_PATTERNS = {
    Delicate.MINOR: Pattern(_MINOR),
    Delicate.NUMBER: Pattern(_LABELLED),
    Delicate.ILLNESS: Pattern(_ILLNESS),
    Delicate.DISCIPLINE: Pattern(_DISCIPLINE),
    Delicate.HARDSHIP: Pattern(_HARDSHIP),
}
# What stays of a person, where his name goes.
_STAYS = (
    ("办", "办困难户的事"),
    ("申请", "办困难户的事"),
    ("领", "办困难户的事"),
    ("要", "要办困难户的事"),
    ("低保", "困难户"),
    ("五保", "困难户"),
    ("特困", "困难户"),
    ("贫困", "困难户"),
    ("残疾证", "证件"),
    ("残疾", "残疾人"),
)
_CHILD = "儿童"
_ELDERS = r"[\u4e00-\u9fff](?:大爷|大娘|婆婆|爷爷|奶奶|老汉|大妈|老太太)"
_ELDERLY = Pattern(_ELDERS)
_RELATIVES = (
    r"[我他她]们?(?:家|屋头)?的?(?:爸爸?|妈妈?|爹|娘|父亲|母亲|老婆|老公|爱人|媳妇|"
    r"儿子|女儿|幺儿|外公|外婆|哥哥?|姐姐?|弟弟?|妹妹?)"
)
# Who is ill is seeing a doctor, where his clause says nothing else of him: 我老汉住院了.
_IS_ILL = Pattern(
    rf"(?P<who>{_ELDERS}|{_RELATIVES}|{_NAMED})(?:又|突然|最近|昨天|前天)*(?:{_ILLNESS})(?=了|[，,。;；!！\s]|$)"
)
# What is asked for is no person: 低保办到哪步; what somebody is stands without a verb: 他儿子残疾，….
_OF_THE_AID = Pattern(
    r"(?<![办理请领个了到要])(?:低保|五保|特困|困难补助)(?=[办批下领发停取怎咋啥为没还好什到申，,。？?]|$)"
)
_IS_DISABLED = Pattern(r"(?<!是)残疾(?=[，,。;；!！了]|$)")
_BRACKETS = re.compile(r"[（(][\s，,、；;：:]*[）)]")
# Of several kinds of person in a row the last says who it is: 困难户残疾人的老人.
_KINDS = re.compile(r"(?:(?:困难户|残疾人)的?)+(?=困难户|残疾人|老人|儿童)")
_CLAUSE = re.compile(r"[^,，。;；!！\n]+[,，。;；!！\n]*")
# What is left of a clause that said nothing else: 他癌症晚期 without the illness.
_TORN = Pattern(r"(?:^|(?<=[，,；;、。]))\s*(?:[我他她]们?家?|人家|本人)?(?:[早中晚]?期)?[是有了的]*(?=[，,；;、。]|$)")
_LEFT_OVER = Pattern(
    r"(?<=[陪给帮送顾])的(?=[\u4e00-\u9fff])|(?<=看)的(?=老人)|^[\s，,、；;]+|[\s，,、；;]+$|([，,、；;])(?:\s*[，,、；;])+"
)


@dataclass(frozen=True)
class Cleared:
    """A text as it may be kept, and the kinds of what was left out, in the order of `Delicate`."""

    text: str
    left_out: tuple[Delicate, ...] = ()


def delicate_in(text: str) -> tuple[Delicate, ...]:
    """Return the kinds of what a text holds that must not be kept or posted; empty for a harmless one."""
    return tuple([kind for kind in Delicate if _PATTERNS[kind].search(text)])


def _kind_of_person(found: re.Match[str]) -> str:
    """Return what stays of a delicate word: what kind of person it is about, or nothing."""
    if found[0] in ("留守儿童", "孤儿"):
        return _CHILD
    return next((kind for word, kind in _STAYS if found[0].startswith(word)), "")


def cleared(text: str) -> Cleared:
    """Return a text without what must not be kept; the name of an old person goes as well when anything does."""
    kinds = delicate_in(text)
    if not kinds:
        return Cleared(text)
    text = _IS_DISABLED.sub("是残疾人", _OF_THE_AID.sub("困难户的事", _IS_ILL.sub(r"\g<who>看病", text)))
    for kind, pattern in _PATTERNS.items():
        if kind is Delicate.DISCIPLINE:
            # Of a clause about trouble with the law nothing stays where there is another.
            text = "".join(one for one in _CLAUSE.findall(text) if not pattern.search(one)) or text
        text = pattern.sub(_CHILD if kind is Delicate.MINOR else _kind_of_person, text)
    text = _TORN.sub("", _BRACKETS.sub("", _KINDS.sub("", _ELDERLY.sub("老人", text))))
    return Cleared(_LEFT_OVER.sub(lambda found: found[1] or "", text).strip(), kinds)


def harmless(text: str) -> Cleared:
    """Return the clauses of a text in which nothing is delicate; without names of old people where another is."""
    kinds = delicate_in(text)
    kept = "".join(one for one in _CLAUSE.findall(text) if not delicate_in(one)) if kinds else text
    return Cleared(_ELDERLY.sub("老人", kept).strip(" ,，。;；") if kinds else text, kinds)


def with_note(text: str, kinds: Sequence[str]) -> str:
    """Return an answer, with one line about what was left out of somebody's words where anything was."""
    return f"{text}\n{left_out_note(kinds)}" if kinds else text


def left_out_note(kinds: Sequence[str]) -> str:
    """Return to the writer in one line what was not kept of what he wrote about somebody."""
    return f"为人家着想，{'、'.join(kinds)}没有记。"
