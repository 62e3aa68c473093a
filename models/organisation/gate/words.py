"""Words that do not go out to everybody. A word too many costs a second wording, one too few a person's good name."""

import re

# Eleven digits of a mobile, 17 digits and a sign of an identity number, also spelled in characters or spread out.
MOBILE = re.compile(r"(?<!\d)1[3-9](?:[\s-]?\d){9}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)[1-9](?:[\s-]?\d){16}[\s-]?[\dXx](?!\d)")

# Not 贫困: 脱贫 and 乡村振兴 speak of places and of work done.
HARDSHIP = re.compile(
    r"低保|五保|特困|贫困(?:户|家庭|人口|老人|学生)|困难(?:户|家庭|群众|党员)|孤儿|留守(?:儿童|老人)|失独|孤寡"
)
ILLNESS = re.compile(
    r"残疾|残障|智障|精神病|癌|肿瘤|艾滋|尿毒症|白血病|肝炎|抑郁|中风|瘫痪|重病|患病|得病|病(?:人|重|危|情)|住院|化疗|透析"
)
DISCIPLINE = re.compile(
    r"处分|违纪|立案|留置|双规|审查调查|虚报|作假|造假|查实|查处|通报批评|诫勉|约谈|坐牢|判刑|刑拘|拘留|吸毒|嫖娼"
)
# What presses people to answer in the group.
PRESSURE = re.compile(
    r"收到.{0,4}(?:回复|回个|回一|回1|扣1|请回)|回复.{0,2}收到|请.{0,4}回复|接龙|务必|扣\s?1|未(?:回复|接龙|报名)的"
)
