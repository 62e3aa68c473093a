"""Words that do not go out to everybody, besides what is delicate anywhere (models/values/delicate.py).

A word too many costs a second wording, one too few a person's good name.
"""

import re

# Of a deed these may be told, of a person before everybody not.
DISCIPLINE = re.compile(r"处分|违纪|立案|留置|审查调查|虚报|作假|造假|查实|查处|通报批评|诫勉|约谈|嫖娼")
# What presses people to answer in the group.
PRESSURE = re.compile(
    r"收到.{0,4}(?:回复|回个|回一|回1|扣1|请回)|回复.{0,2}收到|请.{0,4}回复|接龙|务必|扣\s?1|未(?:回复|接龙|报名)的"
)
